/** What an export chooses of the leader's week, and what an import may do to a journal that has one. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { CarriedMoment, CarriedPerson } from "../../src/shared/journal/carried.ts";
import { commandLine, each } from "../helpers/command-line.ts";
import {
  agreement,
  crisis,
  fillWith,
  handover,
  moment,
  nextId,
  person,
  taken,
  turn,
} from "../helpers/leaders-week.ts";
import { filesIn, printOf, temporaryFolder } from "../helpers/temporary-folder.ts";
import { inDatabase } from "../helpers/vault-files.ts";

const home = temporaryFolder();
const first = commandLine({ home });
const whole = join(home, "whole");

const priya = person("Priya Raman", {
  role: "Product",
  handovers: [handover("The roadmap", "wholly", turn("given", "2026-03-09"))],
  agreements: [agreement("Hiring designers", "voice")],
});
const devin = person("Devin Clarke");
const ruth = person("Ruth Adeyemi", { relation: "peer" });
const named = ({ id, name }: CarriedPerson) => ({ id, name });
const lineTwo = crisis("Line two", {
  person: named(devin),
  items: [taken("The shift call", { became: "handed_on", person: named(priya) })],
});
const opened = moment("Let her open the review.", {
  kind: "stepped_back",
  person: named(priya),
  theme: "trust",
});
const rang = moment("He rang about the press.", {
  person: named(devin),
  at: "2026-11-09T08:00:00.000Z",
  date: "2026-11-09",
  crisisId: lineTwo.id,
});
const alone = moment("Rewrote the reply.", { invited: "uninvited" });

interface Exported {
  stepback: { schema: number };
  entries: Record<string, unknown>[];
  people: Record<string, unknown>[];
  crises: Record<string, unknown>[];
  moments: Record<string, unknown>[];
  weeks: Record<string, unknown>[];
}

beforeAll(async () => {
  await first.json("init");
  fillWith(join(home, "journal"), {
    people: [priya, devin, ruth],
    crises: [lineTwo],
    moments: [opened, rang, alone],
    weeks: ["2026-W46", "2026-W47"],
  });
  await first.jsonFrom(
    `Words to [Priya](stepback://person/${priya.id}).`,
    ...["write", "--title", "Starred", "--star", "--with", "ruth adeyemi", "-"],
  );
  await first.json("export", "--to", whole);
});

const exported = (folder = whole): Exported =>
  JSON.parse(readFileSync(join(folder, "stepback.json"), "utf8")) as Exported;

let journals = 0;

/** A journal with an entry of its own, and with these people and moments. */
async function journalWith(people: CarriedPerson[] = [], moments: CarriedMoment[] = []) {
  journals += 1;
  const journal = join(home, `journal-${journals}`);
  const line = commandLine({ home, journal });
  await line.json("init");
  await line.jsonFrom("Own.", "write", "--title", "Own", "-");
  fillWith(journal, { people, moments });
  return {
    ...line,
    journal,
    async exported(): Promise<Exported> {
      const folder = `${journal}-exported-${(journals += 1)}`;
      await line.json("export", "--to", folder);
      return exported(folder);
    },
  };
}

/** A stepback.json that was changed by hand. */
function changed(change: (value: Exported) => void): string {
  const value = exported();
  change(value);
  return folderWith({ "stepback.json": JSON.stringify(value) });
}

