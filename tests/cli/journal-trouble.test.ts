/** Journals that cannot be opened or made: one clear sentence, the right exit code, everything left as it is. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { commandLine, runStepback, sentenceOf } from "../helpers/command-line.ts";
import {
  answerOf,
  callBody,
  openSession,
  pageHeaders,
  send,
  startServe,
} from "../helpers/loopback.ts";
import { mountSmallDisk, withoutPrivilege } from "../helpers/restricted.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";
import { changeHeader, databaseOf, inDatabase } from "../helpers/vault-files.ts";

const home = temporaryFolder();
const sound = join(home, "sound");
/** Commands that read, write, verify and serve. */
const COMMANDS = [
  ["list"],
  ["write", join(home, "text.md")],
  ["check"],
  ["export", "--to", join(home, "exported")],
  ["serve", "--no-open"],
];

beforeAll(async () => {
  writeFileSync(join(home, "text.md"), "Text.");
  await commandLine({ home, journal: sound }).json("init");
  await commandLine({ home, journal: sound }).json("write", join(home, "text.md"));
});

/** A copy of the sound journal, which every command takes. */
function copy(name: string): string {
  const journal = join(home, name);
  cpSync(sound, journal, { recursive: true });
  return journal;
}

/** What the page of a served journal is told, and the end of its host. */
async function servedState(journal: string): Promise<unknown> {
  const host = await startServe({ home, journal });
  try {
    const headers = pageHeaders(host, await openSession(host));
    const call = { port: host.port, path: "/rpc/journal/state", method: "POST", headers };
    return answerOf(await send({ ...call, body: callBody() }));
  } finally {
    expect((await host.stop()).code).toBe(0);
  }
}

/** Every command (or the ones given) fails in one sentence, and nothing at all has changed. */
async function failsEverywhere(
  journal: string,
  code: number,
  sentence: RegExp,
  commands = COMMANDS,
): Promise<void> {
  const before = printOf(home);
  const { fails } = commandLine({ home, journal });
  for (const said of await Promise.all(commands.map((args) => fails(code, ...args)))) {
    expect(said).toMatch(sentence);
  }
  expect(printOf(home)).toEqual(before);
}

const WITHOUT_SERVE = COMMANDS.filter(([name]) => name !== "serve");
const INIT = [["init"]];
const LIST = [["list"]];

test("control: a copy of the journal is taken", async () => {
  const { json } = commandLine({ home, journal: copy("taken") });
  expect(await json("list")).toMatchObject({ total: 1 });
  expect(await json("check")).toEqual({ ok: true, problems: [] });
});

describe("no journal (1)", () => {
  test("where nothing stands, or an empty folder, or a folder's parents are missing too", async () => {
    mkdirSync(join(home, "empty"));
    for (const place of ["none", "empty", "none/at/all"]) {
      const journal = join(home, place);
      const sentence = new RegExp(`^There is no journal at ${journal}\\. Make`, "u");
      await failsEverywhere(journal, 1, sentence, place === "none" ? WITHOUT_SERVE : LIST);
    }
  });

  test("is made there by init, with the folders on the way, for its owner only", async () => {
    for (const place of ["empty", "deep/er/still"]) {
      const journal = join(home, place);
      const { json } = commandLine({ home, journal });
      expect(await json("init")).toEqual({ journal, protected: false });
      expect(await json("list")).toEqual({ total: 0, entries: [] });
    }
    const print = printOf(join(home, "deep"));
    for (const [path, mode] of Object.entries(print)) {
      expect([path, mode.slice(0, 6).trim()]).toEqual([path, mode.length > 7 ? "100600" : "40700"]);
    }
    expect(readdirSync(join(home, "deep/er"))).toEqual(["still"]);
  });
});

describe("not a journal (1)", () => {
  test("a file, a folder with other files, a path through a file", async () => {
    mkdirSync(join(home, "photos"));
    writeFileSync(join(home, "photos", "a.jpg"), "x");
    mkdirSync(join(home, "hidden"));
    writeFileSync(join(home, "hidden", ".keep"), "");
    for (const place of ["text.md", "photos", "hidden", "text.md/journal"]) {
      const commands = place === "photos" ? COMMANDS : LIST;
      const sentence = /is not a Stepback journal\. It was left as it is/u;
      await failsEverywhere(join(home, place), 1, sentence, [...commands, ...INIT]);
    }
  });

  test("a link that leads nowhere, or to itself", async () => {
    symlinkSync(join(home, "loop"), join(home, "loop"));
    await failsEverywhere(join(home, "loop"), 1, /cannot be used/u, [...LIST, ...INIT]);
    symlinkSync(join(home, "nowhere"), join(home, "dangling"));
    await failsEverywhere(join(home, "dangling"), 1, /no journal|cannot be used/u, [
      ...LIST,
      ...INIT,
    ]);
  });

  test("somebody else's database, encrypted with our key or in the clear", async () => {
    const journal = copy("foreign");
    inDatabase(journal, (database) => database.pragma("application_id=1"));
    await failsEverywhere(journal, 1, /is not a Stepback journal/u);
    const plain = join(home, "plain");
    mkdirSync(plain);
    new Database(join(plain, "photos.db")).exec("CREATE TABLE a (b)").close();
    await failsEverywhere(plain, 1, /is not a Stepback journal/u, [...LIST, ...INIT]);
  });
});

