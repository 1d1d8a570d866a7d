// Crises over the real entries, people and prompts: a feature's own tests may not import its
// neighbours, so this one stands here.
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CrisesService, createCrises } from "../../src/main/features/crises/crises.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import { createPeople, type PeopleService } from "../../src/main/features/people/people.service.ts";
import { createPrompts } from "../../src/main/features/prompts/prompts.service.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import type { Crisis, CrisisItem } from "../../src/shared/contract/crises.ts";
import { type ErrorCode, StepbackError } from "../../src/shared/contract/errors.ts";
import { documentToText, textToDocument } from "../../src/shared/document/plain-text.ts";

const LIBRARY = join(import.meta.dirname, "../../resources/prompts");
const NO_ID = "00000000000000000000000000";

let now: string;
let database: Database;
let entries: EntriesService;
let people: PeopleService;
let crises: CrisesService;
const prompts = createPrompts(LIBRARY);

beforeEach(() => {
  now = "2026-11-13T05:50:00+01:00";
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  ({ entries, people, crises } = start(database));
});

afterEach(() => {
  database.close();
});

/** Wired as create-app.ts does it. */
function start(journal: Database) {
  const ulid = monotonicFactory();
  const common = {
    database: journal,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(Date.parse(now)),
  };
  const standing = createPeople(common);
  const its = {
    entries: createEntries({ ...common, commitmentsMadeIn: () => [], people: standing }),
    people: standing,
  };
  return { ...its, crises: createCrises({ ...common, ...its, prompts }) };
}

/** Every row of every table. */
function dump(journal = database): unknown {
  const tables = journal
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return tables.map((name) => [name, journal.prepare(`SELECT * FROM "${name}"`).all()]);
}

/** Expects a refusal with its code and data, and not a bit changed. */
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

const refuses = (action: () => unknown, reason: string): void =>
  expectRefusal(action, "CRISIS_REFUSED", { reason });

const CALL = "the six o’clock shift call";
const WORDS = "every word to Kestrel about delivery";
const OVERTIME = "overtime on line two";
const ENDS = "the first full shift runs on line two without a call to me";

const openLineTwo = (): Crisis =>
  crises.open({
    person: "Devin Clarke",
    ground: "line two",
    endsWhen: ENDS,
    items: [CALL, WORDS, OVERTIME],
  });

