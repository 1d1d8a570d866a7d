import Sqlite from "better-sqlite3";
import { closeSync, lstatSync, openSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import { damageOr, isBusy } from "./database.ts";

/**
 * Who may work on a vault at the same time, kept by SQLite's own locks on a tiny database, so that
 * a killed process leaves nothing behind.
 * - `command`: a shared lock; any number, also beside a window.
 * - `window`: a reserved lock; one at a time, commands beside it.
 * - `replacement`: an exclusive lock; nobody else at all.
 */
export type Work = "command" | "window" | "replacement";

const WAIT_MILLISECONDS: Record<Work, number> = { command: 5000, window: 200, replacement: 5000 };

/** Holds a place in a vault until it is released. */
export interface VaultLock {
  release(): void;
}

/**
 * The databases that hold a place. SQLite lets go of its locks when a database that nobody refers to is
 * collected, so a place would end with the last variable that names it and not with its release.
 */
const holding = new Set<Sqlite.Database>();

/** Makes the lock file of a new vault. */
export function makeLockFile(folder: string): void {
  const database = new Sqlite(lockPath(folder));
  database.exec("CREATE TABLE IF NOT EXISTS held (by_whom TEXT)");
  database.close();
}

function lockPath(folder: string): string {
  return join(folder, "lock.db");
}

/**
 * Takes a place in the vault.
 * @throws StepbackError JOURNAL_BUSY when another process holds a place that excludes it,
 *   FOLDER_UNUSABLE.
 */
export function lockVault(folder: string, work: Work): VaultLock {
  try {
    return takeLock(folder, work);
  } catch (error) {
    const meaning = damageOr(error);
    if (!(meaning instanceof StepbackError) || meaning.code !== "JOURNAL_DAMAGED") throw error;
    // It holds no data, so it is emptied; the same file, because others may hold a lock on it.
    truncateSync(lockPath(folder));
    return takeLock(folder, work);
  }
}

/**
 * Makes a lock file that was lost again, for its owner only, like every file of the vault. One that is
 * there is not opened: closing it would let go of every lock that this process holds on it (POSIX).
 * @throws StepbackError FOLDER_UNUSABLE for what is no file: a link would lead to somebody else's.
 */
function ensureLockFile(folder: string): void {
  const found = lstatSync(lockPath(folder), { throwIfNoEntry: false });
  if (found === undefined) closeSync(openSync(lockPath(folder), "a", 0o600));
  else if (!found.isFile()) throw new StepbackError("FOLDER_UNUSABLE", { reason: "other" });
}

function takeLock(folder: string, work: Work): VaultLock {
  ensureLockFile(folder);
  const database = new Sqlite(lockPath(folder), { timeout: WAIT_MILLISECONDS[work] });
  try {
    // A shared lock is taken by the first read of a transaction, and kept until its end.
    if (work === "command") {
      database.exec("BEGIN");
      database.prepare("SELECT count(*) FROM sqlite_schema").get();
    } else {
      database.exec(work === "window" ? "BEGIN IMMEDIATE" : "BEGIN EXCLUSIVE");
    }
  } catch (cause) {
    database.close();
    if (isBusy(cause)) throw new StepbackError("JOURNAL_BUSY", {}, { cause });
    throw cause;
  }
  holding.add(database);
  return {
    release() {
      database.close();
      holding.delete(database);
    },
  };
}
