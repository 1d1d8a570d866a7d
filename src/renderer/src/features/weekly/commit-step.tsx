import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Commitment } from "../../../../shared/contract/commitments.ts";
import type { Reflection } from "../../../../shared/contract/weekly.ts";
import { addressOfStep } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Autosave, type SaveState } from "../../editor/autosave.ts";
import { flushTexts, keepOpen } from "../../editor/open-texts.ts";
import { messages } from "./messages.ts";
import { ownSentences } from "./own-sentences.ts";
import { RitualFrame } from "./ritual-frame.tsx";
import { SaveStatus } from "./save-status.tsx";

const LINES = 3;

/** Up to three commitments, each a line. */
export function CommitStep({ reflection, timeZone }: { reflection: Reflection; timeZone: string }) {
  const { week, places, others } = reflection;
  const { client, queries } = useConnection();
  // Read anew on arrival, after all that is still being written: a line keeps the commitment it
  // began with for as long as this step is on the screen.
  const read = useQuery({
    ...queries.commitments.madeIn.queryOptions({ input: { week } }),
    queryFn: async () => {
      await flushTexts();
      return client.commitments.madeIn({ week });
    },
    refetchOnMount: "always",
    gcTime: 0,
  });
  const [lines, setLines] = useState<(Commitment | null)[] | null>(null);
  if (lines === null && read.isFetchedAfterMount && read.data !== undefined) {
    setLines(Array.from({ length: LINES }, (_, index) => read.data[index] ?? null));
  }
  const navigate = useNavigate();
  const [state, setState] = useState<SaveState>({ kind: "unchanged" });
  const [copied, setCopied] = useState<{ text: string; line: number } | null>(null);
  const focused = useRef<number | null>(null);
  const firstEmpty = Math.max(0, lines?.indexOf(null) ?? 0);
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
      status={<SaveStatus state={state} timeZone={timeZone} words={null} />}
      back={{
        label: messages.back,
        go: () => goTo(addressOfStep(week, "write", places.length - 1)),
      }}
      next={{ label: messages.closeWeek, go: () => goTo(addressOfStep(week, "close")) }}
      aside={
        sentences.length === 0 ? null : (
          <aside className="hand" aria-label={messages.youWrote}>
            <h2>{messages.youWrote}</h2>
            <ul className="own-sentences">
              {sentences.map((text) => (
                <li key={text}>
                  <button
                    type="button"
                    className="what"
                    onClick={() => setCopied({ text, line: focused.current ?? firstEmpty })}
                  >
                    {text}
                  </button>
                </li>
              ))}
            </ul>
          </aside>
        )
      }
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {messages.commitQuestion}
        </h1>
        <p className="prompt-meta">{messages.commitHint}</p>
        <div className="lines">
          {read.isError ? (
            <p className="notice" role="alert">
              {sentenceFor(read.error)}
            </p>
          ) : null}
          {lines?.map((commitment, index) => (
            <CommitmentLine
              key={commitment?.id ?? `new-${index}`}
              week={week}
              commitment={commitment}
              index={index}
              hasFocus={index === firstEmpty}
              copied={copied?.line === index ? copied.text : null}
              onFocus={() => {
                focused.current = index;
              }}
              onState={setState}
            />
          ))}
        </div>
      </section>
    </RitualFrame>
  );
}

function CommitmentLine(props: {
  week: string;
  commitment: Commitment | null;
  index: number;
  hasFocus: boolean;
  copied: string | null;
  onFocus: () => void;
  onState: (state: SaveState) => void;
}) {
  const { week, commitment, copied, onState } = props;
  const { client } = useConnection();
  const [text, setText] = useState(commitment?.action ?? "");
  const field = useRef<HTMLInputElement>(null);
  const saving = useRef<Autosave<string> | null>(null);
  saving.current ??= new Autosave<string>({
    revision: commitment?.revision ?? 0,
    save: saveLine(client, week, commitment?.id ?? null),
    onState,
  });
  useEffect(() => {
    if (saving.current !== null) keepOpen(saving.current);
  }, []);

  const write = (words: string): void => {
    setText(words);
    saving.current?.change(() => words);
  };
  const hasFocus = useRef(props.hasFocus);
  useEffect(() => {
    if (hasFocus.current) field.current?.focus();
  }, []);
  useEffect(() => {
    if (copied === null) return;
    setText(copied);
    saving.current?.change(() => copied);
    field.current?.focus();
  }, [copied]);

  return (
    <label className="line-field">
      <span className="vh">{messages.lineName(props.index)}</span>
      {commitment?.situation === null || commitment === null ? null : (
        <span className="line-if">
          <span className="if">If</span> {commitment.situation}
          <span className="if">, then I will</span>
        </span>
      )}
      <input
        ref={field}
        className="field line-input"
        value={text}
        placeholder={messages.line[props.index]}
        maxLength={2000}
        onFocus={props.onFocus}
        onBlur={() => void saving.current?.flush()}
        onChange={(event) => write(event.target.value)}
      />
    </label>
  );
}

/** Makes, changes or takes back the commitment of one line, whichever its words ask for. */
function saveLine(
  client: ReturnType<typeof useConnection>["client"],
  week: string,
  startId: string | null,
) {
  let id = startId;
  return async (words: string, revision: number) => {
    const action = words.trim();
    if (action === "") {
      if (id !== null) await client.commitments.remove({ id });
      id = null;
      return { revision: 0, updated: new Date().toISOString() };
    }
    const kept =
      id === null
        ? await client.commitments.make({ week, situation: null, action })
        : await client.commitments.change({ id, action, revision });
    id = kept.id;
    return kept;
  };
}
