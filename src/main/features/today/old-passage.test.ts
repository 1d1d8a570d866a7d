import { describe, expect, it } from "vitest";
import { addWeeks } from "../../../shared/journal/iso-week.ts";
import { addDays } from "../../../shared/journal/local-date.ts";
import { choosePassage, weeksOfPassages, type WrittenText } from "./old-passage.ts";

/** A Friday of week 47. */
const TODAY = "2026-11-20";
const ago = (weeks: number, text: string, entryId = `entry-${weeks}`): WrittenText => ({
  entryId,
  week: addWeeks("2026-W47", -weeks),
  text,
});
const SENTENCE = "I keep calling it support.";

describe("the old passage of a day", () => {
  it("is from 1, 4, 13, 26 or 52 weeks ago, across a year of 53 weeks too", () => {
    expect(weeksOfPassages(TODAY)).toEqual([
      "2025-W47",
      "2026-W21",
      "2026-W34",
      "2026-W43",
      "2026-W46",
    ]);
    expect(weeksOfPassages("2027-01-04")[0]).toBe("2026-W02");
  });

  it.each([0, 2, 3, 5, 12, 27, 51, 53, 104])("is never from %i weeks ago", (weeks) => {
    expect(choosePassage([ago(weeks, SENTENCE)], TODAY)).toBeNull();
  });

  it.each([1, 4, 13, 26, 52])("is from %i weeks ago when that week alone has one", (weeks) => {
    expect(choosePassage([ago(weeks, SENTENCE)], TODAY)).toEqual({
      entryId: `entry-${weeks}`,
      week: addWeeks("2026-W47", -weeks),
      weeks,
      text: SENTENCE,
    });
  });

  it("stays the same all day, and goes through all of them from day to day", () => {
    const texts = [1, 4, 13, 26, 52].map((weeks) => ago(weeks, SENTENCE));
    const monday = "2026-11-16";
    const days = [0, 1, 2, 3, 4].map((day) => choosePassage(texts, addDays(monday, day))?.weeks);
    expect(new Set(days)).toEqual(new Set([1, 4, 13, 26, 52]));
    expect(choosePassage(texts, TODAY)).toEqual(choosePassage([...texts].reverse(), TODAY));
  });

  it("is the first of its week that says something", () => {
    const texts = [ago(4, "Yes.\n\nNo.", "short"), ago(4, `Hm.\n  ${SENTENCE}  \nMore.`, "long")];
    expect(choosePassage(texts, TODAY)).toMatchObject({ entryId: "long", text: SENTENCE });
    expect(choosePassage([ago(4, "Yes.")], TODAY)).toBeNull();
  });

  it.each<[string, string, string]>([
    ["whole sentences", `${SENTENCE} ${"It was not. ".repeat(30)}`, "sentence"],
    ["whole words of one long sentence", "and so on ".repeat(40), "word"],
    ["whole letters of one long word", "👩‍👩‍👧‍👦".repeat(60), "letter"],
  ])("is cut to %s", (_name, text, unit) => {
    const passage = choosePassage([ago(1, text)], TODAY)?.text ?? "";
    expect(passage.length).toBeGreaterThan(150);
    expect(passage.length).toBeLessThanOrEqual(220);
    if (unit === "sentence") expect(passage).toMatch(/^I keep .*not\.$/);
    else if (unit === "word") expect(passage).toMatch(/^(and so on |and so |and )+(and|so|on)…$/);
    else expect(passage).toMatch(/^(👩‍👩‍👧‍👦)+…$/u);
  });
});
