/** An export that is imported into an empty journal gives the same export again, byte for byte. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { madeGif, madePng } from "../../src/main/features/attachments/made-pictures.test-helper.ts";
import type { Services } from "../../src/main/app/create-app.ts";
import { commandLine, each } from "../helpers/command-line.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { filesIn, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const first = commandLine({ home });
/** An export of a journal with everything in it. */
const whole = join(home, "whole");

/** Texts and titles that mean something to Markdown, YAML, JSON or a terminal. */
const TEXTS = [
  "---\ntitle: not mine\n---\n\n## Not a section\n\n---",
  "# One\n\n###### Six\n\nSetext\n===\n\n```md\n## in a fence\n---\n```",
  "> ## quoted\n>\n> - ## in a list\n>   1. ~~deep~~\n\n- [ ] open\n- [x] done\n\n* other list",
  "| a | b |\n|---|:-:|\n| x\\|y | `c` |\n\n***both***, 你**“好”**吗, <b>tag</b>, &amp;amp; \\* \\\\",
  `${"> ".repeat(40)}deep`,
  "[link](https://example.org/a_b) ![no](../../x.png) [[wiki]] [^1]\n\n[^1]: note\n\n[x]: y",
  "\ufeff\u202egpj.exe\u2028 \u00a0 עברית 👨‍👩‍👧 e\u0301 \u0085\r\nCR",
  "- If a, then I will b. *(kept)*\n\n## Commitments",
  "---",
];
const TITLES = [
  'a "b" \\ # c: no',
  "--- ",
  "no",
  "1e3",
  "\u2028x\u0085y\ufeff",
  "[[x]] {{y}} | %z",
  "x".repeat(400),
  "CON",
  "",
];

/** What no command can make yet: outcomes, text without a prompt, a prompt that has left the library. */
const WEEK_40 = String.raw`---
title: "Week 40"
date: 2026-10-02
created: "2026-10-02T16:40:12+02:00"
updated: "2026-11-02T17:05:40+01:00"
timezone: Europe/Berlin
id: 01M6JZ0000Q4W0T9V7K2XN6RBA
tags:
  - leadership/weekly
starred: true
stepback_kind: weekly
stepback_week: 2026-W40
stepback_themes:
  - trust
  - courage
stepback_prompts:
  - trust-08
  - none
  - courage-77
  - none
  - commitments
stepback_commitments:
  - id=01M6JZ0000Q4W0T9V7K2XN6RBE created=2026-10-02T14:40:12.000Z updated=2026-10-09T14:40:12.345Z answeredIn=2026-W41
  - id=01M6JZ0000Q4W0T9V7K2XN6RBF created=2026-10-02T14:40:12.000Z person=01M6JZ0000Q4W0T9V7K2XN6RB1 carriedFrom=01M6JZ0000Q4W0T9V7K2XN6RB0
  - id=01M6JZ0000Q4W0T9V7K2XN6RBG created=2026-10-02T14:40:12.000Z dueWeek=2026-W42 situation=0
  - id=01M6JZ0000Q4W0T9V7K2XN6RBH created=2026-10-02T14:40:12.000Z
stepback_people: []
stepback_schema: 1
---

## Where did *I* fail to step back this week? \*once\*

Under another wording than the library has by now.

### A heading of its own

## Something I wrote without a prompt

Free words.

## Commitments

This is a prompt, and no list.

## Something I wrote without a prompt

- If a, then I will b. *(kept)*

## Commitments

- If it is # quiet, then I will wait, then I will \*ask\* *(not kept: I spoke (twice) \*at once\*)*
- \[ ] listen *(with Ana \*R\*)* *(never came up)*
- If a, then I will b \*(kept)\* *(partly)* *(ended: it was (never) mine)*
- go *(partly)* *(carried over)*
`.replace("*I*", "I");

