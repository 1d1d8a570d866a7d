import { z } from "zod";
import { id } from "../journal/identity.ts";
import { week } from "../journal/iso-week.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";
import { namedPerson, personName } from "./named-person.ts";

/** `stepped_in`; `stepped_back` and stayed reachable; `stepped_away` and left them alone with it. */
export const momentKind = z.enum(["stepped_in", "stepped_back", "stepped_away"]);

/** Whether stepping in was asked for. */
export const invited = z.enum(["asked_for", "offered", "uninvited"]);

/** A line caught in the week. */
export const moment = z.object({
  id,
  kind: momentKind,
  text: z.string(),
  /** The instant it happened at, the day that was in the writer's zone, and the week of that day. */
  at: z.string(),
  date: localDate,
  timeZone: z.string(),
  week: z.string(),
  person: namedPerson.nullable(),
  /** Null where it was not said. */
  invited: invited.nullable(),
  /** A theme of the library. */
  theme: z.string().nullable(),
  /** The crisis it happened in. */
  crisisId: id.nullable(),
  created: z.string(),
  updated: z.string(),
  deletedAt: z.string().nullable(),
  revision: z.number().int(),
});

export type MomentKind = z.infer<typeof momentKind>;
export type Invited = z.infer<typeof invited>;
export type Moment = z.infer<typeof moment>;

/** How long the line of a moment may be. */
export const MOMENT_CHARACTERS = 2000;

/** What can be said of a moment. A name that nobody has yet makes a person. */
export const momentDraft = z.object({
  kind: momentKind,
  text: z.string().trim().min(1).max(MOMENT_CHARACTERS),
  /** With whom, by name. */
  person: personName.nullable(),
  invited: invited.nullable(),
  theme: z.string().nullable(),
  /** The instant, ISO with offset; now when left out. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** The crisis it happened in; none when left out. */
  crisisId: id.nullable().optional(),
});

export type MomentDraft = z.infer<typeof momentDraft>;

/** Where a moment is begun: in its sheet, or among those of a week in Gather. Each keeps what was begun there. */
export const momentPlace = z.enum(["sheet", "gather"]);

export type MomentPlace = z.infer<typeof momentPlace>;

/** A moment that was begun and is not kept yet, as it stands in its sheet. */
export const unkeptMoment = z.object({
  /** The id it is going to have. */
  id,
  kind: momentKind.nullable(),
  text: z.string().max(MOMENT_CHARACTERS),
  person: z.string().max(200),
  invited: invited.nullable(),
  theme: z.string().nullable(),
  at: z.iso.datetime({ offset: true }),
  crisisId: id.nullable(),
});

export type UnkeptMoment = z.infer<typeof unkeptMoment>;

/** What the sheet of a new moment begins with. */
export const momentSheet = z.object({
  /** What was begun there the last time and neither kept nor cleared. */
  draft: unkeptMoment.nullable(),
  /** The instant it is, and the zone that its days are reckoned in. */
  now: z.string(),
  timeZone: z.string(),
  /** The crises that are open, oldest first. */
  crises: z.array(z.object({ id, ground: z.string() })),
});

export type MomentSheet = z.infer<typeof momentSheet>;

const changes = { changes: ["moments", "people", "weekly", "entries"] } as const;

export const moments = {
  /** The moments of a week, oldest first. */
  ofWeek: procedure.input(z.object({ week })).output(z.array(moment)),

  /** The moments with a person, oldest first. */
  ofPerson: procedure.input(z.object({ personId: id })).output(z.array(moment)),

  /** The people that moments were with, the latest first; at most a hundred. */
  recentPeople: procedure.output(z.array(id)),

  /** The moments of a range of days, both included, oldest first. */
  between: procedure.input(z.object({ from: localDate, to: localDate })).output(z.array(moment)),

  /** Those of these moments whose words there still are, deleted ones too. */
  quoted: procedure.input(z.object({ ids: z.array(id).max(1000) })).output(z.array(moment)),

  /** What a new moment begins with. */
  sheet: procedure.input(z.object({ place: momentPlace })).output(momentSheet),

  /** Keeps what was begun of a moment, in the journal; null lets go of it. */
  keepDraft: procedure
    .input(z.object({ place: momentPlace, draft: unkeptMoment.nullable() }))
    .output(z.null()),

  /**
   * Keeps a moment, and lets go of the draft of the same `id`. A window names the `id`, so that it may
   * be kept again when the answer was lost.
   * Fails with MOMENT_IN_FUTURE, NOTHING_WRITTEN, NOT_FOUND for a theme or a crisis there is not.
   */
  add: procedure
    .meta(changes)
    .input(momentDraft.extend({ id: id.optional() }))
    .output(moment),

  /**
   * Changes what is given, if `revision` is still the one that stands.
   * Fails as `add` does, with NOT_FOUND for a moment there is not, and with CONFLICT.
   */
  change: procedure
    .meta(changes)
    .input(momentDraft.partial().extend({ id, revision: z.number().int() }))
    .output(moment),

  /** Takes a moment off the lists; one that is gone already stays gone. */
  remove: procedure.meta(changes).input(z.object({ id })).output(z.null()),

  /** Puts a deleted moment back, within 30 days. */
  restore: procedure.meta(changes).input(z.object({ id })).output(moment),
};
