// A year of a leader's weeks, lived through on one journal with the services that every window calls.
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/main/app/create-app.ts";
import type { PromptFact } from "../../src/main/features/weekly/choose-prompts.ts";
import { faultsOf } from "../../src/main/features/weekly/choose-prompts-oracle.test-helper.ts";
import { NOTHING_SHOWN, type WeekShown } from "../../src/main/features/weekly/week-shown.ts";
import type { MomentDraft } from "../../src/shared/contract/moments.ts";
import type { ChosenPrompt, Reflection } from "../../src/shared/contract/weekly.ts";
import { textToDocument } from "../../src/shared/document/plain-text.ts";
import {
  addWeeks,
  firstDayOf,
  type Week,
  weeksBetween,
} from "../../src/shared/journal/iso-week.ts";
import { addDays } from "../../src/shared/journal/local-date.ts";
import { openInTime } from "../helpers/open-in-time.ts";

const WEEKS = Array.from({ length: 52 }, (_, index) => addWeeks("2026-W01", index));
const PEOPLE = ["Priya Raman", "Marta Okafor", "Tomás Iglesias", "Jonas Lindqvist", "Ruth Adeyemi"];

/** The weeks, by their number from 0, in which a crisis begins and in which it ends. */
const CRISES: Record<number, { opens: number; ground: string }> = {
  12: { opens: 10, ground: "Line two" },
  31: { opens: 30, ground: "The Oslo recall" },
};

/** What a week was given, and what was done with it. */
interface LivedWeek {
  week: Week;
  /** As the command `weekly` tells it before anything is opened, then as the ritual opens it. */
  foretold: readonly ChosenPrompt[];
  opened: Reflection;
  reopened: Reflection | null;
  /** What the rule, written once more, has against the set. */
  faults: readonly string[];
}

const journal = openInTime("2026-01-02T15:30:00+01:00");
const lived: LivedWeek[] = [];
const facts: PromptFact[] = [];
let services: Services;

const at = (week: Week, day: number, time = "15:30"): string =>
  `${addDays(firstDayOf(week), day)}T${time}:00+01:00`;

/** Five moments in most weeks; every fourth week shows something else of itself. */
function catchMoments(week: Week, index: number): WeekShown {
  const shows = index % 4;
  const drafts: Pick<MomentDraft, "kind" | "invited">[] = [
    { kind: "stepped_back", invited: null },
    { kind: "stepped_in", invited: "asked_for" },
    { kind: "stepped_back", invited: null },
    { kind: "stepped_in", invited: shows === 0 ? "uninvited" : "offered" },
    { kind: shows === 2 ? "stepped_away" : "stepped_back", invited: null },
  ];
  for (const [day, draft] of drafts.slice(0, 4 + (index % 3 === 0 ? 0 : 1)).entries()) {
    journal.moveTo(at(week, day, "09:00"));
    const person = PEOPLE[(index + day) % PEOPLE.length] ?? null;
    services.moments.add({ ...draft, text: `Moment ${day} of ${week}`, person, theme: null });
  }
  const isAway = shows === 2 && index % 3 !== 0;
  return { ...NOTHING_SHOWN, steppedInUninvited: shows === 0, steppedAway: isAway };
}

/** Opens the crises that begin in a week, and closes those that end in it, one of its questions answered. */
function liveThroughCrises(week: Week, index: number): Partial<WeekShown> {
  const { crises, entries } = services;
  journal.moveTo(at(week, 3, "18:00"));
  for (const { opens, ground } of Object.values(CRISES)) {
    if (opens !== index) continue;
    const items = ["The shift call", "Words to Kestrel", "Overtime"];
    crises.open({ person: PEOPLE[3] ?? null, ground, endsWhen: "it runs without me", items });
  }
  const ending = CRISES[index];
  const crisis = crises.all().find(({ ground }) => ground === ending?.ground);
  if (crisis === undefined) return {};
  const fates = ["returned", "handed_on", "kept"] as const;
  for (const [place, item] of crisis.items.entries()) {
    const became = fates[place] ?? "returned";
    const person = became === "handed_on" ? (PEOPLE[1] ?? null) : null;
    crises.closeItem({ id: item.id, became, person, note: "Until December.", revision: 1 });
  }
  crises.close({ id: crisis.id });
  const [question] = crises.questions(crisis.id);
  if (question?.prompt == null) throw new Error("nothing is asked after the crisis");
  const document = textToDocument("I was slow to give it back.");
  entries.saveSection({ ...question, document, writer: "year" });
  const { id: prompt, theme } = question.prompt;
  facts.push({ prompt, theme, week, outcome: "answered" });
  return { crisisClosed: true, answered: new Set([prompt]) };
}

function live(week: Week, index: number): void {
  const shown = { ...catchMoments(week, index), ...liveThroughCrises(week, index) };
  journal.moveTo(at(week, 4));
  const { weekly } = services;
  const foretold = weekly.outlook(week).prompts;
  const opened = weekly.open(week);
  const faults = faultsOf(
    {
      week,
      facts,
      reflected: WEEKS.slice(0, index),
      shown,
      library: journal.library(),
      settings: {
        places: 4,
        pinned: new Set(),
        favourites: new Set(),
        hidden: new Set(),
        picked: null,
      },
    },
    opened.places,
  );
  for (const [place, { id, theme, section }] of opened.places.entries()) {
    const turn = (index + place * 3) % 9;
    if (turn === 7) {
      weekly.skip(week, place);
      facts.push({ prompt: id, theme, week, outcome: "skipped" });
    } else if (turn !== 8) {
      services.entries.saveSection({
        ...section,
        document: textToDocument(`What I wrote in ${week} about ${theme}.`),
        writer: "year",
      });
      facts.push({ prompt: id, theme, week, outcome: "answered" });
    }
  }
  weekly.close(week);
  lived.push({ week, foretold, opened, reopened: weekly.read(week), faults });
}

beforeAll(async () => {
  services = await journal.open();
  for (const [index, week] of WEEKS.entries()) live(week, index);
}, 120_000);

describe("a year of weeks", () => {
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
        "crisis_closed",
        "stepped_away",
        "first_of_month",
        "first_of_quarter",
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
    const rotating = journal.library().themes.filter(({ inWeeklyRotation }) => inWeeklyRotation);
    expect(rotating).toHaveLength(9);
    for (let first = 0; first + 9 <= lived.length; first += 1) {
      const nine = lived.slice(first, first + 9);
      const asked = new Set(nine.flatMap(({ opened }) => opened.places.map(({ theme }) => theme)));
      const missing = rotating.filter(({ id }) => !asked.has(id)).map(({ id }) => id);
      expect([nine[0]?.week, missing]).toEqual([nine[0]?.week, []]);
    }
  });
});
