import fc from "fast-check";
import { expect, test } from "vitest";
import { markdownToDocument } from "./markdown-reader.ts";
import { countWords, documentToText, isBlankDocument, textToDocument } from "./plain-text.ts";
import { emptyDocument } from "./schema.ts";

test.each([
  ["# a\n\n**b** c\\\nd", "a\nb c\nd"],
  ["- a\n  - b\n\n> c\n\n---\n\n```\nd\n e\n```", "a\nb\nc\nd\n e"],
  ["| a | b<br>c |\n|-|-|\n|  | d |", "a\tb c\n\td"],
  ["", ""],
])("documentToText of %j", (markdown, text) => {
  expect(documentToText(markdownToDocument(markdown))).toBe(text);
});

test("a picture is its alt text", () => {
  const picture = { type: "picture", attrs: { attachment: "a".repeat(64), alt: "the board" } };
  const content = [picture, { type: "text", text: " on Monday" }];
  const document = { type: "doc", content: [{ type: "paragraph", content }] };
  expect(documentToText(document)).toBe("the board on Monday");
});

test("a mention is the name, a quoted moment its words", () => {
  const id = "01JD5ZC3M8Q4W0T9V7K2XN6RBA";
  const markdown = `I asked [Priya](stepback://person/${id}).\n\n> Let her open.\n>\n> [2026-11-18, stepped back](stepback://moment/${id})`;
  expect(documentToText(markdownToDocument(markdown))).toBe("I asked Priya.\nLet her open.");
  expect(isBlankDocument(markdownToDocument(markdown.split("\n\n")[1] ?? ""))).toBe(false);
});

test("textToDocument keeps what looks like Markdown", () => {
  const document = textToDocument("# *a*\r\n b\n\n\n \nc\n");
  expect(documentToText(document)).toBe("# *a*\nb\nc");
  expect(document.content).toHaveLength(2);
  expect(textToDocument(" \n\n")).toEqual(emptyDocument());
});

test.each([
  ["", 0],
  [" - … 👨‍👩‍👧 !", 0],
  ["one two\nthree\tfour", 4],
  ["don't snake_case 3.14 1,000 a-b", 6],
  ["Zoë’s café", 2],
  ["他说你好。", 3],
  ["今日は good", 3],
  ["שלום عالم", 2],
])("countWords(%j) is %i", (text, words) => {
  expect(countWords(text)).toBe(words);
});

test("ASCII is counted as the segmenter would", () => {
  const segmenter = new Intl.Segmenter("en", { granularity: "word" });
  const ascii = fc.string({ unit: fc.constantFrom(...'abC19_.,:; -\n@/"'.split(""), "'") });
  fc.assert(
    fc.property(ascii, (text) => {
      const segments = [...segmenter.segment(text)];
      const words = segments.filter(({ segment }) => /[a-z\d]/i.test(segment));
      expect(countWords(text)).toBe(words.length);
    }),
    { numRuns: 5000 },
  );
});
