/*
 * Word writes a list as paragraphs that say in their style which level of which list they are, with
 * the bullet or number as text. Read from what Word puts on the clipboard; mso-list is nowhere specified.
 */

const LEVEL = /mso-list:[^;"]*level(\d)/i;
const MARKER = /mso-list:\s*ignore/i;

/** Turns the lists of Word and Outlook into lists. */
export function readWordLists(body: HTMLElement): void {
  /** The lists that are open, by level. */
  let open: Element[] = [];
  let last: Element | null = null;
  for (const paragraph of body.querySelectorAll("p[style], h1[style], h2[style], h3[style]")) {
    const level = Number(LEVEL.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0);
    if (level === 0) continue;
    if (last === null || paragraph.previousElementSibling !== last) open = [];
    const kind = takeMarker(paragraph);
    while (open.length > level) open.pop();
    // A level that is skipped has no item to stand in.
    const depth = Math.min(level, open.length + 1);
    let list = open[depth - 1];
    if (list === undefined || list.localName !== kind) {
      list = body.ownerDocument.createElement(kind);
      const parent = open[depth - 2]?.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open = [...open.slice(0, depth - 1), list];
    }
    const item = body.ownerDocument.createElement("li");
    item.append(paragraph);
    list.append(item);
    last = open[0] ?? null;
  }
}

/** Takes the bullet or number out of a paragraph. @returns the list it belongs to. */
function takeMarker(paragraph: Element): "ol" | "ul" {
  const marker = [...paragraph.querySelectorAll("[style]")].find((element) =>
    MARKER.test(element.getAttribute("style") ?? ""),
  );
  const text = marker?.textContent ?? "";
  marker?.remove();
  return /^\s*(?:\d+|[a-z]{1,4})[.)]/i.test(text) ? "ol" : "ul";
}
