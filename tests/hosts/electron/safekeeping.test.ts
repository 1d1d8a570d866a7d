/** How the booted shell keeps a protected journal: what opens it, what locks it, and who has it. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { passphraseSlot } from "../../../src/main/storage/slots.ts";
import { unlockVault } from "../../../src/main/storage/vault.ts";
import { replaceVaultFile } from "../../../src/main/storage/vault-file.ts";
import { commandLine, NOW } from "../../helpers/command-line.ts";
import {
  answerOf,
  callBody,
  openSession,
  pageHeaders,
  send,
  startServe,
} from "../../helpers/loopback.ts";
import { printOf, temporaryFolder } from "../../helpers/temporary-folder.ts";
import type { Settings } from "./electron-stand-in.ts";
import { type Desktop, startDesktop } from "./start-desktop.ts";

const PASSPHRASE = "a lamp in the harbour";
const MAC = { platform: "darwin", keyring: "gnome_libsecret" } as const;
const UNLOCK: Call = { path: ["journal", "unlock"], input: { passphrase: PASSPHRASE } };
const STATE: Call = { path: ["journal", "state"] };

interface Call {
  path: [string, string];
  input?: unknown;
}

const home = temporaryFolder();
const running: (() => unknown)[] = [];
const made = { protected: join(home, "protected"), plain: join(home, "plain") };
let journals = 0;

afterEach(() => Promise.all(running.splice(0).map((end) => end())));

beforeAll(async () => {
  const env = { STEPBACK_PASSPHRASE: PASSPHRASE };
  await commandLine({ home, journal: made.protected, env }).json("init");
  await commandLine({ home, journal: made.plain }).json("init");
  // Every test unlocks: its passphrase is made to be tried fast.
  const secret = { kind: "passphrase", text: PASSPHRASE } as const;
  const { header, key } = await unlockVault(made.protected, secret);
  const fast = { memory: 8192, passes: 1, lanes: 1 };
  const slots = [
    ...header.slots.filter(({ kind }) => kind !== "passphrase"),
    await passphraseSlot(PASSPHRASE, key, header.vaultId, fast),
  ];
  replaceVaultFile(made.protected, { ...header, slots });
});

/** A journal as the command line made it. */
function makeJournal({ isProtected = true } = {}): string {
  const journal = join(home, `journal-${++journals}`);
  cpSync(isProtected ? made.protected : made.plain, journal, { recursive: true });
  return journal;
}

/** Boots the shell on it, with the port that its page asks for. */
async function open(journal: string, settings: Partial<Settings> = {}): Promise<Desktop> {
  const desktop = boot(journal, settings);
  await desktop.act("boot");
  expect(await desktop.act("askForPort", "page")).toEqual(["the page"]);
  return desktop;
}

function boot(journal: string, settings: Partial<Settings> = {}): Desktop {
  const desktop = startDesktop({ journal, folder: join(home, "electron"), ...settings });
  running.push(() => {
    desktop.kill("SIGKILL");
    return desktop.ended;
  });
  return desktop;
}

/** Closes the window as its user does, and waits for the end. */
async function close(desktop: Desktop): Promise<void> {
  await desktop.act("close");
  desktop.act("flushed", "page").catch(() => undefined);
  expect(await desktop.ended).toEqual({ code: 0, output: "" });
}

