/**
 * Promise 13: an older app leaves a newer journal untouched, and a stranger's files too. Every command
 * meets everything that may stand in a journal's place without being one that it can open: it ends with
 * the right code, soon, and every file has the hash that it had.
 */
import type { ChildProcess } from "node:child_process";
import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLine, each, endOf, sentenceOf, startStepback } from "../helpers/command-line.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";
import { changeHeader, databaseOf, inDatabase } from "../helpers/vault-files.ts";
import { isFull, tellFigure, tellLeftOut } from "./figures.ts";
import {
  INSTEAD,
  inPlaceOf,
  makeEmpty,
  makeFolder,
  makeLoop,
  makePipe,
  makePlain,
  type Stranger,
} from "./things-in-the-way.ts";

/** How long a command may take to say no: most take a fifth of a second. */
const PATIENCE = 8000;

const home = temporaryFolder();
const sound = join(home, "sound");
const text = join(home, "text.md");
let entry = "";

beforeAll(async () => {
  writeFileSync(text, "Text.");
  const { json } = commandLine({ home, journal: sound });
  await json("init");
  ({ id: entry } = (await json("write", text)) as { id: string });
});

/** Every command that opens a journal; the short run takes one that writes, and the window. */
function commands(): string[][] {
  const some = [
    ["write", text],
    ["serve", "--no-open"],
  ];
  if (!isFull) return some;
  return [
    ...some,
    ["list"],
    ["check"],
    ["show", entry],
    ["edit", entry, "--title", "Other"],
    ["delete", entry],
    ["restore", entry],
    ["export", "--to", join(home, "exported")],
    ["weekly"],
    ["answer", "trust-08", text],
    ["commit", "Something"],
  ];
}

const header = (journal: string): string => join(journal, "vault.json");
const lock = (journal: string): string => join(journal, "lock.db");

/** Inside a copy of a sound journal. */
const INSIDE: Stranger[] = [
  {
    name: "a newer schema",
    codes: [5],
    put: (at) => inDatabase(at, (it) => it.pragma("user_version = 999")),
  },
  { name: "a newer header", codes: [5], put: (at) => changeHeader(at, (it) => (it.version = 99)) },
  {
    name: "another program's mark",
    codes: [1],
    put: (at) => inDatabase(at, (it) => it.pragma("application_id = 1")),
  },
  { name: "a plain database", codes: [1, 4], put: (at) => inPlaceOf(databaseOf(at), makePlain) },
  { name: "an empty database", codes: [4], put: (at) => inPlaceOf(databaseOf(at), makeEmpty) },
  {
    name: "a folder as database",
    codes: [1, 4],
    put: (at) => inPlaceOf(databaseOf(at), makeFolder),
  },
  { name: "a pipe as database", codes: [1, 4], put: (at) => inPlaceOf(databaseOf(at), makePipe) },
  { name: "a loop as database", codes: [1, 4], put: (at) => inPlaceOf(databaseOf(at), makeLoop) },
  { name: "an empty header", codes: [4], put: (at) => inPlaceOf(header(at), makeEmpty) },
  { name: "a folder as header", codes: [1, 4], put: (at) => inPlaceOf(header(at), makeFolder) },
  { name: "a loop as header", codes: [1, 4], put: (at) => inPlaceOf(header(at), makeLoop) },
  { name: "a folder as lock", codes: [1, 4], put: (at) => inPlaceOf(lock(at), makeFolder) },
  {
    name: "a pipe as header",
    codes: [1, 4],
    put: (at) => inPlaceOf(header(at), makePipe),
  },
  {
    name: "a pipe as lock",
    codes: [1, 4],
    put: (at) => inPlaceOf(lock(at), makePipe),
  },
  {
    name: "a link to a photo as lock",
    codes: [1, 4],
    put: (at) => {
      writeFileSync(join(home, "photo.jpg"), "x".repeat(9000));
      inPlaceOf(lock(at), (path) => symlinkSync(join(home, "photo.jpg"), path));
    },
  },
];

const started: ChildProcess[] = [];
// A test that fails ends while commands still run.
afterAll(() => started.forEach((child) => child.kill("SIGKILL")));

let attacks = 0;
let files = 0;

/** Runs every command on the journal; every file has its hash afterwards. */
async function leavesAlone(journal: string, codes: readonly number[]): Promise<void> {
  const before = printOf(home);
  await each(commands(), async (args) => {
    const child = startStepback(args, { home, journal });
    started.push(child);
    const impatient = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
    // A window that finds damage stays open, to offer what can be done; it is closed here.
    let isOpen = false;
    child.stdout?.on("data", (said) => {
      if (args[0] !== "serve" || !String(said).includes("running")) return;
      isOpen = true;
      child.kill("SIGTERM");
    });
    const run = await endOf(child);
    clearTimeout(impatient);
    const may = isOpen && codes.includes(4) ? [0] : codes;
    expect(may, `${args[0]}: ${run.signal ?? run.err}`).toContain(run.code);
    // `check` prints what it found as its result.
    if (args[0] !== "check" && !isOpen) sentenceOf(run, run.code ?? 0);
    attacks += 1;
  });
  // The window that stays open keeps the address of its page there, as with every journal.
  const after = Object.entries(printOf(home)).filter(
    ([name]) => name in before || basename(name) !== "loopback.json",
  );
  expect(Object.fromEntries(after)).toEqual(before);
  files += Object.keys(before).length;
}

describe("untouched", () => {
  test.each(INSIDE)("$name in a journal", async ({ name, codes, put }) => {
    const journal = join(home, name);
    cpSync(sound, journal, { recursive: true });
    put(journal);
    await leavesAlone(journal, codes);
  });

  test.each(INSTEAD)("$name instead of a journal", async ({ name, codes, put }) => {
    const journal = join(home, `instead: ${name}`);
    put(journal);
    await leavesAlone(journal, codes);
  });

  afterAll(() => {
    tellFigure(13, `${attacks} attempts on strangers' and newer files, ${files} hashes as before`);
    if (!isFull) tellLeftOut(13, "ten of the twelve commands");
  });
});

test("control: a command that writes is seen in the hashes", async () => {
  const journal = join(home, "written");
  cpSync(sound, journal, { recursive: true });
  const before = printOf(journal);
  await commandLine({ home, journal }).json("list");
  expect(printOf(journal)).toEqual(before);
  await commandLine({ home, journal }).json("write", text);
  const after = printOf(journal);
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toContain(
    basename(databaseOf(journal)),
  );
});
