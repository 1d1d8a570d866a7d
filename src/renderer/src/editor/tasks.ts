import { type CommandProps, findParentNode, InputRule } from "@tiptap/core";

/** Ticks the task that the caret stands in, and takes the tick away again. */
export const TICK_KEYS = "Mod-Shift-Enter";

/** Ticks the task around the caret. @returns whether there is one. */
export function tickTask({ tr, dispatch }: CommandProps): boolean {
  const task = findParentNode(({ type }) => type.name === "taskItem")(tr.selection);
  if (task === undefined) return false;
  dispatch?.(tr.setNodeAttribute(task.pos, "checked", task.node.attrs["checked"] !== true));
  return true;
}

/** `- [ ] ` as Markdown has it: the list was made at `- ` already, and becomes a list of tasks. */
export const taskInList = new InputRule({
  find: /^\[([ xX]?)\]\s$/,
  handler: ({ state, range, match: [, tick = ""], chain }) => {
    const { $from } = state.selection;
    if ($from.node(-1)?.type.name !== "listItem" || $from.index(-1) !== 0) return null;
    const isDone = tick.toLowerCase() === "x";
    chain()
      .deleteRange(range)
      .toggleTaskList()
      .updateAttributes("taskItem", { checked: isDone })
      .run();
  },
});
