import { mendText } from "./mend-text.ts";
import { normalizeDocument } from "./normal-form.ts";
import type { DocumentJson, DocumentNode } from "./schema.ts";

/** One text may be this long, in UTF-16 units, and its Markdown in bytes (formats.md, "Imports"). */
export const TEXT_LIMIT = 5 * 1024 * 1024;

/** The words of a document as plain text: a line for each block, a tab between table cells, of a picture
 * its alt text, of a mention the name, of a quoted moment its words. */
export function documentToText(document: DocumentNode): string {
  return readLines(document).join("\n");
}

function readLines(node: DocumentNode): string[] {
  const content = node.content ?? [];
  if (node.type === "tableRow") {
    const cells = content.map((cell) => readLines(cell).join(" ").replaceAll("\n", " "));
    return [cells.join("\t")];
  }
  if (node.type === "momentQuote") return [String(node.attrs?.text)];
  const first = content[0];
  if (!first) return [];
  const isText = ["text", "hardBreak", "picture", "mention"].includes(first.type);
  return isText ? [content.map(readCharacters).join("")] : content.flatMap(readLines);
}

function readCharacters(node: DocumentNode): string {
  if (node.type === "picture") return String(node.attrs?.alt);
  if (node.type === "mention") return String(node.attrs?.name);
  return node.type === "hardBreak" ? "\n" : (node.text ?? "");
}

/** Whether nothing can be seen of a document: no letter, and no picture, rule, table or code. */
export function isBlankDocument(document: DocumentNode): boolean {
  return documentToText(document).trim() === "" && isPlain(document);
}

function isPlain({ type, content = [] }: DocumentNode): boolean {
  const isSeen = type === "picture" || type === "horizontalRule" || type === "codeBlock";
  return !isSeen && type !== "table" && content.every(isPlain);
}

/** Plain text as a document: a blank line ends a paragraph, any other line end is a hard break. */
export function textToDocument(text: string): DocumentJson {
  const paragraphs = mendText(text).split(/\n[ \t]*(?=\n)/);
  const content = paragraphs.map((paragraph) => ({
    type: "paragraph",
    content: [{ type: "text", text: paragraph }],
  }));
  return normalizeDocument({ type: "doc", content });
}

// Word boundaries of UAX #29 within ASCII: don't, 3.14 and snake_case are one word each.
const ASCII_WORD = /\w+(?:(?:(?<=[a-z])[.':](?=[a-z])|(?<=\d)[.',;](?=\d))\w+)*/gi;
const BEYOND_ASCII = /[^\p{ASCII}]/u;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * How many words a text has by Unicode's word boundaries (UAX #29), which also divide Chinese and
 * Japanese. A word has at least one letter or digit. What is ASCII is counted without the
 * segmenter, which is some twenty times slower.
 */
export function countWords(text: string): number {
  if (!BEYOND_ASCII.test(text)) return countAsciiWords(text);
  let words = 0;
  for (const [chunk] of text.matchAll(/\S+/g)) {
    words += BEYOND_ASCII.test(chunk) ? countSegments(chunk) : countAsciiWords(chunk);
  }
  return words;
}

function countAsciiWords(text: string): number {
  return (text.match(ASCII_WORD) ?? []).filter((word) => /[a-z\d]/i.test(word)).length;
}

function countSegments(text: string): number {
  let words = 0;
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike && /[\p{L}\p{N}]/u.test(segment)) words += 1;
  }
  return words;
}
