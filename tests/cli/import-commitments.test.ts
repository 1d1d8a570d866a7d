/** Commitments that come from Markdown: whose id they have, and whom they are with. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { fillWith, person } from "../helpers/leaders-week.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { inDatabase } from "../helpers/vault-files.ts";

const home = temporaryFolder();
const first = commandLine({ home });
const whole = join(home, "whole");
const markdown = join(home, "markdown");
const priya = person("Priya Raman");
const ruth = person("Ruth Adeyemi", { relation: "peer" });

interface Exported {
  entries: {
    week: string;
    people: string[];
    commitments?: {
      id: string;
      action: string;
      person: { id: string; name: string } | null;
      carriedFrom: string | null;
    }[];
  }[];
  people: { id: string; name: string }[];
}

beforeAll(async () => {
  await first.json("init");
  fillWith(join(home, "journal"), { people: [priya] });
  await first.jsonFrom("She led.", "answer", "trust-08", "-");
  await first.json("commit", "ask first", "--with", "priya raman");
  await first.json("commit", "wait");
  await first.jsonFrom("We spoke.", "write", "--title", "Lunch", "--with", "Priya Raman", "-");
  await first.json("export", "--to", whole);
  cpSync(whole, markdown, { recursive: true, filter: (file) => !file.endsWith("stepback.json") });
});

const weekFile = (): string => readFileSync(join(whole, "weekly/2026/2026-W47.md"), "utf8");

let made = 0;

/** Another journal, with these people. */
async function journalWith(...people: (typeof priya)[]) {
  made += 1;
  const journal = join(home, `journal-${made}`);
  const line = commandLine({ home, journal });
  await line.json("init");
  fillWith(journal, { people });
  return {
    ...line,
    journal,
    async exported(): Promise<Exported> {
      const folder = join(home, `exported-${(made += 1)}`);
      await line.json("export", "--to", folder);
      return JSON.parse(readFileSync(join(folder, "stepback.json"), "utf8")) as Exported;
    },
  };
}

function folderWith(files: Record<string, string>): string {
  const folder = join(home, `folder-${(made += 1)}`);
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The week's file as the beginning of another week's, with no id of its own. */
const asTemplate = (week: string): string =>
  weekFile()
    .replace(/^id: .*\n/m, "")
    .replaceAll("2026-W47", week)
    .replace(/^( {2}- id=\w+ created=\S+)/gm, "$1 carriedFrom=01M6JZ0000Q4W0T9V7K2XN6RB0");

const commitmentsIn = ({ entries }: Exported, week: string) =>
  entries.find((entry) => entry.week === week)?.commitments ?? [];

describe("a week written over a copy of another one", () => {
  const anyId = expect.stringMatching(/^\w{26}$/);

  test("is kept beside it, its commitments in no chain of the other's", async () => {
    const { json, exported } = await journalWith();
    await json("import", whole);
    const before = await exported();
    const folder = folderWith({ "2026-W48.md": asTemplate("2026-W48") });
    expect(await json("import", folder)).toMatchObject({ added: 1, skipped: [] });
    const after = await exported();
    expect(commitmentsIn(after, "2026-W47")).toEqual(commitmentsIn(before, "2026-W47"));
    expect(commitmentsIn(after, "2026-W48")).toMatchObject([
      { id: anyId, action: "ask first", person: { id: priya.id }, carriedFrom: null },
      { id: anyId, action: "wait", carriedFrom: null },
    ]);
    const ids = after.entries.flatMap(({ commitments = [] }) => commitments.map(({ id }) => id));
    expect(new Set(ids).size).toBe(4);
    expect(await json("import", folder)).toMatchObject({ added: 0, alreadyHere: 1, skipped: [] });
    expect(await exported()).toEqual({ ...after, stepback: expect.anything() });
  });

  test("comes with it in one folder, and an id that it has twice is the first one's", async () => {
    const { json, exported } = await journalWith();
    const [one = "", two = ""] = [...weekFile().matchAll(/id=(\w+) created/g)].map(([, id]) => id);
    const folder = folderWith({
      "2026-W47.md": weekFile().replace(two, one),
      "2026-W48.md": asTemplate("2026-W48"),
    });
    expect(await json("import", folder)).toMatchObject({ found: 2, added: 2, skipped: [] });
    const found = await exported();
    const told = "01M6JZ0000Q4W0T9V7K2XN6RB0";
    expect(commitmentsIn(found, "2026-W47")).toMatchObject([{ id: one }, { id: anyId }]);
    // What only the copy has stays as the copy says it.
    expect(commitmentsIn(found, "2026-W48")).toMatchObject([
      { id: anyId, carriedFrom: null },
      { id: two, carriedFrom: told },
    ]);
    expect(await json("import", folder)).toMatchObject({ added: 0, alreadyHere: 2, skipped: [] });
    expect(await json("check")).toEqual({ ok: true, problems: [] });
  });
});

describe("a commitment with somebody", () => {
  const withWhom = (found: Exported) => commitmentsIn(found, "2026-W47")[0]?.person;
  const namesOf = ({ people }: Exported): string[] => people.map(({ name }) => name);
  const week = () => folderWith({ "2026-W47.md": weekFile() });

  test("who has another name here is with them", async () => {
    const { json, exported } = await journalWith({ ...priya, name: "Priya Shah" });
    expect(await json("import", week())).toMatchObject({ added: 1, skipped: [] });
    const found = await exported();
    expect(namesOf(found)).toEqual(["Priya Shah"]);
    expect(withWhom(found)).toEqual({ id: priya.id, name: "Priya Shah" });
  });

  test("who was merged here is with whom they are now", async () => {
    const { json, journal, exported } = await journalWith(priya, ruth);
    inDatabase(journal, (database) => {
      database
        .prepare("UPDATE people SET merged_into = ?, deleted_at = updated WHERE id = ?")
        .run(ruth.id, priya.id);
    });
    expect(await json("import", week())).toMatchObject({ added: 1, skipped: [] });
    const found = await exported();
    expect(namesOf(found)).toEqual(["Ruth Adeyemi"]);
    expect(withWhom(found)).toEqual({ id: ruth.id, name: "Ruth Adeyemi" });
  });

  test("who was deleted here is with nobody, and that is told", async () => {
    const { run, journal, exported } = await journalWith(priya);
    inDatabase(journal, (database) => {
      database.prepare("UPDATE people SET deleted_at = updated").run();
    });
    const said = await run("import", week());
    expect(said.out).toBe("Added one item.\n");
    expect(said.err).toContain(
      "Whom a commitment of it names was deleted from this journal, so the commitment names nobody.\n",
    );
    const found = await exported();
    expect([namesOf(found), withWhom(found)]).toEqual([[], null]);
  });

  test("whom nobody knows here by their id is with who is called that", async () => {
    const namesake = person("PRIYA RAMAN");
    const { json, exported } = await journalWith(namesake);
    await json("import", week());
    const found = await exported();
    expect(namesOf(found)).toEqual(["PRIYA RAMAN"]);
    expect(withWhom(found)).toMatchObject({ id: namesake.id });
  });
});

test("a name in Markdown means whom the people beside it say, also where another has it here", async () => {
  const { json, exported } = await journalWith(
    { ...priya, name: "Priya Shah" },
    person("Priya Raman"),
  );
  expect(await json("import", markdown)).toMatchObject({
    format: "markdown",
    added: 2,
    skipped: [{ item: "people/priya-raman.md" }],
  });
  const { entries, people } = await exported();
  expect(people).toHaveLength(2);
  expect(entries.map(({ people: names }) => names)).toContainEqual(["Priya Shah"]);
});
