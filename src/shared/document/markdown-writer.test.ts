import { describe, expect, test } from "vitest";
import { markdownInline } from "./markdown-inline.ts";
import { markdownToDocument } from "./markdown-reader.ts";
import { documentToMarkdown } from "./markdown-writer.ts";
import type { DocumentJson, DocumentNode } from "./schema.ts";
import { readWithMdast } from "./second-reader.test-helper.ts";

const marksOf = new Map([
  ["b", { type: "bold" }],
  ["i", { type: "italic" }],
  ["s", { type: "strike" }],
  ["c", { type: "code" }],
  ["l", { type: "link", attrs: { href: "https://a.bc" } }],
]);

// "b:bold" is bold, "bi:both" both, ":plain" plain, "\n" a hard break.
function line(...parts: string[]): DocumentNode[] {
  return parts.map((part) => {
    if (part === "\n") return { type: "hardBreak" };
    const [letters = "", text] = part.split(/:(.*)/s);
    const marks = letters.split("").flatMap((letter) => marksOf.get(letter) ?? []);
    return marks.length > 0 ? { type: "text", marks, text } : { type: "text", text };
  });
}

const p = (...parts: string[]): DocumentNode =>
  parts.length > 0 ? { type: "paragraph", content: line(...parts) } : { type: "paragraph" };
const doc = (...content: DocumentNode[]): DocumentJson => ({ type: "doc", content });
const item = (...content: DocumentNode[]): DocumentNode => ({ type: "listItem", content });
const bullets = (...content: DocumentNode[]): DocumentNode => ({ type: "bulletList", content });
const numbers = (start: number, ...content: DocumentNode[]): DocumentNode => ({
  type: "orderedList",
  attrs: { start },
  content,
});
const task = (checked: boolean, ...content: DocumentNode[]): DocumentNode => ({
  type: "taskItem",
  attrs: { checked },
  content,
});
const tasks = (...content: DocumentNode[]): DocumentNode => ({ type: "taskList", content });
const code = (text: string, language: string | null = null): DocumentNode => ({
  type: "codeBlock",
  attrs: { language },
  content: [{ type: "text", text }],
});
const quote = (...content: DocumentNode[]): DocumentNode => ({ type: "blockquote", content });
const rule: DocumentNode = { type: "horizontalRule" };
const heading = (level: number, text: string): DocumentNode => ({
  type: "heading",
  attrs: { level },
  content: line(`:${text}`),
});
const table = (aligns: (string | null)[], ...rows: DocumentNode[][]): DocumentNode => ({
  type: "table",
  content: rows.map((cells, index) => ({
    type: "tableRow",
    content: cells.map((cell, column) => ({
      type: index === 0 ? "tableHeader" : "tableCell",
      attrs: { colspan: 1, rowspan: 1, colwidth: null, align: aligns[column] },
      content: [cell],
    })),
  })),
});

function expectWritten(document: DocumentJson, markdown: string): void {
  expect(documentToMarkdown(document)).toBe(markdown);
  expectRead(document, markdown);
}

function expectRead(document: DocumentJson, markdown: string): void {
  expect(markdownToDocument(markdown)).toEqual(document);
  expect(readWithMdast(markdown)).toEqual(document);
}

describe("plain text is left as clean as can be", () => {
  test.each([
    "It went well. Really - no, really! (I think) 3 * 4 = 12, 5 < 6 > 2 & so on.",
    "snake_case and C:\\Users\\ana, AT&T, #tag, @ana, 100%, $5, x^2, a+b, “quotes” — dashes…",
    "about ~5 minutes, [[wiki links]] and [brackets] [^1], <3, -1, 1.5, 2024.5, --flag",
    "https://example.com/a_b?c=d&e=f and www.example.com and ana@example.com",
    "-dash +plus #hash 1.no 12) >",
    "你好，世界。שלום مرحبا 👨‍👩‍👧 é",
  ])("%s", (text) => {
    expectWritten(doc(p(`:${text}`)), `${text}\n`);
  });
});

