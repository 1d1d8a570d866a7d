import type { Crisis, CrisisItem } from "../../../shared/contract/crises.ts";
import type { DocumentJson, DocumentNode } from "../../../shared/document/schema.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import { givenName } from "../../../shared/journal/person-words.ts";

/** What a crisis was, as the text its entry begins with: the leader's own words, and the facts. */
export function crisisFacts(crisis: Crisis, closedOn: LocalDate): DocumentJson {
  const items = crisis.items.map((item) => ({
    type: "listItem",
    content: [paragraph(`${capitalised(sentence(item.what, ":"))} ${becameOf(item, crisis)}`)],
  }));
  return {
    type: "doc",
    content: [paragraph(whenItWas(crisis, closedOn)), { type: "bulletList", content: items }],
  };
}

function whenItWas({ date, endsWhen }: Crisis, closedOn: LocalDate): string {
  const when =
    date === closedOn
      ? `On ${dayOf(date)} ${yearOf(date)}`
      : `From ${dayOf(date)}${yearOf(date) === yearOf(closedOn) ? "" : ` ${yearOf(date)}`} to ${dayOf(closedOn)} ${yearOf(closedOn)}`;
  return endsWhen === null ? `${when}.` : `${when}, until ${sentence(endsWhen)}`;
}

function becameOf(item: CrisisItem, crisis: Crisis): string {
  const note = item.note === "" ? "" : ` ${capitalised(sentence(item.note))}`;
  switch (item.became) {
    case "handed_on":
      return `with ${item.person?.name ?? "someone else"}.${note}`;
    case "kept":
      return `kept.${note}`;
    default:
      return crisis.person === null
        ? `given back.${note}`
        : `back with ${givenName(crisis.person.name)}.${note}`;
  }
}

/** Words that end as a sentence does, or with another sign. */
function sentence(words: string, end = "."): string {
  if (end === "." && /[.!?…]["”’)]?$/u.test(words)) return words;
  return `${words.replace(/[.:;,]+$/u, "")}${end}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function paragraph(text: string): DocumentNode {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

/** `Friday 13 November`. */
function dayOf(date: LocalDate): string {
  return DAY.format(new Date(`${date}T00:00:00Z`)).replace(",", "");
}

function yearOf(date: LocalDate): string {
  return date.slice(0, 4).replace(/^0+/, "");
}
