import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

/** The header of a journal, as it stands in vault.json. */
interface Header {
  version: number;
  database: string;
  slots: { key: string }[];
}

function readHeader(journal: string): Header {
  return JSON.parse(readFileSync(join(journal, "vault.json"), "utf8")) as Header;
}

/** Changes the header of a journal. */
export function changeHeader(journal: string, change: (header: Header) => void): void {
  const header = readHeader(journal);
  change(header);
  writeFileSync(join(journal, "vault.json"), JSON.stringify(header));
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
