/** A protected journal: who gets in, by what, and what is said to those who do not (formats.md, "Command line"). */
import { cpSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatRecoveryCode, makeRecoveryCode } from "../../src/main/storage/recovery-code.ts";
import { passphraseSlot, recoveryCodeSlot } from "../../src/main/storage/slots.ts";
import { openVault, unlockVault } from "../../src/main/storage/vault.ts";
import { makeVault } from "../../src/main/storage/make-vault.ts";
import { each, type Run, runStepback, sentenceOf, startStepback } from "../helpers/command-line.ts";
import { answerOf, callBody, openSession, pageHeaders, send, served } from "../helpers/loopback.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";
import { changeHeader, fillDatabase, readHeader } from "../helpers/vault-files.ts";

const home = temporaryFolder();
const newId = monotonicFactory();
/** Cheap to derive: most tests are about something else. */
const CHEAP = { memory: 8192, passes: 1, lanes: 1 };
/** For tests that derive at the full cost many times, on a machine that has other work. */
const LONG = 60_000;
/** With spaces at both ends, and a letter that two keyboards write in two ways. */
const PASSPHRASE = " Caf\u00E9 n\u00E9 au lait ";
const CODE = formatRecoveryCode(makeRecoveryCode());

/** Every word that any command said, and every secret that one was given. */
const said: string[] = [];
const secrets = new Set<string>();

interface Secrets {
  passphrase?: string;
  next?: string;
  code?: string;
}

async function run(
  journal: string,
  args: readonly string[],
  { passphrase, next, code }: Secrets = {},
  more: Record<string, string> = {},
): Promise<Run> {
  for (const secret of [passphrase, next]) if (secret !== undefined) secrets.add(secret);
  const ended = await runStepback(args, {
    home,
    journal,
    env: {
      ...(passphrase === undefined ? {} : { STEPBACK_PASSPHRASE: passphrase }),
      ...(next === undefined ? {} : { STEPBACK_NEW_PASSPHRASE: next }),
      ...(code === undefined ? {} : { STEPBACK_RECOVERY_CODE: code }),
      ...more,
    },
  });
  said.push(ended.out, ended.err);
  return ended;
}

/** A protected journal with three entries. */
async function makeProtected(name: string): Promise<string> {
  const journal = join(home, name);
  await makeVault(journal, newId, async (key, vaultId) => [
    await passphraseSlot(PASSPHRASE, key, vaultId, CHEAP),
    recoveryCodeSlot(CODE, key, vaultId),
  ]);
  const secret = { kind: "passphrase", text: PASSPHRASE } as const;
  const vault = await openVault(journal, "command", () => unlockVault(journal, secret));
  fillDatabase(vault.database, 3);
  vault.close();
  return journal;
}

let sound: string;

beforeAll(async () => {
  sound = await makeProtected("sound");
  writeFileSync(join(home, "text.md"), "Text.");
  // The first time it is opened, its place is noted.
  expect(await run(sound, ["list"], { passphrase: PASSPHRASE })).toMatchObject({ code: 0 });
});

function copy(name: string): string {
  const journal = join(home, name);
  cpSync(sound, journal, { recursive: true });
  return journal;
}

const RECOVERY_CODE = /\b(?:[A-Z2-7]{4}-){8}[A-Z2-7]{4}\b/gu;

/** The value that a command printed with `--json`, which ended well. */
function printed(ended: Run): unknown {
  expect(ended).toMatchObject({ code: 0, signal: null });
  expect(ended.out).toMatch(/^[^\n]+\n$/u);
  return JSON.parse(ended.out);
}

