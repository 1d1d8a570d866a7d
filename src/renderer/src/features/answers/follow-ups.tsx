import { useId, useState } from "react";
import { LinkButton } from "../../ui/button.tsx";
import { messages } from "./messages.ts";

/** The follow-ups, opened one by one under the answer. */
export function FollowUps(props: { questions: readonly string[]; onLast: () => void }) {
  const { questions } = props;
  const [shown, setShown] = useState(0);
  const list = useId();
  if (questions.length === 0) return null;
  return (
    <div className="follow-ups">
      <div id={list} aria-live="polite">
        {questions.slice(0, shown).map((question) => (
          <p className="q" key={question}>
            {question}
          </p>
        ))}
      </div>
      {shown < questions.length ? (
        <LinkButton
          aria-controls={list}
          onClick={() => {
            setShown(shown + 1);
            // The button goes with the last one; the answer is what comes next.
            if (shown + 1 === questions.length) props.onLast();
          }}
        >
          {messages.followUp}
        </LinkButton>
      ) : null}
    </div>
  );
}
