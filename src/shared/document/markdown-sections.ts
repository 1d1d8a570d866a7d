import { markdownParser } from "./markdown-parser.ts";
import { markdownToDocument } from "./markdown-reader.ts";
import { mendText } from "./mend-text.ts";
import { documentToText } from "./plain-text.ts";

/** A part of a Markdown text that begins with a `##`. */
export interface MarkdownSection {
  /** The words of its heading, without markup. */
  heading: string;
  /** The Markdown under the heading. */
  markdown: string;
  /** The same with its heading. */
  whole: string;
}

/**
 * Cuts Markdown at every `##` of its top level, and nowhere else: one in code, in a quote or in a
 * list, or a heading that is underlined, begins no section.
 */
export function cutIntoSections(markdown: string): { before: string; sections: MarkdownSection[] } {
  const source = mendText(markdown);
  const lines = source.split("\n");
  const headings = markdownParser
    .parse(source, {})
    .filter(({ type, markup, level }) => type === "heading_open" && markup === "##" && level === 0)
    .map(({ map }): [number, number] => map ?? [0, 0]);
  const textOf = (from: number, to: number | undefined): string => lines.slice(from, to).join("\n");
  return {
    before: textOf(0, headings[0]?.[0]),
    sections: headings.map(([from, to], index) => {
      const end = headings[index + 1]?.[0];
      return {
        heading: documentToText(markdownToDocument(textOf(from, to))),
        markdown: textOf(to, end),
        whole: textOf(from, end),
      };
    }),
  };
}