describe("init", () => {
  test(
    "with a passphrase makes a protected journal, which it and the code open",
    async () => {
      const journal = join(home, "made");
      const made = await run(journal, ["init", "--json"], { passphrase: "walking slowly" });
      const { recoveryCode, ...rest } = printed(made) as { recoveryCode: string };
      expect(rest).toEqual({ journal, protected: true });
      expect(recoveryCode).toMatch(new RegExp(`^${RECOVERY_CODE.source}$`, "u"));
      expect(made.err).toBe("");
      expect(readHeader(journal).slots.map(({ kind }) => kind)).toEqual([
        "passphrase",
        "recovery_code",
      ]);
      expect(readHeader(journal).slots[0]?.kdf).toMatchObject({ memory: 131_072, passes: 3 });

      const list = await run(journal, ["list", "--json"], { passphrase: "walking slowly" });
      expect(printed(list)).toEqual({ total: 0, entries: [] });
      const recovered = await run(journal, ["recover", "--json"], {
        code: recoveryCode.toLowerCase().replaceAll("-", " "),
        next: "quite another",
      });
      expect(printed(recovered)).toEqual({ protected: true });
      expect((await run(journal, ["list"], { passphrase: "quite another" })).code).toBe(0);
    },
    LONG,
  );

  test("without --json tells people the code once, apart from the output", async () => {
    const journal = join(home, "told");
    const made = await run(journal, ["init", "--protect"], { passphrase: "walking slowly" });
    expect(made).toMatchObject({ code: 0, out: `Made a protected journal at ${journal}.\n` });
    expect(made.err.match(RECOVERY_CODE)).toHaveLength(1);
  });

  test("with what cannot be a passphrase makes nothing (1)", async () => {
    const journal = join(home, "too-long");
    const ended = await run(journal, ["init"], { passphrase: "x".repeat(1025) });
    expect(sentenceOf(ended, 1)).toContain("too long for a passphrase. It may have 1024 bytes");
    expect(existsSync(journal)).toBe(false);
  });
});

describe("locked (3)", () => {
  const COMMANDS = [
    ["list"],
    ["write", join(home, "text.md")],
    ["weekly"],
    ["check"],
    ["export", "--to", join(home, "exported")],
    ["backup", "create"],
    ["backup", "list"],
    ["backup", "restore", "0001-2026-11-20-daily"],
    ["passphrase", "set"],
    ["passphrase", "change"],
    ["passphrase", "remove"],
  ];

  test("every command without the passphrase says so in one sentence, and changes nothing", async () => {
    const before = printOf(home);
    await each(COMMANDS, async (args) => {
      expect(sentenceOf(await run(sound, args, { next: "zwiebelfisch" }), 3)).toBe(
        `The journal at ${sound} is locked. Give its passphrase: in STEPBACK_PASSPHRASE, or when asked on a terminal.`,
      );
    });
    expect(printOf(home)).toEqual(before);
  });

  test("what does not fit is not the passphrase: another, shorter, 4 KB long, without its spaces", async () => {
    const before = printOf(home);
    const wrong = ["caf\u00E9 n\u00E9 au lait", "x", "x".repeat(4096), PASSPHRASE.trim(), " "];
    await each(wrong, async (passphrase) => {
      const ended = await run(sound, ["list", "--json"], { passphrase });
      expect(sentenceOf(ended, 3)).toBe("That is not the passphrase.");
    });
    await each([["backup", "list"], ["passphrase", "remove"], ["check"]], async (args) => {
      const ended = await run(sound, args, { passphrase: "x" });
      expect(sentenceOf(ended, 3)).toBe("That is not the passphrase.");
    });
    expect(printOf(home)).toEqual(before);
  });

  test("the same passphrase opens it from every keyboard", async () => {
    const forms = ["NFC", "NFD", "NFKC"].map((form) => PASSPHRASE.normalize(form));
    expect(new Set(forms).size).toBe(2);
    await each(forms, async (passphrase) => {
      expect(printed(await run(sound, ["list", "--json"], { passphrase }))).toMatchObject({
        total: 3,
      });
    });
  });

  test("a code that does not fit opens nothing, and a slip of the pen is told from it", async () => {
    const before = printOf(home);
    const other = formatRecoveryCode(makeRecoveryCode());
    const slip = `${CODE.slice(0, -1)}${CODE.endsWith("A") ? "B" : "A"}`;
    await each<[string, number, string]>(
      [
        [other, 3, "That is not the recovery code."],
        [slip, 3, "One letter of this code is not as it was written down."],
        [CODE.slice(5), 3, "nine groups of four"],
        [CODE.replace(/^./u, "\u00E9"), 3, "only letters and the digits 2 to 7"],
      ],
      async ([code, exit, words]) => {
        const ended = await run(sound, ["recover"], { code, next: "zwiebelfisch" });
        expect(sentenceOf(ended, exit)).toContain(words);
      },
    );
    expect(sentenceOf(await run(sound, ["recover"], { next: "zwiebelfisch" }), 2)).toContain(
      "STEPBACK_RECOVERY_CODE",
    );
    expect(sentenceOf(await run(sound, ["recover"], { code: CODE }), 2)).toContain(
      "STEPBACK_NEW_PASSPHRASE",
    );
    expect(printOf(home)).toEqual(before);
  });
});

