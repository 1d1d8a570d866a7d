/** Who gets at the journal, and when: the whole core on real files, without a host. */
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { StepbackError } from "../../src/shared/contract/errors.ts";
import { runStepback } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { type OpenApp, openApp } from "./open-app.ts";

const PASSPHRASE = "a meadow, and the tide";
const root = temporaryFolder();
let home: string;
let number = 0;
const apps: OpenApp[] = [];

beforeEach(() => {
  number += 1;
  home = join(root, `home-${number}`);
});

afterEach(() => {
  for (const app of apps) app.close();
  expect(apps.splice(0).flatMap(({ reported }) => reported)).toEqual([]);
});

function start(options: Parameters<typeof openApp>[1] = {}): OpenApp {
  const app = openApp(home, options);
  apps.push(app);
  return app;
}

async function startOpen(): Promise<OpenApp> {
  const app = start();
  await app.begin({ reflectionDay: 5, reflectionTime: "15:30" });
  return app;
}

function write(app: OpenApp, text: string): void {
  app.services().entries.write({
    title: "",
    tags: [],
    starred: false,
    document: {
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text }] }],
    },
  });
}

const textsOf = (app: OpenApp): string[] =>
  app
    .services()
    .entries.list({ limit: 500 })
    .entries.map(({ excerpt }) => excerpt)
    .toSorted();

async function protect(app: OpenApp, passphrase = PASSPHRASE): Promise<string> {
  const { code, ask } = app.protection.makeCode();
  const groups = ask.map((group) => ({ number: group, text: code[group - 1] ?? "" }));
  await app.protection.set(passphrase, groups, "rebuild");
  return code.join("");
}

const unlock = (app: OpenApp, text: string): Promise<void> =>
  app.access.unlock({ kind: "passphrase", text });

async function failure(work: () => unknown): Promise<{ code: string; data: unknown }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof StepbackError) return { code: error.code, data: error.data };
    throw error;
  }
  throw new Error("it did not fail");
}

const journal = (): string => join(home, "journal");
const currentDatabase = (): string =>
  join(
    journal(),
    (JSON.parse(readFileSync(join(journal(), "vault.json"), "utf8")) as { database: string })
      .database,
  );

/** Flips one bit in every page of a file from the second on. */
function damagePages(file: string, pages: (page: number) => boolean): void {
  const bytes = readFileSync(file);
  for (let page = 1; page * 4096 < bytes.length; page += 1) {
    if (pages(page)) bytes[page * 4096 + 2000] = (bytes[page * 4096 + 2000] ?? 0) ^ 1;
  }
  writeFileSync(file, bytes);
}

