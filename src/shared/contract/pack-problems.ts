import { z } from "zod";

/** A pack may be so large, in bytes of UTF-8. */
export const PACK_BYTES = 256 * 1024;
/** A pack may have so many prompts, and as many themes. */
export const PACK_ITEMS = 300;
/** A question may have so many characters. */
export const QUESTION_LENGTH = 2000;
/** A prompt may have so many follow-ups. */
export const MOST_FOLLOW_UPS = 5;

/** Something in a pack that cannot be used. */
export const packProblem = z.object({
  kind: z.enum([
    /** It is no YAML; `found` is what its reader says. */
    "syntax",
    /** The file is no map of keys, or is nested too deeply. */
    "shape",
    /** Anchors, aliases and tags. */
    "reference",
    "version",
    "too_large",
    "unknown_key",
    /** `key` is missing, or empty. */
    "missing",
    /** `key` is not the kind of value that it has to be: a line of text, a list, true or false. */
    "not_text",
    "not_list",
    "not_map",
    "not_yes_or_no",
    "bad_id",
    "unknown_theme",
    "unknown_document",
    "unknown_cadence",
    /** The id stands on the line `first` already. */
    "duplicate",
    /** The id is the built-in library's, another pack's or one's own. */
    "taken",
    "too_long",
    "too_many",
    "no_prompts",
    /** `{person}` in a prompt that is not asked per person. */
    "person_unasked",
  ]),
  /** Line in the file, from 1. */
  line: z.number().int(),
  /** The key it stands under. */
  key: z.string().optional(),
  /** What stands there. */
  found: z.string().optional(),
  /** The nearest thing that exists, and its title where it has one. */
  nearest: z.string().optional(),
  nearestTitle: z.string().optional(),
  first: z.number().int().optional(),
  limit: z.number().int().optional(),
});

/** Why a pack was not added. */
export const packTrouble = z.object({
  /** In the order of their lines; the first of many. */
  problems: z.array(packProblem),
  /** How many there are in all. */
  count: z.number().int(),
  /** How many other prompts are in order and stand alone; 0 when they do not. */
  others: z.number().int(),
});

export type PackProblem = z.infer<typeof packProblem>;
export type PackTrouble = z.infer<typeof packTrouble>;
