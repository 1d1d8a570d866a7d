import { accessSync, constants, existsSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import { type Database, diskError, openDatabase } from "./database.ts";
import { lockVault, type VaultLock, type Work } from "./lock.ts";
import { migrate, readSchemaVersion, SCHEMA_VERSION } from "./migrate.ts";
import { copyForReading } from "./private-copy.ts";
import { openSlots, type Secret } from "./slots.ts";
import { readVaultFile, replaceVaultFile, type VaultHeader } from "./vault-file.ts";
import { databasesAt, headersAt, isDamage, readHeader } from "./vault-folder.ts";

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
