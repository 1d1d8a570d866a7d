import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Entry } from "../../../shared/contract/entries.ts";
import {
  type DocumentJson,
  type DocumentNode,
  isEmptyDocument,
} from "../../../shared/document/schema.ts";
import { commitmentSentence } from "../../../shared/journal/entry-file.ts";

/** An entry as far as its words go. */
type Content = Pick<Entry, "kind" | "title" | "date" | "tags" | "starred"> & {
  week: string | null;
  sections: readonly {
    prompt: { id: string; text: string } | null;
    document: DocumentJson;
  }[];
  commitments: readonly Pick<
    Commitment,
    "situation" | "action" | "outcome" | "outcomeNote" | "became" | "becameNote"
  >[];
};

/**
 * Whether two entries say the same. What only one of the formats tells does not count: ids of parts,
 * times to the millisecond, themes, where the writer was. Neither does what whom and what a text speaks
 * of was called on the day it was written.
 */
export function saysTheSame(one: Content, other: Content): boolean {
  return JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
}

function withoutWordsOfTheDay(node: DocumentNode): DocumentNode {
  const { type, attrs, content } = node;
  if (type === "mention") return { ...node, attrs: { person: attrs?.["person"] } };
  if (type === "momentQuote") return { type, attrs: { moment: attrs?.["moment"] } };
  return content === undefined ? node : { ...node, content: content.map(withoutWordsOfTheDay) };
}

function contentOf({ kind, title, date, tags, starred, week, sections, commitments }: Content) {
  return {
    kind,
    title,
    date,
    tags,
    starred,
    week: kind === "weekly" ? week : null,
    sections: sections
      .filter(({ document }) => !isEmptyDocument(document))
      .map(({ prompt, document }) => ({
        prompt: prompt === null ? null : [prompt.id, prompt.text.trim()],
        document: withoutWordsOfTheDay(document),
      })),
    commitments: commitments.map(({ outcome, outcomeNote, became, becameNote, ...words }) => [
      commitmentSentence(words),
      ...[outcome, outcomeNote, became, becameNote],
    ]),
  };
}
