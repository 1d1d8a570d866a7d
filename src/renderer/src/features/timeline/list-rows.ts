import type { ListedEntry } from "../../../../shared/contract/entries.ts";
import {
  addWeeks,
  lastDayOf,
  type Week,
  weekOf,
  weeksBetween,
} from "../../../../shared/journal/iso-week.ts";

/** One row of the list, from top to bottom. */
export type ListRow =
  | { kind: "month"; month: string }
  | { kind: "entry"; entry: ListedEntry }
  /** Weeks in which nothing was written, `latest` the last of them. */
  | { kind: "gap"; latest: Week; weeks: number };

/**
 * Entries, newest first, as rows: a heading for each month, and where weeks went by without an entry
 * one row that says so. @param hasGaps false where a filter leaves entries out.
 */
export function listRows(entries: readonly ListedEntry[], hasGaps: boolean): ListRow[] {
  const rows: ListRow[] = [];
  let month: string | undefined;
  let earlier: ListedEntry | undefined;
  const headTo = (next: string): void => {
    if (next === month) return;
    month = next;
    rows.push({ kind: "month", month });
  };
  for (const entry of entries) {
    const weeks =
      earlier === undefined || !hasGaps
        ? 0
        : weeksBetween(weekOf(entry.date), weekOf(earlier.date)) - 1;
    if (earlier !== undefined && weeks > 0) {
      const latest = addWeeks(weekOf(earlier.date), -1);
      // The gap stands in the month it ends in, or in the last one there is.
      const gapMonth = lastDayOf(latest).slice(0, 7);
      if (gapMonth === entry.date.slice(0, 7)) headTo(gapMonth);
      rows.push({ kind: "gap", latest, weeks });
    }
    headTo(entry.date.slice(0, 7));
    rows.push({ kind: "entry", entry });
    earlier = entry;
  }
  return rows;
}
