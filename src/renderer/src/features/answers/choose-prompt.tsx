import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { addressOfAnswer, addressOfPerson } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { ThemeDot } from "../../ui/theme-dot.tsx";
import { answeredSentence } from "../prompts/messages.ts";
import { AnswerFrame } from "./answer-frame.tsx";
import { Choices } from "./choices.tsx";
import { messages } from "./messages.ts";
import { useWayBack } from "./use-way-back.ts";

/** The prompts that are asked about one person, to choose one to answer. */
export function ChoosePrompt() {
  const { person = "" } = useParams();
  const { queries } = useConnection();
  const { data, error } = useQuery(queries.prompts.about.queryOptions({ input: { person } }));
  const themes = useQuery(queries.prompts.themes.queryOptions());
  const today = useQuery(queries.weekly.today.queryOptions());
  const leave = useWayBack(addressOfPerson(person));
  const titleOf = (theme: string): string =>
    themes.data?.find(({ id }) => id === theme)?.title ?? theme;
  return (
    <AnswerFrame name={messages.answer} source="" earlier={null} leave={leave}>
      {error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(error)}
        </p>
      )}
      {data === undefined || themes.data === undefined ? null : (
        <section aria-labelledby="prompt">
          <h1 className="prompt" id="prompt">
            {messages.askAbout(data.person.name)}
          </h1>
          <Choices
            label={messages.promptsAbout(data.person.name)}
            choices={data.prompts.map(({ id, theme, text, answered, lastWeek }) => ({
              address: addressOfAnswer(id, person),
              name: text,
              about: (
                <>
                  <ThemeDot theme={theme} />
                  {titleOf(theme)}.{" "}
                  {answeredSentence(answered, lastWeek, today.data?.date.slice(0, 4))}
                </>
              ),
            }))}
          />
        </section>
      )}
    </AnswerFrame>
  );
}
