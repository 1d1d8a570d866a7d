/** What a command is given wrong: one clear sentence, the right exit code, and nothing changed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commandLine, each, runStepback, sentenceOf } from "../helpers/command-line.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const beside = temporaryFolder();
const { json, jsonFrom, run, fails } = commandLine({ home });
const NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const MEBIBYTE = 1024 * 1024;

let id: string;
let before: Record<string, string>;

beforeAll(async () => {
  await json("init");
  ({ id } = (await jsonFrom("Text.", "write", "--title", "One", "-")) as { id: string });
  await jsonFrom("Text.", "answer", "trust-08", "-");
  // The first time it is opened, its place is noted.
  await json("list");
  mkdirSync(join(home, "folder"));
  writeFileSync(join(home, "text.md"), "Text.");
});

beforeEach(() => {
  before = printOf(home);
});

afterEach(() => {
  expect(printOf(home)).toEqual(before);
});

async function failsFrom(
  input: string | Uint8Array,
  code: number,
  ...args: string[]
): Promise<string> {
  return sentenceOf(await runStepback(args, { home, input }), code);
}

test("control: what they all differ from is taken, and does change the journal", async () => {
  const other = commandLine({ home: beside });
  await other.json("init");
  await other.json("list");
  const unchanged = printOf(beside);
  for (const args of [["list"], ["check"], ["weekly"], ["prompts"], ["list", "--theme", "trust"]]) {
    await other.json(...args);
  }
  expect(printOf(beside)).toEqual(unchanged);
  await other.jsonFrom(
    "Text.",
    "answer",
    "trust-08",
    "--week",
    "2026-W46",
    "--date",
    "2026-11-13",
    "-",
  );
  expect(printOf(beside)).not.toEqual(unchanged);
});

describe("what cannot be read ends with 2", () => {
  test("a week that does not exist", async () => {
    await each(
      ["2025-W53", "2026-W54", "2026-W00", "2026-47", "2026W47", "2026-w47", "W47", "x", ""],
      async (week) => {
        expect(await fails(2, "weekly", "--week", week)).toContain("such as 2026-W47");
      },
    );
    expect(await fails(2, "answer", "trust-08", "text.md", "--week", "2025-W53")).toMatch(/week/u);
    expect(await fails(2, "commit", "x", "--week", "2025-W53")).toMatch(/week/u);
    expect(await fails(2, "outcome", id, "kept", "--week", "2025-W53")).toMatch(/week/u);
    // 2026 has 53 weeks.
    expect(await json("weekly", "--week", "2026-W53")).toMatchObject({ week: "2026-W53" });
  });

  test("a day that does not exist", async () => {
    const options = [
      ["write", "text.md", "--date"],
      ["edit", id, "--date"],
      ["answer", "trust-08", "text.md", "--date"],
      ["list", "--from"],
      ["list", "--to"],
      ["export", "--to", "exported", "--from"],
    ];
    await each(options, async (args) => {
      expect(await fails(2, ...args, "2026-02-29")).toContain("such as 2026-11-20");
    });
    await each(
      ["2026-13-01", "2026-11-31", "0000-01-01", "20-11-2026", "2026-11-20T10:00", "today", ""],
      async (date) => {
        expect(await fails(2, "list", "--from", date)).toContain("such as 2026-11-20");
      },
    );
    // A day that cannot be is not a folder's name either.
    expect(await fails(2, "export", "--to", "2026-02-30")).toContain("a day that exists");
    expect(await json("list", "--from", "2024-02-29")).toMatchObject({ total: 2 });
  });

  test("a number, a choice, an option or a command there is not", async () => {
    await each(
      [
        ["list", "--limit", "-1"],
        ["list", "--limit", "1e3"],
        ["list", "--offset", "99999999999999999999"],
        ["list", "--kind", "poem"],
        ["prompts", "--cadence", "daily"],
        ["show", id, "--format", "html"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "http"],
        ["frobnicate"],
        ["open", "x"],
        ["edit", id],
        ["export"],
        ["export", "--to", ""],
        ["export", "--to", "2026-11-20"],
        ["export", "--to", "exported", "--format", "json"],
        ["export", "--to", "exported", "--format", "pdf"],
        ["export", "--to", "exported", "--layout", "day"],
        ["export", "--to", "exported", "--layout", "single"],
        ["export", "--to", "exported", "--preset", "obsidian"],
        ["export", "--to", "exported", "--preset", "hugo"],
      ],
      async (args) => {
        await fails(2, ...args);
      },
    );
    // What there is, said aloud, is no other option.
    const said = ["--format", "markdown", "--layout", "entry", "--preset", "plain"];
    await fails(1, "export", "--to", "folder/none/exported", ...said);
  });

  test("too much or too little, and options of later", async () => {
    await each(
      [
        ["write"],
        ["show"],
        ["edit"],
        ["answer", "trust-08"],
        ["commit"],
        ["outcome", "x"],
        ["outcome", "x", "done"],
        ["outcome", "x", "kept", "note", "more"],
        ["init", "x"],
        ["write", "text.md", "text.md"],
        ["list", "--frobnicate"],
        ["--frobnicate"],
        ["--journal"],
        ["write", "text.md", "--title"],
        ["export", "--to", "exported", "--redact"],
        ["export", "--to", "exported", "--zip"],
      ],
      async (args) => {
        const { code, out, err } = await run(...args);
        expect({ args, code, out }).toEqual({ args, code: 2, out: "" });
        expect(err).toMatch(/^[^\n]+\n$/u);
        expect(err).not.toMatch(/Error|node:|\bat [\w.]+ \(/u);
      },
    );
  });
});

test("wrong usage is said in a sentence too", async () => {
  expect(await fails(2, "write")).toMatch(/^[A-Z].*\.$/u);
});

describe("what names nothing ends with 1", () => {
  test("an entry", async () => {
    const unknown = ["x", "", "../../etc", "'; DROP TABLE entries; --", id.toLowerCase()];
    await each(
      [
        ...unknown.map((name) => ["show", name]),
        ...["show", "delete", "restore"].map((command) => [command, NOBODY]),
        ["edit", "--title", "x", NOBODY],
      ],
      async (args) => {
        expect(await fails(1, ...args)).toBe(`There is no entry ${args.at(-1)}.`);
      },
    );
    expect(await json("show", id)).toMatchObject({ id, title: "One" });
  });

  test("a prompt", async () => {
    await each(
      ["trust-99", "x", "none", "commitments", "__proto__", "trust-08 "],
      async (unknown) => {
        expect(await fails(1, "answer", unknown, "text.md")).toContain(`no prompt ${unknown}.`);
      },
    );
  });

  test("a theme or a person", async () => {
    await each([["list"], ["prompts"], ["export", "--to", "exported"]], async (args) => {
      expect(await fails(1, ...args, "--theme", "x")).toContain("There is no theme x.");
    });
    expect(await fails(1, "list", "--theme", "constructor")).toContain("no theme constructor.");
    expect(await fails(1, "list", "--person", "x")).toContain("nobody called x");
  });

  test("on one line, whatever it is", async () => {
    const sentence = await fails(1, "show", "a\nb\u001B[2J\u0007c");
    expect(sentence).not.toMatch(/\p{Cc}/u);
  });
});

describe("a text that cannot be kept", () => {
  test("is not there, or is not a file", async () => {
    await each(["none.md", "folder", "text.md/x", ""], async (file) => {
      expect(await fails(1, "write", "--title", "x", file)).toContain(
        `The file ${file} cannot be read.`,
      );
    });
    expect(await fails(1, "answer", "growth-01", "none.md")).toContain("cannot be read");
  });

  test("is empty", async () => {
    await each(["", "\n", " \t\r\n", "\uFEFF", "\u00A0"], async (empty) => {
      expect(await failsFrom(empty, 1, "write", "-")).toContain("the text is empty");
    });
    expect(await failsFrom("\n", 1, "answer", "growth-01", "-")).toContain("the text is empty");
    expect(await fails(1, "commit", "")).toContain("the text is empty");
    expect(await fails(1, "commit", " \n", "--when", "x")).toContain("the text is empty");
    expect(await failsFrom("", 1, "write", "--title", " \n ", "-")).toContain("the text is empty");
  });

  test("is not UTF-8", async () => {
    await each(
      [
        [0xff, 0xfe, 0x41, 0],
        [0x41, 0xe9],
        [0xed, 0xa0, 0x80],
        [0xc0, 0xaf],
      ],
      async (bytes) => {
        const sentence = await failsFrom(Uint8Array.from(bytes), 1, "write", "--title", "x", "-");
        expect(sentence).toBe("The file - is not UTF-8 text.");
      },
    );
    writeFileSync(join(home, "text.md"), Uint8Array.from([0x80]));
    expect(await fails(1, "write", "text.md")).toBe("The file text.md is not UTF-8 text.");
    writeFileSync(join(home, "text.md"), "Text.");
  });

  test("is longer than 5 MiB", async () => {
    const long = "word ".repeat(MEBIBYTE).concat("x");
    expect(long.length).toBe(5 * MEBIBYTE + 1);
    expect(await failsFrom(long, 1, "write", "-")).toContain("One text may have 5 MB.");
    expect(await failsFrom(long, 1, "answer", "growth-01", "-")).toContain("too long");
  });

  test("is the second answer to a prompt, or stands under another day", async () => {
    expect(await fails(1, "answer", "trust-08", "text.md")).toContain(
      "answered in 2026-W47 already",
    );
    const other = ["answer", "growth-01", "text.md", "--week", "2026-W47", "--date", "2026-11-19"];
    expect(await fails(1, ...other)).toContain("stands under 2026-11-20 already");
  });

  test("is about one person and names nobody, or about nobody and names one", async () => {
    const about = ["answer", "openness-07", "text.md"];
    expect(await fails(1, ...about)).toBe(
      "openness-07 is asked about one person. Say about whom, with --with NAME.",
    );
    expect(await fails(1, "answer", "growth-01", "text.md", "--with", "Ana")).toContain(
      "growth-01 is not asked about one person. Leave out --with",
    );
    expect(await fails(2, ...about, "--with", "Ana", "--week", "2026-W47")).toContain(
      "give --date instead of --week",
    );
    await each(["", "  \n ", "x".repeat(201)], async (name) => {
      expect(await fails(2, ...about, "--with", name)).toContain("Give a name");
    });
    expect(await fails(1, "answer", "openness-99", "text.md", "--with", "Ana")).toContain(
      "no prompt openness-99.",
    );
    expect(await failsFrom("\n", 1, "answer", "openness-07", "-", "--with", "Ana")).toContain(
      "the text is empty",
    );
  });
});
