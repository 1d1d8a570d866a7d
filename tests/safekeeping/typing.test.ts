/**
 * Promise 3: no more than the last second of typing is ever lost, however the app ends. Somebody types
 * in a real Chromium; the host or the browser ends at a random moment, and the journal is read.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type BrowserServer, chromium, type Page } from "@playwright/test";
import { afterAll, expect, test } from "vitest";
import { chromiumLaunchOptions } from "../helpers/chromium.ts";
import { commandLine } from "../helpers/command-line.ts";
import { type Served, startServe } from "../helpers/loopback.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { isFull, size, tellFigure, tellLeftOut } from "./figures.ts";
import { readJournal } from "./journal.ts";
import { seeded } from "./seeded.ts";
import { beginToWrite, lostWords, type TypedWord, typistAt } from "./typist.ts";

/** What may be lost, in milliseconds. */
const LAST_SECOND = 1000;
const TIMES = size(8, 1);
/** A browser on a machine with other work takes its time to start. */
const PATIENCE = { timeout: size(45 * 60_000, 60_000) };

/** What is there to end. */
interface Running {
  host: Served;
  page: Page;
  browser: BrowserServer;
}

/** How an app ends. Each ends it without waiting, so that the end is the moment it was called. */
const WAYS = {
  "the host is killed": ({ host }: Running) => host.child.kill("SIGKILL"),
  "the host gets SIGTERM": ({ host }: Running) => host.child.kill("SIGTERM"),
  "the host gets SIGHUP": ({ host }: Running) => host.child.kill("SIGHUP"),
  "the page is closed": ({ page }: Running) => void page.close().catch(() => undefined),
  "the browser is killed": ({ browser }: Running) => browser.process().kill("SIGKILL"),
};

const WAYS_OF_THE_SHORT_RUN = ["the host is killed", "the browser is killed"];
const ways = Object.entries(WAYS).filter(([way]) => isFull || WAYS_OF_THE_SHORT_RUN.includes(way));

const root = temporaryFolder();
const random = seeded(6);
let made = 0;
let server: BrowserServer | undefined;
const oldest: number[] = [];

afterAll(async () => {
  await server?.close();
});

/** The browser; a new one where the last was killed. */
async function runningBrowser(): Promise<BrowserServer> {
  if (server === undefined || server.process().signalCode !== null) {
    server = await chromium.launchServer(await chromiumLaunchOptions());
  }
  return server;
}

/** Types into a journal of its own until the app ends. @returns the words that the journal lacks. */
async function typeUntil(
  end: (running: Running) => unknown,
  prepare: (page: Page) => Promise<unknown> = async () => {},
) {
  made += 1;
  const home = join(root, String(made));
  mkdirSync(home);
  await commandLine({ home }).json("init");
  const host = await startServe({ home });
  const browser = await runningBrowser();
  const connection = await chromium.connect(browser.wsEndpoint());
  try {
    const page = await connection.newPage();
    await prepare(page);
    await beginToWrite(page, host);
    const typist = typistAt(page);
    const typing = typist.typeOn();
    await wait(1700 + random.next() * 2000);
    // Also on a slow machine there is something that must not be lost.
    const isOld = ({ at }: TypedWord): boolean => at < performance.now() - LAST_SECOND;
    while (typist.typed.filter(isOld).length < 5) await wait(50);
    const endedAt = performance.now();
    end({ host, page, browser });
    // What the end itself still writes may be written; then nobody is left who could.
    await wait(500);
    typist.stop();
    await host.stop("SIGKILL");
    await typing;
    const { sections, problems } = await readJournal(join(home, "journal"));
    expect(problems).toEqual([]);
    const text = [...sections.values()].map((section) => section.text).join(" ");
    return lostWords(typist.typed, text, endedAt);
  } finally {
    await host.stop("SIGKILL");
    await connection.close().catch(() => undefined);
  }
}

test.for(ways)("at most the last second is lost when %s", PATIENCE, async ([, end]) => {
  for (let time = 0; time < TIMES; time += 1) {
    const lost = await typeUntil(end);
    expect(lost.filter(({ age }) => age > LAST_SECOND)).toEqual([]);
    oldest.push(Math.max(0, ...lost.map(({ age }) => age)));
  }
});

test(
  "control: a page whose saves do not arrive loses more, and that is seen",
  PATIENCE,
  async () => {
    const lost = await typeUntil(WAYS["the host is killed"], (page) =>
      page.route("**/rpc/entries/saveSection", (route) => route.abort()),
    );
    expect(lost.filter(({ age }) => age > LAST_SECOND)).not.toEqual([]);
  },
);

test("the figures of all endings", () => {
  expect(oldest).toHaveLength(ways.length * TIMES);
  const most = Math.max(...oldest);
  tellFigure(3, `${oldest.length} endings, the oldest lost word was ${most} ms old`);
  if (!isFull) tellLeftOut(3, "SIGTERM, SIGHUP and a closed page: in the full run");
});
