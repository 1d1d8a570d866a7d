import { z } from "zod";
import { MOST_FOLLOW_UPS, QUESTION_LENGTH } from "../../../shared/contract/pack-problems.ts";
import { cadence, libraryId } from "../../../shared/contract/prompts.ts";
import { week } from "../../../shared/journal/iso-week.ts";
import { localDate } from "../../../shared/journal/local-date.ts";
import { adoptableId, line, times } from "./row-shapes.ts";

const flag = z.union([z.literal(0), z.literal(1)]);
const words = line.pipe(z.string().min(1).max(QUESTION_LENGTH));
const row = { id: adoptableId, ...times };

const wish = z.object({
  ...row,
  promptId: libraryId,
  favourite: flag,
  pinned: flag,
  hiddenOn: localDate.nullable(),
});
const pick = z.object({ ...row, week, promptId: libraryId });
const theme = z.object({
  ...row,
  themeId: libraryId,
  title: words,
  blurb: line,
  inWeeklyRotation: flag,
});
const prompt = z.object({
  ...row,
  promptId: libraryId,
  theme: libraryId,
  cadence,
  text: words,
  followUps: z.array(words).max(MOST_FOLLOW_UPS),
});
const pack = z.object({ ...row, packId: libraryId, title: words, yaml: z.string() });

/** The rows of a list that are such rows; of two with one id or name the first. */
function rowsOf<Row extends { id: string }>(shape: z.ZodType<Row>, nameOf: (read: Row) => string) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((values) => {
      const ids = new Set<string>();
      const names = new Set<string>();
      const rows: Row[] = [];
      for (const value of values) {
        const { data } = shape.safeParse(value);
        if (data === undefined || ids.has(data.id) || names.has(nameOf(data))) continue;
        ids.add(data.id);
        names.add(nameOf(data));
        rows.push(data);
      }
      return rows;
    });
}

/** What a whole journal has of its own in the library. */
export const libraryShape = z.object({
  wishes: rowsOf(wish, ({ promptId }) => promptId),
  picks: rowsOf(pick, ({ week: of }) => of),
  themes: rowsOf(theme, ({ themeId }) => themeId),
  prompts: rowsOf(prompt, ({ promptId }) => promptId),
  packs: rowsOf(pack, ({ packId }) => packId),
});

/** Checked row by row, as it is taken over by a journal that has nothing of the kind. */
export type CarriedLibrary = z.infer<typeof libraryShape>;
