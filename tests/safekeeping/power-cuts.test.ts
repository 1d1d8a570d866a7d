/**
 * Promise 2: what shows "Saved" survives a power cut. Everything that a saving process does to its
 * files is recorded; from the record are built the files as a disk may hold them when the power goes
 * at some point, and the journal in them is opened.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { hasStrace, size, tellFigure, tellLeftOut } from "./figures.ts";
import { databaseFacts, readJournal } from "./journal.ts";
import { type DiskEvent, type Image, RecordedDisk } from "./recorded-disk.ts";
import { lostSaves, type Saves } from "./saves.ts";
import { textOf, type WriterOrder } from "./save-writer.ts";
import { type Seeded, seeded } from "./seeded.ts";
import { recordProgram } from "./strace-record.ts";

const POINTS = size(300, 0);
const CONTROL_POINTS = 60;
/** Enough pages for SQLite to move them from its log into the database several times. */
const SAVES = 600;
const WRITER = join(import.meta.dirname, "save-writer.ts");

const root = temporaryFolder();

/** What became of a journal in the power cuts. */
interface Cuts {
  saves: number;
  checkpoints: number;
  /** One line for each point at which an acknowledged save was lost. */
  lost: string[];
  problems: string[];
}

/** Makes a journal, records a process that saves into it, and opens what each power cut leaves. */
async function cutPower(synchronous: WriterOrder["synchronous"], points: number): Promise<Cuts> {
  const home = join(root, synchronous);
  const [journal, traces] = [join(home, "journal"), join(home, "traces")];
  mkdirSync(traces, { recursive: true });
  await commandLine({ home }).json("init");
  await commandLine({ home }).jsonFrom("Begun.", "answer", "trust-08", "-");
  const { sections } = await readJournal(journal);
  const { file, key } = await databaseFacts(journal);
  const order: WriterOrder = { file, key, saves: SAVES, seed: 3, synchronous };
  const start = filesOf(journal);
  const program = [process.execPath, WRITER, JSON.stringify(order)];
  const events = recordProgram(program, journal, traces);
  const name = basename(file);
  const checkpoints = events.filter((event) => event.kind === "sync" && event.name === name).length;

  const random = seeded(4);
  const cuts = Array.from({ length: points }, () => random.between(0, events.length + 1)).sort(
    (one, other) => one - other,
  );
  const disk = new RecordedDisk(start);
  const saves: Saves = new Map(
    [...sections].map(([id, acknowledged]) => [id, { acknowledged, asked: null }]),
  );
  const found: Cuts = { saves: SAVES, checkpoints, lost: [], problems: [] };
  let applied = 0;
  for (const cut of cuts) {
    for (const event of events.slice(applied, cut)) happen(event, disk, saves);
    applied = cut;
    const left = await openImage(disk.afterPowerCut(random), join(home, "image"));
    if (left === null) found.problems.push(`the journal cut at ${cut} did not open`);
    else {
      const lost = lostSaves(saves, left.sections);
      if (lost.length > 0) found.lost.push(`cut at ${cut}: ${lost.join(", ")}`);
      found.problems.push(...left.problems);
    }
  }
  for (const event of events.slice(applied)) happen(event, disk, saves);
  // The record is whole: it leads to the very files that the process left.
  expect(disk.seen()).toEqual(filesOf(journal));
  expect(lostSaves(saves, (await readJournal(journal)).sections)).toEqual([]);
  return found;
}

/** One event of the record, on the disk and in what is known of the saves. */
function happen(event: DiskEvent, disk: RecordedDisk, saves: Saves): void {
  disk.apply(event);
  if (event.kind !== "said") return;
  const [said, id = "", revision = ""] = event.text.trim().split(" ");
  const save = saves.get(id);
  if (save === undefined) throw new Error(`the writer said ${event.text}`);
  const made = { revision: Number(revision), text: textOf(id, Number(revision)) };
  if (said === "asks") save.asked = made;
  else saves.set(id, { acknowledged: made, asked: null });
}

/** Opens the journal that an image holds; null when that fails. */
async function openImage(image: Image, folder: string) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, content] of image) writeFileSync(join(folder, name), content);
  return readJournal(folder).catch(() => null);
}

function filesOf(folder: string): Image {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name }) => [name, readFileSync(join(folder, name))]));
}

test.runIf(hasStrace)("what was acknowledged is there after a power cut", async () => {
  const { saves, checkpoints, lost, problems } = await cutPower("FULL", POINTS);
  expect({ lost, problems }).toEqual({ lost: [], problems: [] });
  expect(checkpoints).toBeGreaterThan(2);
  tellFigure(
    2,
    `${POINTS} power cuts in ${saves} saves with ${checkpoints} checkpoints, 0 acknowledged saves lost, every check ok`,
  );
});

test.runIf(hasStrace)("control: without a sync at each save, some are lost", async () => {
  const { lost } = await cutPower("NORMAL", CONTROL_POINTS);
  expect(lost.length).toBeGreaterThan(0);
  tellFigure(2, `control with NORMAL: saves lost in ${lost.length} of ${CONTROL_POINTS} cuts`);
});

test("a write that was synced stays, and one that was not may go", () => {
  const random = seeded(5);
  const written = Buffer.from("acknowledged");
  const write: DiskEvent = { kind: "write", name: "file", offset: 0, bytes: written };
  const isKept = (disk: RecordedDisk, at: Seeded): boolean =>
    disk.afterPowerCut(at).get("file")?.equals(written) === true;
  const disk = new RecordedDisk(new Map([["file", Buffer.alloc(0)]]));
  disk.apply(write);
  const unsynced = Array.from({ length: 100 }, () => isKept(disk, random));
  expect(new Set(unsynced)).toEqual(new Set([true, false]));
  disk.apply({ kind: "sync", name: "file" });
  expect(Array.from({ length: 100 }, () => isKept(disk, random))).not.toContain(false);
  if (!hasStrace) {
    tellLeftOut(2, "power cuts of a saving process: need the full run and strace");
  }
});
