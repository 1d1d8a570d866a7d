import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Work } from "../../src/main/storage/lock.ts";

/** A time in which a process held its place in a vault, by the clock that all processes share. */
export interface Interval {
  from: bigint;
  to: bigint;
  /** Whether the journal's files changed meanwhile. */
  met: boolean;
}

/** A process that takes a place again and again. */
export interface Holder {
  /** Resolves when it holds its place for the first time. */
  isHeld: Promise<void>;
  /** The times at which it has held its place so far. */
  intervals(): Interval[];
  /** Ends it; gives all times at which it held its place. */
  stop(): Promise<Interval[]>;
}

/**
 * "kept": takes the place and lets it go, again and again; "held": takes it once, and keeps it until it
 * is stopped; "removed": takes the lock file away while it holds its place, as nobody may.
 */
export type Manner = "kept" | "held" | "removed";

/**
 * Starts a process that takes a place until it is stopped.
 * @param database the name of the journal's database.
 */
export function startHolder(folder: string, work: Work, manner: Manner, database: string): Holder {
  const script = join(import.meta.dirname, "lock-holder.ts");
  const args = ["--experimental-strip-types", "--no-warnings", script];
  const child: ChildProcess = spawn(process.execPath, [...args, folder, work, manner, database], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let lines = "";
  const isHeld = new Promise<void>((resolve) => {
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      lines += text;
      if (text.includes("held\n")) resolve();
    });
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  const intervals = (): Interval[] =>
    lines
      .slice(0, lines.lastIndexOf("\n") + 1)
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { from: string; to: string; met: boolean })
      .map(({ from, to, met }) => ({ from: BigInt(from), to: BigInt(to), met }));
  return {
    isHeld,
    intervals,
    async stop() {
      child.stdin?.end();
      const code = await ended;
      if (code !== 0) throw new Error(`it ended with ${code}`);
      return intervals();
    },
  };
}

/** How many pairs were held at the same time. */
export function overlaps(some: readonly Interval[], others: readonly Interval[]): number {
  return some.reduce(
    (count, { from, to }) =>
      count + others.filter((other) => other.from < to && from < other.to).length,
    0,
  );
}
