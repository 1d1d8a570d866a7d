import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entry } from "../../../shared/contract/entries.ts";
import { type ErrorCode, StepbackError } from "../../../shared/contract/errors.ts";
import { TEXT_LIMIT, textToDocument } from "../../../shared/document/plain-text.ts";
import {
  type DocumentJson,
  type DocumentNode,
  emptyDocument,
} from "../../../shared/document/schema.ts";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { createEntries, type EntriesService } from "./entries.service.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-11-20T16:40:12+01:00");
const NO_ID = "00000000000000000000000000";

let now: number;
let database: Database;
let entries: EntriesService;

beforeEach(() => {
  now = START;
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  entries = createEntries({
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(now),
    commitmentsMadeIn: () => [],
    // Whom entries are with is tested with the people feature: tests/people.
    people: {
      namedOrMade: () => {
        throw new Error("nobody is named here");
      },
    },
  });
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

function write(text: string, change: Partial<Parameters<EntriesService["write"]>[0]> = {}): Entry {
  return entries.write({
    title: "",
    tags: [],
    starred: false,
    document: textToDocument(text),
    ...change,
  });
}

function sectionOf(entry: Entry) {
  const [section] = entries.allSections(entry.id);
  if (section === undefined) throw new Error("the entry has no section");
  return section;
}

const documentOf = (id: string): unknown =>
  JSON.parse(
    String(database.prepare("SELECT document FROM sections WHERE id = ?").pluck().get(id)),
  );

const textOf = (id: string): unknown =>
  database.prepare("SELECT text FROM sections WHERE id = ?").pluck().get(id);

describe("something without words", () => {
  const SHA256 = "a".repeat(64);
  const doc = (...content: DocumentNode[]): DocumentJson => ({ type: "doc", content });
  const picture = (alt: string): DocumentNode => ({
    type: "paragraph",
    content: [{ type: "picture", attrs: { attachment: SHA256, alt } }],
  });

  function keepPicture(): void {
    database
      .prepare(
        `INSERT INTO attachments (id, sha256, name, type, width, height, bytes, created, updated)
         VALUES ('1', ?, 'board.png', 'image/png', 1, 1, x'00', '', '')`,
      )
      .run(SHA256);
  }

  it.each<[string, DocumentJson]>([
    ["a picture", doc(picture(""))],
    ["a rule", doc({ type: "horizontalRule" })],
    ["an empty block of code", doc({ type: "codeBlock", attrs: { language: null } })],
  ])("%s is written, and shown", (_, document) => {
    keepPicture();
    const entry = entries.write({ title: "", tags: [], starred: false, document });
    expect(entry.sections.map((section) => section.document)).toEqual([document]);
    expect(entry.words).toBe(0);
    expect(entries.read(entry.id)).toEqual(entry);
  });

  it("an entry with only a picture is of its theme, without an excerpt", () => {
    keepPicture();
    const entry = entries.makeWeekly("2026-W47", "2026-11-20");
    const prompt = { id: "trust-03", text: "What?", theme: "trust" };
    entries.addSection({ entryId: entry.id, prompt, document: doc(picture("")) });
    const { total, entries: listed } = entries.list({ filter: { theme: "trust" }, limit: 5 });
    expect([total, listed[0]?.themes, listed[0]?.excerpt]).toEqual([1, ["trust"], ""]);
  });

  it("a picture that this journal does not have is its alt text", () => {
    const { id, revision } = sectionOf(write("a"));
    entries.saveSection({ id, revision, writer: "w", document: doc(picture("the *board*")) });
    expect(documentOf(id)).toEqual(textToDocument("the *board*"));
    keepPicture();
    entries.saveSection({ id, revision: 0, writer: "w", document: doc(picture("b")) });
    expect(documentOf(id)).toEqual(doc(picture("b")));
    expect(textOf(id)).toBe("b");
  });
});

describe("writing a free entry", () => {
  it("keeps it under today's date in the writer's zone, and reads the same back", () => {
    now = Date.parse("2026-11-20T23:30:00Z");
    const entry = write("I stepped back.", { title: "Monday", tags: ["team"], starred: true });
    expect(entry).toMatchObject({
      kind: "free",
      title: "Monday",
      date: "2026-11-21",
      week: "2026-W47",
      timeZone: "Europe/Berlin",
      tags: ["team"],
      starred: true,
      words: 3,
      revision: 1,
    });
    expect(entries.read(entry.id)).toEqual(entry);
  });

  it("takes the date it is given, which decides its week", () => {
    expect(write("x", { date: "2027-01-02" })).toMatchObject({
      date: "2027-01-02",
      week: "2026-W53",
    });
  });

  it("refuses one with neither title nor words, and takes one with either", () => {
    expectRefusal(() => write(" \n\u0000"), "NOTHING_WRITTEN");
    expectRefusal(() => write("", { title: " \n " }), "NOTHING_WRITTEN");
    const entry = write("", { title: "Only a title" });
    expect(entry.sections).toEqual([]);
    // Its one section is where it is written, also while nothing is.
    expect(entries.read(entry.id, true)?.sections).toHaveLength(1);
    expect(write("Only words").title).toBe("");
  });

  it("puts a title on one line", () => {
    expect(write("x", { title: "  One\n\ttwo\u0000 \ud800 " }).title).toBe("One two \ufffd");
  });

  it("keeps each tag once however it is written, as it was typed first", () => {
    const tags = [
      "Trust",
      "trust ",
      "TRUST",
      "caf\u00e9",
      "cafe\u0301",
      "cafe",
      "",
      "  ",
      "two  words",
    ];
    expect(write("x", { tags }).tags).toEqual(["Trust", "caf\u00e9", "cafe", "two words"]);
  });
});

describe("saving a section", () => {
  it("needs the revision that stands, raises it, and dates the entry anew", () => {
    const entry = write("First.");
    const section = sectionOf(entry);
    now += 1000;
    const saved = entries.saveSection({
      id: section.id,
      document: textToDocument("Second one."),
      revision: 1,
      writer: "a",
    });
    expect(saved).toEqual({ revision: 2, updated: new Date(now).toISOString(), words: 2 });
    expect(entries.read(entry.id)).toMatchObject({ updated: saved.updated, words: 2 });
    expect(textOf(section.id)).toBe("Second one.");
  });

  it("refuses an older revision, says which stands, and keeps what stands", () => {
    const { id } = sectionOf(write("First."));
    const save = (revision: number, writer: string, text: string) =>
      entries.saveSection({ id, document: textToDocument(text), revision, writer });
    save(1, "a", "From a.");
    expectRefusal(() => save(1, "b", "From b."), "CONFLICT", { revision: 2 });
    expectRefusal(() => save(3, "b", "From b."), "CONFLICT", { revision: 2 });
    expect(textOf(id)).toBe("From a.");
    expect(save(2, "b", "From b.").revision).toBe(3);
  });

  it("lets the writer that saved last save again, whose answer may have been lost", () => {
    const { id } = sectionOf(write("First."));
    const save = (revision: number, writer: string) =>
      entries.saveSection({ id, document: textToDocument("More."), revision, writer });
    expect(save(1, "a").revision).toBe(2);
    expect(save(1, "a").revision).toBe(3);
    save(3, "b");
    // Another saved since: its old claim is gone.
    expectRefusal(() => save(1, "a"), "CONFLICT", { revision: 4 });
  });

  it("keeps the document in normal form", () => {
    const { id } = sectionOf(write("First."));
    const text = (words: string, bold = false) => ({
      type: "text",
      text: words,
      ...(bold ? { marks: [{ type: "bold" }] } : {}),
    });
    entries.saveSection({
      id,
      document: {
        type: "doc",
        content: [
          { type: "paragraph" },
          {
            type: "paragraph",
            content: [text("  I "), text("wait", true), text("ed", true), text(" ")],
          },
          { type: "paragraph" },
        ],
      },
      revision: 1,
      writer: "a",
    });
    const stored = JSON.parse(
      String(database.prepare("SELECT document FROM sections WHERE id = ?").pluck().get(id)),
    ) as unknown;
    expect(stored).toMatchObject({
      content: [
        {
          type: "paragraph",
          content: [{ text: "I " }, { text: "waited", marks: [{ type: "bold" }] }],
        },
      ],
    });
    expect(textOf(id)).toBe("I waited");
  });

  it.each<[string, unknown]>([
    ["an unknown node", { type: "doc", content: [{ type: "hologram" }] }],
    [
      "an unknown mark",
      {
        type: "doc",
        content: [
          { type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "glow" }] }] },
        ],
      },
    ],
    ["no document", { type: "paragraph" }],
    ["nothing", null],
    ["text", "Hello"],
  ])("refuses %s and changes nothing", (_, document) => {
    const { id } = sectionOf(write("First."));
    expectRefusal(
      () => entries.saveSection({ id, document, revision: 1, writer: "a" }),
      "DOCUMENT_REFUSED",
    );
  });

  it("refuses a text that is too long and takes one that is just not", () => {
    const { id } = sectionOf(write("First."));
    const save = (length: number) =>
      entries.saveSection({
        id,
        document: {
          type: "doc",
          content: [{ type: "paragraph", content: [{ type: "text", text: "x".repeat(length) }] }],
        },
        revision: 1,
        writer: "a",
      });
    expectRefusal(() => save(TEXT_LIMIT + 1), "TOO_LONG", { limit: TEXT_LIMIT });
    expect(save(TEXT_LIMIT).revision).toBe(2);
  });

  it("of what does not exist is refused", () => {
    const save = () =>
      entries.saveSection({ id: NO_ID, document: emptyDocument(), revision: 1, writer: "a" });
    expectRefusal(save, "NOT_FOUND", { what: "section", id: NO_ID });
  });

  it("with nothing in it empties it: a free entry keeps its one section, to be written into", () => {
    const entry = write("First.");
    const { id } = sectionOf(entry);
    entries.saveSection({ id, document: emptyDocument(), revision: 1, writer: "a" });
    expect(entries.read(entry.id)?.sections).toEqual([]);
    const sections = entries.read(entry.id, true)?.sections;
    expect(sections?.map((section) => [section.id, section.words])).toEqual([[id, 0]]);
  });

  it("with nothing in it takes a section out of a reflection", () => {
    const { id } = entries.makeWeekly("2026-W47", "2026-11-20");
    const section = entries.addSection({
      entryId: id,
      prompt: null,
      document: textToDocument("So."),
    });
    expect(entries.read(id)?.sections).toHaveLength(1);
    entries.saveSection({ id: section.id, document: emptyDocument(), revision: 1, writer: "a" });
    expect(entries.read(id)?.sections).toEqual([]);
    expect(entries.allSections(id)).toHaveLength(1);
  });
});

