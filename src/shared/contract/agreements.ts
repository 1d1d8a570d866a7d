import { z } from "zod";
import { id } from "../journal/identity.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";
import { namedPerson } from "./named-person.ts";

/** The authority that a person wants the leader to have on a matter, from none to all of it. */
export const agreementLevel = z.enum(["none", "view", "voice", "vote", "decide"]);

/** What a person said they want from the leader. */
export const agreement = z.object({
  id,
  person: namedPerson,
  matter: z.string(),
  level: agreementLevel,
  /** Their own words; may be empty. */
  words: z.string(),
  /** The day it was said on, and the one to ask again on. */
  date: localDate,
  askOn: localDate.nullable(),
  /** So many days lie between being asked and being asked again. */
  span: z.number().int().nullable(),
  /** The one that stood before, on the same matter. */
  replaces: id.nullable(),
  created: z.string(),
  updated: z.string(),
  deletedAt: z.string().nullable(),
  revision: z.number().int(),
});

/** One that stands, with those it replaced, the latest first. */
export const standingAgreement = agreement.extend({ earlier: z.array(agreement) });

/** One that is to be asked about. */
export const dueAgreement = agreement.extend({ askOn: localDate });

export type AgreementLevel = z.infer<typeof agreementLevel>;
export type Agreement = z.infer<typeof agreement>;
export type StandingAgreement = z.infer<typeof standingAgreement>;
export type DueAgreement = z.infer<typeof dueAgreement>;

/** What is kept of an agreement. */
export const agreementDraft = z.object({
  matter: z.string().max(2000),
  level: agreementLevel,
  words: z.string().max(10_000),
  date: localDate,
  askOn: localDate.nullable(),
});

export type AgreementDraft = z.infer<typeof agreementDraft>;

const changes = { changes: ["people"] } as const;

export const agreementProcedures = {
  /**
   * Keeps what a person said. A window names its `id`, so that it may be kept again when the answer was lost.
   * Fails with PERSON_MISSING, MATTER_MISSING, DAY_IN_FUTURE, DAY_TOO_EARLY, NAME_TOO_LONG.
   */
  agree: procedure
    .meta(changes)
    .input(agreementDraft.extend({ id: id.optional(), person: z.string() }))
    .output(agreement),

  /** It is still so: the day to ask again moves on by the same span, from today. Fails with NOT_FOUND. */
  stillSo: procedure.meta(changes).input(z.object({ id })).output(agreement),

  /** Asks on another day. Fails with NOT_FOUND, DAY_TOO_EARLY. */
  askAgreementOn: procedure
    .meta(changes)
    .input(z.object({ id, askOn: localDate.nullable() }))
    .output(agreement),

  /** Keeps what changed as the one that stands; `id` becomes its history. Fails as `agree` does, with NOT_FOUND. */
  changeAgreement: procedure.meta(changes).input(agreementDraft.extend({ id })).output(agreement),

  /** Puts it into the bin, where what it replaced stands again, and takes it out. Fail with NOT_FOUND. */
  deleteAgreement: procedure.meta(changes).input(z.object({ id })).output(agreement),
  restoreAgreement: procedure.meta(changes).input(z.object({ id })).output(agreement),
};
