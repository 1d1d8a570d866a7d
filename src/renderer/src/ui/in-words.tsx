import type { ReactNode } from "react";
import { KeyHint } from "./button.tsx";
import { nameShortcut } from "./shortcuts.ts";

/** What is said in words in a line until it is to be changed, by a click or its keys: then its field stands there. */
export function InWords(props: {
  words: ReactNode;
  keys: string;
  isOpen: boolean;
  onOpen: () => void;
  /** The field. */
  children: ReactNode;
}) {
  if (props.isOpen) return props.children;
  return (
    <button
      type="button"
      className="meta meta-act"
      aria-keyshortcuts={nameShortcut(props.keys)}
      onClick={props.onOpen}
    >
      <span>{props.words}</span> <KeyHint keys={props.keys} />
    </button>
  );
}
