import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { LocalDate } from "../../shared/journal/local-date.ts";
import { type Database, damageOr, openDatabase } from "./database.ts";
import { codeOf, discard, folderError } from "./file-errors.ts";
import { migrate } from "./migrate.ts";
import { type Evidence, openEvidence } from "./salvage-evidence.ts";
import { createRescue } from "./salvage-rows.ts";

/** What became of a damaged journal's entries. Deleted ones are copied too, and not counted. */
export interface Salvaged {
  /** Entries that were read with all of their sections. */
  whole: number;
  /** Entries of which something could not be read. */
  part: number;
  /** Entries that are known to have been there, and of which no words could be read. */
  lost: number;
  /** The last day, in UTC, on which anything that was read had been written. */
  lastWritten: LocalDate | null;
  /** One sentence each, at most a hundred. */
  problems: string[];
}

/** A damaged file has more to say than anybody reads. */
const MOST_PROBLEMS = 100;

/**
 * Writes what can still be read of a damaged database into a new one under the same key, on which
 * every feature works unchanged. A section whose words could not be read stands in it as an empty one
 * and is listed in `unreadable_sections` (section_id, entry_id, words), a table of this copy only;
 * `words` is how many are missing, about, or null. The damaged file and its `-wal` are copied before
 * anything looks into them: nothing beside them is made or changed.
 * @param copyFile must not exist; its folder also holds the copy of the damaged file meanwhile.
 * @returns null when nothing could be read, and then there is no copy.
 * @throws StepbackError FOLDER_UNUSABLE or NOT_SAVED when the copy cannot be written, JOURNAL_NEWER,
 *   NOT_A_JOURNAL; no copy is left then either.
 */
export function salvage(databaseFile: string, key: Buffer, copyFile: string): Salvaged | null {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(dirname(copyFile), ".salvage-"));
    // A log that is damaged, or of another journal, may hide a first page that is well.
    return (
      salvageCopied(databaseFile, key, copyFile, join(folder, "with-log.db"), true) ??
      salvageCopied(databaseFile, key, copyFile, join(folder, "without-log.db"), false)
    );
  } catch (error) {
    throw folderError(error);
  } finally {
    if (folder !== undefined) discard(folder);
  }
}

function salvageCopied(
  databaseFile: string,
  key: Buffer,
  copyFile: string,
  evidenceFile: string,
  withLog: boolean,
): Salvaged | null {
  if (withLog && !existsSync(`${databaseFile}-wal`)) return null;
  copyWhatIsReadable(databaseFile, evidenceFile);
  if (withLog) copyWhatIsReadable(`${databaseFile}-wal`, `${evidenceFile}-wal`);
  const evidence = openEvidence(evidenceFile, key);
  if (evidence === null) return null;
  try {
    return writeCopy(evidence, key, copyFile);
  } finally {
    evidence.close();
  }
}

const BLOCK = 1024 * 1024;
const SECTOR = 4096;

/**
 * Copies a file; what the disk does not give back becomes zeros, which the cipher takes for damage.
 * @throws the system's errors other than those of reading a block.
 */
function copyWhatIsReadable(from: string, to: string): void {
  const source = openSync(from, "r");
  const target = openSync(to, "wx", 0o600);
  try {
    const { size } = fstatSync(source);
    for (let at = 0; at < size; at += BLOCK) {
      const length = Math.min(BLOCK, size - at);
      if (copyPart(source, target, at, length)) continue;
      for (let part = at; part < at + length; part += SECTOR) {
        copyPart(source, target, part, Math.min(SECTOR, size - part));
      }
    }
    ftruncateSync(target, size);
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

function copyPart(source: number, target: number, at: number, length: number): boolean {
  const bytes = Buffer.alloc(length);
  try {
    readSync(source, bytes, 0, length, at);
  } catch (error) {
    if (codeOf(error) === "EIO") return false;
    throw error;
  }
  writeSync(target, bytes, 0, length, at);
  return true;
}

function writeCopy(evidence: Evidence, key: Buffer, copyFile: string): Salvaged | null {
  // Made by us first, so that it is private from its first byte and never somebody else's.
  closeSync(openSync(copyFile, "wx", 0o600));
  let salvaged: Salvaged | null = null;
  try {
    const copy = openDatabase(copyFile, key);
    try {
      // It can be made again from the damaged file, which stays.
      copy.pragma("synchronous=OFF");
      migrate(copy);
      // References are mended at the end, when it is known what they lead to.
      copy.pragma("foreign_keys=OFF");
      salvaged = copy.transaction(() => fill(evidence, copy))();
    } finally {
      copy.close();
    }
  } catch (error) {
    throw damageOr(error);
  } finally {
    if (salvaged === null) {
      for (const end of ["", "-wal", "-shm"]) rmSync(`${copyFile}${end}`, { force: true });
    } else chmodSync(copyFile, 0o600);
  }
  return salvaged;
}

function fill(evidence: Evidence, copy: Database): Salvaged | null {
  copy.exec(`CREATE TABLE unreadable_sections (
    section_id TEXT PRIMARY KEY,
    entry_id   TEXT NOT NULL,
    words      INTEGER
  ) STRICT, WITHOUT ROWID`);
  const rescue = createRescue(evidence, copy);
  rescue.readTables();
  rescue.mendReferences();
  if (rescue.rowsRead() === 0 && rescue.problems.length > 0) return null;
  return {
    ...rescue.count(),
    lastWritten: rescue.lastWritten(),
    problems: rescue.problems.slice(0, MOST_PROBLEMS),
  };
}
