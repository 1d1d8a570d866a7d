/** A Markdown export, its files compared whole with what formats.md says of them. */
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { commandLine, each, runStepback } from "../helpers/command-line.ts";
import { filesIn, printOf, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const { json, jsonFrom } = commandLine({ home });

interface Written {
  id: string;
}

interface Exported {
  path: string;
  entries: number;
  files: number;
  attachments: number;
  bytes: number;
}

const ANSWER = String.raw`# Handing over

I said **no** once, _twice_, ~~never~~ and \`code\`.

1. one
2. two
   - [ ] open
   - [x] done

> quoted
>
> ### Deep

| a | b |
| --- | :---: |
| 1 | x\|y |

\`\`\`js
const a = "# not a heading";
\`\`\`

[a link](https://example.org/a_b) # and text \*like\* Markdown
`.replaceAll("\\`", "`");

const EXPORTED_ANSWER = ANSWER.replace("# Handing", "### Handing")
  .replace("### Deep", "##### Deep")
  .replace("_twice_", "*twice*");

let weekly: Written;
let free: Written;
let made: Written[];
let export1: Exported;
let folder: string;

beforeAll(async () => {
  await json("init");
  free = (await jsonFrom(
    "# A heading stays\n\nText with trailing  \nbreak.\n",
    "write",
    ...["--title", 'Über "Quotes" \\ & #tags: yes', "--date", "2026-11-18", "--star"],
    ...[
      "--tag",
      "plain/tag",
      "--tag",
      "yes",
      "--tag",
      "two words",
      "--tag",
      "2026-11-20",
      "--tag",
      "ü",
    ],
    "-",
  )) as Written;
  const berlin = commandLine({
    home,
    now: "2026-11-20T16:40:12+01:00",
    env: { TZ: "Europe/Berlin" },
  });
  await berlin.jsonFrom(ANSWER, "answer", "trust-08", "-");
  await berlin.jsonFrom("Outside the set.", "answer", "listening-02", "-");
  made = [
    (await berlin.json("commit", "stay silent", "--when", "a buyer asks")) as Written,
    (await berlin.json("commit", "ask *first* & [listen]")) as Written,
  ];
  const { entries } = (await json("list", "--kind", "weekly")) as { entries: Written[] };
  if (entries[0] === undefined) throw new Error("there is no weekly entry");
  [weekly] = entries as [Written];
  const later = commandLine({
    home,
    now: "2026-11-20T17:05:40+01:00",
    env: { TZ: "Europe/Berlin" },
  });
  await later.json(
    "edit",
    weekly.id,
    "--title",
    "Week 47: handed over",
    "--tag",
    "leadership/weekly",
  );
  folder = join(home, "exported");
  export1 = (await later.json("export", "--to", folder)) as Exported;
});

const text = (name: string): string => readFileSync(join(folder, ...name.split("/")), "utf8");

test("a weekly entry", async () => {
  const { prompts } = (await json("prompts")) as { prompts: { id: string; text: string }[] };
  const outside = prompts.find(({ id }) => id === "listening-02")?.text;
  const { prompts: set } = (await json("weekly")) as { prompts: { id: string }[] };
  // The other prompts of the set are in the week, without a word under them.
  expect(set.map(({ id }) => id)).not.toContain("listening-02");
  expect(set.length).toBeGreaterThan(2);
  expect(text("weekly/2026/2026-W47.md")).toBe(`---
title: "Week 47: handed over"
date: 2026-11-20
created: "2026-11-20T16:40:12+01:00"
updated: "2026-11-20T17:05:40+01:00"
timezone: Europe/Berlin
id: ${weekly.id}
tags:
  - leadership/weekly
starred: false
stepback_kind: weekly
stepback_week: 2026-W47
stepback_themes:
  - trust
  - listening
stepback_prompts:
  - trust-08
  - listening-02
  - commitments
stepback_commitments:
  - id=${made[0]?.id} created=2026-11-20T15:40:12.000Z
  - id=${made[1]?.id} created=2026-11-20T15:40:12.000Z
stepback_people: []
stepback_schema: 1
---

## Where did you fail to step back this week?

${EXPORTED_ANSWER}
## ${outside}

Outside the set.

## Commitments

- If a buyer asks, then I will stay silent
- ask \\*first\\* & [listen]
`);
});

test("a free entry", () => {
  expect(text("entries/2026/2026-11-18-über-quotes-tags-yes.md")).toBe(`---
title: "Über \\"Quotes\\" \\\\ & #tags: yes"
date: 2026-11-18
created: "2026-11-20T15:30:00+01:00"
updated: "2026-11-20T15:30:00+01:00"
timezone: "+01:00"
id: ${free.id}
tags:
  - plain/tag
  - "yes"
  - "two words"
  - "2026-11-20"
  - "ü"
starred: true
stepback_kind: free
stepback_themes: []
stepback_prompts: []
stepback_people: []
stepback_schema: 1
---

# A heading stays

Text with trailing\\
break.
`);
});

test("the folder as a whole", async () => {
  expect(filesIn(folder)).toEqual([
    "README.md",
    "entries/2026/2026-11-18-über-quotes-tags-yes.md",
    "stepback.json",
    "weekly/2026/2026-W47.md",
  ]);
  expect(text("README.md")).toBe(`# A Stepback journal

Written on 2026-11-20. Entries: 2.

- \`weekly/\`: the weekly reflections, one file a week.
- \`entries/\`: free entries, one file each.
- \`stepback.json\`: the same and all that Markdown cannot say, for Stepback to read again.

The files are plain text. Anyone who can open this folder can read them.
`);
  const whole = JSON.parse(text("stepback.json")) as { entries: object[]; settings: unknown };
  expect(Object.keys(whole)).toEqual([
    "stepback",
    "entries",
    "crises",
    "moments",
    "weeks",
    "people",
    "attachments",
    "settings",
  ]);
  expect(whole).toMatchObject({ stepback: { schema: 1, exportedAt: "2026-11-20T17:05:40+01:00" } });
  expect(whole.entries[0]).toEqual(await json("show", free.id));
  const { reflection, ...shown } = whole.entries[1] as { reflection: unknown };
  expect(shown).toEqual(await json("show", weekly.id));
  expect(reflection).toMatchObject({ step: "write", place: 0, chosen: expect.any(Array) });
  figuresAreTrue(export1, 2);
  if (process.platform === "win32") return;
  expect(Object.values(printOf(folder)).map((mode) => mode.slice(0, 6).trim())).toEqual(
    Object.values(printOf(folder)).map((mode) => (mode.startsWith("4") ? "40700" : "100600")),
  );
});

/** The figures that were printed are those of the disk. */
function figuresAreTrue(
  { path, entries, files, attachments, bytes }: Exported,
  count: number,
): void {
  const found = filesIn(path);
  const size = found.reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
  expect({ entries, files, attachments, bytes }).toEqual({
    entries: count,
    files: found.length,
    attachments: 0,
    bytes: size,
  });
  expect(found.filter((name) => name.endsWith(".md")).length).toBe(count + 1);
  const { entries: all } = JSON.parse(readFileSync(join(path, "stepback.json"), "utf8")) as {
    entries: unknown[];
  };
  expect(all.length).toBe(count);
}

test("show prints the same file, and the same journal gives the same bytes", async () => {
  const later = { home, now: "2026-11-20T17:05:40+01:00", env: { TZ: "Europe/Berlin" } };
  const shown = await runStepback(["show", weekly.id, "--format", "markdown"], later);
  expect(shown).toMatchObject({ code: 0, out: text("weekly/2026/2026-W47.md"), err: "" });
  const again = join(home, "again");
  mkdirSync(again);
  expect(await commandLine(later).json("export", "--to", again)).toEqual({
    ...export1,
    path: again,
    format: "markdown",
  });
  expect(printOf(again)).toEqual(printOf(folder));
  // At another moment only what tells the moment differs.
  const other = join(home, "other");
  await json("export", "--to", other);
  expect(printOf(other)).not.toEqual(printOf(folder));
  expect(filesIn(other)).toEqual(filesIn(folder));
});

describe("a choice of entries", () => {
  const exportTo = async (name: string, ...args: string[]): Promise<string[]> => {
    const path = join(home, name);
    const exported = (await json("export", "--to", path, ...args)) as Exported;
    const names = filesIn(path).filter((file) => file.includes("/"));
    figuresAreTrue(exported, names.length);
    return names;
  };

  test("by days: --to names the folder, and written as a day the last day", async () => {
    expect(await exportTo("range", "--from", "2026-11-19", "--to", "2026-11-20")).toEqual([
      "weekly/2026/2026-W47.md",
    ]);
    expect(await exportTo("until", "--to", "2026-11-18")).toHaveLength(1);
    expect(await exportTo("from", "--from", "2026-11-18")).toHaveLength(2);
    expect(await exportTo("nothing", "--from", "2026-11-21")).toEqual([]);
    // A part of the journal carries no settings.
    expect(JSON.parse(readFileSync(join(home, "range/stepback.json"), "utf8"))).not.toHaveProperty(
      "settings",
    );
    // The last day first, and a folder that looks like one.
    await json("export", "--to", "2026-11-18", "--to", "./2026-11-18");
    expect(filesIn(join(home, "2026-11-18"))).toHaveLength(3);
  });

  test("by kind, theme, tag, star and text", async () => {
    const [one, other] = [["weekly/2026/2026-W47.md"], [expect.stringContaining("quotes")]];
    const choices: [name: string, args: string[], found: unknown][] = [
      ["kind", ["--kind", "weekly"], one],
      ["theme", ["--theme", "listening"], one],
      ["tag", ["--tag", "TWO words"], other],
      ["star", ["--starred"], other],
      ["text", ["--text", "trailing"], other],
    ];
    await each(choices, async ([name, args, found]) => {
      expect(await exportTo(name, ...args)).toEqual(found);
    });
  });
});

test("what is in the bin is in no export", async () => {
  const { id } = (await jsonFrom("Gone.", "write", "--title", "gone", "-")) as Written;
  await json("delete", id);
  const path = join(home, "without");
  figuresAreTrue((await json("export", "--to", path)) as Exported, 2);
  expect(readFileSync(join(path, "stepback.json"), "utf8")).not.toContain("Gone.");
});

test("the front matter is YAML that says what was typed", async () => {
  const other = commandLine({ home, journal: join(home, "typed") });
  await other.json("init");
  const titles = [
    "---",
    "a: b # c",
    "- x",
    "'",
    "{}",
    "@x",
    "\u2028 \u0085 \uFEFF x",
    "no",
    "1e3",
    "\u{1F9D1}\u200D\u{1F33E}",
  ];
  for (const title of titles) {
    await other.jsonFrom("---\n\ntitle: x\n", "write", "--title", title, "--tag", title, "-");
  }
  const path = join(home, "typed-exported");
  await other.json("export", "--to", path);
  const { entries } = (await other.json("list")) as {
    entries: { id: string; title: string; tags: string[] }[];
  };
  expect(entries.map(({ title }) => title)).toContain("a: b # c");
  const heads = filesIn(join(path, "entries")).map((name) => {
    const file = readFileSync(join(path, "entries", name), "utf8");
    const [, head = ""] = /^---\n(.*?)\n---\n\n[^\n]/su.exec(file) ?? [];
    expect(file).not.toMatch(/\r|^(?:aliases|type|layout):/mu);
    return parse(head) as { id: string; title: string; tags: string[] };
  });
  expect(heads).toHaveLength(titles.length);
  for (const { id, title, tags } of entries)
    expect(heads).toContainEqual(expect.objectContaining({ id, title, tags }));
});
