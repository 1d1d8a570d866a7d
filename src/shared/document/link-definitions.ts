import type { Token } from "markdown-it";
import { readLabel } from "./inline-reader.ts";
import { readLinkAddress } from "./links.ts";
import type { DocumentNode } from "./schema.ts";

/** The labels of the definitions (`[label]: address`) that some link or picture really uses. */
export function findUsedDefinitions(tokens: Token[]): Set<string> {
  const used = new Set<string>();
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      const label = readLabel(child);
      const isUsed = child.type === "image" || readLinkAddress(child.attrGet("href")) !== null;
      if (label !== null && isUsed) used.add(label);
    }
  }
  return used;
}

/**
 * A definition that nothing uses as the paragraph it was written as, else null: a footnote or a
 * note like "[todo]: later" is text to the person who wrote it, though Markdown would hide it.
 */
export function writeDefinition(
  token: Token,
  used: Set<string>,
  lines: string[],
): DocumentNode | null {
  if (token.type !== "reference_definition" || !token.map) return null;
  const label = readLabel(token);
  if (label !== null && used.has(label)) return null;
  const text = lines.slice(...token.map).map((line) => line.replace(/^[\s>]+/, ""));
  return { type: "paragraph", content: [{ type: "text", text: text.join("\n") }] };
}
