import { writeInline } from "./markdown-inline.ts";
import { normalizeDocument } from "./normal-form.ts";
import { altText, changePictures } from "./pictures.ts";
import { momentOf, paragraphsOfQuote } from "./quoted-moment.ts";
import type { DocumentNode } from "./schema.ts";

/** How a document is written. */
export interface WritingOptions {
  /** How many levels deeper headings are written; 2 for an answer in a weekly file. */
  headingShift?: number;
  /** The address of a picture by its SHA-256; null, also without this, writes its alt text instead. */
  pictureAddress?: (sha256: string) => string | null;
}

// CommonMark: the number of an ordered list has at most nine digits.
const MAX_NUMBER = 999_999_999;

/**
 * Writes a document as CommonMark with GFM tables, task lists and strikethrough; a mention as a link to
 * `stepback://person/…`, a quoted moment as a quote that ends with a link to `stepback://moment/…`. Text
 * that looks like Markdown is escaped, and only that. What `markdownToDocument` reads from it is the normal
 * form of the document, exactly. Ends with one "\n"; an empty document is "".
 */
export function documentToMarkdown(document: DocumentNode, options: WritingOptions = {}): string {
  const { headingShift = 0, pictureAddress = () => null } = options;
  const { content } = normalizeDocument(addressPictures(document, pictureAddress));
  const markdown = writeBlocks(content, headingShift);
  return markdown === "" ? "" : `${markdown}\n`;
}

/** Puts each picture's address where its attachment was named, or else its alt text. */
function addressPictures(
  document: DocumentNode,
  addressOf: NonNullable<WritingOptions["pictureAddress"]>,
): DocumentNode {
  return changePictures(document, (sha256, picture) => {
    const address = addressOf(sha256);
    return address === null
      ? altText(picture)
      : { ...picture, attrs: { ...picture.attrs, attachment: address } };
  });
}

function writeBlocks(blocks: DocumentNode[], shift: number): string {
  let marker = "";
  return blocks
    .map((block, index) => {
      marker = chooseMarker(block, blocks[index - 1], marker);
      return writeBlock(block, shift, marker);
    })
    .join("\n\n");
}

// Two lists in a row would be read as one; another marker begins another list.
function chooseMarker(block: DocumentNode, before: DocumentNode | undefined, last: string): string {
  if (block.type === "orderedList") {
    return before?.type === "orderedList" && last === "." ? ")" : ".";
  }
  return isBulleted(before) && last === "-" ? "*" : "-";
}

function isBulleted(block: DocumentNode | undefined): boolean {
  return block?.type === "bulletList" || block?.type === "taskList";
}

function writeBlock(block: DocumentNode, shift: number, marker: string): string {
  const content = block.content ?? [];
  switch (block.type) {
    case "heading": {
      const level = Math.min(Number(block.attrs?.level) + shift, 6);
      return `${"#".repeat(level)} ${writeInline(content, "heading")}`;
    }
    case "blockquote":
      return prefixLines(writeBlocks(content, shift), "> ", "> ");
    case "bulletList":
    case "taskList":
    case "orderedList":
      return writeList(block, shift, marker);
    case "codeBlock":
      return writeCode(content[0]?.text ?? "", block.attrs?.language);
    case "table":
      return writeTable(content);
    case "momentQuote": {
      const quoted = momentOf(block);
      if (quoted === null) return "";
      const paragraphs = paragraphsOfQuote(quoted).map((nodes) => writeInline(nodes, "paragraph"));
      return prefixLines(paragraphs.join("\n\n"), "> ", "> ");
    }
    case "horizontalRule":
      return "---";
    default:
      return writeInline(content, "paragraph");
  }
}

function prefixLines(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) => {
      const prefix = index === 0 ? first : rest;
      return line === "" ? prefix.trimEnd() : prefix + line;
    })
    .join("\n");
}

function writeList(list: DocumentNode, shift: number, marker: string): string {
  const items = list.content ?? [];
  const start = Number(list.attrs?.start);
  const lines = items.map((item, index) => {
    const number = Math.min(start + index, MAX_NUMBER);
    const lead = list.type === "orderedList" ? `${number}${marker} ` : `${marker} `;
    const box = item.type === "taskItem" ? `[${item.attrs?.checked === true ? "x" : " "}] ` : "";
    const text = writeItem(item.content ?? [], shift);
    return prefixLines(text, lead + box, " ".repeat(lead.length));
  });
  return lines.join(items.every(isTight) ? "\n" : "\n\n");
}

function writeItem(blocks: DocumentNode[], shift: number): string {
  if (isTextWithList(blocks)) return blocks.map((block) => writeBlocks([block], shift)).join("\n");
  // An empty first paragraph is only there for the schema: "- > quote".
  const written = blocks[0]?.content ? blocks : blocks.slice(1);
  const text = writeBlocks(written, shift);
  // "- ---" would be a rule and no item.
  return written[0]?.type === "horizontalRule" ? text.replace("---", "___") : text;
}

// CommonMark: only bullets, or numbers from 1, can follow a text without a blank line. The list
// must begin with text, too: micromark misreads "- text" followed by "  - 7. text".
function isTextWithList(blocks: DocumentNode[]): boolean {
  const [text, list] = blocks;
  if (blocks.length !== 2 || !text?.content || !list?.content?.[0]?.content?.[0]?.content) {
    return false;
  }
  return isBulleted(list) || (list.type === "orderedList" && list.attrs?.start === 1);
}

function isTight(item: DocumentNode): boolean {
  const blocks = item.content ?? [];
  if (blocks.length === 1) return blocks[0]?.type === "paragraph";
  return isTextWithList(blocks) && (blocks[1]?.content ?? []).every(isTight);
}

function writeCode(text: string, language: unknown): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = "`".repeat(longest + 1);
  const info = typeof language === "string" ? language.replace(/[\\&]/g, "\\$&") : "";
  return text === "" ? `${fence}${info}\n${fence}` : `${fence}${info}\n${text}\n${fence}`;
}

const RULES = new Map<unknown, string>([
  ["left", ":---"],
  ["center", ":---:"],
  ["right", "---:"],
]);

function writeTable(rows: DocumentNode[]): string {
  const lines = rows.map((row) =>
    writeRow(
      (row.content ?? []).map((cell) => writeInline(cell.content?.[0]?.content ?? [], "cell")),
    ),
  );
  const aligns = (rows[0]?.content ?? []).map((cell) => RULES.get(cell.attrs?.align) ?? "---");
  lines.splice(1, 0, writeRow(aligns));
  return lines.join("\n");
}

function writeRow(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}
