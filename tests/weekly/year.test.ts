// A year of a leader's weeks, lived through on one journal with the services that every window calls.
import { beforeAll, describe, expect, it } from "vitest";
import type { Reflection } from "../../src/shared/contract/weekly.ts";
import { weeksBetween } from "../../src/shared/journal/iso-week.ts";
import { addDays } from "../../src/shared/journal/local-date.ts";
import { openInTime } from "../helpers/open-in-time.ts";
import { at, type LivedYear, liveYear, PEOPLE, WEEKS } from "./lived-year.ts";

const library = openInTime(at("2026-W01", 4)).library();

/** All weekly prompts but the first three of each theme, so that they have to come back. */
const MOST = library.themes.flatMap(({ id }) =>
  library.prompts.filter(({ theme, cadence }) => theme === id && cadence === "weekly").slice(3),
);

describe.each<[string, { hidden: readonly { id: string }[]; kinds: readonly string[] }]>([
  ["with the whole library", { hidden: [], kinds: [] }],
  ["with three weekly prompts in each theme", { hidden: MOST, kinds: ["longest_away"] }],
])("a year of weeks %s", (_name, { hidden, kinds: more }) => {
  const journal = openInTime(at("2026-W01", 4));
  let lived: LivedYear["weeks"];
  let facts: LivedYear["facts"];
  let services: LivedYear["services"];
  let decided: number;

  beforeAll(async () => {
    const year = await liveYear(journal, new Set(hidden.map(({ id }) => id)));
    ({ weeks: lived, facts, services, decided } = year);
  }, 120_000);

  it("had in every week the prompts and reasons that the rules say", () => {
    expect(lived.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(lived).toHaveLength(52);
    expect(lived.flatMap(({ opened }) => opened.places)).toHaveLength(208);
  });

  it("showed every reason that such a year can have", () => {
    const kinds = lived.flatMap(({ opened }) => opened.places.map(({ reason }) => reason.kind));
    expect(new Set(kinds)).toEqual(
      new Set([
        "opening",
        "never_answered",
        "theme_unanswered",
        "drawn",
        "stepped_in_uninvited",
        "handover_taken_back",
        "crisis_closed",
        "stepped_away",
        "first_of_month",
        "first_of_quarter",
        ...more,
      ]),
    );
  });

  it("was foretold by the command as it was opened", () => {
    for (const { foretold, opened } of lived) {
      expect(opened.places).toMatchObject(foretold);
    }
  });

  it("reads the same when it is opened again, in its week and at the end of the year", () => {
    const setOf = (reflection: Reflection | null) =>
      reflection?.places.map(({ id, text, reason }) => ({ id, text, reason }));
    for (const { week, opened, reopened } of lived) {
      expect(setOf(reopened)).toEqual(setOf(opened));
      expect(setOf(services.weekly.open(week))).toEqual(setOf(opened));
    }
  });

  it("brought no prompt back before its rule allows", () => {
    for (const { week, opened } of lived) {
      for (const { id, reason } of opened.places) {
        for (const fact of facts.filter(({ prompt }) => prompt === id)) {
          const weeks = weeksBetween(fact.week, week);
          if (weeks <= 0) continue;
          const least = fact.outcome === "answered" ? 8 : 4;
          expect(weeks, `${id} in ${week}`).toBeGreaterThanOrEqual(
            reason.kind === "longest_away" ? 4 : least,
          );
        }
      }
    }
  });

  it("asked each rotating theme at least once in any nine weeks", () => {
    // A theme with nothing free is passed over.
    if (hidden.length > 0) return;
    const rotating = journal.library().themes.filter(({ inWeeklyRotation }) => inWeeklyRotation);
    expect(rotating).toHaveLength(9);
    for (let first = 0; first + 9 <= lived.length; first += 1) {
      const nine = lived.slice(first, first + 9);
      const asked = new Set(nine.flatMap(({ opened }) => opened.places.map(({ theme }) => theme)));
      const missing = rotating.filter(({ id }) => !asked.has(id)).map(({ id }) => id);
      expect([nine[0]?.week, missing]).toEqual([nine[0]?.week, []]);
    }
  });

  it("came to every outcome, carried nothing a fourth time, and decided what was", () => {
    const made = WEEKS.flatMap((week) => services.commitments.madeIn(week));
    const counts = Object.groupBy(made, (commitment) => commitment.outcome ?? "open");
    expect(Object.keys(counts).sort((a, b) => a.localeCompare(b))).toEqual([
      "dropped",
      "kept",
      "never_came_up",
      "not_kept",
      "open",
      "partly",
    ]);
    expect(counts["open"]).toHaveLength(3);
    const byId = new Map(made.map((commitment) => [commitment.id, commitment]));
    const timesCarried = (id: string | null): number =>
      id === null ? -1 : 1 + timesCarried(byId.get(id)?.carriedFrom ?? null);
    expect(Math.max(...made.map(({ id }) => timesCarried(id)))).toBe(3);
    const fates = made.map(({ became }) => became).filter((became) => became !== null);
    expect(new Set(fates)).toEqual(new Set(["carried", "reshaped", "handed_on", "ended"]));
    expect(fates.filter((became) => became !== "carried")).toHaveLength(decided);
    expect(decided).toBeGreaterThan(6);
  });

  it("gave back two crises, asked about both again after seven days and for one week", () => {
    const crises = services.crises.all();
    expect(crises.map(({ ground }) => ground)).toEqual(["Line two", "The Oslo recall"]);
    for (const { closedOn, entryId } of crises) {
      expect(services.entries.read(entryId ?? "")?.kind).toBe("crisis");
      const dueOn = (days: number): string[] => {
        journal.moveTo(`${addDays(closedOn ?? "", days)}T12:00:00+01:00`);
        return services.crises.today().due.map(({ due }) => due.kind);
      };
      expect([6, 7, 13, 14].map(dueOn)).toEqual([[], ["to_ask"], ["to_ask"], []]);
    }
  });

  it("is counted as it was lived", () => {
    journal.moveTo(at(WEEKS.at(-1) ?? "", 6, "20:00"));
    const { moments, invited, commitments, themes, handovers } = services.insights.read(52);
    const all = WEEKS.flatMap((week) => services.moments.ofWeek(week));
    expect(all.length).toBeGreaterThan(240);
    expect(
      moments.weeks.map((week) => week.stepped_in + week.stepped_back + week.stepped_away),
    ).toEqual(WEEKS.map((week) => services.moments.ofWeek(week).length));
    expect(invited.weeks.filter(({ uninvited }) => uninvited > 0)).toHaveLength(13);
    expect(commitments.open).toBe(0);
    expect(themes.themes.reduce((sum, { answers }) => sum + answers, 0)).toBe(
      facts.filter(({ outcome: what }) => what === "answered").length,
    );
    expect(handovers.handovers[0]).toMatchObject({ person: PEOPLE[0], takenBack: 13 });
    expect(services.people.list().map(({ name }) => name)).toEqual(
      [...PEOPLE].sort((a, b) => a.localeCompare(b)),
    );
  });
});