describe("locking", () => {
  test("closes the journal, forgets it, and opens with the passphrase to the same words", async () => {
    const app = await startOpen();
    write(app, "Words.");
    await protect(app);
    expect(app.access.state()).toMatchObject({ state: "open", protected: true });
    await app.access.lock();
    expect(app.access.state()).toEqual({
      state: "locked",
      hasRecoveryCode: true,
      misses: 0,
      wait: 0,
    });
    expect(await failure(() => app.services())).toMatchObject({ code: "LOCKED" });
    expect(await failure(() => app.backups.list())).toMatchObject({ code: "LOCKED" });
    expect(await failure(() => app.protection.state())).toMatchObject({ code: "LOCKED" });
    await unlock(app, PASSPHRASE);
    expect(textsOf(app)).toEqual(["Words."]);
  });

  test("does nothing to a journal that is not protected", async () => {
    const app = await startOpen();
    await app.access.lock();
    expect(app.access.state()).toMatchObject({ state: "open", protected: false });
  });

  test("a miss changes nothing, and from the fifth on the next try has to wait", async () => {
    const app = await startOpen();
    await protect(app);
    await app.access.lock();
    const waits: unknown[] = [];
    for (let miss = 1; miss <= 8; miss += 1) {
      const { code, data } = await failure(() => unlock(app, "something else"));
      expect([code, (data as { misses: number }).misses]).toEqual(["WRONG_SECRET", miss]);
      const { wait } = data as { wait: number };
      waits.push(wait);
      if (wait > 0) {
        // The right one has to wait too.
        app.wait(wait - 2);
        expect((await failure(() => unlock(app, PASSPHRASE))).code).toBe("TRY_LATER");
        app.wait(3);
      }
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 300]);
    await unlock(app, PASSPHRASE);
    await app.access.lock();
    expect(app.access.state()).toMatchObject({ misses: 0, wait: 0 });
  });

  test("waits for windows to write what they have", async () => {
    const app = await startOpen();
    await protect(app);
    const listening = new AbortController();
    const changes = app.changes.subscribe(listening.signal);
    const asked = (async () => {
      for await (const { flush } of changes) {
        if (flush !== true) continue;
        write(app, "Typed just before.");
        app.changes.flushed();
        return;
      }
    })();
    await new Promise((resume) => setTimeout(resume, 20));
    await app.access.lock();
    await asked;
    await unlock(app, PASSPHRASE);
    expect(textsOf(app)).toEqual(["Typed just before."]);
  });

  test("a device opens the journal at start, and never what was locked", async () => {
    const device = {
      seal: (secret: Buffer) => Buffer.from(secret.map((byte) => byte ^ 7)),
      unseal: (sealed: Buffer) => Buffer.from(sealed.map((byte) => byte ^ 7)),
    };
    const app = start({ device });
    await app.begin({ reflectionDay: 5, reflectionTime: "15:30" });
    await protect(app);
    expect(app.protection.state()).toMatchObject({ device: false });
    await app.protection.useDevice(PASSPHRASE, true);
    await app.access.lock();
    await app.access.look();
    expect(app.access.state()).toMatchObject({ state: "locked" });
    app.close();
    const again = start({ device });
    await again.access.look();
    expect(again.access.state()).toMatchObject({ state: "open", protected: true });
    again.close();
    const elsewhere = start();
    await elsewhere.access.look();
    expect(elsewhere.access.state()).toMatchObject({ state: "locked" });
  });
});

describe("protection", () => {
  test("is set only with the groups of the code; the code opens, and sets another passphrase", async () => {
    const app = await startOpen();
    write(app, "Words.");
    const before = currentDatabase();
    const { code, ask } = app.protection.makeCode();
    const wrong = ask.map((group) => ({ number: group, text: "AAAA" }));
    expect(await failure(() => app.protection.set(PASSPHRASE, wrong, "rebuild"))).toEqual({
      code: "CODE_DIFFERS",
      data: { number: ask[0] },
    });
    expect(currentDatabase()).toBe(before);
    const groups = ask.map((group) => ({
      number: group,
      text: ` ${(code[group - 1] ?? "").toLowerCase()} `,
    }));
    await app.protection.set(PASSPHRASE, groups, "rebuild");
    expect(currentDatabase()).not.toBe(before);
    await app.access.lock();
    await app.protection.recover(code.join(" "), "another one");
    await unlock(app, "another one");
    expect(textsOf(app)).toEqual(["Words."]);
    await app.access.lock();
    expect((await failure(() => unlock(app, PASSPHRASE))).code).toBe("WRONG_SECRET");
    await unlock(app, "another one");
  });

  test("a new code takes the old one's place, and the old one opens nothing, not even a backup", async () => {
    const app = await startOpen();
    const old = await protect(app);
    await app.backups.create("asked");
    const { code, ask } = app.protection.makeCode();
    const groups = ask.map((group) => ({ number: group, text: code[group - 1] ?? "" }));
    await app.protection.renewCode(PASSPHRASE, groups);
    expect(app.backups.list().map(({ opensWith }) => opensWith)).toEqual(["this_journal"]);
    await app.access.lock();
    const tried = await failure(() => app.protection.recover(old, "another one"));
    expect(tried).toMatchObject({ code: "WRONG_SECRET", data: { what: "recovery_code" } });
    await app.protection.recover(code.join(""), "another one");
    await unlock(app, "another one");
  });

  test("taking it away needs the passphrase, and leaves backups that open without", async () => {
    const app = await startOpen();
    await protect(app);
    await app.backups.create("asked");
    expect((await failure(() => app.protection.remove("no"))).code).toBe("WRONG_SECRET");
    await app.protection.remove(PASSPHRASE);
    expect(app.backups.list().map(({ opensWith }) => opensWith)).toEqual(["nothing"]);
    app.close();
    const again = start();
    await again.access.look();
    expect(again.access.state()).toMatchObject({ state: "open", protected: false });
  });

  test("backups of before the first passphrase are written anew, or removed", async () => {
    for (const choice of ["rebuild", "remove"] as const) {
      home = join(root, `home-${choice}`);
      const app = await startOpen();
      await app.backups.create("asked");
      const { code, ask } = app.protection.makeCode();
      const groups = ask.map((group) => ({ number: group, text: code[group - 1] ?? "" }));
      await app.protection.set(PASSPHRASE, groups, choice);
      const left = app.backups.list();
      expect(left.map(({ opensWith }) => opensWith)).toEqual(
        choice === "rebuild" ? ["this_journal"] : [],
      );
      for (const { name } of left)
        expect(await app.backups.verify(name)).toMatchObject({ ok: true });
    }
  });
});

