import { describe, expect, test } from "vitest";
import { emptyDocument, parseDocument } from "./schema.ts";

const paragraph = (text: string, marks: unknown[] = []): unknown => ({
  type: "paragraph",
  content: [{ type: "text", text, marks }],
});
const doc = (...content: unknown[]): unknown => ({ type: "doc", content });
const picture = (attachment: string, alt: unknown): unknown => ({
  type: "picture",
  attrs: { attachment, alt },
});
const ID = "01JD5ZC3M8Q4W0T9V7K2XN6RBA";
const mention = (attrs: object): unknown => ({
  type: "paragraph",
  content: [{ type: "mention", attrs }],
});
const QUOTE = {
  moment: ID,
  kind: "stepped_in",
  date: "2026-11-18",
  person: "Jonas Lindqvist",
  invited: "uninvited",
  text: "Rewrote his reply.",
};
const momentQuote = (attrs: object): unknown => ({
  type: "momentQuote",
  attrs: { ...QUOTE, ...attrs },
});
const link = (href: unknown): unknown => ({ type: "link", attrs: { href } });

describe("parseDocument", () => {
  test("the empty document", () => {
    expect(parseDocument(emptyDocument())).toEqual({
      kind: "document",
      document: { type: "doc", content: [{ type: "paragraph" }] },
    });
  });

  test("what Tiptap adds to look at is left out, defaults are filled in", () => {
    const tiptapLink = {
      type: "link",
      attrs: { href: "https://a.b", target: "_blank", rel: "noopener", class: null, title: null },
    };
    const list = {
      type: "orderedList",
      attrs: { start: 3, type: null },
      content: [{ type: "listItem", content: [paragraph("a", [tiptapLink])] }],
    };
    const parsed = parseDocument(doc(list));
    expect(parsed).toMatchObject({ kind: "document" });
    expect(JSON.stringify(parsed)).not.toMatch(/target|rel|"type":null/);
  });

  test.each([
    ["an unknown node", doc({ type: "drawing" })],
    ["an unknown mark", doc(paragraph("a", [{ type: "mention" }]))],
    ["an unknown attribute", doc({ type: "paragraph", attrs: { mood: "calm" } })],
    ["a node named __proto__", doc({ type: "__proto__" })],
    ["a node named constructor", doc({ type: "constructor" })],
    ["a __proto__ attribute", JSON.parse('{"type":"doc","attrs":{"__proto__":{"a":1}}}')],
  ])("%s is unknown", (_name, value) => {
    expect(parseDocument(value)).toMatchObject({ kind: "unknown_node" });
  });

  test.each([
    ["nothing", undefined],
    ["null", null],
    ["a string", "doc"],
    ["a list", []],
    ["a part without type", doc({})],
    ["a paragraph alone", paragraph("a")],
    ["a document without blocks", doc()],
    ["text outside a block", doc({ type: "text", text: "a" })],
    ["empty text", doc(paragraph(""))],
    ["text that is a number", doc({ type: "paragraph", content: [{ type: "text", text: 1 }] })],
    ["content that is no list", { type: "doc", content: { length: 1, 0: paragraph("a") } }],
    ["an item without paragraph", doc({ type: "bulletList", content: [{ type: "listItem" }] })],
    ["heading level 5", doc({ type: "heading", attrs: { level: 5 } })],
    ["heading level '1'", doc({ type: "heading", attrs: { level: "1" } })],
    ["a checkbox that is a string", doc({ type: "taskItem", attrs: { checked: "no" } })],
    ["code with another mark", doc(paragraph("a", [{ type: "bold" }, { type: "code" }]))],
    ["a link without address", doc(paragraph("a", [{ type: "link" }]))],
    ["a picture without attachment", doc({ type: "paragraph", content: [{ type: "picture" }] })],
    [
      "a picture that names no SHA-256",
      doc({ type: "paragraph", content: [picture("https://a.b/c.png", "")] }),
    ],
    ["a picture outside a block", doc(picture("0".repeat(64), ""))],
    ["a mention of nobody", doc(mention({ name: "Ana" }))],
    ["a mention without a name", doc(mention({ person: ID }))],
    ["a mention of what is no id", doc(mention({ person: "ana", name: "Ana" }))],
    ["a mention outside a block", doc({ type: "mention", attrs: { person: ID, name: "Ana" } })],
    ["a quote of no moment", doc(momentQuote({ moment: "x" }))],
    ["a quote of an unknown kind", doc(momentQuote({ kind: "__proto__" }))],
    ["a quote of a day that never was", doc(momentQuote({ date: "2026-02-30" }))],
    ["a quote with a number for a name", doc(momentQuote({ person: 1 }))],
    ["a quote invited in another way", doc(momentQuote({ invited: "yes" }))],
    ["a quote without words", doc(momentQuote({ text: null }))],
    ["a link to a person", doc(paragraph("a", [link(`stepback://person/${ID}`)]))],
    ["a link to a moment", doc(paragraph("a", [link(`stepback://moment/${ID}`)]))],
    ["a link to a script", doc(paragraph("a", [link("javascript:alert(1)")]))],
    [
      "a property that throws",
      {
        get type(): string {
          throw new Error("no");
        },
      },
    ],
  ])("%s is broken", (_name, value) => {
    expect(parseDocument(value)).toMatchObject({ kind: "broken" });
  });

  test("a picture, and marks in the journal's order", () => {
    const marked = paragraph("a", [{ type: "strike" }, { type: "bold" }]);
    const shown = { type: "paragraph", content: [picture("0".repeat(64), "the board")] };
    expect(parseDocument(doc(marked, shown))).toEqual({
      kind: "document",
      document: doc(paragraph("a", [{ type: "bold" }, { type: "strike" }]), shown),
    });
  });

  test("mentions and quoted moments", () => {
    const document = doc(mention({ person: ID, name: "constructor" }), momentQuote({}));
    expect(parseDocument(document)).toEqual({ kind: "document", document });
    const { moment, kind, date, text } = QUOTE;
    const short = { type: "momentQuote", attrs: { moment, kind, date, text } };
    expect(parseDocument(doc(short))).toEqual({
      kind: "document",
      document: doc(momentQuote({ person: null, invited: null })),
    });
  });

  test("nests 100 deep and no deeper", () => {
    const nest = (depth: number, node = paragraph("a")): unknown => {
      for (let level = 0; level < depth; level += 1) node = { type: "blockquote", content: [node] };
      return doc(node);
    };
    expect(parseDocument(nest(98))).toMatchObject({ kind: "document" });
    expect(parseDocument(nest(99))).toMatchObject({ kind: "broken" });
    expect(parseDocument(nest(5000))).toMatchObject({ kind: "broken" });
    // Markdown writes a quote as text in a paragraph in a quote.
    expect(parseDocument(nest(97, momentQuote({})))).toMatchObject({ kind: "document" });
    expect(parseDocument(nest(98, momentQuote({})))).toMatchObject({ kind: "broken" });
  });

  test("properties of the prototype are not read, and none are set", () => {
    const value = Object.create({ type: "doc", content: [paragraph("a")] });
    expect(parseDocument(value)).toMatchObject({ kind: "broken" });
    const tricky = '{"type":"doc","__proto__":{"polluted":1},"content":[{"type":"paragraph"}]}';
    expect(parseDocument(JSON.parse(tricky))).toMatchObject({ kind: "document" });
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  test.each([
    ["https://a.b", true],
    ["HTTP://a.b/c?d#e", true],
    ["mailto:a@b.c", true],
    ["tel:+49", true],
    ["stepback:entry/01JD", true],
    ["stepback://person/01JD", true],
    ["javascript:alert(1)", false],
    ["JaVaScRiPt:alert(1)", false],
    ["java\tscript:alert(1)", false],
    ["\u0001javascript:alert(1)", false],
    ["vbscript:x", false],
    ["data:text/html,x", false],
    ["file:///etc/passwd", false],
    ["smb://host/x", false],
    ["\\\\host\\x", false],
    ["//host/x", false],
    ["ms-msdt:/id", false],
    ["search-ms:x", false],
    ["obsidian://open", false],
    ["https:", false],
    ["http:///x", false],
    ["https:\\\\host", false],
    ["relative/path", false],
    ["", false],
    [null, false],
    [7, false],
  ])("a link to %j: %s", (href, isAllowed) => {
    const parsed = parseDocument(doc(paragraph("a", [link(href)])));
    expect(parsed.kind).toBe(isAllowed ? "document" : "broken");
  });
});