function folderWith(files: Record<string, string>): string {
  journals += 1;
  const folder = join(home, `folder-${journals}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const namesOf = ({ people }: Exported): unknown[] => people.map(({ name }) => name);
const textsOf = ({ moments }: Exported): unknown[] => moments.map(({ text }) => text);

test("an export carries what belongs to what its filters chose", async () => {
  const everybody = ["Devin Clarke", "Priya Raman", "Ruth Adeyemi"];
  const [first46, second] = ["2026-W46", "2026-W47"];
  const choices: [args: string[], people: string[], moments: CarriedMoment[], rest: unknown[]][] = [
    [[], everybody, [rang, opened, alone], [1, first46, second]],
    [
      ["--from", "2026-11-10"],
      ["Priya Raman", "Ruth Adeyemi"],
      [opened, alone],
      [0, first46, second],
    ],
    [["--to", "2026-11-09"], ["Devin Clarke", "Priya Raman"], [rang], [1, first46]],
    [["--person", "devin clarke"], ["Devin Clarke", "Priya Raman"], [rang], [1]],
    [["--theme", "trust"], ["Priya Raman"], [opened], [0]],
    [["--text", "RÉPLY"], [], [alone], [0]],
    [["--text", "shift"], ["Devin Clarke", "Priya Raman"], [], [1]],
    [["--starred"], ["Priya Raman", "Ruth Adeyemi"], [], [0]],
    [["--kind", "free"], ["Priya Raman", "Ruth Adeyemi"], [], [0]],
    [["--tag", "none"], [], [], [0]],
  ];
  await each(choices, async ([args, people, moments, [crises, ...weeks]]) => {
    const folder = join(home, `chosen${args.join("-").replaceAll(":", "")}`);
    await first.json("export", "--to", folder, ...args);
    const found = exported(folder);
    expect(namesOf(found), args.join(" ")).toEqual(people);
    expect(textsOf(found), args.join(" ")).toEqual(moments.map(({ text }) => text));
    expect([found.crises.length, ...found.weeks.map(({ week }) => week)], args.join(" ")).toEqual([
      crises,
      ...weeks,
    ]);
    expect(filesIn(folder).filter((file) => file.startsWith("people/"))).toHaveLength(
      people.length,
    );
  });
});

test("what filters chose can be imported, also without the crisis that a moment was in", async () => {
  const { json, exported: exportAgain } = await journalWith();
  const folder = join(home, "part");
  await first.json("export", "--to", folder, "--theme", "trust");
  expect(await json("import", folder)).toMatchObject({ format: "stepback", added: 2, skipped: [] });
  const later = join(home, "later");
  await first.json("export", "--to", later, "--from", "2026-11-01", "--to", "2026-11-09");
  const { moments } = exported(later);
  expect(moments).toMatchObject([{ text: rang.text, crisisId: lineTwo.id }]);
  // Without the crisis that it happened in.
  const lost = changed((value) => Object.assign(value, { ...exported(later), crises: [] }));
  expect(await json("import", lost)).toMatchObject({ skipped: [] });
  const found = await exportAgain();
  expect(namesOf(found)).toEqual(expect.arrayContaining(["Devin Clarke", "Priya Raman"]));
  expect(found.moments).toMatchObject([{ text: rang.text, crisisId: null }, { text: opened.text }]);
});

test("what is in the bin is in no export, and nobody is named who is", async () => {
  const { json, journal, exported: exportAgain } = await journalWith();
  await json("import", whole);
  inDatabase(journal, (database) => {
    const now = "2026-11-20T14:30:00.000Z";
    for (const [table, id] of [
      ["people", devin.id],
      ["moments", opened.id],
      ["handovers", priya.handovers[0]?.id],
    ]) {
      database.prepare(`UPDATE ${table} SET deleted_at = ? WHERE id = ?`).run(now, id);
    }
  });
  const found = await exportAgain();
  expect(namesOf(found)).toEqual(["Priya Raman", "Ruth Adeyemi"]);
  expect(textsOf(found)).toEqual([rang.text, alone.text]);
  expect(found.moments[0]).toMatchObject({ person: null });
  expect(found.crises[0]).toMatchObject({ person: null });
  expect(found.people[0]).toMatchObject({ handovers: [] });
  // They were deleted here, and do not come back by an import.
  expect(await json("import", whole, "--dry-run")).toMatchObject({
    added: 0,
    skipped: [
      { item: "Devin Clarke" },
      { item: "Priya Raman" },
      { item: `2026-11-17 ${opened.text}` },
    ],
  });
});

describe("nothing that is here is changed", () => {
  test("a person of the same name is joined, with what is new of theirs", async () => {
    const own = person("PRIYA RAMAN", { role: "Head of product", relation: "peer" });
    const { json, run, exported: exportAgain } = await journalWith([own]);
    const said = await run("import", whole, "--json");
    expect(JSON.parse(said.out)).toMatchObject({ found: 10, added: 10, skipped: [] });
    expect(said.err).toBe(
      "Priya Raman: Somebody of this name is here already. What names the one means the other, of whom nothing was changed.\n",
    );
    const found = await exportAgain();
    const [, there] = found.people;
    const { handovers: _, agreements: __, ...saying } = own;
    expect(there).toMatchObject({
      ...saying,
      handovers: priya.handovers,
      agreements: priya.agreements,
    });
    expect(found.moments[1]).toMatchObject({ text: opened.text, person: named(own) });
    const starred = found.entries.find(({ title }) => title === "Starred");
    expect(starred).toMatchObject({
      people: ["PRIYA RAMAN", "Ruth Adeyemi"],
      with: ["Ruth Adeyemi"],
    });
    expect(JSON.stringify(starred)).toContain(`"person":"${own.id}"`);
    expect(found.crises[0]).toMatchObject({ items: [{ person: named(own) }] });
    const again = await run("import", whole, "--json");
    expect(JSON.parse(again.out)).toMatchObject({ added: 0, alreadyHere: 10, skipped: [] });
    expect(await exportAgain()).toEqual({ ...found, stepback: expect.anything() });
    expect(await json("check")).toEqual({ ok: true, problems: [] });
  });

  test("what names somebody who was deleted here comes in and names nobody", async () => {
    const { json, run, journal, exported: exportAgain } = await journalWith([devin]);
    inDatabase(journal, (database) => {
      database.prepare("UPDATE people SET deleted_at = updated").run();
    });
    const said = await run("import", whole);
    expect(said.out).toBe("Added 9 items. Left out: 1.\n");
    expect(said.err).toContain(
      "2026-11-09 He rang about the press.: Whom it names was deleted from this journal, so it names nobody.\n",
    );
    const found = await exportAgain();
    expect(namesOf(found)).toEqual(["Priya Raman", "Ruth Adeyemi"]);
    expect(found.moments[0]).toMatchObject({ text: rang.text, person: null });
    expect(await json("import", whole)).toMatchObject({ added: 0, alreadyHere: 9 });
  });

  test("who was merged here stays merged, and is named as who they are now", async () => {
    const { run, journal, exported: exportAgain } = await journalWith([devin, ruth]);
    inDatabase(journal, (database) => {
      database
        .prepare("UPDATE people SET merged_into = ?, deleted_at = updated WHERE id = ?")
        .run(ruth.id, devin.id);
    });
    const { out } = await run("import", whole, "--json");
    expect(JSON.parse(out)).toMatchObject({ skipped: [] });
    const found = await exportAgain();
    expect(namesOf(found)).toEqual(["Priya Raman", "Ruth Adeyemi"]);
    expect(found.moments[0]).toMatchObject({ text: rang.text, person: named(ruth) });
  });

  test("the same id with other content is named", async () => {
    const { json, exported: exportAgain } = await journalWith();
    await json("import", whole);
    const before = await exportAgain();
    const folder = changed(({ people, crises, moments, weeks }) => {
      for (const [rows, change] of [
        [people, { role: "Other" }],
        [crises, { ground: "Other" }],
        [moments, { text: "Other" }],
        [weeks, { other: 1 }],
      ] as const) {
        Object.assign(rows[0] ?? {}, change);
      }
    });
    const differs = expect.stringContaining("with other words");
    expect(await json("import", folder)).toMatchObject({
      found: 10,
      added: 0,
      alreadyHere: 6,
      skipped: [
        { item: "Devin Clarke", reason: differs },
        { item: "2026-W46", reason: "The time of its week is told otherwise in this journal." },
        { item: "2026-11-06 Other, Devin’s ground", reason: differs },
        { item: "2026-11-09 Other", reason: differs },
      ],
    });
    expect(await exportAgain()).toEqual(before);
  });

  test("an id that something else has here is refused, and the others come in", async () => {
    const { json, exported: exportAgain } = await journalWith(
      [
        person("Somebody", {
          handovers: [{ ...handover("x", ""), id: priya.handovers[0]?.id ?? "" }],
        }),
      ],
      [{ ...moment("Mine"), id: alone.id }],
    );
    expect(await json("import", whole)).toMatchObject({
      added: 8,
      skipped: [
        { item: "Priya Raman", reason: expect.stringContaining("the id of something else") },
        { item: `2026-11-17 ${alone.text}`, reason: expect.stringContaining("other words") },
      ],
    });
    // What names her finds nobody, and so she has a page without what could not come in.
    const found = await exportAgain();
    expect(found.people[1]).toMatchObject({ name: "Priya Raman", handovers: [], agreements: [] });
    expect(found.moments[1]).toMatchObject({ person: { name: "Priya Raman" } });
  });

  test("a journal with nothing but a moment gets its backup first", async () => {
    journals += 1;
    const journal = join(home, `journal-${journals}`);
    const { json } = commandLine({ home, journal });
    await json("init");
    fillWith(journal, { moments: [moment("Mine")] });
    const before = printOf(journal);
    expect(await json("import", whole, "--dry-run")).toMatchObject({ added: 10 });
    expect(printOf(journal)).toEqual(before);
    await json("import", whole);
    expect(await json("backup", "list")).toMatchObject({ backups: [{ kind: "before_import" }] });
  });
});

test("broken rows are named, and the others come in", async () => {
  const { json, exported: exportAgain } = await journalWith();
  const far = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";
  const folder = changed(({ people, crises, moments, weeks }) => {
    const rows = {
      people: [
        { id: far },
        { id: nextId(), name: " \u0000" },
        { id: nextId(), relation: "friend" },
        { id: nextId(), handovers: [{ ...priya.handovers[0], turns: [{ kind: "lost" }] }] },
        { id: nextId(), name: "__proto__", handovers: [], agreements: [] },
      ],
      moments: [
        { id: nextId(), date: "2026-02-30" },
        { id: nextId(), at: "+275760-09-13T00:00:00.000Z" },
        { id: nextId(), kind: "stepped_on" },
        { id: nextId(), person: { id: far, name: "constructor" }, timeZone: "Mars/Phobos" },
        { id: nextId(), person: { id: null, name: "x".repeat(10_000) }, theme: "Not An Id" },
        { id: nextId(), text: "Tomorrow", at: "2027-01-01T12:00:00.000Z", date: "2027-01-01" },
      ],
      crises: [{ id: nextId(), date: "2026-13-01", items: [] }, { id: nextId() }],
      weeks: [
        { id: nextId(), week: "2026-W99" },
        { id: nextId(), week: "2025-W01", inIt: 8, onIt: 8 },
      ],
    };
    for (const [list, broken] of [
      [people, rows.people],
      [moments, rows.moments],
      [crises, rows.crises],
      [weeks, rows.weeks],
    ] as const) {
      const [standing] = list;
      list.push(...broken.map((one) => ({ ...standing, ...one })), null as never, [] as never);
    }
  });
  const report = (await json("import", folder)) as { skipped: object[] };
  expect(report).toMatchObject({ found: 33, added: 14 });
  const garbled = "It is not written as Stepback writes it.";
  const refused = (what: string, ...numbers: number[]) =>
    numbers.map((number) => ({ item: `${what} ${number} of stepback.json`, reason: garbled }));
  expect(report.skipped).toEqual([
    ...refused("person", 4, 5, 6, 7, 9, 10),
    ...refused("crisis", 2, 4, 5),
    ...refused("moment", 4, 5, 6, 10, 11),
    ...refused("week", 3, 4, 5, 6),
    { item: "2026-11-06 Line two, Devin’s ground", reason: expect.stringContaining("the id of") },
  ]);
  const found = await exportAgain();
  expect(namesOf(found)).toEqual(
    expect.arrayContaining(["__proto__", "constructor", "x".repeat(10_000)]),
  );
  expect(textsOf(found)).toContain("Tomorrow");
  expect(Reflect.get({}, "polluted")).toBeUndefined();
  expect(await json("check")).toEqual({ ok: true, problems: [] });
});

test("Markdown that was written by hand: what can be read is, and each line that cannot is named", async () => {
  const { json, exported: exportAgain } = await journalWith(
    [named(ruth)].map(({ name }) => person(name)),
  );
  const folder = folderWith({
    "moments/2026.md":
      "---\nstepback_holds: moments\n---\n\n# Mine\n\n" +
      "- 2026-11-17, stepped in with Ruth Adeyemi, uninvited: I **spoke** first.\n" +
      "- 2026-11-18, stepped back with [Jonas Lindqvist](../people/jonas.md)\n" +
      "* 2026-11-19, stepped away: Not there\n" +
      "- 2026-11-31, stepped in: No such day\n" +
      "- 2026-11-20, stepped in, invited: x\n" +
      "A word of my own.\n",
    "people/tomas.md":
      "---\ntitle: Tomás Iglesias\nstepback_holds: person\n---\n\n## Handed over\n\n" +
      "- The bank\n  - 2026-11-18, given: alone\n",
    "people/marta.md": "---\ntitle: Marta\nstepback_holds: person\n---\n\nA note on her.\n",
    "people/nobody.md": "---\nstepback_holds: person\n---\n",
    "weeks/2026.md": "---\nstepback_holds: weeks\n---\n- 2026-W47, 3 in the business\n",
    "crises/x.md":
      "---\ndate: 2026-11-06\ntitle: Line two\nstepback_holds: crisis\n---\n\n- Since 2026-11-06: The call\n",
    "newer.md": "---\nstepback_holds: person\nstepback_schema: 9\n---\n",
  });
  const reason = "It is not written as Stepback writes it.";
  expect(await json("import", folder)).toEqual({
    format: "markdown",
    found: 12,
    added: 5,
    alreadyHere: 0,
    skipped: [
      { item: "newer.md", reason: expect.stringContaining("newer Stepback") },
      { item: "moments/2026.md, line 10", reason },
      { item: "moments/2026.md, line 11", reason },
      { item: "moments/2026.md, line 12", reason },
      { item: "people/marta.md", reason },
      { item: "people/nobody.md", reason },
      { item: "weeks/2026.md, line 4", reason },
    ],
    attachments: 0,
  });
  expect(await json("import", folder)).toMatchObject({ added: 0, alreadyHere: 5 });
  const found = await exportAgain();
  expect(namesOf(found)).toEqual(["Jonas Lindqvist", "Ruth Adeyemi", "Tomás Iglesias"]);
  expect(found.moments).toMatchObject([
    { text: "I spoke first.", person: { name: "Ruth Adeyemi" }, invited: "uninvited" },
    { kind: "stepped_back", person: { name: "Jonas Lindqvist" }, text: "" },
    { kind: "stepped_away", date: "2026-11-19", text: "Not there" },
  ]);
});
