import type { Backup, BackupKind, Verification } from "../../shared/contract/backups.ts";
import type { OldBackups } from "../../shared/contract/protection.ts";
import { findBackup, listBackups, refused } from "../storage/backups.ts";
import { openSlots } from "../storage/slots.ts";
import { type UnlockedVault, wrongSecret } from "../storage/vault.ts";
import { readHeader } from "../storage/vault-folder.ts";
import type { Access } from "./access.ts";
import { type Context, momentOf } from "./context.ts";
import { resultOf, type RunOrder } from "./run-order.ts";

/** Backups that do not have the journal's ways in yet. */
export class BackupsNotRenewed extends Error {
  constructor(names: readonly string[]) {
    super(
      `These backups open as before: ${names.join(", ")}. It is tried again at the next start.`,
    );
  }
}

export type BackupsService = ReturnType<typeof createBackups>;

/** The rules of backups; the work is done in threads of their own. */
export function createBackups(needs: { context: Context; access: Access<unknown>; run: RunOrder }) {
  const { context, access, run } = needs;
  const { journal: folder } = context.paths;

  let renewing: Promise<unknown> = Promise.resolve();

  return {
    /**
     * Gives the backups the ways in that the journal has, one time after the other; whatever of it is
     * cut short or fails is done at the next start. It never undoes what the journal itself has changed.
     */
    renew(unlocked: UnlockedVault, unprotected: OldBackups): Promise<void> {
      // Its own, because the journal may be locked before its turn comes.
      const key = Buffer.from(unlocked.key);
      const next = renewing.then(async () => {
        try {
          const header = readHeader(folder);
          const order = { folder, header, key, unprotected };
          const failed = await resultOf(run("renewBackups", order));
          if (failed.length > 0) context.report(new BackupsNotRenewed(failed));
          else if (header.formerKey !== undefined) await access.forgetFormerKey();
        } catch (error) {
          context.report(error);
        } finally {
          key.fill(0);
        }
      });
      renewing = next;
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
        run("createBackup", { folder, databaseFile, header, key, kind, ...momentOf(context) }),
      );
    },

    /**
     * Opens a backup and reads every page of it.
     * @param passphrase the one it was made under, where that is an earlier one.
     * @throws StepbackError BACKUP_REFUSED, WRONG_SECRET, TRY_LATER.
     */
    async verify(name: string, passphrase?: string): Promise<Verification> {
      const key = await keyOf(name, passphrase);
      try {
        const header = readHeader(folder);
        return await resultOf(run("verifyBackup", { folder, name, header, key }));
      } finally {
        key.fill(0);
      }
    },

    /**
     * Puts a backup in the journal's place.
     * @param passphrase the one it was made under, where that is an earlier one.
     * @throws StepbackError BACKUP_REFUSED, WRONG_SECRET, TRY_LATER, JOURNAL_BUSY; nothing is changed then.
     */
    async restore(name: string, passphrase?: string): Promise<void> {
      const backupKey = await keyOf(name, passphrase);
      try {
        await access.replace(async ({ header, key }) => {
          const order = { folder, header, key, name, backupKey, ...momentOf(context) };
          try {
            await resultOf(run("restoreBackup", order));
          } catch (error) {
            // The header is the commit point: what failed after it does not undo it.
            if (readHeader(folder).database === header.database) throw error;
            context.report(error);
          }
          return key;
        });
      } finally {
        backupKey.fill(0);
      }
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
    key.fill(0);
    if (passphrase === undefined) throw refused("earlier_passphrase");
    return access.tries.make(async () => {
      const { slots, vaultId } = backup;
      const earlier = await openSlots(slots, { kind: "passphrase", text: passphrase }, vaultId);
      if (earlier !== null) return earlier;
      throw wrongSecret("passphrase");
    });
  }
}
