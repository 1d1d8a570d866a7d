import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Acts } from "./acts.ts";
import type { Settings } from "./electron-stand-in.ts";

const root = join(import.meta.dirname, "../../..");

/** Where the build is; the tests are of what was built, not of the sources. */
export const built = join(root, "out");

/** The booted shell, in a process of its own. */
export interface Desktop {
  /** Does something to it: see acts.ts. */
  act<Name extends keyof Acts>(
    name: Name,
    ...input: Parameters<Acts[Name]>
  ): Promise<Awaited<ReturnType<Acts[Name]>>>;
  kill(signal: NodeJS.Signals): void;
  /** How it ended, and what it had printed by then. */
  ended: Promise<{ code: number | null; output: string }>;
}

/** Boots the built main bundle on a journal's folder, with Electron's own folders in another. */
export function startDesktop(options: Settings & { journal: string }): Desktop {
  const { journal, ...standIn } = options;
  const entry = join(built, "main", "index.js");
  if (!existsSync(entry)) throw new Error(`${entry} is not there: run npm run build first`);
  const child = fork(join(import.meta.dirname, "boot.ts"), [entry], {
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      NODE_OPTIONS: "",
      // The file of known journals is the test's own too.
      HOME: join(options.folder, "home"),
      XDG_DATA_HOME: join(options.folder, "data"),
      STEPBACK_JOURNAL: journal,
      STAND_IN: JSON.stringify(standIn),
    },
  });
  const ended = outcomeOf(child);
  let lastId = 0;
  return {
    act: (name, ...input) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        const answered = (answer: { id: number; value: never; error?: string }): void => {
          if (answer.id !== id) return;
          child.off("message", answered);
          if (answer.error === undefined) resolve(answer.value);
          else reject(new Error(answer.error));
        };
        child.on("message", answered);
        ended.then(({ output }) => reject(new Error(`it ended: ${output}`)), reject);
        child.send({ id, act: name, input: input[0] });
      }),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

function outcomeOf(child: ChildProcess): Desktop["ended"] {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
