/** An export never goes where anything stands, and one that ends early leaves nothing that looks finished. */
import type { ChildProcess } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import {
  commandLine,
  each,
  endOf,
  NOW,
  runStepback,
  sentenceOf,
  startStepback,
} from "../helpers/command-line.ts";
import { fillJournal } from "../helpers/fill-journal.ts";
import { mountSmallDisk } from "../helpers/restricted.ts";
import { filesIn, printOf, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const journal = join(home, "journal");
const ENTRIES = 300;
const { json, fails } = commandLine({ home });

beforeAll(async () => {
  await json("init");
  const text = "Text of some length. ".repeat(100);
  const titles = Array.from({ length: ENTRIES }, (_, number) => `Number ${number}`);
  await fillJournal(
    journal,
    titles.map((title) => ({ title, text })),
  );
});

describe("a place that is not free", () => {
  test("is refused with its reason, and left as it is", async () => {
    const there = join(home, "there");
    mkdirSync(join(there, "empty"), { recursive: true });
    mkdirSync(join(there, "photos"));
    writeFileSync(join(there, "photos", "README.md"), "mine");
    mkdirSync(join(there, "hidden"));
    writeFileSync(join(there, "hidden", ".keep"), "");
    writeFileSync(join(there, "file"), "mine");
    symlinkSync(join(there, "empty"), join(there, "link"));
    symlinkSync(join(there, "nowhere"), join(there, "dangling"));
    symlinkSync(journal, join(there, "way-in"));
    const before = printOf(there);
    const vault = printOf(journal);
    const places: [place: string, sentence: RegExp][] = [
      ["photos", /place for the export is taken/u],
      ["photos/", /place for the export is taken/u],
      ["hidden", /place for the export is taken/u],
      ["file", /place for the export is taken/u],
      ["link", /place for the export is taken/u],
      ["dangling", /place for the export is taken/u],
      ["none/exported", /folder that the export should go into is not there/u],
      ["file/exported", /folder that the export should go into is not there/u],
      ["dangling/exported", /folder that the export should go into is not there/u],
      ["way-in", /place for the export is taken|journal's own folder/u],
      ["way-in/exported", /journal's own folder/u],
      ["../journal", /journal's own folder/u],
      ["../journal/exported", /journal's own folder/u],
      ["../journal/backups", /journal's own folder/u],
      ["empty/../../journal/backups/x", /journal's own folder/u],
      ["x".repeat(300), /could not be written there|not there/u],
    ];
    await each(places, async ([place, sentence]) => {
      expect(await fails(1, "export", "--to", join(there, place)), place).toMatch(sentence);
    });
    expect(printOf(there)).toEqual(before);
    expect(printOf(journal)).toEqual(vault);
  });

  test("control: an empty folder, and one whose name begins like the journal's, are free", async () => {
    mkdirSync(join(home, "empty"));
    const range = ["--from", "2027-01-01"];
    for (const place of ["empty", "journal-2", "..journal"]) {
      await json("export", "--to", join(home, place), ...range);
      expect(filesIn(join(home, place))).toEqual(["README.md", "stepback.json"]);
    }
    // What was just written is a place that is taken.
    expect(await fails(1, "export", "--to", join(home, "empty"), ...range)).toContain("is taken");
  });
});

describe("an export that ends early", () => {
  const exporting = (to: string): ChildProcess => startStepback(["export", "--to", to], { home });

  /** Waits until an export has written so many files into what it builds; gives that folder. */
  async function reached(folder: string, files: number): Promise<string> {
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await wait(2)) {
      const name = readdirSync(folder).find((it) => it.endsWith(".partial"));
      const entries = join(folder, name ?? "", "entries/2026");
      if (name !== undefined && existsSync(entries) && readdirSync(entries).length >= files) {
        return name;
      }
    }
    throw new Error(`the export did not come to ${files} files`);
  }

  test("is never found under its name: killed, it leaves what says that it is partial", async () => {
    for (const [number, files] of [1, ENTRIES / 2, ENTRIES - 20].entries()) {
      const folder = join(home, `killed-${number}`);
      mkdirSync(folder);
      const child = exporting(join(folder, "exported"));
      const ended = endOf(child);
      await reached(folder, files);
      child.kill("SIGKILL");
      expect(await ended).toMatchObject({ signal: "SIGKILL", out: "" });
      expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.partial$/u)]);
      if (number > 0) continue;
      // It stands in nobody's way, also where the clock stands still and ids follow one another.
      const left = printOf(folder);
      const exported = (await json("export", "--to", join(folder, "exported"))) as object;
      expect(exported).toMatchObject({ entries: ENTRIES, files: ENTRIES + 2 });
      expect(filesIn(join(folder, "exported"))).toHaveLength(ENTRIES + 2);
      expect(printOf(folder)).toMatchObject(left);
    }
    expect(await json("check")).toEqual({ ok: true, problems: [] });
  });

  test("leaves nothing when it is asked to stop, and says so", async () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      const folder = join(home, signal);
      mkdirSync(folder);
      const child = exporting(join(folder, "exported"));
      const ended = endOf(child);
      await reached(folder, 20);
      child.kill(signal);
      expect(sentenceOf(await ended, 1)).toBe("The export was stopped. Nothing of it was left.");
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  test("leaves an empty folder that was there as it was", async () => {
    const folder = join(home, "kept");
    mkdirSync(join(folder, "exported"), { recursive: true });
    const { ino } = statSync(join(folder, "exported"));
    const child = exporting(join(folder, "exported"));
    const ended = endOf(child);
    await reached(folder, 20);
    child.kill("SIGINT");
    expect((await ended).code).toBe(1);
    expect(readdirSync(folder)).toEqual(["exported"]);
    expect(lstatSync(join(folder, "exported")).ino).toBe(ino);
  });

  test("never goes over what came into its place meanwhile", async () => {
    const folder = join(home, "meanwhile");
    mkdirSync(folder);
    const child = exporting(join(folder, "exported"));
    const ended = endOf(child);
    await reached(folder, 20);
    mkdirSync(join(folder, "exported"));
    writeFileSync(join(folder, "exported", "mine"), "mine");
    expect(sentenceOf(await ended, 1)).toContain("is taken");
    expect(filesIn(folder)).toEqual(["exported/mine"]);
    expect(readFileSync(join(folder, "exported", "mine"), "utf8")).toBe("mine");
  });

  test("says that the disk is full, and leaves nothing on it", async (context) => {
    const disk = mountSmallDisk(join(home, "disk"), 2048);
    if (typeof disk === "string") return context.skip(disk);
    try {
      const sentinel = join(disk.folder, "sentinel");
      for (const free of [1500, 750, 100, 4, 0]) {
        writeFileSync(sentinel, Buffer.alloc((2048 - free) * 1024));
        const before = printOf(disk.folder);
        const run = await runStepback(["export", "--to", join(disk.folder, "exported")], { home });
        expect(sentenceOf(run, 1)).toBe(
          "The export could not be written: the disk is full. Nothing unfinished was left.",
        );
        expect(printOf(disk.folder)).toEqual(before);
      }
      // With room enough it is written there.
      rmSync(sentinel);
      const exported = await json(
        "export",
        "--to",
        join(disk.folder, "exported"),
        "--from",
        "2027-01-01",
      );
      expect(exported).toMatchObject({ files: 2 });
      // A disk is not replaced by what is written beside it.
      rmSync(join(disk.folder, "exported"), { recursive: true });
      const onto = await fails(1, "export", "--to", disk.folder);
      expect(onto).toContain("could not be written there");
      expect(readdirSync(disk.folder)).toEqual([]);
      expect(readdirSync(home).filter((name) => name.startsWith("disk"))).toEqual(["disk"]);
    } finally {
      disk.unmount();
    }
  });
});

test("all entries of a large journal are in the export, and the time is STEPBACK_NOW's", async () => {
  const path = join(home, "all");
  const { bytes } = (await json("export", "--to", path)) as { bytes: number };
  const files = filesIn(path);
  expect(files.filter((name) => name.startsWith("entries/"))).toHaveLength(ENTRIES);
  expect(files.reduce((sum, name) => sum + statSync(join(path, name)).size, 0)).toBe(bytes);
  const whole = readFileSync(join(path, "stepback.json"), "utf8");
  expect(JSON.parse(whole)).toMatchObject({ stepback: { exportedAt: NOW } });
  for (let number = 0; number < ENTRIES; number += 1) expect(whole).toContain(`"Number ${number}"`);
});
