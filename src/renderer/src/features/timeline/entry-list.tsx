import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo } from "react";
import { Link } from "react-router";
import type { ListedEntry } from "../../../../shared/contract/entries.ts";
import { type Week, weekNumberOf } from "../../../../shared/journal/iso-week.ts";
import { addressOfEntry } from "../../addresses.ts";
import { monthName } from "../../ui/format.ts";
import { titleOf } from "./entry-title.ts";
import { type ListRow, listRows } from "./list-rows.ts";
import { messages } from "./messages.ts";

/** Heights before a row was measured, in pixels. */
const HEIGHTS: Record<ListRow["kind"], number> = { month: 42, entry: 62, gap: 40 };
/** So many rows beyond what is in sight are drawn. */
const OVERSCAN = 12;
/** The next page is read when so few rows are left below. */
const AHEAD = 30;

/** Entries by month, newest first. Only what is in sight is drawn, however long the journal is. */
export function EntryList(props: {
  entries: readonly ListedEntry[];
  chosen: string | undefined;
  hasGaps: boolean;
  /** The element that scrolls. */
  scroller: HTMLElement | null;
  addressOf: (address: string) => string;
  /** Reads on; undefined where there is no more, or it is on its way. */
  readOn: (() => void) | undefined;
}) {
  const { entries, chosen, hasGaps, scroller, readOn } = props;
  const rows = useMemo(() => listRows(entries, hasGaps), [entries, hasGaps]);
  // Nothing is memoized by a compiler here, which is what the rule is about.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? "entry"],
    getItemKey: (index) => keyOf(rows[index]) ?? index,
    overscan: OVERSCAN,
  });
  const shown = virtualizer.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const isNearEnd = last >= rows.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) readOn?.();
  }, [isNearEnd, readOn]);
  const place = rows.findIndex((row) => row.kind === "entry" && row.entry.id === chosen);
  useEffect(() => {
    if (place !== -1) virtualizer.scrollToIndex(place, { align: "auto" });
  }, [place, virtualizer]);
  const thisYear = entries[0]?.date.slice(0, 4) ?? "";
  return (
    <div className="rows" style={{ height: virtualizer.getTotalSize() }}>
      {shown.map(({ index, key, start }) => (
        <div
          key={key}
          data-index={index}
          ref={virtualizer.measureElement}
          className="list-row"
          style={{ transform: `translateY(${start}px)` }}
        >
          <Row row={rows[index]} thisYear={thisYear} chosen={chosen} addressOf={props.addressOf} />
        </div>
      ))}
    </div>
  );
}

/** A week's number, read out as one. */
function WeekNumber({ week }: { week: Week }) {
  return (
    <>
      <span className="vh">{messages.week} </span>
      {weekNumberOf(week)}
    </>
  );
}

function StarMark() {
  return (
    <svg className="star" viewBox="0 0 12 12" role="img" aria-label={messages.starredInWords}>
      <path d="M6 .9 7.5 4.3l3.7.4-2.8 2.5.8 3.7L6 9 2.8 10.9l.8-3.7L.8 4.7l3.7-.4z" />
    </svg>
  );
}

function keyOf(row: ListRow | undefined): string | undefined {
  switch (row?.kind) {
    case "month":
      return row.month;
    case "entry":
      return row.entry.id;
    case "gap":
      return `gap ${row.latest}`;
    case undefined:
      return undefined;
  }
}

function Row(props: {
  row: ListRow | undefined;
  thisYear: string;
  chosen: string | undefined;
  addressOf: (address: string) => string;
}) {
  const { row, thisYear } = props;
  switch (row?.kind) {
    case "month":
      return (
        <h2>
          {monthName(`${row.month}-01`)}
          {row.month.startsWith(thisYear) ? "" : ` ${row.month.slice(0, 4)}`}
        </h2>
      );
    case "gap":
      return (
        <p className="item gap">
          <span className="wk">{row.weeks === 1 ? <WeekNumber week={row.latest} /> : null}</span>{" "}
          <span>{messages.noEntry(row.weeks)}</span>
        </p>
      );
    case "entry": {
      const { entry } = row;
      return (
        <Link
          className="item"
          to={props.addressOf(addressOfEntry(entry.id))}
          aria-current={entry.id === props.chosen ? "true" : undefined}
        >
          <span className="wk">
            <WeekNumber week={entry.week} />
          </span>
          <span className="item-text">
            <span className="ti">
              <bdi>{titleOf(entry)}</bdi>
              {entry.starred ? <StarMark /> : null}
            </span>
            <span className="ex">
              {entry.unreadable === true ? messages.partNotReadable : entry.excerpt}
            </span>
          </span>
        </Link>
      );
    }
    case undefined:
      return null;
  }
}
