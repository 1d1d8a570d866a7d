import { z } from "zod";

/**
 * A day as the writer lived it: `YYYY-MM-DD`, years 0001 to 9999, never an instant.
 * All arithmetic below is on civil day numbers, so no time zone can move a day.
 */
export type LocalDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MILLISECONDS = 86_400_000;

/** Days since 1970-01-01 of a civil date, proleptic Gregorian. */
function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(0);
  // setUTCFullYear, because Date.UTC reads the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / DAY_MILLISECONDS);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

/** The local date of a day number (days since 1970-01-01). */
export function dateFromDayNumber(days: number): LocalDate {
  const date = new Date(days * DAY_MILLISECONDS);
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

/** Days since 1970-01-01 of a valid local date. */
export function dayNumberOf(date: LocalDate): number {
  return dayNumber(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
}

/** Whether `text` is a day that exists, written `YYYY-MM-DD`: `2024-02-30` is not. */
export function isLocalDate(text: string): boolean {
  const match = SHAPE.exec(text);
  if (match === null || match[1] === "0000") return false;
  return (
    dateFromDayNumber(dayNumber(Number(match[1]), Number(match[2]), Number(match[3]))) === text
  );
}

/** The date `days` later (earlier when negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateFromDayNumber(dayNumberOf(date) + days);
}

/** The date `months` later, or the last day of its month where that one is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const sameDay = dayNumber(year, month, 1) + Number(date.slice(8, 10)) - 1;
  return dateFromDayNumber(Math.min(sameDay, dayNumber(year, month + 1, 0)));
}

/** Weekday as ISO 8601 counts it: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: LocalDate): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumberOf(date) + 3) % 7) + 7) % 7) + 1;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

function partsAt(instant: Date, timeZone: string): Record<string, string> {
  return Object.fromEntries(
    formatterFor(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
}

function dateOf(parts: Record<string, string>): LocalDate {
  return `${(parts["year"] ?? "").padStart(4, "0")}-${parts["month"]}-${parts["day"]}`;
}

/** The day it is at `instant` in `timeZone` (an IANA name or an offset such as `+01:00`). */
export function localDateAt(instant: Date, timeZone: string): LocalDate {
  return dateOf(partsAt(instant, timeZone));
}

/**
 * `instant` as the clock on the wall showed it, with its offset: `2026-11-20T16:40:12+01:00`.
 * Offsets are whole minutes, as ISO 8601 writes them.
 */
export function localTimestamp(instant: Date, timeZone: string): string {
  const parts = partsAt(instant, timeZone);
  const wall = `${dateOf(parts)}T${parts["hour"]}:${parts["minute"]}:${parts["second"]}`;
  const wholeSeconds = Math.floor(instant.getTime() / 1000) * 1000;
  const minutes = Math.round((Date.parse(`${wall}Z`) - wholeSeconds) / 60_000);
  const sign = minutes < 0 ? "-" : "+";
  const size = Math.abs(minutes);
  return `${wall}${sign}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}

/** A day that exists, `YYYY-MM-DD`. */
export const localDate = z.string().refine(isLocalDate, { error: "not a date" });
