import { randomInt } from "node:crypto";
import { StepbackError } from "../../shared/contract/errors.ts";
import { CODE_GROUPS, type OldBackups } from "../../shared/contract/protection.ts";
import type { Id } from "../../shared/journal/identity.ts";
import { listBackups } from "../storage/backups.ts";
import { type DerivationCost, normalisePassphrase } from "../storage/passphrase.ts";
import { formatRecoveryCode, makeRecoveryCode, sameGroup } from "../storage/recovery-code.ts";
import {
  deviceSlot,
  noneSlot,
  passphraseSlot,
  recoveryCodeSlot,
  type Slot,
} from "../storage/slots.ts";
import { type UnlockedVault } from "../storage/vault.ts";
import { readHeader } from "../storage/vault-folder.ts";
import { newDataKey, type VaultHeader } from "../storage/vault-file.ts";
import type { Access } from "./access.ts";
import type { BackupsService } from "./backups.ts";
import type { Context } from "./context.ts";
import { resultOf, type RunOrder } from "./run-order.ts";
import type { MakeWaysIn } from "./vault-changes.ts";

/** How many groups of a new code are typed back. */
const TYPED_BACK = 2;

/** A group of the recovery code, typed back from paper; numbers count from 1. */
export interface TypedGroup {
  number: number;
  text: string;
}

export type Protection = ReturnType<typeof createProtection>;

/** The slots of a new protected journal: its passphrase, and a recovery code that is shown once. */
export async function protectedSlots(
  passphrase: string,
  code: readonly string[],
  dataKey: Buffer,
  vaultId: Id,
  cost: DerivationCost,
): Promise<Slot[]> {
  return [
    await passphraseSlot(passphrase, dataKey, vaultId, cost),
    recoveryCodeSlot(formatRecoveryCode(code), dataKey, vaultId),
  ];
}