describe("sections", () => {
  it("stand in the order in which they were put, also between others", () => {
    const { id: entryId } = entries.makeWeekly("2026-W47", "2026-11-20");
    const add = (name: string, after?: string) =>
      entries.addSection({
        entryId,
        prompt: { id: name, text: `${name}?`, theme: "trust" },
        ...(after === undefined ? {} : { after }),
      });
    const first = add("first");
    add("third");
    const second = add("second", first.id);
    add("between", first.id);
    add("last");
    add("after second", second.id);
    expect(entries.allSections(entryId).map(({ prompt }) => prompt?.id)).toEqual([
      "first",
      "between",
      "second",
      "after second",
      "third",
      "last",
    ]);
  });
});

describe("changing what is said of an entry", () => {
  it("changes what is given and leaves the rest", () => {
    const entry = write("x", { title: "Old", tags: ["a"], date: "2026-11-02" });
    now += 5000;
    const changed = entries.change({ id: entry.id, date: "2026-11-09" });
    expect(changed).toMatchObject({
      title: "Old",
      tags: ["a"],
      date: "2026-11-09",
      week: "2026-W46",
    });
    expect(changed.revision).toBe(2);
    expect(changed.updated).toBe(new Date(now).toISOString());
    expect(entries.change({ id: entry.id, title: " New ", tags: ["b", "B"] })).toMatchObject({
      title: "New",
      tags: ["b"],
      date: "2026-11-09",
    });
    expect(entries.change({ id: entry.id, title: "", tags: [] })).toMatchObject({
      title: "",
      tags: [],
    });
  });

  it("leaves a weekly entry in its week, whatever its date", () => {
    const { id } = entries.makeWeekly("2026-W47", "2026-11-20");
    expect(entries.change({ id, date: "2026-12-24" })).toMatchObject({
      date: "2026-12-24",
      week: "2026-W47",
    });
  });

  it("is refused for what is not there or in the bin", () => {
    expectRefusal(() => entries.change({ id: NO_ID, title: "x" }), "NOT_FOUND", { what: "entry" });
    const { id } = write("x");
    entries.delete(id);
    expectRefusal(() => entries.change({ id, title: "x" }), "NOT_FOUND");
  });
});

