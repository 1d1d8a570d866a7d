import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StepbackError } from "../../shared/contract/errors.ts";
import { checkVault } from "./check.ts";
import { damageOr, openDatabase } from "./database.ts";
import { noneSlot, passphraseSlot, type Secret } from "./slots.ts";
import { openVault, unlockVault, type Vault } from "./vault.ts";
import { type MakeSlots, makeVault } from "./make-vault.ts";
import { lookForVault } from "./vault-folder.ts";
import { keyInTheClear, readVaultFile, type VaultHeader, writeVaultFile } from "./vault-file.ts";

const newId = monotonicFactory();
const NOW = "2026-11-20T16:40:12.000Z";
const DATABASE = "journal-0001.db";

let place: string;
let folder: string;
const open: Vault[] = [];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "stepback-vault-"));
  folder = join(place, "journal");
});

afterEach(() => {
  for (const vault of open.splice(0)) vault.close();
  rmSync(place, { recursive: true, force: true });
});

async function opened(work: "window" | "command" = "window"): Promise<Vault> {
  const vault = await openVault(folder, work);
  open.push(vault);
  return vault;
}

function closed(vault: Vault): void {
  open.splice(open.indexOf(vault), 1);
  vault.close();
}

/** The key of a vault that is not protected. */
function keyOf(header: VaultHeader): Buffer {
  const key = keyInTheClear(header);
  if (key === null) throw new Error("it is protected");
  return key;
}

function inJournal(name: string): string {
  return join(folder, name);
}

/** Every file below a folder with its SHA-256, and every folder. */
function hashes(root: string): Record<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const path = join(root, name);
      if (statSync(path).isDirectory()) return [name, "a folder"];
      return [name, createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}

async function failure(action: () => Promise<unknown>): Promise<StepbackError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof StepbackError) return error;
    throw error;
  }
  throw new Error("it did not fail");
}

async function codeOf(action: () => Promise<unknown>): Promise<string> {
  return (await failure(action)).code;
}

/** Puts so many free entries of 2 KB into a journal. */
function fill(vault: Vault, entries: number, word = "step"): void {
  const entry = vault.database.prepare(
    `INSERT INTO entries (id, kind, title, date, time_zone, created, updated)
     VALUES (?, 'free', ?, '2026-11-20', 'Europe/Berlin', '${NOW}', '${NOW}')`,
  );
  const section = vault.database.prepare(
    `INSERT INTO sections
       (id, entry_id, sort_key, document, document_schema, text, words, created, updated)
     VALUES (?, ?, 'a0', '{}', 1, ?, 1, '${NOW}', '${NOW}')`,
  );
  vault.database.transaction(() => {
    for (let index = 0; index < entries; index += 1) {
      const id = newId();
      entry.run(id, `${word} ${index}`);
      section.run(newId(), id, `${word} `.repeat(2000 / (word.length + 1)));
    }
  })();
}

/** Runs as a user who is not allowed everything, also where the tests run as root. */
async function unprivileged<Result>(action: () => Promise<Result>): Promise<Result> {
  const { geteuid, seteuid } = process;
  if (geteuid === undefined || seteuid === undefined || geteuid() !== 0) return action();
  seteuid(65_534);
  try {
    return await action();
  } finally {
    seteuid(0);
  }
}

const onPosix = process.platform === "win32" ? "skipped: Windows has no modes" : "";

