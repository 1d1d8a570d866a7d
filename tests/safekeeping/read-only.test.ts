/**
 * Promise 14: a read-only folder can still be read. A journal whose window was killed, so that its last
 * saves stand in the -wal file alone, is read whole where nothing may be written: by its permissions, and
 * on a disk that is mounted for reading only. Nothing in it changes, and no copy of it is left behind.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLine, jsonOf, type Run, runStepback, sentenceOf } from "../helpers/command-line.ts";
import { startServe } from "../helpers/loopback.ts";
import { withoutPrivilege } from "../helpers/restricted.ts";
import { filesIn, printOf, temporaryFolder } from "../helpers/temporary-folder.ts";
import { databaseOf } from "../helpers/vault-files.ts";
import { judge, keyOf } from "./damaged-copies.ts";
import { hasRoot, tellFigure, tellLeftOut } from "./figures.ts";

const SAVES = 3;
const home = temporaryFolder();
const original = join(home, "original");
const temporary = join(home, "temporary");
const elsewhere = join(home, "elsewhere");
const ids: string[] = [];

beforeAll(async () => {
  mkdirSync(temporary);
  mkdirSync(elsewhere);
  const { json, jsonFrom } = commandLine({ home, journal: original });
  await json("init");
  const window = await startServe({ home, journal: original });
  for (let number = 0; number < SAVES; number += 1) {
    const title = `Only in the log ${number}`;
    const written = await jsonFrom(`Text ${number}.`, "write", "-", "--title", title);
    ids.push((written as { id: string }).id);
  }
  await window.stop("SIGKILL");
});

/** Forbids, or allows again, to write to a journal's folders and files. */
function setModes(folder: string, folderMode: number, fileMode: number): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    chmodSync(path, lstatSync(path).isDirectory() ? folderMode : fileMode);
  }
  chmodSync(folder, folderMode);
}

/** Reads a journal that cannot be written to in every way; tells how many ways there were. */
async function readsAll(journal: string, through: readonly string[]): Promise<number> {
  const before = printOf(journal);
  const surroundings = { home, journal, through, env: { TMPDIR: temporary } };
  const runs: Run[] = [];
  const command = async (...args: string[]): Promise<unknown> => {
    const run = await runStepback([...args, "--json"], surroundings);
    runs.push(run);
    return jsonOf(run);
  };
  expect(await command("list")).toMatchObject({ total: SAVES });
  for (const [number, id] of ids.entries()) {
    const shown = await command("show", id);
    expect(shown).toMatchObject({ title: `Only in the log ${number}` });
    expect(JSON.stringify(shown)).toContain(`Text ${number}.`);
  }
  expect(await command("list", "--text", "Text 2")).toMatchObject({ total: 1 });
  expect(await command("check")).toMatchObject({ ok: true });
  const to = join(elsewhere, `export-${readdirSync(elsewhere).length}`);
  expect(await command("export", "--to", to)).toMatchObject({ entries: SAVES });
  const exported = filesIn(to).filter((name) => name !== "README.md");
  const texts = exported.map((name) => readFileSync(join(to, name), "utf8")).join("\n");
  for (const number of ids.keys()) expect(texts).toContain(`Text ${number}.`);

  for (const [name, input, ...args] of [
    ["write", "x", "-"],
    ["edit", "", ids[0] ?? "", "--title", "Other"],
    ["delete", "", ids[0] ?? ""],
    ["commit", "", "Something"],
  ] as const) {
    const run = await runStepback([name, ...args], { ...surroundings, input });
    expect(sentenceOf(run, 1), name).not.toBe("");
    runs.push(run);
  }

  const window = await startServe(surroundings);
  // Control: a copy can be seen while the window is open, so its absence afterwards says something.
  expect(readdirSync(temporary)).not.toEqual([]);
  expect((await window.stop()).code).toBe(0);
  expect(readdirSync(temporary)).toEqual([]);
  expect(printOf(journal)).toEqual(before);
  return runs.length + 1;
}

test("control: without the -wal file the saves are not there", () => {
  const database = readFileSync(databaseOf(original));
  const key = keyOf(original);
  const wal = readFileSync(`${databaseOf(original)}-wal`);
  const whole = judge({ name: "whole", database, wal }, key, join(home, "whole"));
  const without = judge({ name: "without", database }, key, join(home, "without"));
  expect([whole.came, without.came]).toEqual(["content", "content"]);
  expect(without).not.toEqual(whole);
});

describe("by its permissions", () => {
  const through = withoutPrivilege();
  const why = typeof through === "string" ? `(skipped: ${through})` : "";
  if (why !== "") tellLeftOut(14, `a folder without write permission ${why}`);

  test.skipIf(why !== "")(
    `a folder 0500 with files 0400${why}`,
    async () => {
      const journal = join(home, "permissions");
      cpSync(original, journal, { recursive: true });
      setModes(journal, 0o500, 0o400);
      try {
        const uses = await readsAll(journal, through as readonly string[]);
        tellFigure(
          14,
          `${uses} uses of a folder without write permission: all read, none changed it`,
        );
      } finally {
        setModes(journal, 0o700, 0o600);
      }
      // Control: it was the permissions that forbade it.
      const { jsonFrom, json } = commandLine({ home, journal });
      await jsonFrom("x", "write", "-");
      expect(await json("list")).toMatchObject({ total: SAVES + 1 });
    },
    60_000,
  );
});

describe("on a disk that is mounted for reading only", () => {
  const mounted = join(home, "mounted");

  afterAll(() => {
    if (hasRoot) spawnSync("umount", [mounted]);
  });

  test("with every permission on it", async (context) => {
    if (!hasRoot) {
      tellLeftOut(14, "a disk that is mounted for reading only: that takes root");
      return context.skip("that takes root");
    }
    const source = join(home, "source");
    cpSync(original, join(source, "journal"), { recursive: true });
    mkdirSync(mounted);
    expect(spawnSync("mount", ["--bind", source, mounted]).status).toBe(0);
    expect(spawnSync("mount", ["-o", "remount,bind,ro", mounted]).status).toBe(0);
    // Control: nothing can be written there.
    expect(() => writeFileSync(join(mounted, "journal", "new"), "")).toThrow(/EROFS/u);
    const uses = await readsAll(join(mounted, "journal"), []);
    tellFigure(14, `${uses} uses of a disk mounted for reading only: all read, none changed it`);
  }, 60_000);
});
