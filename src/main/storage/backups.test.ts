import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printOf } from "../../../tests/helpers/temporary-folder.ts";
import {
  changeHeader,
  damagePages,
  fillDatabase,
  filesHolding,
  flipBit,
} from "../../../tests/helpers/vault-files.ts";
import type { Backup, BackupKind } from "../../shared/contract/backups.ts";
import { createBackup, findBackup, keptBackups, listBackups, verifyBackup } from "./backups.ts";
import { renewBackups } from "./renew-backups.ts";
import { type Database, openDatabase } from "./database.ts";
import { writeNextDatabase } from "./next-database.ts";
import { changeKey } from "./restore.ts";
import { noneSlot, openSlots, passphraseSlot, type Slot } from "./slots.ts";
import { makeVault } from "./make-vault.ts";
import { keyInTheClear, newDataKey, readVaultFile, replaceVaultFile } from "./vault-file.ts";

const newId = monotonicFactory();
const CHEAP = { memory: 8192, passes: 1, lanes: 1 };
const CREATED = "2026-11-20T14:30:00.000Z";

let place: string;
let folder: string;
let key: Buffer;
const open: Database[] = [];

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), "stepback-backups-"));
  folder = join(place, "journal");
  await makeVault(folder, newId);
  key = keyInTheClear(readVaultFile(folder)) ?? Buffer.alloc(0);
  fill(5);
});

afterEach(() => {
  for (const database of open.splice(0)) database.close();
  rmSync(place, { recursive: true, force: true });
});

const databaseFile = (): string => join(folder, readVaultFile(folder).database);
const fileOf = (name: string): string =>
  join(folder, "backups", name, readVaultFile(join(folder, "backups", name)).database);
const namesThere = (): string[] => readdirSync(join(folder, "backups")).toSorted();

function fill(entries: number): void {
  const database = openDatabase(databaseFile(), key);
  fillDatabase(database, entries);
  database.close();
}

function create(kind: BackupKind = "asked", day = "2026-11-20"): Backup {
  const header = readVaultFile(folder);
  return createBackup({
    folder,
    databaseFile: databaseFile(),
    header,
    key,
    kind,
    created: CREATED,
    day,
  });
}

function verify(name: string, withKey = key) {
  return verifyBackup({ folder, name, header: readVaultFile(folder), key: withKey });
}

const refusal = (reason: string) =>
  expect.objectContaining({ code: "BACKUP_REFUSED", data: { reason } });
const damage = expect.objectContaining({ code: "JOURNAL_DAMAGED" });

const slotOf = (passphrase: string, dataKey: Buffer): Promise<Slot> =>
  passphraseSlot(passphrase, dataKey, readVaultFile(folder).vaultId, CHEAP);

/** Protects the journal as the first passphrase does, and forgets the old key as a good start does. */
async function protect(passphrase: string): Promise<Buffer> {
  const before = readVaultFile(folder);
  const toKey = newDataKey();
  changeKey({
    folder,
    header: before,
    fromKey: key,
    toKey,
    slots: [await slotOf(passphrase, toKey)],
  });
  rmSync(join(folder, before.database));
  key = toKey;
  return toKey;
}

function renew(unprotected: "rebuild" | "remove" = "rebuild"): void {
  renewBackups({ folder, header: readVaultFile(folder), key, unprotected });
}

