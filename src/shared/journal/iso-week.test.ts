import { describe, expect, it } from "vitest";
import isoWeeks from "../../../tests/fixtures/iso-weeks.json" with { type: "json" };
import {
  addWeeks,
  firstDayOf,
  isWeek,
  lastDayOf,
  monthOf,
  quarterOf,
  week,
  weekNumberOf,
  weekOf,
  weeksBetween,
} from "./iso-week.ts";
import { addDays, dateFromDayNumber, weekdayOf } from "./local-date.ts";

/**
 * Per ISO year the Monday of its week 1 and the number of its weeks, made with Python's
 * `date.fromisocalendar(year, 1, 1)` and `date(year, 12, 28).isocalendar()`.
 */
const YEARS = Object.entries(isoWeeks.years).map(([year, [monday, weeks]]) => ({
  year: Number(year),
  monday: String(monday),
  weeks: Number(weeks),
}));

const hasTemporal = typeof Temporal !== "undefined";
const needsTemporal = hasTemporal ? "" : " (skipped: this Node has no Temporal to compare with)";

const nameOf = (year: number, number: number): string =>
  `${year}-W${String(number).padStart(2, "0")}`;

/** Every week from 1969-W01 to 2101's last with its Monday, by Python's calendar alone. */
function* weeksByPython(): Generator<{ name: string; number: number; monday: string }> {
  for (const { year, monday, weeks } of YEARS) {
    let time = Date.parse(`${monday}T00:00:00Z`);
    for (let number = 1; number <= weeks; number += 1) {
      yield {
        name: nameOf(year, number),
        number,
        monday: new Date(time).toISOString().slice(0, 10),
      };
      time += 7 * 86_400_000;
    }
  }
}

/** Keeps the first disagreements; `expect` for every day and question would be slow. */
class Comparison {
  compared = 0;
  readonly disagreements: string[] = [];

  same(actual: unknown, expected: unknown, what: string): void {
    this.compared += 1;
    if (actual !== expected && this.disagreements.length < 5) {
      this.disagreements.push(`${what}: ${String(actual)}, not ${String(expected)}`);
    }
  }
}

describe("ISO weeks against Python's isocalendar", () => {
  it("control: the fixture's years follow each other without a gap, and some have 53 weeks", () => {
    const mondays = [...weeksByPython()].map(({ monday }) => Date.parse(monday));
    expect(mondays).toHaveLength(YEARS.reduce((sum, { weeks }) => sum + weeks, 0));
    expect(
      mondays.every(
        (time, index) => index === 0 || time - (mondays[index - 1] ?? 0) === 604_800_000,
      ),
    ).toBe(true);
    expect(YEARS.filter(({ weeks }) => weeks === 53).map(({ year }) => year)).toContain(2026);
    expect(YEARS.filter(({ weeks }) => weeks === 52).map(({ year }) => year)).toContain(2025);
  });

  it("every day from 1970 to 2100 is in its week, and every week has its days", () => {
    const comparison = new Comparison();
    const days = new Set<string>();
    for (const { name, number, monday } of weeksByPython()) {
      comparison.same(firstDayOf(name), monday, name);
      comparison.same(weekNumberOf(name), number, name);
      comparison.same(isWeek(name), true, name);
      for (let weekday = 1; weekday <= 7; weekday += 1) {
        const time = Date.parse(`${monday}T00:00:00Z`) + (weekday - 1) * 86_400_000;
        const date = new Date(time).toISOString().slice(0, 10);
        days.add(date);
        comparison.same(weekOf(date), name, date);
        comparison.same(weekdayOf(date), weekday, date);
        if (weekday === 7) comparison.same(lastDayOf(name), date, name);
        if (weekday === 4) {
          const month = Number(date.slice(5, 7));
          comparison.same(monthOf(name), date.slice(0, 7), name);
          comparison.same(
            quarterOf(name),
            `${date.slice(0, 4)}-Q${month <= 3 ? 1 : month <= 6 ? 2 : month <= 9 ? 3 : 4}`,
            name,
          );
        }
      }
    }
    expect(comparison.disagreements).toEqual([]);
    for (let day = 0; day <= 47_846; day += 1) {
      if (!days.has(dateFromDayNumber(day))) expect.fail(`${dateFromDayNumber(day)} was not asked`);
    }
  });

  it("a year has the weeks it has, and neither week 0 nor one more", () => {
    const comparison = new Comparison();
    for (const { year, weeks } of YEARS) {
      for (let number = 0; number <= 99; number += 1) {
        const name = nameOf(year, number);
        comparison.same(isWeek(name), number >= 1 && number <= weeks, name);
      }
    }
    expect(comparison.disagreements).toEqual([]);
    expect(comparison.compared).toBe(YEARS.length * 100);
  });

  it("adding weeks and counting between them undo each other, across every new year", () => {
    const comparison = new Comparison();
    const names = [...weeksByPython()].map(({ name }) => name);
    for (const [index, name] of names.entries()) {
      for (const step of [0, 1, 8, 52, 53, 500]) {
        const later = names[index + step];
        if (later === undefined) continue;
        comparison.same(addWeeks(name, step), later, `${name} + ${step}`);
        comparison.same(addWeeks(later, -step), name, `${later} - ${step}`);
        comparison.same(weeksBetween(name, later), step, `${name} to ${later}`);
        comparison.same(weeksBetween(later, name) + step, 0, `${later} to ${name}`);
      }
    }
    expect(comparison.disagreements).toEqual([]);
    expect(comparison.compared).toBeGreaterThan(names.length * 20);
  });

  it("weeks compare in time order as plain text", () => {
    const names = [...weeksByPython()].map(({ name }) => name);
    expect([...names].reverse().sort()).toEqual(names);
  });
});

