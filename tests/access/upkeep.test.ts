/** What a window does for its journal without being asked. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { type OpenApp, openApp } from "./open-app.ts";

const FRIDAY = "2026-11-20T15:30:00+01:00";
const SATURDAY = "2026-11-21T09:00:00+01:00";
const NEXT_MONDAY = "2026-11-23T09:00:00+01:00";
const LONG_AGO = "1970-01-01T09:00:00+01:00";
const root = temporaryFolder();
let home: string;
let number = 0;
const ends: (() => void)[] = [];

beforeEach(() => {
  number += 1;
  home = join(root, `home-${number}`);
});

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const inJournal = (...names: string[]): string => join(home, "journal", ...names);
const backups = (): string[] =>
  readdirSync(inJournal("backups"))
    .filter((name) => !name.startsWith("."))
    .toSorted();
const exported = (): string[] =>
  readdirSync(home)
    .filter((name) => name.startsWith("Stepback"))
    .toSorted();

/** Waits until what upkeep does can be seen. */
const seen = (look: () => void): Promise<void> =>
  vi.waitFor(look, { timeout: 10_000, interval: 50 });

async function open(now: string, locksWithoutPage = false): Promise<OpenApp> {
  const app = openApp(home, { now });
  await app.access.look();
  if (app.access.state().state === "none") {
    await app.begin({ reflectionDay: 5, reflectionTime: "15:30" });
  }
  const stop = app.startUpkeep({ locksWithoutPage });
  ends.push(() => {
    stop();
    app.close();
  });
  return app;
}

function close(): void {
  for (const end of ends.splice(0)) end();
}

/** Longer than upkeep takes to look again. */
const aWhile = (): Promise<void> => new Promise((resume) => setTimeout(resume, 1500));

describe("the daily backup", () => {
  test("is made once a day, whatever the clock does", async () => {
    await open(FRIDAY);
    await seen(() => expect(backups()).toEqual(["0001-2026-11-20-daily"]));
    close();
    await open(FRIDAY);
    await aWhile();
    expect(backups()).toHaveLength(1);
    close();
    await open(SATURDAY);
    await seen(() => expect(backups()).toHaveLength(2));
    close();
    await open(LONG_AGO);
    await seen(() => expect(backups()).toHaveLength(3));
    expect(backups().at(-1)).toBe("0003-1970-01-01-daily");
  });

  test("carries the ways in, and is not protected when the journal is not", async () => {
    const app = await open(FRIDAY);
    await seen(() => expect(backups()).toHaveLength(1));
    expect(app.backups.list()).toMatchObject([{ kind: "daily", opensWith: "nothing" }]);
  });
});

describe("the readable copy", () => {
  test("is written once a week when it is asked for, beside the one before", async () => {
    const app = await open(FRIDAY);
    await seen(() => expect(backups()).toHaveLength(1));
    expect(exported()).toEqual([]);
    app.services().settings.change({ readableCopy: "weekly" });
    close();
    await open(FRIDAY);
    await seen(() => expect(exported()).toHaveLength(1));
    const [first] = exported();
    expect(readdirSync(join(home, first ?? ""))).toContain("README.md");
    close();
    await open(SATURDAY);
    await seen(() => expect(backups()).toHaveLength(2));
    await aWhile();
    expect(exported()).toEqual([first]);
    close();
    await open(NEXT_MONDAY);
    await seen(() => expect(exported()).toHaveLength(2));
    expect(exported()).toContain(first);
  });
});

test("after a good start, what nothing points to any more is gone, and what is damaged is kept", async () => {
  const app = await open(FRIDAY);
  await seen(() => expect(backups()).toHaveLength(1));
  close();
  const strays = [
    "journal-0000.db",
    "journal-0007.db",
    "journal-0007.db-wal",
    "journal-0002.db.partial",
    "vault.json.0a1b2c.tmp",
  ];
  const others = ["damaged-journal-0000.db", "my notes.txt"];
  for (const name of [...strays, ...others]) writeFileSync(inJournal(name), "x");
  expect(app.access.state().state).toBe("none");
  await open(FRIDAY);
  await seen(() => {
    const names = readdirSync(inJournal());
    expect(names.filter((name) => strays.includes(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining([...others, "journal-0001.db", "vault.json"]));
  });
});

test("a protected journal locks when no page has listened for a minute, and not before", async () => {
  const app = await open(FRIDAY, true);
  const { code, ask } = app.protection.makeCode();
  const groups = ask.map((group) => ({ number: group, text: code[group - 1] ?? "" }));
  await app.protection.set("a meadow", groups, "rebuild");
  const page = new AbortController();
  const listening = (async () => {
    for await (const change of app.changes.subscribe(page.signal))
      if (change.flush) app.changes.flushed();
  })().catch(() => undefined);
  await aWhile();
  app.wait(600);
  await aWhile();
  expect(app.access.state().state).toBe("open");
  page.abort();
  await listening;
  await aWhile();
  app.wait(50);
  await aWhile();
  expect(app.access.state().state).toBe("open");
  app.wait(10);
  await seen(() => expect(app.access.state().state).toBe("locked"));
});
