import { expect, test } from "vitest";
import { instantAt, isTimeOfDay } from "./wall-clock.ts";

test.each([
  ["2026-11-20", "14:20", "Europe/Berlin", "2026-11-20T13:20:00.000Z"],
  ["2026-07-01", "00:00", "Europe/Berlin", "2026-06-30T22:00:00.000Z"],
  ["2026-11-20", "14:20", "+05:30", "2026-11-20T08:50:00.000Z"],
  ["2026-11-20", "23:59", "America/Los_Angeles", "2026-11-21T07:59:00.000Z"],
  // Around the ends of summer time: before, twice, after; and an hour that is not there.
  ["2026-10-25", "01:59", "Europe/Berlin", "2026-10-24T23:59:00.000Z"],
  ["2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
  ["2026-10-25", "03:00", "Europe/Berlin", "2026-10-25T02:00:00.000Z"],
  ["2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
])("%s %s in %s", (date, time, zone, instant) => {
  expect(instantAt(date, time, zone).toISOString()).toBe(instant);
});

test("a time of the day is written HH:MM", () => {
  expect(["00:00", "09:30", "23:59"].every(isTimeOfDay)).toBe(true);
  expect(["24:00", "9:30", "12:60", "12", ""].some(isTimeOfDay)).toBe(false);
});
