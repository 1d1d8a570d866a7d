/** People and moments leave with an export, and come back from it byte for byte. */
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import type { CarriedCrisis, CarriedMoment } from "../../src/shared/journal/carried.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { inDatabase } from "../helpers/vault-files.ts";
import { textToDocument } from "../../src/shared/document/plain-text.ts";
import type { Section } from "../../src/shared/contract/entries.ts";
import { fillWith, someCrises, someMoments, somePeople } from "../helpers/leaders-week.ts";
import { filesIn, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const first = commandLine({ home });
const whole = join(home, "whole");
const people = somePeople();
const weeks = ["2025-W52", "2026-W46", "2026-W47"];
const NOBODY = "01JD5ZC3M8Q4W0T9V7K2XN6RBA";
const NAMED = "Priya Raman";
let crises: CarriedCrisis[];
let moments: CarriedMoment[];
let items: number;

beforeAll(async () => {
  await first.json("init");
  const entry = await first.jsonFrom("Words.", "write", "--title", "An entry", "-");
  crises = someCrises(people, (entry as { id: string }).id);
  moments = someMoments(people, crises);
  fillWith(join(home, "journal"), { people, crises, moments, weeks });
  await first.jsonFrom("With them.", "write", "--with", "Marta Okafor", "--with", "con", "-");
  const { prompts } = (await first.json("prompts", "--cadence", "per-person")) as {
    prompts: { id: string }[];
  };
  await first.jsonFrom("She would say no.", "answer", prompts[0]?.id ?? "", "--with", NAMED, "-");
  const [priya, ruth] = people;
  await first.jsonFrom(
    `I asked [Priya](stepback://person/${priya?.id}) and [Nobody](stepback://person/${NOBODY}).`,
    ...["write", "--title", "Mentioned", "--with", ruth?.name ?? "", "-"],
  );
  // Four entries, and somebody who was named first by one of them.
  items = 5 + people.length + crises.length + moments.length + weeks.length;
  await first.json("export", "--to", whole);
});

let journals = 0;

/** An empty journal. */
async function emptyJournal() {
  journals += 1;
  const journal = join(home, `journal-${journals}`);
  const line = commandLine({ home, journal });
  await line.json("init");
  return { ...line, journal, again: join(home, `again-${journals}`) };
}

function expectSameFiles(one: string, other: string): void {
  expect(filesIn(other)).toEqual(filesIn(one));
  for (const name of filesIn(one)) {
    expect(readFileSync(join(other, name), "utf8"), name).toBe(
      readFileSync(join(one, name), "utf8"),
    );
  }
}

const report = () => ({
  ...{ found: items, added: items, alreadyHere: 0 },
  ...{ skipped: [], attachments: 0 },
});

test("from stepback.json: every file is the same", async () => {
  const { json, again } = await emptyJournal();
  expect(await json("import", whole)).toEqual({ format: "stepback", ...report() });
  await json("export", "--to", again);
  expectSameFiles(whole, again);
  expect(await json("check")).toEqual({ ok: true, problems: [] });
});

test("from the Markdown alone: every Markdown file is the same", async () => {
  const markdown = join(home, "markdown");
  cpSync(whole, markdown, { recursive: true });
  rmSync(join(markdown, "stepback.json"));
  const { json, again } = await emptyJournal();
  expect(await json("import", markdown)).toEqual({ format: "markdown", ...report() });
  await json("export", "--to", again);
  rmSync(join(again, "stepback.json"));
  expectSameFiles(markdown, again);
});

test("the same twice adds nothing, in whichever format", async () => {
  const { json } = await emptyJournal();
  await json("import", whole);
  const nothing = { ...report(), added: 0, alreadyHere: items };
  for (const format of ["stepback", "markdown"]) {
    expect(await json("import", whole, "--from", format)).toEqual({ format, ...nothing });
  }
});

describe("in Markdown", () => {
  const text = (name: string): string => readFileSync(join(whole, ...name.split("/")), "utf8");
  const without = (comment: string): string => comment.replace(/ <!-- stepback [^>]*-->/gu, "");

  test("a person is a file that reads well", () => {
    const [priya] = people;
    const [head = "", , body = ""] = text("people/priya-raman.md").split(/^(---\n\n)/mu);
    expect(head).toBe(`---
title: "Priya Raman"
created: "${priya?.created}"
updated: "${priya?.updated}"
id: ${priya?.id}
stepback_holds: person
stepback_relation: report
stepback_role: "Product"
stepback_schema: 1
`);
    expect(without(body).split("\n").slice(0, 8)).toEqual([
      "## Handed over",
      "",
      "- The roadmap",
      "  - How far: wholly",
      "  - 2026-03-09, given",
      "  - 2026-05-18, taken back: Before the board.",
      "  - 2026-06-15, given",
      expect.stringMatching(/^- \\# One/u),
    ]);
    expect(without(body)).toContain(
      "\n## What they want from me\n\n- Hiring designers\n  - 2026-02-02, a vote\n" +
        "- Hiring designers\n  - 2026-08-18, a voice, to ask again on 2026-11-16: " +
        "Say it once and say it early.<br>Then I choose.\n",
    );
  });

  test("names of files are legal everywhere and none is the other", () => {
    expect(filesIn(join(whole, "people"))).toEqual([
      "ana-r-x-uninvited-x.md",
      "marta-okafor.md",
      "person-con.md",
      "person.md",
      "priya-raman.md",
      "proto.md",
      "ruth-adeyemi-2.md",
      "ruth-adeyemi.md",
      `${"x".repeat(117)}.md`,
    ]);
  });

  test("a moment is a line of its year that reads well", () => {
    const lines = without(text("moments/2026.md")).split("\n");
    expect(lines.slice(0, 6)).toEqual([
      "---",
      'title: "Moments of 2026"',
      "stepback_holds: moments",
      "stepback_schema: 1",
      "---",
      "",
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        "- 2026-11-17, stepped back with [Priya Raman](../people/priya-raman.md): Let her open the roadmap review.",
        "- 2026-11-17, stepped in, uninvited: The buyer asked Marta and I answered it.",
        "- 2026-11-17, stepped away",
        "- 2026-11-17, stepped in with [Con](../people/person-con.md), asked for: He rang.",
      ]),
    );
    expect(text("moments/2026.md")).toContain(" at=2026-11-17T13:10:00.456Z zone=Europe/Berlin");
  });

  test("a crisis is a file that reads well", () => {
    const [one] = crises;
    const [head = "", , body = ""] = text("crises/2026-11-06-line-two.md").split(/^(---\n\n)/mu);
    expect(head).toBe(`---
title: "Line two, Priya’s ground"
date: 2026-11-06
created: "${one?.created}"
updated: "${one?.updated}"
timezone: "Europe/Berlin"
id: ${one?.id}
stepback_holds: crisis
stepback_ground: "line two"
stepback_people:
  - "[[Priya Raman]]"
stepback_person: ${people[0]?.id}
stepback_ends_when: "The first full shift runs without a call to me."
stepback_closed: 2026-11-20
stepback_entry: ${one?.entryId}
stepback_schema: 1
`);
    expect(without(body)).toBe(`## What I took over

- Since 2026-11-06: The six o’clock shift call
  - Returned: He took it back without a word.
  - 2026-11-27, with me, given back again: I joined on Tuesday to listen.
  - 2026-11-27, with them
- Since 2026-11-06: Every word to Kestrel
  - Handed on to [Ruth Adeyemi](../people/ruth-adeyemi.md)
  - 2026-11-27, with somebody else, [Ruth Adeyemi](../people/ruth-adeyemi.md)
- Since 2026-11-06: Overtime
  - Kept: Until 4 December.
`);
    expect(text("README.md")).toContain("- `crises/`: the crises, one file each.\n");
  });

  test("an entry names whom it is with, and whom an answer is about", () => {
    const [withThem = "", about = ""] = ["untitled-2", "untitled"].map((name) =>
      text(`entries/2026/2026-11-20-${name}.md`),
    );
    expect([withThem, about].join("")).toContain(
      'stepback_people:\n  - "[[Con]]"\n  - "[[Marta Okafor]]"\n',
    );
    expect([withThem, about].join("")).toContain('stepback_about:\n  - "[[Priya Raman]]"\n');
  });

  test("an entry names whom it is with and whom it mentions, and an import tells them apart", async () => {
    expect(text("entries/2026/2026-11-20-mentioned.md")).toContain(
      'stepback_people:\n  - "[[Priya Raman]]"\n  - "[[Ruth Adeyemi]]"\n',
    );
    const { json } = await emptyJournal();
    await json("import", whole, "--from", "markdown");
    const { entries } = (await json("list", "--text", "Mentioned")) as {
      entries: { id: string }[];
    };
    expect(await json("show", entries[0]?.id ?? "")).toMatchObject({
      people: ["Priya Raman", "Ruth Adeyemi"],
      with: ["Ruth Adeyemi"],
    });
  });

  test("how a week fell is a line of its year", () => {
    expect(without(text("weeks/2025.md"))).toContain(
      "\n- 2025-W52, 3 in the business, 4 on the business, 2 with people, 0 other\n",
    );
    expect(text("README.md")).toContain(
      "- `moments/`: the moments, one file a year.\n" +
        "- `weeks/`: how the time of the weeks fell, one file a year.\n" +
        "- `people/`: the people, what they were handed and what was agreed with them, one file each.\n",
    );
  });
});

/** What is asked, and answered as yet. */
const asked = ({ prompt, words }: Section) => ({ prompt, words });

test("what a window makes comes back with its history, from both", async () => {
  const { json, run, journal, again } = await emptyJournal();
  let closed = "";
  let crisisEntry = "";
  let questions: unknown[] = [];
  await withServices(journal, (services) => {
    const { people: persons, handovers, agreements, moments: kept, crises: steps } = services;
    persons.add({ name: "Priya Raman", relation: "report", role: "Product" });
    const jonas = persons.add({ name: "Jonas Lindqvist", relation: "other", role: "" });
    const what = { person: "priya raman", what: "The roadmap", howFar: "wholly" };
    const { id } = handovers.handOver({ ...what, date: "2026-03-09" });
    handovers.takeBack(id, "2026-05-18", "Before the board.");
    handovers.giveAgain(id, "2026-06-15", "");
    const said = { level: "voice", words: "Say it once.", date: "2026-08-18" } as const;
    const draft = { ...said, matter: "Hiring", askOn: "2026-11-16" };
    const oldest = agreements.agree({ ...draft, person: "Priya Raman" });
    const middle = agreements.change({ ...draft, id: oldest.id, level: "view" });
    agreements.change({ ...draft, id: middle.id, level: "none", askOn: null });
    const { id: crisisId, items: over } = steps.open({
      ...{ person: "Jonas Lindqvist", ground: "line two", endsWhen: null },
      items: ["The shift call", "Overtime"],
    });
    const moment = { text: "He rang.", invited: "asked_for", theme: "trust" } as const;
    kept.add({ ...moment, kind: "stepped_in", person: "Jonas Lindqvist", crisisId });
    for (const [index, { id: itemId, revision }] of over.entries()) {
      const became = index === 0 ? "returned" : "kept";
      steps.closeItem({ id: itemId, revision, became, person: null, note: "So." });
    }
    steps.close({ id: crisisId });
    closed = crisisId;
    crisisEntry = steps.read(crisisId)?.crisis.entryId ?? "";
    const [, second] = steps.questions(crisisId);
    const { id: sectionId = "", revision = 0 } = second ?? {};
    const document = textToDocument("Yes.");
    services.entries.saveSection({ id: sectionId, document, revision, writer: "window" });
    persons.change({ id: jonas.id, revision: 1, name: "Jonas L." });
  });
  // The last of them has left the library since.
  inDatabase(journal, (database) =>
    database.exec(
      `UPDATE sections SET prompt_id = 'gone-1', prompt_text = 'Who *was* it?', prompt_theme = 'gone'
       WHERE id = (SELECT max(id) FROM sections WHERE entry_id = '${crisisEntry}')`,
    ),
  );
  await withServices(journal, ({ crises: steps }) => {
    questions = steps.questions(closed).map(asked);
  });
  expect(questions).toMatchObject([
    { words: 0 },
    { words: 1 },
    { prompt: { id: "gone-1" }, words: 0 },
  ]);
  await json("export", "--to", again);
  const shown = await run("show", crisisEntry, "--format", "markdown");
  expect(shown.out).toMatch(/\n## Who \\\*was\\\* it\?\n$/);
  for (const format of ["stepback", "markdown"]) {
    const other = await emptyJournal();
    expect(await other.json("import", again, "--from", format)).toMatchObject({ skipped: [] });
    await other.json("export", "--to", other.again);
    if (format === "markdown") {
      rmSync(join(again, "stepback.json"));
      rmSync(join(other.again, "stepback.json"));
    }
    expectSameFiles(again, other.again);
    await withServices(other.journal, ({ agreements, crises: steps, people: persons }) => {
      const priya = persons.list().find(({ name }) => name === "Priya Raman");
      expect(agreements.ofPerson(priya?.id ?? "")).toMatchObject([
        { level: "none", earlier: [{ level: "view" }, { level: "voice" }] },
      ]);
      expect(steps.read(closed)).toMatchObject({
        crisis: { ground: "line two", items: [{ became: "returned" }, { became: "kept" }] },
      });
      expect(steps.questions(closed).map(asked)).toEqual(questions);
    });
  }
});
