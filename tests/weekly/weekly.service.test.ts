// The weekly ritual over the real entries, commitments, prompts and settings: a feature's own tests
// may not import its neighbours, so this one stands here.
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type CommitmentsService,
  createCommitments,
} from "../../src/main/features/commitments/commitments.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import { createMoments } from "../../src/main/features/moments/moments.service.ts";
import { createPeople } from "../../src/main/features/people/people.service.ts";
import { createPrompts } from "../../src/main/features/prompts/prompts.service.ts";
import {
  createSettings,
  type SettingsService,
} from "../../src/main/features/settings/settings.service.ts";
import { createWeekly, type WeeklyService } from "../../src/main/features/weekly/weekly.service.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import { type ErrorCode, StepbackError } from "../../src/shared/contract/errors.ts";
import type { Place, Reflection } from "../../src/shared/contract/weekly.ts";
import { markdownToDocument } from "../../src/shared/document/markdown-reader.ts";
import { documentToText, textToDocument } from "../../src/shared/document/plain-text.ts";
import { addWeeks } from "../../src/shared/journal/iso-week.ts";

/** The week of Friday, 20 November 2026. */
const WEEK = "2026-W47";
const LIBRARY = join(import.meta.dirname, "../../resources/prompts");

let now: string;
let database: Database;
let entries: EntriesService;
let commitments: CommitmentsService;
let settings: SettingsService;
let weekly: WeeklyService;
const prompts = createPrompts(LIBRARY);

beforeEach(() => {
  now = "2026-11-20T15:30:00+01:00";
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  // Wired as create-app.ts does it.
  const common = {
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(Date.parse(now)),
  };
  settings = createSettings(common);
  const people = createPeople(common);
  commitments = createCommitments({ ...common, people });
  entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
  const moments = createMoments({ ...common, people, prompts, settings });
  weekly = createWeekly({ ...common, entries, commitments, moments, prompts, settings });
});

afterEach(() => {
  database.close();
});

/** Every row of every table. */
function dump(): unknown {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]);
}

const totalChanges = (): unknown => database.prepare("SELECT total_changes()").pluck().get();

/** What reads must leave every row as it is, and not even write the same again. */
function withoutWriting<Result>(action: () => Result): Result {
  const before = [dump(), totalChanges()];
  const result = action();
  expect([dump(), totalChanges()]).toEqual(before);
  return result;
}

function expectRefusal(action: () => unknown, code: ErrorCode, data: object = {}): void {
  const before = dump();
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(StepbackError);
  expect(thrown).toMatchObject({ code, data });
  expect(dump()).toEqual(before);
}

const ids = (reflection: Pick<Reflection, "places">): string[] =>
  reflection.places.map(({ id }) => id);

function placeAt(reflection: Reflection | null, place: number): Place {
  const found = reflection?.places[place];
  if (found === undefined) throw new Error(`there is no place ${place}`);
  return found;
}

/** Writes under a place as the editor does. */
function writeUnder(reflection: Reflection, place: number, text: string): void {
  const { id, revision } = placeAt(reflection, place).section;
  entries.saveSection({ id, document: textToDocument(text), revision, writer: "editor" });
}

function reread(week = WEEK): Reflection {
  const reflection = weekly.read(week);
  if (reflection === null) throw new Error(`${week} was not begun`);
  return reflection;
}

