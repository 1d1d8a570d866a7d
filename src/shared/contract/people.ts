import { z } from "zod";
import { id } from "../journal/identity.ts";
import { localDate } from "../journal/local-date.ts";
import { agreementProcedures, dueAgreement, standingAgreement } from "./agreements.ts";
import { procedure } from "./base.ts";
import { entryKind } from "./entries.ts";
import { handover, handoverProcedures } from "./handovers.ts";
import { invited, momentKind } from "./moments.ts";
import { namedPerson, NAME_LIMIT } from "./named-person.ts";

export const relation = z.enum(["report", "peer", "other"]);

/** Someone the leader works with. */
export const person = namedPerson.extend({
  relation,
  /** What they are in charge of, in a word or two; may be empty. */
  role: z.string(),
  created: z.string(),
  updated: z.string(),
  deletedAt: z.string().nullable(),
  revision: z.number().int(),
});

/** How often the leader stepped in, back and away with a person, in the last twelve weeks. */
export const balance = z.object({
  steppedIn: z.number().int(),
  steppedBack: z.number().int(),
  steppedAway: z.number().int(),
});

/** A person as the list shows them. */
export const listedPerson = person.extend({ balance });

/** The newest entry that names a person. */
export const conversation = z.object({
  entryId: id,
  title: z.string(),
  kind: entryKind,
  date: localDate,
  week: z.string(),
  /** The first words of what speaks of them, else of the entry. */
  excerpt: z.string(),
});

/** A moment as a person's plot has it. */
export const personMoment = z.object({
  id,
  kind: momentKind,
  invited: invited.nullable(),
  date: localDate,
  week: z.string(),
  text: z.string(),
});

/** What was answered to a prompt about a person. */
export const personAnswer = z.object({
  entryId: id,
  sectionId: id,
  promptId: z.string(),
  /** As it was asked. */
  question: z.string(),
  date: localDate,
  week: z.string(),
  excerpt: z.string(),
  /** Not in what is left of a damaged journal, where the words are lost. */
  isReadable: z.boolean(),
});

/** All that a person's page shows. */
export const personPage = z.object({
  person,
  /** The day of the earliest thing that the journal has of them. */
  since: localDate,
  lastConversation: conversation.nullable(),
  /** What was handed over, the earliest given first. */
  handovers: z.array(handover),
  /** What stands, those to be asked about first. */
  agreements: z.array(standingAgreement),
  /** The twelve weeks that the moments are of, oldest first. */
  weeks: z.array(z.string()),
  moments: z.array(personMoment),
  /** Newest first. */
  answers: z.array(personAnswer),
});

export type Relation = z.infer<typeof relation>;
export type Person = z.infer<typeof person>;
export type Balance = z.infer<typeof balance>;
export type ListedPerson = z.infer<typeof listedPerson>;
export type Conversation = z.infer<typeof conversation>;
export type PersonMoment = z.infer<typeof personMoment>;
export type PersonAnswer = z.infer<typeof personAnswer>;
export type PersonPage = z.infer<typeof personPage>;

/** What is said of a person. */
const said = z.object({ name: z.string(), relation, role: z.string().max(NAME_LIMIT) });

export const people = {
  /** Everyone who is not in the bin, by name. */
  list: procedure.output(z.array(person)),

  /** The same, with how the leader stood to each lately. */
  listed: procedure.output(z.array(listedPerson)),

  /** A person's page; that of whom they were merged into. Null where there is nobody. */
  page: procedure.input(z.object({ id })).output(personPage.nullable()),

  /**
   * Adds a person; one that stands under `id` already stays, because the answer to adding it was lost.
   * Fails with NAME_TAKEN, NAME_MISSING, NAME_TOO_LONG.
   */
  add: procedure
    .meta({ changes: ["people"] })
    .input(said.extend({ id: id.optional() }))
    .output(person),

  /** Changes what is said of a person. Fails with NAME_TAKEN, NAME_MISSING, NAME_TOO_LONG, CONFLICT, NOT_FOUND. */
  change: procedure
    .meta({ changes: ["people", "moments", "entries", "weekly"] })
    .input(said.partial().extend({ id, revision: z.number().int() }))
    .output(person),

  /** Puts a person into the bin; what names them stays. */
  delete: procedure
    .meta({ changes: ["people", "moments", "entries", "weekly"] })
    .input(z.object({ id }))
    .output(person),

  /** Takes a person out of the bin. Fails with NAME_TAKEN, NOT_FOUND. */
  restore: procedure
    .meta({ changes: ["people", "moments", "entries", "weekly"] })
    .input(z.object({ id }))
    .output(person),

  /** Makes one person of two: all that names `id` names `into`. Fails with SAME_PERSON, NOT_FOUND. */
  merge: procedure
    .meta({ changes: ["people", "moments", "entries", "weekly"] })
    .input(z.object({ id, into: id }))
    .output(person),

  /** The agreements that are to be asked about on a day or were before, the longest due first. */
  agreementsDue: procedure.input(z.object({ date: localDate })).output(z.array(dueAgreement)),

  ...handoverProcedures,
  ...agreementProcedures,

  /**
   * Whom texts speak of by these ids, as they are called now. One who was merged into another one is
   * that person; whom nobody knows here is left out.
   */
  mentioned: procedure
    .input(z.object({ ids: z.array(id).max(1000) }))
    .output(z.array(z.object({ id, person: namedPerson }))),
};
