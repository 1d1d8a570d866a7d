/** What an import may do to a journal that is not empty: add what was announced, and nothing else. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  commandLine,
  endOf,
  runStepback,
  sentenceOf,
  startStepback,
} from "../helpers/command-line.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";

/** An id that differs from another in its last letter alone. @param which of those, from 0. */
function idBeside(id: string, which: number): string {
  return `${id.slice(0, -1)}${"0123456789".replace(id.at(-1) ?? "", "").charAt(which)}`;
}

const home = temporaryFolder();
const first = commandLine({ home });
const whole = join(home, "whole");

interface Exported {
  stepback: { schema: number };
  entries: {
    id: string;
    title: string;
    week: string;
    kind: string;
    sections: { id: string; document: unknown }[];
    commitments: object[];
  }[];
  settings: object;
}

beforeAll(async () => {
  await first.json("init");
  await first.jsonFrom("One.", "write", "--title", "First", "-");
  await first.jsonFrom("Two.", "write", "--title", "Second", "-");
  await first.jsonFrom("Three.", "answer", "trust-08", "-");
  await first.json("commit", "ask first");
  await withServices(join(home, "journal"), ({ settings }) => settings.change({ places: 5 }));
  await first.json("export", "--to", whole);
});

const exported = (): Exported => JSON.parse(readFileSync(join(whole, "stepback.json"), "utf8"));

let journals = 0;

/** Another journal, with one entry of its own. */
async function journalWith(text: string) {
  journals += 1;
  const journal = join(home, `journal-${journals}`);
  const other = commandLine({ home, journal });
  await other.json("init");
  const own = (await other.jsonFrom(text, "write", "--title", "Own", "-")) as { id: string };
  return { ...other, journal, own };
}

/** A stepback.json that was changed by hand. */
function changed(change: (whole: Exported) => void): string {
  const value = exported();
  change(value);
  journals += 1;
  const folder = join(home, `changed-${journals}`);
  mkdirSync(folder);
  writeFileSync(join(folder, "stepback.json"), JSON.stringify(value));
  return folder;
}

const entryOf = ({ entries }: Exported, index: number) => {
  const entry = entries[index];
  if (entry === undefined) throw new Error("there is no such entry");
  return entry;
};

test("a dry run tells the same and writes nothing", async () => {
  const { json, run, journal } = await journalWith("Mine.");
  const before = printOf(journal);
  const announced = await json("import", whole, "--dry-run");
  expect(announced).toEqual({
    format: "stepback",
    found: 3,
    added: 3,
    alreadyHere: 0,
    skipped: [],
    attachments: 0,
  });
  const { out } = await run("import", whole, "--dry-run");
  expect(out).toBe("Would add 3 items.\n");
  expect(await json("list")).toMatchObject({ total: 1 });
  expect(printOf(journal)).toEqual(before);
  expect(await json("import", whole)).toEqual(announced);
});

test("a backup comes first, and brings back what was before", async () => {
  const { json, own } = await journalWith("Mine.");
  await json("import", whole);
  expect(await json("list")).toMatchObject({ total: 4 });
  const { backups } = (await json("backup", "list")) as { backups: { name: string }[] };
  expect(backups).toMatchObject([{ kind: "before_import", entries: 1 }]);
  await json("import", whole);
  expect(await json("backup", "list")).toEqual({ backups });
  await json("backup", "restore", backups[0]?.name ?? "");
  expect(await json("list")).toMatchObject({ total: 1, entries: [{ id: own.id }] });
});

test("settings are taken over by an empty journal only", async () => {
  const { json, run } = await journalWith("Mine.");
  await json("import", whole);
  await json("export", "--to", join(home, "kept-settings"));
  const kept = JSON.parse(readFileSync(join(home, "kept-settings/stepback.json"), "utf8"));
  expect(kept.settings.places).toBe(4);
  expect(exported().settings).toMatchObject({ places: 5 });
  expect((await run("import", whole)).out).toBe("Added 0 items. Already here: 3.\n");
});

