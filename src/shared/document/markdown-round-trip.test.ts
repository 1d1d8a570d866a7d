import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  arbitraryDocument,
  arbitraryEmphasis,
  arbitraryMarkdown,
  DOCUMENT_RUNS,
} from "./arbitrary-document.test-helper.ts";
import { markdownInline } from "./markdown-inline.ts";
import { markdownParser } from "./markdown-parser.ts";
import { markdownToDocument } from "./markdown-reader.ts";
import { documentToMarkdown } from "./markdown-writer.ts";
import { mendText } from "./mend-text.ts";
import { normalizeDocument } from "./normal-form.ts";
import { documentToText } from "./plain-text.ts";
import { type DocumentNode, documentSchema, parseDocument } from "./schema.ts";
import { readWithMdast } from "./second-reader.test-helper.ts";

// Some 25 s of work in all; a busy machine may take its time.
vi.setConfig({ testTimeout: 300_000 });

describe.each([
  ["whole documents", arbitraryDocument, DOCUMENT_RUNS],
  ["emphasis", arbitraryEmphasis, DOCUMENT_RUNS],
])("%s", (_name, arbitrary, numRuns) => {
  test("normal form is valid and idempotent", () => {
    fc.assert(
      fc.property(arbitrary, (document) => {
        const normal = normalizeDocument(document);
        expect(normalizeDocument(normal)).toEqual(normal);
        const node = documentSchema.nodeFromJSON(normal);
        node.check();
        expect(node.toJSON()).toEqual(normal);
      }),
      { numRuns },
    );
  });

  test("written and read again it is the same, also by another reader", () => {
    fc.assert(
      fc.property(arbitrary, (document) => {
        const normal = normalizeDocument(document);
        const markdown = documentToMarkdown(normal, { pictureAddress });
        expect(markdownToDocument(markdown, { readPicture })).toEqual(normal);
        expect(readWithMdast(markdown)).toEqual(normal);
        expect(markdown).toMatch(/^$|[^\n]\n$/);
      }),
      { numRuns },
    );
  });

  test("nothing that can be seen is lost on the way to normal form", () => {
    fc.assert(
      fc.property(arbitrary, (document) => {
        expect(removeSpace(documentToText(normalizeDocument(document)))).toBe(
          readVisible(document),
        );
      }),
      { numRuns },
    );
  });

  test("two levels deeper and back it is the same", () => {
    fc.assert(
      fc.property(arbitrary, (document) => {
        const normal = normalizeDocument(document);
        const markdown = documentToMarkdown(normal, { headingShift: 2, pictureAddress });
        const tags = new Set(markdownParser.parse(markdown, {}).map(({ tag }) => tag));
        expect(tags.has("h1") || tags.has("h2")).toBe(false);
        expect(markdownToDocument(markdown, { headingShift: 2, readPicture })).toEqual(normal);
      }),
      { numRuns: numRuns / 5 },
    );
  });
});

test("any Markdown is read as a valid document that is written and read again the same", () => {
  fc.assert(
    fc.property(arbitraryMarkdown, (markdown) => {
      const document = markdownToDocument(markdown);
      expect(parseDocument(document)).toEqual({ kind: "document", document });
      expect(normalizeDocument(document)).toEqual(document);
      const written = documentToMarkdown(document);
      expect(markdownToDocument(written)).toEqual(document);
      expect(readWithMdast(written)).toEqual(document);
    }),
    { numRuns: DOCUMENT_RUNS },
  );
});

test.each(["## ", "- ", "7. ", "> - "])("a line of text after %j comes back", (lead) => {
  fc.assert(
    fc.property(arbitraryMarkdown, (text) => {
      const line = mendText(text).replaceAll("\n", " ").trim();
      const document = markdownToDocument(`${lead}${markdownInline(text)}\n`);
      expect(documentToText(document)).toBe(line);
      expect(line === "" || document.content[0]?.type !== "paragraph").toBe(true);
    }),
    { numRuns: DOCUMENT_RUNS / 10 },
  );
});

/** Addresses with what is hard in them; the second reader takes the address for the attachment. */
function pictureAddress(sha256: string): string {
  return sha256;
}

function readPicture(address: string): string | null {
  return /^[0-9a-f]{64}$/.test(address) ? address : null;
}

function readVisible(node: DocumentNode): string {
  const { alt, name, text } = node.attrs ?? {};
  const shown = [alt, name, text, node.text].find((words) => typeof words === "string") ?? "";
  return removeSpace(mendText(shown)) + (node.content ?? []).map(readVisible).join("");
}

function removeSpace(text: string): string {
  return text.replace(/\s/g, "");
}
