import { type FocusEvent, type KeyboardEvent, useRef } from "react";
import { ulid } from "ulid";
import type { Commitment } from "../../../../shared/contract/commitments.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { readCommitmentSentence } from "../../../../shared/journal/entry-file.ts";
import type { Client } from "../../api/client.ts";
import { Autosave } from "../../saving/autosave.ts";
import { keepOpen, noteState, type OpenText } from "../../saving/open-texts.ts";
import { LinkButton } from "../../ui/button.tsx";
import { asksWithWhom, CommitWith } from "./commit-with.tsx";
import { messages } from "./messages.ts";

/** The words of a line: in the if-then form, or free where its situation is null. */
export interface LineWords {
  situation: string | null;
  action: string;
  /** With whom, by name; may be empty. */
  person: string;
}

/** One line of the step: its words, and what writes them. */
export interface Line {
  words: LineWords;
  saving: Autosave<LineWords>;
  write: (words: LineWords) => void;
  /** The name is being typed: it is nobody's yet, and would make a person if it was written. */
  typeName: (name: string) => void;
  /** The name was typed, and is written. */
  keepName: () => void;
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
  onName: (name: string) => void;
  /** The name was typed. */
  onNamed: () => void;
}) {
  const { index, words, onWords } = props;
  const person = useRef<HTMLInputElement>(null);
  const last = useRef<HTMLInputElement>(null);
  /** Where it was written last. */
  const left = useRef<HTMLInputElement>(null);
  const field = {
    className: "field line-input",
    autoComplete: "off",
    maxLength: 2000,
    onFocus: ({ currentTarget }: FocusEvent<HTMLInputElement>) => {
      left.current = currentTarget;
      props.onFocus();
    },
    onBlur: props.onBlur,
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
      if (!asksWithWhom(event)) return;
      event.preventDefault();
      person.current?.focus();
      person.current?.select();
    },
  };
  const action = (
    <input
      {...field}
      ref={(input) => {
        last.current = input;
        props.fieldRef(input);
      }}
      aria-label={messages.lineName(index)}
      value={words.action}
      placeholder={words.situation === null ? props.placeholder : undefined}
      autoFocus={props.hasFocus && words.situation !== ""}
      onChange={(event) => onWords({ ...words, action: event.target.value })}
    />
  );
  return (
    <div className="line line-field">
      {words.situation === null ? (
        action
      ) : (
        <div className="ifthen">
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
      )}
      <div className="by">
        <CommitWith
          index={index}
          name={words.person}
          fieldRef={person}
          onName={props.onName}
          onDone={props.onNamed}
          onReturn={() => (left.current ?? last.current)?.focus()}
        />
        {words.situation === null && words.action === "" ? (
          <LinkButton
            aria-label={messages.asIfThenOf(index)}
            onClick={() => onWords({ ...words, situation: "" })}
          >
            {messages.asIfThen}
          </LinkButton>
        ) : null}
      </div>
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
  const { entry, readWords } = about;
  let typed = commitment?.person?.name ?? "";
  let written = typed;
  // Without words there is nothing that a name could be kept with.
  const isNamed = (): boolean => typed !== written && (readWords()?.action.trim() ?? "") !== "";
  const saving: Autosave<LineWords> = new Autosave<LineWords>({
    revision: commitment?.revision ?? 0,
    save: lineSaver(client, week, commitment),
    onState: (state) => noteState(text, state),
  });
  const write = (words: LineWords): void => {
    typed = words.person;
    written = typed;
    saving.change(() => words);
  };
  const keepName = (): void => {
    const words = readWords();
    if (words !== undefined && isNamed()) write({ ...words, person: typed });
  };
  const text: OpenText = {
    get isPending() {
      return saving.isPending || isNamed();
    },
    flush: () => {
      // Where another window comes before this one, the name is still being written.
      if (document.visibilityState === "visible") keepName();
      return saving.flush();
    },
    retry: () => saving.retry(),
  };
  const release = keepOpen(text, {
    entry,
    readWords: () => {
      const { situation, action } = readWords() ?? { situation: null, action: "" };
      return `${situation ?? ""} ${action} ${typed}`.trim();
    },
    letGo: async () => {
      await saving.drop();
      release();
      about.beginAnew();
    },
  });
  return {
    words: {
      situation: commitment?.situation ?? null,
      action: commitment?.action ?? "",
      person: written,
    },
    saving,
    write,
    typeName: (name) => {
      typed = name;
    },
    keepName,
    release,
  };
}

/** Makes, changes or takes back the commitment of one line, whichever its words ask for. */
function lineSaver(client: Client, week: string, commitment: Commitment | null) {
  // The line names its commitment, so that making it again after a lost answer makes no second one.
  let id = commitment?.id ?? ulid();
  let isMade = commitment !== null;
  let person = commitment?.person?.name ?? "";
  return async (words: LineWords, revision: number) => {
    const written =
      words.situation === null
        ? readCommitmentSentence(words.action.trim())
        : { situation: words.situation.trim() || null, action: words.action.trim() };
    if (written.action === "") {
      if (isMade) await client.commitments.remove({ id });
      id = ulid();
      isMade = false;
      person = "";
      return { revision: 0, updated: new Date().toISOString() };
    }
    const name = words.person.trim();
    // Who is in the bin keeps their name here, by which they would be made anew.
    const withWhom = name === person ? {} : { person: name === "" ? null : name };
    const kept = isMade
      ? await client.commitments.change({ id, ...written, ...withWhom, revision })
      : await client.commitments.make({ id, week, ...written, ...withWhom });
    isMade = true;
    person = name;
    return kept;
  };
}
