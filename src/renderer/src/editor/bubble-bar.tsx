import type { ReactNode } from "react";
import { Toolbar } from "react-aria-components";
import { nameShortcut } from "../ui/shortcuts.ts";

/** One control of a bubble. */
export interface BubbleItem {
  name: string;
  /** What is drawn; the name when it is left out. */
  face?: ReactNode;
  /** Given for what is on or off. */
  isOn?: boolean;
  /** A shortcut that does the same in the text. */
  keys?: string;
  /** Stands apart from what is before it. */
  isApart?: boolean;
  act: () => void;
}

/** Controls in one line: Tab passes them as one, arrow keys go from one to the next. */
export function BubbleBar(props: { name: string; items: readonly BubbleItem[] }) {
  return (
    <Toolbar className="bubble-bar" aria-label={props.name}>
      {props.items.map(({ name, face, isOn, keys, isApart, act }) => (
        <button
          key={name}
          type="button"
          className={isApart === true ? "apart" : undefined}
          aria-label={face === undefined ? undefined : name}
          aria-pressed={isOn}
          aria-keyshortcuts={keys === undefined ? undefined : nameShortcut(keys)}
          // The text keeps the focus and its selection.
          onMouseDown={(event) => event.preventDefault()}
          onClick={act}
        >
          {face ?? name}
        </button>
      ))}
    </Toolbar>
  );
}
