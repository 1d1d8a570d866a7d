import { readFileSync } from "node:fs";

/** What writes to a file on Linux. */
const CALLS = "write,writev,pwrite64,pwritev,pwritev2,sendfile,copy_file_range,splice";

/**
 * How to start a program so that every byte that it and its children write is recorded in `file`.
 * The tracer stands beside the program, not before it, so that signals reach the program. What is written
 * through a mapping is not recorded; those files are searched themselves.
 */
export function tracedInto(file: string): readonly string[] {
  return [
    "strace",
    "-D",
    "-f",
    "-q",
    "-y",
    "-xx",
    "-s",
    "16777216",
    "-e",
    `trace=${CALLS}`,
    "-o",
    file,
  ];
}

/** Bytes that went to a disk. */
export interface TracedWrite {
  path: string;
  bytes: Buffer;
}

/** The writes to files that a trace recorded; what went to sockets, pipes and devices is left out. */
export function tracedWrites(file: string): TracedWrite[] {
  return readFileSync(file, "latin1").split("\n").flatMap(writeOf);
}

function writeOf(line: string): TracedWrite[] {
  const match = /^\d+ +\w+\(\d+<((?:\\x[0-9a-f]{2}|[^>])*)>(.*)$/u.exec(line);
  if (match === null) return [];
  const [, target = "", rest = ""] = match;
  const path = unescaped(target).toString();
  if (!path.startsWith("/") || path.startsWith("/dev/") || path.startsWith("/proc/")) return [];
  const pieces = [...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/gu)];
  if (pieces.some(([, , cut]) => cut !== undefined)) throw new Error("a write was cut off");
  return [{ path, bytes: Buffer.concat(pieces.map(([, hex = ""]) => unescaped(hex))) }];
}

function unescaped(text: string): Buffer {
  return text.includes("\\x") ? Buffer.from(text.replaceAll("\\x", ""), "hex") : Buffer.from(text);
}
