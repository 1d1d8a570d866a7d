import { useEffect, useId, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Entry, Section } from "../../../../shared/contract/entries.ts";
import { isEmptyDocument } from "../../../../shared/document/schema.ts";
import { addressOfEntry } from "../../addresses.ts";
import { type Connection, useConnection } from "../../api/client.ts";
import { SectionEditor } from "../../editor/section-editor.tsx";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { useTitle } from "../../saving/use-title.ts";
import { Button } from "../../ui/button.tsx";
import { weekName } from "../../ui/format.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { EntryCommitments, EntryDay, EntryMeta, zoneOf } from "./entry-parts.tsx";
import { EntrySheet } from "./entry-sheet.tsx";
import { headingOf, questionOf, titleOf } from "./entry-title.ts";
import type { EntryPageProps } from "./entry-view.tsx";
import { messages } from "./messages.ts";

/** Noted in the history by the page that leads here: the way back is one step. */
export const FROM_READING = "from reading";

/** How long the way out waits for the journal, in milliseconds. */
const MOMENT = 1000;

/** One entry, to write in place: its title and each of its sections. */
export function WritingPage({ entry, addressOf, onGone }: EntryPageProps) {
  const connection = useConnection();
  const navigate = useNavigate();
  const location = useLocation();
  const titleId = useId();
  const [isChanging, setChanging] = useState(false);
  const { title, setTitle } = useTitle(entry);
  const sections = useStandingSections(entry.sections);
  const [isNew] = useState(() => isAsBegun(entry));
  const page = useRef<HTMLElement>(null);

  const { id } = entry;
  // One that was begun and never written in leaves nothing behind, whichever way one goes.
  useEffect(
    () => () => {
      if (isNew) void dropIfEmpty(connection, id);
    },
    [connection, id, isNew],
  );
  const isEnding = useRef(false);
  const done = async (): Promise<void> => {
    if (isEnding.current) return;
    isEnding.current = true;
    // What is typed now is meant for the page that comes, not for the text that is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const isGone = await Promise.race([leave(connection, id, isNew), inAMoment(false)]);
    if (isGone) onGone();
    else if (location.state === FROM_READING) void navigate(-1);
    else void navigate(addressOf(addressOfEntry(id)), { replace: true });
  };
  const end = (): void => void done();
  useShortcuts({ escape: end, "mod+enter": end });
  return (
    <>
      <div className="entry-bar">
        <div className="entry-status">
          <SaveStatus entry={id} timeZone={zoneOf(entry)} words={null} onGone={onGone} />
        </div>
        <Button onClick={() => setChanging(true)}>{messages.dayAndTags}</Button>
        <Button look="quiet" keys="escape" onClick={end}>
          {messages.done}
        </Button>
      </div>
      <article className="page noaside" ref={page} aria-labelledby={titleId}>
        <header className="row">
          <EntryDay entry={entry} />
          <div className="t">
            <h1 className="vh" id={titleId}>
              {titleOf({ ...entry, title, question: questionOf(entry) })}
            </h1>
            <textarea
              className="title-area"
              aria-label={messages.title}
              rows={1}
              value={title}
              maxLength={500}
              placeholder={entry.kind === "weekly" ? weekName(entry.week) : messages.titlePlace}
              autoComplete="off"
              autoFocus={isNew}
              onChange={(event) => setTitle(event.target.value.replaceAll("\n", " "))}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                // A title is one line; the text comes after it.
                if (event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                page.current?.querySelector<HTMLElement>("[role=textbox]")?.focus();
              }}
            />
            <EntryMeta entry={entry} />
          </div>
        </header>
        {sections.map((section, index) => (
          <section className="row entry-section" key={section.id}>
            <span className="m" />
            <div className="t">
              {headingOf(entry.kind, section) === null ? null : (
                <h2 className="q">{headingOf(entry.kind, section)}</h2>
              )}
              <SectionEditor
                entry={id}
                section={section}
                label={headingOf(entry.kind, section) ?? messages.text}
                placeholder={messages.textPlace}
                readOnlyNotice={messages.readOnlySection}
                caret={0}
                takesFocus={index === 0 && !isNew}
              />
            </div>
          </section>
        ))}
        <EntryCommitments entry={entry} />
      </article>
      {isChanging ? <EntrySheet entry={entry} onClose={() => setChanging(false)} /> : null}
    </>
  );
}

/**
 * The sections as they are read, with those that were there when one came: a section that is emptied
 * to be written anew is left out of the entry, but stays under the hands.
 */
function useStandingSections(read: readonly Section[]): readonly Section[] {
  const standing = useRef(new Map<string, Section>());
  for (const section of read) standing.current.set(section.id, section);
  return [...standing.current.values()];
}

/** Whether nothing was ever written in a free entry. */
function isAsBegun({ kind, title, revision, sections }: Entry): boolean {
  return (
    kind === "free" &&
    title === "" &&
    revision === 1 &&
    sections.every((section) => section.revision === 1 && isEmptyDocument(section.document))
  );
}

/** A host that is away keeps nobody on the page. */
function inAMoment<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(() => resolve(value), MOMENT));
}

/**
 * Writes what is pending, and has the pages that come next show it.
 * @returns whether the entry is gone, because nothing was ever written in it.
 */
async function leave(connection: Connection, id: string, isNew: boolean): Promise<boolean> {
  if (isNew && (await dropIfEmpty(connection, id))) return true;
  await flushTexts(id);
  const { queries, queryClient } = connection;
  await queryClient.invalidateQueries({ queryKey: queries.entries.key() });
  return false;
}

/** Deletes an entry in which nothing was ever written, once all that was typed is. @returns whether it is gone. */
async function dropIfEmpty(connection: Connection, id: string): Promise<boolean> {
  const { client, queries, queryClient } = connection;
  // What could not be written is on this page alone, and its entry stays.
  if (!(await flushTexts(id))) return false;
  try {
    if (!(await client.entries.dropIfEmpty({ id }))) return false;
  } catch {
    // It stays as an entry without a title, which is no loss.
    return false;
  }
  // The way back leads to an entry that is not here.
  queryClient.setQueryData(queries.entries.read.queryKey({ input: { id } }), null);
  await queryClient.invalidateQueries({ queryKey: queries.entries.key() });
  return true;
}
