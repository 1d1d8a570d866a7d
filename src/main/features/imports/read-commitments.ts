import { markdownToDocument } from "../../../shared/document/markdown-reader.ts";
import { documentToText } from "../../../shared/document/plain-text.ts";
import type { DocumentNode } from "../../../shared/document/schema.ts";
import { keyOf, readQuiet } from "../../../shared/journal/carried-file.ts";
import {
  COMMITMENT_BECAME,
  MADE_WITH,
  OUTCOMES,
  readCommitmentSentence,
} from "../../../shared/journal/entry-file.ts";
import { addWeeks, type Week, week as weekShape } from "../../../shared/journal/iso-week.ts";
import type { FoundCommitment } from "./found-entry.ts";
import { instantOr } from "./row-of-line.ts";
import { adoptableId } from "./row-shapes.ts";

const WITH = new RegExp(`^\\(${MADE_WITH} (.+)\\)$`, "s");
const OUTCOME = saidIn(OUTCOMES);
const BECAME = saidIn(COMMITMENT_BECAME);

function saidIn(words: Readonly<Record<string, string>>): RegExp {
  return new RegExp(`^\\((${Object.values(words).join("|")})(?:: (.*))?\\)$`, "s");
}

/** What an item of the list says. */
type Said = Pick<FoundCommitment, "outcome" | "outcomeNote" | "became" | "becameNote"> & {
  sentence: string;
  whom: string | null;
};

/**
 * The commitments that a list states, one an item; null for Markdown that is anything else besides.
 * @param told what the front matter says of each, which counts where it says something of all of them.
 * @param entry the week they were made in, and its times, which are theirs where nothing else is said.
 */
export function readCommitments(
  markdown: string,
  told: readonly string[],
  entry: { week: Week; created: string; updated: string },
): FoundCommitment[] | null {
  const [list, ...others] = markdownToDocument(markdown).content;
  if (list?.type !== "bulletList" || others.length > 0) return null;
  const items = (list.content ?? []).map(readItem).filter((said) => said !== null);
  if (items.length < (list.content ?? []).length) return null;
  return items.map(({ sentence, whom, ...said }, index) => {
    const quiet = readQuiet(told.length === items.length ? (told[index] ?? "") : "");
    const idIn = (name: string) => adoptableId.safeParse(quiet.get(name)).data ?? null;
    const weekIn = (name: string) => weekShape.safeParse(quiet.get(name)).data ?? null;
    const length = quiet.get("situation");
    const created = instantOr(quiet.get("created"), entry.created);
    const otherwise = quiet.has("created") ? created : entry.updated;
    return {
      ...said,
      ...readCommitmentSentence(sentence, length === undefined ? null : Number(length)),
      id: idIn("id"),
      person: whom === null ? null : { id: idIn("person"), name: whom },
      dueWeek: weekIn("dueWeek") ?? addWeeks(entry.week, 1),
      answeredIn: weekIn("answeredIn"),
      carriedFrom: idIn("carriedFrom"),
      reshapedFrom: idIn("reshapedFrom"),
      created,
      updated: instantOr(quiet.get("updated"), otherwise),
      revision: 1,
    };
  });
}

function readItem({ content = [] }: DocumentNode): Said | null {
  const [paragraph, ...others] = content;
  if (paragraph?.type !== "paragraph" || others.length > 0) return null;
  const words = [...(paragraph.content ?? [])];
  const brackets: string[] = [];
  while (isBracket(words.at(-1))) {
    brackets.unshift(words.pop()?.text ?? "");
    if (words.at(-1)?.text === " ") words.pop();
  }
  // Ours has no other markup.
  if (words.some(({ type, marks }) => type !== "text" || marks !== undefined)) return null;
  const sentence = documentToText({ type: "paragraph", content: words }).trim();
  const next = (pattern: RegExp): (string | undefined)[] => {
    const found = pattern.exec(brackets[0] ?? "");
    if (found !== null) brackets.shift();
    return found ?? [];
  };
  const [, whom = null] = next(WITH);
  const [, outcome, outcomeNote = null] = next(OUTCOME);
  const [, became, becameNote = null] = next(BECAME);
  if (sentence === "" || brackets.length > 0) return null;
  return {
    sentence,
    whom,
    outcome: keyOf(OUTCOMES, outcome),
    outcomeNote,
    became: keyOf(COMMITMENT_BECAME, became),
    becameNote,
  };
}

function isBracket(piece: DocumentNode | undefined): boolean {
  return piece?.marks?.length === 1 && piece.marks[0]?.type === "italic";
}
