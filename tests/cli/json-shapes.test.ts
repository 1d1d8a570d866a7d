/** What every command prints with `--json`, to the letter of formats.md: one value, these keys, no others. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commandLine, each, NOW, runStepback } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const { json, jsonFrom, run } = commandLine({ home });

const ID = expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/u);
/** NOW as rows keep it. */
const AT = "2026-11-20T14:30:00.000Z";

const LISTED = {
  id: ID,
  kind: "free",
  title: "",
  date: "2026-11-20",
  week: "2026-W47",
  tags: [],
  people: [],
  themes: [],
  starred: false,
  words: 0,
};

const ENTRY = {
  ...LISTED,
  timeZone: "+01:00",
  with: [],
  created: AT,
  updated: AT,
  deletedAt: null,
  revision: 1,
  sections: [],
  commitments: [],
};

const SECTION = {
  id: ID,
  prompt: null,
  document: {
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: "Text." }] }],
  },
  schema: 3,
  words: 1,
  created: AT,
  updated: AT,
  revision: 1,
};

const COMMITMENT = {
  id: ID,
  week: "2026-W47",
  dueWeek: "2026-W48",
  situation: null,
  action: "ask first",
  person: null,
  outcome: null,
  outcomeNote: null,
  answeredIn: null,
  became: null,
  becameNote: null,
  carriedFrom: null,
  reshapedFrom: null,
  created: AT,
  updated: AT,
  revision: 1,
};

const OPENING = {
  id: "trust-08",
  text: "Where did you fail to step back this week?",
  theme: "trust",
};

beforeAll(async () => {
  expect(await json("init")).toEqual({ journal: join(home, "journal"), protected: false });
});

test("an empty journal", async () => {
  expect(await json("list")).toEqual({ total: 0, entries: [] });
  expect(await json("check")).toEqual({ ok: true, problems: [] });
});

describe("a free entry", () => {
  test("write, show, edit, delete and restore print the entry", async () => {
    const options = [
      "--title",
      "A title",
      "--tag",
      "Work/Team",
      "--tag",
      "new",
      "--date",
      "2026-11-13",
    ];
    const written = await jsonFrom("Text.", "write", ...options, "--star", "-");
    const entry = {
      ...ENTRY,
      title: "A title",
      date: "2026-11-13",
      week: "2026-W46",
      tags: ["Work/Team", "new"],
      starred: true,
      words: 1,
      sections: [SECTION],
    };
    expect(written).toEqual(entry);
    const { id } = written as { id: string };
    expect(await json("show", id)).toEqual(written);
    expect(await json("show", id, "--format", "json")).toEqual(written);
    expect(await json("show", id, "--format", "markdown")).toEqual(written);
    expect(JSON.parse((await run("show", id, "--format", "json")).out)).toEqual(written);

    const later = commandLine({ home, now: "2026-11-20T16:00:00+01:00" });
    const edited = await later.json(
      "edit",
      id,
      "--title",
      "Other",
      "--date",
      "2026-11-12",
      "--tag",
      "x",
    );
    const updated = "2026-11-20T15:00:00.000Z";
    const changed = { title: "Other", date: "2026-11-12", tags: ["x"], updated, revision: 2 };
    expect(edited).toEqual({ ...entry, ...changed });

    const deleted = await later.json("delete", id);
    expect(deleted).toEqual({ ...entry, ...changed, deletedAt: updated, revision: 3 });
    expect(await later.json("delete", id)).toEqual(deleted);
    expect(await json("list")).toEqual({ total: 0, entries: [] });
    await later.fails(1, "show", id);
    await later.fails(1, "edit", id, "--title", "x");
    expect(await later.json("restore", id)).toEqual({ ...entry, ...changed, revision: 4 });
    expect(await later.json("restore", id)).toMatchObject({ deletedAt: null, revision: 4 });
    expect(await json("list")).toMatchObject({ total: 1 });
  });

  test("what is left out has its plain value", async () => {
    expect(await jsonFrom("Text.", "write", "-")).toEqual({
      ...ENTRY,
      words: 1,
      sections: [SECTION],
    });
    // A title alone is an entry too.
    expect(await jsonFrom("", "write", "--title", " A\n b ", "-")).toEqual({
      ...ENTRY,
      title: "A b",
    });
  });
});

