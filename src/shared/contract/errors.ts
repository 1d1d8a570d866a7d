import { z } from "zod";
import { packTrouble } from "./pack-problems.ts";

/**
 * The closed list of what can go wrong and be acted on. Errors cross the contract as a code and its
 * data; the sentences are in error-messages.ts. Anything else that is thrown is a bug.
 */
export const errors = {
  /** No journal where one was looked for. */
  NO_JOURNAL: { data: z.object({}) },
  /** The place holds something that is not a journal, or already holds one. */
  NOT_A_JOURNAL: { data: z.object({}) },
  JOURNAL_EXISTS: { data: z.object({}) },
  /** The folder cannot be made, read or written. */
  FOLDER_UNUSABLE: { data: z.object({ reason: z.enum(["missing", "denied", "full", "other"]) }) },
  /** A journal was here when it was last opened, and is not. */
  JOURNAL_MISSING: { data: z.object({ lastOpened: z.string() }) },
  JOURNAL_DAMAGED: { data: z.object({}) },
  JOURNAL_NEWER: { data: z.object({}) },
  /** A second window, or something is replacing the database. */
  JOURNAL_BUSY: { data: z.object({}) },
  /** The other window was asked to let go of the journal, and did not answer. */
  WINDOW_SILENT: { data: z.object({}) },
  /** The journal is protected, and its key is not in memory. */
  LOCKED: { data: z.object({}) },
  /** The passphrase or the recovery code does not fit; `wait` seconds until the next try is taken. */
  WRONG_SECRET: {
    data: z.object({
      what: z.enum(["passphrase", "recovery_code"]),
      misses: z.number().int(),
      wait: z.number(),
    }),
  },
  /** Too many tries did not fit; the next is taken in `wait` seconds. */
  TRY_LATER: { data: z.object({ wait: z.number() }) },
  /** This cannot be a passphrase; `limit` in bytes. */
  PASSPHRASE_REFUSED: {
    data: z.object({ reason: z.enum(["empty", "too_long"]), limit: z.number().int() }),
  },
  /** This cannot be a recovery code: too short or long, a letter that none has, or a slip of the pen. */
  CODE_REFUSED: { data: z.object({ reason: z.enum(["length", "letters", "slip"]) }) },
  /** A group that was typed back is not the same as on the code. */
  CODE_DIFFERS: { data: z.object({ number: z.number().int() }) },
  /** No recovery code is waiting to be typed back: it was used, or the program was started again. */
  NO_CODE: { data: z.object({}) },
  /** What was asked for needs a protected journal, or one that is not. */
  PROTECTION_DIFFERS: { data: z.object({ protected: z.boolean() }) },
  BACKUP_REFUSED: {
    data: z.object({
      reason: z.enum([
        "missing",
        "damaged",
        "other_journal",
        "earlier_passphrase",
        "newer",
        "not_made",
      ]),
    }),
  },
  /** The journal could not be written just now; nothing was changed. */
  NOT_SAVED: {
    data: z.object({ reason: z.enum(["denied", "full", "busy", "read_only", "other"]) }),
  },
  NOT_FOUND: {
    data: z.object({
      what: z.enum([
        "entry",
        "section",
        "prompt",
        "theme",
        "person",
        "commitment",
        "reflection",
        "moment",
        "pack",
        "crisis",
        "handover",
        "agreement",
      ]),
      id: z.string(),
    }),
  },
  /** Another window or command saved first; `revision` is the one that stands. */
  CONFLICT: { data: z.object({ revision: z.number().int() }) },
  /** The document holds something this version does not know: it is kept, and read only. */
  DOCUMENT_REFUSED: { data: z.object({ reason: z.string() }) },
  NOTHING_WRITTEN: { data: z.object({}) },
  TOO_LONG: { data: z.object({ limit: z.number().int() }) },
  WEEK_TAKEN: { data: z.object({ week: z.string() }) },
  DATE_TAKEN: { data: z.object({ week: z.string(), date: z.string() }) },
  /** `about` is there for an answer about one person, which stands under a day instead of a week. */
  PROMPT_ANSWERED: {
    data: z.object({
      week: z.string(),
      prompt: z.string(),
      about: z.object({ person: z.string(), date: z.string() }).optional(),
    }),
  },
  /** It is asked about one person, and nobody was named. */
  PROMPT_NEEDS_PERSON: { data: z.object({ prompt: z.string() }) },
  /** Somebody was named, and it is asked about nobody. */
  PROMPT_NEEDS_NO_PERSON: { data: z.object({ prompt: z.string() }) },
  /** Somebody else is called that already. */
  NAME_TAKEN: { data: z.object({ id: z.string(), name: z.string() }) },
  NAME_MISSING: { data: z.object({}) },
  NAME_TOO_LONG: { data: z.object({ limit: z.number().int() }) },
  /** A person cannot be merged with themselves. */
  SAME_PERSON: { data: z.object({ name: z.string() }) },
  /** What is handed over or agreed is so with somebody, and about something. */
  PERSON_MISSING: { data: z.object({}) },
  MATTER_MISSING: { data: z.object({}) },
  /** What has happened did so up to today. */
  DAY_IN_FUTURE: { data: z.object({ date: z.string() }) },
  DAY_TOO_EARLY: { data: z.object({ earliest: z.string() }) },
  /** What is taken back is with the leader already, or what is given is with the person. */
  HANDOVER_STANDS: { data: z.object({ isWithThem: z.boolean(), name: z.string() }) },
  /** What has not happened yet is no moment. */
  MOMENT_IN_FUTURE: { data: z.object({}) },
  /** What is said of a crisis cannot be, or not now. */
  CRISIS_REFUSED: {
    data: z.object({
      reason: z.enum([
        "no_ground",
        "nothing_taken",
        "in_future",
        "before_opening",
        "reason_missing",
        "nobody_named",
        "items_open",
        "closed",
        "not_closed",
        "not_asked",
      ]),
    }),
  },
  /** `{person}` stands in a prompt that is not asked about one person. */
  PERSON_UNASKED: { data: z.object({}) },
  /** A theme is not deleted while prompts are in it. */
  THEME_IN_USE: { data: z.object({ title: z.string(), prompts: z.number().int() }) },
  PACK_REFUSED: { data: packTrouble },
  NO_OTHER_PROMPT: { data: z.object({}) },
  /** So many commitments are open that there can be no other one. */
  TOO_MANY_COMMITMENTS: { data: z.object({ limit: z.number().int() }) },
  /** A commitment goes on as it is three times at most. */
  CARRIED_THREE_TIMES: { data: z.object({}) },
  /** What a commitment went on as was answered already. */
  ANSWERED_SINCE: { data: z.object({}) },
  /** What becomes of a commitment is asked after an answer that leaves it open. */
  NOTHING_TO_DECIDE: { data: z.object({}) },
  /** These bytes are no picture that is taken in: what they are, their size, or the size they would have on the screen. */
  PICTURE_REFUSED: {
    data: z.object({ reason: z.enum(["not_a_picture", "too_large", "too_many_pixels", "broken"]) }),
  },
  EXPORT_REFUSED: {
    data: z.object({
      reason: z.enum(["not_empty", "no_parent", "denied", "full", "inside_journal", "other"]),
    }),
  },
  /** What was named for an import cannot be read as an export, as a whole. */
  IMPORT_REFUSED: {
    data: z.object({
      reason: z.enum([
        "missing",
        "denied",
        "not_an_export",
        "empty",
        "broken",
        "newer",
        "too_large",
        "too_slow",
        "changed",
      ]),
    }),
  },
} as const;

/** A code of the closed list. */
export type ErrorCode = keyof typeof errors;

/** The data that goes with a code. */
export type ErrorData<Code extends ErrorCode> = z.infer<(typeof errors)[Code]["data"]>;

/** One failure of the closed list, thrown by services and carried by both hosts and the command line. */
export class StepbackError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly data: ErrorData<Code>;

  constructor(code: Code, data: ErrorData<Code>, options?: ErrorOptions) {
    super(code, options);
    this.name = "StepbackError";
    this.code = code;
    this.data = data;
  }
}
