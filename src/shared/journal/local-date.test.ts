import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  dateFromDayNumber,
  dayNumberOf,
  isLocalDate,
  localDate,
  localDateAt,
  localTimestamp,
  weekdayOf,
} from "./local-date.ts";

const DAY = 86_400_000;
/** 2100-12-31, the last day that is checked; the first is 1970-01-01, day 0. */
const LAST_DAY = 47_846;

const ZONES = [
  "Pacific/Apia",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Africa/Cairo",
  "Europe/Berlin",
  "+01:00",
  "-03:30",
];

// Node 22 has no Temporal: the tables below still run there, and the skip says why.
const hasTemporal = typeof Temporal !== "undefined";
const needsTemporal = hasTemporal ? "" : " (skipped: this Node has no Temporal to compare with)";

/** Counts what was compared and keeps the first disagreements; `expect` a million times is slow. */
class Comparison {
  compared = 0;
  readonly disagreements: string[] = [];

  same(actual: unknown, expected: unknown, what: string | number): void {
    this.compared += 1;
    if (actual !== expected && this.disagreements.length < 5) {
      this.disagreements.push(`${what}: ${String(actual)}, not ${String(expected)}`);
    }
  }
}

describe("a local date", () => {
  it.each([
    "2024-02-29",
    "2000-02-29",
    "1970-01-01",
    "2100-12-31",
    "0001-01-01",
    "0099-12-31",
    "9999-12-31",
    "1582-10-10",
  ])("%s is one", (text) => {
    expect(isLocalDate(text)).toBe(true);
    expect(localDate.safeParse(text).success).toBe(true);
  });

  it.each([
    ["a 30th of February", "2024-02-30"],
    ["a leap day in a common year", "2023-02-29"],
    ["a leap day in a century that is none", "1900-02-29"],
    ["a leap day in 2100", "2100-02-29"],
    ["a 31st of April", "2026-04-31"],
    ["month 13", "2026-13-01"],
    ["month 0", "2026-00-10"],
    ["day 0", "2026-01-00"],
    ["day 32", "2026-01-32"],
    ["year 0", "0000-01-01"],
    ["year 0, later", "0000-12-31"],
    ["a year of six digits", "+002026-01-01"],
    ["a year of six digits without a sign", "002026-01-01"],
    ["a year before our era", "-0001-01-01"],
    ["a year of three digits", "999-01-01"],
    ["a year of five digits", "10000-01-01"],
    ["no zeros", "2026-1-1"],
    ["no hyphens", "20260101"],
    ["slashes", "2026/01/01"],
    ["an instant", "2026-01-01T00:00:00Z"],
    ["a space before", " 2026-01-01"],
    ["a space after", "2026-01-01 "],
    ["a line break after", "2026-01-01\n"],
    ["other digits", "２０２６-01-01"],
    ["a week", "2026-W01"],
    ["nothing", ""],
  ])("%s is none: %j", (_, text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(localDate.safeParse(text).success).toBe(false);
  });

  it("is every day of 1970 to 2100 and no other text of its shape", () => {
    const days = new Set(
      Array.from({ length: LAST_DAY + 1 }, (_, day) =>
        new Date(day * DAY).toISOString().slice(0, 10),
      ),
    );
    const comparison = new Comparison();
    for (let year = 1970; year <= 2100; year += 1) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
          comparison.same(isLocalDate(text), days.has(text), text);
        }
      }
    }
    expect(comparison.disagreements).toEqual([]);
    expect(comparison.compared).toBe(131 * 14 * 33);
  });
});

