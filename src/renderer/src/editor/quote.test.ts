import { EditorState, TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { markdownToDocument } from "../../../shared/document/markdown-reader.ts";
import { documentToMarkdown } from "../../../shared/document/markdown-writer.ts";
import { normalizeDocument } from "../../../shared/document/normal-form.ts";
import { type DocumentJson, documentSchema } from "../../../shared/document/schema.ts";
import { textToDocument } from "../../../shared/document/plain-text.ts";
import { paragraphsFrom, withQuote } from "./quote.ts";

/** A text whose caret is where `§` stands. */
function stateOf(markdown: string): EditorState {
  const doc = documentSchema.nodeFromJSON(markdownToDocument(markdown));
  const state = EditorState.create({ doc });
  let at = -1;
  doc.descendants((node, position) => {
    const index = node.text?.indexOf("§") ?? -1;
    if (index !== -1) at = position + index;
  });
  const { tr } = state;
  tr.delete(at, at + 1);
  return state.apply(tr.setSelection(TextSelection.create(tr.doc, at)));
}

/** The text with the quote in it; what is typed then is where `§` stands. */
function quoted(markdown: string, answer = "A *line*."): string {
  const state = stateOf(markdown);
  const tr = withQuote(state, markdownToDocument(answer).content, "Week 41, 9 October 2026");
  const after = state.apply(tr.insertText("§"));
  after.doc.check();
  const document: DocumentJson = after.doc.toJSON();
  return documentToMarkdown(normalizeDocument(document));
}

const QUOTE = "> A *line*.\n>\n> *Week 41, 9 October 2026*\n";

describe("a quote at the caret", () => {
  it.each([
    ["fills an empty text", "§", `${QUOTE}\n§\n`],
    ["follows what is written", "Before.§", `Before.\n\n${QUOTE}\n§\n`],
    ["stands before what the caret is before", "§After.", `${QUOTE}\n§After.\n`],
    ["divides a paragraph", "Before.§After.", `Before.\n\n${QUOTE}\n§After.\n`],
    ["keeps what follows", "Before.§\n\nLast.", `Before.\n\n${QUOTE}\n§\n\nLast.\n`],
    ["follows a list", "- One§\n- Two\n\nLast.", `- One\n- Two\n\n${QUOTE}\n§\n\nLast.\n`],
    ["follows a quote", "> Said.§\n\nLast.", `> Said.\n\n${QUOTE}\n§\n\nLast.\n`],
    ["follows a heading", "# Head§ing", `# Heading\n\n${QUOTE}\n§\n`],
    [
      "follows a table",
      "| A | B |\n| --- | --- |\n| C | D§ |",
      `| A | B |\n| --- | --- |\n| C | D |\n\n${QUOTE}\n§\n`,
    ],
  ])("%s", (_, before, after) => {
    expect(quoted(before)).toBe(after);
  });

  it("brings what stands in an answer, and quotes as words what is not known or too deep", () => {
    expect(quoted("§", "# A\n\n- B\n- C")).toContain("> # A\n>\n> - B\n> - C\n");
    const state = stateOf("§");
    const strange = { type: "riddle", content: [{ type: "text", text: "One\nTwo" }] };
    const tr = withQuote(state, [strange], "Week 1");
    expect(tr.doc.firstChild?.textBetween(0, tr.doc.firstChild.content.size, "/")).toBe(
      "One/Two/Week 1",
    );
    const [deep = { type: "paragraph" }] = textToDocument("Deep.").content;
    let block = deep;
    for (let depth = 0; depth < 98; depth += 1) block = { type: "blockquote", content: [block] };
    const shallow = withQuote(state, [block], "Week 1").doc.firstChild;
    expect(shallow?.firstChild?.type.name).toBe("paragraph");
  });

  it("makes a paragraph of each selected line", () => {
    expect(paragraphsFrom(" One\n\n two \n").map(({ content }) => content)).toEqual([
      [{ type: "text", text: "One" }],
      [{ type: "text", text: "two" }],
    ]);
  });
});
