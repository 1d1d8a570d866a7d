import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { type Commitment, MOST_OPEN } from "../../../../shared/contract/commitments.ts";
import type { Reflection, Today } from "../../../../shared/contract/weekly.ts";
import { addWeeks, firstDayOf } from "../../../../shared/journal/iso-week.ts";
import { addDays } from "../../../../shared/journal/local-date.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { dayLine, weekName } from "../../ui/format.ts";
import { beginLine, CommitLine, type Line, type LineWords } from "./commit-line.tsx";
import { messages } from "./messages.ts";
import { ownSentences } from "./own-sentences.ts";
import { RitualFrame } from "./ritual-frame.tsx";

/** What the step begins with: the commitments that take a line, and those of this week to write on. */
interface Beginning {
  taken: readonly Commitment[];
  lines: Line[];
}

/** Up to three commitments that are open, each a line. */
export function CommitStep({ reflection, today }: { reflection: Reflection; today: Today }) {
  const { week, places, others } = reflection;
  const { client, queries } = useConnection();
  const navigate = useNavigate();
  const [begun, setBegun] = useState<Beginning | null>(null);
  const lines = begun?.lines ?? null;
  // Read anew on arrival: a line keeps the commitment it began with while this step is on the screen.
  const anew = { refetchOnMount: "always", gcTime: 0 } as const;
  const made = useQuery({
    ...queries.commitments.madeIn.queryOptions({ input: { week } }),
    ...anew,
  });
  const open = useQuery({ ...queries.commitments.open.queryOptions(), ...anew });
  const written = made.data?.filter(({ carriedFrom }) => carriedFrom === null);
  const shown = useRef({ lines, written });
  shown.current = { lines, written };
  useEffect(
    () => () => {
      for (const { release } of shown.current.lines ?? []) release();
    },
    [shown],
  );
  const setLine = (index: number, change: (line: Line) => Line): void =>
    setBegun(
      (standing) =>
        standing && {
          ...standing,
          lines: standing.lines.map((line, at) => (at === index ? change(line) : line)),
        },
    );
  const begin = (index: number, commitments: readonly Commitment[] | undefined): Line =>
    beginLine(client, week, commitments?.[index] ?? null, {
      entry: reflection.entryId,
      readWords: () => shown.current.lines?.[index]?.words,
      beginAnew: () => setLine(index, () => begin(index, shown.current.written)),
    });
  if (
    begun === null &&
    made.isFetchedAfterMount &&
    open.isFetchedAfterMount &&
    made.data !== undefined &&
    written !== undefined &&
    open.data !== undefined
  ) {
    const taken = [
      ...open.data.filter((one) => one.week !== week),
      ...made.data.filter((one) => one.carriedFrom !== null),
    ];
    const free = Math.max(0, MOST_OPEN - open.data.length);
    setBegun({
      taken,
      lines: Array.from({ length: written.length + free }, (_, index) => begin(index, written)),
    });
  }

  const write = (index: number, words: LineWords): void => {
    setLine(index, (line) => ({ ...line, words }));
    lines?.[index]?.write(words);
  };
  const fields = useRef<(HTMLInputElement | null)[]>([]);
  const focused = useRef(0);
  const isEmpty = (line: Line | undefined): boolean => line?.words.action === "";
  const firstEmpty = lines?.findIndex(isEmpty) ?? -1;
  const copy = (sentence: string): void => {
    // Into an empty line only: what stands in a line is the leader's.
    const target = isEmpty(lines?.[focused.current]) ? focused.current : firstEmpty;
    const line = lines?.[target];
    if (line === undefined) return;
    write(target, { ...line.words, action: sentence });
    fields.current[target]?.focus();
  };
  const goTo = (address: string): void => {
    void flushTexts();
    void navigate(address);
  };
  const sentences = ownSentences(
    [...places.map(({ section }) => section), ...others].map(({ document }) => document),
  );
  const error = made.error ?? open.error;
  const taken = begun?.taken ?? [];
  const askedOn = addDays(firstDayOf(addWeeks(week, 1)), today.reflectionDay - 1);
  return (
    <RitualFrame
      reflection={reflection}
      step="commit"
      place={0}
      status={
        <SaveStatus
          entry={reflection.entryId}
          timeZone={today.timeZone}
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
        <p className="prompt-meta">
          {lines?.length === 0 ? messages.noLineLeft : messages.commitHint}
        </p>
        <div className="lines">
          {error === null || begun !== null ? null : (
            <p className="notice" role="alert">
              {sentenceFor(error)}
            </p>
          )}
          {taken.map((commitment) => (
            <p className="line" key={commitment.id}>
              <CommitmentWords commitment={commitment} />
              <span className="by">
                {commitment.week === week
                  ? messages.carriedOver(dayLine(askedOn).replace(",", ""), commitment.person?.name)
                  : messages.stillOpen(weekName(commitment.week), commitment.person?.name)}
              </span>
            </p>
          ))}
          {lines?.map(({ words, saving, typeName, keepName }, index) => (
            <CommitLine
              // A line is its place: it is neither added nor moved.
              key={index}
              index={taken.length + index}
              words={words}
              placeholder={messages.line[taken.length + index] ?? ""}
              hasFocus={index === Math.max(firstEmpty, 0)}
              fieldRef={(field) => {
                fields.current[index] = field;
              }}
              onFocus={() => {
                focused.current = index;
              }}
              onBlur={() => void saving.flush()}
              onWords={(changed) => write(index, changed)}
              onName={(person) => {
                setLine(index, (line) => ({ ...line, words: { ...line.words, person } }));
                typeName(person);
              }}
              onNamed={keepName}
            />
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
