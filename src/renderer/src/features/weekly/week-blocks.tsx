import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useState } from "react";
import type { WeekBlocks } from "../../../../shared/contract/weekly.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Autosave } from "../../saving/autosave.ts";
import { flushTexts, keepOpen, noteState } from "../../saving/open-texts.ts";
import { KeyHint } from "../../ui/button.tsx";
import { gather } from "./gather-messages.ts";

const KINDS = ["inIt", "onIt", "people", "other"] as const;
const ALL = 10;
const NONE: WeekBlocks = { inIt: 0, onIt: 0, people: 0, other: 0 };

/** How the week fell, in ten blocks among four kinds of time. */
export function WeekBlocksAside({ week, entry }: { week: Week; entry: Id }) {
  const { client, queries } = useConnection();
  // Read anew each time: what was placed elsewhere counts, and what is on its way from here.
  const read = useQuery({
    queryKey: queries.weekly.blocks.queryKey({ input: { week } }),
    queryFn: async () => {
      await flushTexts();
      return client.weekly.blocks({ week });
    },
    refetchOnMount: "always",
    gcTime: 0,
  });
  if (read.error !== null && read.data === undefined) {
    return <p className="notice">{sentenceFor(read.error)}</p>;
  }
  return read.data === undefined || !read.isFetchedAfterMount ? null : (
    <Blocks week={week} entry={entry} {...read.data} />
  );
}

function Blocks(props: {
  week: Week;
  entry: Id;
  placed: WeekBlocks | null;
  lastWeek: WeekBlocks | null;
}) {
  const { week, entry, lastWeek } = props;
  const { client } = useConnection();
  const [placed, setPlaced] = useState(props.placed ?? NONE);
  const [saving] = useState(() => {
    const autosave: Autosave<WeekBlocks> = new Autosave<WeekBlocks>({
      // What was placed last stands.
      revision: 0,
      save: (blocks) => client.weekly.placeBlocks({ week, placed: blocks }),
      onState: (state) => noteState(autosave, state),
    });
    return autosave;
  });
  useEffect(() => keepOpen(saving, { entry }), [saving, entry]);
  const total = KINDS.reduce((sum, kind) => sum + placed[kind], 0);
  const left = ALL - total;
  const set = (kind: keyof WeekBlocks, wanted: number): void => {
    // A row takes only from what is not placed.
    const count = Math.min(Math.max(wanted, 0), placed[kind] + left);
    if (count === placed[kind]) return;
    const next = { ...placed, [kind]: count };
    setPlaced(next);
    saving.change(() => next);
  };
  return (
    <aside className="hand" aria-label={gather.blocksQuestion}>
      <h2>{gather.blocksQuestion}</h2>
      <p className="meta">{gather.blocksHint}</p>
      <div className="blocks">
        {KINDS.map((kind) => (
          <BlocksRow
            key={kind}
            kind={kind}
            count={placed[kind]}
            lastWeek={lastWeek?.[kind] ?? null}
            onSet={(count) => set(kind, count)}
          />
        ))}
      </div>
      <p className="meta blocks-left" aria-live="polite">
        {gather.left(left, lastWeek !== null)}
      </p>
    </aside>
  );
}

function BlocksRow(props: {
  kind: keyof WeekBlocks;
  count: number;
  lastWeek: number | null;
  onSet: (count: number) => void;
}) {
  const { kind, count, lastWeek, onSet } = props;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = wantedBy(event.key, count);
    if (wanted === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSet(wanted);
  };
  return (
    <div
      className={`blocks-row ${kind}`}
      role="slider"
      tabIndex={0}
      aria-label={gather.blocks[kind]}
      aria-valuemin={0}
      aria-valuemax={ALL}
      aria-valuenow={count}
      aria-valuetext={gather.placed(count, lastWeek)}
      onKeyDown={onKeyDown}
      onClick={({ target }) => {
        const slot = target instanceof HTMLElement ? Number(target.dataset["slot"]) : Number.NaN;
        // The last one that is filled is taken back.
        if (!Number.isNaN(slot)) onSet(slot === count ? slot - 1 : slot);
      }}
    >
      <p className="nm">
        <span>{gather.blocks[kind]}</span>
        <span>
          <span className="arrows">
            <KeyHint keys="arrowleft" /> <KeyHint keys="arrowright" />
          </span>
          <span className="n">{count}</span>
        </span>
      </p>
      <div className="slots">
        {Array.from({ length: ALL }, (_, index) => (
          <i key={index} data-slot={index + 1} className={slotLook(index, count, lastWeek ?? 0)} />
        ))}
      </div>
    </div>
  );
}

/** How many blocks a key asks for; null for any other key. */
function wantedBy(key: string, count: number): number | null {
  if (key === "ArrowRight" || key === "ArrowUp") return count + 1;
  if (key === "ArrowLeft" || key === "ArrowDown") return count - 1;
  if (key === "Home") return 0;
  if (key === "End") return ALL;
  return /^\d$/.test(key) ? Number(key) : null;
}

/** Filled, and over the line of last week, which ends with its last. */
function slotLook(index: number, count: number, lastWeek: number): string {
  const last = index < lastWeek ? (index === lastWeek - 1 ? "l e" : "l") : "";
  return `${index < count ? "f" : ""} ${last}`.trim();
}
