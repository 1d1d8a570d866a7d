import type { MomentKind } from "../../../../shared/contract/moments.ts";
import { messages } from "./messages.ts";

const LOOKS: Record<MomentKind, string> = {
  stepped_in: "in",
  stepped_back: "back",
  stepped_away: "away",
};

/**
 * The mark of a kind: a disc, a ring, a ring opened above and below. Where it stands to the rule is
 * the list's. @param props.isNamed where no words beside it say the kind.
 */
export function MomentMark(props: { kind: MomentKind; isNamed?: boolean; hasJustCome?: boolean }) {
  const { kind, isNamed = false, hasJustCome = false } = props;
  const name = isNamed
    ? { role: "img", "aria-label": messages.did[kind] }
    : { "aria-hidden": true };
  return (
    <span className={`mark ${LOOKS[kind]}${hasJustCome ? " comes" : ""}`} {...name}>
      {kind === "stepped_away" ? (
        <svg viewBox="0 0 9 9" aria-hidden="true">
          <circle cx="4.5" cy="4.5" r="3.9" />
        </svg>
      ) : null}
    </span>
  );
}

/** What the place of each mark says. */
export function MarksLegend() {
  return (
    <aside className="aside marks-legend" aria-label={messages.marks}>
      <h2>{messages.marks}</h2>
      <ul>
        {(["stepped_in", "stepped_back", "stepped_away"] as const).map((kind) => (
          <li key={kind}>
            <MomentMark kind={kind} />
            <span>{messages.markOf[kind]}</span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