describe("nothing that is here is changed", () => {
  test("an entry with other words, one that was deleted, a week that is taken", async () => {
    const { json, jsonFrom, run } = await journalWith("Mine.");
    await jsonFrom("My own answer.", "answer", "trust-08", "-");
    await json("import", whole);
    const [one, two] = exported().entries;
    await json("edit", one?.id ?? "", "--title", "Changed since");
    await json("delete", two?.id ?? "");
    const before = await json("list");
    const report = {
      found: 3,
      added: 0,
      alreadyHere: 0,
      skipped: [
        {
          item: "2026-11-20 First",
          reason: "It is in the journal already with other words, and those were not changed.",
        },
        {
          item: "2026-11-20 Second",
          reason: "It was deleted from this journal. What is in the bin comes back with restore.",
        },
        { item: "2026-W47", reason: "Its week has another reflection in this journal." },
      ],
    };
    expect(await json("import", whole)).toMatchObject(report);
    expect(await json("list")).toEqual(before);
    const said = await run("import", whole);
    expect(said).toMatchObject({ code: 0, out: "Added 0 items. Left out: 3.\n" });
    expect(said.err).toBe(
      report.skipped.map(({ item, reason }) => `${item}: ${reason}\n`).join(""),
    );
  });

  test("a changed copy of what was imported", async () => {
    const { json } = await journalWith("Mine.");
    await json("import", whole);
    const copy = changed((value) => {
      entryOf(value, 0).title = "Changed in the copy";
      entryOf(value, 1).sections[0]!.document = {
        type: "doc",
        content: [{ type: "paragraph", content: [{ type: "text", text: "Other." }] }],
      };
    });
    expect(await json("import", copy)).toMatchObject({
      added: 0,
      alreadyHere: 1,
      skipped: [{}, {}],
    });
    expect(await json("list")).toMatchObject({ total: 4 });
  });

  test("commitments of a week whose reflection was deleted", async () => {
    const { json } = await journalWith("Mine.");
    await json("commit", "my own");
    const { entries } = (await json("list", "--kind", "weekly")) as Exported;
    await json("delete", entries[0]?.id ?? "");
    expect(await json("import", whole)).toMatchObject({
      added: 2,
      skipped: [{ item: "2026-W47" }],
    });
  });
});

test("one bad item is named, and the others come in", async () => {
  const { json } = await journalWith("Mine.");
  const [id] = exported().entries[0]?.sections.map((section) => section.id) ?? [];
  const folder = changed((value) => {
    const [one, , weekly] = value.entries as (Exported["entries"][number] &
      Record<string, unknown>)[];
    if (one === undefined || weekly === undefined || id === undefined) throw new Error("too few");
    const doc = (content: unknown) => [
      { ...one.sections[0], id: idBeside(id, 0), document: content },
    ];
    const deep = { type: "doc", content: [{ type: "unknown_thing" }] };
    value.entries.push(
      { ...one, id: "x" },
      { ...one, id: "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", title: "Of the year 10889" },
      { ...one, id: idBeside(one.id, 0), title: "With a part of another" },
      { ...one, title: "The same id" },
      { ...one },
      {
        ...one,
        id: idBeside(one.id, 1),
        title: "Not of any schema",
        sections: doc(deep),
      },
      {
        ...weekly,
        id: idBeside(one.id, 2),
        sections: [],
        reflection: null,
        commitments: [],
      } as never,
      null as never,
      { ...one, date: "2026-02-30" } as never,
      { ...one, created: "yesterday" } as never,
    );
  });
  const broken = "It is not an entry as Stepback writes one.";
  expect(await json("import", folder)).toEqual({
    format: "stepback",
    found: 13,
    added: 3,
    alreadyHere: 1,
    skipped: [
      { item: "entry 4 of stepback.json", reason: broken },
      { item: "entry 5 of stepback.json", reason: broken },
      {
        item: "2026-11-20 With a part of another",
        reason: "A part of it has the id of something else in this journal.",
      },
      { item: "2026-11-20 The same id", reason: expect.stringContaining("with other words") },
      { item: "entry 9 of stepback.json", reason: broken },
      { item: "2026-W47", reason: "Its week has another reflection in this journal." },
      { item: "entry 11 of stepback.json", reason: broken },
      { item: "entry 12 of stepback.json", reason: broken },
      { item: "entry 13 of stepback.json", reason: broken },
    ],
    attachments: 0,
  });
  expect(await json("check")).toEqual({ ok: true, problems: [] });
});

test("a text that the words for missing pictures make too long is named, and the others come in", async () => {
  const { json } = await journalWith("Mine.");
  const picture = { type: "picture", attrs: { attachment: "a".repeat(64), alt: "" } };
  const paragraph = { type: "paragraph", content: Array.from({ length: 100 }, () => picture) };
  const folder = changed((value) => {
    const [section] = entryOf(value, 0).sections;
    if (section === undefined) throw new Error("it has no section");
    section.document = { type: "doc", content: Array.from({ length: 2000 }, () => paragraph) };
  });
  expect(await json("import", folder)).toMatchObject({
    added: 2,
    skipped: [{ item: "2026-11-20 First", reason: "It is too long. One text may have 5 MB." }],
  });
}, 60_000);

test("a revision that leaves none for the next edit begins again", async () => {
  const { json } = await journalWith("Mine.");
  const folder = changed((value) => {
    for (const entry of value.entries) {
      for (const row of [entry, ...entry.sections, ...entry.commitments]) {
        Object.assign(row, { revision: Number.MAX_SAFE_INTEGER });
      }
    }
  });
  expect(await json("import", folder)).toMatchObject({ added: 3, skipped: [] });
  const { id } = entryOf(exported(), 0);
  await json("edit", id, "--title", "Changed");
  expect(await json("show", id)).toMatchObject({ title: "Changed", sections: [{ revision: 1 }] });
});

