import type { MomentKind } from "../../../shared/contract/moments.ts";
import { messages } from "./messages.ts";

const LOOKS: Record<MomentKind, string> = {
  stepped_in: "in",
  stepped_back: "back",
  stepped_away: "away",
};

// A ring opened above and below.
const RING = { viewBox: "0 0 9 9", cx: "4.5", cy: "4.5", r: "3.9" };

/** The mark of a kind of moment. @param props.isNamed where no words beside it say the kind. */
export function MomentMark({ kind, isNamed = false }: { kind: MomentKind; isNamed?: boolean }) {
  const { viewBox, ...circle } = RING;
  const name = isNamed
    ? { role: "img", "aria-label": messages.stepped[kind] }
    : { "aria-hidden": true };
  return (
    <span className={`mark ${LOOKS[kind]}`} {...name}>
      {kind === "stepped_away" ? (
        <svg viewBox={viewBox} aria-hidden="true">
          <circle {...circle} />
        </svg>
      ) : null}
    </span>
  );
}

/** The same for what the editor draws, beside words that say the kind. */
export function drawMark(kind: MomentKind): HTMLElement {
  const mark = document.createElement("span");
  mark.className = `mark ${LOOKS[kind]}`;
  mark.ariaHidden = "true";
  if (kind !== "stepped_away") return mark;
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const circle = document.createElementNS(ring.namespaceURI, "circle");
  const { viewBox, ...rest } = RING;
  ring.setAttribute("viewBox", viewBox);
  for (const [name, value] of Object.entries(rest)) circle.setAttribute(name, value);
  ring.append(circle);
  mark.append(ring);
  return mark;
}
