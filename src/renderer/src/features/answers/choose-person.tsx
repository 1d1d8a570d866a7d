import { useQuery } from "@tanstack/react-query";
import { addressOfAnswer } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { shownText } from "../prompts/messages.ts";
import { AnswerFrame } from "./answer-frame.tsx";
import { Choices } from "./choices.tsx";
import { messages } from "./messages.ts";
import { SomebodyElse } from "./somebody-else.tsx";

/** Asks about whom a per-person prompt is answered. */
export function ChoosePerson({ prompt, leave }: { prompt: string; leave: () => void }) {
  const { queries } = useConnection();
  const people = useQuery(queries.people.list.queryOptions());
  const library = useQuery(queries.prompts.list.queryOptions());
  const earlier = useQuery(queries.prompts.earlierAnswers.queryOptions({ input: { prompt } }));
  const text = library.data?.prompts.find(({ id }) => id === prompt)?.text ?? "";
  const error = people.error ?? library.error ?? earlier.error;
  const timesAbout = (person: string): number =>
    earlier.data?.filter((answer) => answer.people.some(({ id }) => id === person)).length ?? 0;
  return (
    <AnswerFrame name={messages.aboutWhom} source="" earlier={null} leave={leave}>
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {messages.aboutWhom}
        </h1>
        <p className="prompt-meta">{shownText(text)}</p>
        {error === null ? null : (
          <p className="notice" role="alert">
            {sentenceFor(error)}
          </p>
        )}
        {people.data === undefined || earlier.data === undefined ? null : (
          <>
            {people.data.length === 0 ? (
              <p className="lead">{messages.nobody}</p>
            ) : (
              <Choices
                label={messages.aboutWhom}
                choices={people.data.map(({ id, name }) => ({
                  address: addressOfAnswer(prompt, id),
                  name,
                  about: messages.answeredTimes(timesAbout(id)),
                }))}
              />
            )}
            <SomebodyElse prompt={prompt} people={people.data} />
          </>
        )}
      </section>
    </AnswerFrame>
  );
}