describe("making a vault", () => {
  it("makes the folder, its header, its database, its lock and its backups, and nothing beside", async () => {
    await makeVault(folder, newId);
    expect(readdirSync(folder).sort()).toEqual(["backups", DATABASE, "lock.db", "vault.json"]);
    expect(readdirSync(place)).toEqual(["journal"]);
    expect(lookForVault(folder)).toBe("vault");
    expect(checkVault((await opened()).database)).toEqual([]);
  });

  it("makes the folders above, and takes an empty folder", async () => {
    const deep = join(place, "a", "b", "journal");
    await makeVault(deep, newId);
    expect(lookForVault(deep)).toBe("vault");
    mkdirSync(folder);
    await makeVault(folder, newId);
    expect(lookForVault(folder)).toBe("vault");
  });

  it("gives every vault an id and a key of its own", async () => {
    await makeVault(folder, newId);
    const other = join(place, "other");
    await makeVault(other, newId);
    const [left, right] = [readVaultFile(folder), readVaultFile(other)];
    expect(keyOf(left)).toHaveLength(32);
    expect(keyOf(left).equals(keyOf(right))).toBe(false);
    expect(left.vaultId).not.toBe(right.vaultId);
  });

  it.skipIf(onPosix)(`is for the owner alone, whatever the umask ${onPosix}`, async () => {
    const before = process.umask(0);
    try {
      // Control: with this umask an ordinary file is open to everyone.
      writeFileSync(join(place, "ordinary"), "");
      expect(statSync(join(place, "ordinary")).mode & 0o777).toBe(0o666);

      await makeVault(folder, newId);
      const vault = await opened();
      fill(vault, 3);
      const modes = Object.fromEntries(
        readdirSync(folder).map((name) => [
          name,
          (statSync(inJournal(name)).mode & 0o777).toString(8),
        ]),
      );
      expect(modes).toEqual({
        backups: "700",
        [DATABASE]: "600",
        [`${DATABASE}-shm`]: "600",
        [`${DATABASE}-wal`]: "600",
        "lock.db": "600",
        "vault.json": "600",
      });
      expect((statSync(folder).mode & 0o777).toString(8)).toBe("700");
    } finally {
      process.umask(before);
    }
  });

  it.skipIf(onPosix)(
    `makes an empty folder that others may read the owner's alone ${onPosix}`,
    async () => {
      mkdirSync(folder, { mode: 0o755 });
      await makeVault(folder, newId);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    },
  );

  it("refuses a file, and leaves it", async () => {
    writeFileSync(folder, "mine");
    expect(await codeOf(() => makeVault(folder, newId))).toBe("NOT_A_JOURNAL");
    expect(await codeOf(() => makeVault(join(folder, "below"), newId))).toBe("NOT_A_JOURNAL");
    expect(readFileSync(folder, "utf8")).toBe("mine");
  });

  it("refuses a folder that holds anything else, and leaves it", async () => {
    mkdirSync(folder);
    writeFileSync(inJournal("letter.txt"), "mine");
    const before = hashes(place);
    expect(await codeOf(() => makeVault(folder, newId))).toBe("NOT_A_JOURNAL");
    expect(hashes(place)).toEqual(before);
  });

  it("refuses a journal that is there, and leaves it", async () => {
    await makeVault(folder, newId);
    const before = hashes(place);
    expect(await codeOf(() => makeVault(folder, newId))).toBe("JOURNAL_EXISTS");
    expect(hashes(place)).toEqual(before);
  });

  it("refuses the place of a journal that lost its header: it is not empty", async () => {
    await makeVault(folder, newId);
    rmSync(inJournal("vault.json"));
    const before = hashes(place);
    expect(await codeOf(() => makeVault(folder, newId))).toBe("JOURNAL_EXISTS");
    expect(hashes(place)).toEqual(before);
  });

  it.skipIf(onPosix)(`says so where it may not write, and leaves nothing ${onPosix}`, async () => {
    const { mode } = statSync(place);
    expect(mode & 0o077).toBe(0);
    const error = await unprivileged(() =>
      failure(() => makeVault(join(tmpdir(), "..", "stepback-denied"), newId)),
    );
    expect(error).toMatchObject({ code: "FOLDER_UNUSABLE", data: { reason: "denied" } });
    expect(existsSync(join(tmpdir(), "..", "stepback-denied"))).toBe(false);
  });

  it("leaves nothing behind when it fails half-way", async () => {
    // The header is written last: by then the database stands there.
    let standing: string[] = [];
    const failing: MakeSlots = (key) => {
      const toJSON = (): never => {
        standing = readdirSync(place, { recursive: true, encoding: "utf8" });
        throw new Error("no header");
      };
      return Promise.resolve([Object.assign(noneSlot(key), { toJSON })]);
    };
    await expect(makeVault(folder, newId, failing)).rejects.toThrow("no header");
    expect(standing.some((name) => name.endsWith(DATABASE))).toBe(true);
    expect(readdirSync(place)).toEqual([]);

    const asking: MakeSlots = () => Promise.reject(new Error("nobody answered"));
    await expect(makeVault(folder, newId, asking)).rejects.toThrow("nobody answered");
    expect(readdirSync(place)).toEqual([]);
  });

  it("is not misled by what a killed attempt left: neither is it a journal, nor in the way", async () => {
    await makeVault(folder, newId);
    const half = join(place, `.journal.${newId()}.partial`);
    // What stands there shortly before the rename.
    mkdirSync(half);
    writeFileSync(join(half, DATABASE), readFileSync(inJournal(DATABASE)));
    rmSync(folder, { recursive: true });

    expect(lookForVault(folder)).toBe("nothing");
    expect(await codeOf(() => openVault(folder, "window"))).toBe("NO_JOURNAL");
    expect(await codeOf(() => openVault(place, "window"))).toBe("NOT_A_JOURNAL");
    await makeVault(folder, newId);
    expect(lookForVault(folder)).toBe("vault");
  });
});

