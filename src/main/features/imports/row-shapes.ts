import { encodeTime } from "ulid";
import { z } from "zod";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { id } from "../../../shared/journal/identity.ts";

// What every row from outside has to be, whatever it is a row of.

/** The last id of the year 9999, the last that a journal can be written in. */
const LAST_ID = `${encodeTime(Date.parse("9999-12-31T23:59:59.999Z"), 10)}${"Z".repeat(16)}`;

/** An id that leaves room for later ones: the journal's next is made after the latest it has. */
export const adoptableId = id.refine((text) => text <= LAST_ID, {
  error: "an id of no year that can be",
});

/** An instant as rows keep it, ISO in UTC; of a year that its day can be written with. */
export const instant = z.string().refine((text) => {
  const at = new Date(text);
  return /^\d{4}-/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString() === text;
});

/** A text on one line. */
export const line = z.string().transform(mendLine);

/** Nobody saves a row this often, and the next save must still have a number of its own. */
const MAX_REVISION = 2 ** 31;

const revision = z
  .number()
  .int()
  .min(1)
  // It counts saves of the journal it comes from; the words are worth taking in without it.
  .transform((saved) => (saved > MAX_REVISION ? 1 : saved));

/** When a row was made and changed, and how often. */
export const times = { created: instant, updated: instant, revision };
