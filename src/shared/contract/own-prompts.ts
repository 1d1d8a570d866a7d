import { z } from "zod";
import { id } from "../journal/identity.ts";
import { procedure } from "./base.ts";
import { MOST_FOLLOW_UPS, QUESTION_LENGTH } from "./pack-problems.ts";
import { cadence, libraryId } from "./prompts.ts";

/** A title may have so many characters. */
export const TITLE_LENGTH = 120;

/** A theme of the user's own as it is written. */
export const ownTheme = z.object({
  title: z.string().max(TITLE_LENGTH),
  /** It takes its turn among the themes of the week. */
  inWeeklyRotation: z.boolean(),
});

/** A prompt of the user's own as it is written. */
export const ownPrompt = z.object({
  text: z.string().max(QUESTION_LENGTH),
  /** The theme's id, or a new theme of one's own. */
  theme: z.union([libraryId, ownTheme]),
  cadence,
  followUps: z.array(z.string().max(QUESTION_LENGTH)).max(MOST_FOLLOW_UPS),
});

export type OwnTheme = z.infer<typeof ownTheme>;
export type OwnPrompt = z.infer<typeof ownPrompt>;

const changesLibrary = { changes: ["prompts", "weekly"] } as const;
const ofLibrary = z.object({ id: libraryId });

/** Prompts and themes of the user's own. Part of `prompts` in the contract. */
export const ownPrompts = {
  /** Keeps a prompt; one that was kept under `row` already takes the words, because the answer was lost. */
  write: procedure
    .meta(changesLibrary)
    .input(ownPrompt.extend({ row: id }))
    .output(z.object({ id: libraryId })),

  /** Changes a prompt from now on: earlier answers keep their wording. */
  change: procedure
    .meta(changesLibrary)
    .input(ownPrompt.extend({ id: libraryId, revision: z.number().int() }))
    .output(z.null()),

  /** Deletes a prompt; its answers stay. It can be restored for 30 days. */
  remove: procedure.meta(changesLibrary).input(ofLibrary).output(z.null()),

  restore: procedure.meta(changesLibrary).input(ofLibrary).output(z.null()),

  /** Gives a theme another title, or another turn. */
  changeTheme: procedure
    .meta(changesLibrary)
    .input(ownTheme.extend({ id: libraryId }))
    .output(z.null()),

  /** Deletes a theme that has no prompts. */
  removeTheme: procedure.meta(changesLibrary).input(ofLibrary).output(z.null()),

  restoreTheme: procedure.meta(changesLibrary).input(ofLibrary).output(z.null()),
};
