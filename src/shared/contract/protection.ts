import { z } from "zod";
import { ALL_TOPICS, procedure } from "./base.ts";

/** A recovery code has so many groups, counted from 1, of four letters and digits each. */
export const CODE_GROUPS = 9;

/** The most bytes that a passphrase may have, in UTF-8 and NFKC. */
export const PASSPHRASE_BYTES = 1024;

/** A group of the recovery code, typed back from paper. */
const typedGroup = z.object({ number: z.number().int().min(1).max(CODE_GROUPS), text: z.string() });

/** What is to become of backups that the journal's old key opens. */
export const oldBackups = z.enum(["rebuild", "remove"]);

export type OldBackups = z.infer<typeof oldBackups>;

const changes = ["journal", "protection", "backups"] as const;

export const protection = {
  /** The ways into the journal. */
  state: procedure.output(
    z.object({
      passphrase: z.boolean(),
      recoveryCode: z.boolean(),
      /** Whether this machine opens it at start; null where the system keeps no secrets. */
      device: z.boolean().nullable(),
      /** Backups that anybody with the files can read. */
      unprotectedBackups: z.number().int(),
    }),
  ),

  /**
   * Makes a recovery code to be shown once and written on paper; nothing is changed by it. A later
   * one takes its place. `ask` names the groups that have to be typed back, in rising order.
   */
  makeCode: procedure.output(
    z.object({ code: z.array(z.string()), ask: z.array(z.number().int()) }),
  ),

  /**
   * Sets the first passphrase with the code that was made last; the database is written anew under a
   * new key. Fails with CODE_DIFFERS when a group is not the same, PASSPHRASE_REFUSED; nothing is
   * changed then.
   */
  set: procedure
    .meta({ changes })
    .input(
      z.object({
        passphrase: z.string(),
        groups: z.array(typedGroup).min(1),
        backups: oldBackups,
      }),
    )
    .output(z.null()),

  /** Tries the passphrase of the open journal, before more is asked. Fails with WRONG_SECRET, TRY_LATER. */
  check: procedure.input(z.object({ passphrase: z.string() })).output(z.null()),

  /** Changes the passphrase; the key stays. */
  change: procedure
    .meta({ changes })
    .input(z.object({ passphrase: z.string(), next: z.string() }))
    .output(z.null()),

  /** Puts the code that was made last in the place of the old one, under a new key. */
  renewCode: procedure
    .meta({ changes })
    .input(z.object({ passphrase: z.string(), groups: z.array(typedGroup).min(1) }))
    .output(z.null()),

  /** Takes the protection away: whoever has the files can read them from now on. */
  remove: procedure
    .meta({ changes })
    .input(z.object({ passphrase: z.string() }))
    .output(z.null()),

  /** Opens a locked journal with its recovery code and sets another passphrase. The code stays good. */
  recover: procedure
    .meta({
      changes: ALL_TOPICS,
    })
    .input(z.object({ code: z.string(), next: z.string() }))
    .output(z.null()),

  /** Lets this machine open the journal at start, or no longer. */
  useDevice: procedure
    .meta({ changes })
    .input(z.object({ passphrase: z.string(), on: z.boolean() }))
    .output(z.null()),
};
