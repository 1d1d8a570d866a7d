import type { Backup, BackupKind, Verification } from "../../shared/contract/backups.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { OldBackups } from "../../shared/contract/protection.ts";
import { localDateAt } from "../../shared/journal/local-date.ts";
import { findBackup, listBackups, refused } from "../storage/backups.ts";
import { openSlots } from "../storage/slots.ts";
import { readHeader, type UnlockedVault } from "../storage/vault.ts";
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
      return withUnlocked(listBackups);
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

    /**
     * Opens a backup and reads every page of it.
     * @param passphrase the one it was made under, where that is an earlier one.
     * @throws StepbackError BACKUP_REFUSED, WRONG_SECRET, TRY_LATER.
     */
    async verify(name: string, passphrase?: string): Promise<Verification> {
      const { header } = access.unlockedNow();
      const key = await keyOf(name, passphrase);
      return resultOf(run("verifyBackup", { folder, name, header, key }));
    },

    /**
     * Puts a backup in the journal's place.
     * @param passphrase the one it was made under, where that is an earlier one.
     * @throws StepbackError BACKUP_REFUSED, WRONG_SECRET, TRY_LATER, JOURNAL_BUSY; nothing is changed then.
     */
    async restore(name: string, passphrase?: string): Promise<void> {
      const backupKey = await keyOf(name, passphrase);
      await access.replace(async ({ header, key }) => {
        await resultOf(run("restoreBackup", { folder, header, key, name, backupKey, ...moment() }));
        return key;
      });
    },
  };

  /** Reads with the journal's key, which is forgotten again. */
  function withUnlocked<Result>(read: (unlocked: UnlockedVault) => Result): Result {
    const unlocked = access.unlockedNow();
    try {
      return read(unlocked);
    } finally {
      unlocked.key.fill(0);
    }
  }

  /** The key of a backup: the journal's, or the one that an earlier passphrase gives. */
  async function keyOf(name: string, passphrase: string | undefined): Promise<Buffer> {
    const { header, key } = access.unlockedNow();
    const backup = findBackup(folder, name, header.vaultId);
    const found = withUnlocked(listBackups).find((one) => one.name === name);
    if (found?.opensWith !== "earlier_passphrase") return key;
    if (passphrase === undefined) throw refused("earlier_passphrase");
    return access.tries.make(async () => {
      const { slots, vaultId } = backup;
      const earlier = await openSlots(slots, { kind: "passphrase", text: passphrase }, vaultId);
      if (earlier !== null) return earlier;
      throw new StepbackError("WRONG_SECRET", { what: "passphrase", misses: 0, wait: 0 });
    });
  }
}
