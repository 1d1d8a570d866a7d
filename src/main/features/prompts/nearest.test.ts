import { describe, expect, it } from "vitest";
import { nearest } from "./nearest.ts";

const THEMES = ["future", "trust", "openness", "growth", "coaching", "listening", "standing-back"];

describe("the nearest word", () => {
  it.each<[word: string, near: string | null]>([
    ["coching", "coaching"],
    ["trusst", "trust"],
    ["rtust", "trust"],
    ["Listenning", "listening"],
    ["standing_back", "standing-back"],
    ["truth", "trust"],
    ["", null],
    ["zebra", null],
    ["authority", null],
    ["x".repeat(1_000_000), null],
  ])("to %j is %j", (word, near) => {
    expect(nearest(word, THEMES)).toBe(near);
  });

  it("is the first of those as near", () => {
    expect(nearest("caat", ["cats", "cat", "coat"])).toBe("cat");
    expect(nearest("bat", ["cat", "hat"])).toBe("cat");
  });
});
