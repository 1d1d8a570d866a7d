import type { Balance } from "../../../../shared/contract/people.ts";
import { messages } from "./messages.ts";

/** So many marks are drawn at most; the words tell them all. */
const MOST = 16;

/** How the leader stood to somebody lately: one mark a moment, in, back and away. */
export function BalanceStrip({ balance }: { balance: Balance }) {
  const { steppedIn, steppedBack, steppedAway } = balance;
  const kinds = ["in", "back", "away"] as const;
  const marks = [steppedIn, steppedBack, steppedAway].flatMap((count, index) =>
    Array.from({ length: count }, () => kinds[index] ?? "in"),
  );
  if (marks.length === 0) return null;
  return (
    <span
      className="balance"
      role="img"
      aria-label={messages.balance([
        [steppedIn, messages.steppedIn],
        [steppedBack, messages.steppedBack],
        [steppedAway, messages.steppedAway],
      ])}
    >
      {marks.slice(0, MOST).map((kind, index) =>
        kind === "away" ? (
          <svg className="strip-away" viewBox="0 0 9 9" key={`away-${index}`}>
            <circle cx="4.5" cy="4.5" r="3.9" />
          </svg>
        ) : (
          <span className={`strip-mark ${kind}`} key={`${kind}-${index}`} />
        ),
      )}
    </span>
  );
}
