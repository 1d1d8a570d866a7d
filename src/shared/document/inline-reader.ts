import type { Token } from "markdown-it";
import { readLinkAddress } from "./links.ts";
import { mendLine } from "./mend-text.ts";
import { readOwnAddress } from "./own-addresses.ts";
import type { DocumentMark, DocumentNode } from "./schema.ts";

const EMPHASIS = new Map([
  ["strong_open", "bold"],
  ["em_open", "italic"],
  ["s_open", "strike"],
]);

/** What is open around a token: its mark, and the text to write when it ends. */
interface Surrounding {
  mark: DocumentMark | null;
  ending: string;
}

/** The SHA-256 of the attachment at an address; null when there is none that is known. */
export type PictureReader = (address: string) => string | null;

/**
 * Turns the inline tokens of one text block into document nodes, not yet in normal form. A line end
 * in the source is a space, as in CommonMark. `<br>` is a break only in a table cell.
 */
export function readInlineTokens(
  tokens: Token[],
  inCell: boolean,
  readPicture: PictureReader,
): DocumentNode[] {
  const nodes: DocumentNode[] = [];
  const open: Surrounding[] = [];
  const addText = (text: string, extra: DocumentMark[] = []): void => {
    const marks = open.flatMap(({ mark }) => mark ?? []);
    nodes.push({ type: "text", text, marks: [...marks, ...extra] });
  };
  let read = 0;
  for (const [index, token] of tokens.entries()) {
    if (index < read) continue;
    const mention = readMention(tokens, index);
    if (mention !== null) {
      const marks = open.flatMap(({ mark }) => mark ?? []);
      nodes.push({ ...mention.node, marks });
      read = mention.end;
    } else if (token.nesting === 1) {
      const surrounding = readOpening(token);
      if (surrounding.ending !== "") addText("[");
      open.push(surrounding);
    } else if (token.nesting === -1) addText(open.pop()?.ending ?? "");
    else if (token.type === "code_inline") addText(token.content, [{ type: "code" }]);
    else if (token.type === "image") {
      const attachment = readPicture(addressOf(token));
      if (attachment === null) addText(writePicture(token));
      else nodes.push({ type: "picture", attrs: { attachment, alt: readAlt(token) } });
    } else if (token.type === "softbreak") addText(" ");
    else if (token.type !== "hardbreak") addText(token.content);
    else if (token.markup !== "" && !inCell) addText(token.markup);
    else nodes.push({ type: "hardBreak" });
  }
  return nodes;
}

/** The mention that begins at a token, and where the tokens after it begin. */
function readMention(
  tokens: readonly Token[],
  start: number,
): { node: DocumentNode; end: number } | null {
  const own = readOwnLink(tokens[start]);
  if (own?.kind !== "person") return null;
  let end = start + 1;
  let words = "";
  // A name is nothing but text; another program may have broken its line.
  for (; tokens[end]?.type === "text" || tokens[end]?.type === "softbreak"; end += 1) {
    words += tokens[end]?.content || " ";
  }
  const name = mendLine(words);
  if (tokens[end]?.type !== "link_close" || name === "") return null;
  return { node: { type: "mention", attrs: { person: own.id, name } }, end: end + 1 };
}

/** Whom or what a link speaks of that is written `[words](address)`. */
function readOwnLink(token: Token | undefined): ReturnType<typeof readOwnAddress> {
  if (token?.type !== "link_open" || token.markup === "autolink" || readLabel(token) !== null) {
    return null;
  }
  return readOwnAddress(token.attrGet("href"));
}

function readOpening(token: Token): Surrounding {
  if (token.type !== "link_open") {
    return { mark: { type: EMPHASIS.get(token.type) ?? "" }, ending: "" };
  }
  const href = readLinkAddress(token.attrGet("href"));
  if (href !== null) return { mark: { type: "link", attrs: { href } }, ending: "" };
  // Kept for whoever looks whether it ends a quoted moment; no document has it.
  if (readOwnLink(token)?.kind === "moment") {
    return { mark: { type: "link", attrs: { href: token.attrGet("href") } }, ending: "" };
  }
  // [^1] and the like: a reference to a definition that holds no link keeps its brackets.
  return { mark: null, ending: readLabel(token) === null ? "" : "]" };
}

/** The label of the definition that a link token refers to, or null when it names its address. */
export function readLabel(token: Token): string | null {
  const label: unknown = token.meta?.label;
  return typeof label === "string" ? label : null;
}

function addressOf(picture: Token): string {
  return String(picture.attrGet("src") ?? "");
}

// CommonMark: the alt text is what stands in the brackets, without its markup.
function readAlt({ children, content, type }: Token): string {
  if (children) return children.map(readAlt).join("");
  return type.endsWith("break") ? " " : content;
}

// What is no attachment stays to be read as it was written.
function writePicture(token: Token): string {
  const source = addressOf(token);
  const title = token.attrGet("title");
  const address = /[\s()]/.test(source) ? `<${source}>` : source;
  return `![${token.content}](${address}${title ? ` "${title}"` : ""})`;
}
