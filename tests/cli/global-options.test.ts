/** The options and the environment that every command understands (formats.md, "Command line"). */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import {
  commandLine,
  each,
  jsonOf,
  runStepback,
  sentenceOf,
  type Surroundings,
} from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const one = join(home, "one");
const two = join(home, "two");

beforeAll(async () => {
  for (const [journal, title] of [
    [one, "In one"],
    [two, "In two"],
  ] as const) {
    await commandLine({ home, journal }).json("init");
    await commandLine({ home, journal }).jsonFrom("Text.", "write", "--title", title, "-");
  }
});

async function titleIn(args: string[], surroundings: Partial<Surroundings>): Promise<string> {
  const { entries } = jsonOf(await runStepback(args, { home, ...surroundings })) as {
    entries: { title: string }[];
  };
  return entries.map(({ title }) => title).join();
}

describe("the journal", () => {
  test("is named before or after the command, however it is written", async () => {
    await each(
      [
        ["--journal", one, "--json", "list"],
        ["--json", "list", "--journal", one],
        ["list", "--json", "--journal", one, "--limit", "5"],
        [`--journal=${one}`, "list", "--json"],
        ["list", `--journal=${one}`, "--json"],
      ],
      async (args) => {
        expect(await titleIn(args, { journal: two })).toBe("In one");
      },
    );
    // The nearer one counts.
    const both = ["--journal", two, "list", "--journal", one, "--json"];
    expect(await titleIn(both, { journal: null })).toBe("In one");
  });

  test("is otherwise STEPBACK_JOURNAL's, and is found from wherever the command is started", async () => {
    expect(await titleIn(["list", "--json"], { journal: two })).toBe("In two");
    expect(await titleIn(["list", "--json"], { journal: "two", folder: home })).toBe("In two");
    expect(await titleIn(["list", "--json", "--journal", "../one"], { folder: two })).toBe(
      "In one",
    );
  });

  test("is otherwise in the user's own data folder", async () => {
    for (const [env, place] of [
      [{ XDG_DATA_HOME: join(home, "data") }, join(home, "data/stepback/journal")],
      [{ XDG_DATA_HOME: "" }, join(home, ".local/share/stepback/journal")],
      [
        { STEPBACK_JOURNAL: "", XDG_DATA_HOME: join(home, "more") },
        join(home, "more/stepback/journal"),
      ],
    ] as const) {
      if (process.platform !== "linux") continue;
      const run = await runStepback(["init", "--json"], { home, journal: null, env: { ...env } });
      expect(jsonOf(run)).toEqual({ journal: place, protected: false });
      expect(existsSync(join(place, "vault.json"))).toBe(true);
    }
  });

  test("named with an empty argument is wrong usage: an unset variable is not this folder", async () => {
    const folder = join(home, "empty");
    mkdirSync(folder);
    const run = await runStepback(["--journal", "", "init"], { home, folder });
    expect(run.code).toBe(2);
    expect(existsSync(join(folder, "vault.json"))).toBe(false);
  });
});

