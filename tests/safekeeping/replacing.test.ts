/** Promise 4: restoring, every change of keys and every migration leave the journal exactly as before or as after. */
import { cpSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { listBackups, verifyBackup } from "../../src/main/storage/backups.ts";
import { checkVault } from "../../src/main/storage/check.ts";
import { openDatabase } from "../../src/main/storage/database.ts";
import { digestOf } from "../../src/main/storage/next-database.ts";
import type { Secret } from "../../src/main/storage/slots.ts";
import { openVault, unlockVault } from "../../src/main/storage/vault.ts";
import { StepbackError } from "../../src/shared/contract/errors.ts";
import {
  commandLine,
  endOf,
  runStepback,
  startStepback,
  type Surroundings,
} from "../helpers/command-line.ts";
import { makeEarlierJournal, SECOND_MIGRATION } from "../helpers/earlier-journal.ts";
import { fillJournal } from "../helpers/fill-journal.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { size, tellFigure } from "./figures.ts";
import { seeded } from "./seeded.ts";

const home = temporaryFolder();
const OLD = "the old one";
const NEW = "the new one";
const random = seeded(4).next;

/** What opens a journal, and all that is in it. */
interface Standing {
  opensWith: "nothing" | "old" | "new" | "none of these";
  digest: string;
  problems: string[];
}

const passphrase = (text: string): Secret => ({ kind: "passphrase", text });

/** How a journal stands after a kill: it is opened as a command opens it. */
async function standingOf(journal: string): Promise<Standing> {
  const ways = [
    ["nothing", null],
    ["old", passphrase(OLD)],
    ["new", passphrase(NEW)],
  ] as const;
  for (const [opensWith, secret] of ways) {
    try {
      const vault = await openVault(journal, "command", () => unlockVault(journal, secret));
      try {
        return {
          opensWith,
          digest: digestOf(vault.database),
          problems: checkVault(vault.database),
        };
      } finally {
        vault.close();
      }
    } catch (error) {
      const isLocked =
        error instanceof StepbackError && ["LOCKED", "WRONG_SECRET"].includes(error.code);
      if (!isLocked) return { opensWith: "none of these", digest: "", problems: [String(error)] };
    }
  }
  return { opensWith: "none of these", digest: "", problems: [] };
}

/** A command that replaces something, on a journal to begin with. */
interface Replacement {
  name: string;
  args: readonly string[];
  env: Record<string, string>;
  /** The journal it begins with. */
  from: string;
  /** How often it is killed, at full size and in the short run. */
  kills: readonly [full: number, short: number];
  /** How a journal stands that is not to be opened as a command opens it, since that migrates it. */
  look?: (journal: string) => Promise<Standing>;
}

/** How an unprotected journal stands, whatever its schema: it is looked at, and not migrated. */
async function standingUnmigrated(journal: string): Promise<Standing> {
  const { header, key } = await unlockVault(journal, null);
  const database = openDatabase(join(journal, header.database), key);
  try {
    return {
      opensWith: "nothing",
      digest: digestOf(database),
      problems: checkVault(database),
    };
  } finally {
    database.close();
  }
}

/**
 * Runs a command and kills it some time after its nth change of the folder; without `nth` it runs to
 * its end. @returns how many changes were seen, and whether it was killed before its end.
 */
async function runKilled(
  replacement: Replacement,
  journal: string,
  nth = Number.POSITIVE_INFINITY,
): Promise<{ changes: number; wasKilled: boolean }> {
  const surroundings: Surroundings = { home, journal, env: replacement.env };
  const child = startStepback(replacement.args, surroundings);
  const ended = endOf(child);
  let changes = 0;
  const watcher = watch(journal, { recursive: true }, () => {
    changes += 1;
    if (changes === nth) setTimeout(() => child.kill("SIGKILL"), random() * 4);
  });
  const { signal, code, err } = await ended;
  watcher.close();
  if (signal === null && code !== 0) throw new Error(`${replacement.name} ended ${code}: ${err}`);
  return { changes, wasKilled: signal === "SIGKILL" };
}

async function makeJournal(name: string): Promise<string> {
  const journal = join(home, name);
  await commandLine({ home, journal }).json("init");
  await fillJournal(
    journal,
    Array.from({ length: 40 }, (_, index) => ({
      title: `Entry ${index}`,
      text: `Text ${index}. `.repeat(200),
    })),
  );
  await commandLine({ home, journal }).json("backup", "create");
  return journal;
}

/** A journal with a backup, and something written since. */
const unprotectedJournal = makeJournal("unprotected").then(async (journal) => {
  await fillJournal(journal, [{ title: "Since", text: "Written since." }]);
  return journal;
});

const protectedJournal = unprotectedJournal.then(async (from) => {
  const journal = join(home, "protected");
  cpSync(from, journal, { recursive: true });
  const env = { STEPBACK_NEW_PASSPHRASE: OLD };
  const { code } = await runStepback(["passphrase", "set"], { home, journal, env });
  expect(code).toBe(0);
  return journal;
});

let kills = 0;
let asBefore = 0;
let asAfter = 0;

async function killAtRandomPoints(replacement: Replacement): Promise<void> {
  const { look = standingOf } = replacement;
  const journal = join(home, "killed");
  const begin = (): void => {
    rmSync(journal, { recursive: true, force: true });
    cpSync(replacement.from, journal, { recursive: true });
  };
  begin();
  const before = await look(journal);
  const { changes } = await runKilled(replacement, journal);
  const after = await look(journal);
  expect(after.problems).toEqual([]);
  expect([after.opensWith, after.digest]).not.toEqual([before.opensWith, before.digest]);
  expect(changes).toBeGreaterThan(3);

  for (let kill = 0; kill < size(...replacement.kills); kill += 1) {
    begin();
    const nth = 1 + Math.floor(random() * changes);
    const { wasKilled } = await runKilled(replacement, journal, nth);
    const standing = await look(journal);
    expect([before, after]).toContainEqual(standing);
    // The next start brings what was cut short to its end.
    if (replacement.look) expect(await standingOf(journal)).toEqual(after);
    const isBefore = standing.digest === before.digest && standing.opensWith === before.opensWith;
    kills += Number(wasKilled);
    asBefore += Number(wasKilled && isBefore);
    asAfter += Number(wasKilled && !isBefore);
    await backupsAreWhole(journal, standing.opensWith);
  }
}

/** What has a backup's name opens and is sound, whenever the kill came. */
async function backupsAreWhole(journal: string, opensWith: Standing["opensWith"]): Promise<void> {
  const secret = { nothing: null, old: passphrase(OLD), new: passphrase(NEW) };
  if (opensWith === "none of these") throw new Error("the journal does not open");
  const unlocked = await unlockVault(journal, secret[opensWith]);
  for (const { name, opensWith: way } of listBackups(unlocked)) {
    if (way === "earlier_passphrase") continue;
    expect(verifyBackup({ ...unlocked, name })).toMatchObject({ ok: true });
  }
}

afterAll(() => {
  tellFigure(
    4,
    `${kills} kills in restoring, changing keys and migrating: ${asBefore} exactly as before, ${asAfter} exactly as after, 0 between`,
  );
});

describe("killed at any point, the journal is exactly as before or as after", () => {
  test("restoring", async () => {
    const from = await unprotectedJournal;
    const [backup] = readdirSync(join(from, "backups"));
    const args = ["backup", "restore", backup ?? ""];
    await killAtRandomPoints({ name: "restore", args, env: {}, from, kills: [130, 3] });
  }, 600_000);

  test("setting the first passphrase", async () => {
    const env = { STEPBACK_NEW_PASSPHRASE: OLD };
    const from = await unprotectedJournal;
    const args = ["passphrase", "set"];
    await killAtRandomPoints({ name: "set", args, env, from, kills: [110, 2] });
  }, 900_000);

  test("changing the passphrase", async () => {
    const env = { STEPBACK_PASSPHRASE: OLD, STEPBACK_NEW_PASSPHRASE: NEW };
    const from = await protectedJournal;
    const args = ["passphrase", "change"];
    await killAtRandomPoints({ name: "change", args, env, from, kills: [60, 1] });
  }, 900_000);

  test("migrating", async () => {
    const from = join(home, "earlier");
    const entries = Array.from({ length: 40 }, (_, index) => {
      const text = `Text ${index}. `.repeat(200).trim();
      const paragraph = { type: "paragraph", content: [{ type: "text", text }] };
      const document = { type: "doc", content: [paragraph] };
      return { title: `Entry ${index}`, documents: [{ document, text }] };
    });
    await makeEarlierJournal(from, entries);
    await killAtRandomPoints({
      name: "migrate",
      args: ["list"],
      env: {},
      from,
      kills: [110, 3],
      look: standingUnmigrated,
    });
  }, 900_000);

  test("taking the protection away", async () => {
    const env = { STEPBACK_PASSPHRASE: OLD };
    const from = await protectedJournal;
    const args = ["passphrase", "remove"];
    await killAtRandomPoints({ name: "remove", args, env, from, kills: [60, 1] });
  }, 900_000);
});

test("control: a header that is written in place is found half-way", async () => {
  const journal = join(home, "torn");
  cpSync(await unprotectedJournal, journal, { recursive: true });
  rmSync(join(journal, "backups"), { recursive: true });
  const header = readFileSync(join(journal, "vault.json"), "utf8");
  writeFileSync(join(journal, "vault.json"), header.slice(0, header.length / 2));
  expect((await standingOf(journal)).opensWith).toBe("none of these");
});

test("control: a migration that is not one step is found half-way", async () => {
  const journal = join(home, "half-way");
  await makeEarlierJournal(journal, []);
  const before = await standingUnmigrated(journal);
  const { header, key } = await unlockVault(journal, null);
  const database = openDatabase(join(journal, header.database), key);
  database.exec(SECOND_MIGRATION);
  database.close();
  const halfWay = await standingUnmigrated(journal);
  expect(halfWay.digest).not.toBe(before.digest);
  // It says that it has schema 1, so nothing would ever bring it to its end.
  await expect(openVault(journal, "command")).rejects.toThrow(/attachments already exists/);
});
