import { StepbackError } from "../../shared/contract/errors.ts";
import { folderError } from "../storage/file-errors.ts";
import { openSlots, type Secret, type Slot } from "../storage/slots.ts";
import { takePlace, type UnlockedVault, unlockVault, wrongSecret } from "../storage/vault.ts";
import { lookForVault, readHeader } from "../storage/vault-folder.ts";
import { isProtected, replaceVaultFile, type VaultHeader } from "../storage/vault-file.ts";
import type { Changes } from "./changes.ts";
import type { Context } from "./context.ts";
import type { Standing } from "./standing.ts";
import type { Tries } from "./tries.ts";

/** What changing a vault needs of the access to it. */
interface AccessParts<Services> {
  context: Context;
  changes: Changes;
  tries: Tries;
  inTurn: <Result>(act: () => Promise<Result>) => Promise<Result>;
  standing: () => Standing<Services>;
  stand: (next: Standing<Services>) => void;
  leave: () => void;
  look: () => Promise<void>;
  enterOrStand: (unlock: () => Promise<UnlockedVault>) => Promise<void>;
  unlockedNow: () => UnlockedVault;
}

/** The ways in that a vault is to have, from those it has and its key. */
export type MakeWaysIn = (header: VaultHeader, key: Buffer) => Promise<readonly Slot[]>;

/**
 * Whatever changes the header or the database of a vault. One rule for all of it: it is done in turn,
 * its place in the vault is held, and the header is the one that stands there then.
 */
export function createVaultChanges<Services>(parts: AccessParts<Services>) {
  const { context, changes, tries, inTurn, standing, stand, leave, unlockedNow } = parts;
  const { journal: folder } = context.paths;

  /** @throws StepbackError JOURNAL_BUSY when another process has changed it meanwhile. */
  function replaceHeader(standingBefore: VaultHeader, next: VaultHeader): void {
    if (JSON.stringify(readHeader(folder)) !== JSON.stringify(standingBefore)) {
      throw new StepbackError("JOURNAL_BUSY", {});
    }
    try {
      replaceVaultFile(folder, next);
    } catch (error) {
      throw folderError(error);
    }
  }

  /** @throws StepbackError PROTECTION_DIFFERS when the journal is not as `wanted`, whoever changed it. */
  function refuseUnlessProtected(wanted: boolean): void {
    const is = isProtected(readHeader(folder));
    if (is !== wanted) throw new StepbackError("PROTECTION_DIFFERS", { protected: is });
  }

  /** After a failure to open again: something that the window can go on from. */
  async function standSomehow(wasProtected: boolean): Promise<void> {
    leave();
    if (lookForVault(folder) === "nothing") await parts.look();
    else stand(wasProtected ? { kind: "locked", hasRecoveryCode: true } : { kind: "elsewhere" });
  }

  return {
    refuseUnlessProtected,

    /**
     * Checks a passphrase against an open journal, as a try that counts.
     * @throws StepbackError WRONG_SECRET, TRY_LATER, PASSPHRASE_REFUSED.
     */
    checkPassphrase(passphrase: string): Promise<void> {
      return tries.make(async () => {
        const { header, key: current } = unlockedNow();
        current.fill(0);
        const secret = { kind: "passphrase", text: passphrase } as const;
        const key = await openSlots(header.slots, secret, header.vaultId);
        if (key === null) throw wrongSecret("passphrase");
        key.fill(0);
      });
    },

    /** Gives the open, protected journal other ways to the same key. */
    rewrap: (makeWaysIn: MakeWaysIn) =>
      inTurn(async () => {
        const open = standing();
        const { header, key } = unlockedNow();
        try {
          refuseUnlessProtected(true);
          const next = { ...header, slots: await makeWaysIn(header, key) };
          replaceHeader(header, next);
          if (open.kind === "open") open.vault.header = next;
        } finally {
          key.fill(0);
        }
      }),

    /**
     * Gives a journal that is not open other ways to the same key, with a secret of it.
     * @returns the vault as it is then; the caller forgets its key.
     * @throws StepbackError WRONG_SECRET, TRY_LATER, CODE_REFUSED, PROTECTION_DIFFERS, JOURNAL_BUSY.
     */
    rewrapLocked: (secret: Secret, makeWaysIn: MakeWaysIn) =>
      inTurn(async (): Promise<UnlockedVault> => {
        // An open one has its place already, and its passphrase is changed, not recovered.
        if (standing().kind === "open") {
          throw new StepbackError("PROTECTION_DIFFERS", { protected: true });
        }
        refuseUnlessProtected(true);
        const place = takePlace(folder, "command");
        try {
          const { header, key } = await tries.make(() => unlockVault(folder, secret));
          try {
            const next = { ...header, slots: await makeWaysIn(header, key) };
            replaceHeader(header, next);
            return { folder, header: next, key };
          } catch (error) {
            key.fill(0);
            throw error;
          }
        } finally {
          place.release();
        }
      }),

    /** Forgets the key of before the last change, when nothing is left that it opens. */
    forgetFormerKey: () =>
      inTurn(async () => {
        const open = standing();
        if (open.kind !== "open") return;
        const header = readHeader(folder);
        const next = { ...header, formerKey: undefined };
        replaceHeader(header, next);
        open.vault.header = next;
      }),

    /**
     * Replaces the database while nobody else has a place in the vault, once every window has written
     * what it has, and opens it again.
     * @param change does it; gives the key that the journal has afterwards.
     * @throws StepbackError JOURNAL_BUSY when a command works; what `change` throws.
     */
    replace: (change: (unlocked: UnlockedVault) => Promise<Buffer>) =>
      inTurn(async () => {
        await changes.flushWindows();
        const { key: oldKey, header } = unlockedNow();
        const wasProtected = isProtected(header);
        const wasDamaged = standing().kind === "damaged";
        let key = oldKey;
        let isChanged = false;
        if (!wasDamaged) {
          leave();
          stand({ kind: "replacing", wasProtected });
        }
        try {
          const place = takePlace(folder, "replacement");
          try {
            // Not the header of before: its place may have been waited for.
            key = await change({ folder, header: readHeader(folder), key: oldKey });
            isChanged = true;
          } finally {
            place.release();
          }
        } finally {
          if (isChanged || !wasDamaged) {
            if (wasDamaged) leave();
            await parts
              .enterOrStand(() =>
                Promise.resolve({ folder, header: readHeader(folder), key: Buffer.from(key) }),
              )
              .catch((error: unknown) => {
                context.report(error);
                return standSomehow(wasProtected);
              });
          }
          oldKey.fill(0);
          key.fill(0);
          changes.publish();
        }
      }),
  };
}
