// Escaping plain text so that Markdown reads it as the same plain text, and no more than that:
// each rule names the construct it prevents. The first and last character of a run always count
// as dangerous, since markup may stand beside them.

const SPECIAL = /[\\`*_~[\]<&!]/g;
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/;
const REFERENCE = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i;
const TAG_OR_ADDRESS = /^<(?:[a-z/!?]|[^\s<>]*@)/i;
const ADDRESS = /(https?|www)(?=:\/\/|\.)/i;
const ADDRESSES = new RegExp(ADDRESS, "gi");
// An underscore before it would be taken for a part of the mail address.
const MAIL_START = /^[\w.+-]+(?=@)/;
const WORD = /[\p{L}\p{N}]/u;

/** What stands around a run of text, as far as it decides what must be escaped. */
export interface TextSurroundings {
  inLink: boolean;
  beforeLink: boolean;
  beforeLineEnd: boolean;
  afterUnderscore: boolean;
}

/** Escapes one run of text within a line; what only matters at a line's start is left alone. */
export function escapeText(text: string, around: TextSurroundings): string {
  const escaped = text.replace(SPECIAL, (character, offset: number) =>
    needsEscape(text, character, offset, around) ? `\\${character}` : character,
  );
  return escapeAddresses(escaped, around);
}

function needsEscape(
  text: string,
  character: string,
  offset: number,
  around: TextSurroundings,
): boolean {
  const before = text.charAt(offset - 1);
  const after = text.charAt(offset + 1);
  switch (character) {
    case "\\":
      return after === "" || ASCII_PUNCTUATION.test(after);
    case "*":
      // A star with space on both sides cannot be emphasis.
      return !(before === " " && after === " ");
    case "_":
      // snake_case: inside a word an underscore is never emphasis.
      return !(WORD.test(before) && WORD.test(after));
    case "~":
      // "about ~5": after a space a tilde can only open, and no other is left that could close.
      return !(before === " " && after !== "" && after !== "~");
    case "[":
      return around.inLink;
    case "]":
      // No link, definition or footnote without "](" or "]:"; [[wiki links]] stay as they are.
      return around.inLink || after === "(" || after === ":";
    case "<":
      return after === "" || TAG_OR_ADDRESS.test(text.slice(offset, offset + 256));
    case "&":
      return REFERENCE.test(text.slice(offset, offset + 34));
    case "!":
      return after === "" && around.beforeLink;
    default:
      return true; // a backtick
  }
}

// GitHub makes bare addresses links, and takes every character up to the next space for part of
// them, markup and backslashes included. Where there are any, one more backslash stops that.
function escapeAddresses(text: string, around: TextSurroundings): string {
  const mended = around.afterUnderscore ? text.replace(MAIL_START, "$&\\") : text;
  if (around.inLink || !ADDRESS.test(mended)) return mended;
  return mended.replace(/\S+/g, (word, offset: number) => {
    const touchesMarkup = offset + word.length === mended.length && !around.beforeLineEnd;
    return touchesMarkup || /[\\|]/.test(word) ? word.replace(ADDRESSES, "$1\\") : word;
  });
}

const HEADING_OR_QUOTE = /^(?:#{1,6}(?=[ \t]|$)|>)/;
const BULLET = /^[-+](?=[ \t]|$)/;
const NUMBER = /^(\d{1,9})([.)])(?=[ \t]|$)/;
// A rule, a line under a heading, or the second line of a table.
const RULE = /^[-=:|][-=:| \t]*$/;

/** Escapes what would make an already escaped line begin a block of its own. */
export function escapeLineStart(line: string): string {
  if (HEADING_OR_QUOTE.test(line) || BULLET.test(line) || RULE.test(line)) return `\\${line}`;
  return line.replace(NUMBER, "$1\\$2");
}

const CHECKBOX = /^\[[ xX]\](?=[ \t]|$)/;
// The brackets of a definition are looked for before code is, so "[a `]: b`" would be one.
const DEFINITION = /^\[(?:[^[\]\\]|\\.)*\]:/s;

/** Escapes what would make an already escaped paragraph a task's or a link definition. */
export function escapeParagraphStart(paragraph: string): string {
  const isMistakable = CHECKBOX.test(paragraph) || DEFINITION.test(paragraph);
  return isMistakable ? `\\${paragraph}` : paragraph;
}

/** Escapes the closing `#`s of a heading: at the end of one they would be taken for decoration. */
export function escapeHeadingEnd(line: string): string {
  return line.replace(/(^|[ \t])(#*)#$/, "$1$2\\#");
}
