import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useParams } from "react-router";
import { ulid } from "ulid";
import type { Question } from "../../../../shared/contract/answers.ts";
import type { Section } from "../../../../shared/contract/entries.ts";
import { DOCUMENT_SCHEMA_VERSION, emptyDocument } from "../../../../shared/document/schema.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { weekOf } from "../../../../shared/journal/iso-week.ts";
import { localDateAt } from "../../../../shared/journal/local-date.ts";
import { addressOfAskingAbout, addressOfPrompt } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { codeOf, sentenceFor } from "../../api/errors.ts";
import { SectionEditor } from "../../editor/section-editor.tsx";
import type { SaveSection, SectionState } from "../../editor/section-text.ts";
import { useSaveState } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { sourceSentence } from "../../ui/source-sentence.ts";
import { AgainMeta, AgainWords } from "./again-meta.tsx";
import { AnswerFrame } from "./answer-frame.tsx";
import { ChoosePerson } from "./choose-person.tsx";
import { EarlierAnswers } from "./earlier-answers.tsx";
import { FollowUps } from "./follow-ups.tsx";
import { messages } from "./messages.ts";
import { QuoteButton } from "./quote-button.tsx";
import { useEarlier } from "./use-earlier.ts";
import { useWayBack } from "./use-way-back.ts";

/** A prompt, answered outside the ritual, with what was answered before beside it. */
export function AnswerPage() {
  const { prompt = "", person } = useParams();
  return <Asking key={`${prompt} ${person}`} prompt={prompt} person={person} />;
}

function Asking({ prompt, person }: { prompt: string; person: Id | undefined }) {
  const { queries } = useConnection();
  const asked = person === undefined ? { prompt } : { prompt, person };
  const question = useQuery({
    ...queries.prompts.toAnswer.queryOptions({ input: asked }),
    // The answer that was begun today is gone on with.
    refetchOnMount: "always",
  });
  const leave = useWayBack(
    person === undefined ? addressOfPrompt(prompt) : addressOfAskingAbout(person),
  );
  if (codeOf(question.error) === "PROMPT_NEEDS_PERSON") {
    return <ChoosePerson prompt={prompt} leave={leave} />;
  }
  if (question.data !== undefined && question.isFetchedAfterMount) {
    return <Answering question={question.data} leave={leave} />;
  }
  return (
    <AnswerFrame name={messages.answer} source="" earlier={null} leave={leave}>
      {question.error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(question.error)}
        </p>
      )}
    </AnswerFrame>
  );
}

function Answering({ question, leave }: { question: Question; leave: () => void }) {
  const { client } = useConnection();
  const { id: prompt, person, text } = question;
  const [state, setState] = useState<SectionState>({ kind: "unchanged" });
  const { entryId, section } = useStanding(question);
  const personId = person?.id;
  const save: SaveSection = useCallback(
    (draft) =>
      client.prompts.saveAnswer({
        prompt,
        ...(personId === undefined ? {} : { person: personId }),
        entryId,
        ...draft,
      }),
    [client, prompt, personId, entryId],
  );
  const earlier = useEarlier(
    {
      prompt,
      ...(personId === undefined ? {} : { person: personId }),
      before: entryId,
      section: section.id,
    },
    true,
  );
  const week = weekOf(localDateAt(new Date(section.created), question.timeZone));
  const page = useRef<HTMLElement>(null);
  useShortcuts({ "mod+enter": leave });
  return (
    <AnswerFrame
      name={messages.askAgain}
      source={question.themeTitle}
      earlier={
        earlier.isOpen ? <EarlierAnswers earlier={earlier} wording={text} week={week} /> : null
      }
      status={
        <SaveStatus
          entry={entryId}
          timeZone={question.timeZone}
          words={state.kind === "saved" ? state.result.words : section.words || null}
          onGone={leave}
        />
      }
      acts={
        <>
          {earlier.isOpen ? <QuoteButton quote={earlier.quoteOrGo} /> : null}
          <Button look="primary" keys="mod+enter" onClick={leave}>
            {messages.done}
          </Button>
        </>
      }
      leave={leave}
    >
      <section aria-labelledby="prompt" ref={page}>
        <h1 className="prompt" id="prompt">
          {text}
        </h1>
        {earlier.isOpen ? (
          <AgainMeta earlier={earlier} week={week} />
        ) : (
          <p className="prompt-meta">
            <AgainWords earlier={earlier} />
          </p>
        )}
        <p className="prompt-source">{sourceSentence(question)}</p>
        <SectionEditor
          key={section.id}
          entry={entryId}
          section={section}
          label={text}
          placeholder={messages.placeholder}
          readOnlyNotice={messages.readOnly}
          caret={Number.MAX_SAFE_INTEGER}
          onState={setState}
          save={save}
        />
        <FollowUps
          questions={question.followUps}
          onLast={() => page.current?.querySelector<HTMLElement>("[role=textbox]")?.focus()}
        />
      </section>
    </AnswerFrame>
  );
}

/**
 * The section that is written: the one that stands today, else one that is made with its first words.
 * What was begun here stays under the hands; as long as nothing was, another window's comes instead.
 */
function useStanding({ id, text, theme, standing }: Question): { entryId: Id; section: Section } {
  const [blank] = useState(() => ({ entryId: ulid(), section: blankSection({ id, text, theme }) }));
  const shown = useRef(standing ?? blank);
  const { kind } = useSaveState(shown.current.entryId);
  const isOther = standing?.section.id !== shown.current.section.id;
  const isUntouched = shown.current.section.revision === 0 && kind === "unchanged";
  if (standing !== null && (!isOther || isUntouched)) shown.current = standing;
  return shown.current;
}

function blankSection(prompt: { id: string; text: string; theme: string }): Section {
  const now = new Date().toISOString();
  return {
    id: ulid(),
    prompt,
    document: emptyDocument(),
    schema: DOCUMENT_SCHEMA_VERSION,
    words: 0,
    created: now,
    updated: now,
    revision: 0,
  };
}
