/**
 * Web pages against the host, in a real Chromium in which the app is open (safekeeping.md, promise 7).
 * The same pages attack a server that checks nothing, so that what they fail at is not their own fault.
 */
import { createServer, type Server } from "node:http";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chromiumLaunchOptions } from "../../helpers/chromium.ts";
import { commandLine } from "../../helpers/command-line.ts";
import { callBody, type Served, startServe } from "../../helpers/loopback.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { attack, type Loot } from "./attack-page.ts";

const MARKER = "something-only-the-journal-knows";
const CALL = callBody({ week: "2026-W47" });
const POSTS = ["cors", "simple", "bare", "noCors", "noCors form", "beacon", "beacon form"];
const FORMS = ["text/plain", "multipart/form-data", "application/x-www-form-urlencoded"];

const home = temporaryFolder();
const { json, jsonFrom } = commandLine({ home });
let host: Served;
let hostile: Server;
let careless: Careless;
let browser: Browser;
let context: BrowserContext;
let app: Page;

beforeAll(async () => {
  await json("init");
  await jsonFrom("Text.", "write", "--title", MARKER, "-");
  host = await startServe({ home });
  hostile = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>x</title><body>");
  });
  await listen(hostile);
  careless = await startCareless();
  const { args = [], ...launch } = await chromiumLaunchOptions();
  const names = "--host-resolver-rules=MAP *.example 127.0.0.1";
  browser = await chromium.launch({ ...launch, args: [...args, names] });
  context = await browser.newContext();
  app = await context.newPage();
  await app.goto(host.url);
  await app.getByText(/./u).first().waitFor();
  await app.goto(`http://127.0.0.1:${careless.port}/`);
  await app.goto(`http://${host.authority}/entries`);
});

afterAll(async () => {
  await browser.close();
  hostile.close();
  careless.server.close();
  await host.stop();
});

async function listen(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it has no port");
  return address.port;
}

/** A server with everything that the host refuses: it tells whom it served, and what came with a cookie. */
interface Careless {
  server: Server;
  port: number;
  posted: Set<string>;
  withCookie: Set<string>;
}

async function startCareless(): Promise<Careless> {
  const posted = new Set<string>();
  const withCookie = new Set<string>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const way = searchParams.get("by") ?? "";
    const { headers, method } = request;
    request.resume();
    if (method === "POST") posted.add(way);
    if (headers.cookie?.includes("careless=") === true) withCookie.add(way);
    response.setHeader("access-control-allow-origin", headers.origin ?? "*");
    response.setHeader("access-control-allow-credentials", "true");
    response.setHeader("access-control-allow-headers", "content-type,x-stepback");
    response.setHeader("set-cookie", [
      "careless=1; HttpOnly; SameSite=Strict; Path=/",
      "readable=1; SameSite=Strict; Path=/",
    ]);
    const types: Record<string, string> = {
      image: "image/svg+xml",
      script: "text/javascript",
      style: "text/css",
    };
    const bodies: Record<string, string> = {
      image: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
      script: `window.taken = "${MARKER}";`,
      style: "",
    };
    const isStream = pathname.endsWith("/changes");
    response.setHeader(
      "content-type",
      isStream ? "text/event-stream" : (types[way] ?? "text/html"),
    );
    if (isStream) response.write("data: x\n\n");
    else response.end(bodies[way] ?? `<p>${MARKER}</p>`);
  });
  await listen(server);
  return { server, port: portOf(server), posted, withCookie };
}

/** Everything that a hostile page at `origin` could get out of `target`. */
async function lootOf(origin: string, target: string, popup: string): Promise<Loot> {
  const page = await context.newPage();
  await page.goto(origin);
  const loot = await page.evaluate(attack, { target, popup, call: CALL });
  // What a frame shows could be clicked through, though the page around it cannot read it.
  loot["frame"] = (await page.frame("framed")?.content()) ?? "";
  for (const opened of context.pages()) if (opened !== app) await opened.close();
  return loot;
}

