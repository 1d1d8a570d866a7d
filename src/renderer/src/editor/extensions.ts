import { Bold } from "@tiptap/extension-bold";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Italic } from "@tiptap/extension-italic";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Placeholder, Selection } from "@tiptap/extensions";
import StarterKit from "@tiptap/starter-kit";
import { LeaveBlock } from "./leave-block.ts";
import { Link } from "./link.ts";
import { messages } from "./messages.ts";
import { SmartPunctuation } from "./smart-punctuation.ts";
import { TICK_KEYS, taskInList, tickTask } from "./tasks.ts";
import { Picture } from "./picture.ts";

const alignment = {
  align: { default: null },
};

/** Whether an element is written with such a style; null takes a parse rule, false passes it over. */
function styled(node: HTMLElement, pattern: RegExp): null | false {
  // The policy of the page keeps styles from being applied, so they are read as they were written.
  return pattern.test(node.getAttribute("style") ?? "") ? null : false;
}

/** What can be written: the nodes and marks of the document's schema, no more. Pasted content passes
 * the same schema, so a script, style or frame has nothing to become.
 */
export function documentExtensions(placeholder: string) {
  return [
    StarterKit.configure({
      underline: false,
      hardBreak: false,
      bold: false,
      italic: false,
      heading: { levels: [1, 2, 3, 4] },
      link: false,
    }),
    Link,
    SmartPunctuation,
    LeaveBlock,
    // What is selected stays to be seen while the focus is in its bubble.
    Selection.configure({ className: "selected" }),
    // Some programs wrap a whole document in a bold element whose style takes the weight away again.
    Bold.extend({
      parseHTML() {
        return [
          { tag: "strong" },
          {
            tag: "b",
            getAttrs: (node) =>
              styled(node, /font-weight:\s*(normal|[1-5]00)/i) === null ? false : null,
          },
          {
            tag: "span",
            consuming: false,
            getAttrs: (node) => styled(node, /font-weight:\s*(bold|[6-9]00)/i),
          },
        ];
      },
    }),
    Italic.extend({
      parseHTML() {
        return [
          { tag: "em" },
          {
            tag: "i",
            getAttrs: (node) => (styled(node, /font-style:\s*normal/i) === null ? false : null),
          },
          {
            tag: "span",
            consuming: false,
            getAttrs: (node) => styled(node, /font-style:\s*italic/i),
          },
        ];
      },
    }),
    // Mod Enter goes on to the next question instead of breaking the line.
    HardBreak.extend({
      addKeyboardShortcuts() {
        return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
      },
    }),
    Picture,
    TaskList,
    TaskItem.extend({
      addKeyboardShortcuts() {
        return {
          ...this.parent?.(),
          [TICK_KEYS]: () => this.editor.commands.command(tickTask),
        };
      },
      addInputRules() {
        return [...(this.parent?.() ?? []), taskInList];
      },
    }).configure({
      nested: true,
      a11y: { checkboxLabel: (node) => messages.task(node.firstChild?.textContent ?? "") },
    }),
    Table.configure({ resizable: false }),
    TableRow,
    TableHeader.extend({
      content: "paragraph+",
      addAttributes() {
        return { ...this.parent?.(), ...alignment };
      },
    }),
    // A cell is kept as one paragraph of text, so nothing else is begun in it.
    TableCell.extend({
      content: "paragraph+",
      addAttributes() {
        return { ...this.parent?.(), ...alignment };
      },
    }),
    Placeholder.configure({ placeholder, emptyEditorClass: "is-first-empty" }),
  ];
}
