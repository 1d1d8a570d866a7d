import type { MomentKind } from "../../../shared/contract/moments.ts";

const LOOKS: Record<MomentKind, string> = {
  stepped_in: "in",
  stepped_back: "back",
  stepped_away: "away",
};

// A ring opened above and below, as `MomentMark` has it.
const RING = { cx: "4.5", cy: "4.5", r: "3.9" };

/** The mark of a kind of moment, for what the editor draws; the words beside it say the kind. */
export function drawMark(kind: MomentKind): HTMLElement {
  const mark = document.createElement("span");
  mark.className = `mark ${LOOKS[kind]}`;
  mark.ariaHidden = "true";
  if (kind !== "stepped_away") return mark;
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const circle = document.createElementNS(ring.namespaceURI, "circle");
  ring.setAttribute("viewBox", "0 0 9 9");
  for (const [name, value] of Object.entries(RING)) circle.setAttribute(name, value);
  ring.append(circle);
  mark.append(ring);
  return mark;
}
