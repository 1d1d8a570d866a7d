import { expect, test } from "vitest";
import type { ListedEntry } from "../../../../shared/contract/entries.ts";
import { weekOf } from "../../../../shared/journal/iso-week.ts";
import { listRows } from "./list-rows.ts";

function entryOf(date: string): ListedEntry {
  return {
    id: date,
    kind: "weekly",
    title: "",
    date,
    week: weekOf(date),
    tags: [],
    people: [],
    themes: [],
    starred: false,
    words: 1,
    excerpt: "",
    question: null,
  };
}

function shown(dates: readonly string[], hasGaps = true): string[] {
  return listRows(dates.map(entryOf), hasGaps).map((row) => {
    if (row.kind === "month") return row.month;
    return row.kind === "entry" ? row.entry.date : `${row.weeks} without, to ${row.latest}`;
  });
}

test("each month has its heading once", () => {
  expect(shown(["2026-11-20", "2026-11-19", "2026-11-13", "2026-10-30"])).toEqual([
    "2026-11",
    "2026-11-20",
    "2026-11-19",
    "2026-11-13",
    "1 without, to 2026-W45",
    "2026-10",
    "2026-10-30",
  ]);
});

test("weeks without an entry are one row, in the month they end in", () => {
  expect(shown(["2026-11-20", "2026-11-06"])).toContain("1 without, to 2026-W46");
  expect(shown(["2026-11-06", "2026-10-09"])).toEqual([
    "2026-11",
    "2026-11-06",
    "3 without, to 2026-W44",
    "2026-10",
    "2026-10-09",
  ]);
  expect(shown(["2026-11-04", "2026-10-16"])).toEqual([
    "2026-11",
    "2026-11-04",
    "2 without, to 2026-W44",
    "2026-10",
    "2026-10-16",
  ]);
  expect(shown(["2026-10-30", "2026-10-16"])).toEqual([
    "2026-10",
    "2026-10-30",
    "1 without, to 2026-W43",
    "2026-10-16",
  ]);
});

test("the turn of the year is one week later", () => {
  expect(shown(["2027-01-04", "2026-12-31"])).toEqual([
    "2027-01",
    "2027-01-04",
    "2026-12",
    "2026-12-31",
  ]);
});

test("a filter leaves entries out, which makes no gap", () => {
  expect(shown(["2026-11-20", "2026-01-02"], false)).toEqual([
    "2026-11",
    "2026-11-20",
    "2026-01",
    "2026-01-02",
  ]);
});

test("nothing gives nothing", () => {
  expect(listRows([], true)).toEqual([]);
});
