import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { Checkbox } from "react-aria-components";
import { GOES_ON, MOST_CARRIES, outcome } from "../../../../shared/contract/commitments.ts";
import { KeyHint } from "../../ui/button.tsx";
import { CheckBox } from "../../ui/check-box.tsx";
import { Choices } from "../../ui/choices.tsx";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import type { Answer, AnswerText } from "./answer-text.ts";
import { lookBack } from "./look-back-messages.ts";

const ANSWERS = outcome.options.map((value) => ({ value, label: lookBack.answer[value] }));

/** The commitment that is asked about: how it went, a line on it, and whether it comes along. */
export function CommitmentAnswer(props: {
  text: AnswerText;
  /** The day it would be asked about again, as a weekday. */
  nextDay: string;
  onChange: (answer: Answer) => void;
  /** The line is done with. */
  onDone: () => void;
}) {
  const { text, onChange } = props;
  const { answer, commitment } = text;
  const field = useRef<HTMLTextAreaElement>(null);
  const noteId = useId();
  // The line to write in comes with the first answer, and has the focus then.
  const isToWrite = useRef(false);
  useEffect(() => {
    if (!isToWrite.current) return;
    isToWrite.current = false;
    field.current?.focus();
  });

  const choose = (chosen: NonNullable<Answer["outcome"]>, isForGood: boolean): void => {
    isToWrite.current = isForGood;
    if (chosen === answer.outcome && isForGood) field.current?.focus();
    onChange({ ...answer, outcome: chosen, carry: answer.carry && GOES_ON.includes(chosen) });
  };
  const goesOn = answer.outcome !== null && GOES_ON.includes(answer.outcome);
  const canCarry = goesOn && commitment.timesCarried < MOST_CARRIES;
  const carry = (): void => onChange({ ...answer, carry: !answer.carry });
  useShortcuts({
    c: canCarry ? carry : undefined,
  });
  const endLine = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    if (event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    props.onDone();
  };
  return (
    <div className="ask">
      <p className="said">
        <CommitmentWords commitment={commitment} />
      </p>
      <Choices
        label={lookBack.howDidItGo}
        value={answer.outcome}
        options={ANSWERS}
        takesFocus
        onChoose={choose}
      />
      {answer.outcome === null ? null : (
        <>
          <label className="meta note-label" htmlFor={noteId}>
            {lookBack.note[answer.outcome]}
          </label>
          <textarea
            id={noteId}
            ref={field}
            className="field note-field"
            rows={1}
            maxLength={2000}
            value={answer.note}
            onKeyDown={endLine}
            onChange={(event) => onChange({ ...answer, note: event.target.value })}
          />
        </>
      )}
      {canCarry ? (
        <Checkbox className="check carry" isSelected={answer.carry} onChange={carry}>
          <CheckBox isOn={answer.carry} />
          <span>
            {lookBack.carry(props.nextDay)} <KeyHint keys="c" />
          </span>
        </Checkbox>
      ) : null}
    </div>
  );
}
