import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockVault, makeLockFile, type VaultLock, type Work } from "./lock.ts";

let folder: string;
const children: Holder[] = [];
const locks: VaultLock[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stepback-lock-"));
  makeLockFile(folder);
});

afterEach(async () => {
  for (const lock of locks.splice(0)) lock.release();
  await Promise.all(children.splice(0).map((child) => child.end("SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

function taken(work: Work): VaultLock {
  const lock = lockVault(folder, work);
  locks.push(lock);
  return lock;
}

// Takes a place in a process of its own, says what came of it, and holds it until it is killed. Nothing
// there refers to the lock, and the memory is swept: a place ends with its release, not before.
const HOLDER = `
  const { lockVault } = await import(process.env.LOCK_MODULE);
  console.log("ready");
  process.stdin.once("data", () => {
    try {
      lockVault(process.env.LOCK_FOLDER, process.env.LOCK_WORK);
      setImmediate(() => {
        globalThis.gc();
        setImmediate(() => console.log("held"));
      });
    } catch (error) {
      console.log(error.code ?? String(error));
    }
  });
  // Should the tests be killed themselves, their end is this process's end.
  process.stdin.on("end", () => process.exit());
`;

/** A process that takes a place in the vault when it is told to. */
interface Holder {
  /** Tells it to; what came of it is "held" or the error's code. */
  take(): Promise<string>;
  /** Ends it; resolves when it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

async function holderOf(work: Work, vault = folder): Promise<Holder> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--experimental-strip-types",
      "--no-warnings",
      "--expose-gc",
      "--input-type=module",
      "--eval",
      HOLDER,
    ],
    {
      env: {
        ...process.env,
        NODE_OPTIONS: "",
        LOCK_MODULE: new URL("./lock.ts", import.meta.url).href,
        LOCK_FOLDER: vault,
        LOCK_WORK: work,
      },
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  if (child.stdout === null || child.stdin === null) throw new Error("it has no pipes");
  const { stdin } = child;
  const gone = once(child, "exit");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await lines.next()).value);
  const holder: Holder = {
    async take() {
      stdin.write("now\n");
      return await nextLine();
    },
    async end(signal) {
      child.kill(signal);
      await gone;
    },
  };
  children.push(holder);
  expect(await nextLine()).toBe("ready");
  return holder;
}

const busy = expect.objectContaining({ code: "JOURNAL_BUSY" });

describe("a place in the vault, within one process", () => {
  it("a second window is refused, and let in once the first is gone", () => {
    const first = taken("window");
    expect(() => taken("window")).toThrow(busy);
    first.release();
    expect(() => taken("window")).not.toThrow();
  });

  it("any number of commands work beside a window and beside each other", () => {
    taken("command");
    taken("window");
    for (let number = 0; number < 5; number += 1) expect(() => taken("command")).not.toThrow();
    // Control: the window's place is still one.
    expect(() => taken("window")).toThrow(busy);
  });

  it("a window opens beside commands that were there first", () => {
    taken("command");
    expect(() => taken("window")).not.toThrow();
  });

  it("a replacement alone keeps a window out", () => {
    const replacement = taken("replacement");
    expect(() => taken("window")).toThrow(busy);
    replacement.release();
    expect(() => taken("window")).not.toThrow();
  });

  it("a link in the lock file's place is refused, and what it leads to is left as it is", () => {
    const photo = join(folder, "photo.jpg");
    writeFileSync(photo, "x".repeat(9000));
    rmSync(join(folder, "lock.db"));
    symlinkSync(photo, join(folder, "lock.db"));
    expect(() => lockVault(folder, "command")).toThrow(
      expect.objectContaining({ code: "FOLDER_UNUSABLE" }),
    );
    expect(statSync(photo).size).toBe(9000);
  });

  it("releasing twice is nothing", () => {
    const lock = taken("window");
    lock.release();
    expect(() => lock.release()).not.toThrow();
  });

  it("leaves no file beside the lock's own", () => {
    taken("command");
    taken("window");
    expect(readdirSync(folder)).toEqual(["lock.db"]);
  });
});

describe("a place in the vault, between processes", () => {
  it("is kept when another one is refused or released in the same process", async () => {
    const holder = await holderOf("window");
    taken("window");
    expect(() => lockVault(folder, "window")).toThrow(busy);
    lockVault(folder, "command").release();
    expect(await holder.take()).toBe("JOURNAL_BUSY");
  });

  it("each kind of work excludes what it must and no more", async () => {
    // All in one go: whoever is refused as a command or replacement has waited 5 seconds for it.
    const cases: [held: Work, asks: Work, comes: string][] = [
      ["window", "window", "JOURNAL_BUSY"],
      ["window", "command", "held"],
      ["window", "replacement", "JOURNAL_BUSY"],
      ["command", "window", "held"],
      ["command", "command", "held"],
      ["command", "replacement", "JOURNAL_BUSY"],
      ["replacement", "window", "JOURNAL_BUSY"],
      ["replacement", "command", "JOURNAL_BUSY"],
      ["replacement", "replacement", "JOURNAL_BUSY"],
    ];
    const came = await Promise.all(
      cases.map(async ([held, asks]): Promise<[Work, Work, string]> => {
        const vault = mkdtempSync(join(folder, "vault-"));
        makeLockFile(vault);
        const [first, second] = await Promise.all([holderOf(held, vault), holderOf(asks, vault)]);
        expect(await first.take()).toBe("held");
        return [held, asks, await second.take()];
      }),
    );
    expect(came).toEqual(cases);
  }, 60_000);

  it.each<Work>(["window", "command", "replacement"])(
    "a killed %s leaves its place free at once",
    async (work) => {
      const holder = await holderOf(work);
      expect(await holder.take()).toBe("held");
      // Control: it does hold it. A command keeps out a replacement only, which would wait 5 s.
      if (work !== "command") expect(() => taken("window")).toThrow(busy);
      await holder.end("SIGKILL");
      const started = performance.now();
      taken("replacement");
      expect(performance.now() - started).toBeLessThan(1000);
      expect(readdirSync(folder)).toEqual(["lock.db"]);
    },
  );

  it("of ten starts at once exactly one is the window", async () => {
    const holders = await Promise.all(Array.from({ length: 10 }, () => holderOf("window")));
    const came = await Promise.all(holders.map((holder) => holder.take()));
    expect(came.filter((outcome) => outcome === "held")).toHaveLength(1);
    expect(came.filter((outcome) => outcome === "JOURNAL_BUSY")).toHaveLength(9);
  }, 60_000);

  it("a command that comes while a short replacement works waits for it", async () => {
    const replacement = taken("replacement");
    const command = await holderOf("command");
    const outcome = command.take();
    await new Promise((resolve) => setTimeout(resolve, 300));
    replacement.release();
    expect(await outcome).toBe("held");
  });
});
