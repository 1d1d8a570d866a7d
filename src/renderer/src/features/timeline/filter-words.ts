import type { EntryFilter } from "../../../../shared/contract/entries.ts";
import { capitalised, dayAndMonth } from "../../ui/format.ts";
import { messages } from "./messages.ts";

/** What a filter chooses, in one sentence: `Weekly, trust and control, starred.` */
export function filterInWords(filter: EntryFilter, themeTitle: (id: string) => string): string {
  const { text, kind, theme, person, tag, starred, from, to } = filter;
  const parts = [
    kind === undefined ? null : messages.kinds[kind].toLowerCase(),
    theme === undefined ? null : lowered(themeTitle(theme)),
    person === undefined ? null : person,
    tag === undefined ? null : `#${tag}`,
    text === undefined ? null : `“${text}”`,
    starred === true ? messages.starredInWords : null,
    from === undefined ? null : messages.fromDay(dayAndMonth(from)),
    to === undefined ? null : messages.toDay(dayAndMonth(to)),
  ];
  return `${capitalised(parts.filter((part) => part !== null).join(", "))}.`;
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}
