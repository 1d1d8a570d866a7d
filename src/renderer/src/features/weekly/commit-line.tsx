import { ulid } from "ulid";
import type { Commitment } from "../../../../shared/contract/commitments.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { readCommitmentSentence } from "../../../../shared/journal/entry-file.ts";
import type { Client } from "../../api/client.ts";
import { Autosave } from "../../saving/autosave.ts";
import { keepOpen, noteState } from "../../saving/open-texts.ts";
import { LinkButton } from "../../ui/button.tsx";
import { messages } from "./messages.ts";

/** The words of a line: in the if-then form, or free where its situation is null. */
export interface LineWords {
  situation: string | null;
  action: string;
}

/** One line of the step: its words, and what writes them. */
export interface Line {
  words: LineWords;
  saving: Autosave<LineWords>;
  /** To be called when the line leaves the screen. */
  release: () => void;
}

/** A line to write a commitment in. The if-then form is offered; whoever types it in one line has it too. */
export function CommitLine(props: {
  index: number;
  words: LineWords;
  placeholder: string;
  hasFocus: boolean;
  fieldRef: (field: HTMLInputElement | null) => void;
  onFocus: () => void;
  onBlur: () => void;
  onWords: (words: LineWords) => void;
}) {
  const { index, words, onWords } = props;
  const field = {
    className: "field line-input",
    autoComplete: "off",
    maxLength: 2000,
    onFocus: props.onFocus,
    onBlur: props.onBlur,
  };
  const action = (
    <input
      {...field}
      ref={props.fieldRef}
      aria-label={messages.lineName(index)}
      value={words.action}
      placeholder={words.situation === null ? props.placeholder : undefined}
      autoFocus={props.hasFocus}
      onChange={(event) => onWords({ ...words, action: event.target.value })}
    />
  );
  if (words.situation === null) {
    return (
      <div className="line-field">
        {action}
        {words.action === "" ? (
          <p className="by">
            <LinkButton
              aria-label={messages.asIfThenOf(index)}
              onClick={() => onWords({ ...words, situation: "" })}
            >
              {messages.asIfThen}
            </LinkButton>
          </p>
        ) : null}
      </div>
    );
  }
  return (
    <div className="line-field ifthen">
      <span className="if" aria-hidden="true">
        {messages.if}
      </span>
      <input
        {...field}
        aria-label={messages.situationName(index)}
        value={words.situation}
        // It was asked for just now, and is where one writes on.
        autoFocus={words.situation === "" && words.action === ""}
        onChange={(event) => onWords({ ...words, situation: event.target.value })}
      />
      <span className="if" aria-hidden="true">
        {messages.thenIWill}
      </span>
      {action}
    </div>
  );
}

/** Begins a line with the commitment it stands for, if there is one. */
export function beginLine(
  client: Client,
  week: string,
  commitment: Commitment | null,
  about: {
    entry: Id;
    readWords: () => LineWords | undefined;
    /** Begins the line anew with what the journal has. */
    beginAnew: () => void;
  },
): Line {
  const saving: Autosave<LineWords> = new Autosave<LineWords>({
    revision: commitment?.revision ?? 0,
    save: lineSaver(client, week, commitment),
    onState: (state) => noteState(saving, state),
  });
  const { entry, readWords } = about;
  const release = keepOpen(saving, {
    entry,
    readWords: () => {
      const { situation, action } = readWords() ?? { situation: null, action: "" };
      return `${situation ?? ""} ${action}`.trim();
    },
    letGo: async () => {
      await saving.drop();
      release();
      about.beginAnew();
    },
  });
  return {
    words: { situation: commitment?.situation ?? null, action: commitment?.action ?? "" },
    saving,
    release,
  };
}

/** Makes, changes or takes back the commitment of one line, whichever its words ask for. */
function lineSaver(client: Client, week: string, commitment: Commitment | null) {
  // The line names its commitment, so that making it again after a lost answer makes no second one.
  let id = commitment?.id ?? ulid();
  let isMade = commitment !== null;
  return async (words: LineWords, revision: number) => {
    const written =
      words.situation === null
        ? readCommitmentSentence(words.action.trim())
        : { situation: words.situation.trim() || null, action: words.action.trim() };
    if (written.action === "") {
      if (isMade) await client.commitments.remove({ id });
      id = ulid();
      isMade = false;
      return { revision: 0, updated: new Date().toISOString() };
    }
    const kept = isMade
      ? await client.commitments.change({ id, ...written, revision })
      : await client.commitments.make({ id, week, ...written });
    isMade = true;
    return kept;
  };
}
