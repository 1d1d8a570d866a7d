import { type KeyboardEvent, useRef } from "react";
import type { Id } from "../../../../shared/journal/identity.ts";
import { KeyHint } from "../../ui/button.tsx";
import { messages } from "./messages.ts";

/** A line of what is taken over; `id` of one that is there already. */
export interface CrisisLine {
  id: Id | null;
  what: string;
}

/** What is taken over, a line each: Enter goes on to the next, Backspace in an empty one takes it off. */
export function CrisisLines(props: {
  lines: readonly CrisisLine[];
  onChange: (lines: readonly CrisisLine[]) => void;
  /** The first line has to have words. */
  isInvalid: boolean;
  label: string;
}) {
  const { lines, onChange } = props;
  const list = useRef<HTMLOListElement>(null);
  const focusLine = (index: number): void => {
    requestAnimationFrame(() => list.current?.querySelectorAll("input")[index]?.focus());
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const { what = "" } = lines[index] ?? {};
    if (event.key === "Enter") {
      event.preventDefault();
      if (what.trim() === "") return;
      if (lines[index + 1]?.what.trim() !== "") {
        onChange(lines.toSpliced(index + 1, 0, { id: null, what: "" }));
      }
      focusLine(index + 1);
    } else if (event.key === "Backspace" && what === "" && index > 0) {
      event.preventDefault();
      onChange(lines.toSpliced(index, 1));
      focusLine(index - 1);
    }
  };
  return (
    <ol className="numbered" aria-label={props.label} ref={list}>
      {lines.map(({ id, what }, index) => (
        // A line is its place while it is written.
        <li key={index}>
          <input
            autoComplete="off"
            aria-label={messages.itemName(index)}
            aria-invalid={props.isInvalid && index === 0}
            value={what}
            maxLength={2000}
            onChange={(event) => onChange(lines.with(index, { id, what: event.target.value }))}
            onKeyDown={(event) => onKeyDown(event, index)}
          />
          <span className="hint" aria-hidden="true">
            <KeyHint keys="enter" /> <kbd>{messages.forAnother}</kbd>
          </span>
        </li>
      ))}
    </ol>
  );
}