test("serve opens with the passphrase of the environment, and does not start with a wrong one", async () => {
  const wrong = await run(sound, ["serve", "--no-open"], { passphrase: "something else" });
  expect(sentenceOf(wrong, 3)).toBe("That is not the passphrase.");
  const environments: Record<string, string>[] = [{}, { STEPBACK_PASSPHRASE: PASSPHRASE }];
  for (const env of environments) {
    const child = startStepback(["serve", "--no-open"], { home, journal: sound, env });
    const host = await served(child);
    const headers = pageHeaders(host, await openSession(host));
    const asked = { port: host.port, method: "POST", path: "/rpc/journal/state", headers };
    const state = answerOf(await send({ ...asked, body: callBody() }));
    expect(state).toMatchObject({ state: "STEPBACK_PASSPHRASE" in env ? "open" : "locked" });
    await host.stop("SIGTERM");
  }
});

describe("setting, changing and taking away", () => {
  test(
    "each prints whether the journal is protected, and the text stays",
    async () => {
      const journal = join(home, "life");
      printed(await run(journal, ["init", "--json"]));
      await run(journal, ["write", join(home, "text.md")]);
      await run(journal, ["backup", "create"]);
      const list = printed(await run(journal, ["list", "--json"]));

      const refused = await run(journal, ["passphrase", "change"], { next: "zuallererst" });
      expect(sentenceOf(refused, 1)).toContain("is not protected by a passphrase. Set one first.");
      expect(sentenceOf(await run(journal, ["passphrase", "set"]), 2)).toContain(
        "STEPBACK_NEW_PASSPHRASE",
      );

      const set = await run(journal, ["passphrase", "set", "--json"], { next: "the first one" });
      expect(printed(set)).toEqual({ protected: true });
      expect(set.err.match(RECOVERY_CODE)).toHaveLength(1);
      sentenceOf(await run(journal, ["list"]), 3);
      const first = { passphrase: "the first one" };
      expect(printed(await run(journal, ["list", "--json"], first))).toEqual(list);
      expect(printed(await run(journal, ["backup", "list", "--json"], first))).toMatchObject({
        backups: [{ opensWith: "this_journal", entries: 1 }],
      });
      const change = await run(journal, ["passphrase", "change", "--json"], {
        ...first,
        next: "the second one",
      });
      expect(printed(change)).toEqual({ protected: true });
      expect(change.err).toBe("");
      sentenceOf(await run(journal, ["list"], first), 3);
      const second = { passphrase: "the second one" };
      expect(printed(await run(journal, ["backup", "verify", "--json"], second))).toMatchObject({
        ok: true,
      });

      const code = RECOVERY_CODE[Symbol.match](set.err)?.[0] ?? "";
      const recovered = await run(journal, ["recover", "--json"], { code, next: "the third one" });
      expect(printed(recovered)).toEqual({ protected: true });

      const remove = await run(journal, ["passphrase", "remove", "--json"], {
        passphrase: "the third one",
      });
      expect(printed(remove)).toEqual({ protected: false });
      expect(printed(await run(journal, ["list", "--json"]))).toEqual(list);
      expect(printed(await run(journal, ["check", "--json"]))).toEqual({ ok: true, problems: [] });
    },
    LONG,
  );

  test("with what cannot be a passphrase changes nothing (1)", async () => {
    const journal = copy("refused");
    const before = printOf(journal);
    const ended = await run(journal, ["passphrase", "change"], {
      passphrase: PASSPHRASE,
      next: "x".repeat(1025),
    });
    expect(sentenceOf(ended, 1)).toContain("too long for a passphrase");
    const set = await run(journal, ["passphrase", "set"], { passphrase: PASSPHRASE, next: "x" });
    expect(sentenceOf(set, 1)).toContain("already. Change it instead.");
    expect(printOf(journal)).toEqual(before);
  });

  test("recover on a journal that is not protected is refused, and changes nothing", async () => {
    const journal = join(home, "open");
    printed(await run(journal, ["init", "--json"]));
    const before = readFileSync(join(journal, "vault.json"), "utf8");
    const ended = await run(journal, ["recover", "--json"], { code: CODE, next: "zwiebelfisch" });
    expect(readFileSync(join(journal, "vault.json"), "utf8")).toBe(before);
    expect(sentenceOf(ended, 1)).toContain("is not protected by a passphrase");
  });
});

