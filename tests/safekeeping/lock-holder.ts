/**
 * A process that takes a place in a vault again and again, as long as its standard input is open, and
 * prints one line for each time it held it. Started by `held-intervals.ts`.
 */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { StepbackError } from "../../src/shared/contract/errors.ts";
import { lockVault, type VaultLock, type Work } from "../../src/main/storage/lock.ts";

const [folder = "", work = "command", manner = "kept", database = ""] = process.argv.slice(2);

/** What a writer would have changed. */
function hashOfJournal(): string {
  const hash = createHash("sha256");
  for (const file of [database, `${database}-wal`]) {
    const path = join(folder, file);
    hash.update(existsSync(path) ? readFileSync(path) : "none");
  }
  return hash.digest("hex");
}

function take(): VaultLock | null {
  try {
    return lockVault(folder, work as Work);
  } catch (error) {
    if (error instanceof StepbackError && error.code === "JOURNAL_BUSY") return null;
    throw error;
  }
}

const over = new AbortController();
process.stdin.on("end", () => over.abort()).resume();
// Should the test be killed, nobody reads any more.
process.stdout.on("error", () => process.exit());

/** Waits while the place is held. */
async function stay(): Promise<void> {
  if (manner === "held") await once(over.signal, "abort");
  else await wait(work === "replacement" ? 60 : 15);
}

while (!over.signal.aborted) {
  const lock = take();
  if (lock !== null) {
    // The clock of all processes of this machine; read while the place is held, so that it is never
    // said to be held for longer than it was.
    const from = process.hrtime.bigint();
    const before = hashOfJournal();
    process.stdout.write("held\n");
    if (manner === "removed") rmSync(join(folder, "lock.db"), { force: true });
    await stay();
    const met = before !== hashOfJournal();
    const to = process.hrtime.bigint();
    lock.release();
    process.stdout.write(`${JSON.stringify({ from: String(from), to: String(to), met })}\n`);
  }
  await wait(work === "replacement" ? 120 : 5);
}