describe("opening a vault", () => {
  it("finds again what was kept", async () => {
    await makeVault(folder, newId);
    const vault = await opened();
    fill(vault, 2, "kept");
    closed(vault);
    const { database } = await opened();
    const titles = database.prepare("SELECT title FROM entries ORDER BY title").pluck().all();
    expect(titles).toEqual(["kept 0", "kept 1"]);
  });

  it("zeroes the key when it closes", async () => {
    await makeVault(folder, newId);
    const vault = await opened();
    expect(vault.key.some((byte) => byte !== 0)).toBe(true);
    closed(vault);
    expect(vault.key.every((byte) => byte === 0)).toBe(true);
  });

  it("says that there is no journal where there is none, and makes none", async () => {
    expect(await codeOf(() => openVault(folder, "window"))).toBe("NO_JOURNAL");
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder);
    expect(await codeOf(() => openVault(folder, "command"))).toBe("NO_JOURNAL");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says that a file or a stranger's folder is not a journal, and leaves it", async () => {
    writeFileSync(folder, "mine");
    expect(await codeOf(() => openVault(folder, "window"))).toBe("NOT_A_JOURNAL");
    const strange = join(place, "strange");
    mkdirSync(strange);
    writeFileSync(join(strange, "letter.txt"), "mine");
    const before = hashes(place);
    expect(await codeOf(() => openVault(strange, "window"))).toBe("NOT_A_JOURNAL");
    expect(hashes(place)).toEqual(before);
  });

  it("refuses a second window, lets commands in beside it, and a window again after it", async () => {
    await makeVault(folder, newId);
    const first = await opened("window");
    expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_BUSY");
    fill(await opened("command"), 1, "beside");
    expect(first.database.prepare("SELECT count(*) FROM entries").pluck().get()).toBe(1);
    closed(first);
    expect((await opened("window")).folder).toBe(folder);
  });

  it("gives its place up again when it cannot open", async () => {
    await makeVault(folder, newId);
    const header = readFileSync(inJournal("vault.json"));
    writeFileSync(inJournal("vault.json"), "{");
    expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_DAMAGED");
    writeFileSync(inJournal("vault.json"), header);
    expect((await opened("window")).folder).toBe(folder);
  });
});

