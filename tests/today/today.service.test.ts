import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, expect, it } from "vitest";
import { textToDocument } from "../../src/shared/document/plain-text.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import { createPeople } from "../../src/main/features/people/people.service.ts";
import { createToday, type TodayService } from "../../src/main/features/today/today.service.ts";

let now: string;
let database: Database;
let entries: EntriesService;
let today: TodayService;

beforeEach(() => {
  now = "2026-10-23T16:40:12+02:00";
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  const clock = { now: () => new Date(now), timeZone: "Europe/Berlin" };
  const newId = (): string => ulid(Date.parse(now));
  entries = createEntries({
    database,
    clock,
    newId,
    commitmentsMadeIn: () => [],
    people: createPeople({ database, clock, newId }),
  });
  const themes = ["trust", "openness"].map((id) => ({
    id,
    title: id,
    blurb: "",
    inWeeklyRotation: true,
    sources: [],
    origin: { kind: "built_in" as const },
  }));
  today = createToday({ database, clock, prompts: { library: () => ({ themes }) } });
});

afterEach(() => {
  database.close();
});

function reflect(week: string, date: string, theme: string, text: string): string {
  const { id } = entries.makeWeekly(week, date);
  const prompt = { id: `${theme}-01`, text: "What?", theme };
  entries.addSection({ entryId: id, prompt, document: textToDocument(text) });
  return id;
}

it("a new journal has neither", () => {
  expect(today.fromYourPages()).toEqual({ passage: null, quietTheme: null });
});

it("a reflection counts by its week, whenever it was begun, and before what else was written", () => {
  // Begun on the Monday after.
  const entryId = reflect("2026-W43", "2026-10-26", "trust", "I rewrote the letter at night.");
  entries.write({
    title: "",
    date: "2026-10-21",
    tags: [],
    starred: false,
    document: textToDocument("A walk around the harbour."),
  });
  now = "2026-11-20T15:30:00+01:00";
  expect(today.fromYourPages()).toEqual({
    passage: { entryId, week: "2026-W43", weeks: 4, text: "I rewrote the letter at night." },
    quietTheme: null,
  });
  entries.delete(entryId);
  expect(today.fromYourPages().passage?.text).toBe("A walk around the harbour.");
});

it("a theme is quiet by its last answer, in a reflection or in another entry", () => {
  reflect("2026-W36", "2026-09-04", "trust", "Long ago.");
  now = "2026-11-20T15:30:00+01:00";
  expect(today.fromYourPages().quietTheme).toEqual({ id: "trust", title: "trust", weeks: 11 });
  const { id } = entries.write({
    title: "A conversation",
    date: "2026-11-02",
    tags: [],
    starred: false,
    document: textToDocument("x"),
  });
  entries.addSection({
    entryId: id,
    prompt: { id: "trust-02", text: "Who?", theme: "trust" },
    document: textToDocument("Marta."),
  });
  expect(today.fromYourPages().quietTheme).toBeNull();
});
