import fc from "fast-check";
import type { DocumentJson, DocumentMark, DocumentNode } from "./schema.ts";

/** How many documents a run of the properties is made of; more with ROUND_TRIP_RUNS. */
export const DOCUMENT_RUNS = Number(process.env.ROUND_TRIP_RUNS ?? 5000);

// Everything Markdown gives a meaning to, what breaks emphasis, and what breaks readers.
const FRAGMENTS = [
  "\\`*_~[](){}<>#+-.!|&=:;/\"'^$@0123 \t\nabcxyzé你好ñ—“”…。、".split(""),
  ["**", "***", "__", "~~", "~~~", "``", "```", "](", "]:", "![", "[[", "]]", "[^1]", "[^1]: a"],
  ["&amp;", "&#35;", "&nbsp;", "&copy", "<br>", "<b>", "</p>", "<!--", "<?", "<a@b.co>"],
  ["[Ana](stepback://person/01JD5ZC3M8Q4W0T9V7K2XN6RBA)", "> "],
  ["https://a.bc/d_e_f?g=1&h=2", "http://x.yz", "www.example.com", "a@b.co", "<https://a.bc>"],
  ["# ", "## ", "- ", "* ", "+ ", "> ", "1. ", "7) ", "---", "===", "- - -", "* * *", "___"],
  ["| a |", "|---|", ":-:", "--- | ---", "[ ] ", "[x] ", "    ", "  ", "[a]: b", "\\|", "\\\\"],
  ["\u00a0", "\u3000", "\u200b", "\u2028", "\u2029", "\ufeff", "\u202e", "\u0301", "\u0085"],
  ["😀", "👨‍👩‍👧", "𝒳", "🏳️‍🌈", "שלום", "مرحبا", "\ud800", "\udc00", "\u0000", "\ufffe", "\r\n"],
  "a word|snake_case|C:\\Users|3 * 4|AT&T|~5|<3|2024.|don't|x^2|$5|C#".split("|"),
].flat();

const text = fc
  .oneof(
    {
      arbitrary: fc.array(fc.constantFrom(...FRAGMENTS), { minLength: 1, maxLength: 8 }),
      weight: 6,
    },
    {
      arbitrary: fc.array(fc.string({ unit: "binary", minLength: 1 }), { maxLength: 2 }),
      weight: 1,
    },
  )
  .map((parts) => parts.join("") || "a");

const href = fc.oneof(
  fc.constantFrom(
    "https://example.com",
    "https://en.wikipedia.org/wiki/A_(b)",
    'https://a.bc/((x)?q="y"&amp;z=<1>|2`',
    "mailto:a@b.co",
    "tel:+49-30",
    "stepback:entry/01JD5ZC3M8Q4W0T9V7K2XN6RBA",
    "stepback://person/01JD5ZC3M8Q4W0T9V7K2XN6RBA",
    "stepback://moment/01JD5ZC3M8Q4W0T9V7K2XN6RBA",
    "HTTP://A.b/ä ö\\",
  ),
  text.map((tail) => `https://a.bc/${tail}`),
);

const mark: fc.Arbitrary<DocumentMark> = fc.oneof(
  fc.constantFrom("bold", "italic", "strike", "code").map((type) => ({ type })),
  href.map((address) => ({ type: "link", attrs: { href: address } })),
);

const textNode: fc.Arbitrary<DocumentNode> = fc.record({
  type: fc.constant("text"),
  text,
  marks: fc.oneof(fc.constant<DocumentMark[]>([]), fc.array(mark, { maxLength: 3 })),
});

// A link that shows its own address.
const autolink: fc.Arbitrary<DocumentNode> = href.map((address) => ({
  type: "text",
  text: address,
  marks: [{ type: "link", attrs: { href: address } }],
}));

const picture: fc.Arbitrary<DocumentNode> = fc
  .record({
    attachment: fc.constantFrom("3fa9c1d20b77", "00", "ff").map((start) => start.padEnd(64, "0")),
    alt: fc.oneof(fc.constant(""), text),
    marks: fc.oneof(fc.constant<DocumentMark[]>([]), fc.array(mark, { maxLength: 2 })),
  })
  .map(({ attachment, alt, marks }) => ({ type: "picture", attrs: { attachment, alt }, marks }));

const id = fc.constantFrom("01JD5ZC3M8Q4W0T9V7K2XN6RBA", "01JD5ZC3M8Q4W0T9V7K2XN6RBB");

const mention: fc.Arbitrary<DocumentNode> = fc
  .record({
    person: id,
    name: fc.oneof(fc.constantFrom("Priya Raman", "Ana, with Jo", "<b>", "[[Ana]]"), text),
    marks: fc.oneof(fc.constant<DocumentMark[]>([]), fc.array(mark, { maxLength: 2 })),
  })
  .map(({ person, name, marks }) => ({ type: "mention", attrs: { person, name }, marks }));

