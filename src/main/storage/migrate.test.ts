import type Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { normalizeDocument } from "../../shared/document/normal-form.ts";
import { emptyDocument } from "../../shared/document/schema.ts";
import { APPLICATION_ID, openDatabase } from "./database.ts";
import { migrate, readSchemaVersion, SCHEMA_VERSION } from "./migrate.ts";

let database: Sqlite.Database;

beforeEach(() => {
  database = openDatabase(":memory:", Buffer.alloc(32));
});

afterEach(() => {
  database.close();
});

/** Everything that stands in the database: its schema, its numbers, its rows. */
function dump(): unknown {
  const schema = database
    .prepare<[], { name: string; type: string; sql: string }>(
      "SELECT name, type, sql FROM sqlite_schema ORDER BY name",
    )
    .all();
  return {
    schema,
    version: database.pragma("user_version", { simple: true }),
    application: database.pragma("application_id", { simple: true }),
    rows: schema
      .filter(({ type }) => type === "table")
      .map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]),
  };
}

const changes = (): unknown => database.prepare("SELECT total_changes()").pluck().get();

describe("migrating", () => {
  it("gives a fresh database the schema, its version and our application's id", () => {
    expect(readSchemaVersion(database)).toBe(0);
    migrate(database);
    expect(readSchemaVersion(database)).toBe(SCHEMA_VERSION);
    expect(database.pragma("user_version", { simple: true })).toBe(SCHEMA_VERSION);
    expect(database.pragma("application_id", { simple: true })).toBe(APPLICATION_ID);
    const tables = database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    expect(tables).toEqual([
      "agreements",
      "attachments",
      "chosen_prompts",
      "commitments",
      "crises",
      "crisis_answers",
      "crisis_items",
      "entries",
      "entry_people",
      "handover_turns",
      "handovers",
      "mentions",
      "moments",
      "own_prompts",
      "own_themes",
      "packs",
      "people",
      "prompt_picks",
      "prompt_wishes",
      "reflections",
      "section_people",
      "sections",
      "settings",
      "week_blocks",
    ]);
  });

  it("writes our name where a file's kind is looked for", () => {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32BE(APPLICATION_ID);
    expect(bytes.toString("ascii")).toBe("Step");
  });

  it("a second time changes nothing", () => {
    migrate(database);
    database
      .prepare(
        "INSERT INTO settings (id, name, value, created, updated) VALUES ('1', 'a', '1', '', '')",
      )
      .run();
    const [before, changesBefore] = [dump(), changes()];
    migrate(database);
    expect(dump()).toEqual(before);
    expect(changes()).toBe(changesBefore);
    // Control: the dump sees a change.
    database.exec("UPDATE settings SET value = '2'");
    expect(dump()).not.toEqual(before);
  });

  it.each([SCHEMA_VERSION + 1, 999])(
    "refuses schema %i, which is later, and leaves it",
    (version) => {
      migrate(database);
      database.pragma(`user_version=${version}`);
      const before = dump();
      expect(() => migrate(database)).toThrow(expect.objectContaining({ code: "JOURNAL_NEWER" }));
      expect(() => readSchemaVersion(database)).toThrow(
        expect.objectContaining({ code: "JOURNAL_NEWER" }),
      );
      expect(dump()).toEqual(before);
    },
  );

  it.each<[string, string]>([
    ["with tables and no id", "CREATE TABLE letters (text)"],
    ["with another application's id", "PRAGMA application_id = 7"],
    ["with a version and no id", "PRAGMA user_version = 1"],
    ["with a later version and no id", "PRAGMA user_version = 999"],
  ])("refuses somebody else's database %s, and leaves it", (_, sql) => {
    database.exec(sql);
    const before = dump();
    expect(() => migrate(database)).toThrow(expect.objectContaining({ code: "NOT_A_JOURNAL" }));
    expect(dump()).toEqual(before);
  });

  it("is one step: where a statement fails, nothing of it stays", () => {
    // Its id says that it is ours, and one of the tables is in the way.
    database.pragma(`application_id=${APPLICATION_ID}`);
    database.exec("CREATE TABLE settings (in_the_way)");
    const before = dump();
    expect(() => migrate(database)).toThrow(/settings already exists/);
    expect(dump()).toEqual(before);
  });
});

describe("the schema", () => {
  beforeEach(() => migrate(database));

  it("gives every table an id, times, a tombstone and a revision, and no row number but pictures", () => {
    const tables = database
      .prepare<[], { name: string; strict: number; wr: number }>(
        "SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'",
      )
      .all();
    expect(tables.length).toBeGreaterThan(5);
    for (const { name, strict, wr } of tables) {
      expect([name, strict, wr]).toEqual([name, 1, name === "attachments" ? 0 : 1]);
      // Made from the documents, so that its rows have nothing of their own.
      if (name === "mentions") continue;
      const columns = database
        .prepare(`SELECT name FROM pragma_table_info('${name}')`)
        .pluck()
        .all();
      expect(columns).toEqual(
        expect.arrayContaining(["id", "created", "updated", "deleted_at", "revision"]),
      );
    }
  });

  it.each<[string, string]>([
    [
      "an entry of no known kind",
      "INSERT INTO entries (id, kind, title, date, time_zone, created, updated) VALUES ('1', 'poem', '', '', '', '', '')",
    ],
    [
      "a weekly entry without its week",
      "INSERT INTO entries (id, kind, title, date, time_zone, created, updated) VALUES ('1', 'weekly', '', '', '', '', '')",
    ],
    [
      "a free entry with a week",
      "INSERT INTO entries (id, kind, title, date, time_zone, week, created, updated) VALUES ('1', 'free', '', '', '', '2026-W01', '', '')",
    ],
    [
      "a section of no entry",
      "INSERT INTO sections (id, entry_id, sort_key, document, document_schema, text, words, created, updated) VALUES ('1', 'none', 'a', '{}', 1, '', 0, '', '')",
    ],
    [
      "a picture of no known type",
      "INSERT INTO attachments (id, sha256, name, type, width, height, bytes, created, updated) VALUES ('1', printf('%064d', 0), '', 'image/svg+xml', 1, 1, x'00', '', '')",
    ],
    [
      "an outcome that does not exist",
      "INSERT INTO commitments (id, week, due_week, sort_key, action, outcome, created, updated) VALUES ('1', '', '', '', '', 'failed', '', '')",
    ],
    [
      "a setting that is not JSON",
      "INSERT INTO settings (id, name, value, created, updated) VALUES ('1', 'a', 'b', '', '')",
    ],
  ])("refuses %s", (_, sql) => {
    expect(() => database.exec(sql)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^SQLITE_CONSTRAINT/) }),
    );
  });

  it("tells the empty document from every other", () => {
    const written = database.prepare("SELECT document, written FROM sections ORDER BY id").raw();
    database.exec(`INSERT INTO entries (id, kind, title, date, time_zone, created, updated)
      VALUES ('1', 'free', '', '', '', '', '')`);
    const insert = database.prepare(
      `INSERT INTO sections (id, entry_id, sort_key, document, document_schema, text, words, created, updated)
       VALUES (?, '1', 'a', ?, 2, '', 0, '', '')`,
    );
    const empty = JSON.stringify(emptyDocument());
    const rule = JSON.stringify(
      normalizeDocument({ type: "doc", content: [{ type: "horizontalRule" }] }),
    );
    insert.run("1", empty);
    insert.run("2", rule);
    expect(written.all()).toEqual([
      [empty, 0],
      [rule, 1],
    ]);
  });
});
