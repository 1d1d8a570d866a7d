import { useMutation } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { useNavigate } from "react-router";
import type { Section } from "../../../../shared/contract/entries.ts";
import { isEmptyDocument } from "../../../../shared/document/schema.ts";
import { addressOfEntry, addressOfWeek, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { DocumentView } from "../../editor/document-view.tsx";
import { UnsavedNotice } from "../../saving/save-status.tsx";
import { Button } from "../../ui/button.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { RuledLines } from "../../ui/waiting.tsx";
import { useOverlay } from "../commands/command-layer.tsx";
import { CrisisLater } from "../crises/crisis-later.tsx";
import { isNarrow } from "./narrow.ts";
import { EntryCommitments, EntryDay, EntryMeta } from "./entry-parts.tsx";
import { headingOf, questionOf, titleOf } from "./entry-title.ts";
import type { EntryPageProps } from "./entry-view.tsx";
import { messages } from "./messages.ts";
import { FROM_READING } from "./writing-page.tsx";

/** One entry, to read. */
export function ReadingPage(props: EntryPageProps & { isShown: boolean }) {
  const { entry } = props;
  const heading = useId();
  const title = titleOf({ ...entry, question: questionOf(entry) });
  const readOnly = useReadOnly();
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // Where nothing has the focus the entry takes it, so that keys scroll it. Tab shows where it is.
    const page = article.current;
    if (document.activeElement !== document.body || page === null) return;
    page.dataset["quiet"] = "";
    page.addEventListener("blur", () => delete page.dataset["quiet"], { once: true });
    page.focus({ preventScroll: true });
  }, []);
  return (
    <>
      <ReadingBar {...props} />
      {/* A long entry is scrolled by keyboard, and nothing else in it takes the focus. */}
      <article
        className="page noaside"
        ref={article}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-labelledby={heading}
      >
        <header className="row">
          <EntryDay entry={entry} />
          <div className="t">
            <h1 id={heading}>
              <bdi>{title}</bdi>
            </h1>
            <EntryMeta entry={entry} />
            <UnsavedNotice />
          </div>
        </header>
        {entry.sections.every(isWordless) ? (
          <section className="row entry-section">
            <span className="m" />
            <p className="t meta">
              {readOnly === "rescue" ? messages.nothingOfIt : messages.notWritten}
            </p>
          </section>
        ) : null}
        {entry.sections
          .filter((section) => section.prompt === null || !isWordless(section))
          .map((section) => (
            <SectionView
              key={section.id}
              section={section}
              // A question that stands for the title is not said twice.
              heading={section.prompt?.text === title ? null : headingOf(entry.kind, section)}
            />
          ))}
        <EntryCommitments entry={entry} />
        {entry.kind === "crisis" ? <CrisisLater entryId={entry.id} /> : null}
      </article>
    </>
  );
}

/** A key that does nothing while the focus is on the row of another entry than the one that is shown. */
function unlessOtherRow(act: () => void): () => void {
  return () => {
    const row = document.activeElement?.closest(".item") ?? null;
    if (row === null || row.hasAttribute("aria-current")) act();
  };
}

/** What can be done with the entry. */
function ReadingBar({ entry, isShown, addressOf, onGone }: EntryPageProps & { isShown: boolean }) {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const openOverlay = useOverlay();
  const readOnly = useReadOnly();
  const canWrite = readOnly === null;
  const restore = useMutation(
    queries.entries.restore.mutationOptions({
      onSuccess: ({ id }) => void navigate(addressOf(addressOfEntry(id))),
      onError: (error) => showToast({ text: sentenceFor(error) }),
    }),
  );
  const remove = useMutation(
    queries.entries.delete.mutationOptions({
      onSuccess: ({ id }) => {
        onGone();
        showToast({
          text: messages.deleted,
          many: messages.deletedMany,
          undo: { label: messages.undo, act: () => restore.mutate({ id }) },
        });
      },
      onError: (error) => showToast({ text: sentenceFor(error) }),
    }),
  );
  const star = useMutation(
    queries.entries.change.mutationOptions({
      onError: (error) => showToast({ text: sentenceFor(error) }),
    }),
  );
  const edit = (): void => {
    // The way back leads to this entry, also where the address was that of the list alone.
    void navigate(addressOf(addressOfEntry(entry.id)), { replace: true });
    void navigate(addressOf(addressOfEntry(entry.id, true)), { state: FROM_READING });
  };
  const deleteEntry = (): void => remove.mutate({ id: entry.id });
  const toggleStar = (): void => star.mutate({ id: entry.id, starred: !entry.starred });
  const toList = (): void => void navigate(addressOf(ADDRESSES.timeline));
  useShortcuts({
    ...(isShown && canWrite
      ? {
          e: unlessOtherRow(edit),
          s: unlessOtherRow(toggleStar),
          delete: unlessOtherRow(deleteEntry),
        }
      : {}),
    ...(isNarrow() ? { escape: toList } : {}),
  });
  return (
    <div className="entry-bar">
      <Button onClick={toList} data-only="narrow">
        {messages.allWeeks}
      </Button>
      {canWrite && entry.kind === "weekly" ? (
        <Button onClick={() => void navigate(addressOfWeek(entry.week))}>{messages.goOn}</Button>
      ) : null}
      {canWrite ? (
        <>
          <Button keys="e" onClick={edit}>
            {messages.edit}
          </Button>
          <Button keys="s" aria-pressed={entry.starred} onClick={toggleStar}>
            {entry.starred ? messages.starredNow : messages.star}
          </Button>
          <Button keys="delete" onClick={deleteEntry}>
            {messages.delete}
          </Button>
        </>
      ) : null}
      {/* Over what is left of a damaged file stands a button that exports all of it. */}
      {readOnly === "rescue" ? null : (
        <Button onClick={() => openOverlay("export")}>{messages.export}</Button>
      )}
    </div>
  );
}

/** Whether nothing stands in a section, and nothing of it was lost. */
function isWordless({ document, unreadable }: Section): boolean {
  return unreadable === undefined && isEmptyDocument(document);
}

/** A section, and under it what of it is lost. */
function SectionView({ section, heading }: { section: Section; heading: string | null }) {
  return (
    <>
      <section className="row entry-section">
        <span className="m" />
        <div className="t">
          {heading === null ? null : <h2 className="q">{heading}</h2>}
          <DocumentView document={section.document} />
        </div>
      </section>
      {section.unreadable === undefined ? null : (
        <section className="row unreadable">
          <p className="m">{messages.notReadable}</p>
          <div className="t">
            <RuledLines />
            <p className="help">{messages.passageMissing(section.unreadable.words)}</p>
          </div>
        </section>
      )}
    </>
  );
}
