import { Extension } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** What stands at the caret instead of what was typed: so many characters before it give way. */
export interface Replacement {
  /** UTF-16 units before the typed character that are replaced with it. */
  before: number;
  text: string;
}

/** A quote opens at the start, after space, after a bracket or dash, and inside another quote. */
const OPENS = /(?:^|[\s([{<«‹“‘—–/\\-])$/u;

/** Words that begin with an apostrophe. What is typed after one shows that it is no quote. */
const CLIPPED = /(?:^|[\s(“—–])(‘)(?:tis|twas|twere|twill|twould|em|til|cause|bout|round|n)$/iu;

/** An address is taken as it is. */
const IN_ADDRESS = /(?:^|\s)(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S*$/i;

/**
 * What a typed character becomes after the text before it in its block; null leaves it as it is.
 * Quotes, apostrophes, feet and inches, dashes and the ellipsis, as a typesetter would set them.
 */
export function smartPunctuation(before: string, typed: string): Replacement | null {
  if (IN_ADDRESS.test(before) || isInCode(before)) return null;
  switch (typed) {
    case '"':
      return { before: 0, text: doubleQuote(before) };
    case "'":
      return singleQuote(before);
    case "-":
      return dash(before);
    case ".":
      // Not a fourth: three of four would be taken otherwise.
      return /(?:^|[^.])\.\.$/.test(before) ? { before: 2, text: "…" } : null;
    default:
      return afterthought(before, typed);
  }
}

function isInCode(before: string): boolean {
  return before.split("`").length % 2 === 0;
}

function isOpen(before: string, opening: string, closing: string): boolean {
  return before.lastIndexOf(opening) > before.lastIndexOf(closing);
}

function doubleQuote(before: string): string {
  if (OPENS.test(before)) return "“";
  const isInches = /\d′\s?\d+$/.test(before) || (/\d$/.test(before) && !isOpen(before, "“", "”"));
  return isInches ? "″" : "”";
}

function singleQuote(before: string): Replacement {
  if (/(?:^|\s)‘n$/i.test(before)) return { before: 2, text: `’${before.slice(-1)}’` };
  if (OPENS.test(before)) return { before: 0, text: "‘" };
  const isFeet = /\d$/.test(before) && !/‘[^’]*$/.test(before);
  return { before: 0, text: isFeet ? "′" : "’" };
}

function dash(before: string): Replacement | null {
  if (before.endsWith("–")) return { before: 1, text: "—" };
  // Three at the start of a line are a rule, and three or more after one another are somebody's drawing.
  return /[^-]-$/.test(before) ? { before: 1, text: "–" } : null;
}

/** A character that shows what an earlier one was. */
function afterthought(before: string, typed: string): Replacement | null {
  // ’90s: a digit after what was taken for an opening quote.
  if (/\d/.test(typed) && /(?:^|\s)‘$/.test(before)) return { before: 1, text: `’${typed}` };
  // the 1990’s: a letter after what was taken for feet.
  if (/\p{L}/u.test(typed) && /\d′$/.test(before)) return { before: 1, text: `’${typed}` };
  // At the start of a line two hyphens wait for a third.
  if (typed === " " && before === "--") return { before: 2, text: "– " };
  if (/[\s.,;:!?)]/.test(typed)) {
    const length = CLIPPED.exec(before)?.[0].replace(/^[^‘]/u, "").length;
    if (length !== undefined) {
      return { before: length, text: `’${before.slice(before.length - length + 1)}${typed}` };
    }
  }
  return null;
}

/** How much of the text before the caret is looked at. */
const REACH = 500;

/**
 * Sets quotes, apostrophes, dashes and the ellipsis as one types; undoing once gives back what was
 * typed. Text that is pasted, composed, or in code stays as it is.
 */
export const SmartPunctuation = Extension.create({
  name: "smartPunctuation",
  // After the Markdown that is typed: three hyphens are a rule first.
  priority: 50,

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          handleTextInput: (view, from, to, typed) =>
            !view.composing && [...typed].length === 1 && write(view, from, to, typed),
        },
      }),
    ];
  },
});

function write(view: EditorView, from: number, to: number, typed: string): boolean {
  const $from = view.state.doc.resolve(from);
  const marks = view.state.storedMarks ?? $from.marks();
  if ($from.parent.type.spec.code === true || marks.some(({ type }) => type.spec.code === true)) {
    return false;
  }
  const start = Math.max(0, $from.parentOffset - REACH);
  const before = $from.parent.textBetween(start, $from.parentOffset, undefined, "\n");
  // After a hard break a line begins as at the start.
  const replacement = smartPunctuation(before.slice(before.lastIndexOf("\n") + 1), typed);
  if (replacement === null) return false;
  view.dispatch(view.state.tr.insertText(typed, from, to).scrollIntoView());
  const { tr } = view.state;
  const end = from + typed.length;
  view.dispatch(
    closeHistory(tr.insertText(replacement.text, from - replacement.before, end)).scrollIntoView(),
  );
  // What is typed next is undone on its own.
  view.dispatch(closeHistory(view.state.tr));
  return true;
}
