import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PACK_BYTES, type PackProblem } from "../../../shared/contract/pack-problems.ts";
import { packProblemSentence } from "../../../shared/contract/pack-sentences.ts";
import { type PackSurroundings, readPack } from "./read-pack.ts";

const around: PackSurroundings = {
  documents: [{ id: "paper", title: "A paper" }],
  themes: [
    { id: "trust", title: "Trust and control" },
    { id: "coaching", title: "Coaching and two-way conversation" },
  ],
  takenPrompts: new Set(["trust-01"]),
  takenThemes: new Set(["trust", "coaching"]),
};

const HEAD = `version: 1
id: works-council
title: "Works council pack"
prompts:
`;

/** The line on which the first prompt of a pack with HEAD begins; it has four. */
const FIRST = 5;

function promptOf(id: string, change: Record<string, string> = {}): string {
  const keys = { theme: "trust", cadence: "monthly", text: '"What was decided?"', ...change };
  const lines = Object.entries(keys).map(([key, value]) => `    ${key}: ${value}\n`);
  return `  - id: ${id}\n${lines.join("")}`;
}

/** The problems of a pack with two prompts in order around a third. */
function troubleOf(between: string) {
  const pack = readPack(HEAD + promptOf("one") + between + promptOf("three"), around);
  return { ids: pack.prompts.map(({ id }) => id), ...pack.trouble };
}

const THIRD = FIRST + 4;

describe("a pack in order", () => {
  it("is read whole: its own themes and documents, and those that are there", () => {
    const yaml = `version: 1
language: en
id: works-council
title: "Works council pack"
about: "For those who sit across the table."
documents:
  - id: act
    title: "The works constitution act"
themes:
  - id: council
    title: "Works council"
    inWeeklyRotation: false
    sources:
      - document: act
        section: "Two"
prompts:
  - id: council-01
    theme: council
    cadence: weekly
    text: >
      What did the council
      know before you asked?
    followUps:
      - "Who told them?"
    source: {document: paper, section: One}
  - id: council-02
    theme: trust
    cadence: per-person
    text: "What does {person} hear last?"
`;
    const origin = { kind: "pack", id: "works-council", title: "Works council pack" };
    expect(readPack(yaml, around)).toEqual({
      id: "works-council",
      title: "Works council pack",
      documents: [{ id: "act", title: "The works constitution act", about: "" }],
      themes: [
        {
          id: "council",
          title: "Works council",
          blurb: "",
          inWeeklyRotation: false,
          sources: [{ document: "act", section: "Two" }],
          origin,
        },
      ],
      prompts: [
        {
          id: "council-01",
          theme: "council",
          cadence: "weekly",
          text: "What did the council know before you asked?",
          followUps: ["Who told them?"],
          source: { document: "paper", section: "One" },
          origin,
        },
        {
          id: "council-02",
          theme: "trust",
          cadence: "per-person",
          text: "What does {person} hear last?",
          followUps: [],
          source: null,
          origin,
        },
      ],
      trouble: null,
      yaml,
    });
  });

  it("is the same with Windows line ends and a byte order mark", () => {
    const plain = readPack(HEAD + promptOf("one"), around);
    const other = readPack(`\uFEFF${HEAD}${promptOf("one")}`.replaceAll("\n", "\r\n"), around);
    expect({ ...other, yaml: "" }).toEqual({ ...plain, yaml: "" });
  });
});

