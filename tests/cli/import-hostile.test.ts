/** Files that nobody should have written (hostile cases B, and A where it concerns a folder). */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();

interface Shown {
  id: string;
  title: string;
  date: string;
  kind: string;
  timeZone: string;
  created: string;
  tags: string[];
  starred: boolean;
  week: string;
  sections: { prompt: { id: string; text: string; theme: string } | null }[];
}

let journals = 0;

/** A new journal that imports a folder with these files. */
async function importing(files: Record<string, string | Uint8Array>, ...options: string[]) {
  journals += 1;
  const folder = join(home, `files-${journals}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
    utimesSync(
      join(folder, name),
      new Date("2020-05-06T10:00:00Z"),
      new Date("2020-05-06T10:00:00Z"),
    );
  }
  const line = commandLine({ home, journal: join(home, `journal-${journals}`) });
  await line.json("init");
  return { ...line, folder, said: await line.run("import", folder, "--json", ...options) };
}

/** The one entry that a Markdown file makes: what is said of it, and its text as Markdown. */
async function entryOf(content: string | Uint8Array, name = "2026-10-01-note.md") {
  const { json, run, said } = await importing({ [name]: content });
  expect(JSON.parse(said.out)).toMatchObject({ found: 1, added: 1, skipped: [] });
  expect(await json("check")).toEqual({ ok: true, problems: [] });
  const { entries } = (await json("list")) as { entries: { id: string }[] };
  const id = entries[0]?.id ?? "";
  const entry = (await json("show", id)) as Shown;
  const { out } = await run("show", id);
  return { entry, text: out.slice(out.indexOf("\n---\n") + 5).trim(), said };
}

describe("front matter", () => {
  test.each([
    ["is never closed", "---\ntitle: x\n\nBody."],
    ["has an alias", "---\na: &a x\ntitle: *a\n---\n\nBody."],
    ["laughs a billion times", `---\na: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n\nBody.`],
    ["is in itself", "---\na: &a [*a]\n---\n\nBody."],
    ["has a tag of JavaScript's", '---\na: !!js/function "function(){}"\n---\n\nBody.'],
    ["has a tag of Python's", "---\na: !!python/object x\n---\n\nBody."],
    ["is a program", "---js\nmodule.exports = 1\n---\n\nBody."],
    ["is no YAML", "---\n: : {[\n---\n\nBody."],
    ["is one word", "---\njust words\n---\n\nBody."],
    ["nests without end", `---\na: ${"[".repeat(30_000)}\n---\n\nBody.`],
    ["is longer than 64 KiB", `---\ntitle: ${"x".repeat(65_536)}\n---\n\nBody.`],
  ])("that %s is text like all other", async (_, content) => {
    const { entry, text } = await entryOf(content);
    expect(entry).toMatchObject({ kind: "free", title: "2026-10-01-note", date: "2026-10-01" });
    expect(text).toMatch(/Body\.$/u);
    expect(text.replaceAll("\\", "")).toContain(content.slice(4, 30).split("\n")[0]);
  });

  test("keeps every value the text it is", async () => {
    const { entry } = await entryOf(
      "---\nTitle: no\nTAGS: [2024-01-01, 1e3, null, yes, ~, Zoë, Zoe\u0308]\ndate: 12:30\nstarred: yes\n" +
        "__proto__: {polluted: 1}\n<<: {__proto__: {polluted: 1}}\nid: 5\nconstructor: x\n---\n\nBody.",
    );
    expect(entry).toMatchObject({
      title: "no",
      tags: ["2024-01-01", "1e3", "null", "yes", "~", "Zoë"],
      date: "2026-10-01",
      starred: false,
    });
  });

  test.each([
    ["title: a\ntitle: b\ndate: 2026-01-02 03:04", { title: "b", date: "2026-01-02" }],
    ["created_at: 2026-01-02T23:30:00+14:00\ntimezone: Mars/Phobos", { date: "2026-01-02" }],
    ["keywords: a, b ,c", { tags: ["a", "b", "c"] }],
    ["timezone: ../../etc/localtime\ncreated: 2026-01-02T03:04:05+01:00", { timeZone: "+01:00" }],
    ["stepback_kind: weekly\nstepback_week: 2026-W99", { kind: "weekly", week: "2026-W40" }],
    ["stepback_kind: unheard", { kind: "free" }],
    ["id: 7ZZZZZZZZZZZZZZZZZZZZZZZZZ", { kind: "free", id: expect.not.stringMatching(/^7/u) }],
  ])("%j", async (lines, expected) => {
    const { entry } = await entryOf(`---\n${lines}\n---\n\nBody.`);
    expect(entry).toMatchObject(expected);
  });

  test.each([
    "0000-00-00",
    "2024-02-30",
    "+275760-09-14T00:00:00Z",
    "1e20",
    "<img src=x onerror=1>",
  ])("a date such as %s gives way to that of the file, and it is said", async (date) => {
    const { entry, said } = await entryOf(`---\ndate: "${date}"\n---\n\nBody.`, "note.md");
    expect(entry.date).toBe("2020-05-06");
    expect(said.err).toMatch(/^note\.md: No date is given in it/u);
  });

  test("of a newer Stepback: the file is left out", async () => {
    const { said } = await importing({
      "a.md": "---\nstepback_schema: 2\n---\n\nBody.",
      "b.md": "B",
    });
    expect(JSON.parse(said.out)).toMatchObject({
      added: 1,
      skipped: [{ item: "a.md", reason: expect.stringContaining("newer Stepback") }],
    });
  });
});

describe("text", () => {
  test("with other line ends and a byte order mark is the same text", async () => {
    const content = "---\ntitle: T\n---\n\nOne.\n\n```\n---\ntitle: x\n---\n```\n\nTwo.";
    const { text } = await entryOf(content);
    expect(text).toBe("One.\n\n```\n---\ntitle: x\n---\n```\n\nTwo.");
    for (const other of [
      `\ufeff${content}`,
      content.replaceAll("\n", "\r\n"),
      content.replaceAll("\n", "\r"),
      Buffer.from(`\ufeff${content}`, "utf16le"),
      Buffer.from(`\ufeff${content}`, "utf16le").swap16(),
    ]) {
      const { entry, text: read } = await entryOf(other);
      expect([entry.title, read]).toEqual(["T", text]);
    }
  });

  test("that is no UTF-8, too long, empty, a link or not readable is left out and named", async () => {
    const { folder, json } = await importing({ "good.md": "Good." });
    writeFileSync(join(folder, "latin.md"), Buffer.from("caf\xe9", "latin1"));
    writeFileSync(join(folder, "long.md"), "x".repeat(5 * 1024 * 1024 + 1));
    writeFileSync(join(folder, "empty.md"), "\n");
    writeFileSync(join(home, "outside.md"), "A secret.");
    symlinkSync(join(home, "outside.md"), join(folder, "link.md"));
    symlinkSync(home, join(folder, "folder"));
    mkdirSync(join(folder, ".hidden"));
    writeFileSync(join(folder, ".hidden", "x.md"), "Hidden.");
    spawnSync("mkfifo", [join(folder, "pipe.md")]);
    const report = await json("import", folder);
    const skipped = [
      ["empty.md", "nothing written"],
      ["latin.md", "not UTF-8"],
      ["link.md", "links are not followed"],
      ["long.md", "too long"],
      ["pipe.md", "cannot be read"],
    ].map(([item, reason]) => ({ item, reason: expect.stringContaining(reason ?? "") }));
    expect(report).toEqual({
      format: "markdown",
      found: 6,
      added: 0,
      alreadyHere: 1,
      skipped,
      attachments: 0,
    });
  });

  test("of one file in two places is one entry; a changed copy is another", async () => {
    const { said, json, folder } = await importing({
      "a/x.md": "Same.",
      "b/x.md": "Same.",
      "c/x.md": "Other.",
    });
    expect(JSON.parse(said.out)).toMatchObject({ found: 3, added: 2, alreadyHere: 1 });
    expect(await json("import", folder)).toMatchObject({ added: 0, alreadyHere: 3 });
  });
});

test("sections that are not as an export writes them lose nothing", async () => {
  const head = (prompts: string): string =>
    `---\ndate: 2026-10-02\nstepback_kind: weekly\nstepback_week: 2026-W40\nstepback_themes: [trust]\nstepback_prompts: [${prompts}]\n---\n\n`;
  const { entry, text } = await entryOf(
    `${head("trust-08, none, commitments")}Before.\n\n## One\n\nA.\n\nUnder\n---\n\n## Mine\n\n> ## quoted\n\n## Commitments\n\nA word first.\n\n- go\n\n## More\n\nB.`,
  );
  expect(entry.sections.map(({ prompt }) => prompt)).toEqual([
    null,
    { id: "trust-08", text: "One", theme: "trust" },
    null,
    null,
    null,
  ]);
  expect(text.split("\n").filter((line) => line !== "")).toEqual([
    ...["## Something I wrote without a prompt", "Before."],
    ...["## One", "A.", "### Under"],
    ...["## Something I wrote without a prompt", "### Mine", "> ### quoted"],
    ...["## Something I wrote without a prompt", "### Commitments", "A word first.", "- go"],
    ...["## Something I wrote without a prompt", "### More", "B."],
  ]);
});

