import type { Fate } from "../../../../shared/contract/commitments.ts";
import { asSentence } from "../../ui/format.ts";
import type { AnswerText } from "./answer-text.ts";
import { lookBack } from "./look-back-messages.ts";

/** What was said of a commitment and, unless that is being asked for, became of it, in one line. */
export function AnswerLine({ text, isDeciding }: { text: AnswerText; isDeciding?: boolean }) {
  const { answer, commitment } = text;
  const fate: Fate = isDeciding === true ? { kind: "undecided" } : text.fate;
  if (answer.outcome === null) return null;
  return (
    <>
      <b>{lookBack.answer[answer.outcome]}.</b>{" "}
      {answer.note === "" ? null : asSentence(answer.note)}
      {answer.carry ? ` ${lookBack.carried}` : null}
      {fate.kind === "handed_on" && commitment.became === "handed_on"
        ? ` ${lookBack.handedOn(fate.person)}`
        : null}
      {fate.kind === "reshaped" && fate.action !== "" ? ` ${lookBack.reshaped}` : null}
      {fate.kind === "ended"
        ? ` ${lookBack.ended} ${fate.note === "" ? "" : asSentence(fate.note)}`
        : null}
    </>
  );
}
