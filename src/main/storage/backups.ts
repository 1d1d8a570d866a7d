import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Backup, BackupKind, Verification } from "../../shared/contract/backups.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import { weekOf } from "../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../shared/journal/local-date.ts";
import { checkVault } from "./check.ts";
import { type Database, diskError, openDatabase } from "./database.ts";
import { discard, fileTroubleOf } from "./file-errors.ts";
import { copyDatabase, syncFile } from "./next-database.ts";
import { syncFolder } from "./replace-file.ts";
import { opens, type UnlockedVault } from "./vault.ts";
import { backupNames, backupPath } from "./vault-folder.ts";
import {
  isProtected,
  keyInTheClear,
  readVaultFile,
  sameSlots,
  type VaultHeader,
  writeVaultFile,
} from "./vault-file.ts";

// A backup is a vault of its own inside `backups/`: a header with the same id and ways in, and one
// database. Its name begins with its number, because a clock can jump and a count cannot.

/** The database of a new backup. */
export const BACKUP_DATABASE = "journal-0001.db";

/** How many are kept of those made by the day: the newest of so many days, weeks and months. */
const KEPT = { days: 7, weeks: 4, months: 12 };
/** How many are kept of those made for a reason. */
const KEPT_FOR_A_REASON = 10;
/** What a killed process left half built is removed after so long, in milliseconds. */
const ABANDONED = 3_600_000;

/** A backup to be made. The key is the journal's, 32 bytes. */
export interface BackupOrder {
  folder: string;
  databaseFile: string;
  header: VaultHeader;
  key: Uint8Array;
  kind: BackupKind;
  /** The instant, and the day in the journal's zone. */
  created: string;
  day: LocalDate;
  /** A backup that is not pruned although its turn has come: it is in use. */
  keeping?: string;
}

/**
 * Makes a backup: copied, opened again, every page checked, and only then given its name. Older ones
 * are pruned by count.
 * @throws StepbackError JOURNAL_DAMAGED when the journal does not read as it was written,
 *   FOLDER_UNUSABLE when the disk is full or does not take it; nothing is left behind.
 */
export function createBackup(order: BackupOrder): Backup {
  const { folder, header, kind, created, day } = order;
  const key = Buffer.from(order.key);
  const place = join(folder, "backups");
  const building = join(place, `.${randomBytes(8).toString("hex")}.partial`);
  try {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    sweepAbandoned(place);
    mkdirSync(building, { mode: 0o700 });
    const file = join(building, BACKUP_DATABASE);
    copyDatabase(order.databaseFile, key, file);
    const { entries, problems } = readThrough(file, key);
    if (problems.length > 0) throw new StepbackError("JOURNAL_DAMAGED", {});
    syncFile(file);
    const note = { kind, created, day, entries };
    writeVaultFile(building, headerOfBackup(header, BACKUP_DATABASE, note));
    syncFolder(building);
    const name = putInPlace(folder, building, `${day}-${kind.replaceAll("_", "-")}`);
    prune(folder, order.keeping);
    return {
      name,
      ...note,
      bytes: statSync(join(place, name, BACKUP_DATABASE)).size,
      opensWith: isProtected(header) ? "this_journal" : "nothing",
    };
  } catch (error) {
    discard(building);
    throw diskError(error);
  }
}

