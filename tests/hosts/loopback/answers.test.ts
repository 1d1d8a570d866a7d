/** What the host gives out: its one-use token and cookie, its files, its headers, its address. */
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLine } from "../../helpers/command-line.ts";
import {
  type Answer,
  answerOf,
  callBody,
  type Forged,
  openSession,
  pageHeaders,
  send,
  type Served,
  startServe,
} from "../../helpers/loopback.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const home = temporaryFolder();
const root = join(import.meta.dirname, "../../..");
const running: Served[] = [];
let host: Served;
let cookie: string;

async function start(folder = home): Promise<Served> {
  const started = await startServe({ home: folder });
  running.push(started);
  return started;
}

beforeAll(async () => {
  await commandLine({ home }).json("init");
  host = await start();
  cookie = await openSession(host);
});

afterAll(() => Promise.all(running.map((served) => served.stop("SIGKILL"))));

function call(path: string, input?: unknown, at = host, as = cookie): Forged {
  const body = callBody(input);
  return {
    port: at.port,
    path: `/rpc/${path}`,
    method: "POST",
    headers: pageHeaders(at, as),
    body,
  };
}

function get(path: string): Forged {
  return { port: host.port, path, headers: { host: host.authority } };
}

function exchange(at: Served, token: unknown, headers: Forged["headers"] = {}): Promise<Answer> {
  const { cookie: _, ...own } = pageHeaders(at, "");
  const body = JSON.stringify({ token });
  return send({
    port: at.port,
    path: "/session",
    method: "POST",
    headers: { ...own, ...headers },
    body,
  });
}

test("the token opens one session, from our own page only", async () => {
  const folder = temporaryFolderOf("token");
  await commandLine({ home: folder }).json("init");
  const fresh = await start(folder);
  const { token } = fresh;
  expect(token).toMatch(/^[\w-]{43}$/u);
  for (const wrong of [
    "",
    `${token}x`,
    token.slice(0, -1),
    token.slice(0, 8),
    token.toUpperCase(),
    host.token,
    [token],
    { length: token.length },
    null,
    undefined,
    1,
  ]) {
    const answer = await exchange(fresh, wrong);
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty("set-cookie");
  }
  for (const headers of [
    { origin: "http://attacker.example" },
    { origin: undefined },
    { host: `localhost:${fresh.port}` },
    { "x-stepback": undefined },
    { "content-type": "text/plain" },
    { "sec-fetch-site": "same-site" },
  ]) {
    const answer = await exchange(fresh, token, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty("set-cookie");
  }
  // None of that used it up; the first right one does.
  const right = await exchange(fresh, token);
  expect(right.status).toBe(204);
  expect(right.headers["set-cookie"]).toEqual([
    expect.stringMatching(
      new RegExp(`^stepback_${fresh.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`, "u"),
    ),
  ]);
  expect((await exchange(fresh, token)).status).toBe(403);
});

function temporaryFolderOf(name: string): string {
  const folder = join(home, name);
  mkdirSync(folder);
  return folder;
}

test("the session is kept for its owner only, and an open page finds its host again", async () => {
  const folder = temporaryFolderOf("session");
  await commandLine({ home: folder }).json("init");
  const first = await start(folder);
  const kept = await openSession(first);
  const file = join(folder, "journal", "loopback.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    port: first.port,
    secret: kept.split("=")[1],
  });
  if (process.platform !== "win32") {
    const common = join(folder, "common");
    writeFileSync(common, "");
    // The user's own mask would have let others read it.
    expect(statSync(common).mode & 0o077).not.toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "journal")).mode & 0o777).toBe(0o700);
  }

  await first.stop("SIGKILL");
  const second = await start(folder);
  expect(second.port).toBe(first.port);
  expect(second.token).not.toBe(first.token);
  expect(answerOf(await send(call("journal/state", undefined, second, kept)))).toMatchObject({
    state: "open",
  });
  expect((await exchange(second, first.token)).status).toBe(403);
  expect((await exchange(second, second.token)).status).toBe(204);
});

