import { z } from "zod";
import { procedure } from "./base.ts";

export const cadence = z.enum(["weekly", "monthly", "quarterly", "per-person", "after-crisis"]);

/** Where an idea comes from: a document of the library and a section of it. */
export const source = z.object({ document: z.string(), section: z.string() });

/** One of the two documents. */
export const sourceDocument = z.object({ id: z.string(), title: z.string(), about: z.string() });

/** One of the concerns taken from the documents. */
export const theme = z.object({
  id: z.string(),
  title: z.string(),
  blurb: z.string(),
  inWeeklyRotation: z.boolean(),
  sources: z.array(source),
});

/** A question. */
export const prompt = z.object({
  id: z.string(),
  theme: z.string(),
  cadence,
  text: z.string(),
  followUps: z.array(z.string()),
  source,
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

export type Cadence = z.infer<typeof cadence>;
export type Theme = z.infer<typeof theme>;
export type Prompt = z.infer<typeof prompt>;
export type LibraryProblem = z.infer<typeof libraryProblem>;
export type Library = z.infer<typeof library>;

export const prompts = {
  /** Every theme, in library order. */
  themes: procedure.output(z.array(theme)),
};
