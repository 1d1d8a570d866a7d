import { z } from "zod";
import { id } from "../journal/identity.ts";
import { week } from "../journal/iso-week.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";
import { namedPerson, personName } from "./people.ts";

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

/** What can be said of a moment. A name that nobody has yet makes a person. */
export const momentDraft = z.object({
  kind: momentKind,
  text: z.string().trim().min(1).max(2000),
  /** With whom, by name. */
  person: personName.nullable(),
  invited: invited.nullable(),
  theme: z.string().nullable(),
  /** The instant, ISO with offset; now when left out. */
  at: z.iso.datetime({ offset: true }).optional(),
});

export type MomentDraft = z.infer<typeof momentDraft>;

export const moments = {
  /** The moments of a week, oldest first. */
  ofWeek: procedure.input(z.object({ week })).output(z.array(moment)),

  /**
   * Keeps a moment. A window names its `id`, so that it may be kept again when the answer was lost.
   * Fails with MOMENT_IN_FUTURE, NOTHING_WRITTEN, NOT_FOUND for a theme there is not.
   */
  add: procedure
    .meta({ changes: ["moments", "people", "weekly"] })
    .input(momentDraft.extend({ id: id.optional() }))
    .output(moment),
};
