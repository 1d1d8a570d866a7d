import { spawn } from "node:child_process";
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NOW } from "../helpers/command-line.ts";
import { served, type Served } from "../helpers/loopback.ts";

const root = join(import.meta.dirname, "../..");
const CHECK = /function refusalOf(\$\d+)?\(request, host\) \{/gu;

/**
 * Makes a copy of the built program that refuses nothing, so that what attacks fail at is the check, and
 * not a mistake of their own.
 */
export function copyWithoutCheck(folder: string): string {
  cpSync(join(root, "out"), join(folder, "out"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  symlinkSync(join(root, "resources"), join(folder, "resources"), "junction");
  let removed = 0;
  for (const name of readdirSync(join(folder, "out/main"))) {
    const file = join(folder, "out/main", name);
    const code = readFileSync(file, "utf8");
    const without = code.replaceAll(CHECK, (start) => {
      removed += 1;
      return `${start} return null;`;
    });
    if (without !== code) writeFileSync(file, without);
  }
  if (removed !== 1) throw new Error(`the check stands ${removed} times in the program`);
  return join(folder, "out/main/cli.js");
}

/** Starts the host of a copy. */
export function serveCopy(program: string, home: string): Promise<Served> {
  return served(
    spawn(process.execPath, [program, "serve", "--no-open"], {
      env: {
        PATH: process.env["PATH"],
        HOME: home,
        USERPROFILE: home,
        STEPBACK_JOURNAL: join(home, "journal"),
        STEPBACK_NOW: NOW,
      },
    }),
  );
}
