import { markdownToDocument } from "../../../shared/document/markdown-reader.ts";
import { documentToText } from "../../../shared/document/plain-text.ts";
import type { DocumentNode } from "../../../shared/document/schema.ts";
import { OUTCOMES, readCommitmentSentence } from "../../../shared/journal/entry-file.ts";
import type { FoundCommitment } from "./found-entry.ts";

const OUTCOME = new RegExp(`^\\((${Object.values(OUTCOMES).join("|")})(?:: (.*))?\\)$`, "s");

type Words = Pick<FoundCommitment, "situation" | "action" | "outcome" | "outcomeNote">;

/** The commitments that a list states, one an item; null for Markdown that is anything else besides. */
export function readCommitments(markdown: string): Words[] | null {
  const [list, ...others] = markdownToDocument(markdown).content;
  if (list?.type !== "bulletList" || others.length > 0) return null;
  const read = (list.content ?? []).map(readItem);
  return read.every((words) => words !== null) ? read : null;
}

function readItem({ content = [] }: DocumentNode): Words | null {
  const [paragraph, ...others] = content;
  if (paragraph?.type !== "paragraph" || others.length > 0) return null;
  const pieces = paragraph.content ?? [];
  const outcome = readOutcome(pieces.at(-1));
  const words = outcome === null ? pieces : pieces.slice(0, -1);
  // Ours has no markup but the outcome's.
  if (words.some(({ type, marks }) => type !== "text" || marks !== undefined)) return null;
  const sentence = documentToText({ type: "paragraph", content: words }).trim();
  if (sentence === "") return null;
  return {
    ...readCommitmentSentence(sentence),
    ...(outcome ?? { outcome: null, outcomeNote: null }),
  };
}

function readOutcome(
  piece: DocumentNode | undefined,
): Pick<Words, "outcome" | "outcomeNote"> | null {
  if (piece?.marks?.length !== 1 || piece.marks[0]?.type !== "italic") return null;
  const [, words, note = null] = OUTCOME.exec(piece.text ?? "") ?? [];
  const outcome = (Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]).find(
    (key) => OUTCOMES[key] === words,
  );
  return outcome === undefined ? null : { outcome, outcomeNote: note };
}