describe("a prompt that is wrong is named with its line, and the others stand alone", () => {
  it.each<[fault: string, wrong: string, problem: Partial<PackProblem>, sentence: RegExp]>([
    [
      "a theme that does not exist",
      promptOf("two", { theme: "trusst" }),
      { kind: "unknown_theme", line: THIRD + 1, nearest: "trust" },
      /no theme “trusst”\. The nearest is “trust” \(Trust and control\)\./,
    ],
    [
      "a theme by its title",
      promptOf("two", { theme: '"trust and CONTROL"' }),
      { kind: "unknown_theme", nearest: "trust" },
      /nearest is “trust”/,
    ],
    [
      "a theme that is like none",
      promptOf("two", { theme: "authority" }),
      { kind: "unknown_theme", found: "authority" },
      /^There is no theme “authority”\.$/,
    ],
    [
      "a cadence that does not exist",
      promptOf("two", { cadence: "montly" }),
      { kind: "unknown_cadence", line: THIRD + 2, nearest: "monthly" },
      /no cadence “montly”\. The nearest is “monthly”/,
    ],
    [
      "a document that is not listed",
      promptOf("two", { source: "{document: papre, section: One}" }),
      { kind: "unknown_document", line: THIRD + 4, nearest: "paper" },
      /nearest is “paper” \(A paper\)/,
    ],
    [
      "an id that stands in the file already",
      promptOf("one"),
      { kind: "duplicate", line: THIRD, first: FIRST },
      /“one” stands on line 5 already/,
    ],
    [
      "an id that the library has",
      promptOf("trust-01"),
      { kind: "taken", line: THIRD, found: "trust-01" },
      /“trust-01” is in the library already/,
    ],
    ["an id that an export uses", promptOf("none"), { kind: "taken" }, /“none”/],
    ["an id with a capital", promptOf("Two"), { kind: "bad_id", line: THIRD }, /“Two” is no id/],
    [
      "no text",
      promptOf("two", { text: "" }),
      { kind: "missing", key: "text" },
      /“text” is missing/,
    ],
    [
      "an empty text",
      promptOf("two", { text: '"  "' }),
      { kind: "missing", line: THIRD + 3 },
      /“text” is missing/,
    ],
    ["a text that is a list", promptOf("two", { text: "[a]" }), { kind: "not_text" }, /a text/],
    [
      "a text without end",
      promptOf("two", { text: "x".repeat(2001) }),
      { kind: "too_long", limit: 2000 },
      /too long. It may have 2000/,
    ],
    [
      "follow-ups that are no list",
      promptOf("two", { followUps: "Who?" }),
      { kind: "not_list" },
      /“followUps” is to be a list/,
    ],
    [
      "six follow-ups",
      promptOf("two", { followUps: "[a, b, c, d, e, f]" }),
      { kind: "too_many", limit: 5 },
      /There may be 5/,
    ],
    [
      "half a source",
      promptOf("two", { source: "{document: paper}" }),
      { kind: "missing" },
      /section/,
    ],
    [
      "a source that is a word",
      promptOf("two", { source: "paper" }),
      { kind: "not_map" },
      /source/,
    ],
    [
      "a key that is not known",
      promptOf("two", { folowUps: "[]" }),
      { kind: "unknown_key", nearest: "followUps" },
      /no key “folowUps” here\. The nearest is “followUps”/,
    ],
    [
      "the key __proto__",
      promptOf("two", { ["__proto__"]: "{cadence: x}" }),
      { kind: "unknown_key", found: "__proto__" },
      /__proto__/,
    ],
    [
      "a name that nobody is asked about",
      promptOf("two", { text: '"What did {person} say?"' }),
      { kind: "person_unasked", line: THIRD + 3 },
      /cadence: per-person/,
    ],
    ["a bare word", "  - hello\n", { kind: "not_map", line: THIRD }, /“prompts” is to be a map/],
  ])("%s", (_, wrong, problem, sentence) => {
    const { ids, problems = [], others, count } = troubleOf(wrong);
    expect(ids).toEqual(["one", "three"]);
    expect({ others, count }).toEqual({ others: 2, count: 1 });
    expect(problems).toEqual([expect.objectContaining(problem)]);
    expect(problems.map(packProblemSentence)).toEqual([expect.stringMatching(sentence)]);
  });

  it("names everything that is wrong with it, in the order of the lines", () => {
    const { problems } = troubleOf(promptOf("Two", { cadence: "daily", theme: "luck" }));
    expect(problems?.map(({ kind, line }) => [line, kind])).toEqual([
      [THIRD, "bad_id"],
      [THIRD + 1, "unknown_theme"],
      [THIRD + 2, "unknown_cadence"],
    ]);
  });

  it("without it the text reads whole, and its comments stay", () => {
    const yaml = `${HEAD}  # The first.\n${promptOf("one")}${promptOf("two", { theme: "luck" })}${promptOf("three")}`;
    const pack = readPack(yaml, around);
    const again = readPack(pack.yaml, around);
    expect(again.trouble).toBeNull();
    expect(again.prompts).toEqual(pack.prompts);
    expect(pack.yaml).toContain("# The first.");
    expect(pack.yaml).not.toContain("luck");
  });
});