/** Items 0 to 2 of the crisis as they stand. */
const itemsOf = (id: string): CrisisItem[] => crises.read(id)?.crisis.items ?? [];
function itemOf(id: string, index = 0): CrisisItem {
  const item = itemsOf(id)[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
}

type Close = Partial<Parameters<CrisesService["closeItem"]>[0]>;
const closeItem = (id: string, index: number, close: Close): CrisisItem => {
  const { id: itemId, revision } = itemOf(id, index);
  return crises.closeItem({
    id: itemId,
    revision,
    became: "returned",
    person: null,
    note: "",
    ...close,
  });
};

/** Line two, opened on the 13th and given back on the 20th. */
function closedLineTwo(): Crisis {
  const { id } = openLineTwo();
  now = "2026-11-20T16:40:00+01:00";
  closeItem(id, 0, { note: "Told him on Thursday, at the line." });
  closeItem(id, 1, { became: "handed_on", person: "Marta Okafor" });
  closeItem(id, 2, { became: "kept", note: "The works council signed with me" });
  return crises.close({ id });
}

type Answer = Partial<Parameters<CrisesService["answer"]>[0]>;
const answer = (id: string, index: number, said: Answer = {}) =>
  crises.answer({
    itemId: itemOf(id, index).id,
    who: "with_them",
    person: null,
    note: "",
    givenAgain: false,
    revision: 0,
    ...said,
  });

describe("opening a crisis", () => {
  it("keeps whose ground it is, what ends it, and each thing in its order; makes the person", () => {
    const crisis = openLineTwo();
    expect(crisis).toMatchObject({
      person: { name: "Devin Clarke" },
      ground: "line two",
      endsWhen: ENDS,
      date: "2026-11-13",
      timeZone: "Europe/Berlin",
      closedOn: null,
      entryId: null,
      revision: 1,
    });
    expect(crisis.items.map(({ what, since, became }) => [what, since, became])).toEqual([
      [CALL, "2026-11-13", null],
      [WORDS, "2026-11-13", null],
      [OVERTIME, "2026-11-13", null],
    ]);
    expect(people.list()).toMatchObject([{ name: "Devin Clarke" }]);
    expect(crises.today()).toEqual({
      date: "2026-11-13",
      due: [{ crisis, due: { kind: "open", day: 1, asksWhatEndsIt: false } }],
    });
  });

  it("takes words for the ground alone, and a person who is there already", () => {
    const devin = database.transaction(() => people.namedOrMade("Devin Clarke"))();
    expect(
      crises.open({ person: "devin clarke", ground: "", endsWhen: null, items: ["x"] }).person,
    ).toEqual(devin);
    expect(
      crises.open({ person: null, ground: " the\nnight shift ", endsWhen: " ", items: [" y "] }),
    ).toMatchObject({ person: null, ground: "the night shift", endsWhen: null });
    expect(people.list()).toHaveLength(1);
  });

  it("is not opened twice when the answer was lost", () => {
    const draft = { person: null, ground: "line two", endsWhen: null, items: ["x"] };
    const { id } = crises.open(draft);
    expect(crises.open({ ...draft, id })).toEqual(crises.read(id)?.crisis);
    expect(crises.all()).toHaveLength(1);
  });

  it("is refused without a ground, without anything taken, or for a day to come", () => {
    const draft = { person: null, ground: "line two", endsWhen: null, items: ["x"] };
    refuses(() => crises.open({ ...draft, ground: " " }), "no_ground");
    refuses(() => crises.open({ ...draft, person: " ", ground: "" }), "no_ground");
    refuses(() => crises.open({ ...draft, items: [] }), "nothing_taken");
    refuses(() => crises.open({ ...draft, person: "New", items: [" ", "\n"] }), "nothing_taken");
    refuses(() => crises.open({ ...draft, person: "New", date: "2026-11-14" }), "in_future");
    expect(crises.open({ ...draft, date: "2026-11-09" }).items[0]?.since).toBe("2026-11-09");
  });

  it("can begin several, the oldest first", () => {
    const line = openLineTwo();
    now = "2026-11-14T08:00:00+01:00";
    const draft = { person: null, endsWhen: null, items: ["x"] };
    const night = crises.open({ ...draft, ground: "the night shift" });
    const audit = crises.open({ ...draft, ground: "the audit", date: "2026-11-10" });
    expect(crises.today().due.map(({ crisis }) => crisis.id)).toEqual([
      audit.id,
      line.id,
      night.id,
    ]);
  });
});

describe("changing an open crisis", () => {
  it("changes what is said of it, and leaves the rest", () => {
    const { id } = openLineTwo();
    const changed = crises.change({ id, revision: 1, person: "Marta Okafor", endsWhen: "it runs" });
    expect(changed).toMatchObject({
      person: { name: "Marta Okafor" },
      ground: "line two",
      endsWhen: "it runs",
      revision: 2,
    });
    expect(crises.change({ id, revision: 2, person: null, endsWhen: null })).toMatchObject({
      person: null,
      endsWhen: null,
    });
    refuses(() => crises.change({ id, revision: 3, ground: "" }), "no_ground");
    expectRefusal(() => crises.change({ id, revision: 1, ground: "x" }), "CONFLICT", {
      revision: 3,
    });
    expectRefusal(() => crises.change({ id: NO_ID, revision: 1 }), "NOT_FOUND");
  });

  it("moves what was taken over at its beginning with its day", () => {
    const { id } = openLineTwo();
    now = "2026-11-16T08:00:00+01:00";
    crises.addItem({ crisisId: id, what: "the daily sheet" });
    crises.change({ id, revision: 1, date: "2026-11-12" });
    const days = (): string[] => itemsOf(id).map(({ since }) => since);
    expect(days()).toEqual(["2026-11-12", "2026-11-12", "2026-11-12", "2026-11-16"]);
    refuses(() => crises.change({ id, revision: 2, date: "2026-11-17" }), "in_future");
  });

  it("adds, changes and takes off what was taken over; one has to stay", () => {
    const { id } = openLineTwo();
    now = "2026-11-16T08:00:00+01:00";
    const added = crises.addItem({ crisisId: id, what: " the daily\nsheet " });
    expect(added).toMatchObject({ what: "the daily sheet", since: "2026-11-16" });
    expect(crises.addItem({ id: added.id, crisisId: id, what: "again" })).toEqual(added);
    refuses(() => crises.addItem({ crisisId: id, what: "" }), "nothing_taken");
    expectRefusal(() => crises.addItem({ crisisId: NO_ID, what: "x" }), "NOT_FOUND");

    const [call, words, overtime] = itemsOf(id);
    const changed = crises.change({
      id,
      revision: 1,
      items: [
        { id: added.id, what: "the sheet" },
        { id: call?.id ?? "", what: CALL },
        { id: overtime?.id ?? "", what: " " },
        { id: null, what: "the lorries" },
        { id: null, what: "" },
      ],
    });
    expect(changed.items.map(({ what, revision }) => [what, revision])).toEqual([
      [CALL, 1],
      ["the sheet", 2],
      ["the lorries", 1],
    ]);
    crises.restoreItem(words?.id ?? "");
    crises.restoreItem(words?.id ?? "");
    expect(itemsOf(id)[1]).toMatchObject({ what: WORDS });
    refuses(() => crises.change({ id, revision: 2, items: [] }), "nothing_taken");
    const stranger = [{ id: NO_ID, what: "x" }];
    expectRefusal(() => crises.change({ id, revision: 2, items: stranger }), "NOT_FOUND");
    expectRefusal(() => crises.restoreItem(NO_ID), "NOT_FOUND");
  });

  it("deletes one that was opened by mistake, and takes it back", () => {
    const crisis = openLineTwo();
    const { id } = crisis;
    expect(crises.delete(id).deletedAt).not.toBeNull();
    expect([crises.read(id), crises.today().due, crises.all()]).toEqual([null, [], []]);
    expect(crises.isThere(id)).toBe(false);
    expectRefusal(() => crises.addItem({ crisisId: id, what: "x" }), "NOT_FOUND");
    expect(crises.restore(id).items).toEqual(crisis.items);
    expect(crises.isThere(id)).toBe(true);
    expectRefusal(() => crises.delete(NO_ID), "NOT_FOUND");
  });

  it("is gone after 30 days in the bin, and nothing of it can be read", () => {
    const { id } = openLineTwo();
    closeItem(id, 2, { became: "kept", note: "The works council" });
    crises.delete(id);
    now = "2026-12-20T05:50:00+01:00";
    crises.emptyBin();
    expectRefusal(() => crises.restore(id), "NOT_FOUND");
    expect(JSON.stringify(dump())).not.toMatch(/line two|shift|Kestrel|council/);
    expect([crises.isEmpty(), crises.isKnown(id)]).toEqual([true, true]);
  });
});

describe("closing a crisis", () => {
  it("says of each item what became of it, and can say it again", () => {
    const { id } = openLineTwo();
    expect(closeItem(id, 0, { note: " Told\nhim. " })).toMatchObject({
      became: "returned",
      person: null,
      note: "Told him.",
      askOn: null,
    });
    expect(closeItem(id, 0, { became: "handed_on", person: "Marta Okafor" }).person?.name).toBe(
      "Marta Okafor",
    );
    expect(closeItem(id, 0, { became: "kept", note: "Until Friday" })).toMatchObject({
      became: "kept",
      person: null,
    });
    expect(crises.read(id)?.due.kind).toBe("open");
  });

  it("needs a reason for what is kept, and a name for what is handed on", () => {
    const { id } = openLineTwo();
    refuses(() => closeItem(id, 0, { became: "kept", note: " " }), "reason_missing");
    refuses(() => closeItem(id, 0, { became: "handed_on" }), "nobody_named");
    refuses(() => closeItem(id, 0, { became: "handed_on", person: " " }), "nobody_named");
    expectRefusal(() => closeItem(id, 0, { revision: 4 }), "CONFLICT", { revision: 1 });
    expectRefusal(() => closeItem(id, 0, { id: NO_ID }), "NOT_FOUND");
  });

  it("becomes an entry of its day, which says what was taken over and what became of it", () => {
    const { id, entryId, closedOn } = closedLineTwo();
    expect(closedOn).toBe("2026-11-20");
    const entry = entries.read(entryId ?? "");
    expect(entry).toMatchObject({
      kind: "crisis",
      title: "Line two, Devin’s ground",
      date: "2026-11-20",
      themes: [],
    });
    expect(entry?.sections.map(({ prompt }) => prompt)).toEqual([null]);
    expect(documentToText(entry?.sections[0]?.document ?? textToDocument(""))).toBe(
      [
        `From Friday 13 November to Friday 20 November 2026, until ${ENDS}.`,
        "The six o’clock shift call: back with Devin. Told him on Thursday, at the line.",
        "Every word to Kestrel about delivery: with Marta Okafor.",
        "Overtime on line two: kept. The works council signed with me.",
      ].join("\n"),
    );
    expect(entries.list({ filter: { kind: "crisis" }, limit: 5 }).total).toBe(1);
    expect(crises.close({ id }).entryId).toBe(entryId);
    expect(crises.read(id)?.due).toEqual({ kind: "resting" });
    expect(crises.ofEntry(entryId ?? "")).toEqual(crises.read(id));
    expect(crises.ofEntry(NO_ID)).toBeNull();
    expect(crises.today().due).toEqual([]);
  });

  it("asks three of the library’s questions, each crisis those that were asked least", () => {
    const first = closedLineTwo();
    const asked = crises.questions(first.id);
    expect(asked.map(({ prompt }) => prompt?.id)).toEqual([
      "true-problem-07",
      "crisis-01",
      "crisis-02",
    ]);
    const [section] = asked;
    if (section === undefined) throw new Error("nothing is asked");
    entries.saveSection({ ...section, document: textToDocument("The press."), writer: "one" });
    const entry = entries.read(first.entryId ?? "");
    expect(entry?.sections).toHaveLength(2);

    const second = closedLineTwo();
    expect(crises.questions(second.id).map(({ prompt }) => prompt?.id)).toEqual([
      "crisis-01",
      "crisis-02",
      "crisis-03",
    ]);
  });

  it("is refused while an item is open, before it began, and for a day to come", () => {
    const { id } = openLineTwo();
    closeItem(id, 0, {});
    closeItem(id, 1, {});
    refuses(() => crises.close({ id }), "items_open");
    closeItem(id, 2, {});
    refuses(() => crises.close({ id, date: "2026-11-12" }), "before_opening");
    refuses(() => crises.close({ id, date: "2026-11-14" }), "in_future");
    now = "2026-11-16T08:00:00+01:00";
    crises.addItem({ crisisId: id, what: "the daily sheet" });
    closeItem(id, 3, {});
    refuses(() => crises.close({ id, date: "2026-11-15" }), "before_opening");
    expect(crises.close({ id, date: "2026-11-16" }).closedOn).toBe("2026-11-16");
    expectRefusal(() => crises.close({ id: NO_ID }), "NOT_FOUND");
  });

  it("can be changed no more, nor deleted; it goes with its entry and comes back with it", () => {
    const { id, entryId } = closedLineTwo();
    refuses(() => crises.change({ id, revision: 2, ground: "x" }), "closed");
    refuses(() => crises.addItem({ crisisId: id, what: "x" }), "closed");
    refuses(() => closeItem(id, 0, {}), "closed");
    refuses(() => crises.restoreItem(itemOf(id).id), "closed");
    refuses(() => crises.delete(id), "closed");
    now = "2026-11-27T08:00:00+01:00";
    entries.delete(entryId ?? "");
    expect([crises.today().due, crises.all(), crises.questions(id)]).toEqual([[], [], []]);
    entries.restore(entryId ?? "");
    expect(crises.today().due).toHaveLength(1);
    entries.delete(entryId ?? "");
    now = "2026-12-28T08:00:00+01:00";
    entries.emptyBin();
    crises.emptyBin();
    expect(JSON.stringify(dump())).not.toMatch(/shift|Kestrel|council/);
  });
});

describe("asking again after seven days", () => {
  it("asks of each item who has it, and rests once all of it is answered", () => {
    const { id } = closedLineTwo();
    refuses(() => answer(id, 0), "not_asked");
    now = "2026-11-27T08:12:00+01:00";
    expect(crises.today().due).toMatchObject([
      { due: { kind: "to_ask", items: itemsOf(id).map((item) => item.id) } },
    ]);
    expect(answer(id, 0)).toMatchObject({ who: "with_them", date: "2026-11-27", revision: 1 });
    expect(
      answer(id, 1, { who: "with_another", person: "Priya Raman", note: "She\nasked." }),
    ).toMatchObject({ person: { name: "Priya Raman" }, note: "She asked." });
    expect(crises.today().due).toMatchObject([{ due: { items: [itemOf(id, 2).id] } }]);
    answer(id, 2, { who: "with_me", note: "It still holds." });
    expect(crises.today().due).toEqual([]);
    expect(itemOf(id, 1).answers).toHaveLength(1);
  });

  it("takes another answer on the same day, and none over what it has not seen", () => {
    const { id } = closedLineTwo();
    now = "2026-11-27T08:12:00+01:00";
    answer(id, 0);
    expect(answer(id, 0, { who: "with_me", note: "They waited", revision: 1 })).toMatchObject({
      who: "with_me",
      revision: 2,
    });
    expect(itemOf(id).answers).toHaveLength(1);
    expectRefusal(() => answer(id, 0), "CONFLICT", { revision: 2 });
    refuses(() => answer(id, 1, { who: "with_another" }), "nobody_named");
    expectRefusal(() => answer(id, 1, { itemId: NO_ID }), "NOT_FOUND");
    now = "2026-11-28T08:12:00+01:00";
    refuses(() => answer(id, 0), "not_asked");
  });

  it("asks once more of what was given back once more, and keeps what was said before", () => {
    const { id } = closedLineTwo();
    now = "2026-11-27T08:12:00+01:00";
    answer(id, 0, { who: "with_me", note: "They were waiting for me", givenAgain: true });
    answer(id, 1);
    answer(id, 2);
    expect(crises.today().due).toEqual([]);
    now = "2026-12-04T08:12:00+01:00";
    expect(crises.today().due).toMatchObject([{ due: { kind: "to_ask", items: [itemOf(id).id] } }]);
    answer(id, 0);
    expect(itemOf(id).answers.map(({ who, note }) => [who, note])).toEqual([
      ["with_me", "They were waiting for me"],
      ["with_them", ""],
    ]);
    expect(crises.today().due).toEqual([]);
  });

  it("asks tomorrow what is put off, and rests after a week without an answer", () => {
    const { id } = closedLineTwo();
    refuses(() => crises.tomorrow(id), "not_asked");
    now = "2026-11-27T08:12:00+01:00";
    answer(id, 0);
    crises.tomorrow(id);
    expect(crises.today().due).toEqual([]);
    refuses(() => crises.tomorrow(id), "not_asked");
    now = "2026-11-28T08:12:00+01:00";
    const rest = [itemOf(id, 1).id, itemOf(id, 2).id];
    expect(crises.today().due).toMatchObject([{ due: { items: rest } }]);
    now = "2026-12-05T08:12:00+01:00";
    expect(crises.today().due).toEqual([]);
    expect(itemsOf(id).map(({ answers }) => answers.length)).toEqual([1, 0, 0]);
  });

  it("is not asked while it is open", () => {
    const { id } = openLineTwo();
    refuses(() => answer(id, 0), "not_closed");
    refuses(() => crises.tomorrow(id), "not_asked");
  });
});

describe("carrying crises", () => {
  it("takes in all of them as they are, into another journal", () => {
    closedLineTwo();
    now = "2026-11-27T08:12:00+01:00";
    const [closed] = crises.all();
    answer(closed?.id ?? "", 0, { who: "with_another", person: "Priya Raman", givenAgain: true });
    openLineTwo();
    const all = crises.all();
    const other = openDatabase(":memory:", Buffer.alloc(32));
    try {
      migrate(other);
      const there = start(other);
      expect(there.crises.isEmpty()).toBe(true);
      other.exec("PRAGMA foreign_keys = OFF");
      for (const table of ["people", "entries", "sections"]) copyRows(table, other);
      other.transaction(() => there.crises.adopt(all))();
      expect(there.crises.all()).toEqual(all);
      expect(there.crises.isEmpty()).toBe(false);
      expect(other.pragma("foreign_key_check")).toEqual([]);
    } finally {
      other.close();
    }
  });

  it("names another person everywhere, once two are joined", () => {
    const { id } = closedLineTwo();
    const devin = people.named("Devin Clarke");
    const marta = people.named("Marta Okafor");
    crises.movePerson(devin?.id ?? "", marta?.id ?? "");
    expect(crises.read(id)?.crisis.person).toEqual(marta);
  });
});

function copyRows(table: string, to: Database): void {
  const columns = database
    .prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`)
    .pluck()
    .all();
  const insert = to.prepare(
    `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map((name) => `@${name}`).join()})`,
  );
  for (const row of database.prepare(`SELECT ${columns.join()} FROM ${table}`).all()) {
    insert.run(row);
  }
}
