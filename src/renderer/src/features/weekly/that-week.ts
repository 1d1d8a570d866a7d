import { documentToText } from "../../../../shared/document/plain-text.ts";
import type { DocumentJson } from "../../../../shared/document/schema.ts";
import { foldName } from "../../../../shared/journal/fold.ts";

/** A passage is one sentence, and the one after it while both are at most this long. */
const LONGEST = 220;
/** Shorter words are in every sentence. */
const TELLING = 5;

/**
 * The passage of a week's texts that has most words in common with some words; the end of the last text
 * where none has any. Null where nothing is written.
 */
export function passageFor(words: string, documents: readonly DocumentJson[]): string | null {
  const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
  const wanted = wordsIn(words);
  let best: { passage: string; shared: number } | null = null;
  for (const document of documents) {
    const text = documentToText(document).replace(/\s+/gu, " ");
    const sentences = [...segmenter.segment(text)]
      .map(({ segment }) => segment.trim())
      .filter((sentence) => sentence !== "");
    for (const [index, sentence] of sentences.entries()) {
      const shared = [...wordsIn(sentence)].filter((word) => wanted.has(word)).length;
      if (best !== null && shared < best.shared) continue;
      const two = `${sentence} ${sentences[index + 1] ?? ""}`.trim();
      best = { passage: two.length <= LONGEST ? two : sentence.slice(0, LONGEST), shared };
    }
  }
  return best?.passage ?? null;
}

/** Whether a person, or the first of their names, is named in some words. */
export function isNamedIn(name: string, words: string): boolean {
  const [first = ""] = foldName(name).split(" ");
  return (
    first.length > 1 &&
    foldName(words)
      .split(/[^\p{L}\p{N}]+/u)
      .includes(first)
  );
}

function wordsIn(text: string): Set<string> {
  return new Set(
    foldName(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= TELLING),
  );
}