describe("stepback.json", () => {
  const id = "01M7WNTFJ0QCYAM9BMASVH3H40";
  const entry = JSON.stringify({
    id,
    kind: "free",
    title: "T",
    date: "2026-10-01",
    timeZone: "Mars/Phobos",
    week: "2026-W40",
    tags: [],
    starred: false,
    created: "2026-10-01T10:00:00.000Z",
    updated: "2026-10-01T10:00:00.000Z",
    revision: 1,
    sections: [],
    commitments: [],
  });
  const polluted = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
  const json = `{${polluted}"stepback":{${polluted}"schema":1},"entries":[${entry.replace("{", `{${polluted}`)}],"settings":{${polluted}"places":99,"reflectionDay":"x","lockAfter":15}}`;

  test("with keys of no meaning, a zone nobody knows, and settings that are none", async () => {
    const { said, json: ask, run } = await importing({ "stepback.json": json });
    expect(JSON.parse(said.out)).toMatchObject({ format: "stepback", added: 1, skipped: [] });
    expect(await ask("show", id)).toMatchObject({ timeZone: "UTC", title: "T" });
    expect((await run("export", "--to", join(home, "of-hostile"))).code).toBe(0);
    expect(await ask("check")).toEqual({ ok: true, problems: [] });
  });

  test.each([
    ["UTF-16", Buffer.from(`\ufeff${json}`, "utf16le"), 0],
    ["a byte order mark", `\ufeff${json}`, 0],
    ["Latin-1", Buffer.from(json.replace('"T"', '"\xe9"'), "latin1"), 1],
    ["half of it", json.slice(0, json.length / 2), 1],
    ["numbers beyond all", json.replace('"schema":1', '"schema":1e400'), 1],
  ])("in %s", async (_, content, code) => {
    const { said } = await importing({ "stepback.json": content, "a.md": "A." });
    expect(said.code).toBe(code);
    if (code === 1) expect(said.err).toMatch(/^The stepback\.json cannot be read[^\n]*\n$/u);
  });

  test("that is a link is not followed, and one that may not be read is said to be so", async () => {
    const { folder, json: ask, fails } = await importing({ "a.md": "A." });
    writeFileSync(join(home, "elsewhere.json"), json);
    symlinkSync(join(home, "elsewhere.json"), join(folder, "stepback.json"));
    expect(await ask("import", folder)).toMatchObject({ format: "markdown", alreadyHere: 1 });
    expect(await fails(1, "import", folder, "--from", "stepback")).toContain("no export");
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0);
    expect(await fails(1, "import", folder)).toContain("cannot be read");
    chmodSync(folder, 0o700);
  });
});

beforeAll(() => {
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
