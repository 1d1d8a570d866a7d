import {
  chmodSync,
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
import { type Database, openDatabase } from "./database.ts";
import { codeOf, discard, fileTroubleOf } from "./file-errors.ts";
import { lockVault, makeLockFile, type VaultLock, type Work } from "./lock.ts";
import { migrate, readSchemaVersion } from "./migrate.ts";
import { syncFolder } from "./replace-file.ts";
import { newDataKey, readVaultFile, vaultFilePath, writeVaultFile } from "./vault-file.ts";

const FIRST_DATABASE = "journal-0001.db";

/** An open vault: its database, and the place held in it. */
export interface Vault {
  folder: string;
  database: Database;
  /** What a worker needs for a connection of its own. */
  databaseFile: string;
  key: Buffer;
  protected: boolean;
  close(): void;
}

/** What a failing file system call means for the folder it was made in. */
export function folderError(error: unknown): unknown {
  const trouble = fileTroubleOf(error);
  if (trouble === null) return error;
  const reason = trouble === "taken" ? "other" : trouble;
  return new StepbackError("FOLDER_UNUSABLE", { reason }, { cause: error });
}

/** What stands at `folder`: a vault, nothing (also an empty folder), or something else. */
export function lookForVault(folder: string): "vault" | "nothing" | "something_else" {
  try {
    if (!statSync(folder).isDirectory()) return "something_else";
    const names = readdirSync(folder);
    if (names.includes("vault.json")) return "vault";
    // A database without its header is a vault that lost it: never to be taken for nothing.
    if (names.some((name) => /^journal-\d{4}\.db$/.test(name))) return "vault";
    return names.length === 0 ? "nothing" : "something_else";
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "nothing";
    if (codeOf(error) === "ENOTDIR") return "something_else";
    throw folderError(error);
  }
}

/**
 * Makes an unprotected vault at `folder`, which must not exist or be empty. It is built beside its
 * place and renamed into it, so a half-made vault is never found.
 * @throws StepbackError JOURNAL_EXISTS, NOT_A_JOURNAL, FOLDER_UNUSABLE; nothing is left behind.
 */
export function makeVault(folder: string, newId: () => Id): void {
  const found = lookForVault(folder);
  if (found === "vault") throw new StepbackError("JOURNAL_EXISTS", {});
  if (found === "something_else") throw new StepbackError("NOT_A_JOURNAL", {});
  // Not named after its place, whose name may be as long as a name can be.
  const building = join(dirname(folder), `.${newId()}.partial`);
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    mkdirSync(building, { mode: 0o700 });
    buildVault(building, newId());
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
  }
}

function buildVault(folder: string, vaultId: Id): void {
  const key = newDataKey();
  makeLockFile(folder);
  const database = openDatabase(join(folder, FIRST_DATABASE), key);
  migrate(database);
  database.close();
  mkdirSync(join(folder, "backups"), { mode: 0o700 });
  for (const name of ["lock.db", FIRST_DATABASE]) chmodSync(join(folder, name), 0o600);
  writeVaultFile(folder, vaultId, FIRST_DATABASE, key);
  syncFolder(folder);
}

/**
 * Opens the vault at `folder` and holds a place in it for `work`.
 * @throws StepbackError NO_JOURNAL, NOT_A_JOURNAL, JOURNAL_DAMAGED, JOURNAL_NEWER, JOURNAL_BUSY,
 *   FOLDER_UNUSABLE.
 */
export function openVault(folder: string, work: Work): Vault {
  const found = lookForVault(folder);
  if (found === "nothing") throw new StepbackError("NO_JOURNAL", {});
  if (found === "something_else") throw new StepbackError("NOT_A_JOURNAL", {});
  if (!existsSync(vaultFilePath(folder))) throw new StepbackError("JOURNAL_DAMAGED", {});
  const lock = takePlace(folder, work);
  try {
    const header = readVaultFile(folder);
    const databaseFile = join(folder, header.database);
    if (!existsSync(databaseFile)) throw new StepbackError("JOURNAL_DAMAGED", {});
    const database = openDatabase(databaseFile, header.key, { inspect: refuseEmpty });
    try {
      migrate(database);
    } catch (error) {
      database.close();
      throw error;
    }
    return {
      folder,
      database,
      databaseFile,
      key: header.key,
      protected: header.protected,
      close: () => {
        database.close();
        header.key.fill(0);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw folderError(error);
  }
}

/** A vault's database has its schema before the vault has its header: an empty one has lost it. */
function refuseEmpty(database: Database): void {
  if (readSchemaVersion(database) === 0) throw new StepbackError("JOURNAL_DAMAGED", {});
}

function takePlace(folder: string, work: Work): VaultLock {
  try {
    return lockVault(folder, work);
  } catch (error) {
    throw error instanceof StepbackError
      ? error
      : new StepbackError("FOLDER_UNUSABLE", { reason: "denied" }, { cause: error });
  }
}
