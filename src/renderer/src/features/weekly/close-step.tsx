import { useMutation, useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useNavigate } from "react-router";
import type { Reflection } from "../../../../shared/contract/weekly.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { DocumentView } from "../../editor/document-view.tsx";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { useTitle } from "../../saving/use-title.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { ThemeDot } from "../../ui/theme-dot.tsx";
import { useOverlay } from "../commands/command-layer.tsx";
import { EXPORT_KEYS } from "../exports/export-sheet.tsx";
import { CommitmentTold } from "./commitment-told.tsx";
import { messages } from "./messages.ts";
import { ownSentences } from "./own-sentences.ts";
import { RitualFrame } from "./ritual-frame.tsx";

/** A title that is suggested is at most this long. */
const LONGEST_SUGGESTION = 48;

/** What was written, in one view; a title if one wants to come. */
export function CloseStep({ reflection, timeZone }: { reflection: Reflection; timeZone: string }) {
  const { week, places, others, commitments } = reflection;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const { title, setTitle } = useTitle({ id: reflection.entryId, title: reflection.title });
  const openOverlay = useOverlay();
  const titleId = useId();
  const close = useMutation(
    queries.weekly.close.mutationOptions({ onSuccess: () => void navigate(ADDRESSES.today) }),
  );
  const putAway = async (): Promise<void> => {
    // A week is not put away over words that are not saved: the notice says so.
    if (await flushTexts()) close.mutate({ week });
  };

  const asked = useQuery(queries.commitments.askedIn.queryOptions({ input: { week } }));
  const said = (asked.data ?? []).filter(({ outcome }) => outcome !== null);
  const answers = [
    ...places.filter(({ answered }) => answered).map(({ section }) => section),
    ...others,
  ];
  const themes = new Map(
    places.filter(({ answered }) => answered).map(({ theme, themeTitle }) => [theme, themeTitle]),
  );
  const suggestion = ownSentences(answers.map(({ document }) => document))
    .map((sentence) => sentence.replace(/[.!?…]+$/u, ""))
    .filter((sentence) => sentence.length <= LONGEST_SUGGESTION)
    .sort((a, b) => a.length - b.length)[0];
  return (
    <RitualFrame
      reflection={reflection}
      step="close"
      place={0}
      status={
        close.isError ? (
          <p className="notice" role="alert">
            {sentenceFor(close.error)}
          </p>
        ) : (
          <SaveStatus
            entry={reflection.entryId}
            timeZone={timeZone}
            words={null}
            onGone={() => void navigate(ADDRESSES.today)}
          />
        )
      }
      back={{
        label: messages.back,
        go: () => void navigate(addressOfStep(week, "commit")),
      }}
      next={{
        label: close.isPending ? messages.puttingAway : messages.putAway,
        go: () => void putAway(),
        isBusy: close.isPending,
      }}
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          <label htmlFor={titleId}>{messages.nameQuestion}</label>
        </h1>
        <input
          autoComplete="off"
          id={titleId}
          className="field title-field"
          value={title}
          placeholder={messages.namePlaceholder}
          maxLength={500}
          autoFocus
          onChange={(event) => setTitle(event.target.value)}
        />
        {suggestion === undefined || title !== "" ? null : (
          <p className="prompt-meta">
            <span>{messages.suggestion(suggestion)}</span>
            <LinkButton onClick={() => setTitle(suggestion)}>{messages.useIt}</LinkButton>
          </p>
        )}
        <p className="lead close-facts">
          {answers.length === 0 && commitments.length === 0
            ? messages.nothing
            : messages.facts(answers.length, commitments.length)}
        </p>
        {themes.size === 0 ? null : (
          <>
            <h2 className="close-heading">{messages.aboutHeading}</h2>
            <ul className="theme-list">
              {[...themes].map(([id, name]) => (
                <li key={id}>
                  <ThemeDot theme={id} />
                  {name}
                </li>
              ))}
            </ul>
          </>
        )}
        {answers.length === 0 ? null : (
          <>
            <div className="rowline">
              <h2 className="close-heading">{messages.written}</h2>
              <Button keys={EXPORT_KEYS} onClick={() => openOverlay("export")}>
                {messages.export}
              </Button>
            </div>
            {answers.map((section) => (
              <article className="close-answer" key={section.id}>
                {section.prompt === null ? null : <h3 className="q">{section.prompt.text}</h3>}
                <DocumentView document={section.document} />
              </article>
            ))}
          </>
        )}
        {said.length === 0 ? null : (
          <>
            <h2 className="close-heading">{messages.lookedBack}</h2>
            {said.map((commitment) => (
              <CommitmentTold key={commitment.id} commitment={commitment} />
            ))}
          </>
        )}
        {commitments.length === 0 ? null : (
          <>
            <h2 className="close-heading">{messages.committed}</h2>
            {commitments.map((commitment) => (
              <CommitmentTold key={commitment.id} commitment={commitment} />
            ))}
          </>
        )}
      </section>
    </RitualFrame>
  );
}
