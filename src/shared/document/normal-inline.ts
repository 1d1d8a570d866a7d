import { readLinkAddress } from "./links.ts";
import { mendLine, mendText } from "./mend-text.ts";
import type { DocumentMark, DocumentNode } from "./schema.ts";

/** Where a line of text stands; it decides what Markdown can hold there. */
export type InlinePlace = "paragraph" | "heading" | "cell";

interface Segment {
  text: string;
  marks: DocumentMark[];
  /** A picture and a mention count as one letter; `text` is a stand-in for it. */
  atom?: DocumentNode;
}

/** Object replacement character: like a picture or a mention, no space and part of no word. */
const ATOM = "\ufffc";

type Line = Segment[];

const TRIMMED_MARKS = ["link", "bold", "italic", "strike"];

/**
 * The normal form of a text block's content: text mended, marks in schema order and merged, no
 * space or tab at the edge of a line, no hard break at either end. In a heading a break becomes a
 * space. A picture carries no marks, and its alt text is one line; so is the name of a mention. An empty list means that the block has no words.
 */
export function normalizeInline(nodes: DocumentNode[], place: InlinePlace): DocumentNode[] {
  if (nodes.length === 0) return [];
  let lines = cutIntoLines(nodes).map((line) => normalizeLine(line, place));
  if (place === "heading") lines = [joinWithSpaces(lines)];
  while (lines[0]?.length === 0) lines.shift();
  while (lines.at(-1)?.length === 0) lines.pop();
  return lines.flatMap((line, index) => {
    const texts = line.map(writeSegment);
    return index === 0 ? texts : [{ type: "hardBreak" }, ...texts];
  });
}

function cutIntoLines(nodes: DocumentNode[]): Line[] {
  const lines: Line[] = [[]];
  for (const node of nodes) {
    if (node.type === "hardBreak") lines.push([]);
    const atom = readAtom(node);
    if (atom) lines.at(-1)?.push(atom);
    if (node.type !== "text") continue;
    const marks = normalizeMarks(node.marks ?? []);
    const texts = mendText(node.text ?? "").split("\n");
    for (const [index, text] of texts.entries()) {
      // A line feed inside text shows as a line break in the editor, so it is one.
      if (index > 0) lines.push([]);
      lines.at(-1)?.push({ text, marks });
    }
  }
  return lines;
}

function readAtom(node: DocumentNode): Segment | null {
  if (node.type === "picture") return { text: ATOM, marks: [], atom: normalizePicture(node) };
  if (node.type !== "mention") return null;
  const { person, name } = node.attrs ?? {};
  const atom = { type: "mention", attrs: { person, name: mendLine(String(name)) } };
  // It is a link of its own, and no code.
  const marks = (node.marks ?? []).filter(({ type }) => type !== "link" && type !== "code");
  return atom.attrs.name === "" ? null : { text: ATOM, marks: normalizeMarks(marks), atom };
}

function normalizePicture({ attrs }: DocumentNode): DocumentNode {
  return {
    type: "picture",
    attrs: { attachment: attrs?.attachment, alt: mendLine(String(attrs?.alt)) },
  };
}

function joinWithSpaces(lines: Line[]): Line {
  const filled = lines.filter((line) => line.length > 0);
  const space: Segment = { text: " ", marks: [] };
  return merge(filled.flatMap((line, index) => (index === 0 ? line : [space, ...line])));
}

// `code` stands alone in the schema. Beside a link the address is worth more than the typeface.
function normalizeMarks(marks: DocumentMark[]): DocumentMark[] {
  const has = (type: string): boolean => marks.some((mark) => mark.type === type);
  const link = marks.find((mark) => mark.type === "link");
  const href = readLinkAddress(link?.attrs?.href);
  if (has("code") && href === null) return [{ type: "code" }];
  const kept: DocumentMark[] = href === null ? [] : [{ type: "link", attrs: { href } }];
  for (const type of ["bold", "italic", "strike"]) if (has(type)) kept.push({ type });
  return kept;
}

