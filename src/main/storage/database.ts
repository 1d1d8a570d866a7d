import Sqlite from "better-sqlite3";
import { StepbackError } from "../../shared/contract/errors.ts";
import { folderError } from "./file-errors.ts";

/** A connection to a journal's database. */
export type Database = Sqlite.Database;

/** "Step" in ASCII: tells our databases from anybody else's. */
export const APPLICATION_ID = 0x53746570;

/**
 * What every connection is set to, and what it has to read back as. FULL, because NORMAL lost
 * acknowledged saves in simulated power cuts; MEMORY, because sorts would write plain text to disk.
 */
const PRAGMAS: readonly (readonly [name: string, value: string, reads: string | number])[] = [
  ["journal_mode", "WAL", "wal"],
  ["synchronous", "FULL", 2],
  ["temp_store", "MEMORY", 2],
  ["secure_delete", "ON", 1],
  ["foreign_keys", "ON", 1],
  ["trusted_schema", "OFF", 0],
  ["cell_size_check", "ON", 1],
  ["mmap_size", "0", 0],
];

/** How a database is opened. */
export interface DatabaseOptions {
  readonly?: boolean;
  /** Leaves the journal mode as it is: for a copy that is worked on before it has its place. */
  withoutLog?: boolean;
  /** How long a write waits for another process, in milliseconds. */
  busyTimeout?: number;
  /** Looks at the database before any pragma could write to it; what it throws closes it again. */
  inspect?: (database: Database) => void;
}

/**
 * Opens an encrypted database and sets its pragmas, each asserted.
 * @param file path, or `:memory:` for a database of a test, which has no file to encrypt.
 * @throws StepbackError JOURNAL_DAMAGED when the key is right and the file does not answer to it.
 */
export function openDatabase(file: string, key: Buffer, options: DatabaseOptions = {}): Database {
  const database = new Sqlite(file, {
    readonly: options.readonly ?? false,
    timeout: options.busyTimeout ?? 5000,
  });
  try {
    if (file !== ":memory:") {
      database.pragma("cipher='chacha20'");
      database.pragma(`key='raw:${key.toString("hex")}'`);
    }
    // The first read: a wrong key and a damaged first page look the same to SQLite, and the slot
    // has already vouched for the key.
    database.pragma("schema_version");
    options.inspect?.(database);
    const hasLog = file !== ":memory:" && options.readonly !== true && options.withoutLog !== true;
    setPragmas(database, file === ":memory:", hasLog);
  } catch (error) {
    database.close();
    throw damageOr(error);
  }
  return database;
}

function setPragmas(database: Database, inMemory: boolean, hasLog: boolean): void {
  for (const [name, value, reads] of PRAGMAS) {
    if (name === "journal_mode" && !hasLog) continue;
    if (name === "mmap_size" && inMemory) continue;
    database.pragma(`${name}=${value}`);
    const actual = database.pragma(name, { simple: true });
    if (actual !== reads) {
      throw new Error(`pragma ${name} is ${String(actual)}, not ${String(reads)}`);
    }
  }
}

/** The codes by which SQLite says that a file is not what it should be. */
const DAMAGE = new Set(["SQLITE_NOTADB", "SQLITE_CORRUPT"]);

function codeOf(error: unknown): string {
  return error instanceof Sqlite.SqliteError ? error.code : "";
}

/** What a failure of SQLite means to the user; anything else comes back as it is. */
export function damageOr(error: unknown): unknown {
  const code = codeOf(error);
  if ([...DAMAGE].some((known) => code.startsWith(known))) {
    return new StepbackError("JOURNAL_DAMAGED", {}, { cause: error });
  }
  // Without room SQLite cannot make the log's index either, and then not even read.
  if (code.startsWith("SQLITE_FULL") || code === "SQLITE_IOERR_SHMSIZE") {
    return new StepbackError("NOT_SAVED", { reason: "full" }, { cause: error });
  }
  // A connection that was opened for reading, as it is to a rescued journal.
  if (code === "SQLITE_READONLY") {
    return new StepbackError("NOT_SAVED", { reason: "read_only" }, { cause: error });
  }
  if (code.startsWith("SQLITE_READONLY") || code.startsWith("SQLITE_CANTOPEN")) {
    return new StepbackError("NOT_SAVED", { reason: "denied" }, { cause: error });
  }
  if (code.startsWith("SQLITE_BUSY")) {
    return new StepbackError("NOT_SAVED", { reason: "busy" }, { cause: error });
  }
  if (code.startsWith("SQLITE_IOERR")) {
    return new StepbackError("NOT_SAVED", { reason: "other" }, { cause: error });
  }
  return error;
}

/** A failure of SQLite as it concerns a journal's folder, when there is no text to be saved. */
export function diskError(thrown: unknown): unknown {
  const error = damageOr(thrown);
  if (!isNotSaved(error)) return folderError(error);
  const { reason } = error.data;
  if (reason === "busy") return new StepbackError("JOURNAL_BUSY", {}, { cause: thrown });
  const isKnown = reason === "full" || reason === "denied";
  return new StepbackError(
    "FOLDER_UNUSABLE",
    { reason: isKnown ? reason : "other" },
    { cause: thrown },
  );
}

function isNotSaved(error: unknown): error is StepbackError<"NOT_SAVED"> {
  return error instanceof StepbackError && error.code === "NOT_SAVED";
}

/** Whether an error says that another process holds the lock. */
export function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith("SQLITE_BUSY");
}