describe("the bin", () => {
  it("takes an entry out of sight and gives it back whole", () => {
    const entry = write("Whole.", { title: "T", tags: ["a"] });
    const deleted = entries.delete(entry.id);
    expect(deleted.deletedAt).toBe(new Date(now).toISOString());
    expect(entries.read(entry.id)).toBeNull();
    expect(entries.list({ limit: 10 })).toEqual({ total: 0, entries: [] });
    expect(entries.chosenIds({})).toEqual([]);
    now += 1000;
    const restored = entries.restore(entry.id);
    expect(restored).toEqual({ ...entry, revision: 3, updated: new Date(now).toISOString() });
    expect(entries.read(entry.id)).toEqual(restored);
  });

  it("deleting or restoring twice is nothing more; what never was is refused", () => {
    const { id } = write("x");
    entries.delete(id);
    let before = dump();
    now += 1000;
    entries.delete(id);
    expect(dump()).toEqual(before);
    entries.restore(id);
    before = dump();
    entries.restore(id);
    expect(dump()).toEqual(before);
    expectRefusal(() => entries.delete(NO_ID), "NOT_FOUND", { what: "entry", id: NO_ID });
    expectRefusal(() => entries.restore(NO_ID), "NOT_FOUND");
  });

  it("does not give a reflection back to a week that has another by now", () => {
    const first = entries.makeWeekly("2026-W47", "2026-11-20");
    entries.delete(first.id);
    const second = entries.makeWeekly("2026-W47", "2026-11-21");
    entries.change({ id: second.id, title: "Written since" });
    expectRefusal(() => entries.restore(first.id), "WEEK_TAKEN", { week: "2026-W47" });
    entries.delete(second.id);
    expect(entries.restore(first.id).deletedAt).toBeNull();
    expect(entries.weeklyEntry("2026-W47")?.id).toBe(first.id);
  });

  it("gives a reflection back where its week was only opened again", () => {
    const first = entries.makeWeekly("2026-W47", "2026-11-20");
    entries.delete(first.id);
    entries.makeWeekly("2026-W47", "2026-11-21");
    expect(entries.restore(first.id).deletedAt).toBeNull();
    expect(entries.weeklyEntry("2026-W47")?.id).toBe(first.id);
  });

  it("is emptied after 30 days, not before, and leaves an empty tombstone", () => {
    const entry = write("Secret words.", { title: "Secret title", tags: ["secret tag"] });
    const other = write("Another.", { title: "Kept" });
    const { id: sectionId } = sectionOf(entry);
    entries.delete(entry.id);

    now += 30 * DAY;
    const before = dump();
    entries.emptyBin();
    expect(dump()).toEqual(before);
    now += 1;
    entries.emptyBin();

    expect(JSON.stringify(dump()).toLowerCase()).not.toContain("secret");
    expect(
      database
        .prepare("SELECT id, title, tags, deleted_at FROM entries WHERE id = ?")
        .get(entry.id),
    ).toEqual({ id: entry.id, title: "", tags: "[]", deleted_at: new Date(START).toISOString() });
    expect(
      database
        .prepare("SELECT id, document, text, words FROM sections WHERE id = ?")
        .get(sectionId),
    ).toEqual({ id: sectionId, document: JSON.stringify(emptyDocument()), text: "", words: 0 });
    expect(entries.read(other.id)).toEqual(other);
    expectRefusal(() => entries.restore(entry.id), "NOT_FOUND", { id: entry.id });

    // A second time there is nothing left to empty.
    const emptied = dump();
    entries.emptyBin();
    expect(dump()).toEqual(emptied);
  });

  // Known fault: emptyBin passes over sections whose text is empty, whatever their document holds.
  it("leaves nothing of an entry without words either: no picture, rule or code block", () => {
    const { id } = write("x", { title: "Only a rule" });
    const { id: sectionId } = entries.allSections(id)[0] ?? { id: "" };
    entries.saveSection({
      id: sectionId,
      document: { type: "doc", content: [{ type: "horizontalRule" }] },
      revision: 1,
      writer: "a",
    });
    entries.delete(id);
    now += 31 * DAY;
    entries.emptyBin();
    expect(database.prepare("SELECT document FROM sections").pluck().all()).toEqual([
      JSON.stringify(emptyDocument()),
    ]);
  });

  it("can be taken back on its last day", () => {
    const { id } = write("x");
    entries.delete(id);
    now += 30 * DAY;
    entries.emptyBin();
    expect(entries.restore(id).sections).toHaveLength(1);
  });
});

