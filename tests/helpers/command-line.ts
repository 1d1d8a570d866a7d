import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { expect } from "vitest";

/** Friday of week 47, at an hour that leaves the day where it is in every zone of Europe. */
export const NOW = "2026-11-20T15:30:00+01:00";

/** The built command line, as `npm run stepback` runs it. */
export const COMMAND_LINE = join(import.meta.dirname, "../../out/main/cli.js");

/** Where and when a command runs. Nothing of this machine's own journal is ever in reach. */
export interface Surroundings {
  /** The user's home: a folder of the test. */
  home: string;
  /** `STEPBACK_JOURNAL`; `home`/journal when left out, not set at all when null. */
  journal?: string | null;
  /** `STEPBACK_NOW`; not set at all when null. */
  now?: string | null;
  /** More of the environment. */
  env?: Record<string, string>;
  /** What stands on standard input, in one piece or several with a pause between. */
  input?: string | Uint8Array | readonly string[];
  /** The folder it is started in. */
  folder?: string;
  /** A program and its arguments to start it through, such as one that drops privileges. */
  through?: readonly string[];
}

/** How a command ended, and what it said. */
export interface Run {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** Starts the command line; the caller ends it. */
export function startStepback(args: readonly string[], surroundings: Surroundings): ChildProcess {
  const [program, ...before] = [...(surroundings.through ?? []), process.execPath, COMMAND_LINE];
  if (program === undefined) throw new Error("there is no program to start");
  return spawn(program, [...before, ...args], {
    cwd: surroundings.folder ?? surroundings.home,
    env: environmentOf(surroundings),
    stdio: ["pipe", "pipe", "pipe"],
  });
}

/** Runs the command line to its end. */
export async function runStepback(
  args: readonly string[],
  surroundings: Surroundings,
): Promise<Run> {
  const child = startStepback(args, surroundings);
  const ended = endOf(child);
  // A command may end without having read what it was given.
  child.stdin?.on("error", () => {});
  const { input = "" } = surroundings;
  for (const piece of typeof input === "string" || input instanceof Uint8Array ? [input] : input) {
    child.stdin?.write(piece);
    if (piece !== input) await new Promise((resume) => setTimeout(resume, 150));
  }
  child.stdin?.end();
  return ended;
}

/** Waits for the end of a command. */
export function endOf(child: ChildProcess): Promise<Run> {
  const said = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said.out += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (said.err += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code, signal, ...said }));
  });
}

/** The one JSON value that a command printed: it ended well, and said nothing else anywhere. */
export function jsonOf(run: Run): unknown {
  expect(run).toMatchObject({ code: 0, err: "" });
  expect(run.out).toMatch(/^[^\n]+\n$/u);
  return JSON.parse(run.out);
}

/** The one plain sentence of a command that ended with `code`: a line, and no bug's words. */
export function sentenceOf(run: Run, code: number): string {
  expect(run.err).toMatch(/^[^\n]+\.\n$/u);
  expect(run.err).not.toMatch(/Error|inside Stepback|undefined|\[object|node:|\bat [\w.]+ \(/u);
  expect(run).toMatchObject({ code, out: "", signal: null });
  return run.err.trimEnd();
}

/** Works on all items, a few at a time: most of a command's time is the start of its process. */
export async function each<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all([worker(), worker(), worker()]);
}

/** A command line on one journal, for tests that differ in their arguments only. */
export function commandLine(surroundings: Surroundings) {
  const run = (...args: string[]): Promise<Run> => runStepback(args, surroundings);
  return {
    run,
    /** Runs with `--json`; gives the value that was printed. */
    json: async (...args: string[]): Promise<unknown> => jsonOf(await run(...args, "--json")),
    /** Runs with `input` on standard input and `--json`; gives the value that was printed. */
    jsonFrom: async (input: Surroundings["input"], ...args: string[]): Promise<unknown> =>
      jsonOf(
        await runStepback([...args, "--json"], {
          ...surroundings,
          ...(input === undefined ? {} : { input }),
        }),
      ),
    /** Runs into a failure; gives its sentence. */
    fails: async (code: number, ...args: string[]): Promise<string> =>
      sentenceOf(await run(...args), code),
  };
}

function environmentOf(surroundings: Surroundings): NodeJS.ProcessEnv {
  const { home, journal = join(home, "journal"), now = NOW, env = {} } = surroundings;
  const own = { ...process.env };
  for (const name of Object.keys(own)) {
    if (/^(STEPBACK_|XDG_|NODE_|VITEST|npm_)/u.test(name)) delete own[name];
  }
  // Without a display no browser is ever opened, also where the test machine has one.
  for (const name of ["DISPLAY", "WAYLAND_DISPLAY", "TZ"]) delete own[name];
  return {
    ...own,
    HOME: home,
    USERPROFILE: home,
    APPDATA: join(home, "AppData", "Roaming"),
    ...(journal === null ? {} : { STEPBACK_JOURNAL: journal }),
    ...(now === null ? {} : { STEPBACK_NOW: now }),
    ...env,
  };
}
