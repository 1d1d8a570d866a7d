import { mendText } from "./mend-text.ts";
import { normalizeInline } from "./normal-inline.ts";
import { normalizeTable } from "./normal-table.ts";
import { normalizeQuote } from "./quoted-moment.ts";
import { type DocumentJson, type DocumentNode, emptyDocument } from "./schema.ts";

// CommonMark: the number of an ordered list has at most nine digits.
const MAX_START = 999_999_999;

/**
 * Brings a document into normal form, the one shape in which it is kept and in which Markdown gives
 * it back exactly. Idempotent; never drops a visible character. The rules:
 *
 * - Text is mended (`mendText`); a line feed in text is a hard break.
 * - Paragraphs, headings, quotes, list items and lists without words or pictures are dropped, a quoted
 *   moment and a mention without words as well; a rule, a code
 *   block and a table are content of their own and stay. What is left empty is one empty paragraph.
 * - No space or tab at the edges of a line, no hard break at the edges of a block; a break in a
 *   heading is a space. Emphasis and links begin and end at a word.
 * - Neighbouring text with equal marks is one node; marks stand in schema order; `code` stands
 *   alone, except that a link wins over it; hard breaks and pictures carry no marks, a mention neither
 *   a link nor `code`.
 * - A list holds one kind of item; a mixed one is split. Neighbouring lists of one kind stay two
 *   (the writer alternates `-` with `*`, `1.` with `1)`).
 * - An item begins with a paragraph, which is empty only when a block that is no paragraph follows.
 *   A task without words of its own is a plain item: Markdown has no checkbox without text.
 * - Heading levels 1 to 4; lists start at 0 to 999,999,999; a code block's language is one word.
 * - Tables are as `normalizeTable` says: a filled rectangle with a header row and text in its cells.
 */
export function normalizeDocument(document: DocumentNode): DocumentJson {
  const content = normalizeBlocks(document.content ?? []);
  return content.length > 0 ? { type: "doc", content } : emptyDocument();
}

function normalizeBlocks(blocks: DocumentNode[]): DocumentNode[] {
  return blocks.flatMap(normalizeBlock);
}

function normalizeBlock(block: DocumentNode): DocumentNode[] {
  const content = block.content ?? [];
  switch (block.type) {
    case "paragraph":
      return keepFilled({ type: "paragraph", content: normalizeInline(content, "paragraph") });
    case "heading": {
      const attrs = { level: clamp(block.attrs?.level, 1, 4) };
      return keepFilled({ type: "heading", attrs, content: normalizeInline(content, "heading") });
    }
    case "blockquote":
      return keepFilled({ type: "blockquote", content: normalizeBlocks(content) });
    case "bulletList":
    case "taskList":
    case "orderedList":
      return normalizeList(block);
    case "codeBlock":
      return [normalizeCode(block)];
    case "table":
      return normalizeTable(block);
    case "momentQuote": {
      const quote = normalizeQuote(block);
      return quote === null ? [] : [quote];
    }
    case "horizontalRule":
      return [{ type: "horizontalRule" }];
    default:
      return normalizeBlocks(content);
  }
}

function keepFilled(block: DocumentNode): DocumentNode[] {
  return block.content && block.content.length > 0 ? [block] : [];
}

function clamp(value: unknown, lowest: number, highest: number): number {
  if (typeof value !== "number" || !Number.isInteger(value)) return 1;
  return Math.min(Math.max(value, lowest), highest);
}

function normalizeList(list: DocumentNode): DocumentNode[] {
  const numbered = list.type === "orderedList";
  const items = (list.content ?? []).flatMap((item) => normalizeItem(item, numbered));
  if (numbered) {
    const attrs = { start: clamp(list.attrs?.start, 0, MAX_START) };
    return keepFilled({ type: "orderedList", attrs, content: items });
  }
  const lists: DocumentNode[] = [];
  for (const item of items) {
    const type = item.type === "taskItem" ? "taskList" : "bulletList";
    const last = lists.at(-1);
    if (last?.type === type) last.content?.push(item);
    else lists.push({ type, content: [item] });
  }
  return lists;
}

function normalizeItem(item: DocumentNode, numbered: boolean): DocumentNode[] {
  const content = normalizeBlocks(item.content ?? []);
  const first = content[0];
  if (!first) return [];
  if (first.type !== "paragraph") {
    return [{ type: "listItem", content: [{ type: "paragraph" }, ...content] }];
  }
  if (item.type !== "taskItem" || numbered) return [{ type: "listItem", content }];
  return [{ type: "taskItem", attrs: { checked: item.attrs?.checked === true }, content }];
}

function normalizeCode(block: DocumentNode): DocumentNode {
  const text = mendText((block.content ?? []).map((node) => node.text ?? "").join(""));
  const attrs = { language: readLanguage(block.attrs?.language) };
  return text === ""
    ? { type: "codeBlock", attrs }
    : { type: "codeBlock", attrs, content: [{ type: "text", text }] };
}

// The first word of a fence's info string. A backtick there is no fence, and a pipe at the start of
// a list item is taken by markdown-it for the head of a table.
function readLanguage(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const word = mendText(value).replace(/[`|]/g, "").trim().split(/\s/, 1)[0];
  return word ? word : null;
}
