import type { RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { normalizeDocument } from "./normal-form.ts";
import { readOwnAddress } from "./own-addresses.ts";
import { readQuote } from "./quoted-moment.ts";
import type { DocumentJson, DocumentMark, DocumentNode } from "./schema.ts";

/**
 * Reads Markdown with micromark, which shares no code with markdown-it, into a document. Bare
 * addresses that GFM makes links of its own accord count as the plain text they were written as.
 */
export function readWithMdast(markdown: string): DocumentJson {
  const root = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return normalizeDocument({ type: "doc", content: readAll(root.children, [], markdown) });
}

function readAll(nodes: RootContent[], marks: DocumentMark[], source: string): DocumentNode[] {
  return nodes.flatMap((node) => readNode(node, marks, source));
}

function readNode(node: RootContent, marks: DocumentMark[], source: string): DocumentNode[] {
  const inside = (...extra: DocumentMark[]): DocumentNode[] =>
    "children" in node ? readAll(node.children, [...marks, ...extra], source) : [];
  switch (node.type) {
    case "blockquote":
      return [readQuote({ type: "blockquote", content: inside() })];
    case "paragraph":
    case "tableRow":
      return [{ type: node.type, content: inside() }];
    case "heading":
      return [{ type: "heading", attrs: { level: node.depth }, content: inside() }];
    case "list": {
      const type = node.ordered ? "orderedList" : "bulletList";
      return [{ type, attrs: { start: node.start }, content: inside() }];
    }
    case "listItem": {
      const isTask = typeof node.checked === "boolean";
      const type = isTask ? "taskItem" : "listItem";
      return [{ type, attrs: { checked: node.checked }, content: inside() }];
    }
    case "code":
      return [
        {
          type: "codeBlock",
          attrs: { language: node.lang },
          content: [{ type: "text", text: node.value }],
        },
      ];
    case "thematicBreak":
      return [{ type: "horizontalRule" }];
    case "table": {
      const rows = inside();
      for (const row of rows) {
        for (const [column, cell] of (row.content ?? []).entries()) {
          cell.attrs = { align: node.align?.[column] };
        }
      }
      return [{ type: "table", content: rows }];
    }
    case "tableCell":
      return [{ type: "tableCell", content: [{ type: "paragraph", content: inside() }] }];
    case "text":
      return [{ type: "text", text: node.value, marks }];
    case "inlineCode":
      return [{ type: "text", text: node.value, marks: [...marks, { type: "code" }] }];
    case "strong":
      return inside({ type: "bold" });
    case "emphasis":
      return inside({ type: "italic" });
    case "delete":
      return inside({ type: "strike" });
    case "link": {
      const written = source.charAt(node.position?.start.offset ?? source.length);
      const isOurs = written === "[" || written === "<";
      const own = written === "[" ? readOwnAddress(node.url) : null;
      const [words, ...others] = node.children;
      if (own?.kind === "person" && words?.type === "text" && others.length === 0) {
        return [{ type: "mention", attrs: { person: own.id, name: words.value }, marks }];
      }
      return inside(...(isOurs ? [{ type: "link", attrs: { href: node.url } }] : []));
    }
    case "image":
      return [{ type: "picture", attrs: { attachment: node.url, alt: node.alt } }];
    case "break":
      return [{ type: "hardBreak" }];
    case "html":
      if (node.value === "<br>") return [{ type: "hardBreak" }];
      throw new Error(`Read as HTML: ${node.value}`);
    default:
      throw new Error(`Read as ${node.type}`);
  }
}
