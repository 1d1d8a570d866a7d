/**
 * Requests forged in one thing each, against a real host with a real journal. Before every one of
 * them the request without the forgery is answered: nothing is refused for another reason.
 */
import { connect } from "node:net";
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

const MARKER = "something-only-the-journal-knows";

const home = temporaryFolder();
let host: Served;
let cookie: string;
let other: Served;
let otherCookie: string;

beforeAll(async () => {
  const neighbour = { home, journal: join(home, "another") };
  await Promise.all([commandLine({ home }).json("init"), commandLine(neighbour).json("init")]);
  await commandLine({ home }).jsonFrom("Text.", "write", "--title", MARKER, "-");
  [host, other] = await Promise.all([startServe({ home }), startServe(neighbour)]);
  [cookie, otherCookie] = await Promise.all([openSession(host), openSession(other)]);
});

afterAll(async () => {
  const [ended] = await Promise.all([host.stop(), other.stop()]);
  // It outlived them all. What only the page itself could send wrong is said as a bug, without content.
  expect(ended.code).toBe(0);
  expect(ended.err).not.toContain(MARKER);
  expect(ended.err).not.toContain(cookie.split("=")[1]);
  expect(ended.err).not.toMatch(/\n\s+at /u);
});

/** The page's own call; it reads the marker. */
function call(): Forged & { headers: Record<string, string | undefined> } {
  const body = callBody({ limit: 500 });
  const headers = pageHeaders(host, cookie);
  return { port: host.port, path: "/rpc/entries/list", method: "POST", headers, body };
}

function page(): Forged & { headers: Record<string, string | undefined> } {
  return {
    port: host.port,
    path: "/",
    headers: { host: host.authority, "sec-fetch-site": "none" },
  };
}

async function works(request: Forged): Promise<void> {
  const answer = await send(request);
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(request.method === "POST" ? MARKER : '<div id="root"');
}

function isRefused(answer: Answer, status = 403): void {
  expect(answer.status).toBe(status);
  expect(answer.text).not.toMatch(new RegExp(`${MARKER}|<div|token|"json"`, "u"));
  expect(answer.headers).not.toHaveProperty("set-cookie");
  expect(Object.keys(answer.headers).filter((it) => it.startsWith("access-control"))).toEqual([]);
}

async function refuses(base: () => Forged, forgery: Partial<Forged>, status = 403): Promise<void> {
  await works(base());
  const headers = { ...base().headers, ...forgery.headers };
  isRefused(await send({ ...base(), ...forgery, headers }), status);
}

describe("a host that is not exactly this one", () => {
  const hosts: [name: string, value: () => string, status?: number][] = [
    ["another site", () => "attacker.example"],
    ["another site at the port", () => `attacker.example:${host.port}`],
    ["localhost", () => `localhost:${host.port}`],
    ["no port", () => "127.0.0.1"],
    ["a name that begins with it", () => `127.0.0.1:${host.port}.evil.example`, 400],
    ["a port that begins with it", () => `127.0.0.1:${host.port}0`, 400],
    ["the other host", () => other.authority],
    ["another address of this machine", () => `127.0.0.2:${host.port}`],
    ["the address as a number", () => `2130706433:${host.port}`],
    ["IPv6", () => `[::1]:${host.port}`],
    ["a user before it", () => `x@127.0.0.1:${host.port}`, 400],
  ];
  test.each(hosts)("%s", async (_, value, status) => {
    await refuses(call, { headers: { host: value() } }, status);
    await refuses(page, { headers: { host: value() } }, status);
  });

  test("none at all", async () => {
    await refuses(call, { headers: { host: undefined } }, 400);
    await refuses(page, { headers: { host: undefined } }, 400);
    // Version 1.0 may leave it out.
    const withHost = await sendRaw(`GET / HTTP/1.0\r\nHost: ${host.authority}\r\n\r\n`);
    expect(withHost).toMatch(/^HTTP\/1\.1 200 /u);
    expect(await sendRaw("GET / HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 40[03] /u);
  });
});

test("an origin that is not exactly this one, or none", async () => {
  const forged = [
    undefined,
    "",
    "null",
    "http://attacker.example",
    `http://attacker.example:${host.port}`,
    "http://127.0.0.1",
    `http://127.0.0.1:${host.port}.evil.example`,
    `http://127.0.0.1:${host.port}0`,
    `http://127.0.0.1:${String(host.port).slice(0, -1)}`,
    `http://127.0.0.1:${host.port}/`,
    `https://127.0.0.1:${host.port}`,
    `http://localhost:${host.port}`,
    `http://${other.authority}`,
    `http://${other.authority}, http://${host.authority}`,
  ];
  for (const origin of forged) await refuses(call, { headers: { origin } });
});

test("no cookie, or one that is not exactly this host's", async () => {
  const [name = "", secret = ""] = cookie.split(/[=](.*)/su);
  const [otherName = "", otherSecret = ""] = otherCookie.split(/[=](.*)/su);
  expect([name, otherName]).toEqual([`stepback_${host.port}`, `stepback_${other.port}`]);
  const forged = [
    undefined,
    "",
    "x=y",
    name,
    `${name}=`,
    `${name}=wrong`,
    `${name}=${secret.slice(0, -1)}`,
    `${name}=${secret.slice(0, 8)}`,
    `${name}=${secret}0`,
    `${name}=${secret.toUpperCase()}`,
    `${name}="${secret}"`,
    `${otherName}=${otherSecret}`,
    `${name}=${otherSecret}`,
    `${otherName}=${secret}`,
    `x${name}=${secret}`,
  ];
  for (const wrong of forged) await refuses(call, { headers: { cookie: wrong } });
  // A browser sends both, because cookies know no ports.
  await works({ ...call(), headers: { ...call().headers, cookie: `${otherCookie}; ${cookie}` } });
  // And the neighbour's is good at its own door.
  const headers = pageHeaders(other, otherCookie);
  expect((await send({ ...call(), port: other.port, headers })).status).toBe(200);
});

test("what a form can send, or a page of another site", async () => {
  for (const type of [
    undefined,
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "text/plain; application/json",
    "application/jsonp",
    "application/json, text/plain",
  ]) {
    await refuses(call, { headers: { "content-type": type } });
  }
  for (const own of [undefined, "", "0", "11"]) {
    await refuses(call, { headers: { "x-stepback": own } });
  }
  for (const site of ["cross-site", "same-site", "none", "same-origin, cross-site", ""]) {
    await refuses(call, { headers: { "sec-fetch-site": site } });
  }
  // A browser from before that header does not send it.
  await works({ ...call(), headers: { ...call().headers, "sec-fetch-site": undefined } });
});

test("a page or asset that another page embeds or links to", async () => {
  for (const site of ["cross-site", "same-site", "none, same-origin"]) {
    await refuses(page, { headers: { "sec-fetch-site": site } });
  }
  for (const dest of ["iframe", "frame", "embed", "object", "fencedframe"]) {
    await refuses(page, { headers: { "sec-fetch-dest": dest } });
  }
  for (const site of ["none", "same-origin", undefined]) {
    await works({ ...page(), headers: { ...page().headers, "sec-fetch-site": site } });
  }
});

test("another method, and the question whether another site may call", async () => {
  for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"]) {
    await refuses(call, { method, ...(method === "HEAD" ? { body: undefined } : {}) });
  }
  await refuses(call, {
    method: "OPTIONS",
    body: undefined,
    headers: {
      origin: "http://attacker.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-stepback",
    },
  });
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) await refuses(page, { method });
});