describe("counting days", () => {
  it("numbers every day of 1970 to 2100 from 1970-01-01, there and back", () => {
    const comparison = new Comparison();
    // A calendar of its own: month lengths and the rule of 4, 100 and 400.
    let [year, month, day] = [1970, 1, 1];
    for (let number = 0; number <= LAST_DAY; number += 1) {
      const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      comparison.same(dayNumberOf(text), number, text);
      comparison.same(dateFromDayNumber(number), text, number);
      // 1970-01-01 was a Thursday, and weekdays have never been skipped.
      comparison.same(weekdayOf(text), ((number + 3) % 7) + 1, text);
      const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
      const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
      day += 1;
      if (day > length) [month, day] = [month + 1, 1];
      if (month > 12) [year, month] = [year + 1, 1];
    }
    expect(comparison.disagreements).toEqual([]);
    expect(`${year}-${month}-${day}`).toBe("2101-1-1");
  });

  it.each([
    ["2024-02-28", 1, "2024-02-29"],
    ["2024-02-29", 365, "2025-02-28"],
    ["2026-01-01", -1, "2025-12-31"],
    ["1970-01-01", -1, "1969-12-31"],
    ["0100-01-01", -1, "0099-12-31"],
    ["2026-03-29", 1, "2026-03-30"],
    ["2026-06-15", 0, "2026-06-15"],
  ])("%s and %i days is %s", (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
    expect(addDays(expected, -days)).toBe(date);
  });

  it.each([
    ["1969-07-20", 7],
    ["1970-01-01", 4],
    ["2000-01-01", 6],
    ["2026-11-20", 5],
    ["0001-01-01", 1],
    ["9999-12-31", 5],
  ])("%s is weekday %i, Monday being 1", (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });

  describe.skipIf(!hasTemporal)(`against Temporal${needsTemporal}`, () => {
    it("agrees on every day from 1970 to 2100", () => {
      const comparison = new Comparison();
      let date = Temporal.PlainDate.from("1970-01-01");
      for (let number = 0; number <= LAST_DAY; number += 1) {
        const text = date.toString();
        comparison.same(dateFromDayNumber(number), text, number);
        comparison.same(weekdayOf(text), date.dayOfWeek, text);
        date = date.add({ days: 1 });
        comparison.same(addDays(text, 1), date.toString(), text);
      }
      expect(comparison.disagreements).toEqual([]);
      expect(date.toString()).toBe("2101-01-01");
    });

    it("agrees on any step between any two days of the years 1 to 9999", () => {
      const first = dayNumberOf("0001-01-01");
      const last = dayNumberOf("9999-12-31");
      const days = fc.integer({ min: first, max: last });
      fc.assert(
        fc.property(days, days, (from, to) => {
          const start = Temporal.PlainDate.from("1970-01-01").add({ days: from });
          expect(dateFromDayNumber(from)).toBe(start.toString());
          expect(addDays(start.toString(), to - from)).toBe(
            start.add({ days: to - from }).toString(),
          );
        }),
      );
    });
  });
});

