import { describe, expect, test } from "vitest";
import { dateOf, nameOfDay } from "./when.ts";

const FRIDAY = "2026-11-20";

describe("the name of a day", () => {
  test.each([
    ["2026-11-20", "today"],
    ["2026-11-19", "yesterday"],
    ["2026-11-18", "Wednesday"],
    ["2026-11-14", "Saturday"],
    // A week ago would be this Friday's own name.
    ["2026-11-13", "13 November"],
    ["2025-11-19", "19 November 2025"],
    // A clock that was set back.
    ["2026-11-21", "21 November"],
  ])("%s", (day, name) => {
    expect(nameOfDay(day, FRIDAY)).toBe(name);
  });
});

test("the year is said when it is another one", () => {
  expect(dateOf("2026-01-02", FRIDAY)).toBe("2 January");
  expect(dateOf("2025-12-31", FRIDAY)).toBe("31 December 2025");
});