describe("text that looks like Markdown stays text", () => {
  test.each([
    ["# x", "\\# x"],
    ["###### x", "\\###### x"],
    ["#", "\\#"],
    ["- x", "\\- x"],
    ["-", "\\-"],
    ["+ x", "\\+ x"],
    ["* x", "\\* x"],
    ["1. x", "1\\. x"],
    ["12) x", "12\\) x"],
    ["2024.", "2024\\."],
    ["> x", "\\> x"],
    [">x", "\\>x"],
    ["---", "\\---"],
    ["- - -", "\\- - -"],
    ["***", "\\*\\*\\*"],
    ["* * *", "\\* * \\*"],
    ["___", "\\_\\_\\_"],
    ["===", "\\==="],
    ["```js", "\\`\\`\\`js"],
    ["~~~", "\\~\\~\\~"],
    ["| a | b |", "| a | b |"],
    ["|---|---|", "\\|---|---|"],
    [":-: | --", "\\:-: | --"],
    ["[ ] x", "\\[ ] x"],
    ["[x] x", "\\[x] x"],
    ["[a]: https://b.cd", "[a\\]: https://b.cd"],
    ["[^1]: note", "[^1\\]: note"],
    ["[a](https://b.cd)", "[a\\](https\\://b.cd)"],
    ["![a](b)", "![a\\](b)"],
    ["*a* **b** _c_ __d__ ~~e~~", "\\*a\\* \\*\\*b\\*\\* \\_c\\_ \\_\\_d\\_\\_ \\~\\~e\\~\\~"],
    ["`a` ``b``", "\\`a\\` \\`\\`b\\`\\`"],
    ["<script>x</script>", "\\<script>x\\</script>"],
    ["<!-- x -->", "\\<!-- x -->"],
    ["<?php ?>", "\\<?php ?>"],
    ["<br>", "\\<br>"],
    ["<https://a.bc>", "\\<https\\://a.bc>"],
    ["<a@b.co>", "\\<a@b.co>"],
    ["<1@b.co>", "\\<1@b.co>"],
    ["&amp; &#35; &#x23; &nope;", "\\&amp; \\&#35; \\&#x23; \\&nope;"],
    ["\\* \\a \\", "\\\\\\* \\a \\\\"],
    ["https://a.bc/*x*", "https\\://a.bc/\\*x\\*"],
    ["a\u00a0b", "a\u00a0b"],
    ["\u00a0a\u00a0", "\u00a0a\u00a0"],
    ["\u3000今日は", "\u3000今日は"],
    ["\ufeffa", "&#65279;a"],
    ["a\u2028b\u2029", "a\u2028b\u2029"],
    ["a\tb  c", "a\tb  c"],
  ])("%j", (text, markdown) => {
    expectWritten(doc(p(`:${text}`)), `${markdown}\n`);
    const other = doc(p(":a", "\n", `:${text}`, "\n", ":b"));
    expectRead(other, documentToMarkdown(other));
  });
});

describe("emphasis", () => {
  test.each([
    [
      ["b:bold", ": ", "i:italic", ": ", "s:gone", ": ", "c:code"],
      "**bold** *italic* ~~gone~~ `code`",
    ],
    [[":un", "b:believ", ":able"], "un**believ**able"],
    [["bi:both"], "**_both_**"],
    [["b:a ", "bi:b", "b: c"], "**a *b* c**"],
    [["i:a ", "bi:b"], "*a **b***"],
    [["i:a", "b:b"], "*a*__b__"],
    [["b:a", "i:b", "b:c"], "**a**_b_**c**"],
    [["i:a ", "bi:b", "b: c"], "*a **b***__&#32;c__"],
    [["s:a", "bs:b"], "~~a**b**~~"],
    [[":你", "b:“好”", ":吗"], "&#20320;**“好”**&#21527;"],
    [[":你", "b:好", ":吗"], "你**好**吗"],
    [[":这是", "b:重点。", ":对"], "这是**重点。**&#23545;"],
    [[":a", "b:(b)", ":c"], "&#97;**(b)**&#99;"],
    [[":a ", "b:“b”", ": c"], "a **“b”** c"],
    [[":a", "b:😀", ":c"], "&#97;**😀**&#99;"],
    [["b:*", ":x"], "**\\***&#120;"],
    [["i:_a_"], "*\\_a\\_*"],
    [["b:a", "\n", "b:b"], "**a**\\\n**b**"],
    [[":snake_", "b:case"], "snake\\_**case**"],
  ])("%j", (parts, markdown) => {
    expectWritten(doc(p(...parts)), `${markdown}\n`);
  });
});