describe.skipIf(!hasTemporal)(`ISO weeks against Temporal${needsTemporal}`, () => {
  it("every day from 1970 to 2100 is in its week", () => {
    const comparison = new Comparison();
    let date = Temporal.PlainDate.from("1970-01-01");
    const end = Temporal.PlainDate.from("2101-01-01");
    while (!date.equals(end)) {
      const text = date.toString();
      const name = nameOf(date.yearOfWeek ?? 0, date.weekOfYear ?? 0);
      const monday = date.subtract({ days: date.dayOfWeek - 1 });
      comparison.same(weekOf(text), name, text);
      comparison.same(firstDayOf(name), monday.toString(), name);
      comparison.same(lastDayOf(name), monday.add({ days: 6 }).toString(), name);
      comparison.same(monthOf(name), monday.add({ days: 3 }).toPlainYearMonth().toString(), name);
      date = date.add({ days: 1 });
    }
    expect(comparison.disagreements).toEqual([]);
    expect(comparison.compared).toBe(47_847 * 4);
  });
});

describe("a week", () => {
  it.each(["2026-W53", "2025-W52", "2020-W53", "1970-W01", "2100-W52", "0001-W01", "9999-W51"])(
    "%s is one",
    (text) => {
      expect(isWeek(text)).toBe(true);
      expect(week.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    ["week 53 of a year that has 52", "2025-W53"],
    ["week 53 of 2100", "2100-W53"],
    ["week 0", "2026-W00"],
    ["week 54", "2026-W54"],
    ["week 99", "2026-W99"],
    ["year 0", "0000-W10"],
    ["a small w", "2026-w10"],
    ["no hyphen", "2026W10"],
    ["a week of one digit", "2026-W1"],
    ["a week of three digits", "2026-W010"],
    ["a year of six digits", "+002026-W10"],
    ["a year of five digits", "10000-W01"],
    ["a day of a week", "2026-W10-1"],
    ["a date", "2026-03-02"],
    ["a space after", "2026-W10 "],
    ["a line break after", "2026-W10\n"],
    ["other digits", "２０２６-W10"],
    ["nothing", ""],
  ])("%s is none: %j", (_, text) => {
    expect(isWeek(text)).toBe(false);
    expect(week.safeParse(text).success).toBe(false);
  });

  it.each([
    ["2025-12-29", "2026-W01"],
    ["2026-01-04", "2026-W01"],
    ["2026-12-31", "2026-W53"],
    ["2027-01-03", "2026-W53"],
    ["2027-01-04", "2027-W01"],
    ["2021-01-03", "2020-W53"],
    ["1970-01-01", "1970-W01"],
  ])("%s is in %s", (date, expected) => {
    expect(weekOf(date)).toBe(expected);
  });

  it.each([
    // Monday 29 December 2025 to Sunday 4 January 2026; the Thursday is New Year's Day.
    ["2026-W01", "2026-01", "2026-Q1"],
    // Its Thursday is 31 December 2026, although it reaches into 2027.
    ["2026-W53", "2026-12", "2026-Q4"],
    // Monday 30 March, Thursday 2 April.
    ["2026-W14", "2026-04", "2026-Q2"],
    // Thursday 31 December 2020; the week belongs to 2020.
    ["2020-W53", "2020-12", "2020-Q4"],
    ["2026-W40", "2026-10", "2026-Q4"],
    ["2026-W39", "2026-09", "2026-Q3"],
  ])("%s belongs by its Thursday to %s and %s", (name, month, quarter) => {
    expect(monthOf(name)).toBe(month);
    expect(quarterOf(name)).toBe(quarter);
    expect(addDays(firstDayOf(name), 3).slice(0, 7)).toBe(month);
  });
});