describe("the list", () => {
  it("is newest first; within a day what was made later comes first", () => {
    const made = ["2026-11-02", "2026-11-20", "2026-11-02", "2025-12-31"].map((date) =>
      write("x", { date }),
    );
    const listed = entries.list({ limit: 10 });
    expect(listed.total).toBe(4);
    expect(listed.entries.map(({ id }) => id)).toEqual(
      [made[1], made[2], made[0], made[3]].map((entry) => entry?.id),
    );
    expect(entries.chosenIds({})).toEqual(listed.entries.map(({ id }) => id).reverse());
  });

  it("page by page is the same by key as by offset, with many entries of one day", () => {
    for (let index = 0; index < 53; index += 1) {
      write(`Number ${index}`, { date: `2026-11-${String((index % 4) + 1).padStart(2, "0")}` });
    }
    const all = entries.list({ limit: 500 });
    expect(all.entries).toHaveLength(53);
    for (const limit of [1, 7, 53, 60]) {
      const byOffset = [];
      for (let offset = 0; offset < 53; offset += limit) {
        byOffset.push(...entries.list({ limit, offset }).entries);
      }
      const byKey = [];
      let page = entries.list({ limit });
      while (page.entries.length > 0) {
        expect(page.total).toBe(53);
        byKey.push(...page.entries);
        const last = byKey.at(-1);
        if (last === undefined) break;
        page = entries.list({ limit, after: { date: last.date, id: last.id } });
      }
      expect(byOffset).toEqual(all.entries);
      expect(byKey).toEqual(all.entries);
    }
  });

  it("shows the first words on one line, at most 120 characters, no letter cut in two", () => {
    const family = "👨‍👩‍👧‍👦";
    const excerptOf = (text: string) => {
      const { id } = write(text);
      return entries.list({ limit: 500 }).entries.find((entry) => entry.id === id)?.excerpt ?? "";
    };
    expect(excerptOf("One.\n\nTwo.")).toBe("One. Two.");
    expect(excerptOf("word ".repeat(50))).toMatch(/^(word ){23}word…$/);
    expect(excerptOf(`One ${"x".repeat(120)}`)).toBe("One…");
    expect(excerptOf(`${"x".repeat(115)}${family}y`)).toBe(`${"x".repeat(115)}…`);
    expect(excerptOf(`${"x".repeat(108)}${family}yz`)).toBe(`${"x".repeat(108)}${family}…`);
  });

  describe("filtered", () => {
    let ids: Record<string, string>;

    beforeEach(() => {
      const week = entries.makeWeekly("2026-W47", "2026-11-20");
      entries.addSection({
        entryId: week.id,
        prompt: { id: "trust-08", text: "Where?", theme: "trust" },
        document: textToDocument("In the Überprüfung."),
      });
      entries.addSection({
        entryId: week.id,
        prompt: { id: "future-01", text: "Which?", theme: "future" },
      });
      ids = {
        week: week.id,
        tagged: write("100% of the budget", { tags: ["Café"], date: "2026-11-10" }).id,
        starred: write("An_underscore", { starred: true, title: "RÉSUMÉ", date: "2026-10-01" }).id,
      };
      entries.delete(write("In the bin", { tags: ["Café"], starred: true }).id);
    });

    it.each<[string, Parameters<EntriesService["count"]>[0], string[]]>([
      ["nothing", {}, ["week", "tagged", "starred"]],
      ["kind", { kind: "weekly" }, ["week"]],
      ["kind free", { kind: "free" }, ["tagged", "starred"]],
      ["theme, answered", { theme: "trust" }, ["week"]],
      ["theme, asked and not answered", { theme: "future" }, []],
      ["tag, in another case and form", { tag: "CAFE\u0301" }, ["tagged"]],
      ["tag, without its accent, which is another", { tag: "cafe" }, []],
      ["tag, half of it", { tag: "caf" }, []],
      ["starred", { starred: true }, ["starred"]],
      ["not starred", { starred: false }, ["week", "tagged"]],
      ["from a day on", { from: "2026-11-10" }, ["week", "tagged"]],
      ["to a day", { to: "2026-11-10" }, ["tagged", "starred"]],
      ["on one day", { from: "2026-11-10", to: "2026-11-10" }, ["tagged"]],
      ["from after to", { from: "2026-11-11", to: "2026-11-10" }, []],
      ["text, without accents or case", { text: "uberPRUF" }, ["week"]],
      ["text with accents that are not there", { text: "búdget" }, ["tagged"]],
      ["text of a title", { text: "resume" }, ["starred"]],
      ["text that looks like a pattern", { text: "0% of" }, ["tagged"]],
      ["text that is a pattern's character", { text: "_" }, ["starred"]],
      ["text that looks like SQL", { text: "' OR 1=1 --" }, []],
      ["several at once", { kind: "free", starred: true, to: "2026-10-01" }, ["starred"]],
      ["several that no entry meets", { kind: "weekly", starred: true }, []],
    ])("by %s", (_, filter, names) => {
      const wanted = names.map((name) => ids[name]);
      expect(entries.list({ filter, limit: 10 }).entries.map(({ id }) => id)).toEqual(wanted);
      expect(entries.list({ filter, limit: 1 }).total).toBe(wanted.length);
      expect(entries.count(filter)).toBe(wanted.length);
      expect(entries.chosenIds(filter)).toEqual([...wanted].reverse());
    });
  });
});

