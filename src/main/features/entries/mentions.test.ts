import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { markdownToDocument } from "../../../shared/document/markdown-reader.ts";
import { documentToMarkdown } from "../../../shared/document/markdown-writer.ts";
import { documentToText } from "../../../shared/document/plain-text.ts";
import { type DocumentJson, emptyDocument } from "../../../shared/document/schema.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { createEntries, type EntriesService } from "./entries.service.ts";

const DAY = 86_400_000;
const PRIYA = "01JD5ZC3M8Q4W0T9V7K2XN6RBA";
const JONAS = "01JD5ZC3M8Q4W0T9V7K2XN6RBB";
const STRANGER = "01JD5ZC3M8Q4W0T9V7K2XN6RBC";
const ENTRY = "01JD5ZC3M8Q4W0T9V7K2XN6RBD";
const SECTION = "01JD5ZC3M8Q4W0T9V7K2XN6RBE";
const AT = "2026-11-18T15:40:00.000Z";

let now: number;
let database: Database;
let entries: EntriesService;

beforeEach(() => {
  now = Date.parse("2026-11-20T16:40:12+01:00");
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  entries = createEntries({
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(now),
    commitmentsMadeIn: () => [],
    people: {
      namedOrMade(): never {
        throw new Error("nobody is named");
      },
    },
  });
  addPerson(PRIYA, "Priya Raman");
  addPerson(JONAS, "Jonas Lindqvist");
});

afterEach(() => {
  database.close();
});

function addPerson(id: Id, name: string): void {
  database
    .prepare(
      "INSERT INTO people (id, name, relation, created, updated) VALUES (?, ?, 'report', ?, ?)",
    )
    .run(id, name, AT, AT);
}

/** A text that speaks of people by these ids, the first one twice. */
function textOf(...people: Id[]): DocumentJson {
  const names = people.map((id) => `[Somebody](stepback://person/${id})`);
  return markdownToDocument(`I asked ${[...names, names[0]].join(" and ")}.`);
}

function write(document: DocumentJson): Id {
  return entries.write({ title: "", tags: [], starred: false, document }).sections[0]?.id ?? "";
}

function mentioned(sectionId: Id): Id[] {
  return database
    .prepare<[Id], Id>("SELECT person_id FROM mentions WHERE section_id = ? ORDER BY person_id")
    .pluck()
    .all(sectionId);
}

describe("what a text quotes", () => {
  const QUOTE = `> As it was.\n>\n> [2026-11-18, stepped back](stepback://moment/${ENTRY})`;
  const shown = (id: Id): string =>
    documentToMarkdown(entries.allSections(id)[0]?.document ?? emptyDocument());

  it("is as the moment is now, deleted or not, and as it was where there is none", () => {
    const { id } = entries.write({
      title: "",
      tags: [],
      starred: false,
      document: markdownToDocument(QUOTE),
    });
    expect(shown(id)).toBe(`${QUOTE}\n`);
    database
      .prepare(
        `INSERT INTO moments (id, kind, text, at, date, time_zone, person_id, invited, created, updated)
         VALUES (?, 'stepped_in', 'As it is.', ?, '2026-11-17', 'UTC', ?, 'offered', ?, ?)`,
      )
      .run(ENTRY, AT, JONAS, AT, AT);
    const asItIs = `> As it is.\n>\n> [2026-11-17, stepped in, offered, with Jonas Lindqvist](stepback://moment/${ENTRY})\n`;
    expect(shown(id)).toBe(asItIs);
    database.prepare("UPDATE moments SET deleted_at = ?").run(AT);
    expect(shown(id)).toBe(asItIs);
    database.prepare("UPDATE moments SET text = ''").run();
    expect(shown(id)).toBe(`${QUOTE}\n`);
  });
});

describe("whom a text speaks of", () => {
  it("is known from when it is written, each once", () => {
    expect(mentioned(write(textOf(JONAS, PRIYA)))).toEqual([PRIYA, JONAS]);
    expect(mentioned(write(markdownToDocument("Nobody.")))).toEqual([]);
  });

  it("follows every save, and stays as it is when a save is refused", () => {
    const id = write(textOf(PRIYA));
    const { revision } = entries.saveSection({
      id,
      document: textOf(JONAS),
      revision: 1,
      writer: "w",
    });
    expect(mentioned(id)).toEqual([JONAS]);
    expect(() =>
      entries.saveSection({ id, document: textOf(PRIYA), revision: 1, writer: "other" }),
    ).toThrow(StepbackError);
    expect(mentioned(id)).toEqual([JONAS]);
    entries.saveSection({ id, document: markdownToDocument("."), revision, writer: "w" });
    expect(mentioned(id)).toEqual([]);
  });

  it("is whoever is here: somebody unknown keeps the name in the text", () => {
    const id = write(textOf(STRANGER, PRIYA));
    expect(mentioned(id)).toEqual([PRIYA]);
    const text = entries.list({ limit: 1 }).entries[0]?.excerpt;
    expect(text).toBe("I asked Somebody and Somebody and Somebody.");
  });

  it("is among the people of the entry, by the name of now", () => {
    const { id } = entries.write({
      title: "",
      tags: [],
      starred: false,
      document: textOf(PRIYA, STRANGER, JONAS),
    });
    database.prepare("UPDATE people SET name = 'Priya R' WHERE id = ?").run(PRIYA);
    const read = entries.read(id);
    expect(read?.people).toEqual(["Jonas Lindqvist", "Priya R"]);
    expect(read?.words).toBe(12);
    expect(documentToText(read?.sections[0]?.document ?? emptyDocument())).toBe(
      "I asked Priya R and Somebody and Jonas Lindqvist and Priya R.",
    );
  });

  it("is whom a merged person is now", () => {
    database.prepare("UPDATE people SET merged_into = ? WHERE id = ?").run(JONAS, PRIYA);
    expect(mentioned(write(textOf(PRIYA, JONAS)))).toEqual([JONAS]);
  });

  it("comes with an entry from outside", () => {
    entries.adopt({
      id: ENTRY,
      kind: "free",
      title: "",
      date: "2026-11-18",
      timeZone: "Europe/Berlin",
      week: null,
      tags: [],
      starred: false,
      created: AT,
      updated: AT,
      revision: 1,
      sections: [
        {
          id: SECTION,
          prompt: null,
          document: textOf(STRANGER, JONAS),
          schema: 3,
          created: AT,
          updated: AT,
          revision: 1,
        },
      ],
    });
    expect(mentioned(SECTION)).toEqual([JONAS]);
    expect(JSON.stringify(entries.read(ENTRY)?.sections[0]?.document)).toContain(STRANGER);
  });

  it("is there again with an entry out of the bin, and forgotten when the bin is emptied", () => {
    const entry = entries.write({
      title: "",
      tags: [],
      starred: false,
      document: textOf(PRIYA),
    });
    const id = entry.sections[0]?.id ?? "";
    entries.delete(entry.id);
    now += 29 * DAY;
    entries.emptyBin();
    entries.restore(entry.id);
    expect(mentioned(id)).toEqual([PRIYA]);
    entries.delete(entry.id);
    now += 31 * DAY;
    entries.emptyBin();
    expect(mentioned(id)).toEqual([]);
  });
});
