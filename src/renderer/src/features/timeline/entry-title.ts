import type {
  Entry,
  EntryKind,
  ListedEntry,
  Section,
} from "../../../../shared/contract/entries.ts";
import { headingWithoutPrompt } from "../../../../shared/journal/entry-file.ts";
import { weekName } from "../../ui/format.ts";
import { messages } from "./messages.ts";

/** What stands for an entry: its title, else its week or the question it answers, else that it has none. */
export function titleOf(entry: Pick<ListedEntry, "kind" | "title" | "week" | "question">): string {
  // Letters that show nothing make no title.
  if (/[^\p{Cf}\p{Z}\p{Cc}]/u.test(entry.title)) return entry.title;
  return entry.kind === "weekly" ? weekName(entry.week) : (entry.question ?? messages.untitled);
}

/** The question that stands for a free entry without a title; null where none does. */
export function questionOf({ kind, sections }: Pick<Entry, "kind" | "sections">): string | null {
  if (kind !== "free") return null;
  return sections.find(({ prompt }) => prompt !== null)?.prompt?.text ?? null;
}

/** What a part of an entry stands under; null for a text without a question. */
export function headingOf(kind: EntryKind, { prompt }: Pick<Section, "prompt">): string | null {
  if (prompt !== null) return prompt.text;
  return kind === "crisis" ? headingWithoutPrompt(kind) : null;
}
