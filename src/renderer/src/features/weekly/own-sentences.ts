import { documentToText } from "../../../../shared/document/plain-text.ts";
import type { DocumentJson } from "../../../../shared/document/schema.ts";

const LONGEST = 90;
const MOST = 4;

/**
 * Short sentences out of what was written, the leader's own words: the last one that is short enough
 * from each text, in order. Nothing here is written by the program.
 */
export function ownSentences(documents: readonly DocumentJson[]): string[] {
  const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
  return documents
    .map((document) => {
      const text = documentToText(document).replace(/\s+/gu, " ");
      return [...sentences.segment(text)]
        .map(({ segment }) => segment.trim())
        .filter((sentence) => sentence.length > 0 && sentence.length <= LONGEST)
        .at(-1);
    })
    .filter((sentence) => sentence !== undefined)
    .slice(0, MOST);
}