function sweepAbandoned(place: string): void {
  for (const name of readdirSync(place)) {
    if (!name.endsWith(".partial")) continue;
    const found = statSync(join(place, name), { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > ABANDONED) discard(join(place, name));
  }
}

/** Gives a backup the next number. Another process may have taken it meanwhile. */
function putInPlace(folder: string, building: string, title: string): string {
  const place = join(folder, "backups");
  for (;;) {
    const numbers = backupNames(folder).map((name) => Number.parseInt(name, 10));
    const number = Math.max(0, ...numbers) + 1;
    const name = `${String(number).padStart(4, "0")}-${title}`;
    try {
      renameSync(building, join(place, name));
      syncFolder(place);
      return name;
    } catch (error) {
      if (fileTroubleOf(error) !== "taken") throw error;
    }
  }
}

/** Opens a database that is not in use and reads every page of it. */
function readThrough(file: string, key: Buffer): { entries: number; problems: string[] } {
  const database = openDatabase(file, key, { readonly: true });
  try {
    const problems = checkVault(database);
    return { entries: problems.length === 0 ? countEntries(database) : 0, problems };
  } finally {
    database.close();
  }
}

function countEntries(database: Database): number {
  return Number(
    database.prepare("SELECT count(*) FROM entries WHERE deleted_at IS NULL").pluck().get(),
  );
}

/** Removes what is neither among the newest of its days, weeks and months nor made for a reason lately. */
function prune(folder: string, keeping: string | undefined): void {
  const backups = headersOf(folder).map(({ name, note }) => ({ name, ...note }));
  const kept = keptBackups(backups);
  for (const { name } of backups) {
    if (!kept.has(name) && name !== keeping) discard(backupPath(folder, name));
  }
}

/**
 * Which backups are kept, by count alone (safekeeping.md, "The vault").
 * @param backups newest first by their number, whatever their dates say.
 */
export function keptBackups(
  backups: readonly { name: string; kind: BackupKind; day: LocalDate }[],
): Set<string> {
  const byTheDay = backups.filter(({ kind }) => kind === "daily");
  const forAReason = backups.filter(({ kind }) => kind !== "daily");
  const newestOf = (period: (day: LocalDate) => string, count: number): string[] => {
    const newest = new Map<string, string>();
    for (const { name, day } of byTheDay) {
      if (!newest.has(period(day))) newest.set(period(day), name);
    }
    return [...newest.values()].slice(0, count);
  };
  return new Set([
    ...newestOf((day) => day, KEPT.days),
    ...newestOf(weekOf, KEPT.weeks),
    ...newestOf((day) => day.slice(0, 7), KEPT.months),
    ...forAReason.slice(0, KEPT_FOR_A_REASON).map(({ name }) => name),
  ]);
}

export interface FoundBackup {
  name: string;
  header: VaultHeader;
  note: NonNullable<VaultHeader["backup"]>;
}

/** The backups whose header can be read, newest first. */
export function headersOf(folder: string): FoundBackup[] {
  return backupNames(folder).flatMap((name) => {
    try {
      const header = readVaultFile(backupPath(folder, name));
      return header.backup === undefined ? [] : [{ name, header, note: header.backup }];
    } catch {
      return [];
    }
  });
}

/** All backups in a vault's folder, newest first. */
export function listBackups({ folder, header: current, key }: UnlockedVault): Backup[] {
  return headersOf(folder).map(({ name, header, note }) => {
    const file = databaseOf(folder, name, header);
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return { name, ...note, bytes, opensWith: opensWith(file, header, current, key) };
  });
}

function opensWith(
  file: string,
  header: VaultHeader,
  current: VaultHeader,
  key: Buffer,
): Backup["opensWith"] {
  if (!isProtected(header)) return "nothing";
  // With the journal's own ways in it is the journal's key, and what does not open is damage.
  return sameSlots(header, current) || opens(file, key) ? "this_journal" : "earlier_passphrase";
}

function databaseOf(folder: string, name: string, header: VaultHeader): string {
  return join(backupPath(folder, name), header.database);
}

/**
 * Finds a backup by its name.
 * @throws StepbackError BACKUP_REFUSED when there is none of this journal by that name.
 */
export function findBackup(folder: string, name: string, vaultId: string): VaultHeader {
  // A name is only a name: nothing outside the folder of backups is ever reached.
  if (!backupNames(folder).includes(name)) throw refused("missing");
  let header: VaultHeader;
  try {
    header = readVaultFile(backupPath(folder, name));
  } catch (error) {
    const isNewer = error instanceof StepbackError && error.code === "JOURNAL_NEWER";
    throw refused(isNewer ? "newer" : "damaged", error);
  }
  if (header.vaultId !== vaultId) throw refused("other_journal");
  return header;
}

type Refusal =
  | "missing"
  | "damaged"
  | "other_journal"
  | "earlier_passphrase"
  | "newer"
  | "not_made";

/** The refusal of a backup. */
export function refused(reason: Refusal, cause?: unknown): StepbackError {
  return new StepbackError("BACKUP_REFUSED", { reason }, { cause });
}

/** A backup to be opened. */
export interface BackupPlace {
  folder: string;
  name: string;
  /** The journal's header. */
  header: VaultHeader;
  /** The journal's key, or the one that an earlier passphrase gave. */
  key: Uint8Array;
}

/**
 * The database of a backup and the key that opens it: its own where it is not protected.
 * @throws StepbackError BACKUP_REFUSED.
 */
export function keyOfBackup(place: BackupPlace): { file: string; key: Buffer } {
  const { folder, name, header: current } = place;
  const header = findBackup(folder, name, current.vaultId);
  const file = databaseOf(folder, name, header);
  if (!existsSync(file)) throw refused("damaged");
  const key = keyInTheClear(header) ?? Buffer.from(place.key);
  if (opensWith(file, header, current, key) === "earlier_passphrase") {
    throw refused("earlier_passphrase");
  }
  return { file, key };
}

/**
 * Opens a backup and reads every page of it.
 * @throws StepbackError BACKUP_REFUSED when it is none of this journal, or the key is not its own.
 */
export function verifyBackup(place: BackupPlace): Verification {
  const { file, key } = keyOfBackup(place);
  try {
    const { entries, problems } = readThrough(file, key);
    return { name: place.name, ok: problems.length === 0, entries, problems };
  } catch (thrown) {
    const error = diskError(thrown);
    if (error instanceof StepbackError && error.code === "JOURNAL_DAMAGED") {
      return { name: place.name, ok: false, entries: 0, problems: ["its file does not open"] };
    }
    throw error;
  }
}

/** A backup has the journal's ways in, and nothing of what the journal still has to do. */
export function headerOfBackup(
  journal: VaultHeader,
  database: string,
  backup: VaultHeader["backup"],
): VaultHeader {
  return { ...journal, formerKey: undefined, database, backup };
}
