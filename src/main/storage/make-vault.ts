import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { Id } from "../../shared/journal/identity.ts";
import { openDatabase } from "./database.ts";
import { discard, fileTroubleOf, folderError } from "./file-errors.ts";
import { makeLockFile } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { syncFolder } from "./replace-file.ts";
import { noneSlot, type Slot } from "./slots.ts";
import { newDataKey, type VaultHeader, writeVaultFile } from "./vault-file.ts";
import { FIRST_DATABASE, lookForVault } from "./vault-folder.ts";

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