test("a prompt of the set that names its section twice is one", async () => {
  const { json } = await journalWith("Mine.");
  const folder = changed((value) => {
    const { sections, reflection } = entryOf(value, 2) as Exported["entries"][number] & {
      reflection: { chosen: { sectionId: string }[] };
    };
    const [choice] = reflection.chosen.filter(({ sectionId }) =>
      sections.some(({ id }) => id === sectionId),
    );
    if (choice === undefined) throw new Error("nothing was chosen");
    reflection.chosen.push(choice);
  });
  expect(await json("import", folder)).toMatchObject({ added: 3, skipped: [] });
  const again = join(home, "chosen-once");
  await json("export", "--to", again);
  const kept = JSON.parse(readFileSync(join(again, "stepback.json"), "utf8")) as Exported;
  const weekly = kept.entries.find(({ kind }) => kind === "weekly");
  expect(weekly).toEqual(entryOf(exported(), 2));
});

describe("a week that was only opened", () => {
  async function journalOpened() {
    journals += 1;
    const journal = join(home, `journal-${journals}`);
    const other = commandLine({ home, journal });
    await other.json("init");
    await withServices(journal, ({ weekly }) => weekly.open("2026-W47"));
    return other;
  }

  test("gives way to the one that comes, with its settings", async () => {
    const { json } = await journalOpened();
    expect(await json("import", whole)).toMatchObject({ added: 3, skipped: [] });
    const again = join(home, "after-opening");
    await json("export", "--to", again);
    const kept = JSON.parse(readFileSync(join(again, "stepback.json"), "utf8")) as Exported;
    expect(kept).toMatchObject({ entries: exported().entries, settings: { places: 5 } });
  });

  test("stays when a commitment was made in it", async () => {
    const { json } = await journalOpened();
    await json("commit", "my own");
    expect(await json("import", whole)).toMatchObject({
      added: 2,
      skipped: [{ item: "2026-W47", reason: "Its week has another reflection in this journal." }],
    });
  });
});

describe("what is no export is refused as a whole", () => {
  const place = (name: string, content?: string): string => {
    const path = join(home, name);
    if (content === undefined) mkdirSync(path);
    else writeFileSync(path, content);
    return path;
  };
  test.each([
    ["nothing there", "There is nothing at that place", () => join(home, "nowhere")],
    ["an empty folder", "There is nothing in that folder", () => place("empty")],
    ["a file that is none", "The stepback.json cannot be read", () => place("some.txt", "Hello")],
    ["JSON of something else", "The stepback.json cannot be read", () => place("other.json", "{}")],
    [
      "an export of a newer Stepback",
      "made by a newer Stepback",
      () => changed((value) => (value.stepback.schema = 999)),
    ],
    [
      "JSON that nests without end",
      "The stepback.json cannot be read",
      () => place("deep.json", `{"stepback":{"schema":1},"entries":${"[".repeat(100_000)}`),
    ],
  ])("%s", async (_, sentence, path) => {
    expect(await first.fails(1, "import", path())).toContain(sentence);
  });

  test("Markdown where stepback.json was asked for, and the other way round", async () => {
    const folder = place("only-markdown");
    writeFileSync(join(folder, "a.md"), "Words.");
    expect(await first.fails(1, "import", folder, "--from", "stepback")).toContain("no export");
    const json = join(whole, "stepback.json");
    expect(await first.fails(1, "import", json, "--from", "markdown")).toContain("no export");
  });

  test.each(["dayone", "jrnl", "joplin"])("--from %s comes later", async (format) => {
    const said = await first.run("import", whole, "--from", format);
    expect(sentenceOf(said, 2)).toContain(`${format} is not there yet.`);
  });
});

test("killed at any moment, it is as before or as after", async () => {
  const many = exported();
  const [one] = many.entries;
  if (one === undefined) throw new Error("nothing was exported");
  const folder = changed((value) => {
    value.entries = Array.from({ length: 3000 }, (_, index) => ({
      ...one,
      id: `01M7WN${String(index).padStart(20, "0")}`,
      sections: one.sections.map((section) => ({
        ...section,
        id: `01M7WP${String(index).padStart(20, "0")}`,
      })),
    }));
  });
  const { json, journal } = await journalWith("Mine.");
  const totals = new Set<number>();
  const hasBackup = () =>
    existsSync(join(journal, "backups")) &&
    readdirSync(join(journal, "backups")).some((name) => name.includes("before-import"));
  for (const wait of [0, 5, 20, 60, 120]) {
    const child = startStepback(["import", folder], { home, journal });
    const ended = endOf(child);
    while (!hasBackup() && child.exitCode === null) await new Promise((go) => setTimeout(go, 2));
    await new Promise((go) => setTimeout(go, wait));
    child.kill("SIGKILL");
    await ended;
    const { total } = (await json("list", "--limit", "0")) as { total: number };
    totals.add(total);
    expect(await json("check")).toEqual({ ok: true, problems: [] });
  }
  expect([1, 3001]).toEqual(expect.arrayContaining([...totals]));
  const run = await runStepback(["import", folder, "--json"], { home, journal });
  expect(JSON.parse(run.out)).toMatchObject({ found: 3000, skipped: [] });
  expect(await json("list", "--limit", "0")).toMatchObject({ total: 3001 });
}, 120_000);
