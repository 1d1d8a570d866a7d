import { z } from "zod";
import { id } from "../journal/identity.ts";
import { week } from "../journal/iso-week.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";

export const cadence = z.enum(["weekly", "monthly", "quarterly", "per-person", "after-crisis"]);

/** The shape of an id in the library. */
export const libraryId = z.string().regex(/^[a-z][a-z0-9-]*$/, {
  error: "an id is lower-case letters, digits and hyphens",
});

/** Where an idea comes from: a document of the library and a section of it. */
export const source = z.object({ document: z.string(), section: z.string() });

/** One of the two documents. */
export const sourceDocument = z.object({ id: z.string(), title: z.string(), about: z.string() });

/** Who put a theme or a prompt into the library. */
export const origin = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("built_in") }),
  z.object({ kind: z.literal("pack"), id: libraryId, title: z.string() }),
  /** Written by the user. */
  z.object({ kind: z.literal("own") }),
]);

/** One of the concerns taken from the documents, or one of a pack or of the user's own. */
export const theme = z.object({
  id: z.string(),
  title: z.string(),
  blurb: z.string(),
  inWeeklyRotation: z.boolean(),
  sources: z.array(source),
  origin,
});

/** A question. */
export const prompt = z.object({
  id: z.string(),
  theme: z.string(),
  cadence,
  text: z.string(),
  followUps: z.array(z.string()),
  /** Null where it comes from no document. */
  source: source.nullable(),
  origin,
});

/** Something in a library file that could not be taken in; everything else of the file was. */
export const libraryProblem = z.object({
  file: z.string(),
  /** Line in the file, from 1. */
  line: z.number().int(),
  reason: z.string(),
});

/** The prompt library: every list in library order. */
export const library = z.object({
  documents: z.array(sourceDocument),
  themes: z.array(theme),
  prompts: z.array(prompt),
  /** The question that the very first reflection begins with. */
  opening: z.string().nullable(),
  problems: z.array(libraryProblem),
});

/** A prompt as the library's page lists it. */
export const listedPrompt = prompt.extend({
  /** How many written answers to it the journal has, without the bin. */
  answered: z.number().int(),
  /** The week of the last one; null when it was never answered. */
  lastWeek: z.string().nullable(),
  favourite: z.boolean(),
  pinned: z.boolean(),
  /** The week since which it is hidden; null when it is not. */
  hiddenSince: week.nullable(),
  /** It was picked for the week that is picked for. */
  picked: z.boolean(),
  /** Of an own prompt: what a change of it has to name. */
  revision: z.number().int().nullable(),
});

/** A pack of the journal. */
export const pack = z.object({ id: libraryId, title: z.string(), prompts: z.number().int() });

/** Where an answer stands; `week` also names the last week of the year 9999. */
export const promptAnswer = z.object({ entryId: id, week: z.string(), date: localDate });

export const prompts = {
  /** Every theme, in library order. */
  themes: procedure.output(z.array(theme)),

  /** The library, every list in its order, and how often each prompt was answered. */
  list: procedure.output(
    library.pick({ documents: true, themes: true }).extend({
      prompts: z.array(listedPrompt),
      packs: z.array(pack),
      /** How many are chosen each week. */
      places: z.number().int(),
      /** The week that a prompt can be picked for: the next whose set is not kept yet. */
      pickWeek: z.object({ week, isThisWeek: z.boolean() }),
    }),
  ),

  /** The latest answers to one prompt, newest first, at most `ANSWERS_SHOWN`. */
  answers: procedure.input(z.object({ id: z.string() })).output(z.array(promptAnswer)),
};

/** How many answers to one prompt are told apart; a prompt comes back every eight weeks at most. */
export const ANSWERS_SHOWN = 50;

export type Origin = z.infer<typeof origin>;
export type Pack = z.infer<typeof pack>;
export type Cadence = z.infer<typeof cadence>;
export type Theme = z.infer<typeof theme>;
export type Prompt = z.infer<typeof prompt>;
export type LibraryProblem = z.infer<typeof libraryProblem>;
export type Library = z.infer<typeof library>;
export type ListedPrompt = z.infer<typeof listedPrompt>;
export type PromptAnswer = z.infer<typeof promptAnswer>;