describe("a protected journal", () => {
  test("is locked when the window opens, and opens with its passphrase", async () => {
    const desktop = await open(makeJournal());
    expect(await desktop.act("call", STATE)).toEqual({
      state: "locked",
      hasRecoveryCode: true,
      misses: 0,
      wait: 0,
    });
    await expect(desktop.act("call", { path: ["weekly", "today"] })).rejects.toThrow("LOCKED {}");
    const wrong = { ...UNLOCK, input: { passphrase: "another" } };
    await expect(desktop.act("call", wrong)).rejects.toThrow("WRONG_SECRET");
    expect(await desktop.act("call", UNLOCK)).toBeNull();
    expect(await desktop.act("call", STATE)).toMatchObject({ state: "open", protected: true });
  });

  test.each(["suspend", "lock-screen"] as const)(
    "%s writes what was typed, locks, and loads the page anew",
    async (event) => {
      const journal = makeJournal();
      const desktop = await open(journal);
      await desktop.act("call", UNLOCK);
      const words = `Typed before ${event}.`;
      await desktop.act("holdWords", { week: "2026-W47", words });
      expect(await desktop.act("system", event)).toMatchObject({ reloads: 1 });
      expect(await desktop.act("call", STATE)).toMatchObject({ state: "locked" });
      for (const path of [
        ["weekly", "today"],
        ["protection", "state"],
        ["settings", "read"],
      ] as const) {
        await expect(desktop.act("call", { path: [...path] })).rejects.toThrow("LOCKED {}");
      }
      // The page that was loaded anew gets a port of its own, and the old one carries nothing more.
      expect(await desktop.act("isPortClosed")).toBe(true);
      expect(await desktop.act("askForPort", "page")).toEqual(["the page"]);
      await desktop.act("call", UNLOCK);
      const written = await desktop.act("call", {
        path: ["weekly", "read"],
        input: { week: "2026-W47" },
      });
      expect(JSON.stringify(written)).toContain(words);
    },
  );

  test("a hidden page, which does not listen, is not waited for", async () => {
    const desktop = await open(makeJournal());
    await desktop.act("call", UNLOCK);
    const { reloads, took } = await desktop.act("system", "suspend");
    expect(reloads).toBe(1);
    expect(took).toBeLessThan(1900);
    expect(await desktop.act("call", STATE)).toMatchObject({ state: "locked" });
  });

  test("what was locked already is not loaded anew", async () => {
    const desktop = await open(makeJournal());
    expect(await desktop.act("system", "suspend")).toMatchObject({ reloads: 0 });
    expect(await desktop.act("call", STATE)).toMatchObject({ state: "locked" });
  });

  test("locks on macOS when its window is closed and the app stays", async () => {
    const desktop = await open(makeJournal(), MAC);
    await desktop.act("call", UNLOCK);
    await desktop.act("close");
    await desktop.act("flushed", "page");
    await desktop.act("activate");
    await desktop.act("boot");
    await desktop.act("askForPort", "page");
    expect(await desktop.act("call", STATE)).toMatchObject({ state: "locked" });
  });
});

test("control: a journal without protection stays open", async () => {
  const desktop = await open(makeJournal({ isProtected: false }));
  const { reloads } = await desktop.act("system", "suspend");
  expect(reloads).toBe(0);
  expect(await desktop.act("call", STATE)).toEqual({
    state: "open",
    protected: false,
    readOnly: null,
    lockAfter: 5,
  });
});

describe("the device", () => {
  const keyring = "gnome_libsecret";
  const useDevice = (on: boolean): Call => ({
    path: ["protection", "useDevice"],
    input: { passphrase: PASSPHRASE, on },
  });

  test("opens the journal at start, and never what was locked", async () => {
    const journal = makeJournal();
    const first = await open(journal, { keyring });
    await first.act("call", UNLOCK);
    const protection: Call = { path: ["protection", "state"] };
    expect(await first.act("call", protection)).toMatchObject({ device: false });
    expect(await first.act("keyringTouches")).toEqual(["ask"]);
    await first.act("call", useDevice(true));
    expect(await first.act("call", protection)).toMatchObject({ device: true });
    await close(first);

    const second = await open(journal, { keyring });
    expect(await second.act("call", STATE)).toMatchObject({ state: "open", protected: true });
    await second.act("system", "suspend");
    expect(await second.act("call", STATE)).toMatchObject({ state: "locked" });
    // Looking again, and making a journal where there is one, are no ways around it.
    await second.act("call", { path: ["journal", "lookAgain"] });
    const beginnings = { reflectionDay: 5, reflectionTime: "16:00" };
    await second.act("call", { path: ["journal", "make"], input: beginnings });
    await second.act("call", { path: ["journal", "takeOver"] });
    expect(await second.act("call", STATE)).toMatchObject({ state: "locked" });
    await second.act("call", UNLOCK);
    expect(await second.act("call", STATE)).toMatchObject({ state: "open" });
    await second.act("call", useDevice(false));
    await close(second);

    const third = await open(journal, { keyring });
    expect(await third.act("call", STATE)).toMatchObject({ state: "locked" });
  });

  test("of another machine opens nothing, and is no damage", async () => {
    const journal = makeJournal();
    const first = await open(journal, { keyring });
    await first.act("call", UNLOCK);
    await first.act("call", useDevice(true));
    await close(first);
    const folder = join(home, "another machine");
    mkdirSync(folder, { recursive: true });
    const second = await open(journal, { keyring, folder });
    expect(await second.act("call", STATE)).toMatchObject({ state: "locked" });
  });

  test.each([
    ["basic_text", "basic_text"],
    ["no keyring", undefined],
  ] as const)("%s is no keeper", async (_, none) => {
    const desktop = await open(makeJournal(), { keyring: none, platform: "linux" });
    await desktop.act("call", UNLOCK);
    const state = await desktop.act("call", { path: ["protection", "state"] });
    expect(state).toMatchObject({ passphrase: true, recoveryCode: true, device: null });
    expect(await desktop.act("keyringTouches")).not.toContain("seal");
  });

  test("on macOS its keychain is not touched before it is turned on", async () => {
    const desktop = await open(makeJournal(), MAC);
    await desktop.act("call", UNLOCK);
    const state = await desktop.act("call", { path: ["protection", "state"] });
    expect(state).toMatchObject({ device: false });
    expect(await desktop.act("keyringTouches")).toEqual([]);
    await desktop.act("call", useDevice(true));
    expect(await desktop.act("keyringTouches")).toEqual(["seal"]);
  });
});

