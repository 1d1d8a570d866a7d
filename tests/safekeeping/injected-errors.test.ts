/**
 * Promise 11, each write: a command meets an error of the disk at its first write, its second, and so
 * on until there is none left to meet. It either did its work, or says so in one sentence and did
 * nothing; the journal stays sound, and what was there stays as it was.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { commandLine, type Run, runStepback } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { hasStrace, isFull, tellFigure, tellLeftOut } from "./figures.ts";
import { type JournalContent, readJournal } from "./journal.ts";
import { numberedText } from "./saves.ts";

/** Some pages of the database, and few enough writes to fail at each. */
const TEXT = numberedText(7, 9000);
const MOST_WRITES = 60;

/** The calls that fail, how, and whether all that come after fail too: a full disk stays full. */
const FAULTS = [
  { calls: "pwrite64", error: "ENOSPC", stays: true },
  { calls: "pwrite64", error: "ENOSPC", stays: false },
  { calls: "pwrite64", error: "EIO", stays: false },
  { calls: "fsync,fdatasync", error: "EIO", stays: false },
  { calls: "fsync,fdatasync", error: "EIO", stays: true },
  { calls: "ftruncate", error: "EIO", stays: false },
] as const;

const COMMANDS = [["write"], ["answer", "trust-08"]] as const;

const root = temporaryFolder();
const before = join(root, "before");
const file = join(root, "text.md");
let standing: JournalContent;

beforeAll(async () => {
  writeFileSync(file, TEXT);
  const { jsonFrom, json } = commandLine({ home: root, journal: before });
  await json("init");
  await jsonFrom("An entry of its own.", "write", "-", "--title", "Before");
  await jsonFrom("An answer of before.", "answer", "trust-01", "-");
  standing = await readJournal(before);
  expect(standing.problems).toEqual([]);
  expect(standing.sections.size).toBeGreaterThan(1);
});

/** What became of the text of one command. */
type Outcome = "kept" | "refused";

/** Judges a command by what it said and by what is in its journal. @throws what is not as promised. */
function judge(run: Run, { sections, problems }: JournalContent): Outcome {
  expect(problems).toEqual([]);
  for (const [id, section] of standing.sections) {
    // An answer goes into a section that its week had kept empty for it.
    if (section.text !== "") expect(sections.get(id), "what was there before").toEqual(section);
  }
  const isThere = [...sections.values()].some(({ text }) => text === TEXT);
  if (run.code === 0) {
    expect(run).toMatchObject({ err: "", signal: null });
    expect(isThere, "what was acknowledged is there").toBe(true);
    return "kept";
  }
  // One sentence of the disk's: neither a damaged journal (4) nor a bug is what happened.
  expect(run).toMatchObject({ code: 1, out: "", signal: null });
  expect(run.err).toMatch(/^[^\n]+\.\n$/u);
  expect(run.err).not.toMatch(/Error|inside Stepback|damaged|undefined/u);
  expect(sections, "what was refused is there").toEqual(standing.sections);
  return "refused";
}

/** Runs a command on a journal of its own, through a program that lets it fail. */
async function runThrough(name: string, args: readonly string[], through: readonly string[]) {
  const journal = join(root, name);
  cpSync(before, journal, { recursive: true });
  const run = await runStepback([...args, file, "--json"], { home: root, journal, through });
  const outcome = judge(run, await readJournal(journal));
  rmSync(journal, { recursive: true });
  return outcome;
}

/** Lets a command meet a fault at every place there is. @returns what became of it at each, in words. */
async function failEverywhere(
  args: readonly string[],
  { calls, error, stays }: (typeof FAULTS)[number],
): Promise<string[]> {
  const outcomes: string[] = [];
  for (let place = 1; place <= MOST_WRITES; place += 1) {
    const name = `${args[0] ?? ""}-${calls}-${error}-${stays}-${place}`;
    const trace = join(root, `${name}.trace`);
    const inject = `inject=${calls}:error=${error}:when=${place}${stays ? "+" : ""}`;
    const quiet = ["-f", "-qq", "--seccomp-bpf", "-o", trace, "-e", `trace=${calls}`];
    const outcome = await runThrough(name, args, ["strace", ...quiet, "-e", inject]).catch(
      (problem: unknown) => `${args.join(" ")}, ${inject}: ${String(problem)}`,
    );
    const isMet = readFileSync(trace, "utf8").includes("(INJECTED)");
    rmSync(trace);
    if (!isMet) {
      expect(outcome).toBe("kept");
      return outcomes;
    }
    outcomes.push(outcome);
  }
  return outcomes;
}

test.runIf(hasStrace)("an error at any write leaves all or nothing", async () => {
  const met: string[] = [];
  for (const args of COMMANDS) {
    for (const fault of FAULTS) {
      const outcomes = await failEverywhere(args, fault);
      expect(outcomes.length, JSON.stringify({ args, fault })).toBeGreaterThan(0);
      met.push(...outcomes);
    }
  }
  expect(met.filter((outcome) => outcome !== "kept" && outcome !== "refused")).toEqual([]);
  const refused = met.filter((outcome) => outcome === "refused").length;
  expect(refused).toBeGreaterThan(0);
  tellFigure(
    11,
    `${met.length} errors injected into commands, ${refused} refused in a sentence, ${met.length - refused} done all the same, 0 entries lost`,
  );
});

test.runIf(process.platform !== "win32")(
  "a file that may not grow leaves all or nothing",
  async () => {
    const outcomes: Outcome[] = [];
    // In blocks of 512 bytes or of 1024, as the shell has it.
    for (const blocks of isFull ? [0, 4, 8, 16, 24, 32, 40, 48, 64, 96] : [0, 40]) {
      const shell = ["sh", "-c", `ulimit -f ${blocks} && exec "$@"`, "sh"];
      outcomes.push(await runThrough(`limit-${blocks}`, ["write"], shell));
    }
    expect(outcomes).toContain("refused");
    const refused = outcomes.filter((outcome) => outcome === "refused").length;
    tellFigure(11, `${outcomes.length} limits to a file's size, ${refused} refused in a sentence`);
    if (!hasStrace)
      tellLeftOut(11, "an error at each write of a command: needs the full run, strace");
  },
);

test("control: an entry that was acknowledged and is missing is noticed", async () => {
  const done: Run = { code: 0, signal: null, out: "{}\n", err: "" };
  expect(() => judge(done, standing)).toThrow(/acknowledged is there/u);
  const [written = ""] = [...standing.sections].find(([, { text }]) => text !== "") ?? [];
  const kept = new Map([...standing.sections, ["new", { revision: 1, text: TEXT }]]);
  expect(judge(done, { sections: kept, problems: [] })).toBe("kept");
  const changed = new Map([...kept, [written, { revision: 9, text: "something else" }]]);
  expect(() => judge(done, { sections: changed, problems: [] })).toThrow(/there before/u);
  const failed: Run = { code: 1, signal: null, out: "", err: "This could not be saved.\n" };
  expect(judge(failed, standing)).toBe("refused");
  expect(() => judge(failed, { sections: kept, problems: [] })).toThrow(/was refused/u);
});