describe("a protected vault", () => {
  const CHEAP = { memory: 8192, passes: 1, lanes: 1 };
  const secret = (text: string): Secret => ({ kind: "passphrase", text });

  beforeEach(() =>
    makeVault(folder, newId, async (key, vaultId) => [
      await passphraseSlot("walking slowly helps", key, vaultId, CHEAP),
    ]),
  );

  it("opens with its passphrase, and has its key nowhere in its files", async () => {
    const vault = await openVault(folder, "window", () =>
      unlockVault(folder, secret("walking slowly helps")),
    );
    open.push(vault);
    fill(vault, 2);
    const forms = [vault.key, vault.key.toString("base64"), vault.key.toString("hex")];
    const holdsKey = (): string[] =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
        const path = inJournal(name);
        if (statSync(path).isDirectory()) return false;
        return forms.some((form) => readFileSync(path).includes(form));
      });
    expect(holdsKey()).toEqual([]);
    // Control: where it stands in the clear it is found.
    writeFileSync(inJournal("clear.json"), JSON.stringify(noneSlot(vault.key)));
    expect(holdsKey()).toEqual(["clear.json"]);
  });

  it("is locked without it, and says when another one was given; neither changes anything", async () => {
    const before = hashes(folder);
    expect(await codeOf(() => openVault(folder, "window"))).toBe("LOCKED");
    const error = await failure(() =>
      openVault(folder, "command", () => unlockVault(folder, secret("walking slowly helped"))),
    );
    expect(error).toMatchObject({ code: "WRONG_SECRET", data: { what: "passphrase" } });
    expect(hashes(folder)).toEqual(before);
    // Its place is free again.
    const vault = await openVault(folder, "window", () =>
      unlockVault(folder, secret("walking slowly helps")),
    );
    open.push(vault);
    expect(vault.readOnly).toBeNull();
  });

  it("is damaged, not locked, when the passphrase fits and the database does not", async () => {
    const bytes = readFileSync(inJournal(DATABASE));
    writeFileSync(inJournal(DATABASE), Buffer.concat([Buffer.alloc(4096), bytes.subarray(4096)]));
    const opening = () =>
      openVault(folder, "window", () => unlockVault(folder, secret("walking slowly helps")));
    expect(await codeOf(opening)).toBe("JOURNAL_DAMAGED");
    expect(await codeOf(() => openVault(folder, "window"))).toBe("LOCKED");
  });
});

it("one flipped bit anywhere in the header of a protected vault is never a wrong passphrase", async () => {
  const cost = { memory: 8192, passes: 1, lanes: 1 };
  await makeVault(folder, newId, async (key, vaultId) => [
    await passphraseSlot("walking slowly helps", key, vaultId, cost),
  ]);
  const secret: Secret = { kind: "passphrase", text: "walking slowly helps" };
  const sound = readFileSync(inJournal("vault.json"));
  const came = new Map<string, number>();
  for (let byte = 0; byte < sound.length; byte += 1) {
    const flipped = Buffer.from(sound);
    flipped[byte] = (flipped[byte] ?? 0) ^ (1 << (byte % 7));
    writeFileSync(inJournal("vault.json"), flipped);
    const result = await unlockVault(folder, secret).then(
      () => "opened",
      (error: StepbackError) => error.code,
    );
    came.set(result, (came.get(result) ?? 0) + 1);
  }
  // What opens all the same was flipped in white space, or in the name of the check.
  expect(
    [...came.keys()].filter((code) => !/^(?:opened|JOURNAL_(?:DAMAGED|NEWER))$/u.test(code)),
  ).toEqual([]);
  expect(came.get("JOURNAL_DAMAGED")).toBeGreaterThan(sound.length * 0.7);
});

