import { Link } from "react-router";
import { addressOfAnswer, addressOfEntry } from "../../addresses.ts";
import { shortDay, weekName } from "../../ui/format.ts";
import { messages } from "./messages.ts";
import type { SectionProps } from "./person-page.tsx";
import { SectionHead } from "./section-head.tsx";

/** The newest entry that names the person; nothing where there is none. */
export function LastConversation({ page, today }: SectionProps) {
  const { lastConversation } = page;
  if (lastConversation === null) return null;
  const { entryId, title, date, week, excerpt } = lastConversation;
  return (
    <section className="row pair person-first">
      <p className="m">{marginDay(date, today)}</p>
      <div className="t">
        <h2 className="who">
          <b>{messages.lastConversation}</b>, <bdi>{title === "" ? weekName(week) : title}</bdi>
        </h2>
        <p className="what">
          <Link className="quiet-link" to={addressOfEntry(entryId)}>
            {excerpt === "" ? (title === "" ? weekName(week) : title) : excerpt}
          </Link>
        </p>
      </div>
    </section>
  );
}

/** What was answered to prompts about the person; each question leads to being asked again. */
export function AnswersSection(props: SectionProps & { onAnswer: () => void }) {
  const { page, name, today, canWrite, onAnswer } = props;
  const { answers } = page;
  return (
    <>
      <SectionHead
        title={messages.answers(name)}
        isEmpty={answers.length === 0}
        act={messages.answer}
        keys="a"
        onAct={canWrite ? onAnswer : null}
      />
      <ul className="rows-of-list">
        {answers.map(({ sectionId, entryId, promptId, question, week, excerpt, isReadable }) => (
          <li className="row pair" key={sectionId}>
            <p className="m">
              {week.slice(0, 4) === today.slice(0, 4)
                ? weekName(week)
                : `${weekName(week)}, ${week.slice(0, 4)}`}
            </p>
            <div className="t">
              <h3 className="q person-question">
                {canWrite ? (
                  <Link className="quiet-link" to={addressOfAnswer(promptId, page.person.id)}>
                    {question}
                  </Link>
                ) : (
                  question
                )}
              </h3>
              <p className="what">
                <Link className="quiet-link" to={addressOfEntry(entryId)}>
                  {answerInWords(excerpt, isReadable)}
                </Link>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A picture alone has no words to show. */
function answerInWords(excerpt: string, isReadable: boolean): string {
  if (!isReadable) return messages.notReadable;
  return excerpt === "" ? messages.answerWithoutWords : excerpt;
}

/** A day in the margin: `9 Mar`, with its year when that is another one. */
export function marginDay(date: string, today: string): string {
  return date.slice(0, 4) === today.slice(0, 4)
    ? shortDay(date)
    : `${shortDay(date)} ${date.slice(0, 4)}`;
}
