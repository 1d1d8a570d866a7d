import { z } from "zod";
import { procedure } from "./base.ts";
import { libraryId } from "./prompts.ts";

/** What the user wishes of a prompt; what is left out stays. */
export const promptWish = z.object({
  favourite: z.boolean().optional(),
  pinned: z.boolean().optional(),
  hidden: z.boolean().optional(),
});

export type PromptWish = z.infer<typeof promptWish>;

/** Wishes for the choice. A set that is kept never changes through them. Part of `prompts` in the contract. */
export const wishes = {
  /** Favours, pins or hides a prompt, or no longer. */
  wish: procedure
    .meta({ changes: ["prompts", "weekly"] })
    .input(promptWish.extend({ id: libraryId }))
    .output(z.null()),

  /** Picks a prompt for the next week whose set is not kept yet, in place of another one; or no longer. */
  pick: procedure
    .meta({ changes: ["prompts", "weekly"] })
    .input(z.object({ id: libraryId, isPicked: z.boolean() }))
    .output(z.null()),
};
