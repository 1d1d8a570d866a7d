import type { Commitment } from "../contract/commitments.ts";
import type { EntryKind } from "../contract/entries.ts";

// How an entry stands in a Markdown file of its own (formats.md, "Markdown export"): what is written
// by these words is read back by them.

/** The schema of an export: what is written by a higher one is not read by this program. */
export const EXPORT_SCHEMA = 1;

/** In an entry with sections every `##` is a section; headings inside one are two levels deeper. */
export const HEADING_SHIFT = 2;

/** A section without a prompt: its name in `stepback_prompts`. */
export const UNPROMPTED = { name: "none" };

/** The heading that a section without a prompt gets: in a crisis it is what was taken over. */
export function headingWithoutPrompt(kind: EntryKind): string {
  return kind === "crisis"
    ? "What was taken over, and what became of it"
    : "Something I wrote without a prompt";
}

/** A section that is about nobody, in `stepback_about`, which is there where one is about somebody. */
export const ABOUT_NOBODY = "none";

/** The commitments made in a week, which close its file. */
export const COMMITMENTS = { name: "commitments", heading: "Commitments" };

/** An outcome in words. */
export const OUTCOMES = {
  kept: "kept",
  partly: "partly",
  not_kept: "not kept",
  never_came_up: "never came up",
  dropped: "dropped",
} as const satisfies Record<NonNullable<Commitment["outcome"]>, string>;

/** What became of a commitment, in words. */
export const COMMITMENT_BECAME = {
  carried: "carried over",
  reshaped: "reshaped",
  handed_on: "handed on",
  ended: "ended",
} as const satisfies Record<NonNullable<Commitment["became"]>, string>;

/** Before the name of whom a commitment is made with. */
export const MADE_WITH = "with";

type Words = Pick<Commitment, "situation" | "action">;

const [IF, THEN] = ["If ", ", then I will "];

/** A commitment as one sentence. */
export function commitmentSentence({ situation, action }: Words): string {
  return situation === null ? action : IF + situation + THEN + action;
}

/**
 * The commitment that a sentence states: the same sentence again when it is written.
 * @param length how long its situation is, where it says so; 0 where it has none.
 */
export function readCommitmentSentence(sentence: string, length: number | null = null): Words {
  const then = sentence.indexOf(THEN, IF.length + 1);
  const hasFrame = sentence.startsWith(IF) && then !== -1;
  const first = hasFrame ? then - IF.length : 0;
  const read = wordsOf(sentence, length ?? first);
  // Of a sentence that was changed since, the length says nothing.
  return commitmentSentence(read) === sentence ? read : wordsOf(sentence, first);
}

/** How long the situation of a commitment is, where its sentence alone would be read otherwise. */
export function situationLength(commitment: Words): number | null {
  const { situation } = commitment;
  const read = readCommitmentSentence(commitmentSentence(commitment));
  return read.situation === situation ? null : (situation?.length ?? 0);
}

function wordsOf(sentence: string, length: number): Words {
  if (length === 0) return { situation: null, action: sentence };
  const end = IF.length + length;
  return { situation: sentence.slice(IF.length, end), action: sentence.slice(end + THEN.length) };
}
