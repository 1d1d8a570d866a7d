import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ulid } from "ulid";
import type { Commitment } from "../../../../shared/contract/commitments.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import type { Reflection } from "../../../../shared/contract/weekly.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { type Client, useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Autosave } from "../../saving/autosave.ts";
import { flushTexts, keepOpen, noteState } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { CommitmentFrame } from "../../ui/commitment-words.tsx";
import { messages } from "./messages.ts";
import { ownSentences } from "./own-sentences.ts";
import { RitualFrame } from "./ritual-frame.tsx";

const LINES = 3;

/** One line of the step: its words, the commitment it began with, and what writes it. */
interface Line {
  words: string;
  situation: string | null;
  saving: Autosave<string>;
  /** To be called when the line leaves the screen. */
  release: () => void;
}

/** Up to three commitments, each a line. */
export function CommitStep({ reflection, timeZone }: { reflection: Reflection; timeZone: string }) {
  const { week, places, others } = reflection;
  const { client, queries } = useConnection();
  const navigate = useNavigate();
  const [lines, setLines] = useState<Line[] | null>(null);
  // Read anew on arrival: a line keeps the commitment it began with while this step is on the screen.
  const read = useQuery({
    ...queries.commitments.madeIn.queryOptions({ input: { week } }),
    refetchOnMount: "always",
    gcTime: 0,
  });
  const shown = useRef({ lines, made: read.data });
  shown.current = { lines, made: read.data };
  useEffect(
    () => () => {
      for (const { release } of shown.current.lines ?? []) release();
    },
    [],
  );
  const begin = (index: number, made: Commitment[] | undefined): Line =>
    beginLine(client, week, made?.[index] ?? null, {
      entry: reflection.entryId,
      readWords: () => shown.current.lines?.[index]?.words ?? "",
      beginAnew: () =>
        setLines((all) => all?.with(index, begin(index, shown.current.made)) ?? null),
    });
  if (lines === null && read.isFetchedAfterMount && read.data !== undefined) {
    setLines(Array.from({ length: LINES }, (_, index) => begin(index, read.data)));
  }

  const write = (index: number, words: string): void => {
    setLines((standing) => standing?.with(index, { ...(standing[index] as Line), words }) ?? null);
    lines?.[index]?.saving.change(() => words);
  };
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const focused = useRef(0);
  const firstEmpty = lines?.findIndex(({ words }) => words === "") ?? -1;
  const copy = (sentence: string): void => {
    // Into an empty line only: what stands in a line is the leader's.
    const target = lines?.[focused.current]?.words === "" ? focused.current : firstEmpty;
    if (target === -1) return;
    write(target, sentence);
    fields.current[target]?.focus();
  };
  const goTo = (address: string): void => {
    void flushTexts();
    void navigate(address);
  };
  const sentences = ownSentences(
    [...places.map(({ section }) => section), ...others].map(({ document }) => document),
  );
  return (
    <RitualFrame
      reflection={reflection}
      step="commit"
      place={0}
      status={
        <SaveStatus
          entry={reflection.entryId}
          timeZone={timeZone}
          words={null}
          onGone={() => void navigate(ADDRESSES.today)}
        />
      }
      back={{
        label: messages.back,
        go: () => goTo(addressOfStep(week, "write", Math.max(places.length - 1, 0))),
      }}
      next={{ label: messages.closeWeek, go: () => goTo(addressOfStep(week, "close")) }}
      aside={sentences.length === 0 ? null : <OwnSentences sentences={sentences} onCopy={copy} />}
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {messages.commitQuestion}
        </h1>
        <p className="prompt-meta">{messages.commitHint}</p>
        <div className="lines">
          {read.isError && lines === null ? (
            <p className="notice" role="alert">
              {sentenceFor(read.error)}
            </p>
          ) : null}
          {lines?.map(({ words, situation, saving }, index) => (
            // A line is its place: it is neither added nor moved.
            <label className="line-field" key={index}>
              <span className="vh">{messages.lineName(index)}</span>
              {situation === null ? null : (
                <span className="line-if">
                  <CommitmentFrame situation={situation} />
                </span>
              )}
              <input
                autoComplete="off"
                ref={(field) => {
                  fields.current[index] = field;
                }}
                className="field line-input"
                value={words}
                placeholder={messages.line[index]}
                maxLength={2000}
                autoFocus={index === Math.max(firstEmpty, 0)}
                onFocus={() => {
                  focused.current = index;
                }}
                onBlur={() => void saving.flush()}
                onChange={(event) => write(index, event.target.value)}
              />
            </label>
          ))}
        </div>
      </section>
    </RitualFrame>
  );
}

function OwnSentences(props: { sentences: readonly string[]; onCopy: (sentence: string) => void }) {
  return (
    <aside className="hand" aria-label={messages.youWrote}>
      <h2>{messages.youWrote}</h2>
      <ul className="own-sentences">
        {props.sentences.map((sentence) => (
          <li key={sentence}>
            <button type="button" className="what" onClick={() => props.onCopy(sentence)}>
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}

function beginLine(
  client: Client,
  week: string,
  commitment: Commitment | null,
  about: {
    entry: Id;
    readWords: () => string;
    /** Begins the line anew with what the journal has. */
    beginAnew: () => void;
  },
): Line {
  const saving: Autosave<string> = new Autosave<string>({
    revision: commitment?.revision ?? 0,
    save: lineSaver(client, week, commitment),
    onState: (state) => noteState(saving, state),
  });
  const { entry, readWords } = about;
  const release = keepOpen(saving, {
    entry,
    readWords,
    letGo: async () => {
      await saving.drop();
      release();
      about.beginAnew();
    },
  });
  return {
    words: commitment?.action ?? "",
    situation: commitment?.situation ?? null,
    saving,
    release,
  };
}

/** Makes, changes or takes back the commitment of one line, whichever its words ask for. */
function lineSaver(client: Client, week: string, commitment: Commitment | null) {
  const situation = commitment?.situation ?? null;
  // The line names its commitment, so that making it again after a lost answer makes no second one.
  let id = commitment?.id ?? ulid();
  let isMade = commitment !== null;
  return async (words: string, revision: number) => {
    const action = words.trim();
    if (action === "") {
      await client.commitments.remove({ id });
      id = ulid();
      isMade = false;
      return { revision: 0, updated: new Date().toISOString() };
    }
    const kept = isMade
      ? await client.commitments.change({ id, action, revision })
      : await client.commitments.make({ id, week, situation, action });
    isMade = true;
    return kept;
  };
}
