/**
 * Promise 6, for what SQLite keeps beside the database: a journal whose window was killed has its last
 * saves in the -wal file. Whatever is done to it or to the -shm file, the journal opens as it was after
 * a save that was acknowledged, or is said to be damaged; nothing else, and never empty.
 */
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { startServe } from "../helpers/loopback.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { databaseOf } from "../helpers/vault-files.ts";
import { askCommands, type Original } from "./damage-by-command.ts";
import { below, type Image, judge, keyOf, seeded, withFlippedBit } from "./damaged-copies.ts";
import { size, tellFigure, tellLeftOut } from "./figures.ts";

/** How many saves stand in the database itself, and how many only in the -wal file. */
const SETTLED = 2;
const IN_WAL = 5;

const home = temporaryFolder();
const random = seeded(66);
let original: Original;
let key: Buffer;
let left: Required<Image>;
let foreign: Required<Image>;
/** How long the -wal file was after each save, and what the journal held then. */
const walLengths: number[] = [];
const contents: string[] = [];

interface Killed {
  journal: string;
  left: Required<Image>;
  states: Required<Image>[];
}

/** A journal whose window was killed, with what stood on the disk after each save. */
async function killedJournal(name: string): Promise<Killed> {
  const journal = join(home, name);
  const { json, jsonFrom } = commandLine({ home, journal });
  await json("init");
  const write = (number: number): Promise<unknown> =>
    jsonFrom(`${name} ${number} `.repeat(500), "write", "-");
  for (let number = 0; number < SETTLED; number += 1) await write(number);
  const window = await startServe({ home, journal });
  const states = [stateOf(journal)];
  for (let number = 0; number < IN_WAL; number += 1) {
    await write(SETTLED + number);
    states.push(stateOf(journal));
  }
  await window.stop("SIGKILL");
  return { journal, left: stateOf(journal), states };
}

/** The database's files as they stand now. Nobody writes meanwhile. */
function stateOf(journal: string): Required<Image> {
  const file = databaseOf(journal);
  const read = (path: string): Buffer => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
  return {
    name: "as it was left",
    database: readFileSync(file),
    wal: read(`${file}-wal`),
    shm: read(`${file}-shm`),
  };
}

function opened(image: Image): ReturnType<typeof judge> {
  return judge(image, key, join(home, "images", image.name));
}

beforeAll(async () => {
  const [mine, others] = await Promise.all([killedJournal("sound"), killedJournal("other")]);
  original = { home, folder: mine.journal, name: basename(databaseOf(mine.journal)), env: {} };
  key = keyOf(mine.journal);
  left = mine.left;
  foreign = others.left;
  for (const [index, { shm: _, ...state }] of mine.states.entries()) {
    const verdict = opened({ ...state, name: `after ${index}` });
    if (verdict.came !== "content") throw new Error(`nothing to compare: ${verdict.came}`);
    walLengths.push(state.wal.length);
    contents.push(verdict.content);
  }
});

test("control: every save stands in the -wal file alone, and makes another content", async () => {
  expect(new Set(contents).size).toBe(IN_WAL + 1);
  expect([...walLengths].sort((a, b) => a - b)).toEqual(walLengths);
  expect(left.wal.length).toBe(walLengths.at(-1));
  const told = await askCommands(left, original);
  expect(told.came === "content" && JSON.parse(told.list)).toMatchObject({
    total: SETTLED + IN_WAL,
  });
});

test("a -wal file that was cut leaves every save up to its last whole one", async () => {
  const cuts = new Set<number>(walLengths.flatMap((length) => [length, Math.max(0, length - 1)]));
  for (const wanted = size(30, 6) + cuts.size; cuts.size < wanted; ) {
    cuts.add(below(random, left.wal.length));
  }
  const wrong: string[] = [];
  for (const cut of cuts) {
    const whole = walLengths.filter((length) => length <= cut).length - 1;
    const verdict = opened({ ...left, name: `cut ${cut}`, wal: left.wal.subarray(0, cut) });
    const expected = { came: "content", content: contents[Math.max(0, whole)] };
    if (JSON.stringify(verdict) !== JSON.stringify(expected))
      wrong.push(`cut ${cut}: ${JSON.stringify(verdict)}`);
  }
  expect(wrong).toEqual([]);
  tellFigure(6, `${cuts.size} cut -wal files: each opened with all saves up to the last whole one`);
});

