// Answers outside the weekly ritual, beside those of it. They are written by the entries and weekly
// features, which a feature's own tests may not import, so this one stands here.
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCommitments } from "../../src/main/features/commitments/commitments.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import { createMoments } from "../../src/main/features/moments/moments.service.ts";
import { createPeople, type PeopleService } from "../../src/main/features/people/people.service.ts";
import {
  type AnsweringService,
  createAnswering,
} from "../../src/main/features/prompts/answering.service.ts";
import { createPrompts } from "../../src/main/features/prompts/prompts.service.ts";
import {
  createWishes,
  type WishesService,
} from "../../src/main/features/prompts/wishes.service.ts";
import { createSettings } from "../../src/main/features/settings/settings.service.ts";
import { createWeekly, type WeeklyService } from "../../src/main/features/weekly/weekly.service.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import { documentToText, textToDocument } from "../../src/shared/document/plain-text.ts";
import { emptyDocument } from "../../src/shared/document/schema.ts";
import { firstDayOf, weekOf } from "../../src/shared/journal/iso-week.ts";

const PROMPT = "listening-04";
const WORDING = "Which silence did you fill this week?";

const prompts = createPrompts(join(import.meta.dirname, "../../resources/prompts"));
const perPerson = prompts.library().prompts.filter(({ cadence }) => cadence === "per-person");
let now: string;
let nextId: () => string;
let database: Database;
let entries: EntriesService;
let people: PeopleService;
let weekly: WeeklyService;
let wishes: WishesService;
let answering: AnsweringService;

beforeEach(() => {
  now = "2026-11-20T15:30:00+01:00";
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  nextId = () => ulid(Date.parse(now));
  // Wired as create-app.ts does it.
  const common = {
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: nextId,
  };
  const settings = createSettings(common);
  people = createPeople(common);
  const commitments = createCommitments({ ...common, people });
  entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
  const moments = createMoments({ ...common, people, prompts, settings });
  weekly = createWeekly({ ...common, entries, commitments, moments, prompts, settings });
  wishes = createWishes({ ...common, library: prompts });
  answering = createAnswering({ ...common, entries, people, prompts, wishes });
});

afterEach(() => {
  database.close();
});

const text = (words: string) => textToDocument(words);

/** An answer as a window writes it: its ids are its own until they are kept. */
function windowOn(asked: { prompt: string; person?: string }) {
  const ids = { entryId: nextId(), id: nextId(), writer: nextId() };
  let revision = 0;
  return {
    ...ids,
    write(words: string): void {
      const document = words === "" ? emptyDocument() : text(words);
      ({ revision } = answering.saveAnswer({ ...asked, ...ids, document, revision }));
    },
    /** Saves as if the answer to the last save had never come. */
    writeAgain(words: string, over: number): void {
      answering.saveAnswer({ ...asked, ...ids, document: text(words), revision: over });
    },
  };
}

const answered = (asked: { prompt: string; person?: string; before?: string }) =>
  answering
    .earlierAnswers(asked)
    .map(({ date, week, document }) => [date, week, documentToText(document)]);

const idOf = (name: string) => people.named(name)?.id ?? "";

/** A prompt by the beginning of its text. */
const asking = (words: string) =>
  prompts.library().prompts.find((prompt) => prompt.text.startsWith(words))?.id ?? "";

