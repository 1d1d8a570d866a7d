import { HardBreak } from "@tiptap/extension-hard-break";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Table, TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Placeholder } from "@tiptap/extensions";
import StarterKit from "@tiptap/starter-kit";
import { readLinkAddress } from "../../../shared/document/links.ts";

const alignment = {
  align: { default: null },
};

/**
 * What can be written: the nodes and marks of the document's schema, no more. Pasted content passes
 * the same schema, so a script, style or frame has nothing to become.
 */
export function documentExtensions(placeholder: string) {
  return [
    StarterKit.configure({
      underline: false,
      hardBreak: false,
      heading: { levels: [1, 2, 3, 4] },
      link: {
        openOnClick: false,
        autolink: false,
        linkOnPaste: true,
        isAllowedUri: (address) => readLinkAddress(address) !== null,
      },
    }),
    // Mod Enter goes on to the next question instead of breaking the line.
    HardBreak.extend({
      addKeyboardShortcuts() {
        return { "Shift-Enter": () => this.editor.commands.setHardBreak() };
      },
    }),
    TaskList,
    TaskItem.configure({ nested: true }),
    Table.configure({ resizable: false }),
    TableRow,
    TableHeader.extend({
      addAttributes() {
        return { ...this.parent?.(), ...alignment };
      },
    }),
    TableCell.extend({
      addAttributes() {
        return { ...this.parent?.(), ...alignment };
      },
    }),
    Placeholder.configure({ placeholder, emptyEditorClass: "is-first-empty" }),
  ];
}
