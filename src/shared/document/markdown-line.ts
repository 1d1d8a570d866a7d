import { escapeLineStart, escapeParagraphStart, escapeText } from "./escape-text.ts";
import { readInlineTokens } from "./inline-reader.ts";
import { markdownParser } from "./markdown-parser.ts";
import { mendText } from "./mend-text.ts";
import { documentToText } from "./plain-text.ts";

/** Where in its line a text stands. */
type Place = "start" | "middle" | "link";

/**
 * Plain text as a part of a line that an exporter writes itself, such as a list item. Unlike
 * `markdownInline` it loses nothing: its line ends are written as `<br>`, its outer space stays.
 */
export function lineToMarkdown(text: string, place: Place = "middle"): string {
  const parts = mendText(text)
    .split("\n")
    .map((part) =>
      escapeText(part, {
        inLink: place === "link",
        beforeLink: true,
        beforeLineEnd: place === "middle",
        afterUnderscore: false,
      }),
    );
  const line = parts.join("<br>");
  return place === "start" ? escapeParagraphStart(escapeLineStart(line)) : line;
}

/** The text of a part of a line that `lineToMarkdown` wrote, or somebody else; markup is left out. */
export function lineFromMarkdown(markdown: string): string {
  const [line] = markdownParser.parseInline(mendText(markdown).replaceAll("\n", " "), {});
  const content = readInlineTokens(line?.children ?? [], true, () => null);
  return documentToText({ type: "paragraph", content });
}
