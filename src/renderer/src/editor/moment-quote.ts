import { type Command, Node } from "@tiptap/core";
import { type Node as DocumentNode, Slice } from "@tiptap/pm/model";
import {
  type EditorState,
  NodeSelection,
  Plugin,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { QUOTE_ATTRIBUTES, type QuotedMoment } from "../../../shared/document/quoted-moment.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { messages } from "./messages.ts";
import { drawMark } from "./draw-mark.ts";
import { sourceOf } from "./moment-words.ts";
import { quotedMoment, type Spoken } from "./spoken.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    momentQuote: {
      /** Quotes a moment where the caret is, and puts the caret below it. */
      quoteMoment: (quoted: QuotedMoment) => ReturnType;
    };
  }
}

/** The names under which its attributes stand in HTML; its words are its text. */
const IN_HTML = {
  moment: "data-moment",
  kind: "data-kind",
  date: "data-date",
  person: "data-with",
  invited: "data-invited",
} as const;

const attribute = (name: keyof typeof IN_HTML) => ({
  parseHTML: (element: HTMLElement) => element.getAttribute(IN_HTML[name]),
  renderHTML: (attributes: Record<string, unknown>) => ({ [IN_HTML[name]]: attributes[name] }),
});

/** A moment in a text, as it is now, or as it was when it was quoted where the journal has it no more. */
export const MomentQuote = Node.create<{ spoken: Spoken | null }>({
  name: "momentQuote",
  group: "block",
  atom: true,
  // Before a quote that somebody wrote.
  priority: 1000,

  addOptions() {
    return { spoken: null };
  },

  addAttributes() {
    return {
      moment: { isRequired: true, ...attribute("moment") },
      kind: { isRequired: true, ...attribute("kind") },
      date: { isRequired: true, ...attribute("date") },
      person: { default: null, ...attribute("person") },
      invited: { default: null, ...attribute("invited") },
      text: {
        isRequired: true,
        parseHTML: (element) => element.textContent,
        rendered: false,
      },
    };
  },

  parseHTML: () => [
    {
      tag: "blockquote[data-moment]",
      getAttrs: (element) => {
        const isSound = Object.entries(IN_HTML).every(([name, inHtml]) =>
          QUOTE_ATTRIBUTES[name as keyof typeof IN_HTML](element.getAttribute(inHtml)),
        );
        return isSound ? null : false;
      },
    },
  ],

  renderHTML: ({ node, HTMLAttributes }) => ["blockquote", HTMLAttributes, wordsOf(node)],

  renderText: ({ node }) => wordsOf(node),

  addNodeView() {
    const { spoken } = this.options;
    return ({ node }) => {
      const dom = document.createElement("blockquote");
      dom.className = "moment-quote";
      const standing = node.attrs as QuotedMoment;
      draw(dom, standing);
      const stop = spoken?.watchMoment(standing.moment, (moment) => {
        draw(dom, moment === null ? standing : quotedMoment(moment));
      });
      return { dom, ignoreMutation: () => true, destroy: () => stop?.() };
    };
  },

  addProseMirrorPlugins: () => [caretBelowPaste, caretBelowQuote],

  addCommands() {
    return { quoteMoment: (quoted) => insertQuote(this.type.create({ ...quoted })) };
  },
});

/** The moments that a text quotes. Looks no further than blocks, because it is asked at every key. */
export function quotesIn(doc: DocumentNode): Id[] {
  const moments: Id[] = [];
  doc.descendants((node) => {
    if (node.type.name === "momentQuote") moments.push(String(node.attrs["moment"]));
    return !node.isTextblock;
  });
  return moments;
}

function wordsOf(node: DocumentNode): string {
  return String(node.attrs["text"]);
}

function draw(dom: HTMLElement, quoted: QuotedMoment): void {
  const source = document.createElement("span");
  source.className = "src";
  source.textContent = sourceOf(quoted);
  const words = document.createElement("span");
  words.className = "words";
  words.textContent = quoted.text;
  dom.ariaLabel = messages.quotedMoment;
  dom.replaceChildren(drawMark(quoted.kind), source, words);
}

/** At the caret, in the innermost block that may hold it; in place of an empty paragraph. */
function insertQuote(quote: DocumentNode): Command {
  return ({ tr, dispatch }) => {
    const { $to } = tr.selection;
    const isSplit =
      $to.parent.type.name === "paragraph" &&
      $to.parentOffset > 0 &&
      $to.parentOffset < $to.parent.content.size;
    for (let depth = $to.depth - ($to.parent.isTextblock ? 1 : 0); depth >= 0; depth -= 1) {
      const parent = $to.node(depth);
      const isInside = depth < $to.depth;
      const index = isInside ? $to.indexAfter(depth) : $to.index(depth);
      if (!parent.canReplaceWith(index, index, quote.type)) continue;
      if (dispatch === undefined) return true;
      const isOwn = depth === $to.depth - 1 && $to.parent.isTextblock;
      const isEmpty = isOwn && $to.parent.content.size === 0;
      let at = isInside ? $to.after(depth + 1) : $to.pos;
      if (isEmpty && parent.canReplaceWith(index - 1, index, quote.type)) {
        at = $to.before(depth + 1);
        tr.delete(at, $to.after(depth + 1));
      } else if (isOwn && isSplit) {
        tr.split($to.pos);
        at = $to.pos + 1;
      }
      tr.replace(at, at, new Slice(quote.type.schema.node("doc", null, [quote]).content, 0, 0));
      putCaretAt(tr, at + quote.nodeSize);
      return true;
    }
    return false;
  };
}

/** Puts the caret into the text at a place between blocks, and a paragraph where there is none. */
function putCaretAt(tr: Transaction, place: number): Transaction {
  if (tr.doc.resolve(place).nodeAfter?.isTextblock !== true) {
    tr.insert(place, tr.doc.type.schema.node("paragraph"));
  }
  return tr.setSelection(TextSelection.create(tr.doc, place + 1)).scrollIntoView();
}

/** A quote that a paste ends in would stay selected, and the next key take its place. */
const caretBelowPaste = new Plugin({
  appendTransaction(transactions, _before, { selection, tr }) {
    const isPaste = transactions.some((transaction) => transaction.getMeta("paste") === true);
    const isQuote =
      selection instanceof NodeSelection && selection.node.type.name === "momentQuote";
    return isPaste && isQuote ? putCaretAt(tr, selection.to) : null;
  },
});

/**
 * Chromium takes no keys at a caret that stays where it is while a block that nobody edits comes above
 * it, as in a text that was only just opened: there the caret is put once more.
 */
const caretBelowQuote = new Plugin({
  view: () => ({
    update(view, before) {
      if (!isBelowQuote(view.state) || isBelowQuote(before) || !view.hasFocus()) return;
      const selection = view.dom.ownerDocument.getSelection();
      if (selection === null || selection.anchorNode === null) return;
      const { anchorNode, anchorOffset } = selection;
      selection.removeAllRanges();
      selection.collapse(anchorNode, anchorOffset);
    },
  }),
});

/** The caret is in an empty block, right below a quote. */
function isBelowQuote({ doc, selection }: EditorState): boolean {
  const { $head } = selection;
  if (!$head.parent.isTextblock || $head.parent.content.size > 0) return false;
  return doc.resolve($head.before()).nodeBefore?.type.name === "momentQuote";
}
