import { type LocalDate, localTimestamp } from "./local-date.ts";

/** Whether `text` is a time of the day, written `HH:MM`. */
export function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * The instant at which the clock on the wall of a zone shows a day and a time. Of an hour that a
 * zone skips it is the one after, of one that it has twice the first.
 */
export function instantAt(date: LocalDate, time: string, timeZone: string): Date {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const offsetAt = (instant: number): number =>
    Date.parse(`${localTimestamp(new Date(instant), timeZone).slice(0, 19)}Z`) - instant;
  // Of two offsets around a change the clock, the greater is the one before it in autumn.
  const offsets = [offsetAt(wall - 86_400_000), offsetAt(wall + 86_400_000)];
  const found = offsets.map((offset) => wall - offset).filter((at) => at + offsetAt(at) === wall);
  return new Date(found.length > 0 ? Math.min(...found) : wall - Math.min(...offsets));
}