describe("a folder that cannot be written to", () => {
  /** What stands in the system's temporary folder for reading. */
  const copies = (): string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith(`stepback-reading-${process.pid}-`));

  /** Takes the right to write away from everybody; a text where that cannot be had here: why. */
  function closeForWriting(): (() => void) | string {
    if (process.platform === "win32") return "Windows has no modes";
    if (process.getuid?.() !== 0) {
      chmodSync(folder, 0o500);
      return () => chmodSync(folder, 0o700);
    }
    // For root modes are none; a disk that is mounted for reading is.
    const mount = (...args: string[]) => spawnSync("mount", [...args, folder]).status === 0;
    if (!mount("--bind", folder)) return "root cannot mount here";
    const undo = () => {
      spawnSync("umount", [folder]);
    };
    if (mount("-o", "remount,ro,bind")) return undo;
    undo();
    return "root cannot mount for reading here";
  }

  it("opens for reading, with what only its log holds, and is not touched", async (context) => {
    await makeVault(folder, newId);
    const writing = await opened();
    fill(writing, 3, "kept");
    expect(statSync(inJournal(`${DATABASE}-wal`)).size).toBeGreaterThan(0);
    const openAgain = closeForWriting();
    if (typeof openAgain === "string") return context.skip(openAgain);
    try {
      const before = hashes(folder);
      const vault = await openVault(folder, "window");
      try {
        expect(vault.readOnly).toBe("folder");
        expect(vault.databaseFile.startsWith(folder)).toBe(false);
        expect(copies()).toHaveLength(1);
        expect(vault.database.prepare("SELECT count(*) FROM entries").pluck().get()).toBe(3);
        expect(() => vault.database.exec("DELETE FROM entries")).toThrow(/readonly/);
        // There is nothing that two windows could do to it.
        (await openVault(folder, "window")).close();
      } finally {
        vault.close();
      }
      expect(copies()).toEqual([]);
      expect(hashes(folder)).toEqual(before);
    } finally {
      openAgain();
    }
  });
});

describe("a lost header", () => {
  /** A vault in `backups/` as a backup is: nothing else is read of it than its header. */
  function addBackup(name: string, header: VaultHeader | string): void {
    const backup = join(folder, "backups", name);
    mkdirSync(backup);
    if (typeof header === "string") writeFileSync(join(backup, "vault.json"), header);
    else writeVaultFile(backup, header);
  }

  it("is taken from the newest backup that has one, and written once the journal has opened", async () => {
    await makeVault(folder, newId);
    const vault = await opened();
    fill(vault, 2);
    closed(vault);
    const header = readVaultFile(folder);
    const slots = [noneSlot(Buffer.alloc(32, 1))];
    addBackup("0001-2026-11-20-daily", { ...header, slots });
    addBackup("0009-2026-11-18-daily", header);
    addBackup("0010-2026-11-19-asked", "half of it");
    for (const lose of [
      () => rmSync(inJournal("vault.json")),
      () => writeFileSync(inJournal("vault.json"), "{"),
    ]) {
      lose();
      expect(lookForVault(folder)).toBe("vault");
      const again = await opened();
      expect(again.database.prepare("SELECT count(*) FROM entries").pluck().get()).toBe(2);
      closed(again);
      expect(readVaultFile(folder)).toEqual(header);
    }
  });

  it("is not taken where it does not open the journal, and nothing is written", async () => {
    await makeVault(folder, newId);
    const header = readVaultFile(folder);
    addBackup("0001-2026-11-20-daily", { ...header, slots: [noneSlot(Buffer.alloc(32, 1))] });
    rmSync(inJournal("vault.json"));
    expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_DAMAGED");
    expect(existsSync(inJournal("vault.json"))).toBe(false);
  });

  it("is found beside another journal's backup, and a database that a killed change left", async () => {
    await makeVault(folder, newId);
    const vault = await opened();
    fill(vault, 2);
    closed(vault);
    const header = readVaultFile(folder);
    addBackup("0001-2026-11-20-daily", header);
    addBackup("0002-2026-11-21-daily", {
      ...header,
      vaultId: newId(),
      slots: [noneSlot(Buffer.alloc(32, 1))],
    });
    writeFileSync(inJournal("journal-0002.db"), Buffer.alloc(8192, 7));
    writeFileSync(inJournal("vault.json"), "half of it");
    const again = await opened();
    expect(again.database.prepare("SELECT count(*) FROM entries").pluck().get()).toBe(2);
    closed(again);
    expect(readVaultFile(folder)).toEqual(header);
    // What it might have been is kept, and no sweep takes it.
    for (const name of ["damaged-vault.json", "damaged-journal-0002.db"]) {
      expect(existsSync(inJournal(name))).toBe(true);
    }
  });

  it("and a lost database leave a damaged journal with its backups, not a stranger's folder", async () => {
    await makeVault(folder, newId);
    addBackup("0001-2026-11-20-daily", readVaultFile(folder));
    rmSync(inJournal("vault.json"));
    rmSync(inJournal(DATABASE));
    expect(lookForVault(folder)).toBe("vault");
    expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_DAMAGED");
    expect((await unlockVault(folder, null)).key).toHaveLength(32);
  });

  it("of a newer version is not taken from a backup: it is not lost", async () => {
    await makeVault(folder, newId);
    addBackup("0001-2026-11-20-daily", readVaultFile(folder));
    writeFileSync(inJournal("vault.json"), '{"stepback": "vault", "version": 2}');
    expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_NEWER");
    expect(readFileSync(inJournal("vault.json"), "utf8")).toContain('"version": 2');
  });
});

