import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { Id } from "../../shared/journal/identity.ts";
import { type Database, diskError, openDatabase } from "./database.ts";
import { codeOf, discard, fileTroubleOf, folderError } from "./file-errors.ts";
import { lockVault, makeLockFile, type VaultLock, type Work } from "./lock.ts";
import { migrate, readSchemaVersion, SCHEMA_VERSION } from "./migrate.ts";
import { copyForReading } from "./private-copy.ts";
import { syncFolder } from "./replace-file.ts";
import { noneSlot, openSlots, type Secret, type Slot } from "./slots.ts";
import {
  newDataKey,
  readVaultFile,
  replaceVaultFile,
  type VaultHeader,
  vaultFilePath,
  writeVaultFile,
} from "./vault-file.ts";

const FIRST_DATABASE = "journal-0001.db";

/** A vault's header with the key that one of its slots gave. */
export interface UnlockedVault {
  folder: string;
  header: VaultHeader;
  /** The data key, 32 bytes. */
  key: Buffer;
}

/** An open vault: its database, and the place held in it. */
export interface Vault extends UnlockedVault {
  database: Database;
  /** What a worker needs for a connection of its own. */
  databaseFile: string;
  /** Why nothing can be written; null where it can. */
  readOnly: "folder" | "rescue" | null;
  /** Closes the database and forgets the key. */
  close(): void;
}

const DATABASE_NAME = /^journal-\d{4}\.db$/;

/** What stands at `folder`: a vault, nothing (also an empty folder), or something else. */
export function lookForVault(folder: string): "vault" | "nothing" | "something_else" {
  try {
    if (!statSync(folder).isDirectory()) return "something_else";
    const names = readdirSync(folder);
    if (names.includes("vault.json")) return "vault";
    // A database or a backup without the header is a vault that lost it: never to be taken for nothing.
    if (names.some((name) => DATABASE_NAME.test(name))) return "vault";
    if (backupNames(folder).some((name) => existsSync(vaultFilePath(backupPath(folder, name))))) {
      return "vault";
    }
    return names.length === 0 ? "nothing" : "something_else";
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "nothing";
    if (codeOf(error) === "ENOTDIR") return "something_else";
    throw folderError(error);
  }
}

/** The ways into a new vault, made when its id and key are known. */
export type MakeSlots = (dataKey: Buffer, vaultId: Id) => Promise<Slot[]>;

/** The slots of a journal that is not protected. */
export const unprotected: MakeSlots = (dataKey) => Promise.resolve([noneSlot(dataKey)]);

/**
 * Makes a vault at `folder`, which must not exist or be empty. It is built beside its place and
 * renamed into it, so a half-made vault is never found.
 * @throws StepbackError JOURNAL_EXISTS, NOT_A_JOURNAL, FOLDER_UNUSABLE; nothing is left behind.
 */
export async function makeVault(
  folder: string,
  newId: () => Id,
  makeSlots: MakeSlots = unprotected,
): Promise<void> {
  const found = lookForVault(folder);
  if (found === "vault") throw new StepbackError("JOURNAL_EXISTS", {});
  if (found === "something_else") throw new StepbackError("NOT_A_JOURNAL", {});
  const vaultId = newId();
  const key = newDataKey();
  const slots = await makeSlots(key, vaultId);
  // Not named after its place, whose name may be as long as a name can be.
  const building = join(dirname(folder), `.${newId()}.partial`);
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    mkdirSync(building, { mode: 0o700 });
    buildVault(building, { vaultId, database: FIRST_DATABASE, slots }, key);
    // On Windows a folder cannot be renamed onto an empty one.
    if (process.platform === "win32" && existsSync(folder)) rmSync(folder, { recursive: true });
    renameSync(building, folder);
    syncFolder(dirname(folder));
  } catch (error) {
    discard(building);
    if (fileTroubleOf(error) === "taken" && lookForVault(folder) === "vault") {
      // Somebody else made one meanwhile.
      throw new StepbackError("JOURNAL_EXISTS", {}, { cause: error });
    }
    throw folderError(error);
  } finally {
    key.fill(0);
  }
}

function buildVault(folder: string, header: VaultHeader, key: Buffer): void {
  makeLockFile(folder);
  const database = openDatabase(join(folder, header.database), key);
  migrate(database);
  database.close();
  mkdirSync(join(folder, "backups"), { mode: 0o700 });
  for (const name of ["lock.db", header.database]) chmodSync(join(folder, name), 0o600);
  writeVaultFile(folder, header);
  syncFolder(folder);
}

