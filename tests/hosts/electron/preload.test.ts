/** The built preload script, in a context that offers only what a sandboxed one has. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, expect, test } from "vitest";
import { PAGE_ORIGIN, runInSandbox, type Sandbox } from "./sandbox.ts";
import { built } from "./start-desktop.ts";

const script = readFileSync(join(built, "preload", "index.cjs"), "utf8");
let sandbox: Sandbox;
/** What the page heard from its own window: word and ports. */
let heard: { word: unknown; ports: readonly unknown[] }[];

beforeEach(() => {
  sandbox = runInSandbox(script);
  heard = [];
  const { window } = sandbox;
  window.addEventListener("message", ({ source, data, ports }) => {
    if (source === window) heard.push({ word: data, ports });
  });
});

/** What the page says, as its own author was told to. */
function say(word: unknown): Promise<void> {
  sandbox.window.postMessage(word, "/");
  return nextTurn();
}

test("a page that is ready gets the port that main sends", async () => {
  expect(sandbox.sent).toEqual([]);
  await say("stepback-ready");
  expect(sandbox.sent).toEqual([["stepback-ready"]]);

  const { port1, port2 } = new MessageChannel();
  sandbox.tell("stepback-port", [port2]);
  await nextTurn();
  expect(heard.at(-1)).toEqual({ word: "stepback-port", ports: [port2] });
  expect(heard.at(-1)?.ports[0]).toBe(port2);
  // What the page hears is not said to main again.
  expect(sandbox.sent).toHaveLength(1);
  port1.close();
});

test("a page that is loaded anew may ask again", async () => {
  await say("stepback-ready");
  await say("stepback-ready");
  expect(sandbox.sent).toEqual([["stepback-ready"], ["stepback-ready"]]);
});

test("closing is told to the page, and its answer to main", async () => {
  sandbox.tell("stepback-closing");
  await nextTurn();
  expect(heard).toEqual([{ word: "stepback-closing", ports: [] }]);
  await say("stepback-flushed");
  expect(sandbox.sent).toEqual([["stepback-flushed"]]);
});

test.each([
  "stepback-port",
  "stepback-closing",
  "ready",
  "",
  null,
  7,
  ["stepback-ready"],
  { toString: () => "stepback-ready" },
])("%j goes no further", async (word) => {
  await say(word);
  expect(sandbox.sent).toEqual([]);
});

test("what another window or a frame says is not the page's word", async () => {
  const message = { data: "stepback-ready", ports: [] };
  const frame = {};
  sandbox.window.receive({ ...message, source: frame, origin: PAGE_ORIGIN });
  sandbox.window.receive({ ...message, source: null, origin: "https://example.org" });
  await nextTurn();
  expect(sandbox.sent).toEqual([]);
});

test("the page is given nothing but messages", async () => {
  await say("stepback-ready");
  expect(sandbox.exposed).toEqual([]);
});

test.each(["fs", "node:fs", "child_process", "./other.cjs"])(
  "control: a script that requires %s does not run",
  (name) => {
    expect(() => runInSandbox(`require(${JSON.stringify(name)});`)).toThrow("module not found");
  },
);

test.each(["process.env", "Buffer.from('')", "document.body", "globalThis.fetch('/')"])(
  "control: a script that uses %s does not run",
  (code) => expect(() => runInSandbox(code)).toThrow(/is not (?:defined|a function)/),
);