describe("what concerns the whole file leaves nothing that stands alone", () => {
  const good = promptOf("one");
  it.each<[fault: string, yaml: string, problem: Partial<PackProblem>]>([
    ["no id", HEAD.replace("id: works-council\n", "") + good, { kind: "missing", key: "id" }],
    ["no title", HEAD.replace(/title: .*\n/, "") + good, { kind: "missing", key: "title" }],
    ["a later version", HEAD.replace("1", "2") + good, { kind: "version", found: "2" }],
    ["no version", HEAD.replace("version: 1\n", "") + good, { kind: "version", found: "" }],
    ["a key that is not known", `${HEAD}${good}opening: one\n`, { kind: "unknown_key", line: 9 }],
    [
      "a theme that is there already",
      `version: 1\nid: a\ntitle: A\nthemes:\n  - id: trust\n    title: T\nprompts:\n${good}`,
      { kind: "taken", line: 5 },
    ],
    [
      "a theme with a turn of its own",
      `version: 1\nid: a\ntitle: A\nthemes:\n  - id: t\n    title: T\n    inWeeklyRotation: yes\nprompts:\n${good}`,
      { kind: "not_yes_or_no", line: 7, found: "yes" },
    ],
    ["no prompts", "version: 1\nid: a\ntitle: A\n", { kind: "no_prompts" }],
    [
      "an empty list of prompts",
      "version: 1\nid: a\ntitle: A\nprompts: []\n",
      { kind: "no_prompts" },
    ],
    [
      "prompts that are no list",
      "version: 1\nid: a\ntitle: A\nprompts: soon\n",
      { kind: "not_list" },
    ],
    ["broken YAML", `${HEAD}${good}  - id: [\n`, { kind: "syntax" }],
    ["a list", "- one\n", { kind: "shape", line: 1 }],
    ["nothing", "", { kind: "shape" }],
    [
      "an anchor",
      HEAD + promptOf("one", { text: "&a What?" }),
      { kind: "reference", line: FIRST + 3 },
    ],
    ["a tag", HEAD + promptOf("one", { text: "!x What?" }), { kind: "reference", line: FIRST + 3 }],
    [
      "more prompts than a pack may have",
      HEAD + Array.from({ length: 301 }, (_, index) => promptOf(`p${index}`)).join(""),
      { kind: "too_many", limit: 300 },
    ],
    ["too large a file", `${HEAD}${good}${"#".repeat(PACK_BYTES)}`, { kind: "too_large" }],
  ])("%s", (_, yaml, problem) => {
    const { trouble } = readPack(yaml, around);
    expect(trouble?.problems[0]).toMatchObject(problem);
    expect(trouble).toMatchObject({ others: 0, count: 1 });
    expect(packProblemSentence(trouble?.problems[0] ?? { kind: "shape", line: 1 })).toMatch(
      /^[^\n]+\.$/,
    );
  });

  it.each([
    ["lists in lists", "["],
    ["maps in maps", "{a: "],
    ["lists line by line", "- "],
    ["questions", "? "],
    ["quotes", '"'],
  ])("%s without end are refused soon", (_, piece) => {
    const yaml = piece.repeat(Math.floor(PACK_BYTES / piece.length) - 10);
    const started = performance.now();
    expect(readPack(yaml, around).trouble?.others).toBe(0);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("whatever the text is", () => {
  it("reading ends with prompts or with a sentence, and never with an error", () => {
    const pieces = fc.constantFrom(
      ...[
        "version: 1\n",
        "id: a\n",
        "title: A\n",
        "prompts:\n",
        "themes:\n",
        "  - id: b\n",
        "    theme: trust\n",
      ],
      ...[
        "    cadence: weekly\n",
        "    text: What?\n",
        "    followUps: [a]\n",
        "    source: {}\n",
        "&a ",
        "*a",
        "!x ",
      ],
      ...[
        "- ",
        "[",
        "]",
        "{",
        "}",
        '"',
        "\t",
        "\u0000",
        "\ud800",
        ": ",
        "? ",
        "__proto__: 1\n",
        "~\n",
        "---\n",
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const pack = readPack(parts.join(""), around);
        if (pack.trouble === null) expect(pack.prompts.length).toBeGreaterThan(0);
        for (const problem of pack.trouble?.problems ?? []) {
          expect(packProblemSentence(problem)).toMatch(/^\P{Cc}+\.$/u);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
