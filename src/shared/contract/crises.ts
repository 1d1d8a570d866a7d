import { z } from "zod";
import { id } from "../journal/identity.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";
import { section } from "./entries.ts";
import { namedPerson, personName } from "./named-person.ts";

/** What became of an item when the crisis ended; `returned` is to the one whose ground it is. */
export const became = z.enum(["returned", "handed_on", "kept"]);

/** Who has an item when that is asked again; `with_them` is the one it was given to, or whose ground it is. */
export const whoHasIt = z.enum(["with_them", "with_me", "with_another"]);

/** What was said of an item when it was asked about again. */
export const crisisAnswer = z.object({
  id,
  date: localDate,
  who: whoHasIt,
  /** Of `with_another`: who that is. */
  person: namedPerson.nullable(),
  note: z.string(),
  /** It was given back once more, and is asked about once more in seven days. */
  givenAgain: z.boolean(),
  created: z.string(),
  updated: z.string(),
  revision: z.number().int(),
});

/** One thing that was taken over. */
export const crisisItem = z.object({
  id,
  what: z.string(),
  /** The day it was taken over: the crisis's own, or a later one. */
  since: localDate,
  /** Null until that was said. */
  became: became.nullable(),
  /** To whom it was handed on. */
  person: namedPerson.nullable(),
  /** What was said of it; of a kept one, the reason. */
  note: z.string(),
  /** The day from which it is asked who has it; null when there is nothing to ask. */
  askOn: localDate.nullable(),
  /** Oldest first, at most one of a day. */
  answers: z.array(crisisAnswer),
  created: z.string(),
  updated: z.string(),
  revision: z.number().int(),
});

/** A dated step forward. */
export const crisis = z.object({
  id,
  /** Whose ground it is. */
  person: namedPerson.nullable(),
  /** What ground it is, in words; may be empty where a person is named. */
  ground: z.string(),
  /** What ends it; null until that was said. */
  endsWhen: z.string().nullable(),
  date: localDate,
  timeZone: z.string(),
  closedOn: localDate.nullable(),
  /** The entry that it became when it was closed. */
  entryId: id.nullable(),
  /** In the order in which they were taken over. */
  items: z.array(crisisItem),
  created: z.string(),
  updated: z.string(),
  deletedAt: z.string().nullable(),
  revision: z.number().int(),
});

/**
 * What is due of a crisis on a day.
 * - `open`: it is the `day`th day, from 1; `asksWhatEndsIt` when that was not said within a day.
 * - `to_ask`: it is asked who has the `items` of these ids.
 * - `resting`: nothing is asked, not yet or not any more.
 */
export const crisisDue = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open"), day: z.number().int(), asksWhatEndsIt: z.boolean() }),
  z.object({ kind: z.literal("to_ask"), items: z.array(id) }),
  z.object({ kind: z.literal("resting") }),
]);

export type Became = z.infer<typeof became>;
export type WhoHasIt = z.infer<typeof whoHasIt>;
export type CrisisAnswer = z.infer<typeof crisisAnswer>;
export type CrisisItem = z.infer<typeof crisisItem>;
export type Crisis = z.infer<typeof crisis>;
export type CrisisDue = z.infer<typeof crisisDue>;

const line = z.string().max(2000);
const note = z.string().max(10_000);
const standing = z.object({ id, revision: z.number().int() });
const changes = { changes: ["crises", "people", "moments"] } as const;

/** What can be said of a crisis: a name that nobody has yet makes a person. */
export const crisisDraft = z.object({
  person: personName.nullable(),
  ground: line,
  endsWhen: line.nullable(),
  /** The day it began; today when left out. */
  date: localDate.optional(),
});

export type CrisisDraft = z.infer<typeof crisisDraft>;

export const crises = {
  /** What is due of crises today, oldest first: those that are open, and those to ask about again. */
  today: procedure.output(
    z.object({ date: localDate, due: z.array(z.object({ crisis, due: crisisDue })) }),
  ),

  /** One crisis with what is due of it today; null when there is none, or it was deleted. */
  read: procedure
    .input(z.object({ id }))
    .output(z.object({ date: localDate, crisis, due: crisisDue }).nullable()),

  /** The crisis that became an entry, with what is due of it today; null for another entry. */
  ofEntry: procedure
    .input(z.object({ entryId: id }))
    .output(z.object({ date: localDate, crisis, due: crisisDue }).nullable()),

  /**
   * Opens a crisis with what is taken over. A window names its `id`, so that it may be opened again
   * when the answer was lost. Fails with CRISIS_REFUSED.
   */
  open: procedure
    .meta(changes)
    .input(crisisDraft.extend({ id: id.optional(), items: z.array(line).max(100) }))
    .output(crisis),

  /**
   * Changes what is said of an open crisis; what is left out stays. Of `items`, those without an id are
   * added, those that are not named are taken off. Fails with CRISIS_REFUSED, CONFLICT, NOT_FOUND.
   */
  change: procedure
    .meta(changes)
    .input(
      standing.extend({
        ...crisisDraft.partial().shape,
        items: z.array(z.object({ id: id.nullable(), what: line })).optional(),
      }),
    )
    .output(crisis),

  /** Adds something that was taken over later, today. */
  addItem: procedure
    .meta(changes)
    .input(z.object({ id: id.optional(), crisisId: id, what: line }))
    .output(crisisItem),

  /** Takes an item back that was taken off. */
  restoreItem: procedure.meta(changes).input(z.object({ id })).output(z.null()),

  /** Says what became of an item, again too while its crisis is open. Fails with CRISIS_REFUSED, CONFLICT. */
  closeItem: procedure
    .meta(changes)
    .input(standing.extend({ became, person: personName.nullable(), note }))
    .output(crisisItem),

  /**
   * Closes a crisis of which every item is closed, and makes the entry that it becomes; one that is
   * closed already stays as it is. Each item is asked about again after seven days.
   */
  close: procedure
    .meta({ changes: ["crises", "entries", "prompts", "weekly", "today", "moments"] })
    .input(z.object({ id, date: localDate.optional() }))
    .output(crisis),

  /** The sections of a closed crisis's entry that ask about it, written or not; none without its entry. */
  questions: procedure.input(z.object({ id })).output(z.array(section)),

  /**
   * Says who has an item tonight, again too on the same day. `revision` is that of today's answer, 0
   * when there is none yet. Fails with CRISIS_REFUSED, CONFLICT.
   */
  answer: procedure
    .meta(changes)
    .input(
      z.object({
        itemId: id,
        who: whoHasIt,
        person: personName.nullable(),
        note,
        givenAgain: z.boolean(),
        revision: z.number().int(),
      }),
    )
    .output(crisisAnswer),

  /** Asks tomorrow what is asked of a crisis today. */
  tomorrow: procedure.meta(changes).input(z.object({ id })).output(crisis),

  /** Deletes an open crisis that was opened by mistake; it stays 30 days. */
  delete: procedure.meta(changes).input(z.object({ id })).output(crisis),

  /** Takes a crisis back that was deleted. */
  restore: procedure.meta(changes).input(z.object({ id })).output(crisis),
};
