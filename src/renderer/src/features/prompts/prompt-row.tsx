import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Link } from "react-router";
import type { ListedPrompt } from "../../../../shared/contract/prompts.ts";
import { addressOfEntry } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { sourceSentence } from "../../ui/source-sentence.ts";
import { Waiting } from "../../ui/waiting.tsx";
import { answeredSentence, answerName, messages, shownText, wishSentences } from "./messages.ts";
import { type PickWeek, RowActs, ShowAgain } from "./row-acts.tsx";

/** A prompt in the list; opened, with its follow-ups and where it was answered. */
export function PromptRow(props: {
  prompt: ListedPrompt;
  documentTitle: string;
  thisYear: string | undefined;
  pickWeek: PickWeek;
  isOpen: boolean;
  onToggle: () => void;
  onEdit: () => void;
}) {
  const { prompt, thisYear, isOpen } = props;
  const more = useId();
  return (
    <li className={prompt.hiddenSince === null ? "prompt-row" : "prompt-row is-hidden"}>
      <h3>
        <button
          type="button"
          className="prompt-question"
          aria-expanded={isOpen}
          aria-controls={isOpen ? more : undefined}
          onClick={props.onToggle}
        >
          {shownText(prompt.text)}
        </button>
      </h3>
      <p className="meta">
        {prompt.cadence === "weekly" ? null : `${messages.cadence[prompt.cadence]}. `}
        {wishSentences(prompt, thisYear, props.pickWeek.isThisWeek)}
        {answeredSentence(prompt.answered, prompt.lastWeek, thisYear)}{" "}
        {sourceSentence({ ...prompt, documentTitle: props.documentTitle })}{" "}
        {prompt.hiddenSince === null || isOpen ? null : <ShowAgain id={prompt.id} />}
      </p>
      {isOpen ? (
        <dl className="facts" id={more}>
          <dt>{messages.followUps}</dt>
          <dd>
            {prompt.followUps.length === 0 ? messages.noFollowUps : null}
            {prompt.followUps.map((question) => (
              <p className="prompt-follow-up" key={question}>
                {shownText(question)}
              </p>
            ))}
          </dd>
          {prompt.answered === 0 ? null : <Answers prompt={prompt} thisYear={thisYear} />}
        </dl>
      ) : null}
      {isOpen ? <RowActs prompt={prompt} pickWeek={props.pickWeek} onEdit={props.onEdit} /> : null}
    </li>
  );
}

/** The days of the earlier answers, each leading to its entry. */
function Answers(props: { prompt: ListedPrompt; thisYear: string | undefined }) {
  const { prompt } = props;
  const { queries } = useConnection();
  const { data, error } = useQuery(
    queries.prompts.answers.queryOptions({ input: { id: prompt.id } }),
  );
  const earlier = prompt.answered - (data?.length ?? 0);
  return (
    <>
      <dt>{messages.yourAnswers}</dt>
      <dd>
        {error === null ? null : <p className="notice">{sentenceFor(error)}</p>}
        {data === undefined && error === null ? (
          <Waiting sentence={messages.readingAnswers} />
        ) : null}
        {data?.map(({ entryId, week, date }) => (
          <p key={entryId}>
            <Link className="link" to={addressOfEntry(entryId)}>
              {answerName(week, date, props.thisYear)}
            </Link>
          </p>
        ))}
        {data !== undefined && earlier > 0 ? <p>{messages.earlier(earlier)}</p> : null}
      </dd>
    </>
  );
}
