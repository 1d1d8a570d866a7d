import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import { codeOf, discard, folderError } from "./file-errors.ts";

const PREFIX = "stepback-reading-";
/** With the number of the process that made it: a journal may stay open for days. */
const NAME = /^stepback-reading-(\d+)-\w+$/;
const MOST_TRIES = 5;
const DAY_MILLISECONDS = 86_400_000;

/** A copy of a journal's database in a private folder, encrypted as the journal is. */
export interface PrivateCopy {
  folder: string;
  /** The copied database, under its own name. */
  file: string;
  /** Removes the folder. Close the database first; what cannot be removed is swept a day later. */
  discard(): void;
}

/**
 * Copies the database of a journal that cannot be written to, with its `-wal`, into a fresh folder of
 * the system's temporary one: a WAL database does not open where SQLite cannot make its `-shm`.
 * Folder 0700, files 0600. The sources are only read.
 * @param databaseName the file's name inside `vaultFolder`.
 * @throws StepbackError JOURNAL_BUSY when it was written to each time it was copied, FOLDER_UNUSABLE;
 *   nothing is left behind.
 */
export function copyForReading(vaultFolder: string, databaseName: string): PrivateCopy {
  let folder: string | undefined;
  try {
    folder = makePrivateFolder();
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (copyUnchanged(vaultFolder, folder, databaseName)) return asCopy(folder, databaseName);
    }
    throw new StepbackError("JOURNAL_BUSY", {});
  } catch (error) {
    if (folder !== undefined) discard(folder);
    throw folderError(error);
  }
}

/** A folder for encrypted copies, for its owner only; one that is left behind is swept a day later. */
export function makePrivateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o700);
  return folder;
}

function asCopy(folder: string, databaseName: string): PrivateCopy {
  return { folder, file: join(folder, databaseName), discard: () => discard(folder) };
}

/** @returns whether both files stood still meanwhile, so that the copies belong together. */
function copyUnchanged(from: string, to: string, databaseName: string): boolean {
  const names = [databaseName, `${databaseName}-wal`];
  const before = stateOf(from, names);
  for (const name of names) {
    rmSync(join(to, name), { force: true });
    // There is a log while the journal is open elsewhere, or where its program was killed.
    if (name !== databaseName && !existsSync(join(from, name))) continue;
    copyFileSync(join(from, name), join(to, name));
    chmodSync(join(to, name), 0o600);
  }
  return before === stateOf(from, names);
}

/** Sizes and times of change of the files there are; nanoseconds, as a save takes less than a millisecond. */
function stateOf(folder: string, names: readonly string[]): string {
  return names
    .map((name) => {
      const file = statSync(join(folder, name), { bigint: true, throwIfNoEntry: false });
      return file === undefined ? "none" : `${file.size} ${file.mtimeNs} ${file.ino}`;
    })
    .join("\n");
}

/**
 * Removes the private copies that killed processes left in the system's temporary folder: ours by
 * name, of this user, untouched for a day, and made by a process that is gone. What cannot be removed
 * stays until the next time. It goes by the system's clock, as the times of the files do.
 */
export function sweepPrivateCopies(): void {
  for (const name of namesIn(tmpdir())) {
    const made = NAME.exec(name);
    if (made === null) continue;
    const folder = join(tmpdir(), name);
    // lstat: a link of that name leads to somebody else's folder.
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found === undefined || !found.isDirectory()) continue;
    if (process.getuid !== undefined && found.uid !== process.getuid()) continue;
    if (Date.now() - found.mtimeMs < DAY_MILLISECONDS || isRunning(Number(made[1]))) continue;
    discard(folder);
  }
}

/** Whether some process has this number. It may be another one by now: then a copy stays longer. */
function isRunning(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
