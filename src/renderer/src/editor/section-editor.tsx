import { useEditorState } from "@tiptap/react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Section } from "../../../shared/contract/entries.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { DOCUMENT_SCHEMA_VERSION, parseDocument } from "../../../shared/document/schema.ts";
import { useConnection } from "../api/client.ts";
import { DocumentView } from "./document-view.tsx";
import { EditorBubble } from "./editor-bubble.tsx";
import {
  leaveScreen,
  type SaveSection,
  type SectionState,
  sectionText,
  takeOver,
} from "./section-text.ts";
import { useToast } from "../ui/toast.tsx";
import { PeopleMenu } from "./people-menu.tsx";
import { quotesIn } from "./moment-quote.ts";
import { SlashMenu } from "./slash-menu.tsx";

interface SectionEditorProps {
  /** The entry that the section is part of. */
  entry: Id;
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
  /** Writes what is typed; over the section as it stands when left out. */
  save?: SaveSection;
  onState?: (state: SectionState) => void;
  onCaret?: (caret: number) => void;
  /** Told which moments the text quotes. */
  onQuotes?: (moments: readonly Id[]) => void;
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
  const connection = useConnection();
  const { entry, section, label, placeholder } = props;
  const [text] = useState(() =>
    sectionText(connection, section, { entry, placeholder, caret: props.caret, save: props.save }),
  );
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const showToast = useToast();
  const view = useRef(props);
  view.current = props;

  // Also on arrival: the text may have been written elsewhere while it was not on the screen.
  useLayoutEffect(() => takeOver(text, section), [text, section]);

  useLayoutEffect(() => {
    const { editor } = text;
    if (place.current === null) return;
    editor.setOptions({
      editorProps: {
        attributes: {
          "aria-multiline": "true",
          "aria-label": label,
          "aria-placeholder": placeholder,
          spellcheck: "true",
        },
      },
    });
    editor.mount(place.current);
    return () => {
      leaveScreen(text);
      void text.autosave.flush();
    };
  }, [text, label, placeholder]);

  const quotes = useEditorState({
    editor: text.editor,
    selector: ({ editor }) => quotesIn(editor.state.doc).join(" "),
  });
  useEffect(() => {
    view.current.onQuotes?.(quotes === "" ? [] : quotes.split(" "));
  }, [quotes]);

  // At once: a key pressed between the text's appearance and its focus would be lost.
  useLayoutEffect(() => {
    text.view = {
      onState: (state) => view.current.onState?.(state),
      onCaret: (caret) => view.current.onCaret?.(caret),
      onNotice: (sentence) => showToast({ text: sentence }),
    };
    view.current.onState?.(text.state);
    if (view.current.takesFocus !== false) {
      text.editor.view.focus();
    }
    // The page around it has its scroll place by then, and a long text its layout.
    const scrolling = requestAnimationFrame(() => {
      if (text.editor.isFocused) text.editor.commands.scrollIntoView();
    });
    return () => {
      cancelAnimationFrame(scrolling);
      text.view = null;
    };
  }, [text, showToast]);

  return (
    <div className="editor" ref={setFrame}>
      <div className="body" ref={place} />
      {frame === null ? null : (
        <>
          <SlashMenu editor={text.editor} frame={frame} />
          <PeopleMenu editor={text.editor} frame={frame} whileMaking={text.whileTaking} />
          <EditorBubble editor={text.editor} frame={frame} />
        </>
      )}
    </div>
  );
}
