import { type KeyboardEvent, type MouseEvent, type Ref } from "react";
import { KeyHint } from "../../ui/button.tsx";
import { PersonField } from "../people/person-field.tsx";
import { messages } from "./messages.ts";

/** Goes from a line to the name below it. */
export const WITH_KEY = "@";

/** Whether a key is pressed where a word begins, and asks for the name instead of being written. */
export function asksWithWhom(event: KeyboardEvent<HTMLInputElement>): boolean {
  const { key, nativeEvent, currentTarget } = event;
  const { value, selectionStart } = currentTarget;
  return (
    key === WITH_KEY &&
    !nativeEvent.isComposing &&
    /(?:^|\s)$/.test(value.slice(0, selectionStart ?? 0))
  );
}

/** With whom a commitment is made, below its line. Enter and Esc go back to the line. */
export function CommitWith(props: {
  index: number;
  name: string;
  fieldRef: Ref<HTMLInputElement>;
  onName: (name: string) => void;
  /** The name is done with, wherever the focus is by now. */
  onDone: () => void;
  onReturn: () => void;
}) {
  const returnToLine = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    // Mod Enter is the step's.
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    props.onReturn();
  };
  return (
    // The keys of the field and of its list.
    <span
      className="with"
      role="presentation"
      data-is-set={props.name.trim() !== ""}
      // Else the line would lose the focus, and this would be gone before it is clicked.
      onMouseDown={(event: MouseEvent) => {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      }}
      onKeyDown={returnToLine}
      onKeyDownCapture={(event) => {
        // The list would only close.
        if (event.key === "Escape") returnToLine(event);
      }}
      onBlur={({ target }) => {
        // Where another window takes the focus, the name is still being written.
        if (document.activeElement !== target) props.onDone();
      }}
    >
      <label>
        {messages.with}{" "}
        <PersonField
          label={messages.withWhom(props.index)}
          look="blank"
          placeholder={messages.withHint}
          inputRef={props.fieldRef}
          name={props.name}
          onName={props.onName}
        />{" "}
        <KeyHint keys={WITH_KEY} />
      </label>
    </span>
  );
}