describe("STEPBACK_NOW", () => {
  interface Dated {
    date: string;
    timeZone: string;
    week: string;
    created: string;
  }
  async function writtenAt(now: string, env: Record<string, string> = {}): Promise<Dated> {
    const run = await runStepback(["write", "--json", "-"], {
      home,
      journal: two,
      now,
      env,
      input: "Text.",
    });
    const { date, timeZone, week, created } = jsonOf(run) as Dated;
    return { date, timeZone, week, created };
  }

  test("sets the clock, and its offset is the zone", async () => {
    expect(await writtenAt("2027-01-01T00:30:00+14:00")).toEqual({
      date: "2027-01-01",
      timeZone: "+14:00",
      week: "2026-W53",
      created: "2026-12-31T10:30:00.000Z",
    });
    expect(await writtenAt("2026-12-31T23:30-11:00")).toEqual({
      date: "2026-12-31",
      timeZone: "-11:00",
      week: "2026-W53",
      created: "2027-01-01T10:30:00.000Z",
    });
    expect(await writtenAt("2024-12-30T00:00:00.5Z")).toEqual({
      date: "2024-12-30",
      timeZone: "UTC",
      week: "2025-W01",
      created: "2024-12-30T00:00:00.500Z",
    });
  });

  test("leaves the zone to TZ where that is set", async () => {
    const moment = "2026-11-20T15:30:00+01:00";
    expect(await writtenAt(moment, { TZ: "Pacific/Auckland" })).toMatchObject({
      date: "2026-11-21",
      timeZone: "Pacific/Auckland",
      created: "2026-11-20T14:30:00.000Z",
    });
    expect(await writtenAt(moment, { TZ: "" })).toMatchObject({ timeZone: "+01:00" });
  });

  test("that cannot be read ends with 2, and nothing is written", async () => {
    const { json } = commandLine({ home, journal: two });
    const before = await json("list");
    await each(
      [
        "tomorrow",
        "2026-11-20",
        "2026-11-20T15:30:00",
        "2026-11-20 15:30:00+01:00",
        "2026-13-20T15:30:00Z",
        "2026-11-20T25:30:00Z",
        "1795184400000",
      ],
      async (now) => {
        const run = await runStepback(["write", "-"], { home, journal: two, now, input: "Text." });
        expect(sentenceOf(run, 2)).toContain("STEPBACK_NOW");
      },
    );
    expect(await json("list")).toEqual(before);
    // Unset and empty are this machine's own clock.
    for (const now of [null, ""]) {
      const run = await runStepback(["list", "--json"], { home, journal: two, now });
      expect(jsonOf(run)).toEqual(before);
    }
  });
});

test("STEPBACK_NOW on a day that does not exist ends with 2", async () => {
  const run = await runStepback(["list"], { home, journal: two, now: "2026-02-30T15:30:00Z" });
  expect(run.code).toBe(2);
});

describe("--json", () => {
  test("leaves standard output empty when a command fails, and the sentence is the same", async () => {
    const { run } = commandLine({ home, journal: join(home, "none") });
    await each(
      [["list"], ["weekly"], ["check"], ["show", "x"], ["export", "--to", "x"]],
      async (args) => {
        const plain = sentenceOf(await run(...args), 1);
        expect(sentenceOf(await run(...args, "--json"), 1)).toBe(plain);
        expect(sentenceOf(await run("--json", ...args), 1)).toBe(plain);
      },
    );
  });

  test("prints what was typed unharmed, on one line", async () => {
    const { json, jsonFrom } = commandLine({ home, journal: one });
    const title = 'a "quoted" \\ back\u2028slash \u{1F9D1}\u200D\u{1F33E} e\u0301';
    const written = await jsonFrom("a\n\n<script>&amp;\u2029", "write", "--title", title, "-");
    expect(written).toMatchObject({
      title: expect.stringContaining("\u{1F9D1}\u200D\u{1F33E} e\u0301"),
    });
    const { id } = written as { id: string };
    expect(await json("show", id)).toEqual(written);
  });
});

test("help is asked for in each way, and is no failure", async () => {
  const { run } = commandLine({ home });
  const { out } = await run("--help");
  for (const command of "init write edit delete restore weekly answer commit list show prompts export check passphrase recover backup serve open".split(
    " ",
  )) {
    expect(out).toMatch(new RegExp(`^  ${command}\\b`, "mu"));
  }
  expect(await run("help")).toEqual({ code: 0, signal: null, out, err: "" });
  expect(await run("-h")).toMatchObject({ code: 0, out, err: "" });
  for (const args of [
    ["export", "--help"],
    ["help", "export"],
  ]) {
    expect(await run(...args)).toMatchObject({
      code: 0,
      out: expect.stringContaining("--to <path>"),
      err: "",
    });
  }
});
