import {
  firstDayOf,
  lastDayOf,
  type Week,
  weekNumberOf,
} from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";

const LANGUAGE = "en-GB";

/** A civil date as an instant that every formatter below reads in UTC, so that no zone moves it. */
function civil(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

function dateFormat(options: Intl.DateTimeFormatOptions): (date: LocalDate) => string {
  const format = new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone: "UTC" });
  return (date) => format.format(civil(date));
}

/** `20 November`. */
export const dayAndMonth = dateFormat({ day: "numeric", month: "long" });
/** `Friday`. */
export const weekdayName = dateFormat({ weekday: "long" });
/** `November`. */
export const monthName = dateFormat({ month: "long" });
/** `20 November 2026`. */
export const fullDate = dateFormat({ day: "numeric", month: "long", year: "numeric" });

/** `9 Mar`. */
export function shortDay(date: LocalDate): string {
  return `${Number(date.slice(8, 10))} ${monthName(date).slice(0, 3)}`;
}

/** `Tuesday 17 November`, with its year when that is not the year of `now`. */
export function longDay(date: LocalDate, now: LocalDate): string {
  const day = date.slice(0, 4) === now.slice(0, 4) ? dayAndMonth(date) : fullDate(date);
  return `${weekdayName(date)} ${day}`;
}

/** `Mon` to `Sun`: weekdays 1 to 7 by their short names. */
export const WEEKDAYS: readonly string[] = Array.from({ length: 7 }, (_, index) =>
  // The first of January 2024 was a Monday.
  dateFormat({ weekday: "short" })(`2024-01-0${index + 1}`),
);

/** `Friday, 20 November`. */
export function dayLine(date: LocalDate): string {
  return `${weekdayName(date)}, ${dayAndMonth(date)}`;
}

/** `16 to 22 November`, `30 November to 6 December`. */
export function weekSpan(week: Week): string {
  const first = firstDayOf(week);
  const last = lastDayOf(week);
  const start =
    monthName(first) === monthName(last) ? String(Number(first.slice(8))) : dayAndMonth(first);
  return `${start} to ${dayAndMonth(last)}`;
}

/** `Week 47`. */
export function weekName(week: Week): string {
  return `Week ${weekNumberOf(week)}`;
}

/** `16:12`, in the journal's zone. @param instant ISO 8601. */
export function clockTime(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(LANGUAGE, {
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(new Date(instant));
}

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A count in words where it is prose: up to ten in letters. */
export function countInWords(count: number): string {
  return SMALL[count] ?? String(count);
}

/** `once`, `twice`, `three times`. */
export function timesInWords(count: number): string {
  return ["never", "once", "twice"][count] ?? `${countInWords(count)} times`;
}

/** `one, two and three`. */
export function listInWords(parts: readonly string[]): string {
  const [last = "", ...others] = [...parts].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}

/** `one answer`, `two answers`. */
export function counted(count: number, one: string, many: string): string {
  return `${countInWords(count)} ${count === 1 ? one : many}`;
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

/** `first` for 0. */
export function ordinal(index: number): string {
  return ORDINALS[index] ?? `${index + 1}th`;
}

/** A sentence's first letter made a capital. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Somebody's words as one sentence among others: with a full stop, where they end in no mark. */
export function asSentence(words: string): string {
  return /[.!?…:;][”"’')\]]*$/u.test(words) ? words : `${words}.`;
}