test("a journal that is there already is not made again (1)", async () => {
  await failsEverywhere(
    sound,
    1,
    /There is a journal at .*sound already\. Nothing was changed\.$/u,
    INIT,
  );
  const lost = copy("header-lost");
  rmSync(join(lost, "vault.json"));
  await failsEverywhere(lost, 1, /already/u, INIT);
});

test("a protected journal without a passphrase is not made unprotected (2)", async () => {
  const journal = join(home, "protected");
  const before = printOf(home);
  for (const given of [{}, { env: { STEPBACK_PASSPHRASE: "" } }]) {
    const run = await runStepback(["init", "--protect"], { home, journal, ...given });
    expect(sentenceOf(run, 2)).toContain("Give the new passphrase in STEPBACK_PASSPHRASE");
  }
  expect(printOf(home)).toEqual(before);
});

describe("missing (1): a journal that was here is asked about, never silently made anew", () => {
  test("and init makes one only where it is asked to, and says so", async () => {
    const journal = copy("unplugged");
    const { json, run } = commandLine({ home, journal });
    await json("list");
    rmSync(journal, { recursive: true });
    const sentence =
      /^The journal that was at .*unplugged when it was last opened, on 2026-11-20, is not there\./u;
    await failsEverywhere(journal, 1, sentence, WITHOUT_SERVE);
    mkdirSync(journal);
    await failsEverywhere(journal, 1, sentence, LIST);
    const made = await run("init", "--json");
    expect(made).toMatchObject({ code: 0, err: expect.stringContaining("was not found") });
    expect(JSON.parse(made.out)).toEqual({ journal, protected: false });
    expect(await json("list")).toEqual({ total: 0, entries: [] });
  });

  test("serve shows it, and makes nothing", async () => {
    const journal = copy("unplugged-served");
    await commandLine({ home, journal }).json("list");
    rmSync(journal, { recursive: true });
    const before = printOf(home);
    expect(await servedState(journal)).toMatchObject({
      state: "missing",
      where: expect.stringMatching(/unplugged-served$/u),
      lastOpened: "2026-11-20T14:30:00.000Z",
    });
    expect(printOf(home)).toEqual(before);
  });
});

describe("damaged (4), and never called locked", () => {
  const damages: [name: string, damage: (journal: string) => void][] = [
    ["no header", (journal) => rmSync(join(journal, "vault.json"))],
    ["an empty header", (journal) => writeFileSync(join(journal, "vault.json"), "")],
    ["half a header", (journal) => truncateSync(join(journal, "vault.json"), 100)],
    ["another header", (journal) => writeFileSync(join(journal, "vault.json"), "[]")],
    [
      "a key too short",
      (journal) =>
        changeHeader(journal, ({ slots }) => slots.forEach((slot) => (slot.key = "AAAA"))),
    ],
    [
      "another key",
      (journal) =>
        changeHeader(journal, ({ slots }) =>
          slots.forEach((slot) => (slot.key = Buffer.alloc(32).toString("base64"))),
        ),
    ],
    [
      "a database elsewhere",
      (journal) =>
        changeHeader(journal, (header) => (header.database = "../sound/journal-0001.db")),
    ],
    ["no database", (journal) => rmSync(databaseOf(journal))],
    ["an empty database", (journal) => truncateSync(databaseOf(journal), 0)],
    ["half a database", (journal) => truncateSync(databaseOf(journal), 4096 * 3 + 7)],
    ["a damaged first page", (journal) => flip(databaseOf(journal), 40)],
  ];
  test.each(damages)("%s", async (name, damage) => {
    const journal = copy(name);
    damage(journal);
    const sentence = /^The journal at .* is damaged\. Nothing in it was changed; keep a copy/u;
    await failsEverywhere(journal, 4, sentence, [["write", join(home, "text.md")]]);
  });

  test("serve starts on a damaged journal, for its page to show it, and changes nothing of it", async () => {
    const name = "damaged-served";
    const journal = copy(name);
    flip(databaseOf(journal), 40);
    const before = printOf(journal);
    expect(await servedState(journal)).toEqual({ state: "damaged", protected: false });
    const after = printOf(journal);
    // The host's own note of its port, and SQLite's side files, empty.
    for (const beside of ["loopback.json", "journal-0001.db-wal", "journal-0001.db-shm"]) {
      delete after[beside];
    }
    expect(after).toEqual(before);
  });

  test("a lost header is taken from the newest backup, and the journal is whole", async () => {
    const journal = copy("header-backed-up");
    const { json } = commandLine({ home, journal });
    await json("backup", "create");
    const list = await json("list");
    for (const lose of [
      () => rmSync(join(journal, "vault.json")),
      () => writeFileSync(join(journal, "vault.json"), "{"),
    ]) {
      lose();
      expect(await json("list")).toEqual(list);
      expect(await json("check")).toEqual({ ok: true, problems: [] });
    }
  });

  test("a damaged page that opening does not touch is found by check", async () => {
    const journal = copy("damaged-page");
    const { json, run } = commandLine({ home, journal });
    await runStepback(["write", "-"], { home, journal, input: "word ".repeat(100_000) });
    expect(await json("check")).toEqual({ ok: true, problems: [] });
    flip(databaseOf(journal), Math.floor(readFileSync(databaseOf(journal)).length / 2));
    const { code, out, err } = await run("check", "--json");
    expect(code).toBe(4);
    const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: string[] };
    expect(ok).toBe(false);
    expect(problems.length).toBeGreaterThan(0);
    expect(err).toBe(`${problems.join("\n")}\n`);
    expect(err).not.toMatch(/passphrase|node:/u);
  });

  function flip(file: string, at: number): void {
    const bytes = readFileSync(file);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  }
});

