import { messages } from "./messages.ts";
import { MAX_CELLS, MAX_DEPTHS } from "./paste-limits.ts";
import { readWordLists } from "./word-lists.ts";

/** What is not seen, or is another page or program. Its words are no words of the text. */
const DROPPED =
  "script, style, title, template, noscript, object, embed, iframe, frame, link, meta, base, audio, [hidden]";

/** The attributes that say something about the text, and where. */
const KEPT = new Map<string, readonly string[]>([
  ["A", ["href"]],
  ["OL", ["start"]],
  ["TD", ["colspan", "rowspan"]],
  ["TH", ["colspan", "rowspan"]],
  ["UL", ["data-type"]],
  ["LI", ["data-type", "data-checked"]],
  ["CODE", ["class"]],
  ["IMG", ["data-attachment", "alt"]],
  ["SPAN", ["data-person"]],
  ["BLOCKQUOTE", ["data-moment", "data-kind", "data-date", "data-with", "data-invited"]],
]);

const MAX_SPAN = 50;

/**
 * HTML from another program as plain HTML: its text, structure and emphasis, without a style, name,
 * script, or anything that would be loaded. It is read in a document that does none of these.
 * @returns null when it is nested too deep to be read in time.
 */
export function cleanHtml(html: string): string | null {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  if (depthsOf(body) > MAX_DEPTHS) return null;
  for (const element of body.querySelectorAll(DROPPED)) element.remove();
  removeHidden(body);
  readWordLists(body);
  for (const picture of body.querySelectorAll("img, image, video, input[type=image]")) {
    // Our own is in the journal already, and has no address.
    if (!picture.hasAttribute("data-attachment")) picture.replaceWith(placeholderFor(picture));
  }
  for (const box of body.querySelectorAll("li input[type=checkbox]")) readTask(box);
  for (const table of body.querySelectorAll("table")) readTable(table);
  for (const element of body.querySelectorAll("*")) {
    readEmphasis(element);
    keepAttributes(element);
  }
  return body.innerHTML;
}

/** How deep all elements stand, added up. */
function depthsOf(body: HTMLElement): number {
  const depths = new Map<Element, number>();
  let sum = 0;
  for (const element of body.querySelectorAll("*")) {
    const depth = 1 + (depths.get(element.parentElement ?? body) ?? 0);
    depths.set(element, depth);
    sum += depth;
  }
  return sum;
}

function styleOf(element: Element): string {
  // The policy of the page keeps styles from being applied, so they are read as they were written.
  return element.getAttribute("style") ?? "";
}

function removeHidden(body: HTMLElement): void {
  for (const element of body.querySelectorAll("[style]")) {
    if (/display:\s*none|mso-hide:\s*all/i.test(styleOf(element))) element.remove();
  }
}

/** What stands for a picture, which is never loaded: whoever sent it would see that it was. */
function placeholderFor(picture: Element): string {
  const [width, height] = ["width", "height"].map((side) => picture.getAttribute(side));
  // Seen by nobody, and there to count who opens it.
  if ([width, height].every((side) => side === "1" || side === "0")) return "";
  const alt = (picture.getAttribute("alt") ?? "").trim().slice(0, 300);
  const address = picture.getAttribute("src") ?? picture.getAttribute("srcset") ?? "";
  const isElsewhere = /^\s*(?:https?:|\/\/)/i.test(address) || picture.localName === "video";
  return isElsewhere ? messages.pictureElsewhere(alt) : messages.pictureNotTaken(alt);
}

/** A list with boxes to tick, as other programs write it. */
function readTask(box: Element): void {
  const item = box.closest("li");
  item?.setAttribute("data-type", "taskItem");
  if (item?.hasAttribute("data-checked") === false) {
    item.setAttribute("data-checked", String(box.hasAttribute("checked")));
  }
  item?.parentElement?.setAttribute("data-type", "taskList");
}

/** A table that only lays out a page, or is larger than any that is read, is no table. */
function readTable(table: HTMLTableElement): void {
  const cells = [...table.querySelectorAll<HTMLTableCellElement>("td, th")];
  for (const cell of cells) {
    cell.colSpan = Math.min(cell.colSpan, MAX_SPAN);
    cell.rowSpan = Math.min(Math.max(cell.rowSpan, 1), MAX_SPAN);
  }
  const widths = [...table.rows].map((row) =>
    [...row.cells].reduce((width, cell) => width + cell.colSpan, 0),
  );
  const width = Math.max(0, ...widths);
  const isLayout = width < 2 || table.querySelector("table") !== null;
  if (!isLayout && width * widths.length <= MAX_CELLS) return;
  for (const cell of cells) if (cell.closest("table") === table) becomeBlock(cell);
  for (const row of [...table.rows]) becomeBlock(row);
  for (const part of [...table.tBodies, table.tHead, table.tFoot]) if (part) becomeBlock(part);
  becomeBlock(table);
}

function becomeBlock(element: Element): void {
  const block = element.ownerDocument.createElement("div");
  block.append(...element.childNodes);
  element.replaceWith(block);
}

/** Emphasis that is written as a style becomes emphasis; some programs wrap all in a bold that is none. */
function readEmphasis(element: Element): void {
  const style = styleOf(element);
  if (style === "") return;
  const isPlain = /(?:^|[^-])font-weight:\s*(?:normal|[1-5]00)/i.test(style);
  const isUpright = /font-style:\s*normal/i.test(style);
  if (/^(?:B|STRONG)$/.test(element.tagName) && isPlain) element.replaceWith(...element.childNodes);
  if (/^(?:I|EM)$/.test(element.tagName) && isUpright) element.replaceWith(...element.childNodes);
  if (!/^(?:SPAN|FONT)$/.test(element.tagName)) return;
  if (/(?:^|[^-])font-weight:\s*(?:bold|[6-9]00)/i.test(style)) wrapContent(element, "strong");
  if (/font-style:\s*(?:italic|oblique)/i.test(style)) wrapContent(element, "em");
  if (/text-decoration[^;]*line-through/i.test(style)) wrapContent(element, "s");
}

function wrapContent(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

function keepAttributes(element: Element): void {
  const kept = KEPT.get(element.tagName) ?? [];
  for (const name of element.getAttributeNames()) {
    if (!kept.includes(name) && name !== "data-pm-slice") element.removeAttribute(name);
  }
}
