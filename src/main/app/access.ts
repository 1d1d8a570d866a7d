import { statSync } from "node:fs";
import { join } from "node:path";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { DamageReport, JournalState } from "../../shared/contract/journal.ts";
import { createBackup } from "../storage/backups.ts";
import { damageOr, openDatabase } from "../storage/database.ts";
import { discard, folderError } from "../storage/file-errors.ts";
import type { Work } from "../storage/lock.ts";
import type { Secret } from "../storage/slots.ts";
import {
  openedVault,
  openVault,
  type UnlockedVault,
  unlockVault,
  type Vault,
} from "../storage/vault.ts";
import { lookForVault, readHeader } from "../storage/vault-folder.ts";
import { isProtected, sameSlots, vaultFilePath, type VaultHeader } from "../storage/vault-file.ts";
import { askToLetGo, noteWindow, removeWindowNote, stopAsking } from "../storage/window-note.ts";
import type { Changes } from "./changes.ts";
import { type Context, momentOf } from "./context.ts";
import type { KnownJournals } from "./known-journals.ts";
import { createRescuer } from "./rescue.ts";
import type { RunOrder } from "./run-order.ts";
import { refusalOf, type Standing, stateOf, unlockedOf } from "./standing.ts";
import { createTries } from "./tries.ts";
import { createVaultChanges } from "./vault-changes.ts";

/** How long another window is waited for that was asked to let go, in milliseconds. */
const LET_GO_WAIT = 5000;
const LOOK_EVERY = 200;

/** What getting at a journal needs from outside. */
export interface AccessNeeds<Services> {
  context: Context;
  changes: Changes;
  known: KnownJournals;
  run: RunOrder;
  /** Puts the services of an open journal together. */
  start: (vault: Vault) => Services;
  /** Minutes away after which an open journal locks. */
  lockAfter: (services: Services) => number;
}

const hasRecoveryCode = ({ slots }: VaultHeader): boolean =>
  slots.some(({ kind }) => kind === "recovery_code");

export type Access<Services> = ReturnType<typeof createAccess<Services>>;

/**
 * Decides who gets at the journal, and when: opening, locking, damage, another window. Whatever
 * changes how it stands is done one at a time.
 */
