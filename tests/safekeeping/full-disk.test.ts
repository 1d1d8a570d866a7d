/**
 * Promise 11, a disk that is full: the answer says so, the text stays on the screen, and nothing that
 * was acknowledged is lost. The disk is a small one of its own, which takes root to mount; an error at
 * each single write is in injected-errors.test.ts.
 */
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ritualPage } from "../e2e/ritual-page.ts";
import { chromiumLaunchOptions } from "../helpers/chromium.ts";
import { commandLine } from "../helpers/command-line.ts";
import { answerOf, startServe } from "../helpers/loopback.ts";
import { mountSmallDisk, type SmallDisk } from "../helpers/restricted.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { hasRoot, tellFigure, tellLeftOut } from "./figures.ts";
import { readJournal } from "./journal.ts";
import { lostSaves, numberedText, type Saves } from "./saves.ts";
import { openSavingWindow, type SavingWindow } from "./saving-window.ts";
import { seeded } from "./seeded.ts";
import { beginToWrite } from "./typist.ts";

const ROUNDS = 40;
const BLOCK = 4096;
/** Letters of a text that no log of a small disk has room for. */
const LONGEST = 2_000_000;

const root = temporaryFolder();
const disk = join(root, "disk");
let mounted: SmallDisk | undefined;

beforeAll(() => {
  if (!hasRoot) return;
  const made = mountSmallDisk(disk, 32 * 1024);
  if (typeof made === "string") throw new Error(made);
  mounted = made;
});

afterAll(() => mounted?.unmount());

/** Fills the disk but for some blocks. */
function fillDisk(freeBlocks = 0): void {
  const { bavail } = statfsSync(disk);
  writeFileSync(join(disk, "filling"), Buffer.alloc(Math.max(0, bavail - freeBlocks) * BLOCK));
  expect(statfsSync(disk).bavail).toBe(Math.min(bavail, freeBlocks));
}

function makeRoom(): void {
  rmSync(join(disk, "filling"));
}

/** A journal on the disk, in a home of its own beside it. */
async function journalOnDisk(name: string) {
  const home = join(root, name);
  mkdirSync(home);
  const journal = join(disk, name);
  await commandLine({ home, journal }).json("init");
  return { home, journal };
}

/** Saves ever longer texts, until one is refused. @returns the text, its answer and how many were saved. */
async function saveUntilRefused(window: SavingWindow, id: string) {
  let saved = 0;
  for (let length = 2000; length < LONGEST; length *= 1.7) {
    const text = numberedText(saved, length);
    const answer = await window.save(id, text);
    if (answer.status !== 200) return { text, answer, saved };
    saved += 1;
  }
  throw new Error("the disk is not full");
}

test.runIf(hasRoot)(
  "a full disk refuses a save as such, and takes it once there is room",
  async () => {
    const { home, journal } = await journalOnDisk("saves");
    const random = seeded(8);
    let saves = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const host = await startServe({ home, journal });
      try {
        const window = await openSavingWindow(host, "window");
        const [id = ""] = window.saves.keys();
        const lost = async () => lostSaves(window.saves, (await readJournal(journal)).sections);
        fillDisk(random.between(0, 48));
        const { text, answer, saved } = await saveUntilRefused(window, id);
        expect(answerOf(answer)).toMatchObject({ code: "NOT_SAVED", data: { reason: "full" } });
        // The refused save came to nothing at all, so it is not among what may be there.
        const section = window.saves.get(id);
        if (section !== undefined) section.asked = null;
        expect(await lost()).toEqual([]);
        makeRoom();
        expect((await window.save(id, text)).status).toBe(200);
        expect(await host.stop()).toMatchObject({ code: 0, err: "" });
        expect(await lost()).toEqual([]);
        expect((await readJournal(journal)).problems).toEqual([]);
        saves += saved + 1;
      } finally {
        // A host that goes on would keep the disk from being unmounted.
        await host.stop("SIGKILL");
      }
    }
    tellFigure(
      11,
      `${ROUNDS} times a full disk: ${ROUNDS} saves refused as such, 0 of ${saves} lost`,
    );
  },
);

test.runIf(hasRoot)(
  "a window on a full disk says so, keeps the text and asks before it goes",
  async () => {
    const { home, journal } = await journalOnDisk("window");
    const host = await startServe({ home, journal });
    const browser = await chromium.launch(await chromiumLaunchOptions());
    try {
      const page = await browser.newPage();
      await beginToWrite(page, host);
      const { answer, saved } = ritualPage(page);
      await page.keyboard.type("Before. ");
      await saved.waitFor();
      fillDisk();
      await page.keyboard.type("While nothing could be written.");
      await page
        .getByText("Not saved yet. This could not be saved. The disk is full.")
        .first()
        .waitFor();
      const all = "Before. While nothing could be written.";
      expect(await answer.textContent()).toBe(all);
      expect(await leaveAndStay(page)).toBe("beforeunload");
      expect(await answer.textContent()).toBe(all);

      makeRoom();
      await page.keyboard.type(" After.");
      await saved.waitFor();
      await host.stop("SIGKILL");
      const { sections, problems } = await readJournal(journal);
      expect(problems).toEqual([]);
      expect([...sections.values()].map(({ text }) => text)).toContain(`${all} After.`);
      tellFigure(
        11,
        "a window on a full disk: said, kept on the screen, asked before it went, saved later",
      );
    } finally {
      await browser.close();
      await host.stop("SIGKILL");
    }
  },
);

/**
 * Leaves the page, and stays when asked. Going elsewhere instead of closing, because the packaged
 * Chromium, which has no window, closes any page without asking. @returns what it asked with.
 */
async function leaveAndStay(page: Page): Promise<string> {
  const asked = page.waitForEvent("dialog");
  const left = page.goto("about:blank").catch(() => null);
  const dialog = await asked;
  await dialog.dismiss();
  await left;
  return dialog.type();
}

test("control: a save that was acknowledged and is not there is noticed", () => {
  const saves: Saves = new Map([
    ["one", { acknowledged: { revision: 2, text: "two" }, asked: { revision: 3, text: "three" } }],
  ]);
  const lostWith = (revision: number, text: string): string[] =>
    lostSaves(saves, new Map([["one", { revision, text }]]));
  expect(lostWith(2, "two")).toEqual([]);
  expect(lostWith(3, "three")).toEqual([]);
  expect(lostWith(1, "one")).toHaveLength(1);
  expect(lostWith(2, "three")).toHaveLength(1);
  expect(lostWith(4, "three")).toHaveLength(1);
  expect(lostSaves(saves, new Map())).toHaveLength(1);
  if (!hasRoot)
    tellLeftOut(11, "a full disk under a host and a window: needs the full run and root");
});
