import type { Crisis, CrisisDue, CrisisItem } from "../../../shared/contract/crises.ts";
import { addDays, dayNumberOf, type LocalDate } from "../../../shared/journal/local-date.ts";

/** It is asked again who has each item so many days after it was given back, */
export const ASKED_AFTER_DAYS = 7;

/** and for so many days; then it rests, answered or not (product.md, "Words"; design-more.md, "q. Crisis"). */
export const ASKED_FOR_DAYS = 7;

/** Whether it is asked of an item on a day who has it. */
function isAsked({ askOn }: Pick<CrisisItem, "askOn">, date: LocalDate): boolean {
  return askOn !== null && askOn <= date && date < addDays(askOn, ASKED_FOR_DAYS);
}

/** What is due of a crisis on a day. */
export function crisisDue(crisis: Crisis, date: LocalDate): CrisisDue {
  if (crisis.closedOn === null) {
    const days = Math.max(0, dayNumberOf(date) - dayNumberOf(crisis.date));
    // What ends it may follow within a day.
    return { kind: "open", day: days + 1, asksWhatEndsIt: crisis.endsWhen === null && days > 0 };
  }
  const items = crisis.items.filter((item) => isAsked(item, date)).map(({ id }) => id);
  return items.length === 0 ? { kind: "resting" } : { kind: "to_ask", items };
}

/** What is due of crises on a day, of each of them, those that began first before the others. */
export function crisesDue(
  crises: readonly Crisis[],
  date: LocalDate,
): { crisis: Crisis; due: CrisisDue }[] {
  return [...crises]
    .sort((one, other) => compare(one.date, other.date) || compare(one.id, other.id))
    .map((crisis) => ({ crisis, due: crisisDue(crisis, date) }));
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
