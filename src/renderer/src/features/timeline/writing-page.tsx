import { useEffect, useId, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import type { Entry, Section } from "../../../../shared/contract/entries.ts";
import { isEmptyDocument } from "../../../../shared/document/schema.ts";
import { addressOfEntry } from "../../addresses.ts";
import { type Connection, useConnection } from "../../api/client.ts";
import { SectionEditor } from "../../editor/section-editor.tsx";
import type { SaveState } from "../../saving/autosave.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { useTitle } from "../../saving/use-title.ts";
import { Button } from "../../ui/button.tsx";
import { weekName } from "../../ui/format.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { EntryCommitments, EntryDay, EntryMeta, zoneOf } from "./entry-parts.tsx";
import { EntrySheet } from "./entry-sheet.tsx";
import { titleOf } from "./entry-title.ts";
import type { EntryPageProps } from "./entry-view.tsx";
import { messages } from "./messages.ts";

/** Noted in the history by the page that leads here: the way back is one step. */
export const FROM_READING = "from reading";

/** One entry, to write in place: its title and each of its sections. */
export function WritingPage({ entry, addressOf, onGone }: EntryPageProps) {
  const connection = useConnection();
  const navigate = useNavigate();
  const location = useLocation();
  const titleId = useId();
  const [state, setState] = useState<SaveState>({ kind: "unchanged" });
  const [isChanging, setChanging] = useState(false);
  const { title, setTitle } = useTitle(entry, setState);
  const sections = useStandingSections(entry.sections);
  const [isNew] = useState(() => isEmpty(entry));
  const page = useRef<HTMLElement>(null);

  // One that was begun and never written in leaves nothing behind, whichever way one goes.
  const { id } = entry;
  useEffect(() => () => void dropIfEmpty(connection, id), [connection, id]);
  const done = async (): Promise<void> => {
    if (await dropIfEmpty(connection, id)) onGone();
    else if (location.state === FROM_READING) void navigate(-1);
    else void navigate(addressOf(addressOfEntry(id)), { replace: true });
  };
  const end = (): void => void done();
  useShortcuts({ escape: end, "mod+enter": end });
  return (
    <>
      <div className="entry-bar">
        <div className="entry-status">
          <SaveStatus state={state} timeZone={zoneOf(entry)} words={null} />
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
              {titleOf({ ...entry, title })}
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
              {section.prompt === null ? null : <h2 className="q">{section.prompt.text}</h2>}
              <SectionEditor
                section={section}
                label={section.prompt?.text ?? messages.text}
                placeholder={messages.textPlace}
                readOnlyNotice={messages.readOnlySection}
                caret={0}
                takesFocus={index === 0 && !isNew}
                onState={setState}
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

/** Whether nothing at all was made of a free entry. */
function isEmpty(entry: Entry): boolean {
  return (
    entry.kind === "free" &&
    entry.title === "" &&
    entry.tags.length === 0 &&
    !entry.starred &&
    entry.sections.every(({ document }) => isEmptyDocument(document))
  );
}

/**
 * Deletes an entry of which nothing was made, once all that was typed is written.
 * @returns whether it is gone.
 */
async function dropIfEmpty(connection: Connection, id: string): Promise<boolean> {
  const { client, queries, queryClient } = connection;
  // What could not be written is on this page alone, and its entry stays.
  if (!(await flushTexts())) return false;
  try {
    const entry = await client.entries.read({ id });
    if (entry === null) return true;
    if (!isEmpty(entry)) return false;
    await client.entries.delete({ id });
  } catch {
    // It stays as an entry without a title, which is no loss.
    return false;
  }
  await queryClient.invalidateQueries({ queryKey: queries.entries.key() });
  return true;
}
