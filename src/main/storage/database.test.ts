import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StepbackError } from "../../shared/contract/errors.ts";
import { checkVault } from "./check.ts";
import { damageOr, isBusy, openDatabase } from "./database.ts";

const KEY = Buffer.alloc(32, 7);

let folder: string;
let file: string;
const open: Sqlite.Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepback-database-"));
  file = join(folder, "journal.db");
});

afterEach(() => {
  for (const database of open.splice(0)) database.close();
  rmSync(folder, { recursive: true, force: true });
});

function opened(options?: Parameters<typeof openDatabase>[2]): Sqlite.Database {
  const database = openDatabase(file, KEY, options);
  open.push(database);
  return database;
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

const reads = (database: Sqlite.Database, name: string): unknown =>
  database.pragma(name, { simple: true });

/** Every pragma, what safekeeping.md wants it to be, and another value it could have. */
const PRAGMAS: [name: string, wanted: string | number, other: string | number][] = [
  ["journal_mode", "wal", "delete"],
  ["synchronous", 2, 1],
  ["temp_store", 2, 1],
  ["secure_delete", 1, 0],
  ["foreign_keys", 1, 0],
  ["trusted_schema", 0, 1],
  ["cell_size_check", 1, 0],
  ["mmap_size", 0, 65_536],
];

describe("the pragmas of a connection", () => {
  it.each(PRAGMAS)("%s reads back as %s", (name, wanted) => {
    expect(reads(opened(), name)).toBe(wanted);
  });

  it.each(PRAGMAS)(
    "control: %s would read as %s no longer once it is %s",
    (name, wanted, other) => {
      const database = opened();
      database.pragma(`${name}=${other}`);
      expect(reads(database, name)).toBe(other);
      expect(other).not.toBe(wanted);
    },
  );

  it("hold once the file was read and written: WAL has a default of its own, which loses saves", () => {
    opened().exec("CREATE TABLE a (b)");
    const database = opened();
    database.exec("INSERT INTO a VALUES (1)");
    expect(reads(database, "synchronous")).toBe(2);
  });

  it("control: a connection that sets none differs, synchronous among them", () => {
    const made = new Sqlite(join(folder, "bare.db"));
    made.pragma("journal_mode=WAL");
    made.exec("CREATE TABLE a (b)");
    open.push(made);
    const bare = new Sqlite(join(folder, "bare.db"));
    open.push(bare);
    bare.exec("INSERT INTO a VALUES (1)");
    const differing = PRAGMAS.filter(([name, wanted]) => reads(bare, name) !== wanted);
    expect(differing.map(([name]) => name)).toEqual(
      expect.arrayContaining(["synchronous", "temp_store", "secure_delete", "cell_size_check"]),
    );
  });

  it("are set on every connection anew, a reading one too", () => {
    opened().exec("CREATE TABLE a (b)");
    for (const options of [{}, { readonly: true }]) {
      const database = opened(options);
      for (const [name, wanted] of PRAGMAS)
        expect([name, reads(database, name)]).toEqual([name, wanted]);
    }
  });

  it("of a reading connection let nothing be written", () => {
    opened().exec("CREATE TABLE a (b)");
    const reading = opened({ readonly: true });
    expect(thrownBy(() => reading.exec("INSERT INTO a VALUES (1)"))).toMatchObject({
      code: "SQLITE_READONLY",
    });
  });

  it("of a database in memory are those that apply to it", () => {
    const database = openDatabase(":memory:", KEY);
    open.push(database);
    for (const [name, wanted] of PRAGMAS) {
      if (name === "journal_mode" || name === "mmap_size") continue;
      expect([name, reads(database, name)]).toEqual([name, wanted]);
    }
  });

  it("that cannot be set fail the opening: a locked database does not go unsynced", () => {
    const holding = new Sqlite(file);
    open.push(holding);
    holding.pragma("cipher='chacha20'");
    holding.pragma(`key='raw:${KEY.toString("hex")}'`);
    holding.exec("CREATE TABLE a (b); BEGIN EXCLUSIVE");
    expect(thrownBy(() => openDatabase(file, KEY, { busyTimeout: 1 }))).toMatchObject({
      code: "NOT_SAVED",
      data: { reason: "busy" },
    });
  });
});

describe("the encryption", () => {
  it("is there from the first byte", () => {
    opened().exec("CREATE TABLE dandelions (b)");
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect([name, bytes.includes("dandelions"), bytes.includes("SQLite")]).toEqual([
        name,
        false,
        false,
      ]);
    }
  });

  it("control: without a key both words stand there", () => {
    const bare = new Sqlite(file);
    bare.exec("CREATE TABLE dandelions (b)");
    bare.close();
    const bytes = readFileSync(file);
    expect([bytes.includes("dandelions"), bytes.includes("SQLite")]).toEqual([true, true]);
  });

  it("opens with the key it was made with and with no other, which is damage", () => {
    opened().exec("CREATE TABLE a (b)");
    for (const key of [Buffer.alloc(32, 8), Buffer.alloc(32)]) {
      const error = thrownBy(() => openDatabase(file, key));
      expect(error).toMatchObject({ code: "JOURNAL_DAMAGED", data: {} });
      expect(String(error)).not.toMatch(/pass|key/i);
    }
    expect(opened().prepare("SELECT count(*) FROM a").pluck().get()).toBe(0);
  });

  it("refuses a file that was never encrypted, and leaves it", () => {
    const bare = new Sqlite(file);
    bare.exec("CREATE TABLE a (b)");
    bare.close();
    const before = readFileSync(file);
    expect(thrownBy(() => openDatabase(file, KEY))).toMatchObject({ code: "JOURNAL_DAMAGED" });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe("looking before opening", () => {
  it("comes before anything is written, and what it throws closes the database again", () => {
    const refusal = new StepbackError("JOURNAL_NEWER", {});
    let seen: unknown;
    const inspect = (database: Sqlite.Database) => {
      seen = reads(database, "journal_mode");
      throw refusal;
    };
    const made = openDatabase(file, KEY);
    made.exec("CREATE TABLE a (b)");
    made.pragma("journal_mode=DELETE");
    made.close();
    const before = readFileSync(file);
    expect(thrownBy(() => openDatabase(file, KEY, { inspect }))).toBe(refusal);
    expect(seen).toBe("delete");
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe("what a failure of SQLite means", () => {
  const sqlite = (code: string) => new Sqlite.SqliteError("something", code);

  it.each([
    ["SQLITE_NOTADB", "JOURNAL_DAMAGED", {}],
    ["SQLITE_CORRUPT", "JOURNAL_DAMAGED", {}],
    ["SQLITE_CORRUPT_INDEX", "JOURNAL_DAMAGED", {}],
    ["SQLITE_FULL", "NOT_SAVED", { reason: "full" }],
    ["SQLITE_IOERR_SHMSIZE", "NOT_SAVED", { reason: "full" }],
    ["SQLITE_READONLY", "NOT_SAVED", { reason: "read_only" }],
    ["SQLITE_READONLY_DBMOVED", "NOT_SAVED", { reason: "denied" }],
    ["SQLITE_CANTOPEN", "NOT_SAVED", { reason: "denied" }],
    ["SQLITE_BUSY", "NOT_SAVED", { reason: "busy" }],
    ["SQLITE_BUSY_SNAPSHOT", "NOT_SAVED", { reason: "busy" }],
    ["SQLITE_IOERR_WRITE", "NOT_SAVED", { reason: "other" }],
  ])("%s is %s", (code, expected, data) => {
    const cause = sqlite(code);
    const error = damageOr(cause);
    expect(error).toBeInstanceOf(StepbackError);
    expect(error).toMatchObject({ code: expected, data, cause });
    expect(isBusy(cause)).toBe(code.startsWith("SQLITE_BUSY"));
  });

  it("a mistake of ours stays one", () => {
    for (const error of [
      sqlite("SQLITE_CONSTRAINT_CHECK"),
      sqlite("SQLITE_ERROR"),
      new Error("x"),
      "x",
    ]) {
      expect(damageOr(error)).toBe(error);
      expect(isBusy(error)).toBe(false);
    }
  });
});

describe("the check", () => {
  it("finds nothing in a sound database, and names a row whose parent is missing", () => {
    const database = opened();
    database.exec(
      "CREATE TABLE parents (id PRIMARY KEY); CREATE TABLE children (parent REFERENCES parents)",
    );
    expect(checkVault(database)).toEqual([]);
    database.pragma("foreign_keys=OFF");
    database.exec("INSERT INTO children VALUES (1)");
    expect(checkVault(database)).toEqual(["a row of children names a missing row of parents"]);
  });
});
