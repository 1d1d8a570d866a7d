import { z } from "zod";
import { id } from "../journal/identity.ts";
import { week } from "../journal/iso-week.ts";
import { procedure } from "./base.ts";

export const outcome = z.enum(["kept", "partly", "not_kept", "never_came_up", "dropped"]);

/** "If *situation*, then I will *act*", or the act alone. */
export const commitment = z.object({
  id,
  /** The week it was made in. */
  week,
  /** The week in which it is asked about. */
  dueWeek: week,
  situation: z.string().nullable(),
  action: z.string(),
  outcome: outcome.nullable(),
  outcomeNote: z.string().nullable(),
  created: z.string(),
  updated: z.string(),
  revision: z.number().int(),
});

export type Commitment = z.infer<typeof commitment>;

const words = z.string().trim().min(1).max(2000);

export const commitments = {
  /** The commitments made in a week, in the order they were made. */
  madeIn: procedure.input(z.object({ week })).output(z.array(commitment)),

  /** The commitments that a week asks about: due by then and without an answer, the longest due first. */
  askedIn: procedure.input(z.object({ week })).output(z.array(commitment)),

  /**
   * Makes a commitment in a week, due in the week after; at most three. A window names its `id`, so
   * that it may make it again when the answer was lost: what is there already takes the new words.
   */
  make: procedure
    .meta({ changes: ["commitments", "weekly", "entries"] })
    .input(z.object({ id: id.optional(), week, situation: words.nullable(), action: words }))
    .output(commitment),

  /** Changes its words if `revision` is still the one that stands. */
  change: procedure
    .meta({ changes: ["commitments", "weekly", "entries"] })
    .input(z.object({ id, action: words, revision: z.number().int() }))
    .output(commitment),

  /** Takes a commitment back. */
  remove: procedure
    .meta({ changes: ["commitments", "weekly", "entries"] })
    .input(z.object({ id }))
    .output(z.null()),
};