describe("before a week is begun", () => {
  it("looking at it writes nothing, however often", () => {
    const first = withoutWriting(() => weekly.outlook(WEEK));
    expect(first).toMatchObject({
      week: WEEK,
      state: { entryId: null, step: "look_back", place: 0, closed: false },
      commitments: [],
      moments: [],
    });
    expect(first.prompts).toHaveLength(4);
    expect(first.prompts[0]).toMatchObject({
      text: "Where did you fail to step back this week?",
      reason: { kind: "opening" },
    });
    expect(withoutWriting(() => weekly.outlook(WEEK))).toEqual(first);
    expect(withoutWriting(() => weekly.read(WEEK))).toBeNull();
    expect(withoutWriting(() => weekly.today()).offered).toEqual([
      { week: WEEK, state: "not_begun", entryId: null, left: null },
    ]);
    // Control: opening does write.
    const before = dump();
    weekly.open(WEEK);
    expect(dump()).not.toEqual(before);
  });

  it("its outlook follows what is answered meanwhile; the kept set no longer does", () => {
    const before = weekly.outlook(WEEK).prompts;
    weekly.answer({ promptId: "future-01", week: "2026-W40", document: textToDocument("Yes.") });
    const after = weekly.outlook(WEEK).prompts;
    expect(after).not.toEqual(before);
    expect(ids(weekly.open(WEEK))).toEqual(after.map(({ id }) => id));
    weekly.answer({ promptId: "growth-01", week: "2026-W41", document: textToDocument("Yes.") });
    expect(weekly.outlook(WEEK).prompts).toEqual(after);
  });

  it("has the number of prompts that is set", () => {
    for (const places of [3, 4, 5] as const) {
      settings.change({ places });
      expect(weekly.outlook(WEEK).prompts).toHaveLength(places);
    }
  });
});

describe("beginning a week", () => {
  it("keeps no set of prompts: what is answered meanwhile still counts", () => {
    const begun = weekly.begin(WEEK);
    expect(begun).toMatchObject({ whereabouts: { step: "look_back" }, places: [], closedAt: null });
    expect(weekly.today().offered[0]).toMatchObject({
      state: "begun",
      left: { step: "look_back", place: 0, places: 4, lastWords: "" },
    });
    weekly.stayAt(WEEK, { step: "gather", place: 0, caret: 0, scroll: 0 });
    expect(withoutWriting(() => weekly.begin(WEEK)).whereabouts.step).toBe("gather");
    const before = weekly.outlook(WEEK).prompts;
    weekly.answer({ promptId: "future-01", week: "2026-W40", document: textToDocument("Yes.") });
    const after = weekly.outlook(WEEK).prompts;
    expect(after).not.toEqual(before);
    const opened = weekly.open(WEEK);
    expect(ids(opened)).toEqual(after.map(({ id }) => id));
    expect(opened.whereabouts.step).toBe("gather");
  });

  it("changes nothing in a week that was kept with its set, and resumes it where it was left", () => {
    weekly.open(WEEK);
    weekly.stayAt(WEEK, { step: "commit", place: 3, caret: 0, scroll: 0 });
    expect(withoutWriting(() => weekly.begin(WEEK))).toMatchObject({
      whereabouts: { step: "commit", place: 3 },
    });
  });

  it("can be put away without a word of writing", () => {
    weekly.begin(WEEK);
    expect(weekly.close(WEEK)).toMatchObject({ places: [], closedAt: expect.any(String) });
  });
});

