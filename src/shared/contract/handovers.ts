import { z } from "zod";
import { id } from "../journal/identity.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";
import { namedPerson } from "./named-person.ts";

/** A turn of what was handed over: it went to the person, or the leader took it back. */
export const handoverTurn = z.object({
  id,
  kind: z.enum(["given", "taken_back"]),
  date: localDate,
  /** One line, may be empty. */
  note: z.string(),
});

/** Something given to a person. */
export const handover = z.object({
  id,
  person: namedPerson,
  what: z.string(),
  /** How far it is theirs: `wholly`, `to propose`; may be empty. */
  howFar: z.string(),
  /** From the first day it was given on. */
  turns: z.array(handoverTurn),
  /** Whether it is with the person now. */
  isWithThem: z.boolean(),
  created: z.string(),
  updated: z.string(),
  deletedAt: z.string().nullable(),
  revision: z.number().int(),
});

export type HandoverTurn = z.infer<typeof handoverTurn>;
export type Handover = z.infer<typeof handover>;

/** What is kept when something is handed over. */
export const handoverDraft = z.object({
  /** By name; one that nobody has yet makes a person. */
  person: z.string(),
  what: z.string().max(2000),
  howFar: z.string().max(2000),
  date: localDate,
});

export type HandoverDraft = z.infer<typeof handoverDraft>;

const changes = { changes: ["people"] } as const;
const turn = z.object({ id, date: localDate, note: z.string().max(2000) });

export const handoverProcedures = {
  /**
   * Hands something over. A window names its `id`, so that it may be kept again when the answer was lost.
   * Fails with PERSON_MISSING, MATTER_MISSING, DAY_IN_FUTURE, NAME_TOO_LONG.
   */
  handOver: procedure
    .meta(changes)
    .input(handoverDraft.extend({ id: id.optional() }))
    .output(handover),

  /** Notes that the leader took it back. Fails with NOT_FOUND, DAY_IN_FUTURE, DAY_TOO_EARLY, HANDOVER_STANDS. */
  takeBack: procedure.meta(changes).input(turn).output(handover),

  /** Notes that it was given once more. Fails as `takeBack` does. */
  giveAgain: procedure.meta(changes).input(turn).output(handover),

  /** Takes back what was noted last, if it was not that it was first given. Fails with NOT_FOUND. */
  removeLastTurn: procedure.meta(changes).input(z.object({ id })).output(handover),

  /** Changes its words. Fails with NOT_FOUND, MATTER_MISSING, CONFLICT. */
  changeHandover: procedure
    .meta(changes)
    .input(handoverDraft.pick({ what: true, howFar: true }).extend({ id, revision: z.number() }))
    .output(handover),

  /** Puts it into the bin, and takes it out again. Fail with NOT_FOUND. */
  deleteHandover: procedure.meta(changes).input(z.object({ id })).output(handover),
  restoreHandover: procedure.meta(changes).input(z.object({ id })).output(handover),
};