describe("on disk", () => {
  const MARKER = "Zwiebelfisch";

  /** The files below a folder in which the marker stands in plain text. */
  function filesWith(marker: string, root: string): string[] {
    return readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => {
      const path = join(root, name);
      return (
        statSync(path).isFile() &&
        ["utf8", "utf16le"].some((encoding) =>
          readFileSync(path).includes(Buffer.from(marker, encoding as BufferEncoding)),
        )
      );
    });
  }

  it("no word of the journal is readable, open or closed; nor what tables it has", async () => {
    await makeVault(folder, newId);
    const vault = await opened();
    fill(vault, 40, MARKER);
    // Sorting what is larger than the cache would use temporary files.
    vault.database.prepare("SELECT text FROM sections ORDER BY text, id").all();
    expect(existsSync(inJournal(`${DATABASE}-wal`))).toBe(true);
    for (const word of [MARKER, "sections", "SQLite format 3"]) {
      expect([word, filesWith(word, inJournal(""))]).toEqual([
        word,
        word === "SQLite format 3" ? ["lock.db"] : [],
      ]);
    }
    closed(vault);
    for (const word of [MARKER, "sections"])
      expect([word, filesWith(word, folder)]).toEqual([word, []]);
  });

  it("control: in a database without a key the same words are found", async () => {
    mkdirSync(folder);
    const plain = new Sqlite(inJournal("plain.db"));
    plain.pragma("journal_mode=WAL");
    plain.exec("CREATE TABLE sections (text)");
    plain.prepare("INSERT INTO sections VALUES (?)").run(MARKER);
    expect(filesWith(MARKER, folder)).toContain("plain.db-wal");
    plain.close();
    expect(filesWith(MARKER, folder)).toEqual(["plain.db"]);
    expect(filesWith("sections", folder)).toEqual(["plain.db"]);
  });
});

