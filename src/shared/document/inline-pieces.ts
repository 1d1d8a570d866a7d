import { escapeText } from "./escape-text.ts";
import { markKey } from "./normal-inline.ts";
import { ownAddress } from "./own-addresses.ts";
import type { DocumentMark, DocumentNode } from "./schema.ts";

/** Plain text on its way to Markdown. The two flags ask for a character reference at that edge. */
export interface TextPiece {
  kind: "text";
  text: string;
  inLink: boolean;
  referFirst: boolean;
  referLast: boolean;
}

/** Finished Markdown: `open` and `close` are emphasis, `solid` is code, pictures and link brackets. */
export interface MarkupPiece {
  kind: "open" | "close" | "solid";
  markup: string;
}

export type Piece = TextPiece | MarkupPiece;

interface OpenMark {
  key: string;
  close: MarkupPiece;
}

// Without `|`, which would need an escape in a table cell, where an address has none.
const AUTOLINK = /^[a-z][a-z0-9+.-]{1,31}:[^\s<>|]+$/i;
const FLAT_PARENTHESES = /^[^()]*(?:\([^()]*\)[^()]*)*$/;

/**
 * Cuts one line of a text block (no hard breaks) into text and well-nested markup. The mark that
 * reaches furthest opens first; a mark that must close inside another is closed and opened again.
 */
export function cutIntoPieces(line: DocumentNode[]): Piece[] {
  const pieces: Piece[] = [];
  const open: OpenMark[] = [];
  const reaches = measureReaches(line);
  for (const [index, node] of line.entries()) {
    const text = node.text ?? "";
    const reach = reaches[index] ?? new Map<string, number>();
    const address = readAutolink(node, reach, open);
    const marks = (node.marks ?? []).filter((mark) => address === null || mark.type !== "link");
    closeMarks(pieces, open, new Set(marks.map(markKey)));
    if (node.type === "picture") {
      pieces.push({ kind: "solid", markup: writePicture(node) });
      continue;
    }
    if (marks[0]?.type === "code") {
      pieces.push({ kind: "solid", markup: writeCodeSpan(text) });
      continue;
    }
    openMarks(pieces, open, marks, reach);
    if (node.type === "mention") {
      pieces.push(...writeMention(node));
      continue;
    }
    if (address !== null) pieces.push({ kind: "solid", markup: `<${address}>` });
    else {
      const inLink = open.some(({ key }) => key.startsWith("link:"));
      pieces.push({ kind: "text", text, inLink, referFirst: false, referLast: false });
    }
  }
  closeMarks(pieces, open, new Set());
  return pieces;
}

// For each node: over how many nodes from there each of its marks goes on.
function measureReaches(line: DocumentNode[]): Map<string, number>[] {
  const reaches: Map<string, number>[] = [];
  for (let index = line.length - 1; index >= 0; index -= 1) {
    const keys = (line[index]?.marks ?? []).map(markKey);
    const following = reaches[index + 1];
    reaches[index] = new Map(keys.map((key) => [key, 1 + (following?.get(key) ?? 0)]));
  }
  return reaches;
}

function closeMarks(pieces: Piece[], open: OpenMark[], wanted: Set<string>): void {
  let kept = 0;
  while (kept < open.length && wanted.has(open[kept]?.key ?? "")) kept += 1;
  for (const { close } of open.splice(kept).toReversed()) pieces.push(close);
}

function openMarks(
  pieces: Piece[],
  open: OpenMark[],
  marks: DocumentMark[],
  reach: Map<string, number>,
): void {
  const reachOf = (mark: DocumentMark): number => reach.get(markKey(mark)) ?? 0;
  const opening = marks
    .filter((mark) => !open.some(({ key }) => key === markKey(mark)))
    .toSorted((left, right) => reachOf(right) - reachOf(left));
  for (const mark of opening) {
    if (mark.type === "link") {
      pieces.push({ kind: "solid", markup: "[" });
      const markup = `](${writeDestination(String(mark.attrs?.href))})`;
      open.push({ key: markKey(mark), close: { kind: "solid", markup } });
    } else {
      const markup = chooseDelimiter(mark.type, pieces.at(-1));
      pieces.push({ kind: "open", markup });
      open.push({ key: markKey(mark), close: { kind: "close", markup } });
    }
  }
}

// Two delimiters of one character side by side would be read as one longer one, so beside a `*`
// the next is written with `_`. That leaves no opening run but `*`, `**`, `_` and `__`, and with
// those CommonMark's "multiple of 3" rule keeps an opener from being taken for a closer.
function chooseDelimiter(type: string, before: Piece | undefined): string {
  if (type === "strike") return "~~";
  const isDelimiter = before?.kind === "open" || before?.kind === "close";
  const character = isDelimiter && before.markup.startsWith("*") ? "_" : "*";
  return character.repeat(type === "bold" ? 2 : 1);
}

// A link that shows its own address, alone, is written <https://…>.
function readAutolink(
  node: DocumentNode,
  reach: Map<string, number>,
  open: OpenMark[],
): string | null {
  const link = node.marks?.find((mark) => mark.type === "link");
  if (!link || link.attrs?.href !== node.text || !AUTOLINK.test(node.text ?? "")) return null;
  const key = markKey(link);
  return reach.get(key) === 1 && !open.some((mark) => mark.key === key) ? (node.text ?? "") : null;
}

// A backslash keeps apart what would end the address or be read as a character reference.
function writeDestination(href: string): string {
  const escaped = href.replace(/[\\<>`]|&(?=#?[a-z\d]{1,31};)/gi, "\\$&");
  if (href.includes(" ")) return `<${escaped}>`;
  return FLAT_PARENTHESES.test(href) ? escaped : escaped.replace(/[()]/g, "\\$&");
}

// The writer has put the picture's address where its attachment was named.
function writePicture({ attrs }: DocumentNode): string {
  const alt = escapeText(String(attrs?.alt), {
    inLink: true,
    beforeLink: false,
    beforeLineEnd: false,
    afterUnderscore: false,
  });
  return `![${alt}](${writeDestination(String(attrs?.attachment))})`;
}

// As a link to the person, which no other link may be.
function writeMention({ attrs }: DocumentNode): Piece[] {
  const markup = `](${ownAddress("person", String(attrs?.person))})`;
  return [
    { kind: "solid", markup: "[" },
    {
      kind: "text",
      text: String(attrs?.name),
      inLink: true,
      referFirst: false,
      referLast: false,
    },
    { kind: "solid", markup },
  ];
}

function writeCodeSpan(text: string): string {
  const runs = new Set(text.match(/`+/g)?.map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = "`".repeat(length);
  const needsPadding = /^`|`$|^ .* $/s.test(text);
  return needsPadding ? `${fence} ${text} ${fence}` : fence + text + fence;
}
