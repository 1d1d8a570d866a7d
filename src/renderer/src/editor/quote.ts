import type { Editor } from "@tiptap/core";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { documentToText } from "../../../shared/document/plain-text.ts";
import { type DocumentNode, parseDocument } from "../../../shared/document/schema.ts";

/** Quotes into the text on the screen, as `withQuote` does, and goes there. */
export function quoteIntoText(editor: Editor, blocks: readonly DocumentNode[], from: string): void {
  editor.view.dispatch(withQuote(editor.state, blocks, from).scrollIntoView());
  editor.view.focus();
}

/**
 * Puts blocks into a text at its caret, as a quote that ends with where it is from, and the caret below
 * it. What this version does not know of them, or would nest too deep, is quoted as words.
 */
export function withQuote(
  state: EditorState,
  blocks: readonly DocumentNode[],
  from: string,
): Transaction {
  const quote = (content: readonly DocumentNode[]): DocumentNode => ({
    type: "blockquote",
    content: [...content, paragraph(from, true)],
  });
  const whole = quote(blocks);
  const isKnown = parseDocument({ type: "doc", content: [whole] }).kind === "document";
  return insertBlock(state, isKnown ? whole : quote(paragraphsOf(blocks)));
}

/** Lines of words as paragraphs. */
export function paragraphsFrom(words: string): DocumentNode[] {
  return words
    .split(/\n+/u)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => paragraph(line));
}

function paragraphsOf(blocks: readonly DocumentNode[]): DocumentNode[] {
  return paragraphsFrom(documentToText({ type: "doc", content: [...blocks] }));
}

function paragraph(text: string, isItalic = false): DocumentNode {
  return {
    type: "paragraph",
    content: [{ type: "text", text, ...(isItalic ? { marks: [{ type: "italic" }] } : {}) }],
  };
}

/** A paragraph is divided at the caret; a list, a table or a quote has the block behind it. */
function insertBlock(state: EditorState, block: DocumentNode): Transaction {
  const { schema, tr } = state;
  const { $to } = state.selection;
  const node = schema.nodeFromJSON(block);
  const line = schema.nodes["paragraph"]?.create();
  if (line === undefined) throw new Error("a document has paragraphs");
  if ($to.depth === 0) return caretIn(tr.insert($to.pos, [node, line]), $to.pos + node.nodeSize);
  const start = $to.before(1);
  const end = $to.after(1);
  const isParagraph = $to.depth === 1 && $to.parent.type === line.type;
  if (isParagraph && $to.parent.content.size === 0) {
    return caretIn(tr.replaceWith(start, end, [node, line]), start + node.nodeSize);
  }
  if (isParagraph && $to.parentOffset === 0) {
    return caretIn(tr.insert(start, node), start + node.nodeSize);
  }
  if (isParagraph && $to.parentOffset < $to.parent.content.size) {
    tr.split($to.pos).insert($to.pos + 1, node);
    return caretIn(tr, $to.pos + 1 + node.nodeSize);
  }
  return caretIn(tr.insert(end, [node, line]), end + node.nodeSize);
}

/** @param before the place in front of the paragraph that takes the caret. */
function caretIn(tr: Transaction, before: number): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, before + 1));
}