describe("what is damaged", () => {
  /** Opening says so, changes nothing, and never speaks of a passphrase. */
  async function expectDamage(): Promise<void> {
    const before = hashes(folder);
    const error = await failure(() => openVault(folder, "window"));
    expect(error.code).toBe("JOURNAL_DAMAGED");
    expect(JSON.stringify([error.message, error.data, String(error)])).not.toMatch(
      /pass|key|secret/i,
    );
    const after = hashes(folder);
    // SQLite's own side files, empty, may come while it looks.
    for (const name of [`${DATABASE}-wal`, `${DATABASE}-shm`]) {
      if (before[name] === undefined) delete after[name];
    }
    expect(after).toEqual(before);
  }

  beforeEach(async () => {
    await makeVault(folder, newId);
    const vault = await opened();
    fill(vault, 20);
    closed(vault);
  });

  it("control: untouched, it opens and its check finds nothing", async () => {
    expect(checkVault((await opened()).database)).toEqual([]);
  });

  it("a lost header, with its database there", async () => {
    rmSync(inJournal("vault.json"));
    expect(lookForVault(folder)).toBe("vault");
    await expectDamage();
  });

  it("a lost database, with its header there: none is made in its place", async () => {
    rmSync(inJournal(DATABASE));
    await expectDamage();
    expect(existsSync(inJournal(DATABASE))).toBe(false);
  });

  it("a database cut down to nothing, or to an empty one: no new journal is begun in it", async () => {
    const key = keyOf(readVaultFile(folder));
    writeFileSync(inJournal(DATABASE), "");
    await expectDamage();
    rmSync(inJournal(DATABASE));
    openDatabase(inJournal(DATABASE), key).close();
    expect(statSync(inJournal(DATABASE)).size).toBeGreaterThan(0);
    await expectDamage();
  });

  it.each([
    ["nothing", ""],
    ["half of it", '{"stepback": "vault", "ver'],
    ["no map", "null"],
    ["somebody else's JSON", '{"name": "left-pad", "version": "1.0.0"}'],
    ["an older version than any", '{"stepback": "vault", "version": 0}'],
  ])("a header with %s", async (_, content) => {
    writeFileSync(inJournal("vault.json"), content);
    await expectDamage();
  });

  it.each<[string, (header: Record<string, unknown>) => void]>([
    ["no slots", (header) => Object.assign(header, { slots: [] })],
    [
      "a key that is too short",
      (header) => Object.assign(header, { slots: [{ kind: "none", version: 1, key: "c2hvcnQ=" }] }),
    ],
    [
      "a database outside the folder",
      (header) => Object.assign(header, { database: "../journal-0001.db" }),
    ],
    ["a database of another name", (header) => Object.assign(header, { database: "letter.txt" })],
    ["no id", (header) => delete header["id"]],
  ])("a header with %s", async (_, change) => {
    const header = JSON.parse(readFileSync(inJournal("vault.json"), "utf8")) as Record<
      string,
      unknown
    >;
    change(header);
    writeFileSync(inJournal("vault.json"), JSON.stringify(header));
    await expectDamage();
  });

  it("a header with the key of another vault", async () => {
    const other = join(place, "other");
    await makeVault(other, newId);
    writeFileSync(inJournal("vault.json"), readFileSync(join(other, "vault.json")));
    await expectDamage();
  });

  it("somebody else's SQLite file under the journal's name", async () => {
    rmSync(inJournal(DATABASE));
    const stranger = new Sqlite(inJournal(DATABASE));
    stranger.exec("CREATE TABLE letters (text); INSERT INTO letters VALUES ('mine')");
    stranger.close();
    await expectDamage();
    // Without a header beside it too: not ours to open, and not to be taken for an empty place.
    rmSync(inJournal("vault.json"));
    await expectDamage();
    expect(await codeOf(() => makeVault(folder, newId))).toBe("JOURNAL_EXISTS");
  });

  it("a first page that was overwritten, cut off or zeroed", async () => {
    const whole = readFileSync(inJournal(DATABASE));
    for (const bytes of [
      Buffer.concat([Buffer.alloc(4096, 0x55), whole.subarray(4096)]),
      Buffer.concat([Buffer.alloc(4096), whole.subarray(4096)]),
      whole.subarray(0, 1000),
      Buffer.from("Dear diary"),
    ]) {
      writeFileSync(inJournal(DATABASE), bytes);
      await expectDamage();
    }
  });

  it("one flipped bit in any page, found when it is opened, read or checked", async () => {
    const whole = readFileSync(inJournal(DATABASE));
    const pages = whole.length / 4096;
    expect(pages).toBeGreaterThan(30);
    const found: string[] = [];
    for (let page = 0; page < pages; page += 1) {
      const bytes = Buffer.from(whole);
      const at = page * 4096 + ((page * 997) % 4096);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
      writeFileSync(inJournal(DATABASE), bytes);
      let vault: Vault | undefined;
      try {
        vault = await openVault(folder, "window");
        // What opens has a readable schema: statements are prepared next, outside of any check.
        vault.database.prepare("SELECT id FROM entries");
        const problems = checkVault(vault.database);
        found.push(problems.length > 0 ? "checked" : `page ${page} passes`);
        expect(problems.join()).not.toMatch(/pass|key/i);
      } catch (error) {
        expect(error).toMatchObject({ code: "JOURNAL_DAMAGED" });
        found.push("opened");
      } finally {
        vault?.close();
      }
    }
    expect(new Set(found)).toEqual(new Set(["opened", "checked"]));
  });

  it("a page that is damaged is damage to whoever reads it, not a bug", async () => {
    const bytes = readFileSync(inJournal(DATABASE));
    for (let at = 8192 + 100; at < bytes.length; at += 4096) {
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    }
    writeFileSync(inJournal(DATABASE), bytes);
    let thrown: unknown;
    try {
      (await opened()).database.prepare("SELECT * FROM sections").all();
    } catch (error) {
      thrown = damageOr(error);
    }
    expect(thrown).toMatchObject({ code: "JOURNAL_DAMAGED" });
  });
});