test("only what the page is made of is given out", async () => {
  const [script = ""] = readdirSync(join(root, "out/renderer/assets")).filter((it) =>
    it.endsWith(".js"),
  );
  // The files that the climbing names lead to are there, and of a kind that is served.
  for (const outside of ["out/main/cli.js", "package.json", "tsconfig.json"]) {
    expect(statSync(join(root, outside)).isFile()).toBe(true);
  }
  const climbing = ["../main/cli.js", "../../package.json", "assets/../../main/cli.js"].flatMap(
    (path) =>
      ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "%c0%ae%c0%ae", "..;"].flatMap((up) =>
        ["/", "%2f", "%5c", "\\", "%252f", "//"].map(
          (slash) => `/${path.replaceAll("..", up).replaceAll("/", slash)}`,
        ),
      ),
  );
  const others = [
    "/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
    `/${root}/package.json`,
    `/file://${root}/package.json`,
    "/C:/x.json",
    "/.git/config.json",
    "/assets/.hidden.js",
    "/index.html%00.js",
    `/assets/${script}.map`,
    "/%",
    "/%ff.js",
  ];
  for (const path of [...climbing, ...others]) {
    const answer = await send(get(path));
    expect([400, 404], path).toContain(answer.status);
    expect(answer.text, path).not.toMatch(/root:|import |"name"|"version"|<div/u);
  }
  // The same folder's own files, asked for the plain way.
  const index = readFileSync(join(root, "out/renderer/index.html"), "utf8");
  const own = ["/", "/index.html", "/entries/x", "/index.html?x=/../y"];
  // A path without an ending is a place in the app, wherever it seems to climb to.
  for (const path of [...own, "/../../../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd"]) {
    expect(await send(get(path)), path).toMatchObject({ status: 200, text: index });
  }
  expect(await send(get(`/assets/${script}`))).toMatchObject({
    status: 200,
    headers: { "content-type": "text/javascript; charset=utf-8" },
  });
});

test("a call may be as long as a text may be, and not much longer", async () => {
  const padded = (bytes: number): string => callBody({ pad: "x".repeat(bytes) });
  for (const chunked of [false, true]) {
    const long = { ...call("journal/state"), chunked, body: padded(16 * 1024 * 1024) };
    expect((await send(long)).status).toBe(200);
    expect((await send({ ...long, body: padded(32 * 1024 * 1024) })).status).toBe(413);
  }
  expect((await send(call("journal/state"))).status).toBe(200);
});

describe("headers", () => {
  test("go with every answer", async () => {
    const asset = readdirSync(join(root, "out/renderer/assets"))[0];
    const answers: [status: number, request: Forged][] = [
      [200, get("/")],
      [200, get(`/assets/${asset}`)],
      [404, get("/missing.js")],
      [403, { ...get("/"), method: "POST" }],
      [403, { ...get("/"), headers: { host: "attacker.example" } }],
      [403, { ...call("journal/state"), headers: { host: host.authority } }],
      [200, call("journal/state")],
      [200, call("journal/changes")],
      [400, call("entries/list", { limit: "x" })],
      [404, call("nothing/here")],
      [413, { ...call("journal/state"), body: "x".repeat(33 * 1024 * 1024) }],
      [
        422,
        call("weekly/stayAt", { week: "2026-W01", step: "write", place: 0, caret: 0, scroll: 0 }),
      ],
    ];
    for (const [status, request] of answers) {
      const answer = await send(request);
      expect(answer.status, request.path).toBe(status);
      hasItsHeaders(answer);
    }
    hasItsHeaders(await exchange(host, "wrong"));
    const again = await start(temporaryFolderOf("first-run"));
    hasItsHeaders(await exchange(again, again.token));
  });

  test("say nothing of what runs here", async () => {
    const { headers } = await send(get("/"));
    expect(headers).not.toHaveProperty("server");
    expect(headers).not.toHaveProperty("x-powered-by");
  });
});

function hasItsHeaders({ headers }: Answer): void {
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  const policy = String(headers["content-security-policy"]).split("; ");
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "frame-ancestors 'none'"]));
  // Nothing from elsewhere, and no script or style in the page itself.
  expect(policy.join(" ")).not.toMatch(/https?:|\*|unsafe|blob:/u);
  expect(Object.keys(headers).filter((it) => it.startsWith("access-control"))).toEqual([]);
}

test("it listens on 127.0.0.1 and on nothing else", async () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address, scopeid }) => address !== "127.0.0.1" && (scopeid ?? 0) === 0)
    .map(({ address }) => address);
  // On Linux the whole of 127.0.0.0/8 is this machine.
  const addresses = process.platform === "linux" ? [...outside, "127.0.0.2"] : outside;
  expect(addresses).not.toEqual([]);

  // A server that listens everywhere does answer there.
  const everywhere = createServer((socket) =>
    socket.end("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
  );
  await new Promise<void>((resolve) => everywhere.listen(0, resolve));
  const place = everywhere.address();
  if (place === null || typeof place === "string") throw new Error("it has no port");
  for (const address of addresses) {
    expect((await send({ ...get("/"), address, port: place.port })).status).toBe(204);
    await expect(send({ ...get("/"), address })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  }
  everywhere.close();
  expect((await send(get("/"))).status).toBe(200);
});
