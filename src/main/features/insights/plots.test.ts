import { describe, expect, it } from "vitest";
import type { TurnFact } from "./insights.sql.ts";
import {
  commitmentsByOutcome,
  handoverSpans,
  invitedByWeek,
  momentsByWeek,
  themesInWeeks,
  timeByWeek,
} from "./plots.ts";

const WEEKS = ["2026-W46", "2026-W47"];

it("a week without blocks is a gap, one with none of a place a zero", () => {
  const blocks = { inTheBusiness: 4, onTheBusiness: 3, withPeople: 2, other: 0 };
  expect(timeByWeek(WEEKS, [{ week: "2026-W47", ...blocks }])).toEqual([
    { week: "2026-W46", blocks: null },
    { week: "2026-W47", blocks },
  ]);
});

describe("moments", () => {
  const moments = [
    { date: "2026-11-15", kind: "stepped_in", invited: "asked_for" },
    { date: "2026-11-16", kind: "stepped_in", invited: null },
    { date: "2026-11-20", kind: "stepped_back", invited: "offered" },
    { date: "2026-11-22", kind: "stepped_away", invited: null },
    { date: "2026-11-23", kind: "stepped_in", invited: "uninvited" },
  ] as const;

  it("count by the week of their day, from its Monday to its Sunday", () => {
    expect(momentsByWeek(WEEKS, moments)).toEqual([
      { week: "2026-W46", stepped_in: 1, stepped_back: 0, stepped_away: 0 },
      { week: "2026-W47", stepped_in: 1, stepped_back: 1, stepped_away: 1 },
    ]);
  });

  it("are invited or not only where one stepped in, and where it was said", () => {
    expect(invitedByWeek(WEEKS, moments)).toEqual([
      { week: "2026-W46", asked_for: 1, offered: 0, uninvited: 0 },
      { week: "2026-W47", asked_for: 0, offered: 0, uninvited: 0 },
    ]);
  });
});

it("a theme counts its answers of the weeks, and is quiet since its last one ever", () => {
  const themes = ["trust", "openness", "growth"].map((id) => ({ id, title: id }));
  const answers = [
    // A reflection begun in the week after its own.
    { theme: "trust", week: "2026-W46", date: "2026-11-16" },
    { theme: "trust", week: null, date: "2026-11-17" },
    { theme: "openness", week: "2026-W36", date: "2026-09-04" },
    { theme: "gone", week: "2026-W46", date: "2026-11-13" },
  ];
  expect(themesInWeeks(themes, answers, WEEKS)).toEqual([
    { theme: "trust", title: "trust", answers: 2, lastWeek: "2026-W47", quietWeeks: 0 },
    { theme: "openness", title: "openness", answers: 0, lastWeek: "2026-W36", quietWeeks: 11 },
    { theme: "growth", title: "growth", answers: 0, lastWeek: null, quietWeeks: null },
  ]);
});

it("commitments are told apart by their outcome", () => {
  const outcomes = ["kept", "kept", "partly", null, "dropped"] as const;
  expect(commitmentsByOutcome(outcomes.map((outcome) => ({ outcome })))).toEqual({
    kept: 2,
    partly: 1,
    not_kept: 0,
    never_came_up: 0,
    dropped: 1,
    open: 1,
  });
});

describe("a handover lasts", () => {
  type Turn = [kind: TurnFact["kind"], date: string];
  it.each<[string, Turn[], days: number, takenBack: number, isWithThem: boolean]>([
    ["no day yet on the day it was given", [["given", "2026-11-20"]], 0, 0, true],
    ["up to today", [["given", "2026-11-10"]], 10, 0, true],
    [
      "up to the day it was taken back",
      [
        ["given", "2026-10-01"],
        ["taken_back", "2026-10-08"],
      ],
      7,
      1,
      false,
    ],
    [
      "all the days it was with the person",
      [
        ["given", "2026-10-01"],
        ["taken_back", "2026-10-08"],
        ["given", "2026-11-15"],
      ],
      12,
      1,
      true,
    ],
    [
      "from the first of two givings",
      [
        ["given", "2026-11-10"],
        ["given", "2026-11-15"],
      ],
      10,
      0,
      true,
    ],
    [
      "no longer for a second taking back",
      [
        ["given", "2026-11-10"],
        ["taken_back", "2026-11-12"],
        ["taken_back", "2026-11-18"],
      ],
      2,
      1,
      false,
    ],
  ])("%s", (_name, turns, days, takenBack, isWithThem) => {
    const facts = turns.map(([kind, date]) => ({
      handoverId: "1",
      person: "Priya Raman",
      what: "The roadmap",
      kind,
      date,
    }));
    expect(handoverSpans(facts, "2026-11-20")).toEqual([
      {
        person: "Priya Raman",
        what: "The roadmap",
        given: turns[0]?.[1],
        days,
        takenBack,
        isWithThem,
      },
    ]);
  });

  it("apart from every other one", () => {
    const turn = { person: "Priya Raman", what: "x", kind: "given", date: "2026-11-10" } as const;
    const facts = ["1", "2"].map((handoverId) => ({ ...turn, handoverId }));
    expect(handoverSpans(facts, "2026-11-20")).toHaveLength(2);
  });
});
