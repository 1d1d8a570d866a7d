/**
 * Promise 7: a web page in the same browser can read or change nothing. Attacks are counted: pages of
 * other sites in a real Chromium in which the app is open, names that are turned to this machine, and
 * requests forged in one thing each. A copy of the program without its check shows that they work.
 */
import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumLaunchOptions } from "../helpers/chromium.ts";
import { commandLine } from "../helpers/command-line.ts";
import { callBody, openSession, pageHeaders, send, startServe } from "../helpers/loopback.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { tellFigure } from "./figures.ts";
import { copyWithoutCheck, serveCopy } from "./unguarded-host.ts";
import {
  attacked,
  type Attacker,
  CHANGING_CALL,
  namesAgainst,
  type Neighbour,
  pagesAgainst,
  requestsAgainst,
  type Target,
} from "./web-attacks.ts";

const MARKER = "something-only-the-journal-knows";

const neighbour = temporaryFolder();
const guardedHome = temporaryFolder();
const openHome = temporaryFolder();
let guarded: Target;
let unguarded: Target;
let other: Neighbour;
let hostile: Server;
let attacker: Attacker;

async function prepare(home: string): Promise<void> {
  const { json, jsonFrom } = commandLine({ home });
  await json("init");
  await jsonFrom("Text.", "write", "--title", MARKER, "-");
}

beforeAll(async () => {
  await Promise.all([guardedHome, openHome, neighbour].map(prepare));
  const program = copyWithoutCheck(join(openHome, "program"));
  const hosts = [startServe({ home: guardedHome }), serveCopy(program, openHome)] as const;
  const [host, open] = await Promise.all(hosts);
  const beside = await startServe({ home: neighbour });
  guarded = { home: guardedHome, host, cookie: await openSession(host) };
  unguarded = { home: openHome, host: open, cookie: await openSession(open) };
  other = { host: beside, cookie: await openSession(beside) };
  hostile = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>x</title><body>");
  });
  await new Promise<void>((resolve) => hostile.listen(0, "127.0.0.1", resolve));
  const { args = [], ...launch } = await chromiumLaunchOptions();
  const names = "--host-resolver-rules=MAP *.example 127.0.0.1";
  attacker = {
    browser: await chromium.launch({ ...launch, args: [...args, names] }),
    hostilePort: (hostile.address() as AddressInfo).port,
  };
});

afterAll(async () => {
  await attacker.browser.close();
  hostile.close();
  await Promise.all([guarded, unguarded, other].map(({ host }) => host.stop("SIGKILL")));
});

test("nothing is read, and nothing changed", async () => {
  const outcomes = [
    await pagesAgainst(guarded, attacker),
    await namesAgainst(guarded, attacker),
    await requestsAgainst(guarded, other),
  ];
  expect(outcomes.map(({ read, changed }) => ({ read, changed }))).toEqual(
    outcomes.map(() => ({ read: [], changed: false })),
  );
  // Control: the page's own call is answered, so it was not simply deaf.
  const { host, cookie } = guarded;
  const headers = pageHeaders(host, cookie);
  const own = { port: host.port, method: "POST", headers };
  const read = await send({ ...own, path: "/rpc/entries/list", body: callBody({ limit: 9 }) });
  expect(read.text).toContain(MARKER);
  const changed = await attacked(guarded, async () => {
    const opened = await send({ ...own, path: "/rpc/weekly/open", body: CHANGING_CALL });
    return [["its own", opened.text]];
  });
  expect(changed).toEqual({ attacks: 1, read: ["its own"], changed: true });
  const [pages = 0, names = 0, requests = 0] = outcomes.map(({ attacks }) => attacks);
  tellFigure(
    7,
    `${pages + names + requests} attacks refused: ${pages} by pages in a real Chromium, ${names} by rebound names, ${requests} forged requests; nothing read, nothing changed`,
  );
}, 90_000);

test("control: without the check the same attacks read and change the journal", async () => {
  const requests = await requestsAgainst(unguarded, other);
  expect(requests.changed).toBe(true);
  expect(requests.read.length).toBeGreaterThan(requests.attacks / 3);
  const names = await namesAgainst(unguarded, attacker);
  expect(names.read.length).toBeGreaterThan(names.attacks / 3);
  tellFigure(
    7,
    `control: without the check ${requests.read.length} of the requests and ${names.read.length} of the rebound names were answered`,
  );
}, 90_000);

test("control: without the check a page of another site changes the journal", async () => {
  const fresh = await serveFresh();
  try {
    const pages = await pagesAgainst(fresh, attacker);
    expect(pages.changed).toBe(true);
  } finally {
    await fresh.host.stop("SIGKILL");
  }
}, 90_000);

/** The copy without its check, on a journal in which the week is not begun yet. */
async function serveFresh(): Promise<Target> {
  const home = join(openHome, "fresh");
  mkdirSync(home);
  await prepare(home);
  const host = await serveCopy(join(openHome, "program/out/main/cli.js"), home);
  return { home, host, cookie: await openSession(host) };
}