describe("making a backup", () => {
  it("holds the journal as it is, also what stands in its log, and is a vault of its own", () => {
    const writing = openDatabase(databaseFile(), key);
    open.push(writing);
    fillDatabase(writing, 2, "fresh");
    const made = create("daily");
    expect(made).toEqual({
      name: "0001-2026-11-20-daily",
      kind: "daily",
      created: CREATED,
      day: "2026-11-20",
      entries: 7,
      bytes: statSync(fileOf(made.name)).size,
      opensWith: "nothing",
    });
    expect(verify(made.name)).toEqual({ name: made.name, ok: true, entries: 7, problems: [] });
    const { vaultId, slots } = readVaultFile(folder);
    expect(readVaultFile(join(folder, "backups", made.name))).toMatchObject({ vaultId, slots });
    expect(readdirSync(join(folder, "backups", made.name)).toSorted()).toEqual([
      "journal-0001.db",
      "vault.json",
    ]);
    for (const [name, print] of Object.entries(printOf(join(folder, "backups")))) {
      expect([name, Number.parseInt(print, 8) & 0o077]).toEqual([name, 0]);
    }
    expect(filesHolding(join(folder, "backups"), "fresh", "step 1")).toEqual([]);
  });

  it("counts what is in the bin as gone", () => {
    const writing = openDatabase(databaseFile(), key);
    writing.exec(`UPDATE entries SET deleted_at = '${CREATED}' WHERE title = 'step 0'`);
    writing.close();
    expect(create().entries).toBe(4);
  });

  it("of a damaged journal says so, and leaves nothing", () => {
    damagePages(databaseFile());
    const before = printOf(folder);
    expect(() => create()).toThrow(damage);
    expect(namesThere()).toEqual([]);
    // SQLite's own side files, empty, may come while it looks.
    const after = printOf(folder);
    for (const name of ["journal-0001.db-wal", "journal-0001.db-shm"]) delete after[name];
    expect(after).toEqual(before);
  });

  it("that a killed process left half built is no backup, and is removed when it is old", () => {
    const half = join(folder, "backups", ".4711-20261120.partial");
    mkdirSync(half);
    writeFileSync(join(half, "journal-0001.db"), "half of it");
    expect(listBackups({ folder, header: readVaultFile(folder), key })).toEqual([]);
    create();
    // It may be another process at work.
    expect(namesThere()).toContain(".4711-20261120.partial");
    const old = new Date(Date.now() - 2 * 3_600_000);
    utimesSync(half, old, old);
    create();
    expect(namesThere()).toEqual(["0001-2026-11-20-asked", "0002-2026-11-20-asked"]);
  });
});

it("one that another thread or process is building is left to it", () => {
  const building = ".0a1b2c3d4e5f6071.partial";
  mkdirSync(join(folder, "backups", building));
  expect(create().name).toBe("0001-2026-11-20-asked");
  expect(namesThere()).toContain(building);
});

describe("the list", () => {
  it("is in the order they were made, whatever the clock said", () => {
    const days = ["2026-11-20", "2076-11-20", "1970-01-01", "2026-11-21"];
    const made = days.map((day) => create("asked", day).name);
    expect(
      listBackups({ folder, header: readVaultFile(folder), key }).map(({ day }) => day),
    ).toEqual(days.toReversed());
    expect(
      listBackups({ folder, header: readVaultFile(folder), key }).map(({ name }) => name),
    ).toEqual(made.toReversed());
  });

  it("counts on over 9999, and leaves out what is no backup", () => {
    const { name } = create();
    renameSync(join(folder, "backups", name), join(folder, "backups", "9999-2026-11-20-asked"));
    const next = create();
    expect(next.name).toBe("10000-2026-11-20-asked");
    mkdirSync(join(folder, "backups", "0002-2026-11-20-asked"));
    writeFileSync(join(folder, "backups", "notes.txt"), "mine");
    expect(
      listBackups({ folder, header: readVaultFile(folder), key }).map((backup) => backup.name),
    ).toEqual([next.name, "9999-2026-11-20-asked"]);
  });

  it("says what opens each", async () => {
    const open1 = create();
    key = await protect("walking slowly helps");
    const ours = create();
    const other = createUnder(await slotOf("of before", Buffer.alloc(32, 5)), Buffer.alloc(32, 5));
    const list = Object.fromEntries(
      listBackups({ folder, header: readVaultFile(folder), key }).map(({ name, opensWith }) => [
        name,
        opensWith,
      ]),
    );
    expect(list).toEqual({
      [open1.name]: "nothing",
      [ours.name]: "this_journal",
      [other]: "earlier_passphrase",
    });
  });
});

