import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { localDate } from "../journal/local-date.ts";
import { ALL_TOPICS, procedure, topic } from "./base.ts";

/** `HH:MM` on a 24-hour clock. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "not a time" });

/** What a new journal is begun with. */
export const beginnings = z.object({
  /** 1 Monday to 7 Sunday. */
  reflectionDay: z.number().int().min(1).max(7),
  reflectionTime: timeOfDay,
});

export type Beginnings = z.infer<typeof beginnings>;

/** Which kind of window has a journal open. */
export const windowKind = z.enum(["browser", "desktop"]);

/** How the journal stands to this window. Only `open` answers what is asked of the journal. */
export const journalState = z.discriminatedUnion("state", [
  /** Nothing is there, and nothing ever was. */
  z.object({ state: z.literal("none") }),
  /** A journal was here when it was last opened (an instant), and is not. */
  z.object({ state: z.literal("missing"), where: z.string(), lastOpened: z.string() }),
  /** Protected, and its key is not in memory. */
  z.object({
    state: z.literal("locked"),
    hasRecoveryCode: z.boolean(),
    /** Tries that did not fit since it was last open. */
    misses: z.number().int(),
    /** Seconds until the next try is taken; 0 when it may be made now. */
    wait: z.number(),
  }),
  z.object({
    state: z.literal("open"),
    protected: z.boolean(),
    /** Why nothing can be written: its folder does not allow it, or it is what a damaged file still gives. */
    readOnly: z.enum(["folder", "rescue"]).nullable(),
    /** Minutes without a key or a pointer after which the window locks; of a protected journal only. */
    lockAfter: z.number().int(),
  }),
  /** The key fits, or none is needed, and the file does not read as it was written. */
  z.object({ state: z.literal("damaged"), protected: z.boolean() }),
  /** Another window has it open; what is known of that one. */
  z.object({
    state: z.literal("elsewhere"),
    window: z.object({ kind: windowKind, since: z.string() }).nullable(),
  }),
]);

export type JournalState = z.infer<typeof journalState>;

/** What the damage screen has to say. */
export const damageReport = z.object({
  /** The newest backup that was opened and checked just now; null when there is none. */
  backup: z
    .object({
      name: z.string(),
      /** The instant it was made. */
      created: z.string(),
      day: localDate,
      entries: z.number().int(),
    })
    .nullable(),
  /** What can be read of the damaged file; null when nothing can. */
  readable: z
    .object({
      /** Entries of which all can be read. */
      whole: z.number().int(),
      /** Entries of which a part can. */
      part: z.number().int(),
      /** Entries that are known to have been there, and of which nothing can be read. */
      lost: z.number().int(),
      /** The last day that anything in it was written on; null when it holds nothing. */
      lastWritten: localDate.nullable(),
    })
    .nullable(),
  /** What the check found, one plain sentence each. */
  problems: z.array(z.string()),
});

export type DamageReport = z.infer<typeof damageReport>;

export const journal = {
  /** How the journal stands. Never fails for want of one. */
  state: procedure.output(journalState),

  /** Makes the journal, not protected, and opens it; one that has appeared meanwhile is opened as it is. */
  make: procedure.meta({ changes: ALL_TOPICS }).input(beginnings).output(z.null()),

  /** Looks again for a journal that was missing, or open elsewhere, and opens it if it can. */
  lookAgain: procedure.meta({ changes: ALL_TOPICS }).output(z.null()),

  /** Opens a locked journal. Fails with WRONG_SECRET or TRY_LATER, and counts the miss. */
  unlock: procedure
    .meta({ changes: ALL_TOPICS })
    .input(z.object({ passphrase: z.string() }))
    .output(z.null()),

  /**
   * Locks a protected journal, after asking every other window to write what it has: closes the
   * database and forgets the key. Does nothing where there is nothing to lock.
   */
  lock: procedure.meta({ changes: ALL_TOPICS }).output(z.null()),

  /** Asks the other window to save and let go, waits up to five seconds, and opens the journal here. */
  takeOver: procedure.meta({ changes: ALL_TOPICS }).output(z.null()),

  /** Reads a damaged journal and its backups. May take as long as reading them does. */
  damage: procedure.output(damageReport),

  /** Opens what can be read of a damaged journal, for reading and export. */
  openReadable: procedure.meta({ changes: ALL_TOPICS }).output(z.null()),

  /** Where the open journal is, in words, and how much it holds. */
  about: procedure.output(
    z.object({ where: z.string(), bytes: z.number().int(), entries: z.number().int() }),
  ),

  /** Verifies every page in use; what is wrong, one plain sentence each, and none when all is well. */
  check: procedure.output(z.array(z.string())),

  /** Back to the choice between a backup and what can be read. */
  chooseAgain: procedure.meta({ changes: ALL_TOPICS }).output(z.null()),

  /**
   * What this window has to know from now on: which topics have to be read again, whoever changed
   * them, and when the core asks for everything typed to be written (`flush`, answered by `flushed`).
   */
  changes: procedure.output(
    eventIterator(z.object({ topics: z.array(topic), flush: z.boolean().optional() })),
  ),

  /** Tells that this window has written what it had. */
  flushed: procedure.output(z.null()),
};
