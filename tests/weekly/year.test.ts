// A year of a leader's weeks, lived through on one journal with the services that every window calls.
import { beforeAll, describe, expect, it } from "vitest";
import type { Services } from "../../src/main/app/create-app.ts";
import type { PromptFact } from "../../src/main/features/weekly/choose-prompts.ts";
import { faultsOf } from "../../src/main/features/weekly/choose-prompts-oracle.test-helper.ts";
import { NOTHING_SHOWN, type WeekShown } from "../../src/main/features/weekly/week-shown.ts";
import {
  GOES_ON,
  MOST_CARRIES,
  MOST_OPEN,
  outcome,
} from "../../src/shared/contract/commitments.ts";
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
let roadmap = "";
/** How many commitments came to their third time. */
let decided = 0;

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

/** Hands the roadmap over in the first week, takes it back every fourth and gives it again a week later. */
function handOver(week: Week, index: number): Partial<WeekShown> {
  const { handovers } = services;
  journal.moveTo(at(week, 2, "11:00"));
  const date = addDays(firstDayOf(week), 2);
  if (index === 0) {
    const person = PEOPLE[0] ?? "";
    roadmap = handovers.handOver({ person, what: "The roadmap", howFar: "wholly", date }).id;
  }
  if (index % 4 === 2) handovers.giveAgain(roadmap, date, "");
  if (index % 4 !== 1) return {};
  handovers.takeBack(roadmap, date, "Before the board.");
  return { handoverTakenBack: true };
}

/**
 * Says of every commitment that is due how it went, each outcome in its turn; what can go on is carried
 * over, and after the third time reshaped, handed on or ended. Then makes as many as may be open.
 */
function lookBackAndCommit(week: Week, index: number): void {
  const { commitments, handovers, weekly } = services;
  for (const [place, { id, timesCarried }] of commitments.askedIn(week).entries()) {
    // The first one goes on and on; the others come to every outcome.
    const said = place === 0 ? "not_kept" : (outcome.options[(index + place) % 5] ?? "kept");
    const goesOn = GOES_ON.includes(said);
    const carry = goesOn && timesCarried < MOST_CARRIES;
    commitments.say({ id, week, outcome: said, note: null, carry });
    if (!goesOn || carry) continue;
    expect(() => commitments.say({ id, week, outcome: said, note: null, carry: true })).toThrow(
      expect.objectContaining({ code: "CARRIED_THREE_TIMES" }),
    );
    const fate = (
      [
        { kind: "reshaped", situation: "it is Thursday", action: `close the door in ${week}` },
        { kind: "handed_on", person: PEOPLE[2] ?? "", what: `The plan of ${week}`, howFar: "" },
        { kind: "ended", note: "It was never mine." },
      ] as const
    )[decided % 3];
    decided += 1;
    if (fate !== undefined) commitments.decide({ id, week, fate }, handovers.handOver);
  }
  while (commitments.open().length < MOST_OPEN) {
    weekly.commit({ week, situation: null, action: `Leave the room in ${week}` });
  }
  expect(() => weekly.commit({ week, situation: null, action: "One more" })).toThrow(
    expect.objectContaining({ code: "TOO_MANY_COMMITMENTS" }),
  );
}

function live(week: Week, index: number): void {
  const shown = {
    ...catchMoments(week, index),
    ...handOver(week, index),
    ...liveThroughCrises(week, index),
  };
  journal.moveTo(at(week, 4));
  const outlookOfCommitments = services.weekly.outlook(week).commitments;
  expect(outlookOfCommitments.map(({ id }) => id)).toEqual(
    services.commitments.askedIn(week).map(({ id }) => id),
  );
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
  lookBackAndCommit(week, index);
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
        "handover_taken_back",
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
    expect(counts["open"]).toHaveLength(MOST_OPEN);
    const byId = new Map(made.map((commitment) => [commitment.id, commitment]));
    const timesCarried = (id: string | null): number =>
      id === null ? -1 : 1 + timesCarried(byId.get(id)?.carriedFrom ?? null);
    expect(Math.max(...made.map(({ id }) => timesCarried(id)))).toBe(MOST_CARRIES);
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