/** A backup of this journal under a key that it no longer has. */
function createUnder(slot: Slot, itsKey: Buffer): string {
  const file = join(place, "earlier.db");
  writeNextDatabase({ fromFile: databaseFile(), fromKey: key, toFile: file, toKey: itsKey });
  const header = { ...readVaultFile(folder), slots: [slot] };
  const { name } = createBackup({
    folder,
    databaseFile: file,
    header,
    key: itsKey,
    kind: "asked",
    created: CREATED,
    day: "2026-11-20",
  });
  return name;
}

describe("which are kept", () => {
  type Made = { name: string; kind: BackupKind; day: string };
  const DAY = 86_400_000;
  const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const daily = (day: string, index: number): Made => ({
    name: `${index} ${day}`,
    kind: "daily",
    day,
  });

  /** Makes them one after the other, as it happens, and prunes after each; gives the days that stay. */
  function keptAfter(days: readonly string[]): string[] {
    let there: Made[] = [];
    for (const [index, day] of days.entries()) {
      there = [daily(day, index), ...there];
      const kept = keptBackups(there);
      there = there.filter(({ name }) => kept.has(name));
    }
    return there.map(({ day }) => day);
  }
  const from = (start: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => dayOf(Date.parse(start) + index * DAY));

  it.each<[string, string[], string[]]>([
    ["one", ["2026-11-20"], ["2026-11-20"]],
    ["two of a day: the later one", ["2026-11-20", "2026-11-20"], ["2026-11-20"]],
    ["seven days", from("2026-11-14", 7), from("2026-11-14", 7).toReversed()],
    [
      "five weeks of days: seven days, the ends of four weeks, the end of a month",
      from("2026-10-19", 35),
      [
        ...from("2026-11-16", 7).toReversed(),
        ...["2026-11-15", "2026-11-08", "2026-11-01"],
        "2026-10-31",
      ],
    ],
    [
      "a day a month for two years: twelve months",
      Array.from({ length: 24 }, (_, month) => dayOf(Date.UTC(2025, month, 15))),
      Array.from({ length: 12 }, (_, month) => dayOf(Date.UTC(2026, 11 - month, 15))),
    ],
  ])("%s", (_, days, kept) => {
    expect(keptAfter(days)).toEqual(kept);
  });

  it.each([
    ["forward by fifty years, and back", "2076-11-20"],
    ["back to 1970, and forward", "1970-01-01"],
  ])("a clock that jumps %s costs one day, one week and one month at most", (_, jumped) => {
    const before = from("2026-10-19", 35);
    const whole = keptAfter(before);
    const after = keptAfter([...before, jumped]);
    expect(after[0]).toBe(jumped);
    const lost = whole.filter((day) => !after.includes(day));
    expect(lost.length).toBeLessThanOrEqual(3);
    // The newest stay in any case.
    expect(after).toEqual(expect.arrayContaining(from("2026-11-17", 6)));
    // And back: what was made since stays, and what was there before the jump.
    const back = keptAfter([...before, jumped, "2026-11-23"]);
    expect(back.slice(0, 2)).toEqual(["2026-11-23", jumped]);
    expect(back).toEqual(expect.arrayContaining(from("2026-11-18", 5)));
  });

  it("those made for a reason are counted by themselves, ten whatever their dates", () => {
    const kinds = ["asked", "before_import", "before_migration", "before_restore"] as const;
    const reasons = Array.from({ length: 14 }, (_, index) => ({
      name: `reason ${index}`,
      kind: kinds[index % 4] ?? "asked",
      day: index % 2 === 0 ? "1970-01-01" : "2076-11-20",
    }));
    const days = from("2026-11-14", 7).toReversed().map(daily);
    const kept = keptBackups([...reasons, ...days]);
    expect(kept).toEqual(new Set([...reasons.slice(0, 10), ...days].map(({ name }) => name)));
  });

  it("on disk: the eleventh that was asked for takes the place of the first, a daily one none", () => {
    create("daily", "2026-11-19");
    for (let count = 0; count < 11; count += 1) create("asked", "1970-01-01");
    const names = listBackups({ folder, header: readVaultFile(folder), key }).map(
      ({ name }) => name,
    );
    expect(names).toHaveLength(11);
    expect(names.at(-1)).toBe("0001-2026-11-19-daily");
    expect(names.at(-2)).toBe("0003-1970-01-01-asked");
    expect(namesThere()).toHaveLength(11);
  });
});

