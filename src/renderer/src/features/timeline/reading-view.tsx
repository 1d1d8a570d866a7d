import { useMutation, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useNavigate } from "react-router";
import type { Entry, Section } from "../../../../shared/contract/entries.ts";
import { localDateAt } from "../../../../shared/journal/local-date.ts";
import { addressOfEntry, addressOfWeek, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { DocumentView } from "../../editor/document-view.tsx";
import { Button } from "../../ui/button.tsx";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { clockTime, dayAndMonth, fullDate, weekdayName, weekName } from "../../ui/format.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useToast } from "../../ui/toast.tsx";
import { useReadOnly } from "../../api/use-read-only.ts";
import { RuledLines } from "../../ui/waiting.tsx";
import { EntrySheet } from "./entry-sheet.tsx";
import { titleOf } from "./entry-title.ts";
import { messages } from "./messages.ts";

/** One entry, to read. */
export function ReadingView(props: {
  id: string;
  /** Not where a narrow window shows the list alone. */
  isShown: boolean;
  onExport: () => void;
  onGone: () => void;
}) {
  const { queries } = useConnection();
  const read = useQuery(queries.entries.read.queryOptions({ input: { id: props.id } }));
  if (read.data === null || (read.data === undefined && read.error !== null)) {
    return (
      <div className="page">
        <p className="notice" role="alert">
          {read.data === null ? messages.nothingRead : sentenceFor(read.error)}
        </p>
      </div>
    );
  }
  if (read.data === undefined) return null;
  return <EntryPage {...props} entry={read.data} />;
}

function EntryPage(props: {
  entry: Entry;
  isShown: boolean;
  onExport: () => void;
  onGone: () => void;
}) {
  const { entry, onGone } = props;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const showToast = useToast();
  const heading = useId();
  const readOnly = useReadOnly();
  const canWrite = readOnly === null;
  const [isChanging, setChanging] = useState(false);
  const restore = useMutation(
    queries.entries.restore.mutationOptions({
      onSuccess: ({ id }) => void navigate(addressOfEntry(id)),
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
  const change = (): void => setChanging(true);
  const deleteEntry = (): void => remove.mutate({ id: entry.id });
  useShortcuts(props.isShown && canWrite ? { e: change, delete: deleteEntry } : {});

  const written = entry.sections[0]?.updated ?? entry.updated;
  const writtenDay = localDateAt(new Date(written), zoneOf(entry));
  const today = useQuery(queries.weekly.today.queryOptions());
  const isThisYear = today.data?.date.slice(0, 4) === entry.date.slice(0, 4);
  return (
    <>
      <div className="entry-bar">
        <Button onClick={() => void navigate(ADDRESSES.timeline)} data-only="narrow">
          {messages.allWeeks}
        </Button>
        {canWrite && entry.kind === "weekly" ? (
          <Button onClick={() => void navigate(addressOfWeek(entry.week))}>{messages.goOn}</Button>
        ) : null}
        {canWrite ? (
          <>
            <Button keys="e" onClick={change}>
              {messages.edit}
            </Button>
            <Button keys="delete" onClick={deleteEntry}>
              {messages.delete}
            </Button>
          </>
        ) : null}
        {/* Over what is left of a damaged file stands a button that exports all of it. */}
        {readOnly === "rescue" ? null : <Button onClick={props.onExport}>{messages.export}</Button>}
      </div>
      {/* A long entry is scrolled by keyboard, and nothing else in it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <article className="page noaside" tabIndex={0} aria-labelledby={heading}>
        <header className="row">
          <p className="m">
            {weekName(entry.week)},<br />{" "}
            {isThisYear ? dayAndMonth(entry.date) : fullDate(entry.date)}
          </p>
          <div className="t">
            <h1 id={heading}>
              <bdi>{titleOf(entry)}</bdi>
            </h1>
            <p className="meta entry-meta">
              {messages.writtenOn(
                writtenDay === entry.date
                  ? weekdayName(entry.date)
                  : `${weekdayName(writtenDay)}, ${fullDate(writtenDay)},`,
                clockTime(written, zoneOf(entry)),
              )}
              {entry.tags.map((tag) => (
                <span className="tag" key={tag}>
                  <bdi>{tag}</bdi>
                </span>
              ))}
            </p>
          </div>
        </header>
        {entry.sections.length === 0 ? (
          <section className="row entry-section">
            <p className="m" />
            <p className="t meta">
              {readOnly === "rescue" ? messages.nothingOfIt : messages.notWritten}
            </p>
          </section>
        ) : null}
        {entry.sections.map((section) => (
          <SectionView key={section.id} section={section} />
        ))}
        {entry.commitments.length === 0 ? null : (
          <section className="row entry-section">
            <p className="m">
              {messages.forWeek(weekName(entry.commitments[0]?.dueWeek ?? entry.week))}
            </p>
            <div className="t">
              <h2>{messages.committed}</h2>
              {entry.commitments.map((commitment) => (
                <p className="commit" key={commitment.id}>
                  <CommitmentWords commitment={commitment} />
                </p>
              ))}
            </div>
          </section>
        )}
      </article>
      {isChanging ? <EntrySheet entry={entry} onClose={() => setChanging(false)} /> : null}
    </>
  );
}

/** A section, and under it what of it is lost. */
function SectionView({ section }: { section: Section }) {
  return (
    <>
      <section className="row entry-section">
        <p className="m" />
        <div className="t">
          {section.prompt === null ? null : <h2 className="q">{section.prompt.text}</h2>}
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

/** The entry's own zone, where this browser knows it. */
function zoneOf(entry: Entry): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: entry.timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
