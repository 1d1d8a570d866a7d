import { expect } from "vitest";
import type { Services } from "../../src/main/app/create-app.ts";
import type { PromptFact } from "../../src/main/features/weekly/choose-prompts.ts";
import { faultsOf } from "../../src/main/features/weekly/choose-prompts-oracle.test-helper.ts";
import { NOTHING_SHOWN, type WeekShown } from "../../src/main/features/weekly/week-shown.ts";
import { GOES_ON, outcome } from "../../src/shared/contract/commitments.ts";
import type { MomentDraft } from "../../src/shared/contract/moments.ts";
import type { ChosenPrompt, Reflection } from "../../src/shared/contract/weekly.ts";
import { textToDocument } from "../../src/shared/document/plain-text.ts";
import { addWeeks, firstDayOf, type Week } from "../../src/shared/journal/iso-week.ts";
import { addDays } from "../../src/shared/journal/local-date.ts";
import type { JournalInTime } from "../helpers/open-in-time.ts";

/** The weeks of a year, oldest first. */
export const WEEKS = Array.from({ length: 52 }, (_, index) => addWeeks("2026-W01", index));
/** The five people of the year. */
export const PEOPLE = [
  "Priya Raman",
  "Marta Okafor",
  "Tomás Iglesias",
  "Jonas Lindqvist",
  "Ruth Adeyemi",
];

/** The weeks, by their number from 0, in which a crisis begins and in which it ends. */
const CRISES: Record<number, { opens: number; ground: string }> = {
  12: { opens: 10, ground: "Line two" },
  31: { opens: 30, ground: "The Oslo recall" },
};

/** What a week was given, and what was done with it. */
export interface LivedWeek {
  week: Week;
  /** As the command `weekly` tells it before anything is opened, then as the ritual opens it. */
  foretold: readonly ChosenPrompt[];
  opened: Reflection;
  reopened: Reflection | null;
  /** What the rule, written once more, has against the set. */
  faults: readonly string[];
}

/** A year that was lived through. */
export interface LivedYear {
  services: Services;
  weeks: readonly LivedWeek[];
  /** What happened to prompts, as the one who lived it wrote it down. */
  facts: readonly PromptFact[];
  /** How many commitments came to their third time. */
  decided: number;
}

/** An instant of a week. @param day 0 for Monday. */
export const at = (week: Week, day: number, time = "15:30"): string =>
  `${addDays(firstDayOf(week), day)}T${time}:00+01:00`;

/**
 * Lives through a year of weeks: moments, handovers, two crises, commitments, four answers a week, some
 * of them skipped or left.
 * @param hidden the prompts that are hidden before it begins.
 */
export async function liveYear(
  journal: JournalInTime,
  hidden: ReadonlySet<string>,
): Promise<LivedYear> {
  const lived: LivedWeek[] = [];
  const facts: PromptFact[] = [];
  const services = await journal.open();
  let roadmap = "";
  let decided = 0;
  for (const id of hidden) services.wishes.wish({ id, hidden: true });

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
      const carry = goesOn && timesCarried < 3;
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
    while (commitments.open().length < 3) {
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
          pinned: new Set<string>(),
          favourites: new Set<string>(),
          hidden,
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

  for (const [index, week] of WEEKS.entries()) live(week, index);
  return { services, weeks: lived, facts, decided };
}