describe("beside an open window", () => {
  /** Serves a journal, and calls its window's procedures. */
  async function openWindow(journal: string) {
    const host = await served(startStepback(["serve", "--no-open"], { home, journal }));
    const headers = pageHeaders(host, await openSession(host));
    return {
      stop: () => host.stop(),
      call: async (path: string, input?: unknown): Promise<unknown> => {
        const to = { port: host.port, path: `/rpc/${path}`, method: "POST", headers };
        return answerOf(await send({ ...to, body: callBody(input) }));
      },
    };
  }

  test("the passphrase is changed, and counts from the window's next lock on", async () => {
    const journal = copy("beside");
    const window = await openWindow(journal);
    try {
      expect(await window.call("journal/state")).toMatchObject({
        state: "locked",
        hasRecoveryCode: true,
      });
      expect(await window.call("journal/unlock", { passphrase: PASSPHRASE })).toBeNull();
      const change = await run(journal, ["passphrase", "change", "--json"], {
        passphrase: PASSPHRASE,
        next: "changed beside",
      });
      expect(printed(change)).toEqual({ protected: true });
      expect(await window.call("entries/list", { limit: 10 })).toMatchObject({ total: 3 });
      await window.call("journal/lock");
      expect(await window.call("journal/unlock", { passphrase: PASSPHRASE })).toMatchObject({
        code: "WRONG_SECRET",
      });
      expect(await window.call("journal/unlock", { passphrase: "changed beside" })).toBeNull();
      expect(await window.call("entries/list", { limit: 10 })).toMatchObject({ total: 3 });
    } finally {
      await window.stop();
    }
  });

  test("the first one is not set, nor a backup restored (6), and nothing is changed", async () => {
    const journal = join(home, "busy");
    printed(await run(journal, ["init", "--json"]));
    const backup = printed(await run(journal, ["backup", "create", "--json"])) as { name: string };
    const header = readFileSync(join(journal, "vault.json"), "utf8");
    const window = await openWindow(journal);
    try {
      const ends = await Promise.all([
        run(journal, ["passphrase", "set"], { next: "zwiebelfisch" }),
        run(journal, ["backup", "restore", backup.name]),
      ]);
      for (const ended of ends) {
        expect(ended).toMatchObject({ code: 6, out: "" });
        expect(ended.err).toMatch(/is open in another window, or is being replaced\..*\n$/u);
      }
      expect(readFileSync(join(journal, "vault.json"), "utf8")).toBe(header);
      expect(existsSync(join(journal, "journal-0002.db"))).toBe(false);
      expect(await window.call("entries/list", { limit: 10 })).toMatchObject({ total: 0 });
    } finally {
      await window.stop();
    }
    expect((await run(journal, ["list"])).code).toBe(0);
  });
});