describe("written by a newer Stepback (5), and left untouched", () => {
  test("its header", async () => {
    const journal = copy("newer-header");
    changeHeader(journal, (header) => (header.version = 2));
    await failsEverywhere(journal, 5, /was written by a newer Stepback\. It was left untouched/u);
  });

  test("its database", async () => {
    const journal = copy("newer-database");
    inDatabase(journal, (database) => database.pragma("user_version=999"));
    await failsEverywhere(journal, 5, /was written by a newer Stepback\. It was left untouched/u);
  });
});

describe("a folder that cannot be used (1)", () => {
  const through = withoutPrivilege();
  const here = (args: string[], journal: string) =>
    runStepback(args, { home, journal, through: Array.isArray(through) ? through : [] });

  test.skipIf(typeof through === "string")(
    `is not written to${typeof through === "string" ? `: ${through}` : ""}`,
    async () => {
      const closed = join(home, "closed");
      mkdirSync(closed);
      writeFileSync(join(closed, "sentinel"), "x");
      const init = ["init"];
      // While it is open, it is taken.
      expect((await here(init, join(closed, "first"))).code).toBe(0);
      const before = printOf(closed);
      chmodSync(closed, 0o500);
      expect(sentenceOf(await here(init, join(closed, "second")), 1)).toMatch(
        /cannot be written to\. Change its permissions/u,
      );
      const exported = await here(["export", "--to", join(closed, "exported")], sound);
      expect(sentenceOf(exported, 1)).toMatch(/the folder does not allow it/u);
      expect(printOf(closed)).toEqual(before);
      chmodSync(closed, 0o000);
      expect(sentenceOf(await here(["list"], join(closed, "first")), 1)).toMatch(/closed/u);
      chmodSync(closed, 0o700);
      expect(printOf(closed)).toEqual(before);

      const journal = join(closed, "first");
      chmodSync(journal, 0o500);
      // It opens for reading, and takes nothing.
      expect(await here(["list", "--json"], journal)).toMatchObject({ code: 0, err: "" });
      expect((await here(["check"], journal)).code).toBe(0);
      const written = await here(["write", join(home, "text.md")], journal);
      expect(sentenceOf(written, 1)).toMatch(/^This could not be saved\. .*for reading only/u);
      chmodSync(journal, 0o700);
      expect(printOf(closed)).toEqual(before);
      expect((await here(["write", join(home, "text.md")], journal)).code).toBe(0);
    },
  );

  test("is full", async (context) => {
    const disk = mountSmallDisk(join(home, "disk"), 1024);
    if (typeof disk === "string") return context.skip(disk);
    try {
      const journal = join(disk.folder, "journal");
      const { json } = commandLine({ home, journal });
      writeFileSync(join(disk.folder, "filler"), Buffer.alloc(960 * 1024));
      const made = await runStepback(["init"], { home, journal });
      expect(sentenceOf(made, 1)).toMatch(/disk is full/u);
      expect(readdirSync(disk.folder)).toEqual(["filler"]);

      truncateSync(join(disk.folder, "filler"), 0);
      await json("init");
      await json("write", join(home, "text.md"));
      const list = await json("list");
      writeFileSync(join(disk.folder, "filler"), Buffer.alloc(700 * 1024));
      const input = "word ".repeat(200_000);
      expect(sentenceOf(await runStepback(["write", "-"], { home, journal, input }), 1)).toBe(
        "This could not be saved. The disk is full.",
      );
      truncateSync(join(disk.folder, "filler"), 0);
      expect(await json("check")).toEqual({ ok: true, problems: [] });
      expect(await json("list")).toEqual(list);
    } finally {
      disk.unmount();
    }
  });
});
