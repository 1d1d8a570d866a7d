import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Agreement, StandingAgreement } from "../../../../shared/contract/agreements.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { dateOf, nameOfDay } from "../../ui/when.ts";
import { AgreementSheet } from "./agreement-sheet.tsx";
import { AskingAgain, TheirWords } from "./asking-again.tsx";
import { marginDay } from "./entries-sections.tsx";
import { messages } from "./messages.ts";
import type { SectionProps } from "./person-page.tsx";
import { SectionHead } from "./section-head.tsx";

/** What the person wants from the leader, those to be asked about first. */
export function AgreementsSection(props: SectionProps & { isShown: boolean }) {
  const { page, name, today, canWrite, isShown } = props;
  const { agreements, person } = page;
  const [opened, setOpened] = useState<string | null>(null);
  const [sheet, setSheet] = useState<"new" | Agreement | null>(null);
  const add = (): void => setSheet("new");
  useShortcuts(isShown && canWrite ? { g: add } : {});
  return (
    <>
      <SectionHead
        title={messages.wants(name)}
        isEmpty={agreements.length === 0}
        act={messages.addAgreement}
        keys="g"
        onAct={canWrite ? add : null}
      />
      <ul className="rows-of-list">
        {agreements.map((agreement) => (
          <AgreementRow
            key={agreement.id}
            agreement={agreement}
            today={today}
            canWrite={canWrite}
            isOpen={agreement.id === opened}
            onToggle={() => setOpened(opened === agreement.id ? null : agreement.id)}
            onChange={() => setSheet(agreement)}
          />
        ))}
      </ul>
      {sheet === null ? null : (
        <AgreementSheet
          person={person}
          name={name}
          today={today}
          {...(sheet === "new" ? {} : { standing: sheet })}
          onClose={() => setSheet(null)}
        />
      )}
    </>
  );
}

function AgreementRow(props: {
  agreement: StandingAgreement;
  today: string;
  canWrite: boolean;
  isOpen: boolean;
  onToggle: () => void;
  onChange: () => void;
}) {
  const { agreement, today, canWrite, isOpen } = props;
  const { id, askOn, earlier } = agreement;
  const { queries } = useConnection();
  const showToast = useToast();
  const isDue = askOn !== null && askOn <= today;
  const onError = (error: Error): void => showToast({ text: sentenceFor(error) });
  const restore = useMutation(queries.people.restoreAgreement.mutationOptions({ onError }));
  const remove = useMutation(
    queries.people.deleteAgreement.mutationOptions({
      onSuccess: () =>
        showToast({
          text: messages.deletedAny,
          undo: { label: messages.undo, act: () => restore.mutate({ id }) },
        }),
      onError,
    }),
  );
  return (
    <li className="row pair person-row">
      <p className="m">{marginDay(agreement.date, today)}</p>
      <div className="t">
        <p className="who rowline">
          <span>
            <button
              type="button"
              className="matter"
              aria-expanded={isOpen}
              onClick={props.onToggle}
            >
              <bdi>{agreement.matter}</bdi>
            </button>
            , {messages.levels[agreement.level]}
          </span>
          {askOn === null ? null : (
            <span className={isDue ? "is-due" : undefined}>
              {isDue
                ? messages.askSince(nameOfDay(askOn, today))
                : messages.askOn(dateOf(askOn, today))}
            </span>
          )}
        </p>
        <TheirWords words={agreement.words} />
        {canWrite && (isDue || isOpen) ? (
          <AskingAgain agreement={agreement} today={today} onChange={props.onChange}>
            {isOpen ? (
              <Button onClick={() => remove.mutate({ id })}>{messages.delete}</Button>
            ) : null}
          </AskingAgain>
        ) : null}
        {isOpen && earlier.length > 0 ? (
          <ul className="before" aria-label={messages.before}>
            {earlier.map((one) => (
              <li key={one.id}>
                <p className="who">
                  {marginDay(one.date, today)}: {one.matter}, {messages.levels[one.level]}
                </p>
                <TheirWords words={one.words} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}
