import type { Commitment } from "../../../../shared/contract/commitments.ts";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { asSentence } from "../../ui/format.ts";
import { lookBack } from "./look-back-messages.ts";

/** A commitment as it is told afterwards: with whom it was, what was said of it, and what became of it. */
export function CommitmentTold({ commitment }: { commitment: Commitment }) {
  const { person, outcome, outcomeNote, became, becameNote } = commitment;
  const after = {
    carried: lookBack.carried,
    reshaped: lookBack.reshaped,
    handed_on: lookBack.handedOn(becameNote ?? ""),
    ended: `${lookBack.ended} ${becameNote === null ? "" : asSentence(becameNote)}`,
  };
  return (
    <p className="commit">
      <CommitmentWords commitment={commitment} />{" "}
      {person === null && outcome === null ? null : (
        <span className="meta told">
          {person === null ? null : `${lookBack.withWhom(person.name)} `}
          {outcome === null ? null : <b>{lookBack.told[outcome]}</b>}{" "}
          {outcomeNote === null ? null : asSentence(outcomeNote)}
          {became === null ? null : ` ${after[became]}`}
        </span>
      )}
    </p>
  );
}
