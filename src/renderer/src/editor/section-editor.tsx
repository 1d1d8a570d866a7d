import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import type { Section } from "../../../shared/contract/entries.ts";
import {
  DOCUMENT_SCHEMA_VERSION,
  type DocumentJson,
  parseDocument,
} from "../../../shared/document/schema.ts";
import { useConnection } from "../api/client.ts";
import { DocumentView } from "./document-view.tsx";
import { documentExtensions } from "./extensions.ts";
import { documentOf, type SectionState, sectionText } from "./section-text.ts";

interface SectionEditorProps {
  section: Section;
  /** The accessible name: the question it answers. */
  label: string;
  placeholder: string;
  /** Said above a text that this version cannot edit. */
  readOnlyNotice: string;
  /** Where the caret is put on arrival, a ProseMirror position. */
  caret: number;
  /** Whether it takes the focus on arrival. */
  takesFocus?: boolean;
  onState: (state: SectionState) => void;
  onCaret?: (caret: number) => void;
}

/**
 * The editor of one section; a text with something in it that this version does not know is only
 * shown, because the editor would leave that out.
 */
export function SectionEditor(props: SectionEditorProps) {
  const { document, schema } = props.section;
  const [isKnown] = useState(
    () => schema <= DOCUMENT_SCHEMA_VERSION && parseDocument(document).kind === "document",
  );
  if (isKnown) return <WritableSection {...props} />;
  return (
    <div className="editor">
      <p className="notice">{props.readOnlyNotice}</p>
      <DocumentView document={document} />
    </div>
  );
}

/**
 * The editor of one section. To be keyed by the section's id: an instance never changes its section,
 * so text can never land in another one.
 */
function WritableSection(props: SectionEditorProps) {
  const { client } = useConnection();
  const { section, onState, onCaret, takesFocus = true } = props;
  const [text] = useState(() => sectionText(client, section));
  const [arrival] = useState(() => ({
    document: documentOf(text, section),
    caret: text.caret ?? props.caret,
  }));
  const tellCaret = useRef(onCaret);
  tellCaret.current = onCaret;

  useEffect(() => {
    text.hear = onState;
    onState(text.state);
    return () => {
      text.hear = null;
    };
  }, [text, onState]);

  const editor = useEditor({
    extensions: documentExtensions(props.placeholder),
    content: arrival.document,
    injectCSS: false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": props.label,
        spellcheck: "true",
      },
    },
    onUpdate: ({ editor: { state } }) => {
      // The document is immutable: it is turned into JSON when it is time to write it, not per key.
      const { doc } = state;
      text.typed = () => doc.toJSON() as DocumentJson;
      text.autosave.change(text.typed);
    },
    onBlur: () => void text.autosave.flush(),
    onSelectionUpdate: ({ editor: { state } }) => {
      text.caret = state.selection.head;
      tellCaret.current?.(text.caret);
    },
    onDestroy: () => void text.autosave.flush(),
  });

  useEffect(() => {
    if (!takesFocus) return;
    const end = editor.state.doc.content.size;
    editor.commands.focus(Math.min(arrival.caret, end), { scrollIntoView: true });
  }, [editor, arrival, takesFocus]);

  // Another window or command wrote while nothing is pending here: its text is shown.
  useEffect(() => {
    if (section.revision <= text.autosave.standing || text.autosave.isPending) return;
    text.autosave.adopt(section.revision);
    text.typed = null;
    editor.commands.setContent(section.document, { emitUpdate: false });
  }, [editor, text, section.revision, section.document]);

  return <EditorContent editor={editor} className="editor body" />;
}
