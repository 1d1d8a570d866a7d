import { describe, expect, it } from "vitest";
import type { ListedPrompt, Theme } from "../../../../shared/contract/prompts.ts";
import { narrow, type Narrowing, readNarrowing, writeNarrowing } from "./narrowing.ts";

const origin = { kind: "built_in" } as const;
const ofTheme = { blurb: "", inWeeklyRotation: true, sources: [], origin };
const themes: Theme[] = [
  { id: "trust", title: "Trust and control", ...ofTheme },
  { id: "openness", title: "Öffnung", ...ofTheme },
];

const promptOf = (id: string, change: Partial<ListedPrompt>): ListedPrompt => ({
  id,
  theme: "trust",
  cadence: "weekly",
  text: "Who waited this week?",
  followUps: [],
  source: { document: "one.txt", section: "A section" },
  origin,
  answered: 0,
  lastWeek: null,
  favourite: false,
  pinned: false,
  hiddenSince: null,
  picked: false,
  revision: null,
  ...change,
});

const prompts = [
  promptOf("a", {}),
  promptOf("b", { cadence: "monthly", source: { document: "two.txt", section: "B" } }),
  promptOf("c", { theme: "openness", text: "Whose naïveté, in ｗｉｄｅ letters?" }),
];

const chosen = (narrowing: Partial<Narrowing>): string[] =>
  narrow(prompts, themes, { chosen: null, find: "", ...narrowing }).map(({ id }) => id);

describe("narrowing the library", () => {
  it("shows all of it where nothing is chosen", () => {
    expect(chosen({})).toEqual(["a", "b", "c"]);
  });

  it("takes one theme, one document or one cadence", () => {
    expect(chosen({ chosen: { way: "theme", value: "openness" } })).toEqual(["c"]);
    expect(chosen({ chosen: { way: "from", value: "two.txt" } })).toEqual(["b"]);
    expect(chosen({ chosen: { way: "asked", value: "weekly" } })).toEqual(["a", "c"]);
    expect(chosen({ chosen: { way: "asked", value: "daily" } })).toEqual([]);
  });

  it.each([
    ["NAIVETE", ["c"]],
    ["naïv wide", ["c"]],
    ["  wait   who ", ["a", "b"]],
    ["offnung", ["c"]],
    ["control", ["a", "b"]],
    ["who nobody", []],
    ["   ", ["a", "b", "c"]],
  ])("finds %j in question and theme, without regard to case, accents or order", (find, ids) => {
    expect(chosen({ find })).toEqual(ids);
  });

  it("finds within what is chosen", () => {
    expect(chosen({ chosen: { way: "from", value: "two.txt" }, find: "who" })).toEqual(["b"]);
  });
});

describe("a narrowing in the address", () => {
  it.each<Narrowing>([
    { chosen: null, find: "" },
    { chosen: null, find: "50 % & more?" },
    { chosen: { way: "theme", value: "on-the-business" }, find: "" },
    { chosen: { way: "asked", value: "per-person" }, find: "ü+ ü" },
  ])("comes back: %j", (narrowing) => {
    expect(readNarrowing(new URLSearchParams(writeNarrowing(narrowing)))).toEqual(narrowing);
  });

  it("is nothing for the whole library, and takes the first way where an address names two", () => {
    expect(writeNarrowing({ chosen: null, find: "" })).toBe("");
    expect(readNarrowing(new URLSearchParams("?asked=weekly&theme=trust&other=1")).chosen).toEqual({
      way: "theme",
      value: "trust",
    });
  });
});