describe("verifying a backup", () => {
  it("finds a flipped bit in any page", () => {
    const { name } = create();
    const file = fileOf(name);
    expect(verify(name).ok).toBe(true);
    const pages = statSync(file).size / 4096;
    expect(pages).toBeGreaterThan(10);
    for (let page = 0; page < pages; page += 1) {
      const at = page * 4096 + ((page * 997) % 4096);
      flipBit(file, at);
      const found = verify(name);
      expect([page, found.ok, found.problems.length > 0]).toEqual([page, false, true]);
      expect(found.problems.join()).not.toMatch(/pass|key/iu);
      flipBit(file, at);
    }
    expect(verify(name).ok).toBe(true);
  });

  it("changes nothing", () => {
    const { name } = create();
    const before = printOf(folder);
    verify(name);
    expect(printOf(folder)).toEqual(before);
  });

  it("refuses what is not a backup of this journal", async () => {
    const { name } = create();
    const backups = join(folder, "backups");
    const other = join(place, "other");
    await makeVault(other, newId);
    cpSync(other, join(backups, "0007-2026-11-20-daily"), { recursive: true });
    cpSync(join(backups, name), join(backups, "0008-2026-11-20-daily"), { recursive: true });
    changeHeader(join(backups, "0008-2026-11-20-daily"), (header) => (header.version = 2));
    cpSync(join(backups, name), join(backups, "0009-2026-11-20-daily"), { recursive: true });
    rmSync(join(backups, "0009-2026-11-20-daily", "journal-0001.db"));
    cpSync(join(backups, name), join(place, "0010-2026-11-20-daily"), { recursive: true });
    for (const [wanted, reason] of [
      ["0007-2026-11-20-daily", "other_journal"],
      ["0008-2026-11-20-daily", "newer"],
      ["0009-2026-11-20-daily", "damaged"],
      ["0042-2026-11-20-daily", "missing"],
      // It is there, and is no name of a backup.
      ["../../0010-2026-11-20-daily", "missing"],
      [`${name}/`, "missing"],
      [`./${name}`, "missing"],
      ["..", "missing"],
      ["", "missing"],
    ] as const) {
      expect(() => verify(wanted), wanted).toThrow(refusal(reason));
    }
    expect(() => findBackup(folder, "..", readVaultFile(folder).vaultId)).toThrow(
      refusal("missing"),
    );
    expect(verify(name).ok).toBe(true);
  });
});

