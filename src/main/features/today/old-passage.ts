import type { OldPassage } from "../../../shared/contract/today.ts";
import { addWeeks, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { dayNumberOf, type LocalDate } from "../../../shared/journal/local-date.ts";
import type { Id } from "../../../shared/journal/identity.ts";

/** How many weeks ago a passage may be from (product.md, "Around it"), the oldest first. */
const WEEKS_AGO = [52, 26, 13, 4, 1];

/** A passage has so many characters at most, and a line with fewer says too little alone. */
const MOST_CHARACTERS = 220;
const FEWEST_CHARACTERS = 20;

/** The text of a section, with its entry. Those of a reflection come before others of the week. */
export interface WrittenText {
  entryId: Id;
  week: Week;
  text: string;
}

/** The weeks that a passage of `today` may be from. */
export function weeksOfPassages(today: LocalDate): Week[] {
  return WEEKS_AGO.map((weeks) => addWeeks(weekOf(today), -weeks));
}

/**
 * The old passage of a day. Of the weeks that have one, each day takes the next, so that a week shows
 * several of them; in its week it is the first that says something. Pure: a day gives the same all day.
 * @param texts in the order in which they are to be considered.
 */
export function choosePassage(texts: readonly WrittenText[], today: LocalDate): OldPassage | null {
  const passages = WEEKS_AGO.flatMap((weeks): OldPassage[] => {
    const week = addWeeks(weekOf(today), -weeks);
    for (const { text, entryId, week: own } of texts) {
      const passage = own === week ? passageOf(text) : null;
      if (passage !== null) return [{ entryId, week, weeks, text: passage }];
    }
    return [];
  });
  return passages[dayNumberOf(today) % Math.max(passages.length, 1)] ?? null;
}

/** The first line that says something, in whole sentences as far as they fit; null where none does. */
function passageOf(text: string): string | null {
  const line = text
    .split("\n")
    .map((one) => one.trim())
    .find((one) => one.length >= FEWEST_CHARACTERS);
  if (line === undefined) return null;
  let passage = "";
  for (const { segment } of new Intl.Segmenter("en", { granularity: "sentence" }).segment(line)) {
    if ((passage + segment).trimEnd().length > MOST_CHARACTERS) break;
    passage += segment;
  }
  if (passage !== "") return passage.trimEnd();
  return `${wordsWithin(line, MOST_CHARACTERS - 1)}…`;
}

/** As many whole words as fit; of one that is longer, as many whole letters. */
function wordsWithin(line: string, most: number): string {
  let words = "";
  for (const { segment } of new Intl.Segmenter("en").segment(line)) {
    if (words.length + segment.length > most) break;
    words += segment;
  }
  return words.includes(" ") ? words.slice(0, words.lastIndexOf(" ")) : words;
}
