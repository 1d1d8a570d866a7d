import { readdirSync } from "node:fs";
import { join } from "node:path";
import { BACKUP_DATABASE, headerOfBackup, headersOf } from "./backups.ts";
import { discard } from "./file-errors.ts";
import { writeNextDatabase } from "./next-database.ts";
import { unwrapFormerKey } from "./slots.ts";
import { opens } from "./vault.ts";
import {
  isProtected,
  keyInTheClear,
  readVaultFile,
  replaceVaultFile,
  sameSlots,
  type VaultHeader,
} from "./vault-file.ts";
import { backupPath } from "./vault-folder.ts";

/** The backups to be brought up to the journal's ways in. */
export interface RenewalOrder {
  folder: string;
  header: VaultHeader;
  /** The journal's key. */
  key: Uint8Array;
  /** What becomes of backups that anybody can read while the journal is protected. */
  unprotected: "rebuild" | "remove";
}

/**
 * Gives every backup the ways in that the journal has: at once where its key is the journal's, and
 * written anew under that key where it is the former one, or where it is not protected and the journal
 * is. Others of an earlier passphrase stay as they are.
 * @returns the names of those that could not be renewed; they stay as they are, too.
 * @throws Error when the key is not the journal's: nothing is ever written under another one.
 */
export function renewBackups(order: RenewalOrder): string[] {
  const { folder, header: current } = order;
  const key = Buffer.from(order.key);
  if (!opens(join(folder, current.database), key)) throw new Error("this is not the journal's key");
  const { formerKey, vaultId } = current;
  const former = formerKey === undefined ? null : unwrapFormerKey(formerKey, key, vaultId);
  const failed: string[] = [];
  for (const { name, header } of headersOf(folder)) {
    if (header.vaultId !== vaultId) continue;
    try {
      renewBackup(backupPath(folder, name), header, current, key, former, order.unprotected);
    } catch {
      // It may be damaged, or on its way out, or the disk full: that is no reason to leave the others.
      failed.push(name);
    }
  }
  return failed;
}

function renewBackup(
  place: string,
  header: VaultHeader,
  current: VaultHeader,
  key: Buffer,
  former: Buffer | null,
  unprotected: RenewalOrder["unprotected"],
): void {
  const file = join(place, header.database);
  const own = keyInTheClear(header);
  const isExposed = own !== null && !own.equals(key) && isProtected(current);
  if (isExposed && unprotected === "remove") {
    discard(place);
    return;
  }
  const old = isExposed ? own : former !== null && opens(file, former) ? former : null;
  if (old !== null && !old.equals(key)) rebuild(place, header, current, old, key);
  else if (!sameSlots(header, current) && opens(file, key)) {
    replaceVaultFile(place, headerOfBackup(current, header.database, header.backup));
  }
  sweepBackup(place);
}

/** As the journal itself: the next database beside the old one, and the header as the one commit point. */
function rebuild(
  place: string,
  header: VaultHeader,
  current: VaultHeader,
  old: Buffer,
  key: Buffer,
): void {
  const next = header.database === BACKUP_DATABASE ? "journal-0002.db" : BACKUP_DATABASE;
  writeNextDatabase({
    fromFile: join(place, header.database),
    fromKey: old,
    toFile: join(place, next),
    toKey: key,
  });
  replaceVaultFile(place, headerOfBackup(current, next, header.backup));
}

function sweepBackup(place: string): void {
  const { database } = readVaultFile(place);
  for (const name of readdirSync(place)) {
    if (/^journal-\d{4}\.db/.test(name) && !name.startsWith(database)) discard(join(place, name));
    else if (name.endsWith(".partial")) discard(join(place, name));
  }
}