test("hostile pages read nothing and change nothing", async () => {
  const before = [await json("list"), await json("weekly")];
  expect(before).toMatchObject([{ total: 1 }, { state: { entryId: null } }]);
  const own = `http://${host.authority}`;
  expect(await context.cookies(own)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        name: `stepback_${host.port}`,
        httpOnly: true,
        sameSite: "Strict",
      }),
    ]),
  );

  for (const site of ["127.0.0.1", "hostile.example"]) {
    const origin = `http://${site}:${portOf(hostile)}`;
    const loot = await lootOf(origin, own, own);
    expect(JSON.stringify(loot)).not.toContain(MARKER);
    expect(JSON.stringify(loot)).not.toMatch(/stepback_|id=\\"root/u);
    const { cookie, frame, ...ways } = loot;
    expect(Object.values(ways).filter((it) => it !== "")).toEqual([]);
    // Cookies know no ports: the page sees the careless server's, and only the one that is not HttpOnly.
    expect(cookie).toBe(site === "127.0.0.1" ? "readable=1" : "");
    // Chromium's own page in place of what may not be framed.
    expect(frame).not.toMatch(/id="root"|for Stepback's own/u);
  }
  expect([await json("list"), await json("weekly")]).toEqual(before);
});

test("control: the same pages rob a server that checks nothing", async () => {
  for (const site of ["127.0.0.1", "hostile.example"]) {
    careless.posted.clear();
    careless.withCookie.clear();
    const origin = `http://${site}:${portOf(hostile)}`;
    const loot = await lootOf(origin, `http://127.0.0.1:${careless.port}`, origin);
    for (const way of ["cors", "simple", "bare", "get", "page", "script", "frame"]) {
      expect(loot[way], way).toContain(MARKER);
    }
    expect(loot).toMatchObject({ image: "1 wide", style: "styled", events: "open" });
    expect(loot["popup"]).toContain("<title>x</title>");
    const forms = FORMS.map((enctype) => `form ${enctype}`);
    expect([...careless.posted].sort()).toEqual([...POSTS, ...forms].sort());
    // A strict cookie goes along from every port of the same address: it alone protects nothing there.
    expect(careless.withCookie.has("cors")).toBe(site === "127.0.0.1");
  }
});

test("a name that is turned to this machine reaches nothing", async () => {
  // Without the page's policy, so that it is the host that has to refuse.
  const unguarded = await browser.newContext({ bypassCSP: true });
  const page = await unguarded.newPage();
  const read = (path: string): Promise<string> =>
    page.evaluate(
      async ({ url, body }) => {
        const headers = { "content-type": "application/json", "x-stepback": "1" };
        const answer = await fetch(url, { method: "POST", headers, body });
        return `${answer.status} ${await answer.text()}`;
      },
      { url: path, body: callBody({ limit: 500 }) },
    );
  const before = await json("list");
  const refused = await page.goto(`http://rebound.example:${host.port}/`);
  expect(refused?.status()).toBe(403);
  expect(await page.content()).not.toContain('id="root"');
  expect(await read("/rpc/entries/list")).toMatch(/^403 /u);
  expect(await read("/session")).toMatch(/^403 /u);
  expect(await json("list")).toEqual(before);

  await page.goto(`http://rebound.example:${careless.port}/`);
  expect(await read("/rpc/entries/list")).toContain(MARKER);
  await unguarded.close();
});

test("control: the app's own page may do what they tried", async () => {
  const answer = await app.evaluate(async (body) => {
    const headers = { "content-type": "application/json", "x-stepback": "1" };
    const request = { method: "POST", headers, body };
    const listed = await fetch("/rpc/entries/list", { ...request, body: '{"json":{"limit":9}}' });
    const opened = await fetch("/rpc/weekly/open?by=own", request);
    return { listed: await listed.text(), status: opened.status };
  }, CALL);
  expect(answer.listed).toContain(MARKER);
  expect(answer.status).toBe(200);
  expect(await json("list")).toMatchObject({ total: 2 });
  expect(await json("weekly")).not.toMatchObject({ state: { entryId: null } });
});