describe("code", () => {
  test.each([
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    ["``", "` `` `"],
    ["a ` `` b", "```a ` `` b```"],
    [" a ", "`  a  `"],
    ["\\", "`\\`"],
    ["*a* <b> &amp;", "`*a* <b> &amp;`"],
  ])("%j", (text, markdown) => {
    expectWritten(doc(p(":x ", `c:${text}`, ": y")), `x ${markdown} y\n`);
  });

  test.each([
    ["a\nb", null, "```\na\nb\n```"],
    ["```\na\n```", "md", "````md\n```\na\n```\n````"],
    ["\n\n  a\n\t\n", "c++", "```c++\n\n\n  a\n\t\n\n```"],
    ["# x\n- y", "a&amp;\\b", "```a\\&amp;\\\\b\n# x\n- y\n```"],
  ])("block %j", (text, language, markdown) => {
    expectWritten(doc(code(text, language)), `${markdown}\n`);
    const other = doc(quote(bullets(item(p(":a"), code(text, language)))));
    expectRead(other, documentToMarkdown(other));
  });
});

describe("links", () => {
  const to = (text: string, href: string): DocumentJson =>
    doc({
      type: "paragraph",
      content: [{ type: "text", marks: [{ type: "link", attrs: { href } }], text }],
    });

  test.each([
    ["a", "https://b.cd", "[a](https://b.cd)"],
    ["a [b] ](c)", "https://b.cd", "[a \\[b\\] \\](c)](https://b.cd)"],
    ["a", "https://b.cd/E_(f)", "[a](https://b.cd/E_(f))"],
    ["a", "https://b.cd/((e)", "[a](https://b.cd/\\(\\(e\\))"],
    ["a", 'https://b.cd/"e"\'', '[a](https://b.cd/"e"\')'],
    ["a", "https://b.cd/?e=1&amp;f=<g>`", "[a](https://b.cd/?e=1\\&amp;f=\\<g\\>\\`)"],
    ["a", "https://b.cd/ä/日本", "[a](https://b.cd/ä/日本)"],
    ["https://b.cd", "https://b.cd", "<https://b.cd>"],
    ["mailto:a@b.cd", "mailto:a@b.cd", "<mailto:a@b.cd>"],
    [
      "https://bank.example",
      "https://evil.example",
      "[https://bank.example](https://evil.example)",
    ],
    ["a", "stepback:entry/01JD", "[a](stepback:entry/01JD)"],
    ["https://b.cd/*e*", "https://b.cd/e", "[https://b.cd/\\*e\\*](https://b.cd/e)"],
  ])("%s to %s", (text, href, markdown) => {
    expectWritten(to(text, href), `${markdown}\n`);
  });

  test.each([
    [[":wow!", "l:a"], "wow\\![a](https://a.bc)"],
    [[":[", "l:a", ":](b)"], "[[a](https://a.bc)\\](b)"],
    [["lb:a", "l:b"], "[**a**b](https://a.bc)"],
    [["b:x ", "lb:a", "l:b"], "**x [a](https://a.bc)**[b](https://a.bc)"],
    [[":see https://x.yz", "b:a"], "see https\\://x.yz**a**"],
    [["b:x", "i:a@b.cd"], "**x**_a\\@b.cd_"],
    [[":[\\", "c:]:", ": x"], "\\[\\\\`]:` x"],
  ])("%j", (parts, markdown) => {
    expectWritten(doc(p(...parts)), `${markdown}\n`);
  });
});

const ID = "01JD5ZC3M8Q4W0T9V7K2XN6RBA";

