import { useMutation } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { ulid } from "ulid";
import { MOST_FOLLOW_UPS, QUESTION_LENGTH } from "../../../../shared/contract/pack-problems.ts";
import { type OwnPrompt, TITLE_LENGTH } from "../../../../shared/contract/own-prompts.ts";
import { type Cadence, cadence, type Theme } from "../../../../shared/contract/prompts.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { LinkButton } from "../../ui/button.tsx";
import { FormSheet } from "../../ui/form-sheet.tsx";
import { Segment } from "../../ui/segment.tsx";
import { messages } from "./messages.ts";
import { ThemeChoice } from "./theme-choice.tsx";

/** A prompt as it is being written. */
export interface Draft {
  text: string;
  /** Null for a new theme of the user's own. */
  theme: string | null;
  newTheme: { title: string; inWeeklyRotation: boolean };
  cadence: Cadence;
  followUps: readonly string[];
}

/** A draft with nothing in it yet. */
export function emptyDraft(theme: string): Draft {
  return {
    text: "",
    theme,
    newTheme: { title: "", inWeeklyRotation: true },
    cadence: "weekly",
    followUps: [],
  };
}

const CADENCES = cadence.options.map((value) => ({ value, name: messages.askedChoice[value] }));
const PERSON = "{person}";

/** Writes a prompt of one's own, or changes one. What was typed stays when it cannot be kept. */
export function WritePrompt(props: {
  /** The prompt that is changed; null for a new one. */
  editing: { id: string; revision: number } | null;
  draft: Draft;
  themes: readonly Theme[];
  onChange: (draft: Draft) => void;
  onKept: (id: string) => void;
  onClose: () => void;
}) {
  const { editing, draft, onChange } = props;
  const { queries } = useConnection();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // Kept under one id, however often it is tried.
  const [row] = useState(ulid);
  const write = useMutation(queries.prompts.write.mutationOptions());
  const change = useMutation(queries.prompts.change.mutationOptions());
  const [isWhyMeant, setWhyMeant] = useState(false);
  const set = (part: Partial<Draft>): void => onChange({ ...draft, ...part });
  const isBusy = write.isPending || change.isPending;
  const error = write.error ?? change.error;
  const isPersonUnasked =
    draft.cadence !== "per-person" &&
    [draft.text, ...draft.followUps].some((text) => text.includes(PERSON));

  const keep = (): void => {
    if (isBusy || isPersonUnasked) return;
    const prompt: OwnPrompt = {
      text: draft.text,
      theme: draft.theme ?? draft.newTheme,
      cadence: draft.cadence,
      followUps: [...draft.followUps],
    };
    if (editing === null) {
      write.mutate({ ...prompt, row }, { onSuccess: (kept) => props.onKept(kept.id) });
    } else {
      change.mutate({ ...prompt, ...editing }, { onSuccess: () => props.onKept(editing.id) });
    }
  };
  const insertPerson = (): void => {
    const at = field.current?.selectionStart ?? draft.text.length;
    set({ text: `${draft.text.slice(0, at)}${PERSON}${draft.text.slice(at)}` });
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    // A question is one line, which wraps.
    event.preventDefault();
    keep();
  };

  return (
    <FormSheet
      title={editing === null ? messages.writeYourOwn : messages.editPrompt}
      look="sentence"
      className="write-prompt"
      isBusy={isBusy}
      notice={error === null ? null : sentenceFor(error)}
      status={editing === null ? messages.fromNowOn : messages.changedFromNowOn}
      onKeep={keep}
      onClose={props.onClose}
    >
      <textarea
        ref={field}
        className="own-question"
        aria-label={messages.yourPrompt}
        aria-invalid={isPersonUnasked}
        aria-describedby={isPersonUnasked ? `${id}-person` : undefined}
        placeholder={messages.promptPlaceholder}
        rows={1}
        autoFocus
        maxLength={QUESTION_LENGTH}
        value={draft.text}
        onChange={(event) => set({ text: event.target.value.replaceAll("\n", " ") })}
        onKeyDown={onKeyDown}
      />
      <div aria-live="polite">
        {isPersonUnasked ? (
          <p className="error" id={`${id}-person`}>
            {messages.personUnasked}
          </p>
        ) : null}
        {/\bwhy\b/i.test(draft.text) && !isWhyMeant ? (
          <p className="help">
            {messages.why}{" "}
            <LinkButton
              onClick={() => {
                setWhyMeant(true);
                field.current?.focus();
              }}
            >
              {messages.keepIt}
            </LinkButton>
          </p>
        ) : null}
      </div>
      <ThemeChoice
        themes={props.themes}
        theme={draft.theme}
        newTheme={draft.newTheme}
        titleLength={TITLE_LENGTH}
        onTheme={(theme) => set({ theme })}
        onNewTheme={(newTheme) => set({ newTheme })}
      />
      <div className="sheet-field">
        <span className="label">{messages.asked}</span>
        <Segment
          label={messages.asked}
          value={draft.cadence}
          choices={CADENCES}
          onChange={(value) => set({ cadence: value })}
        />
        {draft.cadence === "per-person" ? (
          <p className="help">
            {messages.person}{" "}
            <LinkButton onClick={insertPerson}>{messages.insertPerson}</LinkButton>
          </p>
        ) : null}
      </div>
      <FollowUpFields id={id} followUps={draft.followUps} onChange={set} />
    </FormSheet>
  );
}

/** The questions to open under the answer; another field is there once the last has words. */
function FollowUpFields(props: {
  id: string;
  followUps: readonly string[];
  onChange: (change: { followUps: readonly string[] }) => void;
}) {
  const written = props.followUps.filter((question) => question !== "");
  const fields = written.length < MOST_FOLLOW_UPS ? [...written, ""] : written;
  return (
    <div className="sheet-field">
      {fields.map((question, index) => {
        const name = `${props.id}-follow-up-${index}`;
        return (
          // Told apart by their order, which does not change while they are written.
          <div key={index} className="follow-up-field">
            <label className="label" htmlFor={name}>
              {messages.followUp(index)}
            </label>
            <input
              id={name}
              className="field serif"
              autoComplete="off"
              maxLength={QUESTION_LENGTH}
              value={question}
              onChange={(event) =>
                props.onChange({ followUps: fields.with(index, event.target.value) })
              }
            />
          </div>
        );
      })}
    </div>
  );
}
