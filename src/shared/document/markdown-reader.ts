import type { Token } from "markdown-it";
import { type PictureReader, readInlineTokens } from "./inline-reader.ts";
import { findUsedDefinitions, writeDefinition } from "./link-definitions.ts";
import { MAX_BLOCK_LEVEL, markdownParser } from "./markdown-parser.ts";
import { mendText } from "./mend-text.ts";
import { normalizeDocument } from "./normal-form.ts";
import { readQuote } from "./quoted-moment.ts";
import { TEXT_LIMIT, textToDocument } from "./plain-text.ts";
import { type DocumentJson, type DocumentNode, MAX_DOCUMENT_DEPTH } from "./schema.ts";

/** How Markdown is read. */
export interface ReadingOptions {
  /** How many levels deeper its headings are than those of the document. */
  headingShift?: number;
  /** The SHA-256 of the attachment at a picture's address; null, also without this: not known. */
  readPicture?: PictureReader;
}

/**
 * Reads CommonMark with GFM tables, task lists and strikethrough into a document in normal form, with the
 * mentions and quoted moments that our writer wrote.
 * What the schema cannot hold stays as visible text: raw HTML, pictures not known, footnotes, definitions
 * nothing refers to, the text of links to forbidden addresses. Heading levels are moved up by
 * `headingShift` and kept within 1 to 4. Markdown nested deeper than a document may be comes back
 * as plain paragraphs of its source. Throws an Error when the input is longer than 5 MiB.
 */
export function markdownToDocument(markdown: string, options: ReadingOptions = {}): DocumentJson {
  if (markdown.length > TEXT_LIMIT) {
    throw new Error("This text is longer than 5 MiB and cannot be read as Markdown.");
  }
  const source = mendText(markdown).replace(/^\ufeff/, "");
  const tokens = markdownParser.parse(source, {});
  const isTooDeep = tokens.some(({ nesting, level }) => nesting === 1 && level >= MAX_BLOCK_LEVEL);
  if (isTooDeep) return textToDocument(source);
  const document = normalizeDocument(buildTree(tokens, source.split("\n"), options));
  return measureDepth(document) > MAX_DOCUMENT_DEPTH ? textToDocument(source) : document;
}

function measureDepth(node: DocumentNode): number {
  return (node.content ?? []).reduce((most, child) => Math.max(most, 1 + measureDepth(child)), 0);
}

function buildTree(tokens: Token[], lines: string[], options: ReadingOptions): DocumentNode {
  const { headingShift = 0, readPicture = () => null } = options;
  const root: DocumentNode = { type: "doc", content: [] };
  const path = [root];
  const used = findUsedDefinitions(tokens);
  for (const token of tokens) {
    if (token.type.startsWith("thead_") || token.type.startsWith("tbody_")) continue;
    if (token.nesting === -1) {
      const closed = path.pop();
      if (closed?.type === "blockquote") path.at(-1)?.content?.splice(-1, 1, readQuote(closed));
      continue;
    }
    if (token.type === "inline") {
      addText(path, token, readPicture);
      continue;
    }
    const node = readBlock(token, headingShift) ?? writeDefinition(token, used, lines);
    if (!node) continue;
    path.at(-1)?.content?.push(node);
    if (token.nesting === 1) path.push(node);
  }
  return root;
}

function readBlock(token: Token, headingShift: number): DocumentNode | null {
  switch (token.type) {
    case "paragraph_open":
      return { type: "paragraph", content: [] };
    case "heading_open":
      return {
        type: "heading",
        attrs: { level: Number(token.tag.slice(1)) - headingShift },
        content: [],
      };
    case "blockquote_open":
      return { type: "blockquote", content: [] };
    case "bullet_list_open":
      return { type: "bulletList", content: [] };
    case "ordered_list_open":
      return {
        type: "orderedList",
        attrs: { start: Number(token.attrGet("start") ?? 1) },
        content: [],
      };
    case "list_item_open":
      return { type: "listItem", content: [] };
    case "table_open":
      return { type: "table", content: [] };
    case "tr_open":
      return { type: "tableRow", content: [] };
    case "th_open":
    case "td_open":
      return { type: "tableCell", attrs: { align: readAlign(token) }, content: [] };
    case "fence":
    case "code_block":
      return readCode(token);
    case "hr":
      return { type: "horizontalRule" };
    default:
      return null;
  }
}

function readAlign(token: Token): string | null {
  return String(token.attrGet("style") ?? "").replace("text-align:", "") || null;
}

function readCode(token: Token): DocumentNode {
  return {
    type: "codeBlock",
    attrs: { language: markdownParser.utils.unescapeAll(token.info) },
    content: [{ type: "text", text: token.content.replace(/\n$/, "") }],
  };
}

function addText(path: DocumentNode[], token: Token, readPicture: PictureReader): void {
  const parent = path.at(-1);
  const inCell = parent?.type === "tableCell";
  const nodes = readInlineTokens(token.children ?? [], inCell, readPicture);
  if (inCell) parent.content = [{ type: "paragraph", content: nodes }];
  else if (parent) parent.content = readCheckbox(path, token, nodes);
}

// GFM: a task is an item whose first paragraph begins with "[ ] " or "[x] ". Looked for in the
// source, where an escaped "\[ ] " is told apart.
function readCheckbox(path: DocumentNode[], token: Token, nodes: DocumentNode[]): DocumentNode[] {
  const [list, item, block] = path.slice(-3);
  const box = /^\[([ xX])\](?=[ \t\n])/.exec(token.content);
  const [first, ...others] = nodes;
  const isFirst = block?.type === "paragraph" && item?.content?.length === 1;
  if (!isFirst || list?.type !== "bulletList" || !box) return nodes;
  if (first?.type !== "text" || !first.text?.startsWith(box[0])) return nodes;
  item.type = "taskItem";
  item.attrs = { checked: box[1] !== " " };
  return [{ ...first, text: first.text.slice(box[0].length) }, ...others];
}
