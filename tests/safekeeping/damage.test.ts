/**
 * Promise 6: damage is found, and never called a wrong passphrase. Copies of one journal's database are
 * damaged as a disk may do it; each is found, or holds exactly what was acknowledged. Most are judged in
 * this process, a sample and all that was not found by the command line.
 */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/main/storage/database.ts";
import { commandLine, each, jsonOf, runStepback } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { databaseOf, inDatabase } from "../helpers/vault-files.ts";
import { askCommands, type Original } from "./damage-by-command.ts";
import {
  below,
  contentOf,
  type Image,
  judge,
  keyOf,
  layOut,
  seeded,
  withFlippedBit,
} from "./damaged-copies.ts";
import { size, tellFigure, tellLeftOut } from "./figures.ts";

const PAGE = 4096;
const home = temporaryFolder();
const random = seeded(6);
let original: Original;
let key: Buffer;
let database: Buffer;
let content: string;

/** Makes a journal of several dozen pages, all of them in use. */
async function makeJournal(name: string, env: Record<string, string> = {}): Promise<Original> {
  const folder = join(home, name);
  jsonOf(await runStepback(["init", "--json"], { home, journal: folder, env }));
  for (const letter of ["a", "b", "c", "d"]) {
    const input = `${letter.repeat(30)} `.repeat(700);
    jsonOf(await runStepback(["write", "-", "--json"], { home, journal: folder, env, input }));
  }
  return { home, folder, name: basename(databaseOf(folder)), env };
}

beforeAll(async () => {
  original = await makeJournal("sound");
  key = keyOf(original.folder);
  content = inDatabase(original.folder, (opened) => {
    expect(opened.pragma("freelist_count", { simple: true })).toBe(0);
    return contentOf(opened);
  });
  database = readFileSync(databaseOf(original.folder));
});

/** The damaged copies: the same ones in every run of the same size. */
function damaged(bytes: Buffer): Image[] {
  const pages = bytes.length / PAGE;
  const images: Image[] = [];
  for (let flip = 0; flip < size(200, 12); flip += 1) {
    images.push({ name: `flip ${flip}`, database: withFlippedBit(bytes, random) });
  }
  for (let zeroed = 0; zeroed < size(20, 3); zeroed += 1) {
    const page = below(random, pages);
    const image = Buffer.from(bytes).fill(0, page * PAGE, (page + 1) * PAGE);
    images.push({ name: `zeroed page ${page + 1}`, database: image });
  }
  for (let swapped = 0; swapped < size(20, 3); swapped += 1) {
    const first = below(random, pages);
    const second = (first + 1 + below(random, pages - 1)) % pages;
    const image = Buffer.from(bytes);
    bytes.copy(image, first * PAGE, second * PAGE, (second + 1) * PAGE);
    bytes.copy(image, second * PAGE, first * PAGE, (first + 1) * PAGE);
    images.push({ name: `pages ${first + 1} and ${second + 1} swapped`, database: image });
  }
  for (let cut = 0; cut < size(30, 5); cut += 1) {
    // Half of them between pages, where nothing is torn; the first leaves nothing at all.
    const at = cut % 2 === 0 ? below(random, pages) * PAGE : below(random, bytes.length);
    const length = cut === 0 ? 0 : at;
    images.push({ name: `cut to ${length} bytes`, database: bytes.subarray(0, length) });
  }
  return images;
}

test("control: an undamaged copy is well, and holds what was written", async () => {
  const image = { name: "undamaged", database };
  expect(judge(image, key, join(home, "undamaged"))).toEqual({ came: "content", content });
  const { json } = commandLine({ home, journal: original.folder });
  const told = await askCommands(image, original);
  expect(told.came === "content" && JSON.parse(told.list)).toEqual(await json("list"));
  expect(await json("list")).toMatchObject({ total: 4 });
});

test("control: a changed word with a right tag, or another key, is not taken for what was written", () => {
  const file = layOut({ name: "changed", database }, join(home, "changed"), "journal.db");
  const changed = openDatabase(file, key);
  changed.exec("UPDATE entries SET title = 'changed'");
  changed.close();
  const verdict = judge({ name: "changed", database: readFileSync(file) }, key, join(home, "tag"));
  expect(verdict).toMatchObject({ came: "content" });
  expect(verdict).not.toEqual({ came: "content", content });
  const other = judge({ name: "another key", database }, Buffer.alloc(32, 1), join(home, "key"));
  expect(other).toEqual({ came: "found", by: "opening" });
});

