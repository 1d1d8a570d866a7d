import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, Navigate, useNavigate } from "react-router";
import type { Crisis } from "../../../../shared/contract/crises.ts";
import type { Section } from "../../../../shared/contract/entries.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { addressOfCrisis, addressOfEntry, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { SectionEditor } from "../../editor/section-editor.tsx";
import type { SectionState } from "../../editor/section-text.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { sourceSentence } from "../../ui/source-sentence.ts";
import { StepFrame } from "../../ui/step-frame.tsx";
import { messages } from "./messages.ts";

/** What is asked once a crisis is closed, one question at a time. */
export function WriteAbout({ crisis, place }: { crisis: Crisis; place: number }) {
  const { queries } = useConnection();
  const { data } = useQuery({
    ...queries.crises.questions.queryOptions({ input: { id: crisis.id } }),
    refetchOnMount: "always",
  });
  if (data === undefined) return null;
  const { entryId } = crisis;
  const at = Math.min(place, data.length - 1);
  const section = data[at];
  if (entryId === null || section === undefined) return <Navigate replace to={ADDRESSES.today} />;
  return (
    <Question
      key={section.id}
      crisis={crisis}
      entryId={entryId}
      section={section}
      place={at}
      count={data.length}
    />
  );
}

function Question(props: {
  crisis: Crisis;
  entryId: Id;
  section: Section;
  place: number;
  count: number;
}) {
  const { crisis, entryId, section, place, count } = props;
  const { queryClient } = useConnection();
  const navigate = useNavigate();
  const [state, setState] = useState<SectionState>({ kind: "unchanged" });
  const goTo = (index: number): void => {
    void flushTexts(entryId);
    void navigate(addressOfCrisis(crisis.id, "write", index));
  };
  const leaveTo = (address: string) => (): void => {
    void flushTexts(entryId).then(() => queryClient.invalidateQueries());
    void navigate(address);
  };
  const isLast = place === count - 1;
  const text = section.prompt?.text ?? "";
  return (
    <StepFrame
      label={messages.after}
      margin={messages.givenBackNow}
      about={messages.givenBackOn(crisis)}
      leave={{ label: messages.leave, go: leaveTo(ADDRESSES.today) }}
      back={place === 0 ? null : { label: messages.back, go: () => goTo(place - 1) }}
      skip={isLast ? null : { label: messages.putAway, go: leaveTo(addressOfEntry(entryId)) }}
      next={
        isLast
          ? { label: messages.putAway, go: leaveTo(addressOfEntry(entryId)) }
          : { label: messages.nextQuestion, go: () => goTo(place + 1) }
      }
      status={
        <SaveStatus
          entry={entryId}
          timeZone={crisis.timeZone}
          words={state.kind === "saved" ? state.result.words : section.words || null}
          onGone={() => void navigate(ADDRESSES.today)}
        />
      }
      steps={
        <ol className="steps" aria-label={messages.asking}>
          {Array.from({ length: count }, (_, index) => (
            <li
              key={index}
              className={index === place ? "on" : ""}
              aria-current={index === place ? "step" : undefined}
            >
              <Link to={addressOfCrisis(crisis.id, "write", index)}>
                {messages.questionName(index)}
              </Link>
            </li>
          ))}
        </ol>
      }
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {text}
        </h1>
        <p className="prompt-meta">{messages.question(place, count)}</p>
        <p className="prompt-source">
          {messages.afterwards} <Source prompt={section.prompt?.id ?? ""} />
        </p>
        <SectionEditor
          entry={entryId}
          section={section}
          label={text}
          placeholder={messages.placeholder}
          readOnlyNotice={messages.readOnly}
          caret={Number.MAX_SAFE_INTEGER}
          onState={setState}
        />
      </section>
    </StepFrame>
  );
}

/** Where a question comes from, if the library still has it. */
function Source({ prompt: id }: { prompt: string }) {
  const { queries } = useConnection();
  const { data } = useQuery(queries.prompts.list.queryOptions());
  const prompt = data?.prompts.find((one) => one.id === id);
  if (data === undefined || prompt === undefined) return null;
  const document = data.documents.find((one) => one.id === prompt.source?.document);
  return <>{sourceSentence({ ...prompt, documentTitle: document?.title ?? "" })}</>;
}
