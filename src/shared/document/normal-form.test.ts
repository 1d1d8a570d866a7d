import { describe, expect, test } from "vitest";
import { normalizeDocument } from "./normal-form.ts";
import { type DocumentMark, type DocumentNode, emptyDocument, parseDocument } from "./schema.ts";

const text = (value: string, ...marks: string[]): DocumentNode =>
  marks.length > 0
    ? { type: "text", marks: marks.map((type) => ({ type })), text: value }
    : { type: "text", text: value };
const node = (type: string, ...content: DocumentNode[]): DocumentNode => ({ type, content });
const p = (...content: (DocumentNode | string)[]): DocumentNode =>
  node("paragraph", ...content.map((part) => (typeof part === "string" ? text(part) : part)));
const brk: DocumentNode = { type: "hardBreak" };
const empty: DocumentNode = { type: "paragraph" };
const rule: DocumentNode = { type: "horizontalRule" };
const task = (checked: boolean, ...content: DocumentNode[]): DocumentNode => ({
  type: "taskItem",
  attrs: { checked },
  content,
});
const linked = (value: string, href: string, ...others: DocumentMark[]): DocumentNode => ({
  type: "text",
  marks: [{ type: "link", attrs: { href } }, ...others],
  text: value,
});

function expectNormal(blocks: DocumentNode[], normal: DocumentNode[]): void {
  const document = normalizeDocument({ type: "doc", content: blocks });
  expect(document).toEqual({ type: "doc", content: normal });
  expect(normalizeDocument(document)).toEqual(document);
  expect(parseDocument(document)).toEqual({ kind: "document", document });
}

describe("text", () => {
  test.each<[string, DocumentNode[], DocumentNode[]]>([
    ["edge space goes", [text(" \ta b\t ")], [text("a b")]],
    ["a no-break space stays", [text("\u00a0a\u3000")], [text("\u00a0a\u3000")]],
    ["controls and surrogates", [text("a\u0000\ud800")], [text("a\ufffd")]],
    ["a line feed is a break", [text("a\r\nb")], [text("a"), brk, text("b")]],
    [
      "breaks at the ends go",
      [brk, text(" a "), brk, brk, text(" b"), brk],
      [text("a"), brk, brk, text("b")],
    ],
    [
      "breaks carry no marks",
      [text("a", "bold"), { ...brk, marks: [{ type: "bold" }] }, text("b", "bold")],
      [text("a", "bold"), brk, text("b", "bold")],
    ],
    [
      "neighbours are merged",
      [text("a"), text("b"), text("c", "bold"), text("d", "bold")],
      [text("ab"), text("cd", "bold")],
    ],
    [
      "marks in order, each once",
      [text("a", "strike", "italic", "bold", "bold")],
      [text("a", "bold", "italic", "strike")],
    ],
    [
      "marks end at words",
      [text("a"), text(" b ", "bold"), text("c")],
      [text("a "), text("b", "bold"), text(" c")],
    ],
    [
      "but hold space between words",
      [text("a ", "bold"), text(" b", "bold", "italic")],
      [text("a  ", "bold"), text("b", "bold", "italic")],
    ],
    ["bold space is space", [text("a"), text("  ", "bold", "strike"), text("b")], [text("a  b")]],
    ["code of space is space", [text("a"), text("  ", "code"), text("b")], [text("a  b")]],
    ["code stands alone", [text("a", "bold", "code")], [text("a", "code")]],
    [
      "a link wins over code",
      [linked("a", "https://b.cd", { type: "code" })],
      [linked("a", "https://b.cd")],
    ],
    [
      "an address is cleaned",
      [linked("a", " https://b.cd/e f\n")],
      [linked("a", "https://b.cd/e%20f")],
    ],
    [
      "a forbidden address goes",
      [linked("a", "javascript:x", { type: "bold" })],
      [text("a", "bold")],
    ],
    [
      "two links stay two",
      [linked("a", "https://b.cd"), linked("b", "https://e.fg")],
      [linked("a", "https://b.cd"), linked("b", "https://e.fg")],
    ],
  ])("%s", (_name, before, after) => {
    expectNormal([p(...before)], [p(...after)]);
  });
});

