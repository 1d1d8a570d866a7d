import { LinkButton } from "../../ui/button.tsx";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { AnswerLine } from "./answer-line.tsx";
import type { AnswerText } from "./answer-text.ts";
import { lookBack } from "./look-back-messages.ts";

/** A commitment that is not asked about just now: with what was said of it, or dimmed. */
export function RestingAnswer({ text, onChange }: { text: AnswerText; onChange: () => void }) {
  const isSaid = text.answer.outcome !== null;
  return (
    <div className="ask rest">
      <p className={isSaid ? "said" : "said dim"}>
        <CommitmentWords commitment={text.commitment} />
      </p>
      {isSaid ? (
        <p className="meta answer-line">
          <AnswerLine text={text} /> <LinkButton onClick={onChange}>{lookBack.change}</LinkButton>
        </p>
      ) : (
        <p className="meta">
          <LinkButton onClick={onChange}>{lookBack.answerIt}</LinkButton>
        </p>
      )}
    </div>
  );
}
