import { Extension } from "@tiptap/core";
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Lets the arrow keys always lead out of code and tables: where nothing stands above the first, a line
 * is made there. Below the last the editor keeps an empty line anyway.
 */
export const LeaveBlock = Extension.create({
  name: "leaveBlock",
  // Before the table's own keys, which stop at its edge.
  priority: 200,

  addKeyboardShortcuts() {
    return {
      ArrowUp: () => leaveUpward(this.editor.view, "up"),
      ArrowLeft: () => leaveUpward(this.editor.view, "left"),
    };
  },
});

function leaveUpward(view: EditorView, direction: "up" | "left"): boolean {
  const { state } = view;
  if (!isFirst(state, direction) || !view.endOfTextblock(direction, state)) return false;
  const paragraph = state.schema.nodes["paragraph"]?.create();
  if (paragraph === undefined) return false;
  const tr = state.tr.insert(0, paragraph);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, 1)).scrollIntoView());
  return true;
}

/** Whether the caret stands in code, or in a table's first cell or row, with nothing before it. */
function isFirst({ doc, selection }: EditorState, direction: "up" | "left"): boolean {
  const { $head, empty } = selection;
  const spec = doc.firstChild?.type.spec;
  if (!empty || (spec?.code !== true && spec?.tableRole !== "table")) return false;
  for (let depth = 0; depth < $head.depth; depth += 1) {
    const isBeside = direction === "up" && $head.node(depth).type.spec.tableRole === "row";
    if (!isBeside && $head.index(depth) > 0) return false;
  }
  return true;
}