describe("a header that is not as it was written", () => {
  const damaged = /^The journal at .* is damaged\. Nothing in it was changed/u;
  const newer = /was written by a newer Stepback\. It was left untouched/u;
  const kdf = (change: Record<string, unknown>) => (journal: string) =>
    changeHeader(journal, ({ slots }) => Object.assign(slots[0]?.kdf ?? {}, change));
  const file = (journal: string): string => join(journal, "vault.json");

  test.each<[string, (journal: string) => void, number, RegExp]>([
    ["truncated", (journal) => truncateSync(file(journal), 300), 4, damaged],
    ["missing", (journal) => rmSync(file(journal)), 4, damaged],
    ["newer", (journal) => changeHeader(journal, (it) => (it.version = 2)), 5, newer],
    ["without memory", kdf({ memory: 0 }), 4, damaged],
    ["with 2 GiB of memory", kdf({ memory: 2_097_152 }), 4, damaged],
    ["with 64 GiB of memory", kdf({ memory: 67_108_864 }), 4, damaged],
    ["with passes without end", kdf({ passes: 2 ** 31 }), 4, damaged],
    ["with a salt of zeros", kdf({ salt: Buffer.alloc(16).toString("base64") }), 4, damaged],
    ["with no derivation", kdf({ name: "none" }), 4, damaged],
    ["with a derivation of plain text", kdf({ name: "plain" }), 4, damaged],
    [
      "with two slots of a kind",
      (journal) => changeHeader(journal, ({ slots }) => slots.push(...slots.slice(0, 1))),
      4,
      damaged,
    ],
  ])("%s", async (name, change, exit, sentence) => {
    const journal = copy(`header ${name}`);
    change(journal);
    const before = printOf(home);
    for (const passphrase of [PASSPHRASE, "x"]) {
      const began = performance.now();
      const ended = await run(journal, ["list"], { passphrase });
      expect(sentenceOf(ended, exit)).toMatch(sentence);
      expect(ended.err).not.toMatch(/passphrase|locked/u);
      expect(performance.now() - began).toBeLessThan(15_000);
    }
    expect(printOf(home)).toEqual(before);
  });

  test("takes no memory before its bounds are looked at", async () => {
    const watch = join(home, "watch.cjs");
    const told = join(home, "memory.txt");
    writeFileSync(
      watch,
      `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)));`,
    );
    /** Kibibytes that `list` takes at most, where the slot asks for so much. */
    const memoryWith = async (name: string, memory: number): Promise<number> => {
      const journal = copy(name);
      kdf({ memory })(journal);
      await run(
        journal,
        ["list"],
        { passphrase: PASSPHRASE },
        { NODE_OPTIONS: `--require ${watch}` },
      );
      return Number(readFileSync(told, "utf8"));
    };
    const outOfBounds = await memoryWith("memory-out", 2_097_152);
    // Control: what is within bounds is taken, and seen here.
    const inBounds = await memoryWith("memory-in", 262_144);
    expect(inBounds - outOfBounds).toBeGreaterThan(200 * 1024);
    expect(outOfBounds).toBeLessThan(300 * 1024);
  });

  test("missing, is taken from the newest backup, and is as locked as before", async () => {
    const journal = copy("header-backed-up");
    printed(await run(journal, ["backup", "create", "--json"], { passphrase: PASSPHRASE }));
    const header = readHeader(journal);
    rmSync(file(journal));
    sentenceOf(await run(journal, ["list"]), 3);
    sentenceOf(await run(journal, ["list"], { passphrase: "x" }), 3);
    expect(existsSync(file(journal))).toBe(false);
    const list = await run(journal, ["list", "--json"], { passphrase: PASSPHRASE });
    expect(printed(list)).toMatchObject({ total: 3 });
    expect(readHeader(journal)).toEqual(header);
  });
});

describe("secrets", () => {
  test("are never an argument", async () => {
    const before = printOf(home);
    await each(
      [
        ["passphrase", "set", "walking"],
        ["passphrase", "change", "walking", "slowly"],
        ["passphrase", "remove", "walking"],
        ["recover", CODE],
        ["list", "--passphrase", "walking"],
        ["--passphrase", "walking", "list"],
        ["init", "--protect=walking"],
        ["backup", "restore", "0001", "walking"],
      ],
      async (args) => {
        const ended = await runStepback(args, { home, journal: sound });
        expect([args, ended.code, ended.out]).toEqual([args, 2, ""]);
      },
    );
    expect(printOf(home)).toEqual(before);
    const pages = await Promise.all(
      [["passphrase"], ["passphrase", "set"], ["passphrase", "change"], ["recover"], ["init"]].map(
        (args) => run(sound, [...args, "--help"]),
      ),
    );
    for (const { code, out } of pages) {
      expect(code).toBe(0);
      expect(out).not.toMatch(
        /--(?:passphrase|new|code|recovery)|[<[](?:passphrase|code|secret)/iu,
      );
    }
  });

  afterAll(() => {
    const all = said.join("\n");
    // One letter or a space stands everywhere.
    const long = [...secrets].filter((secret) => secret.length > 4);
    expect(long.length).toBeGreaterThan(8);
    expect(long.filter((secret) => all.includes(secret))).toEqual([]);
    const codes = all.match(RECOVERY_CODE) ?? [];
    expect(codes.length).toBeGreaterThan(2);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain(CODE);
  });
});
