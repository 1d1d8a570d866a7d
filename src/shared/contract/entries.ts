import { z } from "zod";
import type { DocumentJson } from "../document/schema.ts";
import { id } from "../journal/identity.ts";
import { localDate } from "../journal/local-date.ts";
import { procedure } from "./base.ts";
import { commitment } from "./commitments.ts";
import { namedPerson, personName } from "./named-person.ts";

export const entryKind = z.enum(["weekly", "review", "crisis", "free"]);

/** A document as it travels: ProseMirror JSON, checked against the schema where it is saved. */
export const documentJson = z.custom<DocumentJson>(
  (value) => typeof value === "object" && value !== null && Reflect.get(value, "type") === "doc",
  { error: "not a document" },
);

/** One part of an entry. `prompt` is null when it was written without one. */
export const section = z.object({
  id,
  prompt: z.object({ id: z.string(), text: z.string(), theme: z.string() }).nullable(),
  /** Whom its prompt was answered about; left out where it is about nobody. */
  about: namedPerson.optional(),
  document: documentJson,
  /** The document's schema number. */
  schema: z.number().int(),
  words: z.number().int(),
  created: z.string(),
  updated: z.string(),
  revision: z.number().int(),
  /** A passage at its end is lost with the damaged part of a file; `words` of it, where that is known. */
  unreadable: z.object({ words: z.number().int().nullable() }).optional(),
});

/**
 * A dated piece of writing with its sections in order. Of a weekly entry, and of any that is not read to
 * be written, sections with nothing in them are left out.
 */
export const entry = z.object({
  id,
  kind: entryKind,
  title: z.string(),
  date: localDate,
  timeZone: z.string(),
  /** The week it belongs to: a weekly entry's own, otherwise that of its date, also the last of the year 9999. */
  week: z.string(),
  tags: z.array(z.string()),
  /** Whom it is with, or speaks of, by name. */
  people: z.array(z.string()),
  /** Whom it is with as its writer says, in the order they were named. */
  with: z.array(z.string()),
  themes: z.array(z.string()),
  starred: z.boolean(),
  words: z.number().int(),
  created: z.string(),
  updated: z.string(),
  deletedAt: z.string().nullable(),
  revision: z.number().int(),
  sections: z.array(section),
  /** The commitments made in a weekly entry's week. */
  commitments: z.array(commitment),
});

/** An entry in a list: no documents, a first line instead. */
export const listedEntry = entry
  .pick({
    id: true,
    kind: true,
    title: true,
    date: true,
    week: true,
    tags: true,
    people: true,
    themes: true,
    starred: true,
    words: true,
  })
  .extend({
    /** The first words of the text, at most 120 characters. */
    excerpt: z.string(),
    /** The question that a free entry answers which has no title; null for any other. */
    question: z.string().nullable(),
    /** Part of it is lost with the damaged part of a file. */
    unreadable: z.boolean().optional(),
  });

/** Which entries are chosen; what is left out does not narrow. */
export const entryFilter = z.object({
  from: localDate.optional(),
  to: localDate.optional(),
  kind: entryKind.optional(),
  theme: z.string().optional(),
  /** Of whom it is with, speaks of, answers about or has a commitment with, by name. */
  person: z.string().optional(),
  tag: z.string().optional(),
  starred: z.boolean().optional(),
  text: z.string().optional(),
});

export type EntryKind = z.infer<typeof entryKind>;
export type Section = z.infer<typeof section>;
export type Entry = z.infer<typeof entry>;
export type ListedEntry = z.infer<typeof listedEntry>;
export type EntryFilter = z.infer<typeof entryFilter>;

/** The place after which the next page of a list begins. */
export const listPlace = z.object({ date: localDate, id });

export const entries = {
  /** A page of entries, newest first. `total` counts all that the filter chooses. */
  list: procedure
    .input(
      z.object({
        filter: entryFilter.optional(),
        limit: z.number().int().min(1).max(500),
        after: listPlace.optional(),
      }),
    )
    .output(z.object({ total: z.number().int(), entries: z.array(listedEntry) })),

  /** One entry; null when there is none, or it is in the bin. */
  read: procedure.input(z.object({ id })).output(entry.nullable()),

  /**
   * Keeps a section's document if `revision` is still the one that stands, or if `writer`, which
   * names one open editor, was also the last to save: the answer to its last save was lost then.
   */
  saveSection: procedure
    .meta({ changes: ["entries", "weekly", "today", "prompts", "people"] })
    .input(
      z.object({
        id,
        document: documentJson,
        revision: z.number().int(),
        writer: z.string().min(1).max(64),
      }),
    )
    .output(z.object({ revision: z.number().int(), updated: z.string(), words: z.number().int() })),

  /** Makes an empty free entry of today, to be written into. */
  begin: procedure.meta({ changes: ["entries"] }).output(entry),

  /** Every tag in use, those of the most entries first. */
  tags: procedure.output(z.array(z.string())),

  /** Changes what is said of an entry. A name that nobody has yet makes a person. */
  change: procedure
    .meta({ changes: ["entries", "weekly", "today", "prompts", "people"] })
    .input(
      z.object({
        id,
        title: z.string().max(500).optional(),
        date: localDate.optional(),
        tags: z.array(z.string().min(1).max(100)).max(50).optional(),
        starred: z.boolean().optional(),
        with: z.array(personName).max(50).optional(),
      }),
    )
    .output(entry),

  /** Puts an entry into the bin, where it stays 30 days. */
  delete: procedure
    .meta({
      changes: ["entries", "weekly", "today", "prompts", "people", "commitments", "crises"],
    })
    .input(z.object({ id }))
    .output(entry),

  /**
   * Puts a free entry into the bin in which nothing was ever written.
   * @returns whether it is gone, also when it was before.
   */
  dropIfEmpty: procedure
    .meta({ changes: ["entries"] })
    .input(z.object({ id }))
    .output(z.boolean()),

  /** Takes an entry out of the bin again. */
  restore: procedure
    .meta({
      changes: ["entries", "weekly", "today", "prompts", "people", "commitments", "crises"],
    })
    .input(z.object({ id }))
    .output(entry),
};
