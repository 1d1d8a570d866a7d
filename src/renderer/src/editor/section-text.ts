import type { Section } from "../../../shared/contract/entries.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Client } from "../api/client.ts";
import { Autosave, type Saved, type SaveState } from "../saving/autosave.ts";
import { keepOpen, noteState } from "../saving/open-texts.ts";

type SavedSection = Saved & { words: number };

/** What is true of a section while it is written. */
export type SectionState = SaveState<SavedSection>;

/**
 * The text of one section as this page knows it, for as long as the page lives: what was typed is
 * there again when its editor is, also when it could not be written yet.
 */
export interface SectionText {
  autosave: Autosave<DocumentJson, SavedSection>;
  /** What was typed last on this page; null when nothing was. */
  typed: (() => DocumentJson) | null;
  /** Where the caret stood last on this page; null before it was anywhere. */
  caret: number | null;
  state: SectionState;
  /** Told whenever the state changes: the editor on the screen, if there is one. */
  hear: ((state: SectionState) => void) | null;
}

const texts = new Map<Id, SectionText>();

/** The one text of a section on this page. */
export function sectionText(client: Client, section: Section): SectionText {
  const standing = texts.get(section.id);
  if (standing !== undefined) return standing;
  // Names this page's editor, so that it may save again when the answer to a save was lost.
  const writer = crypto.randomUUID();
  const text: SectionText = {
    autosave: new Autosave({
      revision: section.revision,
      save: (document, revision) =>
        client.entries.saveSection({
          id: section.id,
          document,
          revision,
          writer,
        }),
      onState: (state) => {
        text.state = state;
        noteState(text.autosave, state);
        text.hear?.(state);
      },
    }),
    typed: null,
    caret: null,
    state: { kind: "unchanged" },
    hear: null,
  };
  texts.set(section.id, text);
  keepOpen(text.autosave);
  return text;
}

/** The document to show: what was typed here, unless another window has written since. */
export function documentOf(text: SectionText, section: Section): DocumentJson {
  const isNewer = section.revision > text.autosave.standing && !text.autosave.isPending;
  if (text.typed === null || isNewer) {
    text.autosave.adopt(section.revision);
    return section.document;
  }
  return text.typed();
}
