import { z } from "zod";
import { week } from "../journal/iso-week.ts";
import { localDate } from "../journal/local-date.ts";
import { id } from "../journal/identity.ts";
import { procedure } from "./base.ts";
import { commitment } from "./commitments.ts";
import { section } from "./entries.ts";
import { origin, source } from "./prompts.ts";

/** The steps of the ritual, in order. */
export const step = z.enum(["look_back", "gather", "write", "commit", "close"]);

/**
 * Why a prompt was chosen now, as data.
 * - `opening`: there is no history at all, so the reflection begins with the opening question.
 * - `never_answered`: its theme has never been answered.
 * - `theme_unanswered`: its theme was last answered `weeks` ISO weeks ago.
 * - `stepped_in_uninvited`, `handover_taken_back`, `crisis_closed`, `stepped_away`: what the week shows.
 * - `drawn`: drawn by the week; the same week always draws the same.
 * - `favourite`, `picked`: the user's own wish.
 * - `first_of_month`, `first_of_quarter`: the first reflection of the month or quarter.
 * - `longest_away`: too few were free, so the one longest away came back after `weeks`.
 */
export const reason = z.object({
  kind: z.enum([
    "opening",
    "never_answered",
    "theme_unanswered",
    "stepped_in_uninvited",
    "handover_taken_back",
    "crisis_closed",
    "stepped_away",
    "drawn",
    "favourite",
    "picked",
    "first_of_month",
    "first_of_quarter",
    "longest_away",
  ]),
  weeks: z.number().int().positive().optional(),
});

/** A prompt as it was chosen for a week. */
export const chosenPrompt = z.object({
  id: z.string(),
  theme: z.string(),
  text: z.string(),
  reason,
  /** Null where it comes from no document, or has left the library. */
  source: source.nullable(),
});

/** A place of the kept set: its prompt, and the section that its answer goes into. */
export const place = chosenPrompt.extend({
  themeTitle: z.string(),
  /** The title of the source document; empty without one. */
  documentTitle: z.string(),
  /** Null for a prompt that has left the library. */
  origin: origin.nullable(),
  followUps: z.array(z.string()),
  section,
  /** Something is written under it. */
  answered: z.boolean(),
  /** It was skipped, and nothing is written under it. */
  skipped: z.boolean(),
});

/** Where the writer is: restored exactly, after a kill too. */
export const whereabouts = z.object({
  step,
  /** Index of the place in the Write step, from 0. */
  place: z.number().int().min(0).max(9),
  /** Caret in the open section, a ProseMirror position. */
  caret: z.number().int().min(0),
  /** How far the page is scrolled, in CSS pixels. */
  scroll: z.number().int().min(0),
});

/** A week's reflection once it was begun. */
export const reflection = z.object({
  week,
  entryId: id,
  date: localDate,
  title: z.string(),
  whereabouts,
  closedAt: z.string().nullable(),
  updated: z.string(),
  /** None until the Write step was opened, or a first answer written. */
  places: z.array(place),
  /** Answers that are in no place: written from the command line, or swapped away with text in them. */
  others: z.array(section),
  commitments: z.array(commitment),
});

/** One week that can be reflected on, as Today offers it. */
export const offeredWeek = z.object({
  week,
  state: z.enum(["not_begun", "begun", "closed"]),
  /** Its entry, once it was begun. */
  entryId: id.nullable(),
  /** Once begun: where it was left, when, and the last words written there. */
  left: z
    .object({
      step,
      place: z.number().int(),
      places: z.number().int(),
      at: z.string(),
      lastWords: z.string(),
    })
    .nullable(),
});

/** What Today needs of the week. */
export const today = z.object({
  date: localDate,
  timeZone: z.string(),
  week,
  /** Weekday on which the user reflects, 1 Monday to 7 Sunday, and the time, `HH:MM`. */
  reflectionDay: z.number().int(),
  reflectionTime: z.string(),
  /** The day and time of this week's reflection have come. */
  isDue: z.boolean(),
  /** The current week, and last week while it is still on offer and not closed. */
  offered: z.array(offeredWeek),
  /** What was committed to, is due by now and waits for an answer. */
  due: z.array(commitment),
  /** Whether any reflection stands in the journal. */
  begunBefore: z.boolean(),
});

const blockCount = z.number().int().min(0).max(10);

/** How the time of a week fell, in ten blocks; fewer than ten are what was placed. */
export const weekBlocks = z
  .object({ inIt: blockCount, onIt: blockCount, people: blockCount, other: blockCount })
  .refine(({ inIt, onIt, people, other }) => inIt + onIt + people + other <= 10);

export type WeekBlocks = z.infer<typeof weekBlocks>;
export type Step = z.infer<typeof step>;
export type Reason = z.infer<typeof reason>;
export type ChosenPrompt = z.infer<typeof chosenPrompt>;
export type Place = z.infer<typeof place>;
export type Whereabouts = z.infer<typeof whereabouts>;
export type Reflection = z.infer<typeof reflection>;
export type OfferedWeek = z.infer<typeof offeredWeek>;
export type Today = z.infer<typeof today>;

const ofWeek = z.object({ week });
const ofPlace = z.object({ week, place: z.number().int().min(0).max(9) });

export const weekly = {
  /** What Today shows of the week; writes nothing. */
  today: procedure.output(today),

  /** A week's reflection; null until it was begun. */
  read: procedure.input(ofWeek).output(reflection.nullable()),

  /** Begins a week with what comes before its writing; changes nothing in one that is begun. */
  begin: procedure
    .meta({ changes: ["weekly", "entries"] })
    .input(ofWeek)
    .output(reflection),

  /** Opens the Write step: keeps the set of prompts the first time, and changes nothing afterwards. */
  open: procedure
    .meta({ changes: ["weekly", "entries"] })
    .input(ofWeek)
    .output(reflection),

  /** Remembers where the writer is. */
  stayAt: procedure.input(ofWeek.extend(whereabouts.shape)).output(z.null()),

  /** Puts another prompt into one place; text already written stays under its own prompt. */
  anotherPrompt: procedure
    .meta({ changes: ["weekly", "entries"] })
    .input(ofPlace)
    .output(reflection),

  /** Passes over the prompt of one place. */
  skip: procedure
    .meta({ changes: ["weekly", "entries"] })
    .input(ofPlace)
    .output(reflection),

  /** How a week fell, and the week before it; null where no block was placed. */
  blocks: procedure
    .input(ofWeek)
    .output(z.object({ placed: weekBlocks.nullable(), lastWeek: weekBlocks.nullable() })),

  /** Keeps how a week fell, as it is; none placed is nothing kept. */
  placeBlocks: procedure
    .meta({ changes: ["weekly"] })
    .input(ofWeek.extend({ placed: weekBlocks }))
    .output(z.object({ revision: z.number().int(), updated: z.string() })),

  /** Puts the week away. */
  close: procedure
    .meta({ changes: ["weekly", "entries"] })
    .input(ofWeek)
    .output(reflection),
};
