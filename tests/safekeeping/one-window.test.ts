/**
 * Promise 12: two windows never open one journal, and what replaces the database never meets a writer.
 */
import { type ChildProcess } from "node:child_process";
import { cpSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  commandLine,
  endOf,
  type Run,
  sentenceOf,
  startStepback,
} from "../helpers/command-line.ts";
import { served, type Served, startServe } from "../helpers/loopback.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { databaseOf } from "../helpers/vault-files.ts";
import { size, tellFigure } from "./figures.ts";
import { type Interval, overlaps, startHolder } from "./held-intervals.ts";

const STARTS = 10;

// The machine's own clock: commands of one set instant would draw the same id.
const home = temporaryFolder();
const journal = join(home, "journal");
const { json, jsonFrom, fails } = commandLine({ home, now: null });
const started = new Set<ChildProcess>();

beforeAll(async () => {
  await json("init");
  await jsonFrom("Text.", "write", "-");
});

afterAll(() => {
  for (const child of started) child.kill("SIGKILL");
});

function start(): ChildProcess {
  const child = startStepback(["serve", "--no-open"], { home, now: null });
  started.add(child);
  return child;
}

/** Starts windows all at once; gives the ones that run and how the others ended. */
async function startMany(count: number): Promise<{ running: Served[]; refused: Run[] }> {
  const running: Served[] = [];
  const refused: Run[] = [];
  await Promise.all(
    Array.from({ length: count }, start).map(async (child) => {
      const ended = endOf(child);
      await served(child).then(
        (window) => running.push(window),
        async () => refused.push(await ended),
      );
    }),
  );
  return { running, refused };
}

test("of ten starts at once exactly one is the window, and a killed one is in nobody's way", async () => {
  const rounds = size(20, 1);
  const startedAgain: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { running, refused } = await startMany(STARTS);
    expect([running.length, refused.length]).toEqual([1, STARTS - 1]);
    for (const run of refused) expect(sentenceOf(run, 6)).toMatch(/open/u);

    // It holds the lock as it is killed; nothing of it is left for the next one to wait for.
    await running[0]?.stop("SIGKILL");
    const begun = performance.now();
    const next = await served(start());
    startedAgain.push(performance.now() - begun);
    await next.stop("SIGKILL");
  }
  tellFigure(
    12,
    `${rounds} times ${STARTS} starts at once: one window each, ${rounds * (STARTS - 1)} refused; ${rounds} kills of the window, the next one open after at most ${Math.round(Math.max(...startedAgain))} ms`,
  );
}, 180_000);

test("control: on journals of their own all of them run", async () => {
  const windows = await Promise.all(
    Array.from({ length: 3 }, async (_, number) => {
      const own = join(home, `own-${number}`);
      cpSync(journal, own, { recursive: true });
      return startServe({ home, journal: own, now: null });
    }),
  );
  const runs = await Promise.all(windows.map((window) => window.stop()));
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
});

test("commands work beside a window", async () => {
  const window = await startServe({ home, now: null });
  try {
    const before = (await json("list")) as { total: number };
    const { id } = (await jsonFrom("Beside.", "write", "-")) as { id: string };
    await json("edit", id, "--title", "Beside the window");
    expect(await json("show", id)).toMatchObject({ title: "Beside the window" });
    await json("delete", id);
    await json("restore", id);
    expect(await json("check")).toEqual({ ok: true, problems: [] });
    expect(await json("export", "--to", join(home, "exported"))).toMatchObject({
      entries: before.total + 1,
    });
    expect(await json("list")).toMatchObject({ total: before.total + 1 });
  } finally {
    await window.stop();
  }
});

test("while the database is replaced, windows and commands wait and are then refused", async () => {
  const holder = startHolder(journal, "replacement", "held", basename(databaseOf(journal)));
  await holder.isHeld;
  const times: Record<string, number> = {};
  const refusedAfter = async (...args: string[]): Promise<void> => {
    const begun = performance.now();
    await fails(6, ...args);
    times[args[0] ?? ""] = performance.now() - begun;
  };
  await Promise.all([
    refusedAfter("serve", "--no-open"),
    refusedAfter("list"),
    refusedAfter("write", join(import.meta.dirname, "figures.ts")),
    refusedAfter("check"),
  ]);
  for (const command of ["list", "write", "check"]) expect(times[command]).toBeGreaterThan(4900);
  expect(times["serve"]).toBeLessThan(4900);
  const [interval] = await holder.stop();
  expect(interval?.met).toBe(false);
  await json("list");
}, 60_000);

/** What came of writers against somebody who replaces the database. */
interface Contention {
  replacements: Interval[];
  /** Places that were held meanwhile, by processes that do nothing else. */
  held: Interval[];
  /** Writing commands that ended well. */
  writes: number;
}

/** Lets commands write and places be held against replacements, until there was enough of it. */
async function contend(
  manner: "kept" | "removed",
  isEnough: (soFar: Contention) => boolean,
): Promise<Contention & { written: number }> {
  const contended = join(home, `contended-${manner}`);
  cpSync(journal, contended, { recursive: true });
  const name = basename(databaseOf(contended));
  const own = commandLine({ home, journal: contended, now: null });
  const holders = [1, 2].map(() => startHolder(contended, "command", "kept", name));
  const replacing = startHolder(contended, "replacement", manner, name);
  let writes = 0;
  const soFar = (): Contention => ({
    replacements: replacing.intervals(),
    held: holders.flatMap((holder) => holder.intervals()),
    writes,
  });
  const until = performance.now() + size(90_000, 30_000);
  const writer = async (): Promise<void> => {
    while (performance.now() < until && !isEnough(soFar())) {
      await own.jsonFrom(`Write ${writes}.`, "write", "-");
      writes += 1;
    }
  };
  await Promise.all([writer(), writer()]);
  await Promise.all([replacing, ...holders].map((holder) => holder.stop()));
  const { total } = (await own.json("list")) as { total: number };
  const { total: before } = (await json("list")) as { total: number };
  return { ...soFar(), written: total - before };
}

test("who replaces the database never meets a writer", async () => {
  const least = { replacements: size(100, 4), held: size(500, 20), writes: size(60, 4) };
  const { replacements, held, writes, written } = await contend(
    "kept",
    (it) =>
      it.replacements.length >= least.replacements &&
      it.held.length >= least.held &&
      it.writes >= least.writes,
  );
  expect(replacements.length).toBeGreaterThanOrEqual(least.replacements);
  expect(held.length).toBeGreaterThanOrEqual(least.held);
  expect(written).toBe(writes);
  expect(overlaps(replacements, held)).toBe(0);
  expect(replacements.filter(({ met }) => met)).toEqual([]);
  tellFigure(
    12,
    `${replacements.length} replacements against ${writes} writing commands and ${held.length} other places: 0 met`,
  );
}, 150_000);

test("control: with the lock file taken away they do meet, and it is seen", async () => {
  const { replacements, held } = await contend(
    "removed",
    (it) => overlaps(it.replacements, it.held) > 0,
  );
  expect(overlaps(replacements, held)).toBeGreaterThan(0);
}, 150_000);
