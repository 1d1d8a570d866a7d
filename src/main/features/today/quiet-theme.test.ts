import { describe, expect, it } from "vitest";
import { chooseQuietTheme } from "./quiet-theme.ts";

const WEEK = "2026-W47";
const themes = [
  { id: "trust", title: "Trust and control", inWeeklyRotation: true },
  { id: "openness", title: "Openness", inWeeklyRotation: true },
  { id: "listening", title: "Listening", inWeeklyRotation: true },
  { id: "crisis", title: "Forward once, back twice", inWeeklyRotation: false },
];

describe("the quiet theme", () => {
  it.each<[string, Record<string, string>, [string, number] | null]>([
    ["nothing was answered", {}, null],
    ["all were answered lately", { trust: "2026-W46", openness: "2026-W42" }, null],
    ["one was answered five weeks ago", { trust: "2026-W42" }, null],
    ["one was answered six weeks ago", { trust: "2026-W41" }, ["trust", 6]],
    ["one is longer away", { trust: "2026-W41", listening: "2026-W38" }, ["listening", 9]],
    ["two are as long away", { listening: "2026-W38", openness: "2026-W38" }, ["openness", 9]],
    ["one is away over the new year", { trust: "2025-W52" }, ["trust", 47]],
    ["one that does not rotate is away", { crisis: "2025-W52" }, null],
    ["one is not in the library any more", { gone: "2025-W52" }, null],
  ])("where %s", (_name, lastAnswered, expected) => {
    const quiet = chooseQuietTheme(themes, new Map(Object.entries(lastAnswered)), WEEK);
    expect(quiet && [quiet.id, quiet.weeks]).toEqual(expected);
  });
});
