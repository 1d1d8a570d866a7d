import { isLocalDate, localTimestamp } from "../../../shared/journal/local-date.ts";

const STAMP =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?[ ]?(Z|[+-]\d{2}:?\d{2})?$/;

/** Whether `Intl` knows a time zone, so that no day is ever asked of one it does not. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

/** The offset that a timestamp ends with, `±HH:MM`; null when it has none. */
export function offsetOf(text: string): string | null {
  const offset = STAMP.exec(text)?.[4];
  if (offset === undefined) return null;
  return offset === "Z" ? "UTC" : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
}

/**
 * The instant, ISO in UTC, of a timestamp that `localTimestamp` wrote in `timeZone`, or of one like it;
 * without an offset it is that zone's time. Null when it is no instant of the years 0001 to 9999.
 */
export function readInstant(text: string, timeZone: string): string | null {
  const [, date = "", minutes = "", seconds = "00"] = STAMP.exec(text) ?? [];
  if (!isLocalDate(date)) return null;
  const offset = offsetOf(text);
  const wall = Date.parse(`${date}T${minutes}:${seconds}Z`);
  const stated = Date.parse(
    `${date}T${minutes}:${seconds}${offset === null || offset === "UTC" ? "Z" : offset}`,
  );
  if (!Number.isFinite(wall) || !isInRange(stated)) return null;
  const shown = localTimestamp(new Date(stated), timeZone).slice(0, 19);
  const off = wall - Date.parse(`${shown}Z`);
  // Offsets of the past have seconds, which a timestamp leaves out.
  const instant = offset === null || Math.abs(off) < 60_000 ? stated + off : stated;
  return isInRange(instant) ? new Date(instant).toISOString() : null;
}

// A day from either end, so that no time zone leads out of the years that a day may have.
function isInRange(instant: number): boolean {
  return (
    instant >= Date.parse("0001-01-02T00:00:00Z") && instant < Date.parse("9999-12-31T00:00:00Z")
  );
}
