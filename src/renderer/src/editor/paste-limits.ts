import { messages } from "./messages.ts";

/*
 * What one paste may ask of the page. Anyone can make a clipboard of any size; these bounds keep the
 * page answering within a second (hostile case C11), and stand far above what is written in an hour.
 * What is larger loses its form and keeps its words, because it is laying out many blocks that takes long.
 */

/** Characters of HTML that are read as HTML: a Word document of some fifty pages. */
export const MAX_HTML = 2_000_000;
/** Tags in it, and how deep all of them stand together: what reading them costs. */
const MAX_TAGS = 12_000;
export const MAX_DEPTHS = 250_000;
/** Blocks and cells in it, of which each is laid out for itself. */
const MAX_BLOCKS = 3_000;
/** Characters of text in one paste: some 35,000 words. */
const MAX_TEXT = 200_000;
/** Lines of text in one paste. */
const MAX_LINES = 3_000;
/** Cells of one table, as it is laid out. */
export const MAX_CELLS = 1_500;

/** Pictures that are written into the HTML are not read, and not counted. */
export function withoutData(html: string): string {
  return html.replace(/data:image\/[^;,"']{1,20};base64,[\w+/=]+/gi, "");
}

/** Elements without an end, or whose end may be left out: they do not nest by being left open. */
const UNNESTED = new Set(
  "area base br col dd dt embed hr img input li link meta option p param source tbody td tfoot th thead tr track wbr".split(
    " ",
  ),
);
/** Elements inside one another. Reading those that are left open takes longer the more there are. */
const MAX_OPEN = 400;

/** Whether it is too much to be read as HTML. Looks at each character once. */
export function isTooLarge(html: string): boolean {
  if (html.length > MAX_HTML) return true;
  let tags = 0;
  let blocks = 0;
  let open = 0;
  for (const [, end, written = "", isClosed] of html.matchAll(
    /<(\/?)([a-z][\w:-]*)[^<>]*?(\/?)(?=[<>]|$)/gi,
  )) {
    const name = written.toLowerCase();
    tags += 1;
    if (end === "/") open = Math.max(0, open - 1);
    else if (isClosed === "" && !UNNESTED.has(name)) open += 1;
    if (end === "" && (LINE_ENDS.has(name) || CELLS.has(name))) blocks += 1;
    if (tags > MAX_TAGS || blocks > MAX_BLOCKS || open > MAX_OPEN) return true;
  }
  return false;
}

/** The part of a text that one paste may hold. @param tell is told a sentence when it is not all. */
export function boundText(text: string, tell: (sentence: string) => void): string {
  let end = Math.min(text.length, MAX_TEXT);
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) {
    lines += 1;
    if (lines === MAX_LINES) end = at;
  }
  if (end === text.length) return text;
  tell(messages.pastedInPart(end.toLocaleString("en")));
  // Never half of a pair of surrogates.
  return text.slice(0, end).toWellFormed();
}

const UNSEEN = new Set(["script", "style", "title", "template", "noscript", "svg", "object"]);
const LINE_ENDS = new Set(
  "address article blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul".split(
    " ",
  ),
);
const CELLS = new Set(["td", "th"]);
/** A `<` that begins no tag is a character like any other. */
const TAG = /<(?=\/?[a-z]|[!?])/gi;

/**
 * The words of HTML that is not read as such, with character references left as they are. Goes
 * through it once, whatever it is, and stops where a paste ends.
 */
export function wordsOf(all: string): string {
  const html = all.slice(0, 2 * MAX_HTML);
  let words = "";
  let at = 0;
  while (at < html.length && words.length <= MAX_TEXT) {
    TAG.lastIndex = at;
    const tag = TAG.exec(html)?.index ?? html.length;
    words += html.slice(at, Math.min(tag, at + MAX_TEXT + 1)).replace(/\s+/g, " ");
    if (tag === html.length) break;
    at = endOf(html, tag);
    const name = nameOf(html, tag);
    if (LINE_ENDS.has(name)) words += "\n";
    else if (CELLS.has(name)) words += " ";
  }
  return words.replace(/ *\n[\n ]*/g, "\n").trim();
}

function nameOf(html: string, tag: number): string {
  return /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(tag, tag + 24))?.[1]?.toLowerCase() ?? "";
}

/** Where what begins with this `<` is over, together with what is never seen of it. */
function endOf(html: string, tag: number): number {
  const after = (end: string, from: number): number => {
    const found = html.indexOf(end, from);
    return found === -1 ? html.length : found + end.length;
  };
  if (html.startsWith("<!--", tag)) return after("-->", tag);
  const name = nameOf(html, tag);
  if (!UNSEEN.has(name) || html[tag + 1] === "/") return after(">", tag);
  return after(">", after(`</${name}`, tag) - 1);
}
