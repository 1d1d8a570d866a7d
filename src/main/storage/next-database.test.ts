import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printOf } from "../../../tests/helpers/temporary-folder.ts";
import { damagePages, fillDatabase } from "../../../tests/helpers/vault-files.ts";
import { checkVault } from "./check.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate, SCHEMA_VERSION } from "./migrate.ts";
import {
  copyDatabase,
  digestOf,
  nextDatabaseName,
  sweep,
  writeNextDatabase,
} from "./next-database.ts";

const OLD = Buffer.alloc(32, 3);
const NEW = Buffer.alloc(32, 9);

let folder: string;
let fromFile: string;
let toFile: string;
const open: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepback-next-"));
  fromFile = join(folder, "journal-0001.db");
  toFile = join(folder, "journal-0002.db");
  const database = openDatabase(fromFile, OLD);
  migrate(database);
  fillDatabase(database, 20);
  database.close();
});

afterEach(() => {
  for (const database of open.splice(0)) database.close();
  rmSync(folder, { recursive: true, force: true });
});

function opened(file: string, key: Buffer): Database {
  const database = openDatabase(file, key, { readonly: true });
  open.push(database);
  return database;
}

function order(toKey = NEW): Parameters<typeof writeNextDatabase>[0] {
  return { fromFile, fromKey: OLD, toFile, toKey };
}

const damaged = expect.objectContaining({ code: "JOURNAL_DAMAGED" });

describe("writing a database anew", () => {
  it.each([
    ["another key", NEW],
    ["the same key", OLD],
  ])("under %s, it holds the same rows and is sound", (_, toKey) => {
    const before = digestOf(opened(fromFile, OLD));
    writeNextDatabase(order(toKey));
    const next = opened(toFile, toKey);
    expect(digestOf(next)).toBe(before);
    expect(checkVault(next)).toEqual([]);
    expect(next.pragma("user_version", { simple: true })).toBe(SCHEMA_VERSION);
    expect(statSync(toFile).mode & 0o077).toBe(0);
    // Nothing of its making stays, and where it came from is as it was.
    expect(readdirSync(folder).filter((name) => name.startsWith("journal-0002"))).toEqual([
      "journal-0002.db",
    ]);
    expect(digestOf(opened(fromFile, OLD))).toBe(before);
  });

  it("does not open with the old key, nor the old one with the new", () => {
    writeNextDatabase(order());
    expect(() => openDatabase(toFile, OLD, { readonly: true })).toThrow(damaged);
    expect(() => openDatabase(fromFile, NEW, { readonly: true })).toThrow(damaged);
  });

  it("takes what stands only in the log of a database that is in use", () => {
    const writing = openDatabase(fromFile, OLD);
    open.push(writing);
    fillDatabase(writing, 3, "fresh");
    expect(statSync(`${fromFile}-wal`).size).toBeGreaterThan(0);
    writeNextDatabase(order());
    const count = opened(toFile, NEW).prepare("SELECT count(*) FROM entries").pluck().get();
    expect(count).toBe(23);
  });

  it("replaces what stood in its place, and leaves what another process is building", () => {
    const building = "journal-0002.db.0a1b2c3d4e5f.partial";
    writeFileSync(join(folder, building), "half of it");
    for (const end of ["", "-wal", "-shm"]) writeFileSync(`${toFile}${end}`, "of before");
    writeNextDatabase(order());
    expect(checkVault(opened(toFile, NEW))).toEqual([]);
    expect(existsSync(`${toFile}-wal`)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.includes(".partial"))).toEqual([building]);
  });

  it("leaves nothing, and the source as it was, when the source is damaged", () => {
    // Such as a backup is: in one file, with no log.
    const kept = join(folder, "kept.db");
    copyDatabase(fromFile, OLD, kept);
    rmSync(fromFile);
    for (const damage of [
      () => damagePages(kept),
      () => writeFileSync(kept, readFileSync(kept).subarray(0, 4096 * 9)),
      () => writeFileSync(kept, Buffer.alloc(4096)),
    ]) {
      damage();
      const before = printOf(folder);
      expect(() => writeNextDatabase({ ...order(), fromFile: kept })).toThrow(damaged);
      expect(printOf(folder)).toEqual(before);
    }
  });

  it("leaves what stood in its place when it fails", () => {
    writeFileSync(toFile, "of before");
    expect(() => writeNextDatabase({ ...order(), fromKey: NEW })).toThrow(damaged);
    expect(readFileSync(toFile, "utf8")).toBe("of before");
    expect(existsSync(`${toFile}.partial`)).toBe(false);
  });

  it("leaves nothing when the disk does not take it", () => {
    const gone = join(folder, "gone", "journal-0002.db");
    expect(() => writeNextDatabase({ ...order(), toFile: gone })).toThrow(
      expect.objectContaining({ code: "FOLDER_UNUSABLE" }),
    );
    expect(readdirSync(folder).filter((name) => !name.startsWith("journal-0001"))).toEqual([]);
  });
});

describe("the digest of a database", () => {
  it("is the same however the rows lie, and another for any row that differs", () => {
    const writing = openDatabase(fromFile, OLD);
    open.push(writing);
    const before = digestOf(writing);
    writing.exec("VACUUM");
    expect(digestOf(writing)).toBe(before);
    const seen = new Set([before]);
    for (const change of [
      "UPDATE entries SET title = 'Step 0' WHERE title = 'step 0'",
      "UPDATE entries SET deleted_at = '2026-11-20' WHERE title = 'step 1'",
      "DELETE FROM sections WHERE entry_id = (SELECT id FROM entries WHERE title = 'step 2')",
      "INSERT INTO settings (id, name, value, created, updated) VALUES ('1', 'a', '1', '', '')",
    ]) {
      writing.exec(change);
      seen.add(digestOf(writing));
    }
    expect(seen.size).toBe(5);
  });
});

describe("the names of databases", () => {
  it("count on after all that stand there, finished or not", () => {
    expect(nextDatabaseName(folder)).toBe("journal-0002.db");
    writeFileSync(join(folder, "journal-0007.db.partial"), "");
    writeFileSync(join(folder, "damaged-journal-0009.db"), "");
    expect(nextDatabaseName(folder)).toBe("journal-0008.db");
  });

  it("decide what is swept: all but the current one, what was kept, and what is not ours", () => {
    const stay = ["damaged-journal-0001.db", "journal-0002.db-wal", "lock.db", "notes.txt"];
    const go = [
      "journal-0003.db",
      "journal-0003.db-wal",
      "journal-0004.db.partial",
      "vault.json.4711.tmp",
    ];
    for (const name of [...stay, ...go, "journal-0002.db"]) writeFileSync(join(folder, name), "");
    sweep(folder, "journal-0002.db");
    expect(readdirSync(folder).toSorted()).toEqual([...stay, "journal-0002.db"].toSorted());
  });
});
