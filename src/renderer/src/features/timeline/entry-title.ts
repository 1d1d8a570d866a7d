import type { Entry } from "../../../../shared/contract/entries.ts";
import { weekName } from "../../ui/format.ts";
import { messages } from "./messages.ts";

/** What stands for an entry: its title, else its week, else that it has none. */
export function titleOf(entry: Pick<Entry, "kind" | "title" | "week">): string {
  // Letters that show nothing make no title.
  if (/[^\p{Cf}\p{Z}\p{Cc}]/u.test(entry.title)) return entry.title;
  return entry.kind === "weekly" ? weekName(entry.week) : messages.untitled;
}