describe("opening the Write step", () => {
  it("keeps the set that was in prospect, with reasons and sources, and an empty section for each", () => {
    const { prompts: prospect } = weekly.outlook(WEEK);
    const opened = weekly.open(WEEK);
    expect(opened).toMatchObject({
      week: WEEK,
      date: "2026-11-20",
      title: "",
      whereabouts: { step: "write", place: 0, caret: 0, scroll: 0 },
      closedAt: null,
      others: [],
      commitments: [],
    });
    expect(
      opened.places.map(({ id, theme, text, reason, source }) => ({
        id,
        theme,
        text,
        reason,
        source,
      })),
    ).toEqual(prospect);
    for (const place of opened.places) {
      expect(place).toMatchObject({
        answered: false,
        skipped: false,
        section: { prompt: { id: place.id, text: place.text, theme: place.theme }, words: 0 },
        themeTitle: prompts.theme(place.theme)?.title,
        documentTitle: expect.stringMatching(/^(Stepping back|Leading peers)$/),
        followUps: prompts.find(place.id)?.followUps,
      });
    }
  });

  it("again changes nothing and gives the same, also when another day or setting has come", () => {
    const opened = weekly.open(WEEK);
    writeUnder(opened, 1, "Something.");
    settings.change({ places: 5 });
    now = "2026-11-22T09:00:00+01:00";
    const before = reread();
    expect(withoutWriting(() => weekly.open(WEEK))).toEqual(before);
    expect(ids(before)).toEqual(ids(opened));
    expect(weekly.outlook(WEEK).prompts.map(({ id }) => id)).toEqual(ids(opened));
    expect(before.date).toBe("2026-11-20");
  });

  it("makes one entry a week, on the day it was begun", () => {
    weekly.open(WEEK);
    weekly.open(WEEK);
    weekly.open("2026-W46");
    expect(
      entries.list({ limit: 10 }).entries.map(({ kind, week, date }) => [kind, week, date]),
    ).toEqual([
      ["weekly", "2026-W46", "2026-11-20"],
      ["weekly", "2026-W47", "2026-11-20"],
    ]);
  });

  it("keeps each prompt's wording as it was asked", () => {
    const opened = weekly.open(WEEK);
    expect(entries.allSections(opened.entryId).map(({ prompt }) => prompt?.text)).toEqual(
      opened.places.map(({ text }) => text),
    );
  });
});

describe("another prompt", () => {
  it("changes its own place only, and its section stands where the old one stood", () => {
    const before = weekly.open(WEEK);
    const after = weekly.anotherPrompt(WEEK, 1);
    expect([after.places[0], after.places[2], after.places[3]]).toEqual([
      before.places[0],
      before.places[2],
      before.places[3],
    ]);
    expect(placeAt(after, 1).id).not.toBe(placeAt(before, 1).id);
    expect(placeAt(after, 1).theme).toBe(placeAt(before, 1).theme);
    expect(weekly.open(WEEK)).toEqual(after);
    expect(entries.allSections(after.entryId).map(({ prompt }) => prompt?.id)).toEqual([
      placeAt(before, 0).id,
      placeAt(before, 1).id,
      placeAt(after, 1).id,
      placeAt(before, 2).id,
      placeAt(before, 3).id,
    ]);
  });

  it("keeps what was written under the old one in the week, under its own prompt", () => {
    const before = weekly.open(WEEK);
    writeUnder(before, 0, "Half a thought.");
    const after = weekly.anotherPrompt(WEEK, 0);
    expect(
      after.others.map(({ prompt, document }) => [prompt?.id, documentToText(document)]),
    ).toEqual([[placeAt(before, 0).id, "Half a thought."]]);
    expect(entries.read(after.entryId)?.sections.map(({ prompt }) => prompt?.id)).toEqual([
      placeAt(before, 0).id,
    ]);
  });

  it("never comes round, and says when there is no other", () => {
    const shown = ids(weekly.open(WEEK));
    expect(() => {
      for (let pressed = 0; pressed < 200; pressed += 1) {
        shown.push(placeAt(weekly.anotherPrompt(WEEK, 0), 0).id);
      }
    }).toThrow(expect.objectContaining({ code: "NO_OTHER_PROMPT" }));
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.length).toBeGreaterThan(30);
    expectRefusal(() => weekly.anotherPrompt(WEEK, 0), "NO_OTHER_PROMPT");
    expect(reread().places).toHaveLength(4);
  });

  it("is refused where there is no such place or week", () => {
    expectRefusal(() => weekly.anotherPrompt(WEEK, 0), "NOT_FOUND", {
      what: "reflection",
      id: WEEK,
    });
    weekly.open(WEEK);
    expectRefusal(() => weekly.anotherPrompt(WEEK, 4), "NOT_FOUND");
  });

  it("leaves the replaced prompt free at once: it was shown and left", () => {
    const before = weekly.open(WEEK);
    weekly.anotherPrompt(WEEK, 0);
    // No history, so next week begins with the same opening question.
    expect(weekly.outlook(addWeeks(WEEK, 1)).prompts[0]?.id).toBe(placeAt(before, 0).id);
  });
});

