import { addDays, type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import { clockTime, dayAndMonth, fullDate, weekdayName } from "./format.ts";

// A damaged or missing journal cannot be asked for its day and zone, so what is said of backups and
// other windows is said by this window's own clock.

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The day of an instant, where this window is. */
export function dayOf(instant: string): LocalDate {
  return localDateAt(new Date(instant), zone());
}

/** The day it is, where this window is. */
export function today(): LocalDate {
  return localDateAt(new Date(), zone());
}

/** `16:34`. */
export function timeOf(instant: string | number): string {
  return clockTime(new Date(instant).toISOString(), zone());
}

/** A day with its month, and its year when it is not `now`'s: `19 November`, `19 November 2025`. */
export function dateOf(day: LocalDate, now = today()): string {
  return day.slice(0, 4) === now.slice(0, 4) ? dayAndMonth(day) : fullDate(day);
}

/** `Thursday 19 November, 23:10`. */
export function dayAndTime(instant: string, now = today()): string {
  const day = dayOf(instant);
  return `${weekdayName(day)} ${dateOf(day, now)}, ${timeOf(instant)}`;
}

/**
 * The shortest name of a day that leaves no doubt which one is meant: `today`, `yesterday`,
 * `Thursday` within a week, else its date.
 */
export function nameOfDay(day: LocalDate, now = today()): string {
  if (day === now) return "today";
  if (day === addDays(now, -1)) return "yesterday";
  return day < now && day > addDays(now, -7) ? weekdayName(day) : dateOf(day, now);
}

/** The shortest name of an instant: `23:10` of today, else the name of its day. */
export function nameOfInstant(instant: string, now = today()): string {
  const day = dayOf(instant);
  return day === now ? timeOf(instant) : nameOfDay(day, now);
}