describe("the day and the wall clock in a time zone", () => {
  it.each([
    // Samoa crossed the date line: 30 December 2011 did not happen there.
    ["2011-12-30T09:59:59.999Z", "Pacific/Apia", "2011-12-29T23:59:59-10:00"],
    ["2011-12-30T10:00:00.000Z", "Pacific/Apia", "2011-12-31T00:00:00+14:00"],
    // Kiribati's Line Islands had done so before: no 31 December 1994.
    ["1994-12-31T09:59:59.999Z", "Pacific/Kiritimati", "1994-12-30T23:59:59-10:00"],
    ["1994-12-31T10:00:00.000Z", "Pacific/Kiritimati", "1995-01-01T00:00:00+14:00"],
    // Summer time began at midnight in Brazil: that day began at one.
    ["2018-11-04T02:59:59.999Z", "America/Sao_Paulo", "2018-11-03T23:59:59-03:00"],
    ["2018-11-04T03:00:00.000Z", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"],
    // And ended at midnight: 23:30 came twice on the same day.
    ["2019-02-17T01:30:00.000Z", "America/Sao_Paulo", "2019-02-16T23:30:00-02:00"],
    ["2019-02-17T02:30:00.000Z", "America/Sao_Paulo", "2019-02-16T23:30:00-03:00"],
    ["2026-11-20T18:30:00.000Z", "Asia/Kolkata", "2026-11-21T00:00:00+05:30"],
    ["2026-11-20T18:29:59.999Z", "Asia/Kolkata", "2026-11-20T23:59:59+05:30"],
    ["2026-11-20T10:59:59.999Z", "Pacific/Pago_Pago", "2026-11-19T23:59:59-11:00"],
    ["2026-11-20T11:00:00.000Z", "Pacific/Pago_Pago", "2026-11-20T00:00:00-11:00"],
    // Egypt's summer time paused for Ramadan: 23:00 came twice.
    ["2010-08-10T20:00:00.000Z", "Africa/Cairo", "2010-08-10T23:00:00+03:00"],
    ["2010-08-10T21:00:00.000Z", "Africa/Cairo", "2010-08-10T23:00:00+02:00"],
    ["2026-03-29T00:59:59.000Z", "Europe/Berlin", "2026-03-29T01:59:59+01:00"],
    ["2026-03-29T01:00:00.000Z", "Europe/Berlin", "2026-03-29T03:00:00+02:00"],
    ["2026-11-20T15:40:12.000Z", "+01:00", "2026-11-20T16:40:12+01:00"],
    ["2026-01-01T03:29:59.000Z", "-03:30", "2025-12-31T23:59:59-03:30"],
    ["2026-01-01T03:30:00.000Z", "-03:30", "2026-01-01T00:00:00-03:30"],
    ["2026-01-01T00:00:00.000Z", "UTC", "2026-01-01T00:00:00+00:00"],
    ["1969-12-31T23:59:59.999Z", "UTC", "1969-12-31T23:59:59+00:00"],
  ])("%s in %s is %s", (instant, zone, expected) => {
    expect(localTimestamp(new Date(instant), zone)).toBe(expected);
    expect(localDateAt(new Date(instant), zone)).toBe(expected.slice(0, 10));
  });

  it("refuses a zone that does not exist", () => {
    expect(() => localDateAt(new Date(0), "Europe/Atlantis")).toThrow(RangeError);
  });

  describe.skipIf(!hasTemporal)(`against Temporal${needsTemporal}`, () => {
    it.each(ZONES)("agrees in %s around every midnight from 1970 to 2100", (zone) => {
      const comparison = new Comparison();
      let date = Temporal.PlainDate.from("1970-01-01");
      for (let day = 0; day <= LAST_DAY; day += 1) {
        const start = date.toZonedDateTime(zone);
        const midnight = start.epochMilliseconds;
        comparison.same(
          localTimestamp(new Date(midnight), zone),
          start.toString({ timeZoneName: "never", smallestUnit: "second" }),
          midnight,
        );
        for (const instant of [midnight - 1, day * DAY + DAY / 2]) {
          comparison.same(
            localDateAt(new Date(instant), zone),
            Temporal.Instant.fromEpochMilliseconds(instant)
              .toZonedDateTimeISO(zone)
              .toPlainDate()
              .toString(),
            instant,
          );
        }
        date = date.add({ days: 1 });
      }
      expect(comparison.disagreements).toEqual([]);
      expect(comparison.compared).toBe((LAST_DAY + 1) * 3);
    });

    it("agrees at any instant", () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...ZONES),
          fc.integer({ min: 0, max: (LAST_DAY + 1) * DAY - 1 }),
          (zone, instant) => {
            expect(localTimestamp(new Date(instant), zone)).toBe(
              Temporal.Instant.fromEpochMilliseconds(instant)
                .toZonedDateTimeISO(zone)
                .toString({ timeZoneName: "never", smallestUnit: "second", roundingMode: "floor" }),
            );
          },
        ),
        { numRuns: 2000 },
      );
    });

    it("control: the comparison sees the neighbouring zone", () => {
      const comparison = new Comparison();
      const instant = Date.UTC(2026, 0, 1, 3, 15);
      comparison.same(
        localDateAt(new Date(instant), "-03:00"),
        Temporal.Instant.fromEpochMilliseconds(instant)
          .toZonedDateTimeISO("-03:30")
          .toPlainDate()
          .toString(),
        instant,
      );
      expect(comparison.disagreements).toHaveLength(1);
    });
  });
});
