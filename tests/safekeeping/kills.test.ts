/**
 * Promise 1: what shows "Saved" survives kill −9. A host is killed at random moments while a window
 * saves; the journal it left is then looked through, and the next host goes on with it.
 */
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { startServe } from "../helpers/loopback.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { size, tellFigure } from "./figures.ts";
import { readJournal } from "./journal.ts";
import { lostSaves } from "./saves.ts";
import { type Acknowledges, openSavingWindow } from "./saving-window.ts";
import { type Seeded, seeded } from "./seeded.ts";

const KILLS = size(500, 6);
/** A window's first saves, and some hundreds of them. */
const LONGEST_MILLISECONDS = 400;

const root = temporaryFolder();

/** What one kill left. */
interface Killed {
  acknowledged: number;
  lost: string[];
  problems: string[];
}

/** Makes a journal in a home of its own, on which hosts can be killed one after the other. */
async function journalToKill(name: string, acknowledges: Acknowledges) {
  const home = join(root, name);
  mkdirSync(home);
  const { json } = commandLine({ home });
  await json("init");
  const journal = join(home, "journal");

  /** Looks at a copy: the next host is to find what the killed one left. */
  const look = async () => {
    const copy = join(home, "copy");
    cpSync(journal, copy, { recursive: true });
    const content = await readJournal(copy);
    rmSync(copy, { recursive: true });
    return content;
  };

  return async (random: Seeded): Promise<Killed> => {
    const host = await startServe({ home });
    const window = await openSavingWindow(host, "window", acknowledges);
    const saving = window.saveOn(random);
    await wait(random.next() * LONGEST_MILLISECONDS);
    const { signal, err } = await host.stop("SIGKILL");
    await saving;
    expect({ signal, err }).toEqual({ signal: "SIGKILL", err: "" });
    const { sections, problems } = await look();
    return {
      acknowledged: window.acknowledged(),
      lost: lostSaves(window.saves, sections),
      problems,
    };
  };
}

test("what was acknowledged is there after kill −9, and the journal is sound", async () => {
  const kill = await journalToKill("killed", "answered");
  const random = seeded(1);
  let acknowledged = 0;
  for (let killed = 0; killed < KILLS; killed += 1) {
    const left = await kill(random);
    expect({ killed, ...left }).toMatchObject({ killed, lost: [], problems: [] });
    acknowledged += left.acknowledged;
  }
  expect(acknowledged).toBeGreaterThan(KILLS);
  tellFigure(1, `${KILLS} kills, ${acknowledged} saves acknowledged, 0 lost, every check ok`);
});

test("control: a window that takes what it sent for saved loses text, and that is seen", async () => {
  const kill = await journalToKill("careless", "sent");
  const random = seeded(2);
  const lost: string[] = [];
  for (let killed = 0; killed < 20 && lost.length === 0; killed += 1) {
    lost.push(...(await kill(random)).lost);
  }
  expect(lost).not.toEqual([]);
});
