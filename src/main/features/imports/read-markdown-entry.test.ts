// Markdown that no Stepback wrote (hostile cases B): what of it is taken for what.
import { describe, expect, it, test } from "vitest";
import { documentToMarkdown } from "../../../shared/document/markdown-writer.ts";
import { decodeText } from "./decode-text.ts";
import { readMarkdownEntry } from "./read-markdown-entry.ts";
import { Unfit } from "./refusal.ts";

const MODIFIED = new Date("2020-05-06T10:00:00Z");
const AROUND = { timeZone: "Europe/Berlin", themes: new Map([["trust-08", "trust"]]) };

function read(content: string | Uint8Array, name = "2026-10-01-note.md") {
  const text = typeof content === "string" ? content : decodeText(content);
  const { entry, dateFrom } = readMarkdownEntry({ name, text, modified: MODIFIED }, AROUND);
  const texts = entry.sections.map(({ document }) => documentToMarkdown(document));
  return { entry, dateFrom, text: texts.join("\n---\n").trim() };
}

describe("front matter", () => {
  it.each([
    ["is never closed", "---\ntitle: x\n\nBody."],
    ["has an alias", "---\na: &a x\ntitle: *a\n---\n\nBody."],
    ["laughs a billion times", "---\na: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n\nBody."],
    ["is in itself", "---\na: &a [*a]\n---\n\nBody."],
    ["has a tag of JavaScript's", '---\na: !!js/function "function(){}"\n---\n\nBody.'],
    ["has a tag of Python's", "---\na: !!python/object x\n---\n\nBody."],
    ["is a program", "---js\nmodule.exports = 1\n---\n\nBody."],
    ["is no YAML", "---\n: : {[\n---\n\nBody."],
    ["is one word", "---\njust words\n---\n\nBody."],
    ["nests without end", `---\na: ${"[".repeat(30_000)}\n---\n\nBody.`],
    ["is longer than 64 KiB", `---\ntitle: ${"x".repeat(65_536)}\n---\n\nBody.`],
  ])("that %s is text like all other", (_, content) => {
    const { entry, text } = read(content);
    expect(entry).toMatchObject({ kind: "free", title: "2026-10-01-note", date: "2026-10-01" });
    expect(text).toMatch(/Body\.$/u);
    expect(text.replaceAll("\\", "")).toContain(content.slice(4, 30).split("\n")[0]);
  });

  it("of just under 64 KiB is front matter", () => {
    expect(read(`---\ntitle: ${"x".repeat(65_000)}\n---\n\nBody.`).text).toBe("Body.");
  });

  it("keeps every value the text it is", () => {
    const { entry } = read(
      "---\nTitle: no\nTAGS: [2024-01-01, 1e3, null, yes, ~, Zoë, Zoe\u0308]\ndate: 12:30\nstarred: yes\n" +
        "__proto__: {polluted: 1}\n<<: {__proto__: {polluted: 1}}\nid: 5\nconstructor: x\n---\n\nBody.",
    );
    expect(entry).toMatchObject({
      title: "no",
      tags: ["2024-01-01", "1e3", "null", "yes", "~", "Zoë"],
      date: "2026-10-01",
      starred: false,
    });
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it.each([
    [
      "title: a\ntitle: b\ndate: 2026-01-02 03:04",
      { title: "b", created: "2026-01-02T02:04:00.000Z" },
    ],
    [
      "created_at: 2026-01-02T23:30:00+14:00\ntimezone: Mars/Phobos",
      { date: "2026-01-02", created: "2026-01-02T09:30:00.000Z", timeZone: "Europe/Berlin" },
    ],
    ["timezone: ../../etc/localtime\ncreated: 2026-01-02T03:04:05+01:00", { timeZone: "+01:00" }],
    ["keywords: a, b ,c", { tags: ["a", "b", "c"] }],
    ["stepback_kind: weekly\nstepback_week: 2026-W99", { kind: "weekly", week: "2026-W40" }],
    ["stepback_kind: unheard", { kind: "free", week: null }],
    ["id: 7ZZZZZZZZZZZZZZZZZZZZZZZZZ", { id: expect.not.stringMatching(/^7/u) }],
  ])("%j", (lines, expected) => {
    expect(read(`---\n${lines}\n---\n\nBody.`).entry).toMatchObject(expected);
  });

  it("of a newer Stepback is not read", () => {
    expect(() => read("---\nstepback_schema: 2\n---\n\nBody.")).toThrow(new Unfit("newer"));
  });
});

describe("the date", () => {
  it.each([
    "0000-00-00",
    "2024-02-30",
    "+275760-09-14T00:00:00Z",
    "1e20",
    "",
    "<img src=x onerror=1>",
  ])("%j gives way to that of the file, and that is told", (date) => {
    const { entry, dateFrom } = read(`---\ndate: "${date}"\n---\n\nBody.`, "note.md");
    expect([entry.date, dateFrom, entry.title]).toEqual(["2020-05-06", "file", "note"]);
  });

  it.each([
    ["2026-11-20.md", "2026-11-20", ""],
    ["2026_11_20.md", "2026-11-20", ""],
    ["2026-W47.md", "2026-11-16", ""],
    ["2026-11-20 Handing over.md", "2026-11-20", "2026-11-20 Handing over"],
  ])("of %s is in its name", (name, date, title) => {
    expect(read("Body.", name)).toMatchObject({ entry: { date, title }, dateFrom: "text" });
  });

  it("of a time whose offset had seconds comes back to the second", () => {
    const stamp =
      '---\ntimezone: Africa/Monrovia\ncreated: "1970-01-01T00:00:00-00:45"\n---\n\nBody.';
    // Liberia was 44 minutes and 30 seconds behind until 1972.
    expect(read(stamp).entry.created).toBe("1970-01-01T00:44:30.000Z");
  });
});

describe("text", () => {
  const content = "---\ntitle: T\n---\n\nOne.\n\n```\n---\ntitle: x\n---\n```\n\nTwo.";

  it.each([
    ["as it is", content],
    ["with a byte order mark", Buffer.from(`\ufeff${content}`)],
    ["with CRLF", content.replaceAll("\n", "\r\n")],
    ["with lone CR", content.replaceAll("\n", "\r")],
    ["in UTF-16LE", Buffer.from(`\ufeff${content}`, "utf16le")],
    ["in UTF-16BE", Buffer.from(`\ufeff${content}`, "utf16le").swap16()],
  ])("%s is the same text", (_, bytes) => {
    const { entry, text } = read(bytes);
    expect([entry.title, text]).toEqual(["T", "One.\n\n```\n---\ntitle: x\n---\n```\n\nTwo."]);
  });

  it("in Latin-1 is not guessed at", () => {
    expect(() => read(Buffer.from("caf\xe9", "latin1"))).toThrow(new Unfit("not_text"));
  });

  it("that is not there makes no entry", () => {
    expect(() => read("\n")).toThrow(new Unfit("empty"));
  });

  it("of one name and the same words has one id, other words another", () => {
    const ids = ["Same.", "Same.", "Other."].map((words) => read(words, "x.md").entry.id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("sections that are not as an export writes them", () => {
  const head =
    "---\ndate: 2026-10-02\nstepback_kind: weekly\nstepback_week: 2026-W40\n" +
    "stepback_themes: [trust]\nstepback_prompts: [trust-08, none, commitments]\n---\n\n";

  it("lose nothing", () => {
    const { entry } = read(
      `${head}Before.\n\n## One\n\nA.\n\nUnder\n---\n\n## Mine\n\n> ## quoted\n\n## Commitments\n\nA word first.\n\n- go\n\n## More\n\nB.`,
    );
    const sections = entry.sections.map(({ prompt, document }) => [
      prompt,
      documentToMarkdown(document),
    ]);
    expect(sections).toEqual([
      [null, "Before.\n"],
      [{ id: "trust-08", text: "One", theme: "trust" }, "A.\n\n# Under\n"],
      [null, "# Mine\n\n> # quoted\n"],
      [null, "# Commitments\n\nA word first.\n\n- go\n"],
      [null, "# More\n\nB.\n"],
    ]);
    expect(entry.commitments).toEqual([]);
  });

  it.each(["1. go", "- go\n  - and more", "- **go**", "- go\n\nAnd more.", "- go *(later)*", ""])(
    "commitments written as %j stay text",
    (list) => {
      const { entry, text } = read(
        `${head}## One\n\nA.\n\n## Mine\n\nB.\n\n## Commitments\n\n${list}`,
      );
      expect(entry.commitments).toEqual([]);
      expect(text).toContain("# Commitments");
    },
  );
});

test("a list for many headings is read once", () => {
  const head =
    "---\ndate: 2026-10-02\nstepback_kind: weekly\nstepback_prompts: [x]\n" +
    `stepback_commitments: ${"a,".repeat(30_000)}\n---\n\n`;
  const before = process.cpuUsage();
  const { entry } = read(head + "## a\n\nb\n\n".repeat(20_000));
  const { user, system } = process.cpuUsage(before);
  expect(entry.sections).toHaveLength(20_000);
  // Processor time and not the clock's, so that a busy machine does not fail the test.
  expect((user + system) / 1000, "ms").toBeLessThan(2000);
}, 60_000);

describe("what the front matter says of commitments", () => {
  const ID = "01M6JZ0000Q4W0T9V7K2XN6RBE";
  const weekWith = (told: string[], list: string) =>
    read(
      "---\ntitle: x\ndate: 2026-10-02\nstepback_kind: weekly\nstepback_week: 2026-W40\n" +
        `stepback_prompts: [commitments]\nstepback_commitments: ${JSON.stringify(told)}\n---\n\n` +
        `## Commitments\n\n${list}`,
    ).entry.commitments;

  it("counts for the lines it stands for", () => {
    expect(weekWith([`id=${ID} answeredIn=2026-W42 situation=0`], "- If a, then I will b")).toEqual(
      [expect.objectContaining({ id: ID, answeredIn: "2026-W42", situation: null })],
    );
  });

  it.each([
    [[`id=${ID}`, `id=${ID}`]],
    [["id=../x answeredIn=2026-W99 situation=-7 carriedFrom=x created=now"]],
    [["situation=1e9"]],
    [[""]],
    [[]],
  ])("says nothing where it is %j", (told) => {
    expect(weekWith(told, "- If a, then I will b *(with Ana)*")).toEqual([
      {
        id: null,
        dueWeek: "2026-W41",
        situation: "a",
        action: "b",
        person: { id: null, name: "Ana" },
        outcome: null,
        outcomeNote: null,
        answeredIn: null,
        became: null,
        becameNote: null,
        carriedFrom: null,
        reshapedFrom: null,
        created: "2026-10-02T12:00:00.000Z",
        updated: "2026-10-02T12:00:00.000Z",
        revision: 1,
      },
    ]);
  });

  it("is told in an order of its own, each once; else the list stays text", () => {
    for (const said of ["*(kept)* *(with Ana)*", "*(kept)* *(kept)*", "*(ended)* *(kept)*"]) {
      expect(weekWith([], `- go ${said}`)).toEqual([]);
    }
  });
});
