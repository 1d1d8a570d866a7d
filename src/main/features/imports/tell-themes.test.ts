import { describe, expect, it } from "vitest";
import { tellThemes } from "./tell-themes.ts";

describe("the themes of an entry's prompts", () => {
  it.each<[string, (string | null)[], string[], (string | null)[]]>([
    ["are the library's", ["a", "b", "a"], ["a", "b"], ["a", "b", "a"]],
    [
      "of one that is gone: what would be missing",
      ["a", null, "c"],
      ["a", "b", "c"],
      ["a", "b", "c"],
    ],
    ["of one that is gone and nothing is missing", ["a", null, "b"], ["a", "b"], ["a", "a", "b"]],
    ["of one that is gone, first of all", [null, "a", "b"], ["a", "b"], ["a", "a", "b"]],
    ["of several that are gone", [null, null, null], ["a", "b"], ["a", "a", "b"]],
    ["of one that has moved to a theme the file does not name", ["x", "b"], ["a", "b"], ["a", "b"]],
    ["of one that has moved to another theme of the file", ["a", "a"], ["a", "b"], ["a", "b"]],
    ["of one that is gone, in a file that names none", [null, "a"], [], [null, "a"]],
  ])("%s", (_, known, themes, told) => {
    const all = tellThemes(known, themes);
    if (themes.length > 0) expect([...new Set(all)]).toEqual(themes);
    if (!known.every((theme) => theme === null)) expect(all).toEqual(told);
  });
});
