import { firstCharacter, isSpace, lastCharacter, writeReference } from "./character-class.ts";
import { markReferences } from "./emphasis-edges.ts";
import {
  escapeHeadingEnd,
  escapeLineStart,
  escapeParagraphStart,
  escapeText,
} from "./escape-text.ts";
import { cutIntoPieces, type Piece, type TextPiece } from "./inline-pieces.ts";
import { mendText } from "./mend-text.ts";
import type { InlinePlace } from "./normal-inline.ts";
import type { DocumentNode } from "./schema.ts";

/**
 * Writes the normal-form content of one text block as Markdown. A hard break is a `\` at the end of
 * its line, in a table cell `<br>`.
 */
export function writeInline(nodes: DocumentNode[], place: InlinePlace): string {
  const lines = cutAtBreaks(nodes).map((line, index, all) =>
    writeLine(line, place, index === 0, index === all.length - 1),
  );
  if (place === "cell") return lines.join("<br>").replaceAll("|", "\\|");
  if (place === "heading") return escapeHeadingEnd(lines.join(" "));
  return escapeParagraphStart(lines.map(escapeLineStart).join("\\\n"));
}

/**
 * Escapes one line of plain text for use inside a heading or a list item that an exporter writes
 * itself: `## ${markdownInline(prompt.text)}`. Line ends become spaces; outer space is trimmed.
 */
export function markdownInline(text: string): string {
  const line = mendText(text).replaceAll("\n", " ").trim();
  const escaped = escapeText(line, {
    inLink: false,
    beforeLink: false,
    beforeLineEnd: true,
    afterUnderscore: false,
  });
  return escapeHeadingEnd(escapeParagraphStart(escapeLineStart(escaped)));
}

function cutAtBreaks(nodes: DocumentNode[]): DocumentNode[][] {
  const lines: DocumentNode[][] = [[]];
  for (const node of nodes) {
    if (node.type === "hardBreak") lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines;
}

function writeLine(
  line: DocumentNode[],
  place: InlinePlace,
  isFirst: boolean,
  isLast: boolean,
): string {
  const pieces = cutIntoPieces(line);
  if (isFirst) protectEdge(pieces[0], place, "first");
  if (isLast) protectEdge(pieces.at(-1), place, "last");
  markReferences(pieces);
  return pieces
    .map((piece, index) =>
      piece.kind === "text"
        ? writeText(piece, pieces[index - 1], pieces[index + 1], isLast)
        : piece.markup,
    )
    .join("");
}

// Readers trim a cell of every kind of space, and a document of a byte order mark at its start.
function protectEdge(piece: Piece | undefined, place: InlinePlace, edge: "first" | "last"): void {
  if (piece?.kind !== "text") return;
  const character = edge === "first" ? firstCharacter(piece.text) : lastCharacter(piece.text);
  if (place === "cell" ? !isSpace(character) : character !== "\ufeff") return;
  if (edge === "first" || character === piece.text) piece.referFirst = true;
  if (edge === "last" || character === piece.text) piece.referLast = true;
}

function writeText(
  piece: TextPiece,
  before: Piece | undefined,
  next: Piece | undefined,
  isLastLine: boolean,
): string {
  const first = piece.referFirst ? firstCharacter(piece.text) : "";
  const rest = piece.text.slice(first.length);
  const last = piece.referLast ? lastCharacter(rest) : "";
  const middle = escapeText(rest.slice(0, rest.length - last.length), {
    inLink: piece.inLink,
    beforeLink: next?.kind === "solid" && next.markup === "[",
    beforeLineEnd: next === undefined && last === "" && isLastLine,
    afterUnderscore: before !== undefined && before.kind !== "text" && before.markup.endsWith("_"),
  });
  return (first && writeReference(first)) + middle + (last && writeReference(last));
}
