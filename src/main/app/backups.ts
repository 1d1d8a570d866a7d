import type { Backup, BackupKind, Verification } from "../../shared/contract/backups.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { OldBackups } from "../../shared/contract/protection.ts";
import { localDateAt } from "../../shared/journal/local-date.ts";
import { findBackup, listBackups, refused } from "../storage/backups.ts";
import { openSlots } from "../storage/slots.ts";
import { readHeader } from "../storage/vault.ts";
import type { VaultHeader } from "../storage/vault-file.ts";
import type { Access } from "./access.ts";
import type { Context } from "./context.ts";
import { resultOf, type RunOrder } from "./run-order.ts";

export type BackupsService = ReturnType<typeof createBackups>;

/** The rules of backups; the work is done in threads of their own. */
export function createBackups(needs: { context: Context; access: Access<unknown>; run: RunOrder }) {
  const { context, access, run } = needs;
  const { journal: folder } = context.paths;

  const moment = (): { created: string; day: string } => {
    const now = context.clock.now();
    return { created: now.toISOString(), day: localDateAt(now, context.clock.timeZone) };
  };

  let renewing: Promise<unknown> = Promise.resolve();

  return {
    /**
     * Gives the backups the ways in that the journal has, one time after the other. Begun anew at the
     * next start, if it is cut short.
     * @param renewal.key the journal's; `formerKey` the one it had before, where it was changed just now.
     */
    renew(renewal: { key: Buffer; formerKey?: Buffer; unprotected: OldBackups }): Promise<void> {
      const next = renewing.then(() =>
        resultOf(run("renewBackups", { folder, header: readHeader(folder), ...renewal })),
      );
      renewing = next.catch(() => undefined);
      return next;
    },

    /** All backups of the open or damaged journal, newest first. */
    list(): Backup[] {
      const { key } = access.unlockedNow();
      try {
        return listBackups(folder, key);
      } finally {
        key.fill(0);
      }
    },

    /** Makes a backup of the open journal. @throws StepbackError JOURNAL_DAMAGED, FOLDER_UNUSABLE. */
    async create(kind: BackupKind): Promise<Backup> {
      const { databaseFile, key } = access.open().vault;
      // A command beside the window may have given it other ways in.
      const header = readHeader(folder);
      return resultOf(
        run("createBackup", { folder, databaseFile, header, key, kind, ...moment() }),
      );
    },

    /** Opens a backup and reads every page of it. @throws StepbackError BACKUP_REFUSED. */
    async verify(name: string): Promise<Verification> {
      const { header, key } = access.unlockedNow();
      return resultOf(run("verifyBackup", { folder, name, vaultId: header.vaultId, key }));
    },

    /**
     * Puts a backup in the journal's place.
     * @param passphrase the one it was made under, where that is an earlier one.
     * @throws StepbackError BACKUP_REFUSED, WRONG_SECRET, TRY_LATER, JOURNAL_BUSY; nothing is changed then.
     */
    async restore(name: string, passphrase?: string): Promise<void> {
      const found = access.unlockedNow();
      const backup = findBackup(folder, name, found.header.vaultId);
      const isEarlier =
        listBackups(folder, found.key).find((one) => one.name === name)?.opensWith ===
        "earlier_passphrase";
      found.key.fill(0);
      if (isEarlier && passphrase === undefined) throw refused("earlier_passphrase");
      const earlierKey = isEarlier
        ? await access.tries.make(() => openWithPassphrase(backup, passphrase ?? ""))
        : null;
      await access.replace(async ({ header, key }) => {
        const backupKey = earlierKey ?? key;
        await resultOf(run("restoreBackup", { folder, header, key, name, backupKey, ...moment() }));
        return key;
      });
    },
  };

  async function openWithPassphrase(
    { slots, vaultId }: VaultHeader,
    text: string,
  ): Promise<Buffer> {
    const key = await openSlots(slots, { kind: "passphrase", text }, vaultId);
    if (key === null) {
      throw new StepbackError("WRONG_SECRET", { what: "passphrase", misses: 0, wait: 0 });
    }
    return key;
  }
}
