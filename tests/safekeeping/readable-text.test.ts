/**
 * Promise 5: no journal text readable on disk. Words that stand nowhere else are typed into the window in
 * a real browser and written by commands; then every file that the program and the browser left, and
 * (with strace) every byte that the program ever wrote, is searched for them.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ritualPage } from "../e2e/ritual-page.ts";
import { chromiumLaunchOptions } from "../helpers/chromium.ts";
import { each, jsonOf, runStepback } from "../helpers/command-line.ts";
import { type Served, startServe } from "../helpers/loopback.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { hasStrace, tellFigure, tellLeftOut } from "./figures.ts";
import { markersIn, searchFolder, type Searched, spellingsOf } from "./marker-search.ts";
import { tracedInto, type TracedWrite, tracedWrites } from "./traced-writes.ts";

const TYPED = {
  answer: "Grünspanfalterflug",
  commitment: "Zwiebelturmuhrwerk",
  title: "Quittenkompottglas",
};
const WRITTEN = { text: "Hollerbuschschaukel", title: "Käferbohnensuppe", tag: "distelfinkennest" };
const MARKERS = [...Object.values(TYPED), ...Object.values(WRITTEN)];

/** All that is searched: home, journal, temporary folder, browser profile. */
const place = temporaryFolder();
const beside = temporaryFolder();
const home = join(place, "home");
const temporary = join(place, "temporary");
const profile = join(place, "profile");
const env = { TMPDIR: temporary, UV_USE_IO_URING: "0" };
const traces: string[] = [];
let host: Served;
let context: BrowserContext;
let page: Page;

/** Starts a program so that its writes are recorded, where that can be had. */
function surroundings(): { home: string; env: Record<string, string>; through: readonly string[] } {
  const trace = join(beside, `trace-${traces.length}`);
  if (hasStrace) traces.push(trace);
  return { home, env, through: hasStrace ? tracedInto(trace) : [] };
}

async function command(input: string, ...args: string[]): Promise<unknown> {
  return jsonOf(await runStepback([...args, "--json"], { ...surroundings(), input }));
}

async function openBrowser(): Promise<void> {
  const { env: own = {}, ...launch } = await chromiumLaunchOptions();
  context = await chromium.launchPersistentContext(profile, {
    ...launch,
    env: { ...own, HOME: home, TMPDIR: temporary },
  });
  page = context.pages()[0] ?? (await context.newPage());
}

beforeAll(async () => {
  for (const folder of [home, temporary, profile]) mkdirSync(folder);
  await command("", "init");
  const { text, title, tag } = WRITTEN;
  await command(`${text}.`, "write", "-", "--title", title, "--tag", tag);
  host = await startServe(surroundings());
  await openBrowser();
});

afterAll(async () => {
  await context.close();
  await host.stop("SIGKILL");
});

/** Everything that was written so far, in files and in recorded writes. */
function search(): Searched {
  return searchFolder(place, MARKERS);
}