describe("skipping", () => {
  it("changes its own place only", () => {
    const before = weekly.open(WEEK);
    const after = weekly.skip(WEEK, 2);
    expect(after.places.map(({ skipped }) => skipped)).toEqual([false, false, true, false]);
    expect(after.places.map((place) => ({ ...place, skipped: false }))).toEqual(before.places);
  });

  it("rests the prompt for four weeks and its theme behind the others", () => {
    const opened = weekly.open(WEEK);
    weekly.skip(WEEK, 0);
    for (const later of [1, 2, 3]) {
      const { prompts: next } = weekly.outlook(addWeeks(WEEK, later));
      expect(next.map(({ id }) => id)).not.toContain(placeAt(opened, 0).id);
      expect(next[0]?.theme).not.toBe("trust");
    }
  });

  it("of something that is answered does not hide the answer", () => {
    const opened = weekly.open(WEEK);
    weekly.skip(WEEK, 0);
    writeUnder(opened, 0, "After all.");
    expect(placeAt(reread(), 0)).toMatchObject({ answered: true, skipped: false });
    // It counts as answered: trust is no longer behind.
    expect(
      weekly.outlook(addWeeks(WEEK, 8)).prompts.map(({ reason }) => reason.kind),
    ).not.toContain("opening");
  });

  it("is refused where there is no such place or week", () => {
    expectRefusal(() => weekly.skip(WEEK, 0), "NOT_FOUND");
    weekly.open(WEEK);
    expectRefusal(() => weekly.skip(WEEK, 9), "NOT_FOUND");
  });
});

describe("answering from outside the ritual", () => {
  const answer = (change: Partial<Parameters<WeeklyService["answer"]>[0]> = {}) =>
    weekly.answer({ promptId: "trust-08", document: textToDocument("At the review."), ...change });

  it("makes the week's reflection, keeps its set, and stands in its place", () => {
    const { prompts: prospect } = weekly.outlook(WEEK);
    const section = answer();
    expect(section).toMatchObject({
      prompt: {
        id: "trust-08",
        theme: "trust",
        text: "Where did you fail to step back this week?",
      },
      words: 3,
    });
    const reflection = reread();
    expect(ids(reflection)).toEqual(prospect.map(({ id }) => id));
    expect(placeAt(reflection, 0)).toMatchObject({ id: "trust-08", answered: true, section });
    expect(weekly.open(WEEK)).toEqual(reflection);
  });

  it("stands beside the places where its prompt is in none", () => {
    const section = answer({ promptId: "listening-02" });
    const reflection = reread();
    expect(ids(reflection)).not.toContain("listening-02");
    expect(reflection.others).toEqual([section]);
  });

  it("goes to the week it is told, else to that of its date, else to this one", () => {
    answer({ week: "2026-W45" });
    answer({ date: "2026-11-12" });
    answer({});
    // Newest first: by date, then by when it was made.
    expect(entries.list({ limit: 10 }).entries.map(({ week, date }) => [week, date])).toEqual([
      ["2026-W47", "2026-11-20"],
      ["2026-W45", "2026-11-20"],
      ["2026-W46", "2026-11-12"],
    ]);
  });

  it("is refused where the week has an answer to it already", () => {
    answer();
    expectRefusal(() => answer(), "PROMPT_ANSWERED", { week: WEEK, prompt: "trust-08" });
    answer({ promptId: "listening-02" });
    expectRefusal(() => answer({ promptId: "listening-02" }), "PROMPT_ANSWERED");
  });

  it("is taken where it was asked and nothing, or nothing any more, is written", () => {
    const opened = weekly.open(WEEK);
    expect(answer().id).toBe(placeAt(opened, 0).section.id);
    const answered = placeAt(reread(), 0).section;
    entries.saveSection({
      id: answered.id,
      document: textToDocument(""),
      revision: answered.revision,
      writer: "editor",
    });
    expect(answer().id).toBe(answered.id);
  });

  it("may be without words: what is drawn with a rule is an answer, too", () => {
    const document = markdownToDocument("---");
    const { id } = answer({ document });
    expect(placeAt(reread(), 0)).toMatchObject({ answered: true, section: { id, document } });
    expect(entries.read(reread().entryId)?.sections).toHaveLength(1);
    now = "2026-11-23T15:30:00+01:00";
    expect(weekly.today().begunBefore).toBe(true);
    expectRefusal(() => answer({ week: WEEK }), "PROMPT_ANSWERED", {});
  });

  it("is refused where the reflection stands under another date", () => {
    answer({ week: WEEK, date: "2026-11-19" });
    expectRefusal(
      () => answer({ week: WEEK, date: "2026-11-20", promptId: "listening-02" }),
      "DATE_TAKEN",
      { week: WEEK, date: "2026-11-19" },
    );
    expect(answer({ week: WEEK, date: "2026-11-19", promptId: "listening-02" }).words).toBe(3);
  });

  it("is refused for an unknown prompt, and without words; no week is begun by it", () => {
    expectRefusal(() => answer({ promptId: "trust-99" }), "NOT_FOUND", {
      what: "prompt",
      id: "trust-99",
    });
    expectRefusal(() => answer({ document: textToDocument(" \n ") }), "NOTHING_WRITTEN");
  });

  it("counts for the weeks after: eight of them without the prompt", () => {
    answer();
    for (let later = 1; later < 8; later += 1) {
      const next = weekly.outlook(addWeeks(WEEK, later)).prompts.map(({ id }) => id);
      expect([later, next.includes("trust-08")]).toEqual([later, false]);
    }
    // A free entry's tags or words change nothing in that; a deleted reflection does.
    const { entryId } = reread();
    entries.delete(entryId);
    expect(weekly.outlook(addWeeks(WEEK, 1)).prompts[0]).toMatchObject({
      id: "trust-08",
      reason: { kind: "opening" },
    });
  });
});

