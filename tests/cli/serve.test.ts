/** `serve` and `open`, and who may work on a journal at the same time. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { commandLine, endOf, sentenceOf, startStepback } from "../helpers/command-line.ts";
import {
  answerOf,
  callBody,
  openSession,
  pageHeaders,
  send,
  type Served,
  served,
  startServe,
} from "../helpers/loopback.ts";
import { filesIn, temporaryFolder } from "../helpers/temporary-folder.ts";
import { holdReplacement } from "../helpers/vault-files.ts";

const home = temporaryFolder();
const journal = join(home, "journal");
const { json, jsonFrom, run, fails } = commandLine({ home });
const running: Served[] = [];

beforeAll(() => json("init"));

afterEach(() => Promise.all(running.splice(0).map((host) => host.stop("SIGKILL"))));

async function serve(...args: string[]): Promise<Served> {
  const host = await startServe({ home }, ...args);
  running.push(host);
  return host;
}

test("its first line is the address, and it ends well by each signal", async () => {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    const host = await startServe({ home });
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/u);
    const ended = await host.stop(signal);
    expect(ended).toEqual({
      code: 0,
      signal: null,
      out: `Stepback is running at ${host.url}\n`,
      err: "",
    });
    // Nothing of its own is left open: the database is one file again.
    const own = filesIn(journal).filter((name) => !name.startsWith("backups/"));
    expect(own).toEqual(["journal-0001.db", "lock.db", "loopback.json", "vault.json"]);
  }
});

test("open is the default command, and serves where there is no desktop runtime", async (context) => {
  const electron = join(import.meta.dirname, "../../node_modules/electron/path.txt");
  if (existsSync(electron)) return context.skip("the desktop runtime is installed here");
  for (const args of [[], ["open"], ["--journal", journal], ["--json"]]) {
    const host = await served(startStepback(args, { home }));
    running.push(host);
    expect((await host.stop()).code).toBe(0);
  }
});

test("without a journal it serves the first run, and makes nothing until it is asked to", async () => {
  const folder = join(home, "first");
  const host = await startServe({ home, journal: folder });
  running.push(host);
  const headers = pageHeaders(host, await openSession(host));
  const call = (path: string, input?: unknown) =>
    send({ port: host.port, path: `/rpc/${path}`, method: "POST", headers, body: callBody(input) });
  expect(answerOf(await call("journal/state"))).toMatchObject({ state: "none" });
  expect(existsSync(folder)).toBe(false);
  await call("journal/make", { reflectionDay: 5, reflectionTime: "15:30" });
  expect(answerOf(await call("journal/state"))).toMatchObject({ state: "open" });
  expect(await commandLine({ home, journal: folder }).json("list")).toEqual({
    total: 0,
    entries: [],
  });
});

describe("the port", () => {
  test("is the one that was asked for, or the journal's last one, or any", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    const address = taken.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    try {
      expect(await fails(1, "serve", "--no-open", "--port", String(port))).toBe(
        `The port ${port} cannot be used. Choose another, or leave out --port.`,
      );
      // The port is the journal's last one now, and taken: then it is another.
      const kept = JSON.parse(readFileSync(join(journal, "loopback.json"), "utf8")) as {
        port: number;
      };
      expect(kept.port).not.toBe(port);
    } finally {
      await new Promise((resolve) => taken.close(resolve));
    }
    const host = await serve("--port", String(port));
    expect(host.port).toBe(port);
    await host.stop();
    const again = await serve();
    expect(again.port).toBe(port);
    await again.stop();

    // Another journal had that port too; it is taken when that one is served again.
    const other = { home, journal: join(home, "other") };
    await commandLine(other).json("init");
    await (await startServe(other, "--port", String(port))).stop();
    await serve();
    const elsewhere = await startServe(other);
    running.push(elsewhere);
    expect(elsewhere.port).not.toBe(port);
  });
});

describe("two at once", () => {
  test("a second window is refused (6) and told in one sentence; the first goes on", async () => {
    const host = await serve();
    for (const args of [
      ["serve", "--no-open"],
      ["serve", "--no-open", "--port", "0"],
    ]) {
      expect(await fails(6, ...args)).toBe(
        `The journal at ${journal} is open in another window, or is being replaced. Close that first.`,
      );
    }
    expect(
      (await send({ port: host.port, path: "/", headers: { host: host.authority } })).status,
    ).toBe(200);
    await host.stop("SIGKILL");
    // A window that was killed leaves no lock.
    await serve();
  });

  test("open shows a journal that another window has, and who has it", async (context) => {
    const electron = join(import.meta.dirname, "../../node_modules/electron/path.txt");
    if (existsSync(electron)) return context.skip("the desktop runtime is installed here");
    await serve();
    const second = await served(startStepback(["open"], { home }));
    running.push(second);
    const headers = pageHeaders(second, await openSession(second));
    const call = { port: second.port, path: "/rpc/journal/state", method: "POST", headers };
    expect(answerOf(await send({ ...call, body: callBody() }))).toEqual({
      state: "elsewhere",
      window: { kind: "browser", since: expect.stringMatching(/^2026-11-20T14:3/u) },
    });
  });

  test("ten windows at once are one", async () => {
    const started = Array.from({ length: 10 }, () =>
      startStepback(["serve", "--no-open"], { home }),
    );
    const winner = await Promise.any(started.map((child) => served(child)));
    running.push(winner);
    const others = started.filter((child) => child !== winner.child);
    const codes = await Promise.all(
      others.map(
        async (child) =>
          child.exitCode ?? (await new Promise((resolve) => child.once("exit", resolve))),
      ),
    );
    expect(codes).toEqual(Array.from({ length: 9 }, () => 6));
  });

  test("commands work beside a window, which sees what they wrote", async () => {
    const host = await serve();
    const headers = pageHeaders(host, await openSession(host));
    const list = async () =>
      answerOf(
        await send({
          port: host.port,
          path: "/rpc/entries/list",
          method: "POST",
          headers,
          body: callBody({ limit: 500 }),
        }),
      ) as { total: number };
    const before = await list();
    const { id } = (await jsonFrom("Text.", "write", "--title", "Beside", "-")) as { id: string };
    expect((await list()).total).toBe(before.total + 1);
    await Promise.all([
      json("edit", id, "--title", "Changed"),
      jsonFrom("Text.", "answer", "trust-08", "-"),
      json("commit", "x"),
      json("weekly"),
      json("check"),
      json("export", "--to", join(home, "beside")),
    ]);
    expect(await list()).toMatchObject({ total: before.total + 2 });
    expect(await json("show", id)).toMatchObject({ title: "Changed" });
    expect(await fails(1, "init")).toContain("already");
  });

  test("while the database is replaced, a command waits, and after 5 seconds says it is busy (6)", async () => {
    const held = holdReplacement(journal);
    try {
      const began = performance.now();
      const waiting = [run("list"), run("list", "--json"), run("serve", "--no-open")];
      for (const ended of await Promise.all(waiting)) {
        expect(sentenceOf(ended, 6)).toMatch(/is being replaced\. Close that first\.$/u);
      }
      expect(performance.now() - began).toBeGreaterThan(4900);
    } finally {
      held.release();
    }
    const again = holdReplacement(journal);
    const patient = endOf(startStepback(["list", "--json"], { home }));
    setTimeout(() => again.release(), 1000);
    expect(await patient).toMatchObject({ code: 0, err: "" });
  });
});