const handmade = (kind: "review" | "crisis", id: string): string => `---
title: "A ${kind}"
date: 2026-09-30
created: "2026-09-30T00:10:00+05:45"
updated: "2026-09-30T00:10:00+05:45"
timezone: Asia/Kathmandu
id: ${id}
tags: []
starred: false
stepback_kind: ${kind}
stepback_themes:
  - trust
stepback_prompts:
  - none
  - trust-08
stepback_people: []
stepback_schema: 1
---

## Something I wrote without a prompt

Before anything was asked.

## Where did you fail to step back this week?

\`\`\`
## no heading
\`\`\`
`;

interface Written {
  id: string;
}

beforeAll(async () => {
  await first.json("init");
  await each(TEXTS, async (text) => {
    const index = TEXTS.indexOf(text);
    const title = TITLES[index] ?? "";
    await first.jsonFrom(
      text,
      ...["write", "--title", title, "--date", `2026-10-0${(index % 3) + 1}`],
      ...["--tag", title, "--tag", "leadership/weekly", ...(index % 2 === 0 ? [] : ["--star"])],
      "-",
    );
  });
  await first.json("write", "--title", "Only a title", "/dev/null");
  const berlin = commandLine({
    home,
    now: "2026-11-13T23:40:12+01:00",
    env: { TZ: "Europe/Berlin" },
  });
  for (const [index, prompt] of ["trust-08", "listening-02", "trust-03"].entries()) {
    await berlin.jsonFrom(TEXTS[index], "answer", prompt, "-");
  }
  await berlin.json("commit", "wait, then I will *ask*", "--when", "it is # quiet");
  await berlin.json("commit", "If I can, then I will [ ] listen");
  const { entries } = (await berlin.json("list", "--kind", "weekly")) as { entries: Written[] };
  await berlin.json("edit", entries[0]?.id ?? "", "--title", "Week *46*", "--tag", "a");
  await commitAndCarry();
  await withServices(join(home, "journal"), changeAsAWindow);
  await importHandmade();
  await first.json("export", "--to", whole);
}, 120_000);

/** A commitment that comes along twice before week 47. */
async function commitAndCarry(): Promise<void> {
  const withWhom = ["--with", "Marta *O* (kept)", "--week", "2026-W43"];
  let { id } = (await first.json("commit", "something", ...withWhom)) as Written;
  for (const [week, next] of [
    ["2026-W44", "2026-W45"],
    ["2026-W45", "2026-W46"],
  ] as const) {
    await first.json("outcome", id, "not_kept", `In ${week}.`, "--carry", "--week", week);
    const due = (await first.json("weekly", "--week", next)) as {
      commitments: { id: string; carriedFrom: string | null }[];
    };
    id = due.commitments.find(({ carriedFrom }) => carriedFrom === id)?.id ?? "";
  }
}

