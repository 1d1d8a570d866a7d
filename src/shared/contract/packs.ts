import { z } from "zod";
import { procedure } from "./base.ts";
import { PACK_BYTES } from "./pack-problems.ts";
import { libraryId, pack } from "./prompts.ts";

/** What adding a pack did. */
export const addedPack = pack.extend({ outcome: z.enum(["added", "updated", "unchanged"]) });

export type AddedPack = z.infer<typeof addedPack>;

const changesLibrary = { changes: ["prompts", "weekly"] } as const;

/** Packs of prompts. Part of `prompts` in the contract. */
export const packs = {
  /**
   * Adds a pack from the text of its file, or puts it in the place of the one with its id.
   * `partly` leaves out the prompts that cannot be used, where the others stand alone.
   */
  addPack: procedure
    .meta(changesLibrary)
    // One that is too large is refused in words, by the core.
    .input(z.object({ yaml: z.string().max(4 * PACK_BYTES), partly: z.boolean() }))
    .output(addedPack),

  /** Takes a pack out of the library; what was answered stays. It can be restored for 30 days. */
  removePack: procedure
    .meta(changesLibrary)
    .input(z.object({ id: libraryId }))
    .output(z.null()),

  restorePack: procedure
    .meta(changesLibrary)
    .input(z.object({ id: libraryId }))
    .output(z.null()),
};
