import { appendFileSync } from "node:fs";
import { spawnSync } from "node:child_process";

// What the tests of the promises (CONTRIBUTING.md, "What is promised") have in common: their size, what
// they can use of this machine, and the figures they print.

/** Whether everything runs at full size (`npm run test:safekeeping`) or a short run inside `npm test`. */
export const isFull = process.env["STEPBACK_SAFEKEEPING"] === "full";

/** How many times something is done, in the full and in the short run. */
export function size(full: number, short: number): number {
  return isFull ? full : short;
}

/** Whether the run may use root and strace; the short run needs neither, and uses neither. */
export const hasRoot = isFull && process.platform === "linux" && process.getuid?.() === 0;
export const hasStrace = isFull && spawnSync("strace", ["-V"]).status === 0;

/** Tells what was measured for a promise, by its number: one line, such as "500 kills, 0 lost". */
export function tellFigure(promise: number, figure: string): void {
  say({ promise, figure });
}

/** Tells what the run left out of a promise, and what it would have needed. */
export function tellLeftOut(promise: number, what: string): void {
  say({ promise, leftOut: what });
}

/** Lines go to the file that the runner collects at the end, or else to standard output. */
function say(line: { promise: number; figure?: string; leftOut?: string }): void {
  const file = process.env["STEPBACK_SAFEKEEPING_FIGURES"];
  if (file === undefined || file === "") {
    const { promise, figure, leftOut } = line;
    process.stdout.write(`promise ${promise}: ${figure ?? `left out: ${leftOut ?? ""}`}\n`);
  } else {
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  }
}