/**
 * The header of the vault at `folder`; where it was lost or broken, the one that it most likely was.
 * @throws StepbackError NO_JOURNAL, NOT_A_JOURNAL, JOURNAL_DAMAGED, JOURNAL_NEWER, FOLDER_UNUSABLE.
 */
export function readHeader(folder: string): VaultHeader {
  const [header] = headersAt(folder);
  if (header === undefined) throw new StepbackError("JOURNAL_DAMAGED", {});
  return header;
}

/**
 * The headers that the vault at `folder` may have: its own, or, where that was lost or broken, those of
 * its backups, each once, the newest first.
 */
function headersAt(folder: string): VaultHeader[] {
  const found = lookForVault(folder);
  if (found === "nothing") throw new StepbackError("NO_JOURNAL", {});
  if (found === "something_else") throw new StepbackError("NOT_A_JOURNAL", {});
  try {
    return [readVaultFile(folder)];
  } catch (error) {
    if (!isDamage(error)) throw folderError(error);
  }
  const [database = FIRST_DATABASE] = databasesAt(folder);
  const headers = backupNames(folder).flatMap((name) => {
    try {
      return [{ ...readVaultFile(backupPath(folder, name)), database, backup: undefined }];
    } catch {
      // An older one may still have it.
      return [];
    }
  });
  return [
    ...new Map(headers.toReversed().map((one) => [JSON.stringify(one.slots), one])).values(),
  ].toReversed();
}

function isDamage(error: unknown): boolean {
  return error instanceof StepbackError && error.code === "JOURNAL_DAMAGED";
}

/** The names of the databases in a vault's folder, newest first. */
function databasesAt(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => DATABASE_NAME.test(name))
    .toSorted()
    .toReversed();
}

/** The names of the backups in a vault's folder, newest first by their number. */
export function backupNames(folder: string): string[] {
  try {
    return readdirSync(join(folder, "backups"))
      .filter((name) => /^\d{4,9}-/.test(name))
      .toSorted((left, right) => Number.parseInt(right, 10) - Number.parseInt(left, 10));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw folderError(error);
  }
}

/** Where a backup of the vault at `folder` stands. */
export function backupPath(folder: string, name: string): string {
  return join(folder, "backups", name);
}

/** The failure of a secret that does not fit; whoever counts the tries puts the numbers in. */
export function wrongSecret(what: "passphrase" | "recovery_code"): StepbackError {
  return new StepbackError("WRONG_SECRET", { what, misses: 0, wait: 0 });
}

/**
 * Takes the data key of the vault at `folder` from its slots.
 * @param secret null where nobody can be asked.
 * @throws StepbackError LOCKED when it is protected and there is no secret; WRONG_SECRET when the
 *   secret does not fit; what reading the header throws.
 */
export async function unlockVault(folder: string, secret: Secret | null): Promise<UnlockedVault> {
  const headers = headersAt(folder);
  if (headers.length === 0) throw new StepbackError("JOURNAL_DAMAGED", {});
  let likely: UnlockedVault | null = null;
  for (const header of headers) {
    const key = await openSlots(header.slots, secret, header.vaultId);
    if (key === null) continue;
    // The journal's own header says which database is current, and needs no proof.
    if (hasHeader(folder)) return { folder, header, key };
    const database = databasesAt(folder).find((name) => opens(join(folder, name), key));
    if (database !== undefined) return { folder, header: { ...header, database }, key };
    likely ??= { folder, header, key };
  }
  if (likely !== null) return likely;
  // A device that no longer knows its secret is no mistake of the writer's: the passphrase is asked for.
  if (secret === null || secret.kind === "device") throw new StepbackError("LOCKED", {});
  throw wrongSecret(secret.kind);
}