describe("what is newer than this program", () => {
  beforeEach(() => makeVault(folder, newId));

  it.each([
    ["a later kind", { kind: "smart_card", version: 1 }],
    ["a later version", { kind: "none", version: 2 }],
  ])("nothing but a slot of %s", async (_, slot) => {
    const file = join(folder, "vault.json");
    const header = JSON.parse(readFileSync(file, "utf8")) as object;
    // As a later program would write it: with a check of its own.
    writeFileSync(file, JSON.stringify({ ...header, slots: [slot], check: undefined }));
    expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_NEWER");
  });

  it("a header of version 2, whatever else it says", async () => {
    writeFileSync(inJournal("vault.json"), '{"stepback": "vault", "version": 2, "keys": {}}');
    const before = hashes(folder);
    expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_NEWER");
    expect(hashes(folder)).toEqual(before);
  });

  it.each(["WAL", "DELETE"])(
    "a later schema, left untouched to the last bit (%s)",
    async (mode) => {
      const later = openDatabase(inJournal(DATABASE), keyOf(readVaultFile(folder)));
      later.pragma("user_version=999");
      later.pragma(`journal_mode=${mode}`);
      later.close();
      const before = hashes(folder);
      expect(await codeOf(() => openVault(folder, "window"))).toBe("JOURNAL_NEWER");
      expect(await codeOf(() => openVault(folder, "command"))).toBe("JOURNAL_NEWER");
      expect(hashes(folder)).toEqual(before);
    },
  );
});

describe("a database that the key opens but that is not ours", () => {
  it.each(["WAL", "DELETE"])("is not a journal, and stays as it is (%s)", async (mode) => {
    await makeVault(folder, newId);
    const key = keyOf(readVaultFile(folder));
    rmSync(inJournal(DATABASE));
    const stranger = openDatabase(inJournal(DATABASE), key);
    stranger.exec("CREATE TABLE letters (text)");
    stranger.pragma("application_id=7");
    stranger.pragma(`journal_mode=${mode}`);
    stranger.close();
    const before = hashes(folder);
    expect(await codeOf(() => openVault(folder, "window"))).toBe("NOT_A_JOURNAL");
    expect(hashes(folder)).toEqual(before);
  });
});
