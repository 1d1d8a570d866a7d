import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Library, Prompt } from "../../../shared/contract/prompts.ts";
import { foldText } from "../../../shared/journal/fold.ts";
import { readLibrary } from "./prompt-library.ts";

const content = readFileSync(
  new URL("../../../../resources/prompts/stepback.yaml", import.meta.url),
  "utf8",
);

/** The headings that the two documents really have, as they stand in them. */
const SECTIONS: Record<string, string[]> = {
  "000_01d68b7b7462b6db.txt": [
    "Planning for the Future",
    "An Issue of Trust",
    "Poor Communication",
    "Lacking a Growth Mindset",
    "Stepping Back Is Not About Giving Up or Letting Go",
    "How Can Leaders Step Back Without Stepping Away?",
  ],
  "002_9327a5d768e5126f.txt": [
    "Listen more than you speak",
    "Identify the true problem before you act",
    "Stand back",
    "Don’t overreach",
    "One step forward, two steps back",
  ],
};

describe("the built-in library", () => {
  const library = readLibrary([{ name: "stepback.yaml", content }]);

  it("loads whole, with nothing to complain about", () => {
    expect(library.problems).toEqual([]);
    // Control: an ordinary YAML reader finds as many of everything, and the same words.
    const plain = parse(content) as Library;
    const { documents, themes, prompts, opening } = library;
    expect({ documents, themes, prompts, opening }).toEqual({
      documents: plain.documents,
      themes: plain.themes.map((theme) => ({ ...theme, origin: { kind: "built_in" } })),
      prompts: plain.prompts.map((prompt) => ({ ...prompt, origin: { kind: "built_in" } })),
      opening: plain.opening,
    });
  });

  it("begins with: Where did you fail to step back this week?", () => {
    const opening = library.prompts.find(({ id }) => id === library.opening);
    expect(opening).toMatchObject({
      text: "Where did you fail to step back this week?",
      theme: "trust",
      cadence: "weekly",
    });
    expect(library.prompts.filter(({ text }) => text === opening?.text)).toHaveLength(1);
  });

  it("has ten themes, nine of them in the weekly rotation", () => {
    expect(library.themes).toHaveLength(10);
    expect(
      library.themes.filter(({ inWeeklyRotation }) => !inWeeklyRotation).map(({ id }) => id),
    ).toEqual(["crisis"]);
  });

  it("has six weekly prompts or more in every rotating theme, so that none is soon dry", () => {
    for (const { id, inWeeklyRotation } of library.themes) {
      const weekly = library.prompts.filter(
        ({ theme, cadence }) => theme === id && cadence === "weekly",
      );
      expect([id, weekly.length >= 6]).toEqual([id, inWeeklyRotation]);
    }
  });

  it("names with every prompt and theme a listed document and a section that stands in it", () => {
    expect(library.documents.map(({ id }) => id)).toEqual(Object.keys(SECTIONS));
    const sources = [
      ...library.prompts.map(({ id, source }) => ({ id, ...source })),
      ...library.themes.flatMap(({ id, sources: all }) => all.map((source) => ({ id, ...source }))),
    ];
    expect(
      sources.filter(
        ({ document = "", section = "" }) => SECTIONS[document]?.includes(section) !== true,
      ),
    ).toEqual([]);
    expect(new Set(sources.map(({ section }) => section))).toEqual(
      new Set(Object.values(SECTIONS).flat()),
    );
  });

  it("takes each prompt's source from its own theme's document", () => {
    for (const { id, theme, source } of library.prompts) {
      const documents = library.themes
        .find((other) => other.id === theme)
        ?.sources.map(({ document }) => document);
      expect([id, documents]).toEqual([id, expect.arrayContaining([source?.document])]);
    }
  });

  const sentencesOf = ({ text, followUps }: Prompt): string[] => [text, ...followUps];

  it("never asks why: it invites rumination", () => {
    const why = /\bwhy\b/i;
    expect(why.test("And why?")).toBe(true);
    const sentences = library.prompts.flatMap(sentencesOf);
    expect(sentences.length).toBeGreaterThan(library.prompts.length);
    expect(sentences.filter((sentence) => why.test(sentence))).toEqual([]);
  });

  it("asks: every prompt and follow-up ends with its question", () => {
    const asks = /^\p{Lu}\P{Cc}*[^\s?]\?$/u;
    expect(
      ["Who spoke?", "Who spoke", "who?", "Who spoke??"].map((line) => asks.test(line)),
    ).toEqual([true, false, false, false]);
    expect(library.prompts.flatMap(sentencesOf).filter((sentence) => !asks.test(sentence))).toEqual(
      [],
    );
  });

  it("asks about this week where it asks every week", () => {
    const weekly = library.prompts.filter(({ cadence }) => cadence === "weekly");
    expect(weekly.filter(({ text }) => !/\bweek\b/.test(text))).toEqual([]);
  });

  it("keeps to what fits above the page: three lines in a narrow window, two for a follow-up", () => {
    const long = library.prompts.filter(
      ({ text, followUps }) =>
        text.length > 125 || followUps.some((question) => question.length > 90),
    );
    expect(long).toEqual([]);
    for (const { id, followUps } of library.prompts) {
      expect([id, [1, 2].includes(followUps.length)]).toEqual([id, true]);
    }
  });

  it("asks nothing twice, also in other letters", () => {
    const folded = library.prompts.map(({ text }) => foldText(text).replace(/\P{L}+/gu, " "));
    expect(new Set(folded).size).toBe(library.prompts.length);
    for (const prompt of library.prompts) {
      expect(new Set(sentencesOf(prompt).map(foldText)).size).toBe(1 + prompt.followUps.length);
    }
  });

  it("writes apostrophes and quotes as they are printed", () => {
    const sentences = library.prompts.flatMap(sentencesOf);
    expect(sentences.filter((sentence) => /['"]/.test(sentence))).toEqual([]);
    expect(sentences.some((sentence) => sentence.includes("’"))).toBe(true);
  });

  it("asks about a person by name where it asks about one, and nowhere else", () => {
    for (const { id, cadence, text } of library.prompts) {
      expect([id, text.includes("{person}")]).toEqual([id, cadence === "per-person"]);
    }
  });
});

/** A document and a theme, then prompts from line 15 on. */
const HEAD = `version: 1
documents:
  - id: paper
    title: Paper
    about: A paper
themes:
  - id: trust
    title: Trust
    blurb: Trust.
    inWeeklyRotation: true
    sources:
      - document: paper
        section: One
prompts:
`;
const FIRST_LINE = 15;

/** Seven lines. */
function promptOf(id: string, change: Record<string, string> = {}): string {
  const fields: Record<string, string> = {
    theme: "trust",
    cadence: "weekly",
    text: `"What about ${id}?"`,
    source: "\n      document: paper\n      section: One",
    ...change,
  };
  const lines = Object.entries(fields)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `    ${key}: ${value}\n`);
  return `  - id: ${id}\n${lines.join("")}`;
}
const SECOND_LINE = FIRST_LINE + 7;

function read(...contents: string[]) {
  const library = readLibrary(
    contents.map((text, index) => ({ name: `${index + 1}.yaml`, content: text })),
  );
  return { library, ids: library.prompts.map(({ id }) => id), problems: library.problems };
}

describe("one item that is wrong is named with its line and reason, and the rest loads", () => {
  it("control: without a fault, all load", () => {
    const { ids, problems } = read(HEAD + promptOf("one") + promptOf("two") + promptOf("three"));
    expect([ids, problems]).toEqual([["one", "two", "three"], []]);
  });

  it.each<[fault: string, wrong: string, reason: RegExp]>([
    ["an unknown theme", promptOf("two", { theme: "luck" }), /theme "luck" does not exist/],
    [
      "an unknown document",
      promptOf("two", { source: "\n      document: rumour\n      section: One" }),
      /document "rumour" is not listed/,
    ],
    ["an id that is there already", promptOf("one"), /id "one" is there already/],
    ["a cadence that does not exist", promptOf("two", { cadence: "daily" }), /^cadence: .*weekly/],
    ["no text", promptOf("two", { text: "" }), /^text: /],
    ["an empty text", promptOf("two", { text: '"  "' }), /^text: /],
    ["a text that is a list", promptOf("two", { text: "[a, b]" }), /^text: /],
    ["a text without end", promptOf("two", { text: "x".repeat(2001) }), /^text: /],
    ["no source", promptOf("two", { source: "" }), /^source: /],
    ["half a source", promptOf("two", { source: "{document: paper}" }), /^source\.section: /],
    ["a key that is not known", promptOf("two", { weight: "3" }), /Unrecognized key: "weight"/],
    ["six follow-ups", promptOf("two", { followUps: "[a, b, c, d, e, f]" }), /^followUps: /],
    ["an id with a capital", promptOf("Two"), /^id: .*lower-case/],
    ["the key __proto__", promptOf("two", { ["__proto__"]: "{cadence: x}" }), /"__proto__"/],
    ["the key constructor", promptOf("two", { constructor: "{}" }), /"constructor"/],
    ["an id called __proto__", promptOf("__proto__"), /^id: /],
    ["a merge key", promptOf("two", { "<<": "{cadence: monthly}" }), /Unrecognized key: "<<"/],
    ["a bare word", "  - hello\n", /expected object/],
    ["an empty item", "  -\n", /expected object/],
  ])("%s", (_, wrong, reason) => {
    const { ids, problems } = read(HEAD + promptOf("one") + wrong + promptOf("three"));
    expect(ids).toEqual(["one", "three"]);
    expect(problems).toEqual([
      { file: "1.yaml", line: SECOND_LINE, reason: expect.stringMatching(reason) },
    ]);
  });

  it("a key of the file that is not known", () => {
    const { ids, problems } = read(`${HEAD}${promptOf("one")}colour: red\n__proto__:\n  a: b\n`);
    expect(ids).toEqual(["one"]);
    expect(problems).toEqual([
      { file: "1.yaml", line: SECOND_LINE, reason: 'the key "colour" is not known' },
      { file: "1.yaml", line: SECOND_LINE + 1, reason: 'the key "__proto__" is not known' },
    ]);
    expect(Object.hasOwn(Object.prototype, "a")).toBe(false);
  });

  it("an opening that does not exist leaves none", () => {
    const { library, problems } = read(`${HEAD}${promptOf("one")}opening: two\n`);
    expect(library.opening).toBeNull();
    expect(problems).toMatchObject([
      { line: SECOND_LINE, reason: 'the prompt "two" does not exist' },
    ]);
    expect(read(`${HEAD}${promptOf("one")}opening: one\n`).library.opening).toBe("one");
  });

  it("a theme that is wrong takes its prompts with it, each named", () => {
    const { ids, problems } = read(HEAD.replace("true", "yes") + promptOf("one"));
    expect(ids).toEqual([]);
    expect(problems.map(({ line }) => line)).toEqual([7, FIRST_LINE]);
    expect(problems[0]?.reason).toMatch(/^inWeeklyRotation: /);
  });

  it("a part that is no list", () => {
    expect(read("version: 1\nprompts: soon\n").problems).toEqual([
      { file: "1.yaml", line: 2, reason: '"prompts" is not a list' },
    ]);
  });

  it("counts lines the same with Windows line ends and with a byte order mark", () => {
    const wrong = HEAD + promptOf("one") + promptOf("two", { theme: "luck" });
    for (const text of [wrong.replaceAll("\n", "\r\n"), `\uFEFF${wrong}`]) {
      const { ids, problems } = read(text);
      expect([ids, problems[0]?.line]).toEqual([["one"], SECOND_LINE]);
    }
  });
});

describe("a file that is wrong is named with line and reason, and the other files load", () => {
  const good = HEAD + promptOf("one");

  it.each<[fault: string, file: string, line: number, reason: RegExp]>([
    ["broken YAML", `${HEAD}${promptOf("two")}  - id: [\n`, SECOND_LINE + 1, /./],
    ["a tab as indentation", `${HEAD}${promptOf("two")}\tid: x\n`, SECOND_LINE, /tab/i],
    ["the same key twice", `version: 1\nprompts: []\nprompts: []\n`, 3, /unique/],
    ["two documents in one file", `version: 1\n---\nversion: 1\n`, 2, /multiple documents/],
    ["a list", "- one\n- two\n", 1, /not a map/],
    ["a bare word", "hello\n", 1, /not a map/],
    ["nothing", "", 1, /not a map/],
    ["a later version", "# later\nversion: 2\nprompts: []\n", 2, /version 1 .* not 2/],
    ["no version", "prompts: []\n", 1, /version 1/],
    ["an anchor", `${HEAD}${promptOf("two", { text: "&a What?" })}`, FIRST_LINE + 3, /anchors/],
    ["an alias to nothing", `${HEAD}${promptOf("two", { text: "*a" })}`, FIRST_LINE + 3, /./],
    [
      "an alias to an empty list",
      `${HEAD}${promptOf("two", { followUps: "&a []" })}${promptOf("three", { followUps: "*a" })}`,
      FIRST_LINE + 7,
      /anchors/,
    ],
    [
      "a function's tag",
      `${HEAD}${promptOf("two", { text: "!!js/function 'function () { return 1 }'" })}`,
      FIRST_LINE + 3,
      /tag/,
    ],
    ["a tag of its own", `${HEAD}${promptOf("two", { text: "!secret x" })}`, FIRST_LINE + 3, /tag/],
    ["lists in lists without end", `version: 1\nprompts: ${"[".repeat(50_000)}`, 2, /./],
  ])("%s", (_, file, line, reason) => {
    const { ids, problems } = read(file, good);
    expect(ids).toEqual(["one"]);
    expect(problems).toEqual([{ file: "1.yaml", line, reason: expect.stringMatching(reason) }]);
  });

  it("a billion laughs is refused before it is laughed", () => {
    const laughs = ["a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol]"];
    for (let letter = 1; letter < 12; letter += 1) {
      const [name, before] = ["abcdefghijkl"[letter], "abcdefghijkl"[letter - 1]];
      laughs.push(
        `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(", ")}]`,
      );
    }
    const started = performance.now();
    const { ids, problems } = read(`version: 1\n${laughs.join("\n")}\n`, good);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(ids).toEqual(["one"]);
    expect(problems).toEqual([
      { file: "1.yaml", line: 2, reason: "anchors, aliases and tags are not read" },
    ]);
  });

  it("an ampersand or a star within words is neither anchor nor alias", () => {
    const text = '"What of R&D, *that* 5 * 3 &c?"';
    const { library, problems } = read(HEAD + promptOf("one", { text }));
    expect(problems).toEqual([]);
    expect(library.prompts[0]?.text).toBe("What of R&D, *that* 5 * 3 &c?");
  });
});

describe("several files", () => {
  it("add up in order; a later one may use the themes and documents of an earlier", () => {
    const { ids, problems } = read(
      HEAD + promptOf("one"),
      `version: 1\nprompts:\n${promptOf("two")}`,
    );
    expect([ids, problems]).toEqual([["one", "two"], []]);
  });

  it("an id that an earlier file has is named with the later file", () => {
    const { library, problems } = read(
      `${HEAD}${promptOf("one")}opening: one\n`,
      `version: 1\nprompts:\n${promptOf("one", { text: "Another?" })}${promptOf("two")}opening: two\n`,
    );
    expect(problems).toEqual([
      { file: "2.yaml", line: 3, reason: 'the id "one" is there already' },
    ]);
    expect(library.prompts[0]?.text).toBe("What about one?");
    // The first opening stays.
    expect(library.opening).toBe("one");
  });
});

describe("any mangling of the built-in file", () => {
  it("is either taken in or named, and never throws", () => {
    const lines = content.split("\n");
    const scraps = [
      "[",
      "{",
      "&a",
      "*a",
      "- ",
      "!!binary x",
      "__proto__: 1",
      "\t",
      '"',
      "'",
      ": ",
      "? ",
      "|",
      "\u0000",
      "<<: {}",
    ];
    let named = 0;
    fc.assert(
      fc.property(
        fc.nat({ max: lines.length - 1 }),
        fc.nat({ max: 40 }),
        fc.constantFrom(...scraps),
        (at, column, scrap) => {
          const line = lines[at] ?? "";
          const mangled = lines.with(at, line.slice(0, column) + scrap + line.slice(column));
          const library = readLibrary([{ name: "x.yaml", content: mangled.join("\n") }]);
          named += library.problems.length;
          for (const problem of library.problems) {
            expect(problem).toMatchObject({ file: "x.yaml", reason: expect.stringMatching(/\S/) });
            expect(problem.line).toBeGreaterThan(0);
            expect(problem.line).toBeLessThanOrEqual(lines.length);
          }
        },
      ),
      { numRuns: 80 },
    );
    expect(named).toBeGreaterThan(10);
  });
});
