import type { Editor, Range } from "@tiptap/core";
import { messages } from "./messages.ts";

/** Something that the menu under `/` puts into the text. */
export interface Insertion {
  name: string;
  /** Other words that it is found by. */
  also?: string;
  /** What does the same when it is typed. */
  markdown: string;
  /** Puts it where the range is, which holds what was typed to find it; null asks which one first. */
  insert: ((editor: Editor, range: Range) => void) | null;
}

type Act = (at: ReturnType<Editor["chain"]>) => ReturnType<Editor["chain"]>;

const instead =
  (act: Act): Insertion["insert"] =>
  (editor, range) =>
    void act(editor.chain().focus().deleteRange(range)).run();

const INSERTIONS: readonly Insertion[] = [
  {
    name: messages.heading,
    markdown: "#",
    insert: instead((at) => at.setNode("heading", { level: 1 })),
  },
  {
    name: messages.smallerHeading,
    markdown: "##",
    insert: instead((at) => at.setNode("heading", { level: 2 })),
  },
  {
    name: messages.smallestHeading,
    markdown: "###",
    insert: instead((at) => at.setNode("heading", { level: 3 })),
  },
  { name: messages.quote, markdown: ">", insert: instead((at) => at.toggleBlockquote()) },
  { name: messages.list, markdown: "-", insert: instead((at) => at.toggleBulletList()) },
  { name: messages.numberedList, markdown: "1.", insert: instead((at) => at.toggleOrderedList()) },
  { name: messages.tasks, markdown: "[ ]", insert: instead((at) => at.toggleTaskList()) },
  {
    name: messages.table,
    markdown: "",
    insert: instead((at) => at.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
  },
  { name: messages.code, markdown: "```", insert: instead((at) => at.setCodeBlock()) },
  {
    name: messages.line,
    also: messages.alsoLine,
    markdown: "---",
    insert: instead((at) => at.setHorizontalRule()),
  },
  { name: messages.picture, markdown: "", insert: instead((at) => at.choosePictures()) },
  { name: messages.quoteMoment, markdown: "", insert: null },
];

/** What can be inserted and has a word that begins with the query, in the menu's order. */
export function insertionsFor(query: string): Insertion[] {
  const wanted = query.toLowerCase();
  return INSERTIONS.filter(({ name, also = "" }) =>
    `${name} ${also}`
      .toLowerCase()
      .split(" ")
      .some((word) => word.startsWith(wanted)),
  );
}
