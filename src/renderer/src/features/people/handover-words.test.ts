import { expect, test } from "vitest";
import type { Handover, HandoverTurn } from "../../../../shared/contract/handovers.ts";
import { handoverInWords, plotInWords } from "./handover-words.ts";
import { labelsOf } from "./handover-line.ts";

const TODAY = "2026-11-20";

test.each<[turns: [date: string, note?: string][], words: string]>([
  [[["2026-03-09"]], ""],
  [
    [["2026-03-09"], ["2026-05-18", "before the board."], ["2026-06-15"]],
    "You took it back in May, before the board.",
  ],
  [
    [
      ["2026-03-09"],
      ["2026-05-18", "before the board"],
      ["2026-06-15"],
      ["2026-09-21"],
      ["2026-10-05"],
    ],
    "You took it back in May, before the board, and in September.",
  ],
  [
    [["2025-03-09"], ["2025-05-18"], ["2025-06-15"], ["2026-09-21"]],
    "You took it back in May 2025 and in September. It is with you since 21 September.",
  ],
  [
    [
      "2026-01-01",
      "2026-02-01",
      "2026-02-02",
      "2026-03-01",
      "2026-03-02",
      "2026-04-01",
      "2026-04-02",
      "2026-05-01",
      "2026-05-02",
    ].map((date) => [date] as [string]),
    "You took it back four times, last in May.",
  ],
])("what happened since it was given: %#", (turns, words) => {
  expect(handoverInWords(given(turns), TODAY)).toBe(words);
});

test("the plot reads as one sentence", () => {
  expect(plotInWords(given([["2026-03-09"]]), "Priya", TODAY)).toBe(
    "The roadmap: given on 9 March, with Priya today.",
  );
  const turns: [string][] = [["2026-03-09"], ["2026-05-18"], ["2026-06-15"], ["2026-09-21"]];
  expect(plotInWords(given(turns), "Priya", TODAY)).toBe(
    "The roadmap: given on 9 March, taken back from 18 May to 15 June and on 21 September, with you today.",
  );
});

test("of two labels that would touch, the earlier is left out", () => {
  const back = (from: string, to: string | null) => ({ isWithThem: false, from, to, note: "" });
  const scale = { from: "2026-03-09", to: TODAY, width: 430 };
  const far = [back("2026-05-18", "2026-06-15"), back("2026-09-21", "2026-10-05")];
  expect(labelsOf(far, scale).map(({ text }) => text)).toEqual([
    "18 May to 15 Jun",
    "21 Sep to 5 Oct",
  ]);
  const near = [back("2026-05-18", "2026-06-15"), back("2026-06-20", "2026-06-25")];
  expect(labelsOf(near, scale).map(({ text }) => text)).toEqual(["20 Jun to 25 Jun"]);
  expect(labelsOf([back("2026-11-10", null)], scale).map(({ text }) => text)).toEqual([
    "since 10 Nov",
  ]);
});

function given(turns: readonly [date: string, note?: string][]): Handover {
  return {
    id: "1",
    person: { id: "2", name: "Priya Raman" },
    what: "The roadmap",
    howFar: "wholly",
    turns: turns.map(([date, note = ""], index): HandoverTurn => {
      return { id: String(index), kind: index % 2 === 0 ? "given" : "taken_back", date, note };
    }),
    isWithThem: turns.length % 2 === 1,
    created: "",
    updated: "",
    deletedAt: null,
    revision: 1,
  };
}
