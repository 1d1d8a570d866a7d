// CommonMark decides by the characters around `*`, `_` and `~~` whether emphasis can begin or end
// there. Readers differ on characters beyond U+FFFF and on a few kinds of space, so both tests
// below answer "surely", and whatever is neither is written so that the answer does not matter.

const SURELY_WORD = /^[^\s\p{P}\p{S}]$/u;
const SURELY_GAP = /^[\t\n\p{Zs}\p{P}\p{S}]$/u;

/** Whether every reader takes this code point for part of a word. */
export function isSurelyWord(character: string): boolean {
  return SURELY_WORD.test(character);
}

/** Whether every reader takes this code point for white space or punctuation. */
export function isSurelyGap(character: string): boolean {
  return character.length === 1 && SURELY_GAP.test(character);
}

/** Whether some reader takes this character for white space. */
export function isSpace(character: string): boolean {
  return /^\s/.test(character);
}

/** The first code point, or "" of an empty text. */
export function firstCharacter(text: string): string {
  return text.slice(0, (text.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
}

/** The last code point of a well-formed text, or "" of an empty one. */
export function lastCharacter(text: string): string {
  const low = text.charAt(text.length - 1);
  return /[\udc00-\udfff]/.test(low) ? text.slice(-2) : low;
}

/** A character as a reference that every Markdown reader turns back into it. */
export function writeReference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
