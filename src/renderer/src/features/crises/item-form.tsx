import { type RefObject, useId } from "react";
import { flushSync } from "react-dom";
import { Choices } from "../../ui/choices.tsx";
import { LineArea } from "../../ui/line-area.tsx";
import { PersonField } from "../people/person-field.tsx";
import { messages } from "./messages.ts";
import type { useItemForm } from "./use-item-form.ts";

/** Puts the focus on what is asked next: the answer, the name that goes with it, or the line on it. */
export function focusMissing<Choice extends string>(
  fields: HTMLElement | null,
  choice: Choice | null,
  namesSomeone: Choice,
): void {
  const field = choice === namesSomeone ? "input" : "textarea";
  const wanted = choice === null ? "[role=radio][tabindex='0']" : field;
  fields?.querySelector<HTMLElement>(wanted)?.focus();
}

/** The answers to one question about an item, the name where one is asked for, and a line on it. */
export function ItemForm<Choice extends string>(props: {
  form: ReturnType<typeof useItemForm<Choice>>;
  question: string;
  options: readonly { value: Choice; label: string }[];
  /** The answer that names somebody. */
  namesSomeone: Choice;
  noteLabel: string;
  fields: RefObject<HTMLDivElement | null>;
}) {
  const { form, fields, namesSomeone } = props;
  const { draft, problem } = form;
  const id = useId();
  const namesOne = draft.choice === namesSomeone;
  const choose = (choice: Choice, isForGood: boolean): void => {
    // At once: the next key is meant for what is asked next.
    flushSync(() => form.change({ choice }));
    if (!isForGood) return;
    focusMissing(fields.current, choice, namesSomeone);
  };
  return (
    <div ref={fields}>
      <Choices
        label={props.question}
        options={props.options}
        value={draft.choice}
        takesFocus
        onChoose={choose}
      />
      {namesOne ? (
        <div className="ask-person" onBlur={form.nameLeft}>
          <label className="meta" htmlFor={`${id}-person`}>
            {messages.who}
          </label>
          <PersonField
            id={`${id}-person`}
            name={draft.person}
            onName={(person) => form.change({ person })}
          />
        </div>
      ) : null}
      {draft.choice === null ? null : (
        <>
          <label className="meta ask-label" htmlFor={`${id}-note`}>
            {props.noteLabel}
          </label>
          <LineArea
            id={`${id}-note`}
            className="note"
            value={draft.note}
            maxLength={10_000}
            isInvalid={problem !== null && !namesOne}
            describedBy={problem === null ? undefined : `${id}-problem`}
            onChange={(note) => form.change({ note })}
          />
        </>
      )}
      <p className="error" id={`${id}-problem`} role="alert">
        {problem}
      </p>
    </div>
  );
}