const momentQuote: fc.Arbitrary<DocumentNode> = fc
  .record({
    moment: id,
    kind: fc.constantFrom("stepped_in", "stepped_back", "stepped_away"),
    date: fc.constantFrom("2026-11-18", "0001-01-01", "9999-12-31"),
    person: fc.oneof(fc.constantFrom(null, "Jonas Lindqvist", "Ana, with Jo", "uninvited"), text),
    invited: fc.constantFrom(null, "asked_for", "offered", "uninvited"),
    text,
  })
  .map((attrs) => ({ type: "momentQuote", attrs }));

const inline: fc.Arbitrary<DocumentNode[]> = fc.array(
  fc.oneof(
    { arbitrary: textNode, weight: 10 },
    { arbitrary: fc.constant({ type: "hardBreak" }), weight: 2 },
    { arbitrary: autolink, weight: 1 },
    { arbitrary: picture, weight: 1 },
    { arbitrary: mention, weight: 1 },
  ),
  { maxLength: 6 },
);

const paragraph = inline.map((content) => ({ type: "paragraph", content }));

const heading = fc
  .record({ level: fc.integer({ min: 1, max: 4 }), content: inline })
  .map(({ level, content }) => ({ type: "heading", attrs: { level }, content }));

const codeBlock = fc
  .record({ language: fc.option(text), code: fc.array(text, { maxLength: 3 }) })
  .map(({ language, code }) => ({
    type: "codeBlock",
    attrs: { language },
    content: [{ type: "text", text: code.join("\n") }],
  }));

function listOf(item: fc.Arbitrary<DocumentNode>): fc.Arbitrary<DocumentNode> {
  return fc
    .record({
      type: fc.constantFrom("bulletList", "orderedList", "taskList"),
      start: fc.constantFrom(1, 0, 7, 999_999_998),
      content: fc.array(item, { minLength: 1, maxLength: 3 }),
    })
    .map(({ type, start, content }) => ({ type, attrs: { start }, content }));
}

// Markdown would read them as one.
const listsInARow: fc.Arbitrary<DocumentNode> = fc
  .array(listOf(paragraph.map((words) => ({ type: "listItem", content: [words] }))), {
    minLength: 2,
    maxLength: 3,
  })
  .map((content) => ({ type: "blockquote", content }));

const { block } = fc.letrec<{
  block: DocumentNode;
  blocks: DocumentNode[];
  item: DocumentNode;
}>((tie) => ({
  blocks: fc.array(tie("block"), { maxLength: 3 }),
  item: fc
    .record({ first: paragraph, others: tie("blocks"), checked: fc.option(fc.boolean()) })
    .map(({ first, others, checked }) => ({
      type: checked === null ? "listItem" : "taskItem",
      attrs: { checked },
      content: [first, ...others],
    })),
  block: fc.oneof(
    { maxDepth: 4, depthSize: "small", withCrossShrink: true },
    paragraph,
    heading,
    codeBlock,
    fc.constant({ type: "horizontalRule" }),
    momentQuote,
    tie("blocks").map((content) => ({ type: "blockquote", content })),
    listOf(tie("item")),
    listsInARow,
    fc
      .array(fc.array(tie("blocks"), { maxLength: 3 }), { minLength: 1, maxLength: 3 })
      .chain((rows) =>
        fc
          .record({
            align: fc.constantFrom(null, "left", "center", "right"),
            colspan: fc.constantFrom(1, 1, 1, 2),
            rowspan: fc.constantFrom(1, 1, 1, 2),
          })
          .map((attrs) => ({
            type: "table",
            content: rows.map((cells) => ({
              type: "tableRow",
              content: cells.map((content) => ({ type: "tableCell", attrs, content })),
            })),
          })),
      ),
  ),
}));

/** Documents that no editor would make: not in normal form, full of Markdown's own characters. */
export const arbitraryDocument: fc.Arbitrary<DocumentJson> = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .map((content) => ({ type: "doc", content }));

/** Single paragraphs of much-marked short runs: the hardest thing for emphasis. */
export const arbitraryEmphasis: fc.Arbitrary<DocumentJson> = fc
  .array(
    fc.record({
      type: fc.constant("text"),
      text: fc
        .array(fc.constantFrom(...Array.from('ab .*_~`[]!"“你😀𝒳\u00a0\u2028')), {
          minLength: 1,
          maxLength: 2,
        })
        .map((parts) => parts.join("")),
      marks: fc
        .uniqueArray(fc.constantFrom("bold", "italic", "strike", "link", "code"), { maxLength: 4 })
        .map((types) =>
          types
            .filter((type) => type !== "code" || types.length === 1)
            .map((type) =>
              type === "link" ? { type, attrs: { href: "https://a.bc" } } : { type },
            ),
        ),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((content) => ({ type: "doc", content: [{ type: "paragraph", content }] }));

/** Markdown that nobody would write: any of its pieces in any order. */
export const arbitraryMarkdown: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.constantFrom("\n", "\n\n", "\n  ")), {
    maxLength: 40,
  })
  .map((parts) => parts.join(""));
