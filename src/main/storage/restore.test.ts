import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { printOf } from "../../../tests/helpers/temporary-folder.ts";
import { damagePages, fillDatabase } from "../../../tests/helpers/vault-files.ts";
import type { Backup } from "../../shared/contract/backups.ts";
import { createBackup, listBackups, verifyBackup } from "./backups.ts";
import { openDatabase } from "./database.ts";
import { digestOf } from "./next-database.ts";
import { changeKey, restoreBackup } from "./restore.ts";
import { passphraseSlot, unwrapFormerKey } from "./slots.ts";
import { openVault } from "./vault.ts";
import { makeVault } from "./make-vault.ts";
import { keyInTheClear, newDataKey, readVaultFile } from "./vault-file.ts";

const newId = monotonicFactory();
const MOMENT = { created: "2026-11-20T14:30:00.000Z", day: "2026-11-20" };

let place: string;
let folder: string;
let key: Buffer;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), "stepback-restore-"));
  folder = join(place, "journal");
  await makeVault(folder, newId);
  key = keyInTheClear(readVaultFile(folder)) ?? Buffer.alloc(0);
  fill(4, "early");
});

afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

const databaseFile = (): string => join(folder, readVaultFile(folder).database);

function fill(entries: number, word: string): void {
  const database = openDatabase(databaseFile(), key);
  fillDatabase(database, entries, word);
  database.close();
}

function backUp(): Backup {
  const header = readVaultFile(folder);
  return createBackup({
    folder,
    databaseFile: databaseFile(),
    header,
    key,
    kind: "asked",
    ...MOMENT,
  });
}

function restore(name: string, backupKey = key): void {
  restoreBackup({ folder, header: readVaultFile(folder), key, name, backupKey, ...MOMENT });
}

/** All rows of the journal as one number, and its titles. */
async function content(): Promise<{ digest: string; titles: unknown[] }> {
  const vault = await openVault(folder, "command");
  try {
    const titles = vault.database.prepare("SELECT title FROM entries ORDER BY title").pluck().all();
    return { digest: digestOf(vault.database), titles };
  } finally {
    vault.close();
  }
}

const refusal = (reason: string) =>
  expect.objectContaining({ code: "BACKUP_REFUSED", data: { reason } });

describe("restoring a backup", () => {
  it("makes the journal exactly what the backup is, and keeps what was there as a backup", async () => {
    const early = await content();
    const { name } = backUp();
    fill(3, "late");
    const late = await content();
    restore(name);
    expect(await content()).toEqual(early);

    const [kept] = listBackups({ folder, header: readVaultFile(folder), key });
    expect(kept).toMatchObject({ kind: "before_restore", entries: 7 });
    restore(kept?.name ?? "");
    expect(await content()).toEqual(late);
  });

  it("keeps the id and the ways into the journal", async () => {
    const before = readVaultFile(folder);
    const { name } = backUp();
    restore(name);
    expect(readVaultFile(folder)).toEqual({ ...before, database: "journal-0002.db" });
  });

  it("of before the first passphrase brings its text under the journal's key", async () => {
    const { name } = backUp();
    const header = readVaultFile(folder);
    const toKey = newDataKey();
    const slots = [
      await passphraseSlot("walking slowly helps", toKey, header.vaultId, {
        memory: 8192,
        passes: 1,
        lanes: 1,
      }),
    ];
    changeKey({ folder, header, fromKey: key, toKey, slots });
    key = toKey;
    restore(name);
    expect(readVaultFile(folder).slots).toEqual(slots);
    const database = openDatabase(databaseFile(), toKey, { readonly: true });
    expect(database.prepare("SELECT count(*) FROM entries").pluck().get()).toBe(4);
    database.close();
  });

  it("in the place of a damaged journal keeps the damaged file under a name that stays", async () => {
    const early = await content();
    const { name } = backUp();
    damagePages(databaseFile());
    const broken = readFileSync(databaseFile());
    restore(name);
    expect(await content()).toEqual(early);
    expect(readFileSync(join(folder, "damaged-journal-0001.db")).equals(broken)).toBe(true);
    // What cannot be read is no backup.
    expect(
      listBackups({ folder, header: readVaultFile(folder), key }).map((backup) => backup.name),
    ).toEqual([name]);
  });

  it("in the place of a lost database makes it anew", async () => {
    const early = await content();
    const { name } = backUp();
    rmSync(databaseFile());
    restore(name);
    expect(await content()).toEqual(early);
    expect(readdirSync(folder).filter((file) => file.startsWith("damaged-"))).toEqual([]);
  });

  it("restores the oldest of ten that were made for a reason, and it stays", async () => {
    const early = await content();
    const { name } = backUp();
    fill(1, "late");
    for (let count = 0; count < 9; count += 1) backUp();
    expect(listBackups({ folder, header: readVaultFile(folder), key })).toHaveLength(10);
    restore(name);
    expect(await content()).toEqual(early);
    expect(readdirSync(join(folder, "backups"))).toContain(name);
  });
});