test("a newer journal ends with its sentence and 5, and is left untouched", async () => {
  const journal = makeJournal();
  const file = join(journal, "vault.json");
  const header = JSON.parse(readFileSync(file, "utf8")) as object;
  writeFileSync(file, JSON.stringify({ ...header, version: 2 }));
  const before = printOf(journal);
  expect(await boot(journal).ended).toEqual({
    code: 5,
    output: `Stepback: The journal at ${journal} was written by a newer Stepback. It was left untouched; install the newer version.\n`,
  });
  expect(printOf(journal)).toEqual(before);
});

test("a journal that is gone is asked about, not made anew", async () => {
  const journal = makeJournal({ isProtected: false });
  await close(await open(journal));
  const gone = join(home, "electron", "data", "stepback", "journals.json");
  const moved = readFileSync(gone, "utf8").replaceAll(journal, `${journal}-moved`);
  writeFileSync(gone, moved);
  const desktop = await open(`${journal}-moved`);
  expect(await desktop.act("call", STATE)).toMatchObject({
    state: "missing",
    where: `${journal}-moved`,
  });
});

describe("a journal that another window has", () => {
  test("is shown as that, and taken over when its user asks", async () => {
    const journal = makeJournal();
    const served = await startServe({ home, journal });
    running.push(() => served.stop("SIGKILL"));
    const cookie = await openSession(served);
    const inBrowser = async (path: string, input?: unknown): Promise<unknown> =>
      answerOf(
        await send({
          port: served.port,
          path: `/rpc/${path}`,
          method: "POST",
          headers: pageHeaders(served, cookie),
          body: callBody(input),
        }),
      );
    await inBrowser("journal/unlock", { passphrase: PASSPHRASE });
    expect(await inBrowser("journal/state")).toMatchObject({ state: "open" });

    const desktop = await open(journal);
    expect(await desktop.act("call", STATE)).toEqual({
      state: "elsewhere",
      window: { kind: "browser", since: expect.stringContaining(NOW.slice(0, 10)) },
    });
    await expect(desktop.act("call", { path: ["weekly", "today"] })).rejects.toThrow(
      "JOURNAL_BUSY",
    );
    expect(await desktop.act("call", { path: ["journal", "takeOver"] })).toBeNull();
    expect(await desktop.act("call", STATE)).toMatchObject({ state: "locked" });
    await desktop.act("call", UNLOCK);
    expect(await desktop.act("call", STATE)).toMatchObject({ state: "open" });
    expect(await inBrowser("journal/state")).toMatchObject({
      state: "elsewhere",
      window: { kind: "desktop" },
    });
  });

  test("without protection it is open here at once", async () => {
    const journal = makeJournal({ isProtected: false });
    const first = await open(journal);
    const second = await open(journal);
    expect(await second.act("call", STATE)).toMatchObject({
      state: "elsewhere",
      window: { kind: "desktop" },
    });
    expect(await second.act("call", { path: ["journal", "takeOver"] })).toBeNull();
    expect(await second.act("call", STATE)).toMatchObject({ state: "open" });
    expect(await first.act("call", STATE)).toMatchObject({ state: "elsewhere" });
    await close(second);
  });
});