describe("renewing backups", () => {
  it("gives those under the journal's key its new passphrase, and the old one opens none", async () => {
    key = await protect("walking slowly helps");
    const { name } = create();
    const header = readVaultFile(folder);
    replaceVaultFile(folder, { ...header, slots: [await slotOf("another one", key)] });
    const database = filesHolding(folder, "").length;
    renew();
    const renewed = readVaultFile(join(folder, "backups", name));
    const keyOf = (text: string) =>
      openSlots(renewed.slots, { kind: "passphrase", text }, renewed.vaultId);
    expect(await keyOf("walking slowly helps")).toBeNull();
    expect((await keyOf("another one"))?.equals(key)).toBe(true);
    expect(renewed.backup).toMatchObject({ kind: "asked", day: "2026-11-20", entries: 5 });
    expect(verify(name).ok).toBe(true);
    expect(filesHolding(folder, "")).toHaveLength(database);
  });

  it("writes unprotected ones anew: neither the old key nor a slot that is open to all is left", async () => {
    const old = key;
    const names = [create("daily").name, create("asked").name];
    const traces = [old, old.toString("base64"), old.toString("hex"), '"none"'];
    // Control: before, they are found.
    expect(filesHolding(folder, ...traces)).toHaveLength(3);
    key = await protect("walking slowly helps");
    expect(filesHolding(folder, ...traces)).toHaveLength(2);
    renew();
    expect(filesHolding(folder, ...traces)).toEqual([]);
    for (const name of names) {
      expect(verify(name)).toMatchObject({ ok: true, entries: 5 });
      expect(readdirSync(join(folder, "backups", name))).toHaveLength(2);
      expect(() => openDatabase(fileOf(name), old, { readonly: true })).toThrow(damage);
    }
    expect(
      listBackups({ folder, header: readVaultFile(folder), key }).map(({ opensWith }) => opensWith),
    ).toEqual(["this_journal", "this_journal"]);
    const before = printOf(folder);
    renew();
    expect(printOf(folder)).toEqual(before);
  });

  it("writes those of the key that was changed just now anew, so that the old code opens none", async () => {
    const former = await protect("walking slowly helps");
    const { name } = create();
    const slots = readVaultFile(folder).slots;
    key = await protect("walking slowly helps");
    renewBackups({
      folder,
      header: readVaultFile(folder),
      key,
      unprotected: "rebuild",
    });
    expect(verify(name)).toMatchObject({ ok: true, entries: 5 });
    expect(readVaultFile(join(folder, "backups", name)).slots).not.toEqual(slots);
    expect(() => openDatabase(fileOf(name), former, { readonly: true })).toThrow(damage);
    expect(readdirSync(join(folder, "backups", name))).toHaveLength(2);
  });

  it("removes unprotected ones where that was chosen, and no other", async () => {
    create("daily");
    create("asked");
    key = await protect("walking slowly helps");
    const ours = create("asked");
    renew("remove");
    expect(namesThere()).toEqual([ours.name]);
  });

  it("goes on where a killed process stopped, at whatever step", async () => {
    const [first, second, third] = [create().name, create().name, create().name];
    const old = key;
    key = await protect("walking slowly helps");
    const { slots } = readVaultFile(folder);
    const at = (name: string): string => join(folder, "backups", name);
    // Half a next database; a whole one that nothing points to; and one that the old one still stands beside.
    writeFileSync(join(at(first), "journal-0002.db.partial"), "half of it");
    for (const name of [second, third]) {
      writeNextDatabase({
        fromFile: fileOf(name),
        fromKey: old,
        toFile: join(at(name), "journal-0002.db"),
        toKey: key,
      });
    }
    replaceVaultFile(at(third), {
      ...readVaultFile(at(third)),
      database: "journal-0002.db",
      slots,
    });
    renew();
    for (const name of [first, second, third]) {
      expect(readdirSync(at(name)).toSorted()).toEqual(["journal-0002.db", "vault.json"]);
      expect(verify(name)).toMatchObject({ ok: true, entries: 5 });
    }
    expect(filesHolding(folder, old, old.toString("base64"), '"none"')).toEqual([]);
  });

  it("leaves those of an earlier passphrase, of another journal, and damaged ones as they are", async () => {
    const broken = create().name;
    damagePages(fileOf(broken));
    key = await protect("walking slowly helps");
    const itsKey = Buffer.alloc(32, 5);
    const earlier = createUnder(await slotOf("of before", itsKey), itsKey);
    const other = join(place, "other");
    await makeVault(other, newId);
    cpSync(other, join(folder, "backups", "0099-2026-11-20-daily"), { recursive: true });
    const before = printOf(join(folder, "backups"));
    renew();
    expect(printOf(join(folder, "backups"))).toEqual(before);
    expect(verify(earlier, itsKey).ok).toBe(true);
    expect(verify(broken).ok).toBe(false);
  });

  it("opens those of a journal that gave its protection up, as it is open itself", async () => {
    key = await protect("walking slowly helps");
    const { name } = create();
    replaceVaultFile(folder, { ...readVaultFile(folder), slots: [noneSlot(key)] });
    renew();
    expect(listBackups({ folder, header: readVaultFile(folder), key })).toMatchObject([
      { name, opensWith: "nothing" },
    ]);
    expect(verify(name, Buffer.alloc(32)).ok).toBe(true);
  });
});
