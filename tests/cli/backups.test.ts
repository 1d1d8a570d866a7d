/** `backup create list verify restore`, with what each prints and how each ends (formats.md, "Command line"). */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { monotonicFactory } from "ulid";
import { beforeAll, describe, expect, test } from "vitest";
import { createBackup } from "../../src/main/storage/backups.ts";
import { writeNextDatabase } from "../../src/main/storage/next-database.ts";
import { passphraseSlot } from "../../src/main/storage/slots.ts";
import { openVault, unlockVault } from "../../src/main/storage/vault.ts";
import { makeVault } from "../../src/main/storage/make-vault.ts";
import {
  commandLine,
  each,
  jsonOf,
  runStepback,
  sentenceOf,
  type Surroundings,
} from "../helpers/command-line.ts";
import { mountSmallDisk } from "../helpers/restricted.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";
import {
  changeHeader,
  damagePages,
  databaseOf,
  fillDatabase,
  flipBit,
  inDatabase,
} from "../helpers/vault-files.ts";

const home = temporaryFolder();
const newId = monotonicFactory();
const sound = join(home, "sound");
const NAME = "0001-2026-11-20-asked";
let made: unknown;

beforeAll(async () => {
  const { json } = commandLine({ home, journal: sound });
  await json("init");
  inDatabase(sound, (database) => fillDatabase(database, 3, "early"));
  made = await json("backup", "create");
});

function copy(name: string): string {
  const journal = join(home, name);
  cpSync(sound, journal, { recursive: true });
  return journal;
}

const backupOf = (journal: string, name = NAME): string => join(journal, "backups", name);

describe("what each prints", () => {
  test("create, list and verify: the backup, all of them, what was found", async () => {
    const { json, run } = commandLine({ home, journal: copy("printed") });
    expect(made).toEqual({
      name: NAME,
      kind: "asked",
      created: "2026-11-20T14:30:00.000Z",
      day: "2026-11-20",
      entries: 3,
      bytes: statSync(join(backupOf(sound), "journal-0001.db")).size,
      opensWith: "nothing",
    });
    expect(await json("backup", "list")).toEqual({ backups: [made] });
    const found = { name: NAME, ok: true, entries: 3, problems: [] };
    expect(await json("backup", "verify", NAME)).toEqual(found);
    const newer = (await json("backup", "create")) as { name: string };
    expect(newer.name).toBe("0002-2026-11-20-asked");
    expect(await json("backup", "list")).toEqual({ backups: [newer, made] });
    // The newest, where none is named.
    expect(await json("backup", "verify")).toEqual({ ...found, name: newer.name });
    expect(await run("backup", "list")).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(
        /^0002-2026-11-20-asked +3 entries +anyone with its files can read it\n0001-.*\n$/u,
      ),
    });
  });

  test("restore: the name; the journal is what it was, and what was there can be had again", async () => {
    const journal = copy("restored");
    const { json } = commandLine({ home, journal });
    const early = await json("list");
    inDatabase(journal, (database) => fillDatabase(database, 2, "late"));
    const late = await json("list");
    expect(late).toMatchObject({ total: 5 });
    expect(await json("backup", "restore", NAME)).toEqual({ restored: NAME });
    expect(await json("list")).toEqual(early);
    expect(await json("check")).toEqual({ ok: true, problems: [] });
    const { backups } = (await json("backup", "list")) as {
      backups: { name: string; kind: string; entries: number }[];
    };
    expect(backups[0]).toMatchObject({ kind: "before_restore", entries: 5 });
    await json("backup", "restore", backups[0]?.name ?? "");
    expect(await json("list")).toEqual(late);
  });
});

describe("a damaged journal", () => {
  test("ends with 4, and a backup is listed, verified and restored all the same", async () => {
    for (const [name, damage] of [
      ["damaged-first-page", (journal: string) => flipBit(databaseOf(journal), 40)],
      ["database-lost", (journal: string) => rmSync(databaseOf(journal))],
    ] as const) {
      const journal = copy(name);
      const { json, fails } = commandLine({ home, journal });
      const list = await json("list");
      damage(journal);
      await fails(4, "list");
      expect(await fails(4, "backup", "create")).toContain("is damaged");
      expect(readdirSync(join(journal, "backups"))).toEqual([NAME]);
      expect(await json("backup", "list")).toEqual({ backups: [made] });
      expect(await json("backup", "verify")).toMatchObject({ ok: true });
      expect(await json("backup", "restore", NAME)).toEqual({ restored: NAME });
      expect(await json("list")).toEqual(list);
      expect(existsSync(join(journal, "damaged-journal-0001.db"))).toBe(
        name === "damaged-first-page",
      );
    }
  });

  test("that still opens is found by create, which leaves nothing", async () => {
    const journal = copy("damaged-pages");
    const { json, fails } = commandLine({ home, journal });
    inDatabase(journal, (database) => fillDatabase(database, 60));
    const file = databaseOf(journal);
    flipBit(file, statSync(file).size - 4096 * 20);
    expect(await fails(4, "backup", "create")).toContain("is damaged");
    expect(readdirSync(join(journal, "backups"))).toEqual([NAME]);
    await json("backup", "restore", NAME);
    expect(await json("check")).toEqual({ ok: true, problems: [] });
  });
});

