// npm run test:safekeeping: proves the promises of CONTRIBUTING.md at full size, and prints at the end
// what was measured for each. What is given after -- goes to vitest, such as the name of a file; then
// only the promises that were asked for can have a figure, and those without one are no failure.
import "./require-node.mjs";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt, root } from "./ensure-built.mjs";

/** The promises that these tests have to give a figure for; 8, 9, 10 and 16 have tests elsewhere. */
const REQUIRED = [1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15];

const asked = process.argv.slice(2);
const began = performance.now();
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), "stepback-safekeeping-"));
try {
  const collected = join(folder, "figures");
  writeFileSync(collected, "");
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--config",
      "vitest.safekeeping.config.ts",
      ...asked,
    ],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        STEPBACK_SAFEKEEPING: "full",
        STEPBACK_SAFEKEEPING_FIGURES: collected,
      },
    },
  );
  const missing = report(readLines(collected));
  if (status !== 0 || (asked.length === 0 && missing.length > 0)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What the tests told, in the order of the promises. */
function readLines(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .sort((one, other) => one.promise - other.promise);
}

/** Prints the table; gives the promises that have to have a figure and have none. */
function report(lines) {
  const figures = lines.filter((line) => line.figure !== undefined);
  const leftOut = lines.filter((line) => line.leftOut !== undefined);
  const missing = REQUIRED.filter((promise) => !figures.some((line) => line.promise === promise));
  console.log("\nPromise  Figures");
  for (const { promise, figure } of figures) tell(promise, figure);
  if (leftOut.length > 0) console.log("\nLeft out here");
  for (const line of leftOut) tell(line.promise, line.leftOut);
  if (missing.length > 0) console.log(`\nWithout a figure: ${missing.join(", ")}`);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`\n${Math.floor(seconds / 60)} minutes ${seconds % 60} seconds`);
  return missing;
}

function tell(promise, text) {
  console.log(`${String(promise).padStart(7)}  ${text}`);
}