describe("changing the ways in", () => {
  test("a wrong code for an open journal changes nothing, and gives nobody its place", async () => {
    const app = await startOpen();
    const code = await protect(app);
    for (const given of [code, "AAAA"]) {
      expect(await failure(() => app.protection.recover(given, "another one"))).toEqual({
        code: "PROTECTION_DIFFERS",
        data: { protected: true },
      });
    }
    const env = { STEPBACK_PASSPHRASE: PASSPHRASE };
    const surroundings = { home, journal: journal(), env };
    const removed = await runStepback(["backup", "restore", "0001-none"], surroundings);
    expect(removed.code).toBe(1);
    const { name } = await app.backups.create("asked");
    expect((await runStepback(["backup", "restore", name], surroundings)).code).toBe(6);
  });

  test("what a command changed beside the window is not put back by it", async () => {
    const app = await startOpen();
    await protect(app);
    const env = { STEPBACK_PASSPHRASE: PASSPHRASE };
    const surroundings = { home, journal: journal(), env };
    expect((await runStepback(["passphrase", "remove"], surroundings)).code).toBe(0);
    expect(await failure(() => app.protection.change(PASSPHRASE, "another one"))).toEqual({
      code: "PROTECTION_DIFFERS",
      data: { protected: false },
    });
    app.close();
    const again = start();
    await again.access.look();
    expect(again.access.state()).toMatchObject({ state: "open", protected: false });
  });

  test("backups keep the journal's key when it is locked while they are renewed", async () => {
    const app = await startOpen();
    for (let count = 0; count < 3; count += 1) await app.backups.create("asked");
    await protect(app);
    const { vault } = app.access.open();
    const renewals = [1, 2, 3].map(() => app.backups.renew(vault, "rebuild"));
    await app.access.lock();
    await Promise.all(renewals);
    await unlock(app, PASSPHRASE);
    for (const { name, opensWith } of app.backups.list()) {
      expect(opensWith).toBe("this_journal");
      expect(await app.backups.verify(name)).toMatchObject({ ok: true });
    }
  });

  test("a backup that cannot be renewed does not undo the passphrase, and is said", async () => {
    const app = await startOpen();
    const { name } = await app.backups.create("asked");
    damagePages(join(journal(), "backups", name, "journal-0001.db"), (page) => page > 3);
    await protect(app);
    expect(app.access.state()).toMatchObject({ protected: true });
    expect(app.reported.splice(0).map(String)).toEqual([expect.stringContaining(name)]);
    await app.access.lock();
    await unlock(app, PASSPHRASE);
  });

  test("cut short, a renewed code is finished at the next start: the old one opens no backup", async () => {
    const app = await startOpen();
    const old = await protect(app);
    const { name } = await app.backups.create("asked");
    const kept = join(home, "kept");
    cpSync(join(journal(), "backups", name), kept, { recursive: true });
    const { code, ask } = app.protection.makeCode();
    const groups = ask.map((group) => ({ number: group, text: code[group - 1] ?? "" }));
    // Killed before the backups were renewed: the header still has the former key, they the old slots.
    const header = join(journal(), "vault.json");
    const renewing = app.protection.renewCode(PASSPHRASE, groups);
    let cut = "";
    while (cut === "") {
      await new Promise((resume) => setTimeout(resume, 1));
      const text = readFileSync(header, "utf8");
      if (text.includes("formerKey")) cut = text;
    }
    await renewing;
    app.close();
    writeFileSync(header, cut);
    rmSync(join(journal(), "backups", name), { recursive: true });
    cpSync(kept, join(journal(), "backups", name), { recursive: true });
    const again = start();
    await again.access.look();
    await unlock(again, PASSPHRASE);
    expect(again.backups.list()).toMatchObject([{ opensWith: "earlier_passphrase" }]);
    await again.backups.renew(again.access.open().vault, "rebuild");
    expect(again.backups.list()).toMatchObject([{ opensWith: "this_journal" }]);
    expect(readFileSync(header, "utf8")).not.toContain("formerKey");
    expect(readFileSync(join(journal(), "backups", name, "vault.json"), "utf8")).not.toContain(
      "formerKey",
    );
    await again.access.lock();
    expect((await failure(() => again.protection.recover(old, "x"))).code).toBe("WRONG_SECRET");
  });
});

