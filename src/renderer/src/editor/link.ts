import { getMarkRange, InputRule, Mark } from "@tiptap/core";
import type { ResolvedPos } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { readLinkAddress } from "../../../shared/document/links.ts";
import { addressTyped } from "./link-address.ts";

/** A link that the caret stands in or at the edge of, with its address. */
export interface LinkAt {
  from: number;
  to: number;
  href: string;
}

/** The link around a place in the text, or null. */
export function linkAt($place: ResolvedPos): LinkAt | null {
  const type = $place.doc.type.schema.marks["link"];
  if (type === undefined) return null;
  const range = getMarkRange($place, type);
  if (range === undefined) return null;
  const mark = $place.doc.nodeAt(range.from)?.marks.find((one) => one.type === type);
  return mark === undefined ? null : { ...range, href: String(mark.attrs["href"]) };
}

/**
 * A link as the document's schema has it: an address and nothing else, so that neither a class nor a
 * title of another page comes in with it. In the editor it is never followed; the bubble opens it.
 */
export const Link = Mark.create({
  name: "link",
  priority: 1000,
  keepOnSplit: false,
  inclusive: false,

  addAttributes() {
    return { href: {} };
  },

  parseHTML() {
    return [
      {
        tag: "a[href]",
        getAttrs: (element) => {
          const href = readLinkAddress(element.getAttribute("href"));
          return href === null ? false : { href };
        },
      },
    ];
  },

  renderHTML({ HTMLAttributes }) {
    return ["a", { ...HTMLAttributes, target: "_blank", rel: "noreferrer" }, 0];
  },

  addProseMirrorPlugins() {
    const stay = (event: Event): boolean => {
      if (event.target instanceof Element && event.target.closest("a") !== null) {
        event.preventDefault();
      }
      return false;
    };
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            click: (_view, event) => stay(event),
            auxclick: (_view, event) => stay(event),
          },
          // An address over a selection links it; alone, it is a link to itself.
          handlePaste: (view, _event, slice) => {
            const { content } = slice;
            if (content.childCount !== 1 || content.firstChild?.isTextblock !== true) return false;
            const words = content.textBetween(0, content.size).trim();
            const href = /\s/.test(words) ? null : readLinkAddress(words);
            const { selection, schema, tr } = view.state;
            const mark = schema.marks["link"];
            if (
              href === null ||
              mark === undefined ||
              selection.$from.parent.type.spec.code === true
            )
              return false;
            if (selection.empty)
              tr.replaceSelectionWith(schema.text(words, [mark.create({ href })]), false);
            else tr.addMark(selection.from, selection.to, mark.create({ href }));
            view.dispatch(tr.scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },

  // Typed as Markdown: [text](address)
  addInputRules() {
    return [
      new InputRule({
        find: /\[([^[\]]+)\]\((\S+)\)$/,
        handler: ({ state, range, match: [, words = "", typed = ""] }) => {
          const href = addressTyped(typed);
          if (href === null) return null;
          const mark = this.type.create({ href });
          const marks = state.doc.resolve(range.from + 1).marks();
          state.tr
            .replaceWith(range.from, range.to, state.schema.text(words, mark.addToSet(marks)))
            .removeStoredMark(this.type);
        },
      }),
    ];
  },
});
