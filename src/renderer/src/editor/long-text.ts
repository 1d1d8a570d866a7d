import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, Selection, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";

/** A text of more blocks lets those that are far from the caret rest while they are out of sight. */
const LONG = 60;
/** So many blocks on either side of the caret never do: there the browser moves the caret by itself. */
const NEAR = 12;

/**
 * In a long text a key costs what it costs in a short one: blocks far from the caret are not laid out
 * while they are out of sight (see editor.css). The browser cannot move the caret into a block that has
 * no layout, so the keys that lead to the ends of the text are ours.
 */
export const LongText = Extension.create({
  name: "longText",

  addProseMirrorPlugins() {
    return [restingBlocks()];
  },

  addKeyboardShortcuts() {
    const goTo = (end: "start" | "end", isExtended: boolean) => () =>
      moveTo(this.editor.view, end, isExtended);
    return {
      "Ctrl-Home": goTo("start", false),
      "Ctrl-End": goTo("end", false),
      "Ctrl-Shift-Home": goTo("start", true),
      "Ctrl-Shift-End": goTo("end", true),
      "Meta-ArrowUp": goTo("start", false),
      "Meta-ArrowDown": goTo("end", false),
      "Meta-Shift-ArrowUp": goTo("start", true),
      "Meta-Shift-ArrowDown": goTo("end", true),
    };
  },
});

/** Marks a long text, and in it the blocks that are near the caret. */
function restingBlocks(): Plugin<DecorationSet> {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, state) => nearBlocks(state),
      apply: (transaction, standing, before, state) => {
        const isSameBlock =
          before.doc.childCount === state.doc.childCount &&
          before.selection.$head.index(0) === state.selection.$head.index(0);
        if (!isSameBlock) return nearBlocks(state);
        const mapped = standing.map(transaction.mapping, transaction.doc);
        // A block that became one of another kind has lost its mark: what is typed next would go astray.
        return mapped.find().length === standing.find().length ? mapped : nearBlocks(state);
      },
    },
    props: {
      attributes: ({ doc }): Record<string, string> =>
        doc.childCount > LONG ? { class: "is-long" } : {},
      decorations: (state) => plugin.getState(state),
    },
  });
  return plugin;
}

function nearBlocks({ doc, selection }: EditorState): DecorationSet {
  if (doc.childCount <= LONG) return DecorationSet.empty;
  const head = selection.$head.index(0);
  const decorations: Decoration[] = [];
  doc.forEach((block, offset, index) => {
    if (Math.abs(index - head) > NEAR) return;
    decorations.push(Decoration.node(offset, offset + block.nodeSize, { class: "is-near" }));
  });
  return DecorationSet.create(doc, decorations);
}

function moveTo({ state, dispatch }: EditorView, end: "start" | "end", isExtended: boolean): true {
  const { doc, selection, tr } = state;
  const place = end === "start" ? Selection.atStart(doc) : Selection.atEnd(doc);
  const next = isExtended ? TextSelection.between(selection.$anchor, place.$head) : place;
  dispatch(tr.setSelection(next).scrollIntoView());
  return true;
}
