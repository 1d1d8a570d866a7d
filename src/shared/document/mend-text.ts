// Everything a text may not hold: C0 controls but tab and line feed, DEL, and the C1 controls.
// C1 goes too because no Markdown reader takes it back from a character reference.
const CONTROLS = /[\p{Cc}--[\t\n]]/gv;

// Code points Unicode promises never to assign; a Markdown reader turns them into U+FFFD as well.
const NONCHARACTERS = /\p{Noncharacter_Code_Point}/gv;

const LINE_ENDS = /\r\n?/g;

// All of the above and lone surrogates in one look, because nearly every text has none.
const UNFIT = /[[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]--[\t\n]]/v;

/**
 * Makes any string one that SQLite, JSON and Markdown all give back unchanged. Lone surrogates and
 * noncharacters become U+FFFD, line ends become "\n", controls other than tab and line feed are
 * removed. Everything else stays byte for byte, U+2028 and U+2029 included. Idempotent.
 * Rule: hostile cases D1 and D2.
 */
export function mendText(text: string): string {
  if (!UNFIT.test(text)) return text;
  return text
    .toWellFormed()
    .replace(LINE_ENDS, "\n")
    .replace(CONTROLS, "")
    .replace(NONCHARACTERS, "\ufffd");
}

/** A title, a tag or a commitment as it is kept: mended, on one line, without space at its edges. */
export function mendLine(text: string): string {
  return mendText(text).replace(/\s+/gu, " ").trim();
}
