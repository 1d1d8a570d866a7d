import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import { codeOf, folderError } from "./file-errors.ts";
import { readVaultFile, vaultFilePath, type VaultHeader } from "./vault-file.ts";

// What stands in a vault's folder, and which header it has.

/** The database that a vault begins with. */
export const FIRST_DATABASE = "journal-0001.db";

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
export function headersAt(folder: string): VaultHeader[] {
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

export function isDamage(error: unknown): boolean {
  return error instanceof StepbackError && error.code === "JOURNAL_DAMAGED";
}

/** The names of the databases in a vault's folder, newest first. */
export function databasesAt(folder: string): string[] {
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