describe("a week", () => {
  test("weekly shows it before it is begun, and writes nothing", async () => {
    const total = await json("list");
    const outlook = await json("weekly");
    expect(outlook).toEqual({
      week: "2026-W47",
      state: { entryId: null, step: "look_back", place: 0, closed: false },
      commitments: [],
      moments: [],
      prompts: expect.any(Array),
    });
    const { prompts } = outlook as { prompts: Record<string, unknown>[] };
    expect(prompts.length).toBeGreaterThanOrEqual(3);
    expect(prompts[0]).toEqual({
      ...OPENING,
      reason: { kind: "opening" },
      source: { document: expect.any(String), section: expect.any(String) },
    });
    for (const prompt of prompts) {
      expect(Object.keys(prompt)).toEqual(["id", "theme", "text", "reason", "source"]);
    }
    expect(await json("weekly", "--week", "2026-W47")).toEqual(outlook);
    expect(await json("weekly", "--week", "2020-W53")).toMatchObject({ week: "2020-W53" });
    expect(await json("list")).toEqual(total);
  });

  test("commit and answer print what was kept", async () => {
    expect(await json("commit", "ask first")).toEqual(COMMITMENT);
    const dated = { week: "2026-W53", dueWeek: "2027-W01" };
    expect(await json("commit", "ask first", "--when", "I know", "--week", "2026-W53")).toEqual({
      ...COMMITMENT,
      ...dated,
      situation: "I know",
    });
    expect(
      await json("commit", "ask", "--with", "Marta Okafor", "--week", "2026-W53"),
    ).toMatchObject({ person: { id: ID, name: "Marta Okafor" } });
    const section = await jsonFrom("Text.", "answer", "trust-08", "-");
    expect(section).toEqual({ ...SECTION, prompt: OPENING, revision: expect.any(Number) });
    const outside = await jsonFrom(
      "Text.",
      "answer",
      "growth-01",
      "--week",
      "2026-W45",
      "--date",
      "2026-11-06",
      "-",
    );
    expect(outside).toMatchObject({ prompt: { id: "growth-01", theme: "growth" }, words: 1 });

    expect(await json("weekly", "--week", "2026-W48")).toMatchObject({ commitments: [COMMITMENT] });
    const begun = await json("weekly");
    const { total, entries } = (await json("list", "--kind", "weekly")) as {
      total: number;
      entries: { id: string; week: string }[];
    };
    expect(total).toBe(3);
    expect(entries).toContainEqual({
      ...LISTED,
      kind: "weekly",
      themes: ["trust"],
      words: 1,
    });
    const { id = "" } = entries.find(({ week }) => week === "2026-W47") ?? {};
    expect(begun).toMatchObject({ state: { entryId: id, step: "write", place: 0, closed: false } });
    expect(await json("show", id)).toEqual({
      ...ENTRY,
      kind: "weekly",
      themes: ["trust"],
      words: 1,
      sections: [section],
      commitments: [COMMITMENT],
      updated: expect.any(String),
      revision: expect.any(Number),
    });
    // Answered on another day, it stands under that day.
    expect(entries).toContainEqual(
      expect.objectContaining({ week: "2026-W45", date: "2026-11-06", themes: ["growth"] }),
    );
  });
});

test("prompts prints the library, or the part that was asked for", async () => {
  const library = (await json("prompts")) as {
    themes: Record<string, unknown>[];
    prompts: Record<string, unknown>[];
  };
  expect(Object.keys(library)).toEqual(["themes", "prompts"]);
  for (const theme of library.themes) {
    expect(theme).toMatchObject({
      id: expect.stringMatching(/^[a-z-]+$/u),
      title: expect.any(String),
      inWeeklyRotation: expect.any(Boolean),
    });
  }
  const cadences = new Set(library.prompts.map((prompt) => prompt["cadence"]));
  expect(cadences).toContain("weekly");
  expect(cadences.size).toBeGreaterThan(1);
  expect(library.prompts.find(({ id }) => id === "trust-08")).toMatchObject({
    ...OPENING,
    cadence: "weekly",
  });
  const { themes, prompts } = library;
  const chosen = await json("prompts", "--theme", "trust", "--cadence", "weekly");
  expect(chosen).toEqual({
    themes: themes.filter(({ id }) => id === "trust"),
    prompts: prompts.filter(({ theme, cadence }) => theme === "trust" && cadence === "weekly"),
  });
  // The library needs no journal.
  expect(await commandLine({ home, journal: join(home, "none") }).json("prompts")).toEqual(library);
});

