import { describe, expect, test } from "vitest";
import { markdownToDocument } from "./markdown-reader.ts";
import { TEXT_LIMIT } from "./plain-text.ts";
import { documentToMarkdown } from "./markdown-writer.ts";
import { documentToText } from "./plain-text.ts";
import { parseDocument } from "./schema.ts";

/** What our writer makes of it shows at a glance what was read. */
function rewrite(markdown: string): string {
  return documentToMarkdown(markdownToDocument(markdown)).trimEnd();
}

/** Processor time and not the clock's, so that a busy machine does not fail the test. */
function measure<Result>(what: string, work: () => Result): Result {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000, `${what}, ms`).toBeLessThan(2000);
  return result;
}

describe("other people's Markdown", () => {
  test.each([
    ["setext headings", "a\n===\n\nb\n---", "# a\n\n## b"],
    ["levels 5 and 6", "##### a\n\n###### b", "#### a\n\n#### b"],
    ["underscores", "_a_ __b__ ___c___", "*a* **b** **_c_**"],
    ["indented code", "    a\n\n    b", "```\na\n\nb\n```"],
    ["tilde fences", "~~~ js title\na\n~~~", "```js\na\n```"],
    ["lines are joined", "a\nb", "a b"],
    ["two spaces break", "a  \nb", "a\\\nb"],
    ["rules", "***\n\n_ _ _", "---\n\n---"],
    ["other bullets", "+ a\n+ b", "- a\n- b"],
    ["mixed list", "- [ ] a\n- b\n- [X] c", "- [ ] a\n\n* b\n\n- [x] c"],
    ["numbered tasks are items", "1. [ ] a", "1. \\[ ] a"],
    ["a checkbox without words", "- [ ]", "- \\[ ]"],
    [
      "reference links",
      "[a][b] [b]\n\n[b]: https://c.de 'title'",
      "[a](https://c.de) [b](https://c.de)",
    ],
    ["entities", "&lt;b&gt; &nbsp;&#x41;", "\\<b> \u00a0A"],
    ["table without outer pipes", "a | b\n-|:-:\nc", "| a | b |\n| --- | :---: |\n| c |  |"],
    ["code in a link", "[`a`](https://b.cd)", "[a](https://b.cd)"],
    ["a byte order mark and CRLF", "\ufeff# a\r\n\r\nb\r\n", "# a\n\nb"],
    ["controls", "a\u0000b\u0007", "ab"],
  ])("%s", (_name, markdown, rewritten) => {
    expect(rewrite(markdown)).toBe(rewritten);
  });
});

describe("what the schema cannot hold stays as text", () => {
  test.each([
    ["<script>__pwned=1</script>", "<script>__pwned=1</script>"],
    ["<div>\n<img src=x onerror=y>\n</div>", "<div> <img src=x onerror=y> </div>"],
    ["a<br>b <b>c</b>", "a<br>b <b>c</b>"],
    ["<!-- a -->", "<!-- a -->"],
    ["![alt *x*](https://a.bc/d.png)", "![alt *x*](https://a.bc/d.png)"],
    ['![alt](a.png "title")', '![alt](a.png "title")'],
    ["![alt](<a b.png>)", "![alt](<a b.png>)"],
    ["![[C:\\x.png]] [[../../x]]", "![[C:\\x.png]] [[../../x]]"],
    ["a[^1]\n\n[^1]: note", "a[^1]\n[^1]: note"],
    ["a[^1]\n\n[^1]: two words", "a[^1]\n[^1]: two words"],
    ["[todo]: later", "[todo]: later"],
    ["[x](javascript:__pwned=1)", "x"],
    ["[x](JaVaScRiPt:a) [y](<java\tscript:a>) [z](&#106;avascript:a)", "x y z"],
    ["[x](file:///etc/passwd) [y](data:text/html,z) [z](\\\\\\\\host\\\\x)", "x y z"],
    ["<javascript:a> <obsidian://open>", "javascript:a obsidian://open"],
    ["---\na: b\n---", "a: b"],
  ])("%j", (markdown, text) => {
    const document = markdownToDocument(markdown);
    expect(documentToText(document)).toBe(text);
    expect(JSON.stringify(document)).not.toContain('"link"');
    expect(markdownToDocument(documentToMarkdown(document))).toEqual(document);
  });
});

describe("hostile input (C13)", () => {
  const many = 50_000;

  test.each([
    ["[", "[".repeat(many)],
    ["![", "![".repeat(many)],
    [">", ">".repeat(many)],
    ["> ", "> ".repeat(many)],
    ["- ", `${"- ".repeat(many)}a`],
    ["<", "<".repeat(many)],
    ["_a ", "_a ".repeat(many)],
    ["*a_ ", "*a_ ".repeat(many)],
    ["a**b", `a**b${"c* ".repeat(many)}`],
    ["quotes", '"'.repeat(2 * many)],
    ["stars", `http://example.com/${"*".repeat(70_000)}a`],
    ["backtick ladder", Array.from({ length: 600 }, (_, n) => "`".repeat(n)).join(" ")],
    ["backslashes", "\\".repeat(many)],
    ["ampersands", "&".repeat(many)],
    ["tildes", "~~a ".repeat(many)],
    ["spaces", `a${" ".repeat(many)}b`],
    ["table row", `|${"a|".repeat(20_000)}\n|${"-|".repeat(20_000)}\n|${"b|".repeat(20_000)}`],
    [
      "wide table of short rows",
      `|${"a|".repeat(900)}\n|${"-|".repeat(900)}\n${"|b\n".repeat(900)}`,
    ],
    ["definitions", Array.from({ length: 2 * many }, (_, n) => `[a${n}]: https://b.cd`).join("\n")],
    ["links", "[a](https://b.cd) ".repeat(many)],
    ["address", "https://a.bc/".repeat(many)],
    ["lines", "a\n".repeat(many)],
    ["one word", "a".repeat(1_000_000)],
  ])("%s: read and written in under 2 s, no text lost", (_name, markdown) => {
    const document = measure("reading", () => markdownToDocument(markdown));
    const written = measure("writing", () => documentToMarkdown(document));
    expect(documentToText(document).length).toBeGreaterThan(0);
    expect(written.length).toBeGreaterThan(0);
    expect(parseDocument(document).kind).toBe("document");
  });

  test.each(["> ", "- "])("%j: nests to the schema's depth, beyond it is plain text", (mark) => {
    for (let depth = 40; depth < 130; depth += 1) {
      const markdown = `${mark.repeat(depth)}\\* a`;
      const document = markdownToDocument(markdown);
      expect(parseDocument(document).kind).toBe("document");
      const isNested = depth <= (mark === "> " ? 98 : 49);
      expect(documentToText(document)).toBe(isNested ? "* a" : markdown);
      expect(markdownToDocument(documentToMarkdown(document))).toEqual(document);
    }
  });

  test("more than 5 MiB is refused in words", () => {
    expect(() => markdownToDocument("a".repeat(TEXT_LIMIT + 1))).toThrow(/5 MiB/);
  });
});
