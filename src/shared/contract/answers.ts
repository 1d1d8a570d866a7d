import { z } from "zod";
import { id } from "../journal/identity.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";
import { documentJson, entryKind, section } from "./entries.ts";
import { namedPerson } from "./named-person.ts";
import { libraryId, prompt } from "./prompts.ts";

/** A prompt that is answered; `person` is asked for by a per-person prompt, and by no other. */
const asked = z.object({ prompt: libraryId, person: id.optional() });

/** What was answered to a prompt before. */
export const earlierAnswer = z.object({
  sectionId: id,
  entryId: id,
  kind: entryKind,
  date: localDate,
  /** Also the last week of the year 9999. */
  week: z.string(),
  /** The question as it was worded then. */
  wording: z.string(),
  document: documentJson,
  /** The document's schema number. */
  schema: z.number().int(),
  /** About whom it was answered; nobody for a prompt that is about no one. */
  people: z.array(namedPerson),
});

/** A prompt as it is put to its writer outside the weekly ritual. */
export const question = prompt
  .pick({
    id: true,
    theme: true,
    cadence: true,
    source: true,
    origin: true,
    text: true,
    followUps: true,
  })
  .extend({
    themeTitle: z.string(),
    /** The title of the source document. */
    documentTitle: z.string(),
    /** About whom it is asked, who is named in its text. */
    person: namedPerson.nullable(),
    /** The answer of today, if there is one: it is gone on with. */
    standing: z.object({ entryId: id, section }).nullable(),
    timeZone: z.string(),
  });

/** A per-person prompt, worded about one person, and what was answered to it about them. */
export const promptAbout = prompt
  .pick({ id: true, theme: true, text: true, source: true })
  .extend({ answered: z.number().int(), lastWeek: z.string().nullable() });

export type EarlierAnswer = z.infer<typeof earlierAnswer>;
export type Question = z.infer<typeof question>;
export type PromptAbout = z.infer<typeof promptAbout>;

/** Answering prompts, in the ritual and outside it. Part of `prompts` in the contract. */
export const answers = {
  /**
   * All earlier answers to a prompt, oldest first. `person` narrows to those about one person; `before`
   * is the entry that is written: neither its own answer is among them nor any later one.
   */
  earlierAnswers: procedure
    .input(asked.extend({ before: id.optional() }))
    .output(z.array(earlierAnswer)),

  /**
   * A prompt to be answered outside the ritual; writes nothing. Fails with NOT_FOUND,
   * PROMPT_NEEDS_PERSON, PROMPT_NEEDS_NO_PERSON.
   */
  toAnswer: procedure.input(asked).output(question),

  /**
   * Keeps an answer as `entries.saveSection` does. The first one makes its entry of today and its
   * section, under the ids that the window names; a blank one makes nothing. Fails with CONFLICT also
   * where another window has begun the answer of today.
   */
  saveAnswer: procedure
    .meta({ changes: ["entries", "weekly", "today", "prompts", "people"] })
    .input(
      asked.extend({
        entryId: id,
        id,
        document: documentJson,
        revision: z.number().int(),
        writer: z.string().min(1).max(64),
      }),
    )
    .output(z.object({ revision: z.number().int(), updated: z.string(), words: z.number().int() })),

  /** The per-person prompts that are not hidden, in library order, about one person. Fails with NOT_FOUND. */
  about: procedure
    .input(z.object({ person: id }))
    .output(z.object({ person: namedPerson, prompts: z.array(promptAbout) })),
};
