import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryMarkdown } from "./arbitrary-document.test-helper.ts";
import { lineFromMarkdown, lineToMarkdown } from "./markdown-line.ts";
import { mendText } from "./mend-text.ts";

describe("a text in a line of Markdown", () => {
  it.each([
    ["# no heading", "\\# no heading"],
    ["- [ ] no task", "\\- [ ] no task"],
    ["one\ntwo", "one<br>two"],
    ["<br>", "\\<br>"],
    ["a <!-- b -->", "a \\<!-- b -->"],
    ["*one* & [two](x)", "\\*one\\* & [two\\](x)"],
  ])("%j is written %j", (text, markdown) => {
    expect(lineToMarkdown(text, "start")).toBe(markdown);
  });

  it.each(["start", "middle", "link"] as const)("comes back as it was, at the %s", (place) => {
    fc.assert(
      fc.property(fc.oneof(arbitraryMarkdown, fc.string({ unit: "binary" })), (text) => {
        const markdown = lineToMarkdown(text, place);
        expect(markdown).not.toContain("\n");
        if (place === "link") expect(markdown).not.toMatch(/(?<!\\)(?:\\\\)*[[\]]/u);
        expect(lineFromMarkdown(markdown)).toBe(mendText(text));
      }),
      { numRuns: 2000 },
    );
  });
});