it("the entry of a crisis has its unanswered questions where it is written, and nowhere else", () => {
  const { id } = entries.makeCrisis({ title: "The outage", date: "2026-11-20" });
  const prompt = { id: "crisis-01", text: "What held?", theme: "crisis" };
  entries.addSection({ entryId: id, prompt });
  expect(entries.read(id, true)?.sections).toMatchObject([{ prompt, words: 0 }]);
  expect(entries.read(id)).toMatchObject({ sections: [], themes: [] });
});

describe("a free entry that is begun", () => {
  it("is of today, with one section and nothing in it", () => {
    const entry = entries.begin();
    expect(entry).toMatchObject({ kind: "free", title: "", date: "2026-11-20", words: 0 });
    expect(entry.sections.map(({ document }) => document)).toEqual([emptyDocument()]);
    expect(entries.read(entry.id, true)).toEqual(entry);
    expect(entries.read(entry.id)?.sections).toEqual([]);
  });

  it("can be given a star, and lose it again", () => {
    const { id } = entries.begin();
    expect(entries.change({ id, starred: true }).starred).toBe(true);
    expect(entries.change({ id, title: "Kept" }).starred).toBe(true);
    expect(entries.change({ id, starred: false })).toMatchObject({ title: "Kept", starred: false });
  });

  it("is dropped while nothing was ever written in it, in one act with looking", () => {
    const { id } = entries.begin();
    expect(entries.dropIfEmpty(id)).toBe(true);
    expect(entries.read(id, true)).toBeNull();
    expect(entries.dropIfEmpty(id)).toBe(true);
    expect(entries.dropIfEmpty(NO_ID)).toBe(true);
  });

  it("stays once something was written in it, also where that was emptied again", () => {
    const save = (entry: Entry, text: string, revision: number) =>
      entries.saveSection({
        id: sectionOf(entry).id,
        document: text === "" ? emptyDocument() : textToDocument(text),
        revision,
        writer: "another window",
      });
    const written = entries.begin();
    save(written, "Here.", 1);
    const emptied = entries.begin();
    save(emptied, "Here.", 1);
    save(emptied, "", 2);
    const titled = entries.begin();
    entries.change({ id: titled.id, title: "Here" });
    entries.change({ id: titled.id, title: "" });
    const weekly = entries.makeWeekly("2026-W47", "2026-11-20");
    for (const { id } of [written, emptied, titled, weekly, write("From elsewhere.")]) {
      expect(entries.dropIfEmpty(id)).toBe(false);
      expect(entries.read(id)).not.toBeNull();
    }
  });
});

describe("the tags in use", () => {
  it("stand once each, those of the most entries first", () => {
    write("One.", { tags: ["Leadership", "zoë"] });
    write("Two.", { tags: ["leadership"] });
    const { id } = write("Three.", { tags: ["gone"] });
    entries.delete(id);
    expect(entries.tags().map((tag) => tag.toLowerCase())).toEqual(["leadership", "zoë"]);
  });
});
