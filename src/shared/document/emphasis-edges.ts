import {
  firstCharacter,
  isSpace,
  isSurelyGap,
  isSurelyWord,
  lastCharacter,
} from "./character-class.ts";
import type { Piece, TextPiece } from "./inline-pieces.ts";

/**
 * Marks the characters that must become character references so that every delimiter is read as
 * emphasis. CommonMark's rule (spec 0.31, "left-flanking" and "right-flanking"): on its inner side
 * a delimiter needs a word character, or else a gap (space, punctuation, line edge) on its outer
 * side. A reference begins with `&` and ends with `;`, so it counts as punctuation from outside:
 * 你**“好”**吗 is written &#20320;**“好”**&#21527;. Changes the pieces in place.
 */
export function markReferences(pieces: Piece[]): void {
  for (const [index, piece] of pieces.entries()) {
    // Space just inside a delimiter remains where two marks overlap.
    if (piece.kind === "open" && isSpace(firstOf(pieces[index + 1]))) {
      referFirst(pieces[index + 1]);
    }
    if (piece.kind === "close" && isSpace(lastOf(pieces[index - 1]))) referLast(pieces[index - 1]);
  }
  // An opener may ask for the character before it, which an earlier opener looks at: go backwards.
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    if (pieces[index]?.kind !== "open") continue;
    if (isSurelyWord(firstOf(pieces[index + 1])) || isGap(lastOf(pieces[index - 1]))) continue;
    referLast(pieces[index - 1]);
  }
  // And a closer for the character after it, which a later closer looks at: go forwards.
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== "close") continue;
    // `_` never ends inside a word, whatever is on its inner side.
    const inner = piece.markup.startsWith("_") ? "" : lastOf(pieces[index - 1]);
    if (isSurelyWord(inner) || isGap(firstOf(pieces[index + 1]))) continue;
    referFirst(pieces[index + 1]);
  }
}

// "" is the edge of the line.
function isGap(character: string): boolean {
  return character === "" || isSurelyGap(character);
}

function firstOf(piece: Piece | undefined): string {
  if (!piece) return "";
  if (piece.kind !== "text") return piece.markup.charAt(0);
  return piece.referFirst ? "&" : firstCharacter(piece.text);
}

function lastOf(piece: Piece | undefined): string {
  if (!piece) return "";
  if (piece.kind !== "text") return piece.markup.charAt(piece.markup.length - 1);
  return piece.referLast ? ";" : lastCharacter(piece.text);
}

function referFirst(piece: Piece | undefined): void {
  if (piece?.kind !== "text") return;
  piece.referFirst = true;
  if (isOneCharacter(piece)) piece.referLast = true;
}

function referLast(piece: Piece | undefined): void {
  if (piece?.kind !== "text") return;
  piece.referLast = true;
  if (isOneCharacter(piece)) piece.referFirst = true;
}

function isOneCharacter(piece: TextPiece): boolean {
  return firstCharacter(piece.text) === piece.text;
}
