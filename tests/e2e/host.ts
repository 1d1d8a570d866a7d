import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, _electron, test as base, type Page } from "@playwright/test";

/** Friday of week 47, an hour that leaves the day where it is in every zone of Europe. */
export const NOW = "2026-11-20T15:30:00+01:00";

const root = fileURLToPath(new URL("../../", import.meta.url));
const commandLine = join(root, "out/main/cli.js");

/** The program under test with a journal of its own, the same for every host. */
export interface Host {
  /** The vault's folder. */
  journal: string;
  /** The folder that exports go into. */
  documents: string;
  /** Whether an open page outlives its host and goes on with the next one. */
  pageSurvives: boolean;
  /** The app's window. A second call gives the window of a host that was started again. */
  window(options?: { colorScheme?: "light" | "dark"; width?: number }): Promise<Page>;
  /** Ends the host as a power cut would: SIGKILL. */
  kill(): Promise<void>;
  /** Starts the host again on the same journal. @param now the instant its clock starts at. */
  startAgain(now?: string): Promise<void>;
  /** Runs the command line on the journal; gives what `--json` printed. */
  command(...args: string[]): Promise<unknown>;
  /** Runs it with secrets in its environment, which is where they are given. */
  commandWith(secrets: Record<string, string>, ...args: string[]): Promise<unknown>;
  /**
   * Starts the program once more for the same journal, as somebody does who has forgotten the first.
   * It ends with the host, by SIGKILL. @returns its window, in a browser.
   */
  startAnother(): Promise<Page>;
  /** Writes a Markdown file for a command to read; gives its path. */
  file(text: string): Promise<string>;
}

/** Tests get their host from here: in a browser by default, on Electron where that is asked for. */
export const test = base.extend<{ host: Host; now: string }>({
  now: [NOW, { option: true }],
  host: async ({ browser, now }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "stepback-e2e-"));
    const documents = join(folder, "Documents");
    mkdirSync(documents);
    const place = { folder, documents, journal: join(folder, "journal") };
    const host =
      process.env["STEPBACK_TEST_HOST"] === "electron"
        ? electronHost(place, now, browser)
        : loopbackHost(place, now, browser);
    try {
      await use(host);
    } finally {
      // The browser is the next test's too: a page that stays open would go on asking its host.
      await Promise.all(browser.contexts().map((context) => context.close()));
      await host.kill();
      await Promise.all(others.splice(0).map(end));
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

export { expect } from "@playwright/test";

/** The programs that were started besides the host. One test runs at a time in a process. */
const others: ChildProcess[] = [];

interface Place {
  folder: string;
  documents: string;
  journal: string;
}

function environment(place: Place, now: string): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    HOME: place.folder,
    USERPROFILE: place.folder,
    STEPBACK_JOURNAL: place.journal,
    STEPBACK_NOW: now,
  };
}

function runCommand(
  place: Place,
  now: string,
  args: string[],
  secrets: Record<string, string> = {},
): Promise<unknown> {
  const child = spawn(process.execPath, [commandLine, ...args, "--json"], {
    env: { ...environment(place, now), ...secrets },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve(JSON.parse(printed)));
  });
}

async function writeText(place: Place, text: string): Promise<string> {
  const file = join(place.folder, `${randomUUID()}.md`);
  await writeFile(file, text);
  return file;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
}

/** Starts the program for a browser. @returns its process, and the address that its page opens at. */
async function serve(place: Place, now: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [commandLine, "serve", "--no-open"], {
    env: environment(place, now),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      const address = /^Stepback is running at (\S+)$/m.exec(printed)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`the host ended with ${code}`)));
  });
  return { child, url };
}

async function startAnother(place: Place, now: string, browser: Browser): Promise<Page> {
  const { child, url } = await serve(place, now);
  others.push(child);
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  return page;
}

function loopbackHost(place: Place, firstNow: string, browser: Browser): Host {
  let child: ChildProcess | undefined;
  let url = "";
  let now = firstNow;
  const start = async (): Promise<void> => {
    ({ child, url } = await serve(place, now));
  };
  return {
    ...place,
    pageSurvives: true,
    async window({ colorScheme = "light", width = 1280 } = {}) {
      if (child === undefined) await start();
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: width === 720 ? 900 : 800 },
      });
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    kill: () => end(child),
    async startAgain(next = now) {
      await end(child);
      now = next;
      await start();
    },
    command: (...args) => runCommand(place, now, args),
    commandWith: (secrets, ...args) => runCommand(place, now, args, secrets),
    startAnother: () => startAnother(place, now, browser),
    file: (text) => writeText(place, text),
  };
}

function electronHost(place: Place, firstNow: string, browser: Browser): Host {
  let app: Awaited<ReturnType<typeof _electron.launch>> | undefined;
  let now = firstNow;
  const start = async (): Promise<void> => {
    app = await _electron.launch({
      args: [root, `--user-data-dir=${join(place.folder, "electron")}`],
      env: environment(place, now),
    });
  };
  return {
    ...place,
    pageSurvives: false,
    async window({ colorScheme = "light", width = 1280 } = {}) {
      if (app === undefined) await start();
      const page = await app?.firstWindow();
      if (page === undefined) throw new Error("Electron opened no window");
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: width === 720 ? 900 : 800 });
      return page;
    },
    kill: () => end(app?.process()),
    async startAgain(next = now) {
      await end(app?.process());
      now = next;
      await start();
    },
    command: (...args) => runCommand(place, now, args),
    commandWith: (secrets, ...args) => runCommand(place, now, args, secrets),
    startAnother: () => startAnother(place, now, browser),
    file: (text) => writeText(place, text),
  };
}
