import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import { checkVault } from "./check.ts";
import { type Database, diskError, openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { syncFolder } from "./replace-file.ts";

// Everything that changes a key, and restoring, writes the next database beside the old one and then
// replaces vault.json (safekeeping.md, "The vault"). `PRAGMA rekey` never touches a file in use: killed
// in the middle, it can leave one with a key that nobody has.

/** A database to be written anew. Keys are 32 bytes. */
export interface NextDatabase {
  fromFile: string;
  fromKey: Uint8Array;
  /** Where it is put when it is whole; what stands there is replaced. */
  toFile: string;
  toKey: Uint8Array;
}

/**
 * Writes a whole database anew under another name and key: copied, synced, opened again, checked and
 * compared row by row with the one it came from, and only then given its name.
 * @throws StepbackError JOURNAL_DAMAGED when the source or the copy does not read as it was written.
 */
export function writeNextDatabase(order: NextDatabase): void {
  const { fromFile, toFile } = order;
  const fromKey = Buffer.from(order.fromKey);
  const toKey = Buffer.from(order.toKey);
  // Another process may be writing the same one anew.
  const building = `${toFile}.${randomBytes(6).toString("hex")}.partial`;
  try {
    const source = openDatabase(fromFile, fromKey, { readonly: true });
    let before: string;
    try {
      before = digestOf(source);
    } finally {
      source.close();
    }
    copyDatabase(fromFile, fromKey, building);
    if (!fromKey.equals(toKey)) rekeyCopy(building, fromKey, toKey);
    const copy = openDatabase(building, toKey, { readonly: true });
    try {
      if (checkVault(copy).length > 0 || digestOf(copy) !== before) {
        throw new StepbackError("JOURNAL_DAMAGED", {});
      }
    } finally {
      copy.close();
    }
    bringUp(building, toKey);
    syncFile(building);
    removeDatabase(toFile);
    renameSync(building, toFile);
    syncFolder(dirname(toFile));
  } catch (error) {
    removeDatabase(building);
    throw diskError(error);
  }
}

/** Writes a consistent copy of a database, also of one in use, under the same key. */
export function copyDatabase(file: string, key: Buffer, copy: string): void {
  // One that was kept apart, a backup, has no log and is not to be changed by being opened.
  if (hasNoLog(file, key)) {
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    return;
  }
  const database = openDatabase(file, key);
  try {
    database.prepare("VACUUM INTO ?").run(copy);
  } finally {
    database.close();
  }
  chmodSync(copy, 0o600);
}

function hasNoLog(file: string, key: Buffer): boolean {
  const database = openDatabase(file, key, { readonly: true });
  try {
    return database.pragma("journal_mode", { simple: true }) !== "wal";
  } finally {
    database.close();
  }
}

/** Only ever of a copy that nothing points to yet. */
function rekeyCopy(file: string, from: Buffer, to: Buffer): void {
  const database = openDatabase(file, from, { withoutLog: true });
  try {
    database.pragma(`rekey='raw:${to.toString("hex")}'`);
  } finally {
    database.close();
  }
}

/** A backup of before a migration is brought to this program's schema. */
function bringUp(file: string, key: Buffer): void {
  const database = openDatabase(file, key, { withoutLog: true });
  try {
    migrate(database);
  } finally {
    database.close();
  }
}

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** One number for all rows of a database: the same for the same content, however it lies on the pages. */
export function digestOf(database: Database): string {
  const hash = createHash("sha256");
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  for (const table of tables) {
    hash.update(JSON.stringify(["table", table]));
    const rows = database.prepare<[], unknown[]>(`SELECT * FROM "${table}" ORDER BY 1`).raw();
    for (const row of rows.iterate()) {
      // Of bytes their own digest: a picture written out as JSON would fill the memory.
      hash.update(
        JSON.stringify(row.map((value) => (Buffer.isBuffer(value) ? sha256(value) : value))),
      );
    }
  }
  return hash.digest("hex");
}

/** The name that the next database of a vault gets: after all that stand there. */
export function nextDatabaseName(folder: string): string {
  const numbers = readdirSync(folder).flatMap((name) => {
    const number = /^journal-(\d{4})\.db/.exec(name)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  return `journal-${String(Math.max(0, ...numbers) + 1).padStart(4, "0")}.db`;
}

/** Removes databases and temporary files that nothing points to any more, after a good start. */
export function sweep(folder: string, currentDatabase: string): void {
  for (const name of readdirSync(folder)) {
    const database = /^journal-\d{4}\.db/.exec(name)?.[0];
    const isOld =
      database !== undefined && (database !== currentDatabase || name.includes(".partial"));
    if (isOld || /^(?:vault|window|asked|loopback)\.json\.\w+\.tmp$/.test(name)) {
      rmSync(join(folder, name), { force: true });
    }
  }
}

/** Removes a database with whatever stands beside it. */
export function removeDatabase(file: string): void {
  for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}${end}`, { force: true });
}

/** Makes what was written to a file survive a power cut. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