describe("a damaged backup", () => {
  test("is found by verify (4), and is not restored (1)", async () => {
    const journal = copy("backup-damaged");
    const { json, run, fails } = commandLine({ home, journal });
    const list = await json("list");
    damagePages(join(backupOf(journal), "journal-0001.db"));
    const { code, out, err } = await run("backup", "verify", NAME, "--json");
    expect(code).toBe(4);
    const found = JSON.parse(out) as { problems: string[] };
    expect(found).toMatchObject({ name: NAME, ok: false });
    expect(err).toBe(found.problems.map((problem) => `${NAME}: ${problem}\n`).join(""));
    expect(err).not.toMatch(/passphrase/u);
    const header = printOf(journal)["vault.json"];
    expect(await fails(1, "backup", "restore", NAME)).toContain("This backup is damaged");
    expect(printOf(journal)["vault.json"]).toBe(header);
    expect(await json("list")).toEqual(list);
  });
});

/** Fills a disk up to so many KiB. */
function fillDisk(filler: string, room: number): void {
  writeFileSync(filler, "");
  const { bavail, bsize } = statfsSync(dirname(filler));
  writeFileSync(filler, Buffer.alloc(bavail * bsize - room * 1024));
}

describe("what is refused", () => {
  test("what names no backup of this journal (1); nothing is changed", async () => {
    const journal = copy("refused");
    const other = commandLine({ home, journal: join(home, "other") });
    await other.json("init");
    await other.json("backup", "create");
    cpSync(backupOf(join(home, "other")), backupOf(journal, "0007-2026-11-20-asked"), {
      recursive: true,
    });
    cpSync(backupOf(journal), backupOf(journal, "0008-2026-11-20-asked"), { recursive: true });
    changeHeader(backupOf(journal, "0008-2026-11-20-asked"), (header) => (header.version = 2));
    cpSync(backupOf(journal), join(home, "0009-2026-11-20-asked"), { recursive: true });
    const { json, fails } = commandLine({ home, journal });
    await json("list");
    const before = printOf(home);
    await each<[string, string]>(
      [
        ["0007-2026-11-20-asked", "This backup is of another journal. Nothing was changed."],
        ["0008-2026-11-20-asked", "This backup was made by a newer Stepback."],
        ["0042-2026-11-20-asked", "There is no such backup."],
        ["../../0009-2026-11-20-asked", "There is no such backup."],
        [`../backups/${NAME}`, "There is no such backup."],
        ["", "There is no such backup."],
      ],
      async ([name, sentence]) => {
        expect(await fails(1, "backup", "restore", name)).toContain(sentence);
        expect(await fails(1, "backup", "verify", name)).toContain(sentence);
      },
    );
    expect(printOf(home)).toEqual(before);
    // Control: under its own name, this one's is taken.
    expect(await json("backup", "verify", NAME)).toMatchObject({ ok: true });
  });

  test("wrong usage (2), no journal (1), and no backup to verify (1)", async () => {
    const journal = copy("usage");
    const { run, fails } = commandLine({ home, journal });
    rmSync(backupOf(journal), { recursive: true });
    await each(
      [["restore"], ["restore", "a", "b"], ["create", "x"], ["list", "x"]],
      async (args) => {
        expect(await run("backup", ...args)).toMatchObject({ code: 2, out: "" });
      },
    );
    expect(await fails(1, "backup", "verify")).toContain("There is no such backup.");
    await each([["create"], ["list"], ["verify"], ["restore", NAME]], async (args) => {
      const nowhere = commandLine({ home, journal: join(home, "nowhere") });
      expect(await nowhere.fails(1, "backup", ...args)).toContain("There is no journal");
    });
  });

  test("a disk that is full (1): nothing is left of the backup", async (context) => {
    const disk = mountSmallDisk(join(home, "disk"), 1024);
    if (typeof disk === "string") return context.skip(disk);
    try {
      const journal = join(disk.folder, "journal");
      const { json, fails } = commandLine({ home, journal });
      await json("init");
      inDatabase(journal, (database) => fillDatabase(database, 40));
      const list = await json("list");
      const filler = join(disk.folder, "filler");
      for (const room of [64, 128]) {
        fillDisk(filler, room);
        expect(await fails(1, "backup", "create")).toBe(
          `The disk is full at ${journal}. Make some room, then try again.`,
        );
        expect(readdirSync(join(journal, "backups"))).toEqual([]);
        expect(await json("list")).toEqual(list);
      }
      // Control: with room it is made.
      truncateSync(filler, 0);
      await json("backup", "create");
      expect(readdirSync(join(journal, "backups"))).toEqual([NAME]);
    } finally {
      disk.unmount();
    }
  });
});

