import { homedir } from "node:os";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { JournalState } from "../../shared/contract/journal.ts";
import type { UnlockedVault, Vault } from "../storage/vault.ts";
import { isProtected } from "../storage/vault-file.ts";
import { readWindowNote } from "../storage/window-note.ts";
import type { Rescue } from "./rescue.ts";

/** How the journal stands to this process. */
export type Standing<Services> =
  | { kind: "none" }
  | { kind: "missing"; lastOpened: string }
  | { kind: "locked"; hasRecoveryCode: boolean }
  | { kind: "open"; vault: Vault; services: Services }
  /** Its database is being written anew; windows stay as they are and try again. */
  | { kind: "replacing"; wasProtected: boolean }
  | { kind: "damaged"; unlocked: UnlockedVault | null; rescue: Rescue | null }
  | { kind: "elsewhere" };

/** A folder as it is named to its owner. */
export function nameOfPlace(folder: string): string {
  return folder.replace(homedir(), "~");
}

/** The vault whose key is in memory; null where none is. */
export function unlockedOf(standing: Standing<unknown>): UnlockedVault | null {
  if (standing.kind === "open") return standing.vault;
  return standing.kind === "damaged" ? standing.unlocked : null;
}

/**
 * How the journal stands, as a window is told.
 * @param tries the misses since it was last open, and the seconds until the next try is taken.
 */
export function stateOf<Services>(
  standing: Standing<Services>,
  folder: string,
  tries: { misses: number; wait: number },
  lockAfter: (services: Services) => number,
): JournalState {
  switch (standing.kind) {
    case "none":
      return { state: "none" };
    case "missing":
      return {
        state: "missing",
        where: nameOfPlace(folder),
        lastOpened: standing.lastOpened,
      };
    case "locked":
      return { state: "locked", hasRecoveryCode: standing.hasRecoveryCode, ...tries };
    case "open": {
      const { vault, services } = standing;
      return {
        state: "open",
        protected: isProtected(vault.header),
        readOnly: vault.readOnly,
        lockAfter: lockAfter(services),
      };
    }
    case "replacing":
      return { state: "open", protected: standing.wasProtected, readOnly: null, lockAfter: 5 };
    case "damaged": {
      const { unlocked } = standing;
      return { state: "damaged", protected: unlocked !== null && isProtected(unlocked.header) };
    }
    case "elsewhere":
      return { state: "elsewhere", window: readWindowNote(folder) };
  }
}

/** What is answered to a call that needs an open journal. */
export function refusalOf(standing: Standing<unknown>): StepbackError {
  switch (standing.kind) {
    case "missing":
      return new StepbackError("JOURNAL_MISSING", { lastOpened: standing.lastOpened });
    case "locked":
      return new StepbackError("LOCKED", {});
    case "damaged":
      return new StepbackError("JOURNAL_DAMAGED", {});
    case "elsewhere":
    case "replacing":
      return new StepbackError("JOURNAL_BUSY", {});
    case "none":
    case "open":
      return new StepbackError("NO_JOURNAL", {});
  }
}