describe("pictures", () => {
  const picture = (alt: string, ...marks: DocumentMark[]): DocumentNode => ({
    type: "picture",
    attrs: { attachment: "a".repeat(64), alt },
    ...(marks.length > 0 ? { marks } : {}),
  });

  test.each<[string, DocumentNode[], DocumentNode[]]>([
    ["alone", [picture("")], [picture("")]],
    [
      "carries no marks, nor a link",
      [picture("a", { type: "bold" }, { type: "link", attrs: { href: "https://b.cd" } })],
      [picture("a")],
    ],
    ["has its alt text on one line", [picture(" a\n\tb\u0000 ")], [picture("a b")]],
    ["two stay two", [picture("a"), picture("a")], [picture("a"), picture("a")]],
    [
      "no space at the edges of its line",
      [text(" "), picture("a"), text(" "), brk],
      [picture("a")],
    ],
    [
      "emphasis ends at the word before it",
      [text("a ", "bold"), picture("b"), text(" c", "bold")],
      [text("a", "bold"), text(" "), picture("b"), text(" "), text("c", "bold")],
    ],
  ])("%s", (_name, before, after) => {
    expectNormal([p(...before)], [p(...after)]);
    const heading = (content: DocumentNode[]): DocumentNode => ({
      type: "heading",
      attrs: { level: 2 },
      content,
    });
    expectNormal([heading(before)], [heading(after)]);
  });
});

describe("mentions", () => {
  const mention = (name: string, ...marks: DocumentMark[]): DocumentNode => ({
    type: "mention",
    attrs: { person: "01JD5ZC3M8Q4W0T9V7K2XN6RBA", name },
    ...(marks.length > 0 ? { marks } : {}),
  });
  const link = { type: "link", attrs: { href: "https://b.cd" } };

  test.each<[string, DocumentNode[], DocumentNode[]]>([
    ["its name is one line", [mention(" Ana\n R\u0000 ")], [mention("Ana R")]],
    ["without a name it goes", [text("a"), mention(" \n"), text("b")], [text("ab")]],
    ["two stay two", [mention("a"), mention("a")], [mention("a"), mention("a")]],
    [
      "it may be bold, in the order of marks",
      [mention("a", { type: "strike" }, { type: "bold" })],
      [mention("a", { type: "bold" }, { type: "strike" })],
    ],
    ["it is in no link and no code", [mention("a", link, { type: "code" })], [mention("a")]],
    [
      "emphasis goes on over it",
      [text("a ", "bold"), mention("b", { type: "bold" }), text(" c", "bold")],
      [text("a ", "bold"), mention("b", { type: "bold" }), text(" c", "bold")],
    ],
    [
      "a link to its address is text",
      [linked("a", "stepback://person/01JD5ZC3M8Q4W0T9V7K2XN6RBA")],
      [text("a")],
    ],
  ])("%s", (_name, before, after) => {
    expectNormal([p(...before)], [p(...after)]);
  });
});

describe("quoted moments", () => {
  const quoted = (attrs: object): DocumentNode => ({
    type: "momentQuote",
    attrs: {
      moment: "01JD5ZC3M8Q4W0T9V7K2XN6RBA",
      kind: "stepped_in",
      date: "2026-11-18",
      person: "Jonas",
      invited: null,
      text: "a",
      ...attrs,
    },
  });

  test.each<[string, DocumentNode[], DocumentNode[]]>([
    ["its words are one line", [quoted({ text: " a\n\tb\u0000 " })], [quoted({ text: "a b" })]],
    ["without words it goes", [p("a"), quoted({ text: " " })], [p("a")]],
    ["a name without a letter is none", [quoted({ person: " " })], [quoted({ person: null })]],
    [
      "it may stand alone in an item",
      [node("bulletList", node("listItem", empty, quoted({})))],
      [node("bulletList", node("listItem", empty, quoted({})))],
    ],
    ["and in a quote", [node("blockquote", quoted({}))], [node("blockquote", quoted({}))]],
  ])("%s", (_name, before, after) => {
    expectNormal(before, after);
  });
});