/** What only a window does: closing, skipping, swapping, saving often, moving about, settings. */
function changeAsAWindow({
  weekly,
  settings,
  entries,
  attachments,
  commitments,
  moments,
}: Parameters<Parameters<typeof withServices>[1]>[0]) {
  weekly.close("2026-W46");
  weekly.open("2026-W47");
  weekly.skip("2026-W47", 1);
  const { places } = weekly.anotherPrompt("2026-W47", 2);
  weekly.stayAt("2026-W47", { step: "commit", place: 2, caret: 7, scroll: 321 });
  // Out of three, one is carried over, one reshaped, and one done with.
  const week = "2026-W47";
  const outcomes = ["partly", "not_kept", "kept"] as const;
  for (const [index, { id }] of commitments.askedIn(week).entries()) {
    const said = { id, week, outcome: outcomes[index] ?? "kept", note: "It *was* (late)" };
    commitments.say({ ...said, carry: index === 0 });
    if (index !== 1) continue;
    const fate = { kind: "reshaped", situation: "I am asked", action: "wait" } as const;
    commitments.decide({ id, week, fate }, () => undefined);
  }
  settings.change({ places: 5, reflectionDay: 2, lockAfter: 30 });
  const section = places[3]?.section;
  if (section === undefined) throw new Error("there is no fourth place");
  const text = { type: "paragraph", content: [{ type: "text", text: "Saved often." }] };
  const board = attachments.keep({ name: "Board #1 100%.png", data: madePng() });
  const walk = attachments.keep({ name: "", data: madeGif(40, 30) });
  const [shown, bare] = [board, walk].map(({ sha256 }, index) => ({
    type: "picture",
    attrs: { attachment: sha256, alt: index === 0 ? "the [board]" : "" },
  }));
  if (shown === undefined || bare === undefined) throw new Error("there are no pictures");
  const pictures = { type: "paragraph", content: [shown, { type: "text", text: " and " }, shown] };
  entries.write({
    title: "Pictures",
    tags: [],
    starred: false,
    document: { type: "doc", content: [pictures, { type: "paragraph", content: [bare] }] },
  });
  speakOfOthers({ entries, moments });
  for (const revision of [section.revision, section.revision + 1]) {
    const document = { type: "doc", content: [text, pictures] };
    entries.saveSection({ id: section.id, document, revision, writer: "window" });
  }
}

/** A text that speaks of people and moments, some of which nobody knows here, and that changed since. */
function speakOfOthers({ entries, moments }: Pick<Services, "entries" | "moments">): void {
  const said = { kind: "stepped_in", invited: "uninvited", theme: null } as const;
  const moment = moments.add({ ...said, text: "As it *was*.", person: "Priya [R]" });
  const nobody = "01M6JZ0000Q4W0T9V7K2XN6RBD";
  const mention = (person: string, name: string) => ({ type: "mention", attrs: { person, name } });
  const quoted = (id: string) => ({
    type: "momentQuote",
    attrs: {
      moment: id,
      kind: "stepped_away",
      date: "2026-11-18",
      person: "with, *you*",
      invited: null,
      text: "> As it was.",
    },
  });
  const words = [mention(moment.person?.id ?? "", "Priya"), mention(nobody, "Ana *R*")];
  const paragraph = { type: "paragraph", content: words };
  entries.write({
    title: "Spoken of",
    tags: [],
    starred: false,
    document: { type: "doc", content: [paragraph, quoted(moment.id), quoted(nobody)] },
  });
  moments.change({ id: moment.id, revision: moment.revision, text: "As it *is*, in more words." });
}

async function importHandmade(): Promise<void> {
  const folder = join(home, "handmade");
  mkdirSync(folder);
  writeFileSync(join(folder, "week.md"), WEEK_40);
  writeFileSync(join(folder, "a.md"), handmade("review", "01M6JZ0000Q4W0T9V7K2XN6RBB"));
  writeFileSync(join(folder, "b.md"), handmade("crisis", "01M6JZ0000Q4W0T9V7K2XN6RBC"));
  expect(await first.json("import", folder)).toMatchObject({ added: 3, skipped: [] });
}

/** A new journal with an import in it, exported again. */
async function journalFrom(name: string, from: string) {
  const journal = commandLine({ home, journal: join(home, name) });
  await journal.json("init");
  const report = await journal.json("import", from);
  const again = join(home, `${name}-again`);
  await journal.json("export", "--to", again);
  return { ...journal, report, again };
}

function expectSameFiles(one: string, other: string): void {
  expect(filesIn(other)).toEqual(filesIn(one));
  for (const name of filesIn(one)) {
    expect(readFileSync(join(other, name), "latin1"), name).toBe(
      readFileSync(join(one, name), "latin1"),
    );
  }
}

test("what was written by hand is exported as it was", () => {
  expect(readFileSync(join(whole, "weekly/2026/2026-W40.md"), "utf8")).toBe(WEEK_40);
});