describe("what was answered before", () => {
  it("is nothing the first time, and none for a prompt there is not", () => {
    expect(answering.earlierAnswers({ prompt: PROMPT })).toEqual([]);
    expect(answering.earlierAnswers({ prompt: "none" })).toEqual([]);
  });

  it("is every answer in order, whatever kind of entry it is in, with its wording then", () => {
    weekly.answer({ promptId: PROMPT, week: "2026-W44", date: "2026-10-30", document: text("B") });
    weekly.answer({ promptId: PROMPT, week: "2026-W36", date: "2026-09-04", document: text("A") });
    weekly.answer({ promptId: "future-01", week: "2026-W36", document: text("Not this one") });
    const { id } = entries.write({
      title: "Out of turn",
      date: "2026-11-12",
      tags: [],
      starred: false,
      document: text("A beginning"),
    });
    entries.addSection({
      entryId: id,
      prompt: { id: PROMPT, text: "Asked in other words?", theme: "listening" },
      document: text("C"),
    });
    expect(answered({ prompt: PROMPT })).toEqual([
      ["2026-09-04", "2026-W36", "A"],
      ["2026-10-30", "2026-W44", "B"],
      ["2026-11-12", "2026-W46", "C"],
    ]);
    expect(answering.earlierAnswers({ prompt: PROMPT }).at(-1)).toMatchObject({
      entryId: id,
      kind: "free",
      wording: "Asked in other words?",
      people: [],
    });
  });

  it("leaves out the entry that is written, and what came after it", () => {
    for (const [week, words] of [
      ["2026-W30", "A"],
      ["2026-W38", "B"],
      ["2026-W46", "C"],
    ] as const) {
      const date = firstDayOf(week);
      weekly.answer({ promptId: PROMPT, week, date, document: text(words) });
    }
    const before = entries.weeklyEntry("2026-W38")?.id ?? "";
    expect(answered({ prompt: PROMPT, before })).toEqual([["2026-07-20", "2026-W30", "A"]]);
    // An entry that is not there yet is after all of them.
    expect(answered({ prompt: PROMPT, before: nextId() })).toHaveLength(3);
  });

  it("leaves out what is in the bin, and what is empty", () => {
    weekly.answer({ promptId: PROMPT, week: "2026-W44", document: text("B") });
    const entryId = entries.weeklyEntry("2026-W44")?.id ?? "";
    entries.delete(entryId);
    expect(answered({ prompt: PROMPT })).toEqual([]);
    entries.restore(entryId);
    expect(answered({ prompt: PROMPT })).toHaveLength(1);
    const [section] = entries.allSections(entryId).filter(({ prompt }) => prompt?.id === PROMPT);
    if (section === undefined) throw new Error("no section");
    entries.saveSection({ ...section, document: emptyDocument(), writer: "w" });
    expect(answered({ prompt: PROMPT })).toEqual([]);
  });
});

