import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { PersonPage as Page } from "../../../../shared/contract/people.ts";
import { isId } from "../../../../shared/journal/identity.ts";
import { givenName } from "../../../../shared/journal/person-words.ts";
import { addressOfAskingAbout, addressOfPerson, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { UnsavedNotice } from "../../saving/save-status.tsx";
import { Button } from "../../ui/button.tsx";
import { NotHere } from "../../ui/not-here.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { Waiting } from "../../ui/waiting.tsx";
import { isNarrow } from "../timeline/narrow.ts";
import { AgreementsSection } from "./agreements-section.tsx";
import { AnswersSection, LastConversation } from "./entries-sections.tsx";
import { HandoversSection } from "./handovers-section.tsx";
import { InvitedSection } from "./invited-section.tsx";
import { MergeSheet } from "./merge-sheet.tsx";
import { messages } from "./messages.ts";
import { PersonSheet } from "./person-sheet.tsx";

/** What every part of a person's page is given. */
export interface SectionProps {
  page: Page;
  /** The name by which one speaks of them. */
  name: string;
  today: string;
  canWrite: boolean;
}

/** A person's page. */
export function PersonPage({ id, isShown }: { id: string; isShown: boolean }) {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const read = useQuery(queries.people.page.queryOptions({ input: isId(id) ? { id } : skipToken }));
  const today = useQuery(queries.weekly.today.queryOptions());
  const page = read.data;
  const other = page?.person.id;
  useEffect(() => {
    // Who was merged into another one is found there.
    if (isShown && other !== undefined && other !== id) {
      void navigate(addressOfPerson(other), { replace: true });
    }
  }, [id, other, isShown, navigate]);
  if (page !== undefined && page !== null && today.data !== undefined) {
    return <Shown page={page} today={today.data.date} isShown={isShown} />;
  }
  return (
    <div className="page">
      {page === null || read.error !== null || !isId(id) ? (
        <NotHere
          sentence={read.error === null ? messages.nobody : sentenceFor(read.error)}
          way={messages.toEveryone}
          to={ADDRESSES.people}
        />
      ) : (
        <Waiting sentence={messages.reading} />
      )}
    </div>
  );
}

function Shown({ page, today, isShown }: { page: Page; today: string; isShown: boolean }) {
  const { person } = page;
  const heading = useId();
  const navigate = useNavigate();
  const canWrite = useReadOnly() === null;
  const article = useRef<HTMLElement>(null);
  const answer = (): void => void navigate(addressOfAskingAbout(person.id));
  useShortcuts(isShown && canWrite ? { a: answer } : {});
  useEffect(() => {
    // Where nothing has the focus the page takes it, so that keys scroll it. Tab shows where it is.
    const shown = article.current;
    if (document.activeElement !== document.body || shown === null) return;
    shown.dataset["quiet"] = "";
    shown.addEventListener("blur", () => delete shown.dataset["quiet"], { once: true });
    shown.focus({ preventScroll: true });
  }, []);
  const props: SectionProps = { page, name: givenName(person.name), today, canWrite };
  const role = person.role === "" ? "" : `${person.role.replace(/\.$/u, "")}. `;
  const said = `${role}${messages.relationInWords[person.relation]}`.trim();
  return (
    <>
      <PersonBar page={page} isShown={isShown} />
      {/* A long page is scrolled by keyboard. */}
      <article
        className="page noaside person-page"
        ref={article}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-labelledby={heading}
      >
        <header className="row">
          <p className="m">{messages.since(page.since.slice(0, 4))}</p>
          <div className="t">
            <h1 id={heading}>
              <bdi>{person.name}</bdi>
            </h1>
            {said === "" ? null : <p className="meta person-said">{said}</p>}
            <UnsavedNotice />
          </div>
        </header>
        <LastConversation {...props} />
        <HandoversSection {...props} isShown={isShown} />
        <AgreementsSection {...props} isShown={isShown} />
        <InvitedSection {...props} />
        <AnswersSection {...props} onAnswer={answer} />
      </article>
    </>
  );
}

/** What can be done with the person. */
function PersonBar({ page, isShown }: { page: Page; isShown: boolean }) {
  const { person } = page;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const canWrite = useReadOnly() === null;
  const [isEditing, setEditing] = useState(false);
  const [mergesInto, setMergesInto] = useState<string | null>(null);
  const onError = (error: Error): void => showToast({ text: sentenceFor(error) });
  const restore = useMutation(
    queries.people.restore.mutationOptions({
      onSuccess: ({ id }) => void navigate(addressOfPerson(id)),
      onError,
    }),
  );
  const remove = useMutation(
    queries.people.delete.mutationOptions({
      onSuccess: ({ id, name }) => {
        void navigate(ADDRESSES.people, { replace: true });
        showToast({
          text: messages.deleted(name),
          undo: { label: messages.undo, act: () => restore.mutate({ id }) },
        });
      },
      onError,
    }),
  );
  const edit = (): void => setEditing(true);
  const deletePerson = (): void => remove.mutate({ id: person.id });
  const toList = (): void => void navigate(ADDRESSES.people);
  useShortcuts({
    ...(isShown && canWrite
      ? { e: unlessOtherRow(edit), delete: unlessOtherRow(deletePerson) }
      : {}),
    ...(isNarrow() ? { escape: toList } : {}),
  });
  return (
    <div className="entry-bar">
      <Button onClick={toList} data-only="narrow">
        {messages.everyone}
      </Button>
      {canWrite ? (
        <>
          <Button keys="e" onClick={edit}>
            {messages.edit}
          </Button>
          <Button onClick={() => setMergesInto("")}>{messages.merge}</Button>
          <Button keys="delete" onClick={deletePerson}>
            {messages.delete}
          </Button>
        </>
      ) : null}
      {isEditing ? (
        <PersonSheet
          person={person}
          onClose={() => setEditing(false)}
          onOther={(into) => {
            setEditing(false);
            setMergesInto(into.name);
          }}
        />
      ) : null}
      {mergesInto === null ? null : (
        <MergeSheet
          person={person}
          into={mergesInto}
          onClose={() => setMergesInto(null)}
          onMerged={(into) => {
            void navigate(addressOfPerson(into.id), { replace: true });
            showToast({ text: messages.merged(into.name) });
          }}
        />
      )}
    </div>
  );
}

/** A key that does nothing while the focus is on the row of somebody else, or on a row of the page. */
function unlessOtherRow(act: () => void): () => void {
  return () => {
    const focused = document.activeElement;
    if (focused?.closest(".person-row") != null) return;
    const row = focused?.closest(".item") ?? null;
    if (row === null || row.hasAttribute("aria-current")) act();
  };
}
