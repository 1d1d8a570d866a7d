import { useId } from "react";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { CodeGrid } from "../lock/code-grid.tsx";
import { LonePage } from "../../ui/lone-page.tsx";
import { messages } from "./messages.ts";

const { code: words } = messages;

/** The recovery code, shown once. It goes onto paper; we put it on no clipboard and in no file. */
export function CodeScreen(props: {
  code: string[];
  /** One was shown before, and is not good any more. */
  isAnother: boolean;
  onDone: () => void;
  onLeave: () => void;
}) {
  const id = useId();
  useShortcuts({ enter: props.onDone });
  return (
    <LonePage title={words.title} lead={words.lead} isWide>
      {props.isAnother ? (
        <p className="notice" role="alert">
          {words.another}
        </p>
      ) : null}
      <div className="code-place" id={id}>
        <CodeGrid
          className="shown"
          label={words.code}
          renderGroup={(number) => <b>{props.code[number - 1]}</b>}
        />
      </div>
      <p className="meta protect-note">{words.whoever}</p>
      <p className="actions code-acts">
        <Button look="primary" keys="enter" autoFocus aria-describedby={id} onClick={props.onDone}>
          {words.written}
        </Button>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Button onClick={props.onLeave}>{messages.notNow}</Button>
      </p>
    </LonePage>
  );
}
