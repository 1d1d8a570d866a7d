import { KeyHint } from "../../ui/button.tsx";
import { nameShortcut } from "../../ui/shortcuts.ts";

/** The head of a section with its act; of an empty one only the act is drawn. */
export function SectionHead(props: {
  title: string;
  isEmpty: boolean;
  act: string;
  keys: string;
  /** Null where nothing can be written. */
  onAct: (() => void) | null;
}) {
  const { isEmpty, onAct } = props;
  if (isEmpty && onAct === null) return null;
  return (
    <section className={isEmpty ? "row person-add" : "row sect"}>
      <span className="m" />
      <div className="t rowline">
        {isEmpty ? null : <h2>{props.title}</h2>}
        {onAct === null ? null : (
          <button
            type="button"
            className="meta section-act"
            aria-keyshortcuts={nameShortcut(props.keys)}
            onClick={onAct}
          >
            {props.act} <KeyHint keys={props.keys} />
          </button>
        )}
      </div>
    </section>
  );
}