describe("what is refused changes nothing", () => {
  async function expectRefused(name: string, reason: string, backupKey = key): Promise<void> {
    const before = await content();
    const [header, file] = [
      readFileSync(join(folder, "vault.json"), "utf8"),
      readFileSync(databaseFile()),
    ];
    const names = readdirSync(folder);
    expect(() => restore(name, backupKey), name).toThrow(refusal(reason));
    expect(readFileSync(join(folder, "vault.json"), "utf8")).toBe(header);
    expect(readFileSync(databaseFile()).equals(file)).toBe(true);
    expect(readdirSync(folder)).toEqual(names);
    expect(await content()).toEqual(before);
  }

  it("a backup that is not there, of another journal, or with no database: not one file", async () => {
    const { name } = backUp();
    const backups = join(folder, "backups");
    const other = join(place, "other");
    await makeVault(other, newId);
    cpSync(other, join(backups, "0007-2026-11-20-daily"), { recursive: true });
    cpSync(join(backups, name), join(backups, "0008-2026-11-20-daily"), { recursive: true });
    rmSync(join(backups, "0008-2026-11-20-daily", "journal-0001.db"));
    const before = printOf(folder);
    for (const [wanted, reason] of [
      ["0007-2026-11-20-daily", "other_journal"],
      ["0008-2026-11-20-daily", "damaged"],
      ["0042-2026-11-20-daily", "missing"],
      ["../../other", "missing"],
      ["", "missing"],
    ] as const) {
      expect(() => restore(wanted), wanted).toThrow(refusal(reason));
      expect(printOf(folder)).toEqual(before);
    }
  });

  it("a damaged backup, and one under a key that was not given", async () => {
    const { name } = backUp();
    const file = join(folder, "backups", name, "journal-0001.db");
    const sound = readFileSync(file);
    damagePages(file);
    await expectRefused(name, "damaged");
    writeFileSync(file, "half of it");
    await expectRefused(name, "damaged");
    writeFileSync(file, sound);
    // Control: as it was made it is taken.
    restore(name);
    expect(readVaultFile(folder).database).toBe("journal-0002.db");
  });

  it("when no backup of what is there can be made first", async () => {
    const { name } = backUp();
    const header = readVaultFile(folder);
    const before = await content();
    // A day too long for a file's name stands for a disk that takes no backup.
    const day = `2026-11-20${"0".repeat(300)}`;
    const order = { folder, header, key, name, backupKey: key, ...MOMENT, day };
    expect(() => restoreBackup(order)).toThrow(refusal("not_made"));
    expect(readVaultFile(folder)).toEqual(header);
    expect(existsSync(join(folder, "journal-0002.db"))).toBe(false);
    expect(readdirSync(join(folder, "backups"))).toEqual([name]);
    expect(await content()).toEqual(before);
    expect(verifyBackup({ folder, name, header, key }).ok).toBe(true);
  });
});

describe("changing the key", () => {
  it("writes the journal anew under it; the old database stays until it is swept", async () => {
    const before = await content();
    const header = readVaultFile(folder);
    const toKey = newDataKey();
    const slots = [
      await passphraseSlot("walking slowly helps", toKey, header.vaultId, {
        memory: 8192,
        passes: 1,
        lanes: 1,
      }),
    ];
    changeKey({ folder, header, fromKey: key, toKey, slots });
    const { formerKey, ...changed } = readVaultFile(folder);
    expect({ ...changed, formerKey: undefined }).toEqual({
      ...header,
      database: "journal-0002.db",
      slots,
    });
    // Under the new key, for backups that are not written anew yet.
    expect(formerKey && unwrapFormerKey(formerKey, toKey, header.vaultId)).toEqual(key);
    const database = openDatabase(databaseFile(), toKey, { readonly: true });
    expect(digestOf(database)).toBe(before.digest);
    database.close();
    expect(existsSync(join(folder, "journal-0001.db"))).toBe(true);
  });

  it("of a damaged journal changes nothing", () => {
    damagePages(databaseFile());
    const header = readVaultFile(folder);
    const before = readFileSync(join(folder, "vault.json"), "utf8");
    expect(() =>
      changeKey({ folder, header, fromKey: key, toKey: newDataKey(), slots: header.slots }),
    ).toThrow(expect.objectContaining({ code: "JOURNAL_DAMAGED" }));
    expect(readFileSync(join(folder, "vault.json"), "utf8")).toBe(before);
    expect(readdirSync(folder).filter((name) => name.startsWith("journal-0002"))).toEqual([]);
  });
});
