import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { ListedEntry } from "../../../../shared/contract/entries.ts";
import { weekNumberOf } from "../../../../shared/journal/iso-week.ts";
import { addressOfEntry, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { monthName } from "../../ui/format.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { ExportSheet } from "../exports/export-sheet.tsx";
import { titleOf } from "./entry-title.ts";
import { messages } from "./messages.ts";
import { ReadingView } from "./reading-view.tsx";

const PAGE_SIZE = 100;
/** Where list and page become two levels (narrow.css). */
const NARROW = "(max-width: 860px)";

/** Entries by month, newest first, and the chosen one beside them. */
export function Timeline() {
  const { id } = useParams();
  const { queries } = useConnection();
  const navigate = useNavigate();
  const [isExporting, setExporting] = useState(false);
  const listPlace = useRef<HTMLElement>(null);
  const list = useInfiniteQuery(
    queries.entries.list.infiniteOptions({
      input: (after: { date: string; id: string } | undefined) => ({
        limit: PAGE_SIZE,
        after,
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ entries }) => {
        const last = entries.at(-1);
        return entries.length < PAGE_SIZE || last === undefined
          ? undefined
          : { date: last.date, id: last.id };
      },
    }),
  );
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  const chosen = id ?? entries[0]?.id;
  const move = (by: number): void => {
    const index = entries.findIndex((entry) => entry.id === chosen);
    const next = entries[index + by];
    if (next !== undefined) void navigate(addressOfEntry(next.id));
  };
  const next = (): void => move(1);
  const previous = (): void => move(-1);
  useShortcuts({
    j: next,
    k: previous,
    arrowdown: next,
    arrowup: previous,
    "mod+shift+e": () => setExporting(true),
  });

  if (list.data !== undefined && entries.length === 0) return <EmptyTimeline />;
  return (
    <main className={id === undefined ? "split keep" : "split"}>
      <section className="list" aria-label={messages.timeline} ref={listPlace} tabIndex={-1}>
        <div className="head">
          <h1>{messages.timeline}</h1>
        </div>
        {list.isError ? <p className="notice">{sentenceFor(list.error)}</p> : null}
        <MonthList entries={entries} chosen={chosen} />
        {list.hasNextPage ? (
          <Button onClick={() => void list.fetchNextPage()}>{messages.more}</Button>
        ) : null}
      </section>
      <div className="main reading-main">
        {chosen === undefined ? null : (
          <ReadingView
            key={chosen}
            id={chosen}
            isShown={id !== undefined || !matchMedia(NARROW).matches}
            onExport={() => setExporting(true)}
            onGone={() => {
              void navigate(ADDRESSES.timeline);
              listPlace.current?.focus();
            }}
          />
        )}
      </div>
      {isExporting ? <ExportSheet onClose={() => setExporting(false)} /> : null}
    </main>
  );
}

function MonthList(props: { entries: readonly ListedEntry[]; chosen: string | undefined }) {
  const months = Map.groupBy(props.entries, (entry) => entry.date.slice(0, 7));
  const thisYear = props.entries[0]?.date.slice(0, 4);
  return [...months].map(([month, entries]) => (
    <div key={month}>
      <h2>
        {monthName(`${month}-01`)}
        {month.startsWith(thisYear ?? "") ? "" : ` ${month.slice(0, 4)}`}
      </h2>
      {entries.map((entry) => (
        <Link
          key={entry.id}
          className="item"
          to={addressOfEntry(entry.id)}
          aria-current={entry.id === props.chosen ? "true" : undefined}
        >
          <span className="wk">{weekNumberOf(entry.week)}</span>
          <span className="item-text">
            <span className="ti">
              <bdi>{titleOf(entry)}</bdi>
            </span>
            <span className="ex">
              {entry.unreadable === true ? messages.partNotReadable : entry.excerpt}
            </span>
          </span>
        </Link>
      ))}
    </div>
  ));
}

function EmptyTimeline() {
  const navigate = useNavigate();
  const readOnly = useReadOnly();
  return (
    <main className="main">
      <div className="page">
        {readOnly === null ? (
          <div className="empty">
            <h1>{messages.emptyTitle}</h1>
            <p>{messages.emptyText}</p>
            <p className="actions">
              <Button look="primary" onClick={() => void navigate(ADDRESSES.thisWeek)}>
                {messages.emptyAction}
              </Button>
            </p>
          </div>
        ) : (
          <div className="empty">
            <h1>{readOnly === "rescue" ? messages.noneReadable : messages.noneYet}</h1>
            {readOnly === "rescue" ? <p>{messages.noneReadableText}</p> : null}
          </div>
        )}
      </div>
    </main>
  );
}
