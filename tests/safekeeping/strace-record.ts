import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DiskEvent } from "./recorded-disk.ts";

/** Every call by which a program can change what is on the disk. */
const CALLS = [
  ...["open", "openat", "openat2", "creat", "mkdir", "mkdirat", "mknod", "mknodat"],
  ...["write", "writev", "pwrite64", "pwritev", "pwritev2", "copy_file_range", "sendfile"],
  ...["truncate", "ftruncate", "fallocate", "mmap", "fsync", "fdatasync", "sync_file_range"],
  ...["rename", "renameat", "renameat2", "link", "linkat", "symlink", "unlink", "unlinkat"],
];

/** What SQLite's processes share in memory; after a power cut it is made anew. */
const SHARED_MEMORY = /-shm$/u;

/**
 * Runs a program to its end and records what it does to the files of `folder`, and what it writes to
 * its standard output.
 * @throws what the record cannot hold, and what the program died of.
 */
export function recordProgram(
  program: readonly string[],
  folder: string,
  traces: string,
): DiskEvent[] {
  const present = new Set(readdirSync(folder));
  // A file for each thread: what one thread does is then never cut in two by another.
  const prefix = join(traces, "thread");
  const quiet = ["-ff", "-qq", "--seccomp-bpf", "-y", "-xx", "-s", "1000000", "-o", prefix];
  const { status, stderr } = spawnSync(
    "strace",
    [...quiet, "-e", `trace=${CALLS.join(",")}`, ...program],
    { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`the program ended with ${status}: ${stderr}`);
  const threads = readdirSync(traces)
    .filter((name) => name.startsWith("thread."))
    .map((name) => {
      const lines = readFileSync(join(traces, name), "latin1").split("\n");
      rmSync(join(traces, name));
      return lines.flatMap((line) => eventOf(line, folder, present));
    })
    .filter((events) => events.length > 0);
  const [events, ...others] = threads;
  if (events === undefined || others.length > 0) {
    throw new Error(`${threads.length} threads wrote, so their order is not known`);
  }
  return events;
}

/** A call as strace prints it with -y and -xx: every text in hexadecimal. */
const CALL = /^(?<call>\w+)\((?<given>.*)\) = (?<result>-?\w+)/u;
const QUOTED = /"((?:\\x[0-9a-f]{2})*)"/u;
const FILE = /^(\d+)<((?:\\x[0-9a-f]{2})*)>/u;

/** What one line of a trace tells of the folder; nothing when it is about something else. */
function eventOf(line: string, folder: string, present: Set<string>): DiskEvent[] {
  const { call = "", given = "", result = "" } = CALL.exec(line)?.groups ?? {};
  if (call === "" || result.startsWith("-")) return [];
  const [, descriptor = "", opened = ""] = FILE.exec(given) ?? [];
  const quoted = bytesOf(QUOTED.exec(given)?.[1] ?? "");
  if (call === "write" && descriptor === "1") return [{ kind: "said", text: quoted.toString() }];
  const path = opened === "" ? quoted.toString() : bytesOf(opened).toString();
  if (path === folder) {
    if (call.startsWith("open")) return [];
    if (call === "fsync" || call === "fdatasync") return [{ kind: "sync folder" }];
  }
  const mapped = /MAP_SHARED.* \d+<((?:\\x[0-9a-f]{2})*)>/u.exec(given)?.[1];
  const touched = call === "mmap" ? bytesOf(mapped ?? "").toString() : path;
  if (dirname(touched) !== folder && touched !== folder) return [];
  const name = basename(touched);
  if (SHARED_MEMORY.test(name)) return [];
  const last = Number(/, (\d+)$/u.exec(given)?.[1]);
  switch (call) {
    case "openat": {
      const isNew = given.includes("O_CREAT") && !present.has(name);
      if (given.includes("O_TRUNC")) break;
      present.add(name);
      return isNew ? [{ kind: "create", name }] : [];
    }
    case "pwrite64": {
      if (quoted.length < Number(result)) break;
      return [{ kind: "write", name, offset: last, bytes: quoted.subarray(0, Number(result)) }];
    }
    case "ftruncate":
      return [{ kind: "truncate", name, size: last }];
    case "fsync":
    case "fdatasync":
      return [{ kind: "sync", name }];
    case "unlink":
      present.delete(name);
      return [{ kind: "unlink", name }];
    default:
  }
  throw new Error(`the record cannot hold ${line.slice(0, 300)}`);
}

function bytesOf(hexadecimal: string): Buffer {
  return Buffer.from(hexadecimal.replaceAll("\\x", ""), "hex");
}