describe("an answer outside the ritual", () => {
  it("makes its entry with the first words, and goes on with them", () => {
    const window = windowOn({ prompt: PROMPT });
    expect(answering.toAnswer({ prompt: PROMPT })).toMatchObject({
      text: WORDING,
      themeTitle: "Listening",
      documentTitle: "Leading peers",
      person: null,
      standing: null,
    });
    window.write("");
    expect(entries.count({})).toBe(0);
    window.write("The one on the");
    window.write("The one on the telephone.");
    const entry = entries.read(window.entryId);
    expect(entry).toMatchObject({ kind: "free", title: "", date: "2026-11-20", words: 5 });
    expect(entry?.sections.map(({ id, prompt }) => [id, prompt])).toEqual([
      [window.id, { id: PROMPT, text: WORDING, theme: "listening" }],
    ]);
    expect(answering.toAnswer({ prompt: PROMPT }).standing).toMatchObject({
      entryId: window.entryId,
      section: { id: window.id },
    });
  });

  it("may be saved again by the same window, whose answer was lost", () => {
    const window = windowOn({ prompt: PROMPT });
    window.write("First.");
    window.writeAgain("First. Second.", 0);
    expect(answered({ prompt: PROMPT })).toEqual([["2026-11-20", "2026-W47", "First. Second."]]);
  });

  it("is one a day: another window is told, and a second one goes on with what is there", () => {
    windowOn({ prompt: PROMPT }).write("First.");
    const other = windowOn({ prompt: PROMPT });
    expect(() => other.write("Second.")).toThrow(expect.objectContaining({ code: "CONFLICT" }));
    expect(entries.count({})).toBe(1);
    now = "2026-11-21T09:00:00+01:00";
    expect(answering.toAnswer({ prompt: PROMPT }).standing).toBeNull();
    windowOn({ prompt: PROMPT }).write("Second.");
    expect(answered({ prompt: PROMPT })).toEqual([
      ["2026-11-20", "2026-W47", "First."],
      ["2026-11-21", "2026-W47", "Second."],
    ]);
  });

  it("stands in a list under its question, until it has a title", () => {
    const window = windowOn({ prompt: PROMPT });
    window.write("First.");
    weekly.answer({ promptId: "future-01", document: text("In the week.") });
    const questions = () =>
      entries.list({ limit: 9 }).entries.map(({ kind, question }) => [kind, question]);
    expect(questions()).toEqual([
      ["weekly", null],
      ["free", WORDING],
    ]);
    entries.change({ id: window.entryId, title: "At the door" });
    expect(questions()).toEqual([
      ["weekly", null],
      ["free", null],
    ]);
  });

  it("goes on with what the reflection of today has of it", () => {
    weekly.answer({ promptId: PROMPT, document: text("In the week.") });
    expect(answering.toAnswer({ prompt: PROMPT }).standing).toMatchObject({
      entryId: entries.weeklyEntry("2026-W47")?.id,
    });
  });

  it("that was put into the bin is not written on, and makes way for another", () => {
    const window = windowOn({ prompt: PROMPT });
    window.write("First.");
    entries.delete(window.entryId);
    expect(() => window.write("Second.")).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
    expect(answering.toAnswer({ prompt: PROMPT }).standing).toBeNull();
  });

  it("makes nothing that could not be kept", () => {
    const ids = { entryId: nextId(), id: nextId(), writer: "w", revision: 0 };
    const document = { type: "doc" as const, content: [{ type: "riddle" }] };
    document.content[0] = { type: "riddle", ...{ content: [{ type: "text", text: "?" }] } };
    expect(() => answering.saveAnswer({ prompt: PROMPT, ...ids, document })).toThrow(
      expect.objectContaining({ code: "DOCUMENT_REFUSED" }),
    );
    expect(entries.isKnown(ids.entryId)).toBe(false);
  });

  it.each(["monthly", "quarterly", "after-crisis"])("is there for a %s prompt too", (cadence) => {
    const prompt = prompts.library().prompts.find((one) => one.cadence === cadence)?.id ?? "";
    windowOn({ prompt }).write("A longer view.");
    expect(answered({ prompt })).toEqual([["2026-11-20", "2026-W47", "A longer view."]]);
  });

  it("counts for the choosing of prompts by its day", () => {
    const [first] = weekly.outlook("2026-W48").prompts;
    expect(first).toMatchObject({ id: "trust-08", reason: { kind: "opening" } });
    windowOn({ prompt: "trust-08" }).write("In the Monday round.");
    weekly.answer({ promptId: "future-01", week: "2026-W47", document: text("Also that.") });
    const chosen = weekly.outlook("2026-W48").prompts;
    expect(chosen.map(({ id }) => id)).not.toContain("trust-08");
    expect(chosen[0]).toMatchObject({ reason: { kind: "never_answered" } });
    expect(["trust", "future"]).not.toContain(chosen[0]?.theme);
  });
});

