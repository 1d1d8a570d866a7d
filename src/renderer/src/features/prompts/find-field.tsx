import { type KeyboardEvent, useEffect, useRef } from "react";
import { NavigationType, useNavigationType } from "react-router";
import { messages } from "./messages.ts";

/**
 * The words to find. The field keeps its own text while it is typed in, because an address follows
 * a moment later than a letter; going somewhere else sets it.
 */
export function FindField(props: {
  find: string;
  onFind: (find: string) => void;
  /** Down or Enter: on to what was found. */
  onLeave: () => void;
}) {
  const { find, onFind } = props;
  const field = useRef<HTMLInputElement>(null);
  const way = useNavigationType();
  useEffect(() => {
    // Typing replaces the address.
    if (way !== NavigationType.Replace && field.current !== null) field.current.value = find;
  }, [find, way]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      props.onLeave();
    } else if (event.key === "Escape" && event.currentTarget.value !== "") {
      // One level out: what is open stays so.
      event.stopPropagation();
      event.currentTarget.value = "";
      onFind("");
    }
  };
  return (
    <input
      ref={field}
      className="field prompts-find"
      defaultValue={find}
      placeholder={messages.find}
      aria-label={messages.find}
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      onChange={(event) => onFind(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}
