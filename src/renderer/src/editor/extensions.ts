import { HardBreak } from "@tiptap/extension-hard-break";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Placeholder, Selection } from "@tiptap/extensions";
import StarterKit from "@tiptap/starter-kit";
import type { KeptPictures } from "./kept-pictures.ts";
import { CaretKeys } from "./caret-keys.ts";
import { LeaveBlock } from "./leave-block.ts";
import { Mention } from "./mention.ts";
import { MomentQuote } from "./moment-quote.ts";
import { LongText } from "./long-text.ts";
import { Link } from "./link.ts";
import { messages } from "./messages.ts";
import { Paste } from "./paste.ts";
import { SmartPunctuation } from "./smart-punctuation.ts";
import { TICK_KEYS, taskInList, tickTask } from "./tasks.ts";
import { Picture } from "./picture.ts";
import type { Spoken } from "./spoken.ts";

const alignment = {
  align: { default: null },
};

/** What can be written: the nodes and marks of the document's schema, no more. Pasted content passes
 * the same schema, so a script, style or frame has nothing to become.
 */
export function documentExtensions(options: {
  placeholder: string;
  pictures: KeptPictures;
  spoken: Spoken;
  /** Told a sentence about something that was put into the text. */
  tell: (sentence: string) => void;
  /** Given what ends when a picture stands in the text, or was refused. */
  whileTaking: (taken: Promise<void>) => void;
}) {
  return [
    StarterKit.configure({
      underline: false,
      hardBreak: false,
      heading: { levels: [1, 2, 3, 4] },
      link: false,
    }),
    Link,
    SmartPunctuation,
    CaretKeys,
    LeaveBlock,
    LongText,
    // What is selected stays to be seen while the focus is in its bubble.
    Selection.configure({ className: "selected" }),
    // Mod Enter goes on to the next question instead of breaking the line.
    HardBreak.extend({
      addKeyboardShortcuts() {
        return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
      },
    }),
    Picture.configure({
      pictures: options.pictures,
      tell: options.tell,
      whileTaking: options.whileTaking,
    }),
    Mention.configure({ spoken: options.spoken }),
    MomentQuote.configure({ spoken: options.spoken }),
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
    // In a box of its own, which scrolls where the table is wider than the page.
    Table.configure({ resizable: false, renderWrapper: true }),
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
    Paste.configure({ tell: options.tell, isStranger: options.spoken.isStranger }),
    Placeholder.configure({
      placeholder: options.placeholder,
      emptyEditorClass: "is-first-empty",
    }),
  ];
}
