import { z } from "zod";
import {
  addDays,
  dateFromDayNumber,
  dayNumberOf,
  isLocalDate,
  type LocalDate,
  weekdayOf,
} from "./local-date.ts";

/**
 * An ISO 8601 week, `YYYY-Www`: Monday to Sunday, belonging to the year that holds its Thursday.
 * Weeks compare in time order as plain strings.
 */
export type Week = string;

const SHAPE = /^(\d{4})-W(\d{2})$/;

function thursdayOf(date: LocalDate): LocalDate {
  return addDays(date, 4 - weekdayOf(date));
}

/** The week that holds `date`. */
export function weekOf(date: LocalDate): Week {
  const thursday = thursdayOf(date);
  const year = thursday.slice(0, 4);
  const dayOfYear = dayNumberOf(thursday) - dayNumberOf(`${year}-01-01`);
  return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0")}`;
}

/** The Monday of `week`. */
export function firstDayOf(week: Week): LocalDate {
  // 4 January is always in week 1 (ISO 8601).
  const fourth = `${week.slice(0, 4)}-01-04`;
  const mondayOfFirst = dayNumberOf(fourth) - (weekdayOf(fourth) - 1);
  return dateFromDayNumber(mondayOfFirst + (Number(week.slice(6)) - 1) * 7);
}

/** The Sunday of `week`. */
export function lastDayOf(week: Week): LocalDate {
  return addDays(firstDayOf(week), 6);
}

/**
 * Whether `text` is a week that exists: `2026-W53` is one, `2025-W53` is not. The last week of the
 * year 9999 counts as none, because the week after it cannot be written.
 */
export function isWeek(text: string): boolean {
  const match = SHAPE.exec(text);
  if (match === null || match[1] === "0000" || match[2] === "00") return false;
  const monday = firstDayOf(text);
  return weekOf(monday) === text && isLocalDate(addDays(monday, 10));
}

/** The week `weeks` later (earlier when negative). */
export function addWeeks(week: Week, weeks: number): Week {
  return weekOf(addDays(firstDayOf(week), weeks * 7));
}

/** How many weeks `later` is after `earlier`; negative when it is before. */
export function weeksBetween(earlier: Week, later: Week): number {
  return (dayNumberOf(firstDayOf(later)) - dayNumberOf(firstDayOf(earlier))) / 7;
}

/** The number of the week in its year, 1 to 53. */
export function weekNumberOf(week: Week): number {
  return Number(week.slice(6));
}

/** The month a week belongs to, `YYYY-MM`: the one that holds its Thursday, as with the year. */
export function monthOf(week: Week): string {
  return addDays(firstDayOf(week), 3).slice(0, 7);
}

/** The quarter a week belongs to, `YYYY-Qn`, by its Thursday. */
export function quarterOf(week: Week): string {
  const month = monthOf(week);
  return `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

/** A week that exists, `YYYY-Www`. */
export const week = z.string().refine(isWeek, { error: "not a week" });