test("other spellings of a call's path, without the cookie", async () => {
  const { headers, ...rest } = call();
  for (const path of [
    "/%72pc/entries/list",
    "//rpc/entries/list",
    "/./rpc/entries/list",
    "/x/../rpc/entries/list",
    "/RPC/entries/list",
    "/rpc%2fentries/list",
    "/rpc/entries/list?x",
    "/rpc/entries/list/",
    `http://${host.authority}/rpc/entries/list`,
  ]) {
    await works(call());
    const answer = await send({ ...rest, path, headers: { ...headers, cookie: undefined } });
    expect([403, 404], path).toContain(answer.status);
    expect(answer.text, path).not.toContain(MARKER);
  }
});

/** Names of the prototype are no procedures and change nothing: what is asked afterwards is the same. */
describe("names of the prototype", () => {
  const before = async (): Promise<unknown> => answerOf(await send(call()));

  test("as a procedure", async () => {
    const list = await before();
    expect(list).toMatchObject({ total: 1 });
    for (const name of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
      for (const path of [name, `journal/${name}`, `${name}/state`, `journal/state/${name}`]) {
        isRefused(await send({ ...call(), path: `/rpc/${path}` }), 404);
      }
    }
    expect(await before()).toEqual(list);
  });

  test("in what a call is given", async () => {
    const list = await before();
    // What the forged calls try to bring about for everybody shows itself when it is asked for.
    const starred = callBody({ limit: 500, filter: { starred: true } });
    expect(answerOf(await send({ ...call(), body: starred }))).toMatchObject({ total: 0 });
    const filter = '{"starred":true,"limit":0}';
    for (const body of [
      `{"json":{"limit":500,"__proto__":{"filter":${filter}}}}`,
      `{"json":{"limit":500,"filter":{"__proto__":${filter}}}}`,
      `{"json":{"limit":500,"constructor":{"prototype":${filter}}}}`,
      `{"__proto__":${filter},"json":{"limit":500}}`,
      `{"json":{"limit":500},"meta":[[3,"__proto__","starred"]]}`,
      `{"json":{"limit":500},"meta":[[0,"constructor","prototype","starred"]]}`,
      `{"json":{"limit":500},"meta":[["__proto__","limit"]]}`,
      `{"json":{"limit":500},"meta":{"__proto__":[]}}`,
      `{"json":${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
      "{",
      "null",
      "",
    ]) {
      const answer = await send({ ...call(), body });
      expect([200, 400], body.slice(0, 80)).toContain(answer.status);
      if (answer.status === 200) expect(answerOf(answer)).toEqual(list);
      expect(await before()).toEqual(list);
    }
  });
});

/** What is sent and answered as it is, for what no client library would send. */
function sendRaw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, "127.0.0.1", () => socket.end(request));
    let answer = "";
    socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
    socket.once("error", reject).once("close", () => resolve(answer));
  });
}