describe("what a cut-short change left", () => {
  test("is finished by a recovery, which does not wait for itself", async () => {
    const app = await startOpen();
    await protect(app);
    await app.backups.create("asked");
    const { code, ask } = app.protection.makeCode();
    const groups = ask.map((group) => ({ number: group, text: code[group - 1] ?? "" }));
    const header = join(journal(), "vault.json");
    const renewing = app.protection.renewCode(PASSPHRASE, groups);
    let cut = "";
    while (cut === "") {
      await new Promise((resume) => setTimeout(resume, 1));
      const text = readFileSync(header, "utf8");
      if (text.includes("formerKey")) cut = text;
    }
    await renewing;
    app.close();
    writeFileSync(header, cut);
    const again = start();
    await again.access.look();
    await again.protection.recover(code.join(" "), "another one");
    await unlock(again, "another one");
    expect(again.backups.list()).toMatchObject([{ opensWith: "this_journal" }]);
  });

  test("a header that is broken while the journal is open closes nothing", async () => {
    const app = await startOpen();
    write(app, "Words.");
    writeFileSync(join(journal(), "vault.json"), "half of it");
    expect(() => app.access.noticeOtherWaysIn()).not.toThrow();
    expect(textsOf(app)).toEqual(["Words."]);
  });
});

describe("a window elsewhere", () => {
  test("is asked to let go, saves, and shows it", async () => {
    const first = await startOpen();
    write(first, "Words.");
    const stop = first.startUpkeep({ locksWithoutPage: false });
    const second = start({ window: "desktop" });
    await second.access.look();
    expect(second.access.state()).toMatchObject({
      state: "elsewhere",
      window: { kind: "browser" },
    });
    await second.access.takeOver();
    stop();
    expect(textsOf(second)).toEqual(["Words."]);
    expect(first.access.state()).toMatchObject({ state: "elsewhere", window: { kind: "desktop" } });
    expect((await failure(() => first.services())).code).toBe("JOURNAL_BUSY");
  });

  test("that does not answer keeps the journal", async () => {
    const first = await startOpen();
    const second = start();
    await second.access.look();
    const asking = failure(() => second.access.takeOver());
    // It has no upkeep, so nobody answers.
    await new Promise((resume) => setTimeout(resume, 300));
    second.wait(6);
    expect((await asking).code).toBe("WINDOW_SILENT");
    write(first, "Still here.");
    expect(textsOf(first)).toEqual(["Still here."]);
  });
});

describe("a missing journal", () => {
  test("is asked about, is not made anew, and opens when it is there again", async () => {
    const app = await startOpen();
    write(app, "Words.");
    app.close();
    renameSync(journal(), `${journal()}-away`);
    const again = start();
    await again.access.look();
    expect(again.access.state()).toMatchObject({ state: "missing", where: journal() });
    expect((await failure(() => again.services())).code).toBe("JOURNAL_MISSING");
    expect(existsSync(journal())).toBe(false);
    renameSync(`${journal()}-away`, journal());
    await again.access.look();
    expect(textsOf(again)).toEqual(["Words."]);
  });
});