/** Whether a key opens a database at all: its first page. */
export function opens(file: string, key: Buffer): boolean {
  try {
    openDatabase(file, key, { readonly: true }).close();
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens the vault at `folder` and holds a place in it for `work`. One in a folder that cannot be
 * written to is opened for reading, as a private encrypted copy.
 * @param unlock gives the key, once its place is held; without it only an unprotected vault opens.
 * @param beforeMigration called with the unlocked vault before a database of an older schema is changed.
 * @throws StepbackError NO_JOURNAL, NOT_A_JOURNAL, LOCKED, WRONG_SECRET, JOURNAL_DAMAGED, JOURNAL_NEWER,
 *   JOURNAL_BUSY, FOLDER_UNUSABLE.
 */
export async function openVault(
  folder: string,
  work: Work,
  unlock: () => Promise<UnlockedVault> = () => unlockVault(folder, null),
  beforeMigration: (vault: UnlockedVault) => void = () => undefined,
): Promise<Vault> {
  // First whose it is, so that nothing is made in a stranger's folder.
  const first = readHeader(folder);
  if (!canWrite(folder, first.database)) return openForReadingOnly(folder, unlock);
  const lock = takePlace(folder, work);
  try {
    // The header of before may have been replaced while its place was waited for.
    const unlocked = await unlock();
    try {
      const database = openCurrent(unlocked, () => beforeMigration(unlocked));
      return openedVault(unlocked, database, null, () => lock.release());
    } catch (error) {
      unlocked.key.fill(0);
      throw error;
    }
  } catch (error) {
    lock.release();
    throw diskError(error);
  }
}

function openCurrent(unlocked: UnlockedVault, beforeMigration: () => void): Database {
  const { folder, header, key } = unlocked;
  const file = join(folder, header.database);
  refuseIncomplete(file);
  const database = openDatabase(file, key, { inspect: refuseEmpty });
  try {
    if (readSchemaVersion(database) < SCHEMA_VERSION) {
      beforeMigration();
      migrate(database);
    }
    // It was taken from a backup, and has shown that it opens the journal.
    if (!hasHeader(folder)) putHeaderBack(folder, header);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What is no file, or has lost its log: SQLite removes the log's index first, so that it never stands alone. */
function refuseIncomplete(file: string): void {
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  const hasLostLog = existsSync(`${file}-shm`) && !existsSync(`${file}-wal`);
  if (!isFile || hasLostLog) throw new StepbackError("JOURNAL_DAMAGED", {});
}

function hasHeader(folder: string): boolean {
  try {
    readVaultFile(folder);
    return true;
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** Keeps what it might have been: the broken header, and databases that it may have meant instead. */
function putHeaderBack(folder: string, header: VaultHeader): void {
  const others = databasesAt(folder).filter((name) => name !== header.database);
  for (const name of ["vault.json", ...others]) {
    if (existsSync(join(folder, name)))
      renameSync(join(folder, name), join(folder, `damaged-${name}`));
  }
  replaceVaultFile(folder, header);
}

async function openForReadingOnly(
  folder: string,
  unlock: () => Promise<UnlockedVault>,
): Promise<Vault> {
  const unlocked = await unlock();
  const copy = copyForReading(folder, unlocked.header.database);
  try {
    // What stands in its log is taken in, and an older schema brought up, in the copy.
    const writable = openDatabase(copy.file, unlocked.key, { inspect: refuseEmpty });
    try {
      migrate(writable);
    } finally {
      writable.close();
    }
    const database = openDatabase(copy.file, unlocked.key, { readonly: true });
    return openedVault(unlocked, database, "folder", copy.discard, copy.file);
  } catch (error) {
    unlocked.key.fill(0);
    copy.discard();
    throw diskError(error);
  }
}

/** An open vault around a database. @param release called after the database was closed. */
export function openedVault(
  { folder, header, key }: UnlockedVault,
  database: Database,
  readOnly: Vault["readOnly"],
  release: () => void,
  databaseFile = join(folder, header.database),
): Vault {
  return {
    folder,
    header,
    key,
    database,
    databaseFile,
    readOnly,
    close() {
      try {
        database.close();
      } finally {
        key.fill(0);
        release();
      }
    },
  };
}

/** A vault's database has its schema before the vault has its header: an empty one has lost it. */
function refuseEmpty(database: Database): void {
  if (readSchemaVersion(database) === 0) throw new StepbackError("JOURNAL_DAMAGED", {});
}

function canWrite(folder: string, database: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    for (const name of [database, "lock.db"]) {
      if (existsSync(join(folder, name))) accessSync(join(folder, name), constants.W_OK);
    }
    return true;
  } catch {
    return false;
  }
}

/** Takes a place in a vault. @throws StepbackError JOURNAL_BUSY, FOLDER_UNUSABLE. */
export function takePlace(folder: string, work: Work): VaultLock {
  try {
    return lockVault(folder, work);
  } catch (error) {
    throw error instanceof StepbackError
      ? error
      : new StepbackError("FOLDER_UNUSABLE", { reason: "denied" }, { cause: error });
  }
}