describe("leaving, coming back, closing", () => {
  it("restores exactly where the writer was", () => {
    weekly.open(WEEK);
    const place = { step: "commit" as const, place: 2, caret: 117, scroll: 640 };
    weekly.stayAt(WEEK, place);
    expect(weekly.open(WEEK).whereabouts).toEqual(place);
    expect(weekly.outlook(WEEK).state).toMatchObject({ step: "commit", place: 2, closed: false });
  });

  it("closing keeps the title and the time, and is refused before the week is begun", () => {
    expectRefusal(() => weekly.close(WEEK), "NOT_FOUND");
    expectRefusal(
      () => weekly.stayAt(WEEK, { step: "write", place: 0, caret: 0, scroll: 0 }),
      "NOT_FOUND",
    );
    const { entryId } = weekly.open(WEEK);
    entries.change({ id: entryId, title: "A week of waiting" });
    const closed = weekly.close(WEEK);
    expect(closed).toMatchObject({
      title: "A week of waiting",
      closedAt: new Date(now).toISOString(),
      whereabouts: { step: "close" },
    });
    expect(weekly.outlook(WEEK).state.closed).toBe(true);
    expect(entries.read(closed.entryId)?.title).toBe("A week of waiting");
  });

  it("today says where a begun week was left, with its last words", () => {
    const opened = weekly.open(WEEK);
    writeUnder(opened, 1, "First line.\n\nThe last words.");
    weekly.stayAt(WEEK, { step: "write", place: 1, caret: 5, scroll: 0 });
    expect(withoutWriting(() => weekly.today()).offered).toMatchObject([
      {
        week: WEEK,
        state: "begun",
        left: { step: "write", place: 1, places: 4, lastWords: "The last words." },
      },
    ]);
  });

  it("last week's stays on offer until the day of reflection, unless it is closed or nothing came before", () => {
    settings.change({ reflectionDay: 5 });
    const offeredOn = (day: string) => {
      now = `${day}T12:00:00+01:00`;
      return weekly.today().offered.map(({ week }) => week);
    };
    expect(offeredOn("2026-11-23")).toEqual(["2026-W48"]);
    now = "2026-11-13T12:00:00+01:00";
    writeUnder(weekly.open("2026-W46"), 0, "Something.");
    expect(offeredOn("2026-11-23")).toEqual(["2026-W48", "2026-W47"]);
    expect(offeredOn("2026-11-26")).toEqual(["2026-W48", "2026-W47"]);
    expect(offeredOn("2026-11-27")).toEqual(["2026-W48"]);
    weekly.open("2026-W47");
    weekly.close("2026-W47");
    expect(offeredOn("2026-11-23")).toEqual(["2026-W48"]);
  });
});