describe("mentions", () => {
  const mention = (name: string): DocumentNode => ({
    type: "mention",
    attrs: { person: ID, name },
  });
  const to = `(stepback://person/${ID})`;

  test.each([
    ["Priya Raman", `[Priya Raman]${to}`],
    ["[[Ana]] ](b)", `[\\[\\[Ana\\]\\] \\](b)]${to}`],
    ["<b>*a*</b> `&amp;", `[\\<b>\\*a\\*\\</b> \\\`\\&amp;]${to}`],
    ["你好", `[你好]${to}`],
    ["# constructor", `[# constructor]${to}`],
    [`stepback://person/${ID}`, `[stepback://person/${ID}]${to}`],
  ])("of %j", (name, markdown) => {
    const shown = (...content: DocumentNode[]): DocumentJson => doc({ type: "paragraph", content });
    expectWritten(shown(mention(name)), `${markdown}\n`);
    expectWritten(
      shown({ type: "text", text: "Ask!" }, mention(name), { type: "text", text: "s" }),
      `Ask\\!${markdown}s\n`,
    );
    expectWritten(
      shown({ type: "text", text: "I asked " }, { ...mention(name), marks: [{ type: "bold" }] }),
      `I asked **${markdown}**\n`,
    );
    const other = doc(
      quote(bullets(item({ type: "paragraph", content: [mention(name), mention(name)] }))),
      table(
        [null],
        [{ type: "paragraph", content: [mention(name)] }],
        [{ type: "paragraph", content: [mention(`${name}|`)] }],
      ),
    );
    expectRead(other, documentToMarkdown(other));
  });

  test("what somebody typed is none", () => {
    const typed = `[Priya Raman]${to}`;
    expectWritten(doc(p(`:${typed}`)), `[Priya Raman\\]${to}\n`);
    expectWritten(doc(p(`c:${typed}`)), `\`${typed}\`\n`);
  });

  test.each([
    ["with emphasis in it", `[**Priya** Raman]${to}`],
    ["of a picture", `[![Priya Raman](a.png)]${to}`],
    ["that shows its address", `<stepback://person/${ID}>`],
    ["by reference", `[Priya Raman][p]\n\n[p]: stepback://person/${ID}`],
    ["of an id that is none", "[Priya Raman](stepback://person/01JD)"],
    ["of an address that goes on", `[Priya Raman](stepback://person/${ID}/x)`],
    ["without a name", `[]${to}`],
  ])("a link %s is none", (_name, markdown) => {
    const document = markdownToDocument(markdown);
    expect(JSON.stringify(document)).not.toContain('"mention"');
    expectRead(document, documentToMarkdown(document));
  });

  test("a name that another program broke over two lines", () => {
    expect(markdownToDocument(`[Priya\nRaman]${to}`)).toEqual(
      doc({ type: "paragraph", content: [mention("Priya Raman")] }),
    );
  });
});

describe("quoted moments", () => {
  const quoted = (attrs: object = {}): DocumentNode => ({
    type: "momentQuote",
    attrs: {
      moment: ID,
      kind: "stepped_in",
      date: "2026-11-18",
      person: "Jonas Lindqvist",
      invited: "uninvited",
      text: "Rewrote his reply.",
      ...attrs,
    },
  });
  const written = (source: string, words = "Rewrote his reply."): string =>
    `> ${words}\n>\n> [${source}](stepback://moment/${ID})`;

  test.each([
    [{}, written("2026-11-18, stepped in, uninvited, with Jonas Lindqvist")],
    [{ invited: null }, written("2026-11-18, stepped in, with Jonas Lindqvist")],
    [
      { kind: "stepped_back", person: null, invited: "asked_for" },
      written("2026-11-18, stepped back, asked for"),
    ],
    [{ kind: "stepped_away", person: null, invited: null }, written("2026-11-18, stepped away")],
    [
      { person: "with, *offered* ]", invited: null },
      written("2026-11-18, stepped in, with with, \\*offered\\* \\]"),
    ],
    [
      { text: "- a *b* [c](d)" },
      written("2026-11-18, stepped in, uninvited, with Jonas Lindqvist", "\\- a \\*b\\* [c\\](d)"),
    ],
  ])("%j", (attrs, markdown) => {
    expectWritten(doc(quoted(attrs)), `${markdown}\n`);
    const other = doc(
      quoted(attrs),
      quoted(attrs),
      quote(quoted(attrs), p(":a")),
      bullets(item({ type: "paragraph" }, quoted(attrs)), item(p(":a"), quoted(attrs))),
    );
    expectRead(other, documentToMarkdown(other));
  });

  const source = `[2026-11-18, stepped in](stepback://moment/${ID})`;
  test.each([
    ["with more words", `> a\n>\n> b\n>\n> ${source}`],
    ["with emphasis", `> *a*\n>\n> ${source}`],
    ["without words", `> ${source}`],
    ["whose link is not alone", `> a\n>\n> ${source} b`],
    ["of two lines", `> a\\\n> b\n>\n> ${source}`],
    ["of a day that never was", `> a\n>\n> [2026-02-30, stepped in](stepback://moment/${ID})`],
    ["of another kind", `> a\n>\n> [2026-11-18, stepped out](stepback://moment/${ID})`],
    ["of a person", `> a\n>\n> [2026-11-18, stepped in](stepback://person/${ID})`],
    ["that is no quote", `a\n\n${source}`],
  ])("a quote %s is none", (_name, markdown) => {
    const document = markdownToDocument(markdown);
    expect(JSON.stringify(document)).not.toContain('"momentQuote"');
    expectRead(document, documentToMarkdown(document));
  });
});