describe("blocks", () => {
  const item = (...content: DocumentNode[]): DocumentNode => node("listItem", ...content);
  const bullets = (...content: DocumentNode[]): DocumentNode => node("bulletList", ...content);

  test.each<[string, DocumentNode[], DocumentNode[]]>([
    [
      "blocks without words go",
      [empty, p(" "), p(brk), p("a"), node("heading", text(" ")), node("blockquote", empty)],
      [p("a")],
    ],
    [
      "empty items and lists go",
      [bullets(item(empty)), bullets(item(p("a")), item(empty))],
      [bullets(item(p("a")))],
    ],
    [
      "an empty start before a paragraph goes",
      [bullets(item(empty, p("a")))],
      [bullets(item(p("a")))],
    ],
    [
      "an empty start before a rule stays",
      [bullets(item(empty, rule))],
      [bullets(item(empty, rule))],
    ],
    [
      "mixed lists are split",
      [bullets(item(p("a")), task(true, p("b")), item(p("c")))],
      [bullets(item(p("a"))), node("taskList", task(true, p("b"))), bullets(item(p("c")))],
    ],
    [
      "two lists stay two",
      [bullets(item(p("a"))), bullets(item(p("b")))],
      [bullets(item(p("a"))), bullets(item(p("b")))],
    ],
    [
      "a task without words is a plain item",
      [node("taskList", task(true, empty, node("blockquote", p("a"))))],
      [bullets(item(empty, node("blockquote", p("a"))))],
    ],
    [
      "numbers stay in reach",
      [{ ...node("orderedList", item(p("a"))), attrs: { start: -3 } }],
      [{ ...node("orderedList", item(p("a"))), attrs: { start: 0 } }],
    ],
    [
      "heading levels stay in reach",
      [{ ...node("heading", text("a")), attrs: { level: 6 } }],
      [{ ...node("heading", text("a")), attrs: { level: 4 } }],
    ],
    [
      "a break in a heading is a space",
      [{ ...node("heading", text("a "), brk, text("b")), attrs: { level: 1 } }],
      [{ ...node("heading", text("a b")), attrs: { level: 1 } }],
    ],
    [
      "code keeps its space",
      [{ ...node("codeBlock", text(" a\r\n\n")), attrs: { language: " c++ x" } }],
      [{ ...node("codeBlock", text(" a\n\n")), attrs: { language: "c++" } }],
    ],
    [
      "code without words stays",
      [{ ...node("codeBlock"), attrs: { language: "`|" } }],
      [{ type: "codeBlock", attrs: { language: null } }],
    ],
  ])("%s", (_name, before, after) => {
    expectNormal(before, after);
  });

  test("nothing is one empty paragraph", () => {
    expect(normalizeDocument({ type: "doc", content: [p(" "), bullets(item(empty))] })).toEqual(
      emptyDocument(),
    );
    expect(normalizeDocument({ type: "doc" })).toEqual(emptyDocument());
  });
});

describe("tables", () => {
  const cell = (type: string, align: string | null, ...content: DocumentNode[]): DocumentNode => ({
    type,
    attrs: { colspan: 1, rowspan: 1, colwidth: null, align },
    content,
  });
  const head = (...content: DocumentNode[]): DocumentNode => cell("tableHeader", null, ...content);
  const body = (...content: DocumentNode[]): DocumentNode => cell("tableCell", null, ...content);
  const row = (...cells: DocumentNode[]): DocumentNode => node("tableRow", ...cells);

  test("becomes a rectangle with one header row", () => {
    expectNormal(
      [node("table", row(body(p("a"))), row(head(p("b")), body(p("c"))))],
      [node("table", row(head(p("a")), head(empty)), row(body(p("b")), body(p("c"))))],
    );
  });

  test("merged cells keep their text in the first", () => {
    const merged = {
      ...body(p("a")),
      attrs: { colspan: 2, rowspan: 2, colwidth: [9, 9], align: null },
    };
    expectNormal(
      [node("table", row(merged, body(p("b"))), row(body(p("c"))))],
      [
        node(
          "table",
          row(head(p("a")), head(empty), head(p("b"))),
          row(body(empty), body(empty), body(p("c"))),
        ),
      ],
    );
  });

  test("a cell holds lines of text", () => {
    const list = node("bulletList", node("listItem", p("b")), node("listItem", p("c")));
    const code = node("codeBlock", text("d\ne|f"));
    expectNormal(
      [node("table", row(body(p("a"), empty, rule, list, code)))],
      [
        node(
          "table",
          row(head(p("a", brk, "b", brk, "c", brk, text("d", "code"), brk, text("e|f", "code")))),
        ),
      ],
    );
  });

  test("one alignment to a column; code with an escaped pipe is text", () => {
    expectNormal(
      [node("table", row(body(p("a"))), row(cell("tableCell", "right", p(text("\\|", "code")))))],
      [
        node(
          "table",
          row(cell("tableHeader", "right", p("a"))),
          row(cell("tableCell", "right", p("\\|"))),
        ),
      ],
    );
  });

  test("a table without cells goes, a forged one is taken apart", () => {
    expectNormal([node("table", row(), row()), p("a")], [p("a")]);
    const rows = Array.from({ length: 400 }, () => row(body(p("a"))));
    const wide = row(...Array.from({ length: 400 }, () => body(p("b"))));
    const document = normalizeDocument({ type: "doc", content: [node("table", wide, ...rows)] });
    expect(document.content).toHaveLength(800);
  });
});