test("typed in the window and written by commands, the words stand nowhere", async () => {
  await page.goto(host.url);
  const ritual = ritualPage(page);
  await ritual.begin();
  await page.keyboard.type(`It was the ${TYPED.answer}.`);
  await ritual.saved.waitFor();
  const commitment = page.getByRole("textbox", { name: "Commitment 1" });
  for (let step = 0; step < 8 && !page.url().endsWith("/commit"); step += 1) {
    const address = page.url();
    await ritual.next.click();
    await page.waitForURL((url) => url.href !== address);
  }
  await commitment.fill(TYPED.commitment);
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("textbox", { name: "What would you call this week?" }).fill(TYPED.title);
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.getByRole("link", { name: "Timeline" }).click();
  await page.getByRole("heading", { name: TYPED.title, level: 1 }).waitFor();

  await each(MARKERS, (marker) => command("", "list", "--text", marker));
  // Sorted, found, shown, verified, changed, thrown away and taken out again.
  const { entries } = (await command("", "list")) as { entries: { id: string; title: string }[] };
  expect(entries.map(({ title }) => title).sort()).toEqual([WRITTEN.title, TYPED.title]);
  await each(entries, async ({ id }) => {
    expect(JSON.stringify(await command("", "show", id))).toMatch(/schaukel|flug/u);
  });
  const [{ id } = { id: "" }] = entries;
  await command("", "edit", id, "--title", `${WRITTEN.title} again`);
  await command("", "delete", id);
  await command("", "restore", id);
  expect(await command("", "check")).toEqual({ ok: true, problems: [] });

  const running = search();
  await host.stop("SIGKILL");
  const killed = search();
  await context.close();
  const closed = search();
  const writes = traces.flatMap(tracedWrites);
  const inWrites = writes.flatMap(({ path, bytes }) => markersIn(bytes, MARKERS, path));
  expect([...running.found, ...killed.found, ...closed.found, ...inWrites]).toEqual([]);
  expect(closed.files).toBeGreaterThan(10);
  if (hasStrace) {
    // Of the window, which was killed, and of commands: both were seen writing to the journal.
    expect(writes.filter(({ path }) => path.endsWith("-wal")).length).toBeGreaterThan(50);
  } else tellLeftOut(5, "every single write of the program was not traced: that takes strace");
  tellLeftOut(5, "a browser's session restore and form history: the packaged browser has neither");
  const traced = hasStrace ? ` and ${writes.length} traced writes` : "";
  tellFigure(
    5,
    `${running.files + killed.files + closed.files} files${traced} searched for ${MARKERS.length} words in ${spellingsOf(TYPED.answer).length} spellings: 0 found; the browser's profile holds none either`,
  );
}, 120_000);

test("control: the search finds the words where they are readable", async () => {
  const words = Object.values(WRITTEN);
  const path = join(beside, "found");
  mkdirSync(path);
  const foundIn = (name: string): string[] => {
    const found = searchFolder(path, words).found.filter((line) => line.includes(` in ${name}`));
    return words.filter((word) => found.some((line) => line.startsWith(word)));
  };

  await command("", "export", "--to", join(path, "export"));
  expect(foundIn("export/")).toEqual(words);
  const database = new Sqlite(join(path, "plain.db"));
  database.exec("CREATE TABLE a (b)");
  for (const word of words) database.prepare("INSERT INTO a VALUES (?)").run(`x ${word} y`);
  database.close();
  expect(foundIn("plain.db")).toEqual(words);
  writeFileSync(join(path, "wide"), `x${words.join(" ")}`, "utf16le");
  expect(foundIn("wide")).toEqual(words);
  for (const before of ["", "x", "xx"]) {
    writeFileSync(join(path, "coded"), Buffer.from(`${before}${words[0]} y`).toString("base64"));
    expect(foundIn("coded")).toEqual(words.slice(0, 1));
  }
  if (!hasStrace) return;
  const inExport = tracedWrites(traces.at(-1) ?? "").flatMap(({ path: file, bytes }: TracedWrite) =>
    markersIn(bytes, words, file),
  );
  for (const word of words) expect(inExport.join("\n")).toContain(`${word} in ${path}/`);
});

test("control: what a page keeps is found in the browser's profile", async () => {
  const careless = createServer((_, response) => {
    response.setHeader("cache-control", "max-age=3600");
    response.setHeader("content-type", "text/html;charset=utf-8").end(`<p>${TYPED.answer}</p>`);
  });
  await new Promise<void>((resolve) => careless.listen(0, "127.0.0.1", resolve));
  await openBrowser();
  try {
    await page.goto(`http://127.0.0.1:${(careless.address() as AddressInfo).port}/`);
    await page.evaluate(keepInPage, TYPED.title);
  } finally {
    await context.close();
    careless.close();
  }
  const found = searchFolder(profile, Object.values(TYPED)).found.join("\n");
  expect(found).toContain(TYPED.answer);
  expect(found).toContain(TYPED.title);
});

/** Runs inside a page: keeps a word as a page with a database of its own would. */
function keepInPage(word: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("kept", 1);
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore("words"));
    opening.addEventListener("error", () => reject(new Error("it cannot be opened")));
    opening.addEventListener("success", () => {
      const keeping = opening.result.transaction("words", "readwrite", { durability: "strict" });
      keeping.objectStore("words").put(word, 1);
      keeping.addEventListener("complete", () => resolve());
    });
  });
}