test("list chooses and pages, newest first", async () => {
  const folder = join(home, "listed");
  const listed = commandLine({ home, journal: folder });
  await listed.json("init");
  const write = (title: string, ...more: string[]): Promise<unknown> =>
    listed.jsonFrom(`About ${title}.`, "write", "--title", title, ...more, "-");
  await write("one", "--date", "2026-11-01", "--tag", "Zoë");
  await write("two", "--date", "2026-11-02", "--star");
  await write("three", "--date", "2026-11-03");
  await write("four", "--date", "2026-11-03");
  await listed.jsonFrom(
    "Text.",
    "answer",
    "trust-08",
    "--week",
    "2026-W44",
    "--date",
    "2026-10-30",
    "-",
  );
  const titles = async (...filters: string[]): Promise<[number, ...string[]]> => {
    const { total, entries } = (await listed.json("list", ...filters)) as {
      total: number;
      entries: { title: string; week: string }[];
    };
    return [total, ...entries.map(({ title, week }) => (title === "" ? week : title))];
  };
  const choices: [filters: string[], found: [number, ...string[]]][] = [
    [[], [5, "four", "three", "two", "one", "2026-W44"]],
    [
      ["--limit", "2", "--offset", "1"],
      [5, "three", "two"],
    ],
    [["--limit", "0"], [5]],
    [["--offset", "9"], [5]],
    [
      ["--from", "2026-11-02", "--to", "2026-11-02"],
      [1, "two"],
    ],
    [
      ["--kind", "weekly"],
      [1, "2026-W44"],
    ],
    [["--kind", "crisis"], [0]],
    [
      ["--theme", "trust"],
      [1, "2026-W44"],
    ],
    [
      ["--tag", "ZOE\u0308"],
      [1, "one"],
    ],
    [["--starred"], [1, "two"]],
    [
      ["--text", "ABOUT t"],
      [2, "three", "two"],
    ],
  ];
  await each(choices, async ([filters, found]) => {
    expect(await titles(...filters)).toEqual(found);
  });
});

test("export prints where, what and how much", async () => {
  const path = join(home, "exported");
  expect(await json("export", "--to", path)).toEqual({
    path,
    format: "markdown",
    entries: 6,
    files: 9,
    attachments: 0,
    bytes: expect.any(Number),
  });
  expect(existsSync(join(path, "README.md"))).toBe(true);
  const relative = await runStepback(["export", "--to", "relative/", "--json"], { home });
  expect(JSON.parse(relative.out)).toMatchObject({ path: join(home, "relative") });
});

test("without --json people are told the same in words", async () => {
  const made = commandLine({ home, journal: join(home, "told") });
  const init = await made.run("init");
  expect(init).toMatchObject({ code: 0, err: "" });
  expect(init.out).toBe(
    `Made a journal at ${join(home, "told")}. It is not protected: anyone with its files can read it.\n`,
  );
  const { out } = await runStepback(["write", "-"], {
    home,
    input: "Text.",
    journal: join(home, "told"),
  });
  const id = /^Kept as (\w{26})\.\n$/u.exec(out)?.[1] ?? "";
  expect(await made.run("list")).toMatchObject({
    code: 0,
    out: `2026-11-20  free    ${id}  Untitled\n`,
  });
  expect((await made.run("show", id)).out).toMatch(/^---\ntitle: ""\n(?:.+\n)+---\n\nText\.\n$/u);
  expect((await made.run("weekly")).out).toContain(`trust-08: ${OPENING.text}\n`);
  expect((await made.run("check")).out).toBe("The journal is sound.\n");
  expect(NOW).toContain("+01:00");
});
