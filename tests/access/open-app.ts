import { join } from "node:path";
import { type App, createApp } from "../../src/main/app/create-app.ts";
import { nextExportPath } from "../../src/main/app/export-destination.ts";
import { environmentFrom } from "../../src/main/app/environment.ts";
import type { DeviceKeeper } from "../../src/main/storage/slots.ts";
import { NOW } from "../helpers/command-line.ts";

const root = join(import.meta.dirname, "../..");

/** A journal core on a folder of the test, as a host puts it together. */
export interface OpenApp extends App {
  /** Lets so many seconds pass on the clock that nobody can set. */
  wait(seconds: number): void;
  /** What went wrong with nobody waiting for it. */
  reported: unknown[];
}

/** Puts a core together for a window of its own. Long work runs in the built worker. */
export function openApp(
  home: string,
  options: { now?: string; device?: DeviceKeeper; window?: "browser" | "desktop" } = {},
): OpenApp {
  const { clock, ids } = environmentFrom({ STEPBACK_NOW: options.now ?? NOW }, true);
  const reported: unknown[] = [];
  let passed = 0;
  const app = createApp({
    clock,
    ids,
    elapsed: () => passed + performance.now(),
    paths: {
      journal: join(home, "journal"),
      prompts: join(root, "resources/prompts"),
      worker: join(root, "out/main/worker.js"),
      knownJournals: join(home, "journals.json"),
    },
    destinations: {
      next: () => ({
        path: nextExportPath(home, clock.now().toISOString().slice(0, 10)),
        where: "",
      }),
      choose: null,
    },
    window: options.window ?? "browser",
    passphraseCost: { memory: 8192, passes: 1, lanes: 1 },
    device: options.device ?? null,
    report: (error) => reported.push(error),
  });
  return Object.assign(app, {
    reported,
    wait: (seconds: number) => {
      passed += seconds * 1000;
    },
  });
}