test("a text is exported with people and moments as they are", () => {
  const texts = filesIn(whole).filter((name) => name.startsWith("entries/"));
  const text = texts.map((name) => readFileSync(join(whole, name), "utf8")).join("");
  expect(text).toMatch(/\[Priya \\\[R\\\]\]\(stepback:\/\/person\/\w{26}\)\[Ana \\\*R\\\*\]/);
  expect(text).toMatch(
    /> As it \\\*is\\\*, in more words\.\n>\n> \[[-\d]{10}, stepped in, uninvited, with Priya \\\[R\\\]\]/,
  );
  expect(text).toContain("[2026-11-18, stepped away, with with, \\*you\\*](stepback://moment/");
});

const WEEKS = ["2026-W40", "2026-W41", "2026-W45", "2026-W46", "2026-W47", "2026-W48"];

/** What a week looks back on; how often it was saved only stepback.json tells. */
async function lookedBackOn({ json }: Pick<typeof first, "json">, week: string) {
  const { commitments } = (await json("weekly", "--week", week)) as { commitments: object[] };
  return commitments.map((commitment) => ({ ...commitment, revision: 1 }));
}

test("from stepback.json: every file is the same, and so is the journal", async () => {
  const { json, report, again } = await journalFrom("lossless", whole);
  const entries = TEXTS.length + 15;
  expect(report).toEqual({
    format: "stepback",
    found: entries,
    added: entries,
    alreadyHere: 0,
    skipped: [],
    attachments: 2,
  });
  expectSameFiles(whole, again);
  expect(await json("check")).toEqual({ ok: true, problems: [] });
  for (const week of WEEKS) {
    expect(await json("weekly", "--week", week), week).toEqual(
      await first.json("weekly", "--week", week),
    );
  }
  // There was nothing that a backup could have kept.
  expect(await json("backup", "list")).toEqual({ backups: [] });
});

test("from stepback.json alone, named itself", async () => {
  const { again } = await journalFrom("named", join(whole, "stepback.json"));
  expectSameFiles(whole, again);
});

test("from the Markdown alone: every Markdown file is the same", async () => {
  const markdown = join(home, "markdown");
  cpSync(whole, markdown, { recursive: true });
  rmSync(join(markdown, "stepback.json"));
  const journal = await journalFrom("from-markdown", markdown);
  const { json, report, again } = journal;
  expect(report).toMatchObject({
    format: "markdown",
    added: TEXTS.length + 15,
    skipped: [],
    attachments: 2,
  });
  rmSync(join(again, "stepback.json"));
  expectSameFiles(markdown, again);
  expect(await json("check")).toEqual({ ok: true, problems: [] });
  for (const week of WEEKS) {
    expect(await lookedBackOn(journal, week), week).toEqual(await lookedBackOn(first, week));
  }
  expect(await lookedBackOn(journal, "2026-W48")).toMatchObject([
    {
      person: { name: "Marta *O* (kept)" },
      timesCarried: 3,
      said: [{ week: "2026-W44" }, { week: "2026-W45" }, { week: "2026-W47", outcome: "partly" }],
    },
    { person: null, reshapedFrom: expect.any(String), timesCarried: 0 },
  ]);
  // And once more, now from what was read from Markdown.
  const { again: third } = await journalFrom("from-markdown-too", again);
  rmSync(join(third, "stepback.json"));
  expectSameFiles(markdown, third);
});

test("the same thing twice adds nothing, in whichever format", async () => {
  const { json } = await journalFrom("twice", whole);
  const before = await json("list", "--limit", "100");
  for (const from of ["stepback", "markdown"]) {
    expect(await json("import", whole, "--from", from)).toEqual({
      format: from,
      found: TEXTS.length + 15,
      added: 0,
      alreadyHere: TEXTS.length + 15,
      skipped: [],
      attachments: 0,
    });
  }
  expect(await json("list", "--limit", "100")).toEqual(before);
  expect(await json("backup", "list")).toEqual({ backups: [] });
});
