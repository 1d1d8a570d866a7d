import type { Browser, BrowserContext } from "@playwright/test";
import { join } from "node:path";
import { callBody, pageHeaders, type Served } from "../helpers/loopback.ts";
import { inDatabase } from "../helpers/vault-files.ts";
import { attack } from "../hosts/loopback/attack-page.ts";
import { contentOf } from "./damaged-copies.ts";
import { forge, forgedRequests, rawRequests, sendBytes } from "./forged-requests.ts";
import { attackMore } from "./more-attacks.ts";

/** What a call carries that changes a journal in which this week is not begun. */
export const CHANGING_CALL = callBody({ week: "2026-W47" });
const SITES = ["127.0.0.1", "localhost", "hostile.example"];

/** A browser in which `*.example` is this machine, and the port at which it finds other sites' pages. */
export interface Attacker {
  browser: Browser;
  hostilePort: number;
}

/** Another host on this machine, and the session of its own page. */
export interface Neighbour {
  host: Served;
  cookie: string;
}

/** A host under attack: its journal, and the session of the page that is open in the browser. */
export interface Target {
  home: string;
  host: Served;
  cookie: string;
}

/** How many attacks there were, and what they came to. */
export interface Outcome {
  attacks: number;
  read: string[];
  changed: boolean;
}

/** Attacks a target; tells what could be read, and whether anything in its journal has changed. */
export async function attacked(
  target: Target,
  attacks: () => Promise<[name: string, read: string][]>,
): Promise<Outcome> {
  const content = (): string => inDatabase(join(target.home, "journal"), contentOf);
  const before = content();
  const all = await attacks();
  return {
    attacks: all.length,
    read: all.filter(([, read]) => read !== "").map(([name]) => name),
    changed: content() !== before,
  };
}

/** A browser in which the target's page was opened: it holds the session's cookie. */
async function contextOf(
  browser: Browser,
  { host, cookie }: Target,
  bypassCSP = false,
): Promise<BrowserContext> {
  const context = await browser.newContext({ bypassCSP });
  const [name = "", value = ""] = cookie.split("=");
  const url = `http://${host.authority}/`;
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Strict" }]);
  return context;
}

/** What pages of other sites got; a form and a frame count as read where they show the target's answer. */
export function pagesAgainst(target: Target, { browser, hostilePort }: Attacker): Promise<Outcome> {
  return attacked(target, async () => {
    const context = await contextOf(browser, target);
    const own = `http://${target.host.authority}`;
    const all: [string, string][] = [];
    for (const site of SITES) {
      const page = await context.newPage();
      await page.goto(`http://${site}:${hostilePort}/`);
      const order = { target: own, popup: own, call: CHANGING_CALL };
      const loot = await page.evaluate(attack, order);
      const framed = (await page.frame("framed")?.content()) ?? "";
      loot["frame"] = framed.includes('id="root"') ? framed : "";
      Object.assign(loot, await page.evaluate(attackMore, order));
      all.push(
        ...Object.entries(loot).map(([way, read]): [string, string] => [`${site}: ${way}`, read]),
      );
      for (const opened of context.pages()) await opened.close();
    }
    await context.close();
    return all;
  });
}

/** What a name got that was turned to this machine after its page was loaded. */
export function namesAgainst(target: Target, { browser }: Attacker): Promise<Outcome> {
  return attacked(target, async () => {
    const context = await contextOf(browser, target, true);
    const all: [string, string][] = [];
    for (const name of ["rebound.example", "127.0.0.1.example", "localhost"]) {
      const page = await context.newPage();
      const shown = await page.goto(`http://${name}:${target.host.port}/`);
      all.push([`${name} shows the page`, shown?.ok() === true ? await page.content() : ""]);
      for (const path of [
        "/rpc/entries/list",
        "/rpc/weekly/open",
        "/rpc/journal/state",
        "/session",
      ]) {
        const body = path.endsWith("open") ? CHANGING_CALL : callBody({ limit: 500 });
        all.push([`${name}${path}`, await page.evaluate(readInPage, { path, body })]);
      }
      await page.close();
    }
    await context.close();
    return all;
  });
}

async function readInPage({ path, body }: { path: string; body: string }): Promise<string> {
  const headers = { "content-type": "application/json", "x-stepback": "1" };
  const answer = await fetch(path, { method: "POST", headers, body });
  return answer.ok ? await answer.text() : "";
}

/** What forged requests got: the same ones as a reading call and as a changing one. */
export function requestsAgainst(target: Target, other: Neighbour): Promise<Outcome> {
  return attacked(target, async () => {
    const all: [string, string][] = [];
    for (const [path, body] of [
      ["/rpc/entries/list", callBody({ limit: 500 })],
      ["/rpc/weekly/open", CHANGING_CALL],
    ] as const) {
      const { host, cookie } = target;
      const headers = pageHeaders(host, cookie);
      const call = { port: host.port, path, method: "POST", headers, body };
      for (const forged of forgedRequests(call, host, other)) {
        const { status, text } = await forge(forged);
        all.push([
          `${path}: ${forged.name}`,
          status >= 200 && status < 300 ? `${status} ${text}` : "",
        ]);
      }
      for (const [name, request] of rawRequests(host, cookie, call)) {
        const answer = await sendBytes(host, request);
        all.push([`${path}: ${name}`, /^HTTP\/1\.1 2|"json"/u.test(answer) ? answer : ""]);
      }
    }
    return all;
  });
}
