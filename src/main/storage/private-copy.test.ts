import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkVault } from "./check.ts";
import { openDatabase } from "./database.ts";
import { folderError } from "./file-errors.ts";
import { copyForReading, sweepPrivateCopies } from "./private-copy.ts";

const KEY = Buffer.alloc(32, 7);
const NAME = "journal-0001.db";
const DAY = 86_400;

let place: string;
let vault: string;
let temporary: string;
const before = process.env["TMPDIR"];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "stepback-private-"));
  vault = join(place, "vault");
  temporary = join(place, "temporary");
  mkdirSync(vault);
  mkdirSync(temporary);
  process.env["TMPDIR"] = temporary;
});

afterEach(() => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  chmodSync(vault, 0o700);
  rmSync(place, { recursive: true, force: true });
});

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

/** A journal whose program was killed: one row is in its file, the next in its log only. */
function killedJournal(): void {
  const file = join(place, NAME);
  const database = openDatabase(file, KEY);
  database.exec("CREATE TABLE a (b); INSERT INTO a VALUES ('dandelions')");
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.exec("INSERT INTO a VALUES ('in the log')");
  for (const end of ["", "-wal", "-shm"]) {
    writeFileSync(join(vault, NAME + end), readFileSync(file + end));
  }
  database.close();
}

const bytesOf = (folder: string): [string, string][] =>
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString("base64")]);

describe("a private copy", () => {
  it("has all that was saved, opens, is encrypted and private, and leaves the journal as it is", () => {
    killedJournal();
    chmodSync(vault, 0o500);
    const original = bytesOf(vault);
    const copy = copyForReading(vault, NAME);
    expect(readdirSync(copy.folder).sort()).toEqual([NAME, `${NAME}-wal`]);
    expect(statSync(copy.folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(copy.folder)) {
      expect(statSync(join(copy.folder, name)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(copy.folder, name)).includes("dandelions")).toBe(false);
    }
    const database = openDatabase(copy.file, KEY, { readonly: true });
    expect(database.prepare("SELECT b FROM a").pluck().all()).toEqual(["dandelions", "in the log"]);
    expect(checkVault(database)).toEqual([]);
    database.close();
    expect(bytesOf(vault)).toEqual(original);
    copy.discard();
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("of a journal without a log has none", () => {
    killedJournal();
    rmSync(join(vault, `${NAME}-wal`));
    const copy = copyForReading(vault, NAME);
    expect(readdirSync(copy.folder)).toEqual([NAME]);
    const database = openDatabase(copy.file, KEY);
    expect(database.prepare("SELECT b FROM a").pluck().all()).toEqual(["dandelions"]);
    database.close();
    copy.discard();
  });

  it("is not made of a journal that is being written to, and nothing is left", async () => {
    killedJournal();
    writeFileSync(join(vault, NAME), Buffer.alloc(16_000_000));
    const writer = new Worker(
      `const { utimesSync } = require("node:fs");
       const { workerData, parentPort } = require("node:worker_threads");
       for (let time = 1; ; time += 1) {
         utimesSync(workerData, time, time);
         if (time === 100) parentPort.postMessage("writing");
       }`,
      { eval: true, workerData: join(vault, `${NAME}-wal`) },
    );
    await new Promise((resolve) => writer.once("message", resolve));
    // On a busy machine the writer may be kept waiting for as long as a copy takes.
    let error: unknown;
    try {
      for (let tries = 0; error === undefined && tries < 200; tries += 1) {
        try {
          copyForReading(vault, NAME).discard();
        } catch (caught) {
          error = caught;
        }
      }
    } finally {
      await writer.terminate();
    }
    expect(error).toMatchObject({ code: "JOURNAL_BUSY" });
    expect(readdirSync(temporary)).toEqual([]);
    // Control: once the writing has stopped, it is.
    copyForReading(vault, NAME).discard();
  });

  it("says what the system's refusal means, and leaves nothing", () => {
    const missing = { code: "FOLDER_UNUSABLE", data: { reason: "missing" } };
    expect(thrownBy(() => copyForReading(vault, NAME))).toMatchObject(missing);
    expect(readdirSync(temporary)).toEqual([]);
    process.env["TMPDIR"] = join(place, "nowhere");
    expect(thrownBy(() => copyForReading(vault, NAME))).toMatchObject(missing);
    const full = Object.assign(new Error("write"), { code: "ENOSPC" });
    expect(folderError(full)).toMatchObject({ code: "FOLDER_UNUSABLE", data: { reason: "full" } });
    const mistake = new TypeError("ours");
    expect(folderError(mistake)).toBe(mistake);
  });
});

describe("the sweep", () => {
  /** A process that has ended: nobody has its number for a while. */
  const ended = spawnSync(process.execPath, ["--version"]).pid;

  function left(name: string, days: number): string {
    const folder = join(temporary, name);
    mkdirSync(folder);
    writeFileSync(join(folder, NAME), "x");
    const time = Date.now() / 1000 - days * DAY;
    utimesSync(folder, time, time);
    return folder;
  }

  it("takes what a killed process left the day before", () => {
    const folder = left(`stepback-reading-${ended}-abc123`, 1.1);
    sweepPrivateCopies();
    expect(existsSync(folder)).toBe(false);
  });

  it("leaves today's copies, those of a process that runs, and whatever is not ours", () => {
    const kept = [
      left(`stepback-reading-${ended}-today1`, 0.5),
      left(`stepback-reading-${process.pid}-abc123`, 3),
      left("stepback-reading-notes", 3),
      left(`my-stepback-reading-${ended}-abc123`, 3),
    ];
    const elsewhere = left("elsewhere", 3);
    symlinkSync(elsewhere, join(temporary, `stepback-reading-${ended}-link00`));
    writeFileSync(join(temporary, `stepback-reading-${ended}-file00`), "x");
    const names = readdirSync(temporary);
    sweepPrivateCopies();
    expect(readdirSync(temporary)).toEqual(names);
    for (const folder of [...kept, elsewhere]) expect(readdirSync(folder)).toEqual([NAME]);
  });

  it("comes to nothing where there is no temporary folder", () => {
    process.env["TMPDIR"] = join(place, "nowhere");
    expect(() => sweepPrivateCopies()).not.toThrow();
  });
});