function normalizeLine(line: Line, place: InlinePlace): Line {
  const merged = trimEdges(merge(line).map((segment) => uncodeImpossible(segment, place)));
  if (merged.every(({ marks }) => marks.length === 0)) return merge(merged);
  const split = merged.flatMap(splitEdgeSpace);
  const backwards = split.toReversed();
  for (const type of TRIMMED_MARKS) {
    dropMarkBeforeWords(split, type);
    dropMarkBeforeWords(backwards, type);
  }
  return merge(split);
}

// Code of nothing but space shows nothing; `\|` as code in a cell is read differently by every
// reader, since a pipe there is escaped with that very backslash.
function uncodeImpossible(segment: Segment, place: InlinePlace): Segment {
  if (segment.marks[0]?.type !== "code") return segment;
  const impossible =
    segment.text.trim() === "" || (place === "cell" && segment.text.includes("\\|"));
  return impossible ? { text: segment.text, marks: [] } : segment;
}

function trimEdges(line: Line): Line {
  const trimmed = line.map((segment) => ({ ...segment }));
  for (let first = trimmed[0]; first; first = trimmed[0]) {
    first.text = first.text.replace(/^[ \t]+/, "");
    if (first.text !== "") break;
    trimmed.shift();
  }
  for (let last = trimmed.at(-1); last; last = trimmed.at(-1)) {
    last.text = last.text.slice(0, endOfWords(last.text, isSpaceOrTab));
    if (last.text !== "") break;
    trimmed.pop();
  }
  return trimmed;
}

function isSpaceOrTab(character: string): boolean {
  return character === " " || character === "\t";
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}

// A loop and not /\s+$/: that pattern takes quadratic time on long inner runs of space.
function endOfWords(text: string, isEdge: (character: string) => boolean): number {
  let end = text.length;
  while (end > 0 && isEdge(text.charAt(end - 1))) end -= 1;
  return end;
}

function splitEdgeSpace(segment: Segment): Segment[] {
  const { text, marks } = segment;
  if (segment.atom || marks.length === 0 || marks[0]?.type === "code") return [segment];
  const end = endOfWords(text, isSpace);
  const start = end === 0 ? 0 : text.search(/\S/);
  const parts = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  return parts.filter((part) => part !== "").map((part) => ({ text: part, marks }));
}

// Emphasis and links begin and end at a word: space at their edges shows nothing, and Markdown can
// only hold it as a character reference. Changes the segments, which both directions share.
function dropMarkBeforeWords(line: Line, type: string): void {
  let current: string | null = null;
  for (const segment of line) {
    const mark = segment.marks.find((candidate) => candidate.type === type);
    const key = mark ? markKey(mark) : null;
    if (key !== null && key !== current && segment.text.trim() === "") {
      segment.marks = segment.marks.filter((candidate) => candidate !== mark);
      current = null;
    } else current = key;
  }
}

function merge(line: Line): Line {
  const merged: Line = [];
  for (const segment of line) {
    if (segment.text === "") continue;
    const last = merged.at(-1);
    const isText = segment.atom === undefined && last?.atom === undefined;
    if (last && isText && sameMarks(last.marks, segment.marks)) last.text += segment.text;
    else merged.push({ ...segment });
  }
  return merged;
}

/** One string per mark that is the same for the same mark: its type, and a link's address. */
export function markKey(mark: DocumentMark): string {
  return mark.type === "link" ? `link:${String(mark.attrs?.href)}` : mark.type;
}

function sameMarks(left: DocumentMark[], right: DocumentMark[]): boolean {
  return (
    left.length === right.length &&
    left.every((mark, index) => {
      const other = right[index];
      return other !== undefined && markKey(mark) === markKey(other);
    })
  );
}

function writeSegment({ text, marks, atom }: Segment): DocumentNode {
  const node = atom ?? { type: "text", text };
  return marks.length > 0 ? { ...node, marks } : node;
}
