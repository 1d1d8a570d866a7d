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

/** A commitment as one sentence. */
export function commitmentSentence({
  situation,
  action,
}: Pick<Commitment, "situation" | "action">): string {
  return situation === null ? action : `If ${situation}, then I will ${action}`;
}

const SENTENCE = /^If (.+?), then I will (.+)$/s;

/** The commitment that a sentence states: the same sentence again when it is written. */
export function readCommitmentSentence(sentence: string): Pick<Commitment, "situation" | "action"> {
  const [, situation = null, action = sentence] = SENTENCE.exec(sentence) ?? [];
  return { situation, action };
}
