import { Extension } from "@tiptap/core";
import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import type { markdownToDocument } from "../../../shared/document/markdown-reader.ts";
import { mendLine, mendText } from "../../../shared/document/mend-text.ts";
import {
  depthInside,
  documentSchema,
  MAX_DOCUMENT_DEPTH,
} from "../../../shared/document/schema.ts";
import { cleanHtml } from "./clean-html.ts";
import { looksLikeMarkdown } from "./markdown-signs.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { messages } from "./messages.ts";
import { boundText, isTooLarge, withoutData, wordsOf } from "./paste-limits.ts";

// Loaded beside the page, which does not wait for it.
let readMarkdown: typeof markdownToDocument | null = null;
void import("../../../shared/document/markdown-reader.ts").then((module) => {
  readMarkdown = module.markdownToDocument;
});

/**
 * What is pasted or dropped comes in as text, structure and emphasis. It runs nothing, loads nothing,
 * stops nobody from writing on, and is checked against the document's schema like any other text.
 */
export const Paste = Extension.create<{
  tell: (sentence: string) => void;
  isStranger: (person: Id) => boolean;
}>({
  name: "boundedPaste",

  addOptions() {
    return { tell: () => undefined, isStranger: () => false };
  },

  addProseMirrorPlugins() {
    const { tell, isStranger } = this.options;
    return [
      new Plugin({
        props: {
          transformPastedHTML: (pasted) => {
            const html = withoutData(pasted);
            const clean = cleaned(html);
            if (clean !== null) return clean;
            tell(messages.pastedAsText);
            return boundText(mendText(wordsOf(html)), tell)
              .split("\n")
              .map((line) => `<p>${line.replaceAll("<", "&lt;")}</p>`)
              .join("");
          },
          transformPastedText: (text) => boundText(mendText(text), tell),
          clipboardTextParser: (text, _context, isPlain, view) =>
            (isPlain ? null : markdownSlice(text, view.state.schema)) as Slice,
          transformPasted: (slice, view) => {
            const { schema, selection } = view.state;
            const content = mendNodes(slice.content, isStranger);
            const depth = selection.$from.depth + depthOf(content);
            if (depth <= MAX_DOCUMENT_DEPTH && isSound(content)) {
              return new Slice(content, slice.openStart, slice.openEnd);
            }
            tell(messages.pastedAsText);
            return textSlice(content.textBetween(0, content.size, "\n", wordsOfAtom), schema);
          },
        },
      }),
    ];
  },
});

/** Null where it cannot be read as HTML: a clipboard that nobody thought of is still pasted as words. */
function cleaned(html: string): string | null {
  try {
    return isTooLarge(html) ? null : cleanHtml(mendText(html));
  } catch {
    return null;
  }
}

function markdownSlice(text: string, schema: Schema): Slice | null {
  if (readMarkdown === null || !looksLikeMarkdown(text)) return null;
  return Slice.maxOpen(schema.nodeFromJSON(readMarkdown(text)).content);
}

function textSlice(text: string, schema: Schema): Slice {
  const paragraphs = text
    .split("\n")
    .map((line) => schema.node("paragraph", null, line === "" ? [] : [schema.text(line)]));
  return new Slice(Fragment.from(paragraphs), 1, 1);
}

/**
 * Attributes that the journal would refuse, from a clipboard that was made by hand, become the usual ones.
 * What is of no journal, or speaks of somebody whom this one does not know, is its words.
 */
function mendNodes(content: Fragment, isStranger: (person: Id) => boolean): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.isText) {
      nodes.push(node);
      return;
    }
    const allowed = isAllowed(node);
    const isOfNobody = node.type.name === "mention" && isStranger(String(node.attrs["person"]));
    if (isOfNobody || (!allowed && node.type.hasRequiredAttrs())) {
      nodes.push(...inWords(node));
      return;
    }
    const attributes = allowed ? node.attrs : null;
    nodes.push(node.type.create(attributes, mendNodes(node.content, isStranger), node.marks));
  });
  return Fragment.from(nodes);
}

/** The words of what cannot stand here; of a picture there are none. */
function inWords(node: Node): Node[] {
  const { schema } = node.type;
  const words = mendLine(wordsOfAtom(node));
  if (words === "") return [];
  const text = schema.text(words, node.marks);
  return node.isBlock ? [schema.node("paragraph", null, text)] : [text];
}

function wordsOfAtom({ type, attrs }: Node): string {
  const words: unknown =
    type.name === "mention" ? attrs["name"] : type.name === "momentQuote" ? attrs["text"] : "";
  return typeof words === "string" ? words : "";
}

function isAllowed(node: Node): boolean {
  try {
    documentSchema.nodeFromJSON({ type: node.type.name, attrs: node.attrs });
    return true;
  } catch {
    return false;
  }
}

/** Whether every node may hold what it holds; what an open edge lacks is no fault. */
function isSound(content: Fragment): boolean {
  return content.content.every(
    ({ type, content: inside }) =>
      type.contentMatch.fillBefore(inside) !== null &&
      inside.content.every(({ marks }) => type.allowsMarks(marks)) &&
      isSound(inside),
  );
}

function depthOf(content: Fragment): number {
  let depth = 0;
  content.forEach((node) => {
    depth = Math.max(depth, 1 + depthInside(node.type.name) + depthOf(node.content));
  });
  return depth;
}