export function createAccess<Services>(needs: AccessNeeds<Services>) {
  const { context, changes, known, run } = needs;
  const { journal: folder } = context.paths;
  const tries = createTries(context.elapsed);
  const rescuer = createRescuer(context, run);
  let standing: Standing<Services> = { kind: "none" };
  let work: Work = "window";
  let wasLocked = false;
  let headerSeen = 0;
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const next = turn.then(act);
    turn = next.catch(() => undefined);
    return next;
  }

  function backUpBeforeMigration({ header, key }: UnlockedVault): void {
    const databaseFile = join(folder, header.database);
    createBackup({
      folder,
      databaseFile,
      header,
      key,
      kind: "before_migration",
      ...momentOf(context),
    });
  }

  /** Opens it with what `unlock` gives, and starts its services. */
  async function enter(unlock: () => Promise<UnlockedVault>): Promise<Services> {
    const vault = await openVault(folder, work, unlock, backUpBeforeMigration);
    try {
      const services = needs.start(vault);
      standing = { kind: "open", vault, services };
    } catch (error) {
      vault.close();
      // The first that is read of it may be what is damaged.
      throw damageOr(error);
    }
    if (work === "window" || known.lastOpened(folder) === null) {
      known.noteOpened(folder, momentOf(context).created);
    }
    if (work === "window" && vault.readOnly === null) {
      stopAsking(folder);
      tellOtherWindows();
    }
    return standing.services;
  }

  /** A disk that does not take the note is no reason not to open: others only know less of this window. */
  function tellOtherWindows(): void {
    try {
      noteWindow(folder, { kind: context.window, since: momentOf(context).created });
    } catch (error) {
      context.report(folderError(error));
    }
  }

  /** Opens it for a window; what a window has a view for becomes how it stands. */
  async function enterOrStand(unlock: () => Promise<UnlockedVault>): Promise<void> {
    try {
      await enter(unlock);
    } catch (error) {
      if (!(error instanceof StepbackError)) throw error;
      leave();
      if (error.code === "LOCKED") {
        standing = { kind: "locked", hasRecoveryCode: hasRecoveryCode(readHeader(folder)) };
      } else if (error.code === "JOURNAL_DAMAGED") {
        // Whether the key fits is the slot's to say: it is not damage that is told from a wrong one here.
        const unlocked = await unlock().catch(() => null);
        standing = { kind: "damaged", unlocked, rescue: null };
      } else if (error.code === "JOURNAL_BUSY") {
        standing = { kind: "elsewhere" };
      } else {
        throw error;
      }
    }
  }

  function refuseMissing(): void {
    const lastOpened = known.lastOpened(folder);
    if (lastOpened !== null && lookForVault(folder) === "nothing") {
      throw new StepbackError("JOURNAL_MISSING", { lastOpened });
    }
  }

  /** Closes what is open, and forgets its key, before anything else that could fail. */
  function leave(): void {
    if (standing.kind === "open") {
      const { vault } = standing;
      vault.close();
      if (work === "window" && vault.readOnly === null) removeWindowNote(folder);
    } else if (standing.kind === "damaged") {
      standing.unlocked?.key.fill(0);
      if (standing.rescue !== null) discard(standing.rescue.folder);
    }
  }

  /** Leaves a journal that its owner or another window wants closed: no device opens it again here. */
  function leaveFor(next: Standing<Services>): Standing<Services> {
    wasLocked = true;
    leave();
    return next;
  }

  /** A device opens the journal at start, and never what its owner has locked. */
  const deviceOrNothing = (): Secret | null =>
    context.device === null || wasLocked ? null : { kind: "device", keeper: context.device };

  /** Looks what is there, and opens it if it can without asking. */
  async function look(): Promise<void> {
    if (standing.kind === "open") return;
    leave();
    if (lookForVault(folder) === "nothing") {
      const lastOpened = known.lastOpened(folder);
      standing = lastOpened === null ? { kind: "none" } : { kind: "missing", lastOpened };
    } else {
      await enterOrStand(() => unlockVault(folder, deviceOrNothing()));
    }
  }

  /** The open or damaged journal with a key of its own, which the caller forgets. */
  function unlockedNow(): UnlockedVault {
    const unlocked = unlockedOf(standing);
    if (unlocked === null) throw refusalOf(standing);
    return { folder, header: readHeader(folder), key: Buffer.from(unlocked.key) };
  }

  return {
    tries,

    ...createVaultChanges<Services>({
      context,
      changes,
      tries,
      inTurn,
      standing: () => standing,
      stand: (next) => {
        standing = next;
      },
      leave,
      look,
      enterOrStand,
      unlockedNow,
    }),

    /** How it stands, as a window is told. */
    state: (): JournalState => stateOf(standing, folder, tries.state(), needs.lockAfter),

    /** The open journal. @throws StepbackError saying how it stands otherwise. */
    open(): { vault: Vault; services: Services } {
      if (standing.kind !== "open") throw refusalOf(standing);
      return standing;
    },

    /** The open journal; null when it is not. */
    openOrNull: () => (standing.kind === "open" ? standing : null),

    unlockedNow,

    /**
     * Opens the journal for a command.
     * @throws StepbackError as `openVault` does; JOURNAL_MISSING.
     */
    enter: (secret: Secret | null) =>
      inTurn(async () => {
        if (standing.kind === "open") return standing.services;
        work = "command";
        refuseMissing();
        return enter(() => unlockVault(folder, secret));
      }),

    /** As `enter`, for a command that has something to do with a damaged journal too. */
    enterThoughDamaged: (secret: Secret | null) =>
      inTurn(async () => {
        work = "command";
        refuseMissing();
        await enterOrStand(() => unlockVault(folder, secret));
        if (standingKind() === "locked" || standingKind() === "elsewhere")
          throw refusalOf(standing);
      }),

    /**
     * Looks what is there for a window, and opens it if it can without asking.
     * @throws StepbackError NOT_A_JOURNAL, JOURNAL_NEWER, FOLDER_UNUSABLE: there is no view for these.
     */
    look: () => inTurn(look),

    /** Opens a locked journal. @throws StepbackError WRONG_SECRET, TRY_LATER, PASSPHRASE_REFUSED. */
    unlock: (secret: Secret) =>
      inTurn(async () => {
        if (standing.kind === "open") return;
        const { header, key } = await tries.make(() => unlockVault(folder, secret));
        try {
          await enterOrStand(() => withKey(header, key, secret));
        } finally {
          key.fill(0);
        }
      }),

    /** Locks a protected journal, once every window has written what it has. */
    lock: () =>
      inTurn(async () => {
        const unlocked = unlockedOf(standing);
        if (unlocked === null || !isProtected(unlocked.header)) return;
        await changes.flushWindows();
        standing = leaveFor({ kind: "locked", hasRecoveryCode: hasRecoveryCode(unlocked.header) });
        changes.publish();
      }),

    /** Lets go of the journal for another window that asks for it, once all is written. */
    letGo: () =>
      inTurn(async () => {
        if (standing.kind !== "open") return;
        await changes.flushWindows();
        standing = leaveFor({ kind: "elsewhere" });
        stopAsking(folder);
        changes.publish();
      }),

    /**
     * Asks the window that has the journal to let go, and opens it here.
     * @throws StepbackError WINDOW_SILENT when it does not answer within five seconds.
     */
    takeOver: () =>
      inTurn(async () => {
        if (standing.kind !== "elsewhere") return;
        askToLetGo(folder, { kind: context.window, since: momentOf(context).created });
        const giveUpAt = context.elapsed() + LET_GO_WAIT;
        try {
          for (;;) {
            await look();
            // Another place than "elsewhere" means that the lock was free.
            if (standingKind() !== "elsewhere") return;
            if (context.elapsed() >= giveUpAt) throw new StepbackError("WINDOW_SILENT", {});
            await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
          }
        } finally {
          stopAsking(folder);
        }
      }),

    /** Notes that the open journal's file no longer reads as it was written. */
    noteDamage: () =>
      inTurn(async () => {
        if (standing.kind !== "open" || standing.vault.readOnly === "rescue") return;
        const unlocked = unlockedNow();
        leave();
        standing = { kind: "damaged", unlocked, rescue: null };
        changes.publish();
      }),

    /** What a damaged journal and its backups still give. */
    damage: () =>
      inTurn(async (): Promise<DamageReport> => {
        if (standing.kind !== "damaged") throw refusalOf(standing);
        const { unlocked } = standing;
        if (unlocked === null) return { backup: null, readable: null, problems: [] };
        standing.rescue ??= await rescuer.read(unlocked);
        return rescuer.report(unlocked, standing.rescue);
      }),

    /** Opens what can be read of a damaged journal, for reading and export. */
    openReadable: () =>
      inTurn(async () => {
        const damaged = standing;
        if (damaged.kind !== "damaged" || damaged.unlocked === null) throw refusalOf(standing);
        const { unlocked } = damaged;
        damaged.rescue ??= await rescuer.read(unlocked);
        const { rescue } = damaged;
        if (rescue === null) throw new StepbackError("JOURNAL_DAMAGED", {});
        const database = openDatabase(rescue.file, unlocked.key, { readonly: true });
        const release = (): void => discard(rescue.folder);
        const vault = openedVault(unlocked, database, "rescue", release, rescue.file);
        try {
          standing = { kind: "open", vault, services: needs.start(vault) };
        } catch (error) {
          database.close();
          throw error;
        }
      }),

    /** Back from what could be read to the choice. */
    chooseAgain: () =>
      inTurn(async () => {
        if (standing.kind !== "open" || standing.vault.readOnly !== "rescue") return;
        const unlocked = unlockedNow();
        leave();
        standing = { kind: "damaged", unlocked, rescue: null };
      }),

    /** Takes note of ways in that a command beside this window has changed. */
    noticeOtherWaysIn(): void {
      if (standing.kind !== "open" || standing.vault.readOnly !== null) return;
      const { mtimeMs } = statSync(vaultFilePath(folder), { throwIfNoEntry: false }) ?? {};
      if (mtimeMs === undefined || mtimeMs === headerSeen) return;
      headerSeen = mtimeMs;
      const { vault } = standing;
      try {
        const header = readHeader(folder);
        const isSame = sameSlots(header, vault.header);
        vault.header = header;
        if (!isSame) changes.publish(["journal", "protection", "backups"]);
      } catch {
        // A header that is broken while the journal is open is for the next start to find.
      }
    },

    /** Closes whatever is open, for good. */
    close(): void {
      leave();
      standing = { kind: "none" };
    },
  };

  /** What was unlocked before its place was held; anew, if the ways in were changed meanwhile. */
  function withKey(header: VaultHeader, key: Buffer, secret: Secret): Promise<UnlockedVault> {
    const current = readHeader(folder);
    return sameSlots(current, header)
      ? Promise.resolve({ folder, header: current, key: Buffer.from(key) })
      : unlockVault(folder, secret);
  }

  function standingKind(): Standing<Services>["kind"] {
    return standing.kind;
  }
}
