import { type KeyboardEvent, useEffect, useRef } from "react";
import { KeyHint } from "./button.tsx";
import { useShortcuts } from "./shortcuts.ts";

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/**
 * One of a few answers, chosen by its digit, or by the arrows in between. `onChoose` is told whether it
 * is chosen for good, so that what comes after it may take the focus.
 */
export function Choices<Value extends string>(props: {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value | null;
  onChoose: (value: Value, isForGood: boolean) => void;
  takesFocus?: boolean;
}) {
  const { options, value, onChoose } = props;
  const group = useRef<HTMLDivElement>(null);
  const takesFocus = props.takesFocus ?? false;
  const standing = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  );
  const focus = (index: number): void =>
    group.current?.querySelectorAll<HTMLElement>("[role=radio]")[index]?.focus();
  useEffect(() => {
    if (takesFocus) group.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  }, [takesFocus]);
  useShortcuts(
    Object.fromEntries(
      options.map((option, index) => [String(index + 1), () => onChoose(option.value, true)]),
    ),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = value === null ? standing : (standing + step + options.length) % options.length;
    const option = options[next];
    if (option === undefined) return;
    onChoose(option.value, false);
    focus(next);
  };
  return (
    <div className="choices" role="radiogroup" aria-label={props.label} ref={group}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          className="choice"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={index === standing ? 0 : -1}
          onKeyDown={onKeyDown}
          onClick={() => onChoose(option.value, true)}
        >
          {option.label}
          <KeyHint keys={String(index + 1)} />
        </button>
      ))}
    </div>
  );
}
