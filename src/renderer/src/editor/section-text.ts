import { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { EditorState, Selection } from "@tiptap/pm/state";
import { StepMap } from "@tiptap/pm/transform";
import type { Section } from "../../../shared/contract/entries.ts";
import { documentToText } from "../../../shared/document/plain-text.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Connection } from "../api/client.ts";
import { Autosave, type Saved, type SaveState } from "../saving/autosave.ts";
import { keepOpen, noteState, type OpenText } from "../saving/open-texts.ts";
import { documentExtensions } from "./extensions.ts";
import { keptPictures } from "./kept-pictures.ts";
import { spokenOf } from "./spoken.ts";
import { moveTaking } from "./take-pictures.ts";

type SavedSection = Saved & { words: number };

/** Writes a section's document over a revision, in the name of one editor. */
export type SaveSection = (save: {
  id: Id;
  document: DocumentJson;
  revision: number;
  writer: string;
}) => Promise<SavedSection>;

/** What is true of a section while it is written. */
export type SectionState = SaveState<SavedSection>;

/**
 * The text of one section as this page knows it, for as long as the page lives: its words, its caret
 * and what can be undone are there again when one comes back to it, also when the text could not be
 * written yet. Each has an editor of its own, so nothing can land in, or be undone in, another one.
 */
export interface SectionText {
  /** As the journal was last read to have it. */
  read: Section;
  autosave: Autosave<DocumentJson, SavedSection>;
  /** What is on its way into the journal, and belongs into the text: pictures, a new person. */
  taking: Set<Promise<void>>;
  /** Makes the text wait for such a thing. */
  whileTaking: (taken: Promise<void>) => void;
  /** Keeps its state while it is not on the screen. */
  editor: Editor;
  state: SectionState;
  /** The view on the screen, if there is one. */
  view: SectionView | null;
}

/** What a view of a text is told. */
export interface SectionView {
  onState: (state: SectionState) => void;
  /** A ProseMirror position. */
  onCaret: (caret: number) => void;
  /** One sentence about what was put into the text. */
  onNotice: (sentence: string) => void;
}

const texts = new Map<Id, SectionText>();

/**
 * The one text of a section on this page.
 * @param caret where the caret is put when the text is seen for the first time, a ProseMirror position.
 */
export function sectionText(
  connection: Connection,
  section: Section,
  options: { entry: Id; placeholder: string; caret: number; save?: SaveSection | undefined },
): SectionText {
  const { client } = connection;
  const standing = texts.get(section.id);
  if (standing !== undefined) return standing;
  // Names this page's editor, so that it may save again when the answer to a save was lost.
  const writer = crypto.randomUUID();
  const save: SaveSection = options.save ?? ((draft) => client.entries.saveSection(draft));
  const text: SectionText = {
    read: section,
    taking: new Set(),
    whileTaking: (taken) => {
      text.taking.add(taken);
      noteState(open, text.state);
      void taken.finally(() => {
        text.taking.delete(taken);
        noteState(open, text.state);
      });
    },
    autosave: new Autosave({
      revision: section.revision,
      save: (document, revision) => save({ id: section.id, document, revision, writer }),
      onState: (state) => {
        text.state = state;
        noteState(open, state);
        text.view?.onState(state);
      },
    }),
    editor: new Editor({
      element: null,
      extensions: documentExtensions({
        placeholder: options.placeholder,
        pictures: keptPictures(client),
        tell: (sentence) => text.view?.onNotice(sentence),
        spoken: spokenOf(connection),
        whileTaking: (taken) => text.whileTaking(taken),
      }),
      content: section.document,
      injectCSS: false,
      // What is pasted is read as it is written, by our own rules (see paste.ts).
      enablePasteRules: false,
      onUpdate: ({ editor, transaction }) => {
        // The empty line that the editor keeps below a table or a list is nothing that was written.
        if (!transaction.docChanged) return;
        // The document is immutable: it is turned into JSON when it is time to write it, not per key.
        const { doc } = editor.state;
        text.autosave.change(() => doc.toJSON() as DocumentJson);
      },
      onBlur: () => void text.autosave.flush(),
      onSelectionUpdate: ({ editor }) => text.view?.onCaret(editor.state.selection.head),
    }),
    state: { kind: "unchanged" },
    view: null,
  };
  const { doc } = text.editor.state;
  text.editor.view.updateState(
    EditorState.create({
      doc,
      selection: Selection.near(doc.resolve(Math.min(options.caret, doc.content.size)), -1),
    }),
  );
  texts.set(section.id, text);
  const open: OpenText = {
    get isPending() {
      return text.taking.size > 0 || text.autosave.isPending;
    },
    flush: async () => {
      // The words do not wait for the pictures among them.
      await text.autosave.flush();
      await Promise.all(text.taking);
      await text.autosave.flush();
    },
    retry: () => text.autosave.retry(),
  };
  keepOpen(open, {
    entry: options.entry,
    readWords: () => documentToText(text.editor.getJSON() as DocumentJson),
    letGo: async () => {
      await text.autosave.drop();
      takeOver(text, text.read);
    },
  });
  return text;
}

/** The editor of a section that is, or was, on the screen; undefined for one that is only read. */
export function editorOf(section: Id): Editor | undefined {
  return texts.get(section)?.editor;
}

/**
 * Shows what another window or command wrote, unless something is pending here. What could be undone
 * is let go of with the text it belonged to.
 */
export function takeOver(text: SectionText, section: Section): void {
  const { autosave, editor } = text;
  text.read = section;
  if (section.revision <= autosave.standing || autosave.isPending) return;
  autosave.adopt(section.revision);
  const standing = editor.state;
  const doc = editor.schema.nodeFromJSON(section.document);
  const moved = changeBetween(standing.doc, doc);
  editor.view.updateState(
    EditorState.create({
      doc,
      plugins: [...standing.plugins],
      selection: Selection.near(doc.resolve(moved.map(standing.selection.head)), -1),
    }),
  );
  moveTaking(editor, standing, moved);
}

/** Where what stood in a document stands in the one that takes its place. */
function changeBetween(before: Node, after: Node): StepMap {
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || end === null) return StepMap.empty;
  // What stands twice is counted from both ends.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return new StepMap([start, end.a + overlap - start, end.b + overlap - start]);
}

/** Takes a text off the screen; its words, caret and what can be undone stay. */
export function leaveScreen({ editor }: SectionText): void {
  // A plugin that draws belongs to the page it drew on, and would look for it on the next one.
  const plugins = editor.state.plugins.filter(({ spec }) => spec.view === undefined);
  editor.view.updateState(editor.state.reconfigure({ plugins }));
  editor.unmount();
}
