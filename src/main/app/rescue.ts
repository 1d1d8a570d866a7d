import { join } from "node:path";
import type { DamageReport } from "../../shared/contract/journal.ts";
import { listBackups } from "../storage/backups.ts";
import { discard } from "../storage/file-errors.ts";
import { makePrivateFolder } from "../storage/private-copy.ts";
import type { Salvaged } from "../storage/salvage.ts";
import type { UnlockedVault } from "../storage/vault.ts";
import type { Context } from "./context.ts";
import { resultOf, type RunOrder } from "./run-order.ts";

/** What a damaged file still gives, read into a private encrypted copy. */
export interface Rescue {
  folder: string;
  file: string;
  salvaged: Salvaged;
}

/** Finds out what can be done for a damaged journal. It is only ever read. */
export function createRescuer(context: Context, run: RunOrder) {
  async function newestGoodBackup(unlocked: UnlockedVault): Promise<DamageReport["backup"]> {
    for (const { name, created, day, opensWith } of listBackups(unlocked)) {
      if (opensWith === "earlier_passphrase") continue;
      const place = { ...unlocked, name };
      // One that cannot be opened at all is no good one either.
      const found = await resultOf(run("verifyBackup", place)).catch(() => null);
      if (found?.ok === true) return { name, created, day, entries: found.entries };
    }
    return null;
  }

  return {
    /** Reads what can be read into a private copy; null when that is nothing. */
    async read({ folder, header, key }: UnlockedVault): Promise<Rescue | null> {
      const place = makePrivateFolder();
      const file = join(place, "rescue.db");
      try {
        const databaseFile = join(folder, header.database);
        const salvaged = await resultOf(run("salvage", { databaseFile, key, copyFile: file }));
        if (salvaged !== null) return { folder: place, file, salvaged };
      } catch (error) {
        context.report(error);
      }
      discard(place);
      return null;
    },

    /** What the damage screen has to say. */
    async report(unlocked: UnlockedVault, rescue: Rescue | null): Promise<DamageReport> {
      const {
        whole = 0,
        part = 0,
        lost = 0,
        lastWritten = null,
        problems,
      } = rescue?.salvaged ?? {};
      return {
        backup: await newestGoodBackup(unlocked),
        readable: whole + part === 0 ? null : { whole, part, lost, lastWritten },
        problems: problems ?? ["No page of the journal's file can be read."],
      };
    },
  };
}