test("a damaged database is found, or nothing of its content is", async () => {
  const images = damaged(database);
  const unfound: Image[] = [];
  const harmless: string[] = [];
  const wrong: string[] = [];
  for (const image of images) {
    const verdict = judge(image, key, join(home, image.name));
    if (verdict.came === "wrong") wrong.push(verdict.what);
    if (verdict.came === "content") unfound.push(image);
  }
  expect(wrong).toEqual([]);

  const sample = images.filter((_, index) => index % Math.ceil(images.length / size(20, 4)) === 0);
  const { list } = (await askCommands({ name: "undamaged", database }, original)) as {
    list: string;
  };
  await each([...new Set([...sample, ...unfound])], async (image) => {
    const told = await askCommands(image, original);
    if (told.came === "found") return;
    const verdict = judge(image, key, join(home, `${image.name} again`));
    expect([verdict, told.list], image.name).toEqual([{ came: "content", content }, list]);
    harmless.push(image.name);
  });
  tellFigure(
    6,
    `${images.length} damaged databases, ${images.length - harmless.length} found, ${harmless.length} with every byte of content intact, 0 called a wrong passphrase`,
  );
  // The salt of the first page is not used with a raw key; nothing else may be without a tag.
  expect(harmless.length).toBeLessThanOrEqual(Math.ceil(images.length / 50));
}, 120_000);

test("control: without page tags SQLite's own check misses many of the same flips", () => {
  const file = join(home, "plain.db");
  inDatabase(original.folder, (opened) => {
    const plain = new Sqlite(file);
    // Rows are copied table by table, whatever they refer to.
    plain.pragma("foreign_keys=OFF");
    const schema = opened
      .prepare<[], { name: string; sql: string; type: string }>(
        "SELECT name, sql, type FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type = 'index'",
      )
      .all();
    for (const { name, sql, type } of schema) {
      plain.exec(sql);
      if (type !== "table") continue;
      // Without what is computed from the others.
      const columns = opened
        .prepare<[], string>(`SELECT name FROM pragma_table_info('${name}')`)
        .pluck()
        .all();
      const insert = plain.prepare(
        `INSERT INTO "${name}" (${columns.join()}) VALUES (${columns.map(() => "?").join()})`,
      );
      const rows = opened.prepare<[], unknown[]>(`SELECT ${columns.join()} FROM "${name}"`).raw();
      for (const row of rows.iterate()) insert.run(...row);
    }
    plain.close();
  });
  const bytes = readFileSync(file);
  const flips = size(200, 40);
  let missed = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    const opened = new Sqlite(withFlippedBit(bytes, random));
    try {
      const report = opened.pragma("integrity_check", { simple: true });
      if (report === "ok" && contentOf(opened) !== content) missed += 1;
    } catch {
      // Found.
    } finally {
      opened.close();
    }
  }
  expect(missed).toBeGreaterThan(0);
  tellFigure(
    6,
    `control: of ${flips} flips in an unencrypted copy SQLite's check missed ${missed}`,
  );
});

test("a protected journal's damage is not called a wrong passphrase either", async (context) => {
  const env = { STEPBACK_PASSPHRASE: "correct horse battery staple" };
  const tried = await runStepback(["init"], { home, journal: join(home, "tried"), env });
  if (tried.code === 2) {
    tellLeftOut(6, "damage in a protected journal: this build cannot protect one");
    return context.skip("this build cannot protect a journal");
  }
  const guarded = await makeJournal("guarded", env);
  const images = damaged(readFileSync(databaseOf(guarded.folder)));
  const sample = images.filter((_, index) => index % Math.ceil(images.length / size(20, 4)) === 0);
  const wrong = await runStepback(["list"], {
    home,
    journal: guarded.folder,
    env: { STEPBACK_PASSPHRASE: "not that" },
  });
  // Control: this is how it would be said.
  expect(wrong.code).toBe(3);
  expect(wrong.err).toMatch(/passphrase/iu);
  let found = 0;
  for (const image of sample) {
    if ((await askCommands(image, guarded)).came === "found") found += 1;
  }
  expect(found).toBeGreaterThanOrEqual(sample.length - 1);
  tellFigure(6, `${sample.length} damaged databases of a protected journal, ${found} found`);
}, 180_000);