describe("pictures", () => {
  const SHA256 = "3fa9c1d20b77".padEnd(64, "0");
  const picture = (alt: string, attachment = SHA256): DocumentNode => ({
    type: "picture",
    attrs: { attachment, alt },
  });
  const shown = (...content: DocumentNode[]): DocumentJson => doc({ type: "paragraph", content });
  const write = (document: DocumentJson, address: string | null = "../a.png"): string =>
    documentToMarkdown(document, { pictureAddress: () => address }).trimEnd();
  const read = (markdown: string, known: string | null = SHA256): DocumentJson =>
    markdownToDocument(markdown, { readPicture: () => known });

  test.each([
    ["", "![](../a.png)"],
    ["the board", "![the board](../a.png)"],
    ["[a] ](b)", "![\\[a\\] \\](b)](../a.png)"],
    ["`*a_* ~b~", "![\\`\\*a\\_\\* ~b\\~](../a.png)"],
    ["C:\\", "![C:\\\\](../a.png)"],
    ["\\] <b> &amp; ![", "![\\\\\\] \\<b> \\&amp; !\\[](../a.png)"],
    ["https://b.cd <br> a|b", "![https://b.cd \\<br> a|b](../a.png)"],
  ])("with the alt text %j", (alt, markdown) => {
    expect(write(shown(picture(alt)))).toBe(markdown);
    expect(read(markdown)).toEqual(shown(picture(alt)));
    expect(readWithMdast(markdown)).toEqual(shown(picture(alt, "../a.png")));
  });

  test.each(["a b.png", "a_(b", "<a>|&amp;", "\\a`b", "ä/日本.png"])("at %j", (address) => {
    const document = shown(picture("a"));
    const markdown = write(document, address);
    const addresses: string[] = [];
    markdownToDocument(markdown, {
      readPicture: (found) => {
        addresses.push(found);
        return SHA256;
      },
    });
    expect(addresses).toEqual([address]);
    expect(readWithMdast(markdown)).toEqual(shown(picture("a", address)));
  });

  test("beside marks, in headings and in cells", () => {
    const document = doc(
      { type: "heading", attrs: { level: 1 }, content: [picture("a"), ...line(": b")] },
      { type: "paragraph", content: [...line("b:a!", ":["), picture("b"), ...line("b:c")] },
      table([null], [{ type: "paragraph", content: [picture("|")] }]),
    );
    expect(write(document)).toBe(
      "# ![a](../a.png) b\n\n**a!**[![b](../a.png)**c**\n\n| ![\\|](../a.png) |\n| --- |",
    );
    expect(read(write(document))).toEqual(document);
  });

  test("without an address it is its alt text, which is no markup", () => {
    const document = shown(...line(":a "), picture("*b*"), ...line(": c"));
    expect(write(document, null)).toBe("a \\*b\\* c");
    expect(documentToMarkdown(document)).toBe("a \\*b\\* c\n");
  });

  test("one that is not known stays as it was written, a known one in a link stands alone", () => {
    expect(read("![a *b*](c.png)", null)).toEqual(doc(p(":![a *b*](c.png)")));
    expect(read("[![a *b* `c`](c.png)](https://b.cd)")).toEqual(shown(picture("a b c")));
    expect(read("![a\nb][c]\n\n[c]: d.png")).toEqual(shown(picture("a b")));
  });
});