describe("a backup of an earlier passphrase", () => {
  let journal: string;
  const EARLIER = "of before";
  const at: Pick<Surroundings, "home"> = { home };
  const run = (args: string[], backupPassphrase?: string) =>
    runStepback(args, {
      ...at,
      journal,
      env: {
        STEPBACK_PASSPHRASE: "walking slowly helps",
        ...(backupPassphrase === undefined ? {} : { STEPBACK_BACKUP_PASSPHRASE: backupPassphrase }),
      },
    });

  beforeAll(async () => {
    journal = join(home, "protected");
    const cost = { memory: 8192, passes: 1, lanes: 1 };
    await makeVault(journal, newId, async (key, vaultId) => [
      await passphraseSlot("walking slowly helps", key, vaultId, cost),
    ]);
    const vault = await openVault(journal, "command", () =>
      unlockVault(journal, { kind: "passphrase", text: "walking slowly helps" }),
    );
    fillDatabase(vault.database, 4, "early");
    // As one is whose rebuilding was cut short for good: the journal has another key by now.
    const itsKey = Buffer.alloc(32, 5);
    const file = join(home, "earlier.db");
    const { databaseFile, key, header } = vault;
    writeNextDatabase({ fromFile: databaseFile, fromKey: key, toFile: file, toKey: itsKey });
    createBackup({
      folder: journal,
      databaseFile: file,
      header: { ...header, slots: [await passphraseSlot(EARLIER, itsKey, header.vaultId, cost)] },
      key: itsKey,
      kind: "asked",
      created: "2026-11-20T14:30:00.000Z",
      day: "2026-11-20",
    });
    fillDatabase(vault.database, 1, "late");
    vault.close();
  });

  test("is listed as one, and restored with its passphrase only", async () => {
    const list = jsonOf(await run(["backup", "list", "--json"]));
    expect(list).toMatchObject({ backups: [{ name: NAME, opensWith: "earlier_passphrase" }] });
    expect(sentenceOf(await run(["backup", "restore", NAME]), 1)).toContain(
      "made under an earlier passphrase. Nothing was changed; give that one to restore it.",
    );
    expect(sentenceOf(await run(["backup", "restore", NAME], "x"), 3)).toBe(
      "That is not the passphrase.",
    );
    expect(jsonOf(await run(["list", "--json"]))).toMatchObject({ total: 5 });
    expect(jsonOf(await run(["backup", "restore", NAME, "--json"], EARLIER))).toEqual({
      restored: NAME,
    });
    // It opens with the journal's own passphrase from now on.
    expect(jsonOf(await run(["list", "--json"]))).toMatchObject({ total: 4 });
  });

  test("is not called damaged by verify", async () => {
    const { code, err } = await run(["backup", "verify", NAME]);
    expect(code).not.toBe(4);
    expect(err).toContain("earlier passphrase");
  });
});

test("the oldest of ten that were asked for is restored, and stays", async () => {
  const journal = copy("tenth");
  const { json } = commandLine({ home, journal });
  for (let number = 2; number <= 10; number += 1) {
    const next = `${String(number).padStart(4, "0")}-2026-11-20-asked`;
    cpSync(backupOf(journal), backupOf(journal, next), { recursive: true });
  }
  expect(await json("backup", "restore", NAME)).toEqual({ restored: NAME });
});

test("a folder of backups that is gone is made again", async () => {
  const journal = copy("no-folder");
  const { json } = commandLine({ home, journal });
  mkdirSync(join(home, "aside"));
  renameSync(join(journal, "backups"), join(home, "aside", "backups"));
  expect(await json("backup", "list")).toEqual({ backups: [] });
  expect(await json("backup", "create")).toMatchObject({ name: NAME });
});