describe("damage", () => {
  async function damaged(isProtected: boolean): Promise<OpenApp> {
    const app = await startOpen();
    for (let count = 1; count <= 40; count += 1)
      write(app, `Entry ${count}. ${"word ".repeat(400)}`);
    if (isProtected) await protect(app);
    await app.backups.create("daily");
    write(app, "Written after the backup.");
    app.close();
    damagePages(currentDatabase(), (page) => page > 20 && page % 9 === 8);
    const again = start();
    await again.access.look();
    if (!isProtected) return again;
    expect(again.access.state()).toMatchObject({ state: "locked" });
    await unlock(again, PASSPHRASE);
    return again;
  }

  test.each([false, true])(
    "is told from a wrong passphrase (protected: %s)",
    async (isProtected) => {
      const app = await damaged(isProtected);
      // Where the first pages are sound it opens, and is found out by what is read.
      if (app.access.state().state === "open") await app.access.noteDamage();
      expect(app.access.state()).toEqual({ state: "damaged", protected: isProtected });
      const before = readFileSync(currentDatabase());
      const report = await app.access.damage();
      expect(report.backup).toMatchObject({ entries: 40 });
      expect(report.problems.length).toBeGreaterThan(0);
      await app.access.openReadable();
      expect(app.access.state()).toMatchObject({ state: "open", readOnly: "rescue" });
      expect(textsOf(app).length).toBeGreaterThan(10);
      expect(() => write(app, "No.")).toThrow(/readonly/u);
      await app.access.chooseAgain();
      expect(readFileSync(currentDatabase()).equals(before)).toBe(true);
      await app.backups.restore(report.backup?.name ?? "");
      expect(textsOf(app)).toHaveLength(40);
      expect(readdirSync(journal()).filter((name) => name.startsWith("damaged-"))).toHaveLength(1);
      write(app, "And it goes on.");
      if (!isProtected) return;
      await app.access.lock();
      await unlock(app, PASSPHRASE);
      expect(textsOf(app)).toHaveLength(41);
    },
  );
});

describe("restoring", () => {
  test("goes back to the backup, and what was there is backed up and can be gone back to", async () => {
    const app = await startOpen();
    write(app, "First.");
    const { name } = await app.backups.create("asked");
    write(app, "Second.");
    await app.backups.restore(name);
    expect(textsOf(app)).toEqual(["First."]);
    const [before] = app.backups.list();
    expect(before).toMatchObject({ kind: "before_restore", entries: 2 });
    await app.backups.restore(before?.name ?? "");
    expect(textsOf(app)).toEqual(["First.", "Second."]);
  });

  test("a backup of an earlier passphrase needs that one; of another journal, or damaged: refused", async () => {
    const app = await startOpen();
    write(app, "First.");
    await protect(app, "the earlier one");
    const { name } = await app.backups.create("asked");
    const kept = join(home, "kept");
    cpSync(join(journal(), "backups", name), kept, { recursive: true });
    const { code, ask } = app.protection.makeCode();
    const groups = ask.map((group) => ({ number: group, text: code[group - 1] ?? "" }));
    await app.protection.renewCode("the earlier one", groups);
    await app.protection.change("the earlier one", PASSPHRASE);
    rmSync(join(journal(), "backups", name), { recursive: true });
    cpSync(kept, join(journal(), "backups", name), { recursive: true });
    write(app, "Second.");
    expect(await failure(() => app.backups.restore(name))).toMatchObject({
      data: { reason: "earlier_passphrase" },
    });
    expect((await failure(() => app.backups.restore(name, "no"))).code).toBe("WRONG_SECRET");
    await app.backups.restore(name, "the earlier one");
    expect(textsOf(app)).toEqual(["First."]);
    await app.access.lock();
    await unlock(app, PASSPHRASE);
    expect(textsOf(app)).toEqual(["First."]);
  });
});
