import { type ReactNode, useId } from "react";
import type { EarlierAnswer } from "../../../../shared/contract/answers.ts";
import { DocumentView } from "../../editor/document-view.tsx";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import { ANSWER_ATTRIBUTE, goToHandle } from "./handles.ts";
import type { Earlier } from "./use-earlier.ts";
import { messages, whenAnswered } from "./messages.ts";

const MOVES: Record<string, 1 | -1> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

/** What was answered to a prompt before, oldest first. Each answer's day is its handle for the keyboard. */
export function EarlierAnswers(props: {
  earlier: Earlier;
  /** The question as it is worded now. */
  wording: string;
  /** The week that is written in. */
  week: Week;
}) {
  const { answers = [], quote } = props.earlier;
  const heading = useId();
  return (
    <aside className="earlier" aria-labelledby={heading}>
      <h2 id={heading}>{messages.times(answers.length)}</h2>
      <ol>
        {answers.map((answer, index) => (
          <li key={answer.sectionId} {...{ [ANSWER_ATTRIBUTE]: answer.sectionId }}>
            <button
              type="button"
              className="meta when"
              onClick={() => quote(answer)}
              onKeyDown={(event) => {
                const by = MOVES[event.key];
                if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
                event.preventDefault();
                goToHandle(Math.max(0, index + by));
              }}
            >
              {whenAnswered(answer.week, answer.date, props.week.slice(0, 4))}
              <About answer={answer} wording={props.wording} />{" "}
              <span className="act">{messages.quote}</span>
            </button>
            {answer.wording === props.wording ? null : (
              <p className="wording">{messages.wordedThen(answer.wording)}</p>
            )}
            <div className="what">
              <DocumentView document={answer.document} />
            </div>
          </li>
        ))}
      </ol>
    </aside>
  );
}

/** About whom an answer is, where its question does not name them. */
function About({ answer, wording }: { answer: EarlierAnswer; wording: string }): ReactNode {
  const others = answer.people.map(({ name }) => name).filter((name) => !wording.includes(name));
  return others.length === 0 ? null : `, ${messages.about(others.join(", "))}`;
}
