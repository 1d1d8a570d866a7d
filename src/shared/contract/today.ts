import { z } from "zod";
import { id } from "../journal/identity.ts";
import { procedure } from "./base.ts";
import { theme } from "./prompts.ts";

/** A passage that was written some weeks ago. */
export const oldPassage = z.object({
  entryId: id,
  /** The week it belongs to; also the last of the year 9999. */
  week: z.string(),
  /** How many weeks ago that is. */
  weeks: z.number().int(),
  text: z.string(),
});

/** A theme that was answered before, and not for `weeks` ISO weeks. */
export const quietTheme = theme.pick({ id: true, title: true }).extend({ weeks: z.number().int() });

/** What Today gives back of what was written. */
export const fromYourPages = z.object({
  passage: oldPassage.nullable(),
  quietTheme: quietTheme.nullable(),
});

export type OldPassage = z.infer<typeof oldPassage>;
export type QuietTheme = z.infer<typeof quietTheme>;
export type FromYourPages = z.infer<typeof fromYourPages>;

export const today = {
  /** One old passage and one quiet theme, the same all day; null where there is none. */
  fromYourPages: procedure.output(fromYourPages),
};