describe("blocks", () => {
  test.each([
    ["headings", doc(heading(1, "a"), heading(4, "1. b #")), "# a\n\n#### 1. b \\#\n"],
    ["heading of #", doc(heading(2, "##"), heading(2, "C#")), "## #\\#\n\n## C#\n"],
    ["tight list", doc(bullets(item(p(":a")), item(p(":b")))), "- a\n- b\n"],
    ["nested list", doc(bullets(item(p(":a"), bullets(item(p(":b")))))), "- a\n  - b\n"],
    ["loose list", doc(bullets(item(p(":a"), p(":b")), item(p(":c")))), "- a\n\n  b\n\n- c\n"],
    ["list from 7", doc(numbers(7, item(p(":a")), item(p(":b")))), "7. a\n8. b\n"],
    ["list from 0", doc(numbers(0, item(p(":a")))), "0. a\n"],
    [
      "nested list from 7",
      doc(bullets(item(p(":a"), numbers(7, item(p(":b")))))),
      "- a\n\n  7. b\n",
    ],
    [
      "wide numbers",
      doc(numbers(99, item(p(":a"), p(":b")), item(p(":c"), p(":d")))),
      "99. a\n\n    b\n\n100. c\n\n     d\n",
    ],
    [
      "last number",
      doc(numbers(999_999_999, item(p(":a")), item(p(":b")))),
      "999999999. a\n999999999. b\n",
    ],
    [
      "two lists",
      doc(bullets(item(p(":a"))), bullets(item(p(":b"))), bullets(item(p(":c")))),
      "- a\n\n* b\n\n- c\n",
    ],
    [
      "two numbered lists",
      doc(numbers(1, item(p(":a"))), numbers(7, item(p(":b")))),
      "1. a\n\n7) b\n",
    ],
    [
      "tasks",
      doc(tasks(task(false, p(":a")), task(true, p(":b"), tasks(task(false, p(":c")))))),
      "- [ ] a\n- [x] b\n  - [ ] c\n",
    ],
    [
      "tasks and bullets",
      doc(tasks(task(false, p(":a"))), bullets(item(p(":[ ] b")))),
      "- [ ] a\n\n* \\[ ] b\n",
    ],
    ["item with quote", doc(bullets(item(p(), quote(p(":a"))))), "- > a\n"],
    [
      "item with rule",
      doc(bullets(item(p(), rule)), bullets(item(p(), rule, p(":a")))),
      "- ___\n\n* ___\n\n  a\n",
    ],
    [
      "item with list",
      doc(bullets(item(p(), bullets(item(p(), numbers(2, item(p(":a")))))))),
      "- - 2. a\n",
    ],
    ["item with code", doc(bullets(item(p(), code("a\n\n b")))), "- ```\n  a\n\n   b\n  ```\n"],
    ["quotes", doc(quote(p(":a"), quote(p(":b"))), quote(p(":c"))), "> a\n>\n> > b\n\n> c\n"],
    ["rules", doc(p(":a"), rule, rule, p(":b")), "a\n\n---\n\n---\n\nb\n"],
    [
      "breaks",
      doc(quote(bullets(item(p(":a", "\n", "\n", ":# b"))))),
      "> - a\\\n>   \\\n>   \\# b\n",
    ],
  ])("%s", (_name, document, markdown) => {
    expectWritten(document, markdown);
  });

  test("tables", () => {
    expectWritten(
      doc(
        table(
          [null, "left", "center", "right"],
          [p(":a|b"), p("c:c|d"), p("b:e"), p()],
          [p(":a", "\n", ":<br>"), p(":\\|"), p(":- x"), p(":\u00a0")],
        ),
      ),
      "| a\\|b | `c\\|d` | **e** |  |\n| --- | :--- | :---: | ---: |\n" +
        "| a<br>\\<br> | \\\\\\| | - x | &#160; |\n",
    );
    expectWritten(doc(table([null], [p()], [p()])), "|  |\n| --- |\n|  |\n");
  });

  test("an empty document is nothing", () => {
    expectWritten(doc(p()), "");
  });

  test("headings two levels deeper", () => {
    const document = doc(heading(1, "a"), quote(heading(4, "b")));
    const markdown = documentToMarkdown(document, { headingShift: 2 });
    expect(markdown).toBe("### a\n\n> ###### b\n");
    expect(markdownToDocument(markdown, { headingShift: 2 })).toEqual(document);
  });
});

test.each([
  ["What did you hand over?", "What did you hand over?"],
  ["- *a* #", "\\- \\*a\\* \\#"],
  ["  two\nlines ", "two lines"],
  ["1. <b> [x](y)", "1\\. \\<b> [x\\](y)"],
  ["[ ] do it", "\\[ ] do it"],
  ["", ""],
])("markdownInline(%j)", (text, markdown) => {
  expect(markdownInline(text)).toBe(markdown);
});