describe("a prompt about one person", () => {
  const prompt = asking("What have you been softening");

  it("names them, and keeps the name in its wording", () => {
    const ana = people.namedOrMade("Ana R.");
    expect(answering.toAnswer({ prompt, person: ana.id })).toMatchObject({
      text: "What have you been softening or leaving out when you talk with Ana R.?",
      person: { name: "Ana R." },
    });
    const window = windowOn({ prompt, person: ana.id });
    window.write("That the plan is late.");
    expect(entries.read(window.entryId)?.sections[0]?.prompt?.text).toContain("with Ana R.?");
    expect(answering.earlierAnswers({ prompt, person: ana.id })).toMatchObject([
      { people: [{ id: ana.id, name: "Ana R." }] },
    ]);
  });

  it("is answered about each of them apart", () => {
    const ana = people.namedOrMade("Ana").id;
    const devin = people.namedOrMade("Devin").id;
    windowOn({ prompt, person: ana }).write("To Ana.");
    windowOn({ prompt, person: devin }).write("To Devin.");
    expect(answered({ prompt, person: ana })).toEqual([["2026-11-20", "2026-W47", "To Ana."]]);
    expect(answered({ prompt })).toHaveLength(2);
    expect(answering.about(devin)).toMatchObject({ person: { name: "Devin" } });
    const { prompts: about } = answering.about(devin);
    expect(about.map(({ id }) => id)).toEqual(perPerson.map(({ id }) => id));
    expect(about.filter(({ answered: count }) => count > 0)).toEqual([
      expect.objectContaining({ id: prompt, answered: 1, lastWeek: "2026-W47" }),
    ]);
    expect(about.every(({ text: words }) => words.includes("Devin"))).toBe(true);
    wishes.wish({ id: prompt, hidden: true });
    expect(answering.about(devin).prompts.map(({ id }) => id)).not.toContain(prompt);
    expect(answered({ prompt, person: devin })).toHaveLength(1);
  });

  it("needs a person who is there, and other prompts need nobody", () => {
    const ana = people.namedOrMade("Ana").id;
    const refused = (asked: { prompt: string; person?: string }): unknown => {
      try {
        answering.toAnswer(asked);
      } catch (error) {
        return error;
      }
      return null;
    };
    expect(refused({ prompt })).toMatchObject({ code: "PROMPT_NEEDS_PERSON" });
    expect(refused({ prompt: PROMPT, person: ana })).toMatchObject({
      code: "PROMPT_NEEDS_NO_PERSON",
    });
    expect(refused({ prompt, person: nextId() })).toMatchObject({
      code: "NOT_FOUND",
      data: { what: "person" },
    });
    expect(refused({ prompt: "none" })).toMatchObject({ data: { what: "prompt", id: "none" } });
    expect(() => answering.about(nextId())).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  });

  it("is answered about somebody by name, who is made where nobody has it", () => {
    const section = answering.answerAbout({
      promptId: prompt,
      name: " Ana  R. ",
      document: text("A"),
    });
    expect(section.prompt?.text).toContain("with Ana R.?");
    expect(people.list().map(({ name }) => name)).toEqual(["Ana R."]);
    expect(() =>
      answering.answerAbout({ promptId: prompt, name: "ana r.", document: text("B") }),
    ).toThrow(
      expect.objectContaining({
        code: "PROMPT_ANSWERED",
        data: {
          week: "2026-W47",
          prompt,
          about: { person: "Ana R.", date: "2026-11-20" },
        },
      }),
    );
    const date = "2026-11-02";
    answering.answerAbout({ promptId: prompt, name: "ana r.", date, document: text("B") });
    expect(answered({ prompt, person: idOf("Ana R.") })).toEqual([
      [date, weekOf(date), "B"],
      ["2026-11-20", "2026-W47", "A"],
    ]);
  });

  it("leads to whom somebody was merged into, with the answers about both", () => {
    const ana = people.namedOrMade("Ana").id;
    const other = people.namedOrMade("Anna").id;
    windowOn({ prompt, person: ana }).write("To Ana.");
    now = "2026-11-21T09:00:00+01:00";
    windowOn({ prompt, person: other }).write("To Anna.");
    entries.movePerson(ana, other, now);
    people.noteMerged(ana, other);
    expect(answering.toAnswer({ prompt, person: ana })).toMatchObject({
      person: { id: other, name: "Anna" },
      standing: { section: { words: 2 } },
    });
    expect(answered({ prompt, person: ana }).map(([, , words]) => words)).toEqual([
      "To Ana.",
      "To Anna.",
    ]);
    expect(answering.about(ana).prompts.find(({ id }) => id === prompt)?.answered).toBe(2);
  });

  it("makes nobody for an answer that is refused", () => {
    for (const [promptId, document, code] of [
      [prompt, emptyDocument(), "NOTHING_WRITTEN"],
      [PROMPT, text("A"), "PROMPT_NEEDS_NO_PERSON"],
      ["none", text("A"), "NOT_FOUND"],
    ] as const) {
      expect(() => answering.answerAbout({ promptId, name: "Ana", document })).toThrow(
        expect.objectContaining({ code }),
      );
    }
    expect(people.list()).toEqual([]);
    expect(entries.count({})).toBe(0);
  });
});
