import { type Editor, posToDOMRect } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { BubbleMenu } from "@tiptap/react/menus";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { matchesShortcut } from "../ui/shortcuts.ts";
import { BubbleBar, type BubbleItem } from "./bubble-bar.tsx";
import { LinkDestination, openAddress } from "./link-destination.tsx";
import { LinkForm } from "./link-form.tsx";
import { MentionLine } from "./mention-line.tsx";
import { messages } from "./messages.ts";
import { PictureForm } from "./picture-form.tsx";
import { type Bubble, bubbleFor, isSameBubble } from "./which-bubble.ts";

/** Brings the focus from the text into its bubble; Esc brings it back. */
export const BUBBLE_KEYS = "alt+f10";

const PLUGIN = "bubble";

/** Above its line, in view where the window is narrow, and beside what is taller than the window. */
const PLACING = {
  placement: "top-start",
  offset: { mainAxis: 6, crossAxis: -24 },
  shift: { crossAxis: true, padding: 8 },
  flip: { padding: 8 },
} as const;

/** What can be done with the selection, or with the link or the table that the caret stands in. */
export function EditorBubble(props: { editor: Editor; frame: HTMLElement }) {
  const { editor, frame } = props;
  const element = useRef<HTMLDivElement>(null);
  const dismissed = useRef<Bubble | null>(null);
  const [isShown, setShown] = useState(false);
  /** The bubble in which an address is being asked for. */
  const [asking, setAsking] = useState<Bubble | null>(null);
  const shown = useEditorState({ editor, selector: readBubble });
  const bubble = shown?.bubble ?? null;
  const isAsking = asking !== null && isSameBubble(asking, bubble);

  const shouldShow = useCallback(() => {
    const wanted = bubbleFor(editor.state);
    if (!isSameBubble(dismissed.current, wanted)) dismissed.current = null;
    const hasFocus =
      editor.view.hasFocus() || element.current?.contains(document.activeElement) === true;
    return hasFocus && wanted !== null && dismissed.current === null;
  }, [editor]);
  const options = useMemo(
    () => ({ ...PLACING, onShow: () => setShown(true), onHide: () => setShown(false) }),
    [],
  );
  const reference = useCallback(() => referenceOf(editor, element.current), [editor]);

  const hide = useCallback(() => {
    dismissed.current = bubbleFor(editor.state);
    editor.view.dispatch(editor.state.tr.setMeta(PLUGIN, "hide"));
    setAsking(null);
  }, [editor]);
  useEffect(() => {
    if (element.current !== null) element.current.tabIndex = -1;
  }, []);

  useEffect(() => {
    const bar = element.current;
    const text = editor.view.dom;
    if (!isShown || bar === null) return;
    // Esc goes one level out: from the bubble into the text, then the bubble goes.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape") {
        if (event.currentTarget === text) hide();
        else {
          setAsking(null);
          editor.commands.focus();
        }
      } else if (event.currentTarget === text && matchesShortcut(event, BUBBLE_KEYS)) {
        bar.querySelector<HTMLElement>("button, input")?.focus();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Where the focus went is known once it is there: a button gives way to a field, or the window
    // loses the focus, which comes back to where it was.
    const onFocusOut = (): void =>
      void setTimeout(() => {
        const now = document.activeElement;
        if (document.hasFocus() && !text.contains(now) && !bar.contains(now)) hide();
      });
    text.addEventListener("keydown", onKeyDown);
    bar.addEventListener("keydown", onKeyDown);
    bar.addEventListener("focusout", onFocusOut);
    return () => {
      text.removeEventListener("keydown", onKeyDown);
      bar.removeEventListener("keydown", onKeyDown);
      bar.removeEventListener("focusout", onFocusOut);
    };
  }, [editor, isShown, hide]);

  // An address to write is wider than the buttons were.
  useEffect(() => {
    if (!isShown || element.current === null) return;
    const observer = new ResizeObserver(() =>
      editor.view.dispatch(editor.state.tr.setMeta(PLUGIN, "updatePosition")),
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [editor, isShown]);

  return (
    <BubbleMenu
      ref={element}
      className="bubble"
      editor={editor}
      pluginKey={PLUGIN}
      updateDelay={120}
      shouldShow={shouldShow}
      appendTo={frame}
      getReferencedVirtualElement={reference}
      options={options}
    >
      {bubble === null || shown === null ? null : isAsking ? (
        <LinkForm
          href={bubble.about}
          onKeep={(href) => {
            setAsking(null);
            editor.chain().focus().extendMarkRange("link").setMark("link", { href }).run();
          }}
        />
      ) : (
        <Lines editor={editor} shown={shown} bubble={bubble} onAsk={() => setAsking(bubble)} />
      )}
    </BubbleMenu>
  );
}

interface Shown {
  bubble: Bubble | null;
  isBold: boolean;
  isItalic: boolean;
  isQuote: boolean;
  isHeading: boolean;
  isLink: boolean;
  isInTable: boolean;
}

function readBubble({ editor }: { editor: Editor }): Shown | null {
  const bubble = bubbleFor(editor.state);
  if (bubble === null) return null;
  return {
    bubble,
    isBold: editor.isActive("bold"),
    isItalic: editor.isActive("italic"),
    isQuote: editor.isActive("blockquote"),
    isHeading: editor.isActive("heading"),
    isLink: editor.isActive("link"),
    isInTable: editor.isActive("table"),
  };
}

/** The rectangle that the bubble stands above. A table has its own below it, out of the way. */
function referenceOf(editor: Editor, bar: HTMLElement | null) {
  const bubble = bubbleFor(editor.state);
  if (bubble === null) return null;
  const rectangle = (): DOMRect => {
    const node = isOfNode(bubble) ? editor.view.nodeDOM(bubble.from) : null;
    if (!(node instanceof Element)) return posToDOMRect(editor.view, bubble.from, bubble.to);
    if (bubble.kind !== "table") return node.getBoundingClientRect();
    const { left, bottom, width } = node.getBoundingClientRect();
    const below = bottom + (bar?.offsetHeight ?? 0) + 2 * PLACING.offset.mainAxis;
    return new DOMRect(left - PLACING.offset.crossAxis, below, width, 0);
  };
  return { getBoundingClientRect: rectangle, getClientRects: () => [rectangle()] };
}

function isOfNode({ kind }: Bubble): boolean {
  return kind === "table" || kind === "picture" || kind === "mention";
}

function Lines(props: { editor: Editor; shown: Shown; bubble: Bubble; onAsk: () => void }) {
  const { editor, shown, bubble, onAsk } = props;
  return (
    <>
      {bubble.kind === "format" ? (
        <BubbleBar name={messages.format} items={formatItems(editor, shown, onAsk)} />
      ) : null}
      {bubble.kind === "link" ? (
        <>
          <LinkDestination href={bubble.about} />
          <BubbleBar name={messages.link} items={linkItems(editor, bubble, onAsk)} />
        </>
      ) : null}
      {bubble.kind === "picture" ? (
        <PictureForm
          key={bubble.from}
          alt={bubble.about}
          onChange={(alt) =>
            editor.commands.command(({ tr }) => {
              tr.setNodeAttribute(bubble.from, "alt", alt);
              return true;
            })
          }
          onDone={() => editor.commands.focus()}
        />
      ) : null}
      {bubble.kind === "mention" ? (
        <MentionLine
          person={bubble.about}
          name={String(editor.state.doc.nodeAt(bubble.from)?.attrs["name"])}
        />
      ) : null}
      {shown.isInTable && bubble.kind !== "picture" ? (
        <BubbleBar name={messages.table} items={tableItems(editor)} />
      ) : null}
    </>
  );
}

function formatItems(editor: Editor, shown: Shown, onAsk: () => void): BubbleItem[] {
  const inline: BubbleItem[] = [
    {
      name: messages.bold,
      face: <b className="serif">B</b>,
      isOn: shown.isBold,
      keys: "mod+b",
      act: () => editor.commands.toggleBold(),
    },
    {
      name: messages.italic,
      face: <i className="serif">I</i>,
      isOn: shown.isItalic,
      keys: "mod+i",
      act: () => editor.commands.toggleItalic(),
    },
  ];
  // A cell of a table holds text only.
  const blocks: BubbleItem[] = shown.isInTable
    ? []
    : [
        {
          name: messages.quote,
          face: <span className="serif quote">“</span>,
          isOn: shown.isQuote,
          act: () => editor.commands.toggleBlockquote(),
        },
        {
          name: messages.heading,
          isOn: shown.isHeading,
          isApart: true,
          act: () => editor.commands.toggleHeading({ level: 1 }),
        },
      ];
  return [
    ...inline,
    ...blocks,
    { name: messages.link, isOn: shown.isLink, isApart: shown.isInTable, act: onAsk },
  ];
}

function linkItems(editor: Editor, { about: href }: Bubble, onAsk: () => void): BubbleItem[] {
  return [
    { name: messages.openLink, act: () => openAddress(href) },
    { name: messages.changeLink, act: onAsk },
    {
      name: messages.removeLink,
      act: () => editor.chain().focus().extendMarkRange("link").unsetMark("link").run(),
    },
  ];
}

function tableItems(editor: Editor): BubbleItem[] {
  return [
    { name: messages.addRow, act: () => editor.commands.addRowAfter() },
    { name: messages.addColumn, act: () => editor.commands.addColumnAfter() },
    { name: messages.removeRow, isApart: true, act: () => editor.commands.deleteRow() },
    { name: messages.removeColumn, act: () => editor.commands.deleteColumn() },
    {
      name: messages.removeTable,
      isApart: true,
      act: () => editor.chain().focus().deleteTable().run(),
    },
  ];
}
