import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { monotonicFactory } from "ulid";

const PAGE = 4096;
const newId = monotonicFactory();

/** The header of a journal, as it stands in vault.json. */
interface Header {
  version: number;
  id: string;
  database: string;
  slots: { kind: string; key: string; kdf?: Record<string, unknown> }[];
}

/** The header of a journal or of a backup, read without any of the program's own code. */
export function readHeader(journal: string): Header {
  return JSON.parse(readFileSync(join(journal, "vault.json"), "utf8")) as Header;
}

/** Changes the header of a journal as its owner would by hand: what the check was made of is no more. */
export function changeHeader(journal: string, change: (header: Header) => void): void {
  const header = readHeader(journal);
  change(header);
  writeFileSync(join(journal, "vault.json"), JSON.stringify({ ...header, check: undefined }));
}

/** Where the database of a journal stands. */
export function databaseOf(journal: string): string {
  return join(journal, readHeader(journal).database);
}

/** Works on the database of a journal, without any of the program's own code. */
export function inDatabase<Result>(
  journal: string,
  work: (database: Database.Database) => Result,
): Result {
  const key = Buffer.from(readHeader(journal).slots[0]?.key ?? "", "base64").toString("hex");
  const database = new Database(databaseOf(journal));
  try {
    database.pragma("cipher='chacha20'");
    database.pragma(`key='raw:${key}'`);
    return work(database);
  } finally {
    database.close();
  }
}

/** Holds the lock that is held while a journal's database is replaced, until it is let go. */
export function holdReplacement(journal: string): { release(): void } {
  const database = new Database(join(journal, "lock.db"));
  database.exec("BEGIN EXCLUSIVE");
  return { release: () => database.close() };
}

/** Puts so many free entries of about 2 KB into a database. */
export function fillDatabase(database: Database.Database, entries: number, word = "step"): void {
  const at = "2026-11-20T14:30:00.000Z";
  const entry = database.prepare(
    `INSERT INTO entries (id, kind, title, date, time_zone, created, updated)
     VALUES (?, 'free', ?, '2026-11-20', 'Europe/Berlin', '${at}', '${at}')`,
  );
  const section = database.prepare(
    `INSERT INTO sections
       (id, entry_id, sort_key, document, document_schema, text, words, created, updated)
     VALUES (?, ?, 'a0', '{}', 1, ?, 1, '${at}', '${at}')`,
  );
  database.transaction(() => {
    for (let index = 0; index < entries; index += 1) {
      const id = newId();
      entry.run(id, `${word} ${index}`);
      section.run(newId(), id, `${word} `.repeat(2000 / (word.length + 1)));
    }
  })();
}

/** Flips one bit of a file. */
export function flipBit(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}

/** Flips a bit in every page of a database but the first, so that it opens and cannot be read. */
export function damagePages(file: string): void {
  const bytes = readFileSync(file);
  for (let at = PAGE + 100; at < bytes.length; at += PAGE) {
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  }
  writeFileSync(file, bytes);
}

/** The files below a folder that hold one of the texts or keys. */
export function filesHolding(folder: string, ...parts: readonly (string | Buffer)[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return parts.some((part) => bytes.includes(part));
    })
    .map((file) => file.slice(folder.length + 1))
    .toSorted();
}
