import { z } from "zod";
import { id } from "../journal/identity.ts";
import { week } from "../journal/iso-week.ts";
import { procedure } from "./base.ts";
import { namedPerson, personName } from "./named-person.ts";

export const outcome = z.enum(["kept", "partly", "not_kept", "never_came_up", "dropped"]);

/**
 * What becomes of a commitment after its outcome: it goes on as another one, with the same words or
 * with new ones, it is handed to somebody, or it ends.
 */
export const became = z.enum(["carried", "reshaped", "handed_on", "ended"]);

/** "If *situation*, then I will *act*", or the act alone. */
export const commitment = z.object({
  id,
  /** The week it was made in. */
  week,
  /** The week in which it is asked about. */
  dueWeek: week,
  situation: z.string().nullable(),
  action: z.string(),
  /** With whom it is made. */
  person: namedPerson.nullable(),
  outcome: outcome.nullable(),
  outcomeNote: z.string().nullable(),
  /** The week that asked for the outcome; null where there is none, or it is not known. */
  answeredIn: week.nullable(),
  became: became.nullable(),
  /** One line on what became of it. */
  becameNote: z.string().nullable(),
  /** The commitment that this one goes on from, with the same words or with new ones. */
  carriedFrom: id.nullable(),
  reshapedFrom: id.nullable(),
  created: z.string(),
  updated: z.string(),
  revision: z.number().int(),
});

/** A commitment as Look back asks about it. */
export const askedCommitment = commitment.extend({
  /** It waits for an answer, or for what becomes of it. */
  isOpen: z.boolean(),
  /** How many times it was carried over as it is; after the third it cannot be any more. */
  timesCarried: z.number().int(),
  /** What was said of it each time before, oldest first. */
  said: z.array(z.object({ week, outcome, note: z.string().nullable() })),
});

export type Outcome = z.infer<typeof outcome>;
export type Commitment = z.infer<typeof commitment>;
export type AskedCommitment = z.infer<typeof askedCommitment>;

const words = z.string().trim().min(1).max(2000);
const note = z.string().max(2000);
const written = { situation: words.nullable(), action: words };
/** With whom, by name: null for nobody, as it was where it is left out. */
const withWhom = { person: personName.nullable().optional() };

/** Three times it may come along as it is. */
export const MOST_CARRIES = 3;
/** At most so many wait for an answer at a time. */
export const MOST_OPEN = 3;

/** A commitment of which nothing is known but its words and what was said of it. */
export const STANDS_ALONE = {
  answeredIn: null,
  became: null,
  becameNote: null,
  carriedFrom: null,
  reshapedFrom: null,
} as const satisfies Partial<Commitment>;

/** The outcomes after which a commitment may go on. */
export const GOES_ON: readonly Outcome[] = ["partly", "not_kept", "never_came_up"];

/** What becomes of a commitment that is not carried over; `undecided` takes that back. */
export const fate = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("undecided") }),
  /** A window names the `id` of the new one, so that saying it again only changes its words. */
  z.object({ kind: z.literal("reshaped"), id: id.optional(), ...written }),
  z.object({
    kind: z.literal("handed_on"),
    person: personName,
    what: words,
    howFar: z.string().trim().max(200),
  }),
  z.object({ kind: z.literal("ended"), note }),
]);

export type Fate = z.infer<typeof fate>;

const changing = procedure.meta({ changes: ["commitments", "weekly", "entries"] });
/** A name that nobody has yet makes a person. */
const changingPeople = procedure.meta({
  changes: ["commitments", "weekly", "entries", "people"],
});

export const commitments = {
  /** The commitments made in a week, in the order they were made. */
  madeIn: procedure.input(z.object({ week })).output(z.array(commitment)),

  /**
   * The commitments that a week's Look back asks about: all that are open and due by then, and those it
   * has asked about already; the longest due first.
   */
  askedIn: procedure.input(z.object({ week })).output(z.array(askedCommitment)),

  /** Every commitment that is open, the longest due first: at most three, but for an import. */
  open: procedure.output(z.array(commitment)),

  /**
   * Makes a commitment in a week, due in the week after; at most three are open at a time. A window names
   * its `id`, so that it may make it again when the answer was lost: what is there already takes the new
   * words.
   */
  make: changingPeople
    .input(z.object({ id: id.optional(), week, ...written, ...withWhom }))
    .output(commitment),

  /**
   * Changes its words if `revision` is still the one that stands; its situation and its person where
   * they are given.
   */
  change: changingPeople
    .input(
      z.object({
        id,
        situation: words.nullable().optional(),
        action: words,
        ...withWhom,
        revision: z.number().int(),
      }),
    )
    .output(commitment),

  /** Takes a commitment back. */
  remove: changing.input(z.object({ id })).output(z.null()),

  /**
   * Keeps what was said of a commitment in the Look back of `week`, if `revision` is the one that stands
   * or is left out; null takes it back. `carry` says whether it goes on as it is for another week, and
   * leaves that as it was where it is left out.
   * Fails with NOT_FOUND, CONFLICT, CARRIED_THREE_TIMES, TOO_MANY_COMMITMENTS, ANSWERED_SINCE.
   */
  say: changing
    .input(
      z.object({
        id,
        week,
        outcome: outcome.nullable(),
        note: note.nullable(),
        carry: z.boolean().optional(),
        revision: z.number().int().optional(),
      }),
    )
    .output(commitment),

  /**
   * Keeps what becomes of a commitment that was answered with something else than kept or let go.
   * Fails with NOT_FOUND, NOTHING_TO_DECIDE, NOTHING_WRITTEN, TOO_MANY_COMMITMENTS, ANSWERED_SINCE.
   */
  decide: changingPeople.input(z.object({ id, week, fate })).output(commitment),
};
