import { copyFileSync, existsSync, linkSync } from "node:fs";
import { join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { LocalDate } from "../../shared/journal/local-date.ts";
import { createBackup, keyOfBackup, refused } from "./backups.ts";
import { nextDatabaseName, removeDatabase, writeNextDatabase } from "./next-database.ts";
import { type Slot, wrapFormerKey } from "./slots.ts";
import { replaceVaultFile, type VaultHeader } from "./vault-file.ts";

// What replaces the journal's database. The caller holds the place that excludes everybody else.

/** A backup to be put in the journal's place. */
export interface RestoreOrder {
  folder: string;
  header: VaultHeader;
  /** The journal's key, under which the backup is written anew. */
  key: Uint8Array;
  name: string;
  /** The key that the backup itself opens with: the journal's, unless it is of an earlier passphrase. */
  backupKey: Uint8Array;
  created: string;
  day: LocalDate;
}

/**
 * Puts a backup in the journal's place. What is there now is backed up first; a database that cannot
 * be read is kept beside the new one.
 * @throws StepbackError BACKUP_REFUSED, FOLDER_UNUSABLE; nothing is changed then.
 */
export function restoreBackup(order: RestoreOrder): void {
  const { folder, header, name } = order;
  const backup = keyOfBackup({ folder, name, header, key: order.backupKey });
  const database = nextDatabaseName(folder);
  try {
    writeNextDatabase({
      fromFile: backup.file,
      fromKey: backup.key,
      toFile: join(folder, database),
      toKey: order.key,
    });
  } catch (thrown) {
    const code = thrown instanceof StepbackError ? thrown.code : null;
    if (code === "JOURNAL_DAMAGED") throw refused("damaged", thrown);
    if (code === "JOURNAL_NEWER") throw refused("newer", thrown);
    throw thrown;
  }
  try {
    keepWhatIsThere(order);
  } catch (error) {
    removeDatabase(join(folder, database));
    throw error;
  }
  replaceVaultFile(folder, { ...header, database });
}

function keepWhatIsThere({ folder, header, key, name, created, day }: RestoreOrder): void {
  const databaseFile = join(folder, header.database);
  if (!existsSync(databaseFile)) return;
  const kind = "before_restore";
  try {
    createBackup({ folder, databaseFile, header, key, kind, created, day, keeping: name });
  } catch (thrown) {
    const isDamaged = thrown instanceof StepbackError && thrown.code === "JOURNAL_DAMAGED";
    if (!isDamaged) throw refused("not_made", thrown);
    keepDamaged(folder, header.database);
  }
}

/** Under a name that is never swept. */
function keepDamaged(folder: string, database: string): void {
  for (const end of ["", "-wal"]) {
    const file = join(folder, `${database}${end}`);
    const kept = join(folder, `damaged-${database}${end}`);
    if (!existsSync(file) || existsSync(kept)) continue;
    try {
      linkSync(file, kept);
    } catch {
      // Some file systems have no second names for a file.
      copyFileSync(file, kept);
    }
  }
}

/** The journal's database to be written anew under another key. */
export interface ChangeKeyOrder {
  folder: string;
  header: VaultHeader;
  fromKey: Uint8Array;
  toKey: Uint8Array;
  /** The ways to the new key. */
  slots: readonly Slot[];
}

/**
 * Writes the journal's database anew under another key; the header is the one commit point.
 * @throws StepbackError JOURNAL_DAMAGED, FOLDER_UNUSABLE; nothing is changed then.
 */
export function changeKey({ folder, header, fromKey, toKey, slots }: ChangeKeyOrder): void {
  const database = nextDatabaseName(folder);
  writeNextDatabase({
    fromFile: join(folder, header.database),
    fromKey,
    toFile: join(folder, database),
    toKey,
  });
  const { vaultId } = header;
  const formerKey = wrapFormerKey(Buffer.from(fromKey), Buffer.from(toKey), vaultId);
  // Should this fail half-way, the header may be the new one already: both databases stay.
  replaceVaultFile(folder, { vaultId, database, slots, formerKey });
}