/** Sets, changes and takes away what protects the journal (safekeeping.md, "The vault"). */
export function createProtection(needs: {
  context: Context;
  access: Access<unknown>;
  backups: BackupsService;
  run: RunOrder;
}) {
  const { context, access, backups, run } = needs;
  const { passphraseCost } = context;
  const { journal: folder } = context.paths;
  /** The code that was made last, and the groups to be typed back; forgotten once it is used. */
  let made: { code: readonly string[]; ask: readonly number[] } | null = null;

  function checkGroups(groups: readonly TypedGroup[]): readonly string[] {
    if (made === null) throw new StepbackError("NO_CODE", {});
    for (const number of made.ask) {
      const typed = groups.find((group) => group.number === number)?.text ?? "";
      if (!sameGroup(typed, made.code[number - 1] ?? "")) {
        throw new StepbackError("CODE_DIFFERS", { number });
      }
    }
    return made.code;
  }

  /** Writes the journal anew under a new key, with the ways to it that `makeSlots` gives. */
  async function rotate(
    makeSlots: (dataKey: Buffer, vaultId: Id, unlocked: UnlockedVault) => Promise<readonly Slot[]>,
    unprotected: OldBackups,
  ): Promise<void> {
    await access.replace(async (unlocked) => {
      const toKey = newDataKey();
      const { header, key: fromKey } = unlocked;
      const slots = await makeSlots(toKey, header.vaultId, unlocked);
      try {
        await resultOf(run("changeKey", { folder, header, fromKey, toKey, slots }));
      } catch (error) {
        // The header is the commit point: what failed after it does not undo it.
        if (readHeader(folder).database === header.database) throw error;
        context.report(error);
      }
      return toKey;
    });
    made = null;
    await renewBackups(unprotected);
  }

  /** A journal that was locked or taken over meanwhile has its backups renewed at its next start. */
  async function renewBackups(unprotected: OldBackups): Promise<void> {
    const open = access.openOrNull();
    if (open !== null) await backups.renew(open.vault, unprotected);
  }

  /** Gives the open journal other ways to the same key, and its backups too. */
  async function rewrap(makeWaysIn: MakeWaysIn): Promise<void> {
    await access.rewrap(makeWaysIn);
    await renewBackups("rebuild");
  }

  const withPassphrase = async (
    { slots, vaultId }: VaultHeader,
    key: Buffer,
    passphrase: string,
  ): Promise<Slot[]> => [
    ...slots.filter(({ kind }) => kind !== "passphrase"),
    await passphraseSlot(passphrase, key, vaultId, passphraseCost),
  ];

  /** The device opens the new key too, if it opened the old one. */
  function withDevice(slots: Slot[], dataKey: Buffer, { header }: UnlockedVault): Slot[] {
    const had = header.slots.some(({ kind }) => kind === "device");
    if (!had || context.device === null) return slots;
    return [...slots, deviceSlot(context.device, dataKey, header.vaultId)];
  }

  return {
    /** The ways into the journal. */
    state() {
      const { vault } = access.open();
      const has = (kind: Slot["kind"]): boolean =>
        vault.header.slots.some((slot) => slot.kind === kind);
      return {
        passphrase: has("passphrase"),
        recoveryCode: has("recovery_code"),
        device: context.device === null ? null : has("device"),
        unprotectedBackups: listBackups(vault).filter(({ opensWith }) => opensWith === "nothing")
          .length,
      };
    },

    /** Makes a recovery code to be shown once; nothing is changed by it. */
    makeCode(): { code: string[]; ask: number[] } {
      access.open();
      const ask = new Set<number>();
      while (ask.size < TYPED_BACK) ask.add(randomInt(CODE_GROUPS) + 1);
      made = { code: makeRecoveryCode(), ask: [...ask].toSorted((left, right) => left - right) };
      return { code: [...made.code], ask: [...made.ask] };
    },

    /**
     * Sets the first passphrase, with the code that was made last.
     * @throws StepbackError CODE_DIFFERS, PASSPHRASE_REFUSED, PROTECTION_DIFFERS, JOURNAL_BUSY,
     *   FOLDER_UNUSABLE; nothing is changed then.
     */
    async set(
      passphrase: string,
      groups: readonly TypedGroup[],
      oldBackups: OldBackups,
    ): Promise<void> {
      access.refuseUnlessProtected(false);
      normalisePassphrase(passphrase).fill(0);
      const code = checkGroups(groups);
      await rotate(
        (dataKey, vaultId) => protectedSlots(passphrase, code, dataKey, vaultId, passphraseCost),
        oldBackups,
      );
    },

    /** Tries the passphrase of the open journal. @throws StepbackError WRONG_SECRET, TRY_LATER. */
    async check(passphrase: string): Promise<void> {
      access.refuseUnlessProtected(true);
      await access.checkPassphrase(passphrase);
    },

    /** Changes the passphrase; the key stays. @throws StepbackError WRONG_SECRET, PASSPHRASE_REFUSED. */
    async change(passphrase: string, next: string): Promise<void> {
      access.refuseUnlessProtected(true);
      normalisePassphrase(next).fill(0);
      await access.checkPassphrase(passphrase);
      await rewrap((header, key) => withPassphrase(header, key, next));
    },

    /** Puts the code that was made last in the place of the old one, under a new key. */
    async renewCode(passphrase: string, groups: readonly TypedGroup[]): Promise<void> {
      access.refuseUnlessProtected(true);
      const code = checkGroups(groups);
      await access.checkPassphrase(passphrase);
      // Backups of the old key would stay open to the old code, so they are written anew too.
      await rotate(
        async (dataKey, vaultId, unlocked) =>
          withDevice(
            await protectedSlots(passphrase, code, dataKey, vaultId, passphraseCost),
            dataKey,
            unlocked,
          ),
        "rebuild",
      );
    },

    /** Takes the protection away; the key, which the header then tells everybody, stays. */
    async remove(passphrase: string): Promise<void> {
      access.refuseUnlessProtected(true);
      await access.checkPassphrase(passphrase);
      await rewrap((_, key) => Promise.resolve([noneSlot(key)]));
    },

    /**
     * Sets another passphrase for a journal that is not open, with its recovery code, which stays good.
     * @throws StepbackError CODE_REFUSED, WRONG_SECRET, TRY_LATER, PASSPHRASE_REFUSED, JOURNAL_BUSY.
     */
    async recover(code: string, next: string): Promise<void> {
      normalisePassphrase(next).fill(0);
      const secret = { kind: "recovery_code", text: code } as const;
      const unlocked = await access.rewrapLocked(secret, (header, key) =>
        withPassphrase(header, key, next),
      );
      try {
        await backups.renew(unlocked, "rebuild");
      } finally {
        unlocked.key.fill(0);
      }
    },

    /** Lets this machine open the journal at start, or no longer. */
    async useDevice(passphrase: string, on: boolean): Promise<void> {
      access.refuseUnlessProtected(true);
      await access.checkPassphrase(passphrase);
      const { device } = context;
      if (on && device === null) throw new Error("this system has no keeper of secrets");
      await rewrap((header, key) => {
        const others = header.slots.filter(({ kind }) => kind !== "device");
        if (!on || device === null) return Promise.resolve(others);
        return Promise.resolve([...others, deviceSlot(device, key, header.vaultId)]);
      });
    },
  };
}