test("flipped bits in the -wal file: a save that was acknowledged, or damage", async () => {
  const states = new Map<number, number>();
  const flips = size(60, 10);
  let found = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    const verdict = opened({
      ...left,
      name: `flip ${flip}`,
      wal: withFlippedBit(left.wal, random),
    });
    if (verdict.came === "found") {
      found += 1;
      continue;
    }
    const state = verdict.came === "content" ? contents.indexOf(verdict.content) : -1;
    expect(state, JSON.stringify(verdict)).not.toBe(-1);
    states.set(state, (states.get(state) ?? 0) + 1);
  }
  // Control: a flip does cost saves. SQLite keeps what stands before it, and says nothing.
  expect(found + [...states.keys()].filter((state) => state < IN_WAL).length).toBeGreaterThan(0);
  const earlier = [...states].map(([state, times]) => (state < IN_WAL ? times : 0));
  const sum = earlier.reduce((total, times) => total + times, 0);
  tellFigure(
    6,
    `${flips} flips in a -wal file: ${found} found, ${sum} opened as an earlier save left it, ${flips - found - sum} with every save`,
  );
});

test("a -wal file that is missing, or another journal's, and a -shm file of garbage", async () => {
  const missing = { ...left, wal: undefined };
  expect(opened({ ...missing, name: "missing" })).toEqual({
    came: "content",
    content: contents[0],
  });
  expect(opened({ ...missing, shm: undefined, name: "both missing" })).toEqual({
    came: "content",
    content: contents[0],
  });
  const { wal, shm } = foreign;
  expect(opened({ ...left, name: "foreign", wal }).came).toBe("found");
  expect(opened({ ...left, name: "foreign with index", wal, shm }).came).toBe("found");

  const garbage = [0, 1, 3, 100, 32_768, 70_000].flatMap((length) => [
    Buffer.alloc(length, 0xff),
    Buffer.from(Array.from({ length }, () => below(random, 256))),
  ]);
  for (const [index, bytes] of garbage.entries()) {
    const verdict = opened({ ...left, name: `garbage ${index}`, shm: bytes });
    expect(verdict).toEqual({ came: "content", content: contents[IN_WAL] });
  }
  tellFigure(
    6,
    `${garbage.length} -shm files of garbage: every save there; another journal's -wal, or a -wal taken from beside its -shm: found; both gone: as the last save before`,
  );
  tellLeftOut(
    6,
    "nothing in the files tells that both a whole -wal and its -shm were taken away, or where a flipped bit ends it: what stood after that is lost without a word",
  );
});

test("commands say the same of them", async () => {
  const { wal } = foreign;
  const images: Image[] = [
    { ...left, name: "foreign", wal },
    { ...left, name: "missing", wal: undefined },
    { ...left, name: "missing with its index", wal: undefined, shm: undefined },
    { ...left, name: "cut", wal: left.wal.subarray(0, walLengths[3]) },
    { ...left, name: "garbage", shm: Buffer.alloc(32_768, 0xa5) },
  ];
  const totals: unknown[] = [];
  for (const image of images) {
    const told = await askCommands(image, original);
    totals.push(told.came === "found" ? told : JSON.parse(told.list).total);
  }
  expect(totals).toEqual([
    { came: "found", by: "opening" },
    // A kill leaves the log's index, so that a log which is gone is missed.
    { came: "found", by: "opening" },
    SETTLED,
    SETTLED + 3,
    SETTLED + IN_WAL,
  ]);
});