describe("how a week fell", () => {
  const placed = { inIt: 4, onIt: 3, people: 2, other: 0 };

  it("is kept as it is placed, beside the week before, and is nothing while none is", () => {
    expect(withoutWriting(() => weekly.blocks(WEEK))).toEqual({ placed: null, lastWeek: null });
    weekly.placeBlocks(WEEK, placed);
    weekly.placeBlocks(WEEK, { ...placed, other: 1 });
    expect(weekly.blocks(WEEK).placed).toEqual({ ...placed, other: 1 });
    expect(weekly.blocks("2026-W48")).toEqual({ placed: null, lastWeek: { ...placed, other: 1 } });
    weekly.placeBlocks(WEEK, { inIt: 0, onIt: 0, people: 0, other: 0 });
    expect(weekly.blocks(WEEK).placed).toBeNull();
    weekly.placeBlocks(WEEK, placed);
    expect(weekly.blocks(WEEK).placed).toEqual(placed);
  });

  it("is at most ten blocks", () => {
    const before = dump();
    expect(() => weekly.placeBlocks(WEEK, { ...placed, other: 2 })).toThrow(
      "CHECK constraint failed",
    );
    expect(dump()).toEqual(before);
  });
});

describe("committing", () => {
  const commit = (action: string, week?: string) =>
    weekly.commit({ situation: null, action, ...(week === undefined ? {} : { week }) });

  it("at most three at a time, the refusal leaving no entry behind", () => {
    for (const action of ["one", "two", "three"]) commit(action);
    expectRefusal(() => commit("four"), "TOO_MANY_COMMITMENTS", { limit: 3 });
    expectRefusal(() => commit("four", "2026-W30"), "TOO_MANY_COMMITMENTS", { limit: 3 });
    expectRefusal(() => commit(" ", "2026-W30"), "NOTHING_WRITTEN");
    expect(commitments.madeIn(WEEK)).toHaveLength(3);
  });

  it("gives the week a page to stand on, whose set is still to be chosen", () => {
    commit("one");
    const listed = entries.list({ limit: 10 }).entries;
    expect(listed.map(({ kind, week }) => [kind, week])).toEqual([["weekly", WEEK]]);
    expect(entries.read(listed[0]?.id ?? "")?.commitments.map(({ action }) => action)).toEqual([
      "one",
    ]);
    expect(weekly.read(WEEK)).toBeNull();
    const opened = weekly.open(WEEK);
    expect([opened.entryId, opened.places.length]).toEqual([listed[0]?.id, 4]);
    expect(opened.commitments.map(({ action }) => action)).toEqual(["one"]);
  });

  it("is asked about in the week after", () => {
    commit("one");
    expect(weekly.outlook("2026-W48").commitments.map(({ action }) => action)).toEqual(["one"]);
    expect(weekly.outlook(WEEK).commitments).toEqual([]);
    now = "2026-11-24T09:00:00+01:00";
    expect(weekly.today().due.map(({ action }) => action)).toEqual(["one"]);
  });

  it("remembers where the writer is, also before the set is kept", () => {
    commit("one");
    const place = { step: "commit" as const, place: 0, caret: 3, scroll: 9 };
    weekly.stayAt(WEEK, place);
    expect(weekly.open(WEEK).whereabouts).toEqual(place);
  });
});
