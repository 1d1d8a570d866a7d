/** What a text may be: the other side of every line that bad-input.test.ts draws. */
import { beforeAll, expect, test } from "vitest";
import { commandLine, runStepback, sentenceOf } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const { json, jsonFrom, run, fails } = commandLine({ home });

beforeAll(() => json("init"));

test("a text comes in pieces, with a byte order mark, with the line ends of any system", async () => {
  const pieces = ["\uFEFFOne ", "*two*\r\n\r\nthr", "ee\rfour"];
  const { id } = (await jsonFrom(pieces, "write", "--title", "Pieces", "-")) as { id: string };
  const { out } = await run("show", id);
  expect(out.slice(out.indexOf("---\n\n") + 5)).toBe("One *two*\n\nthree four\n");
});

test("a text may be long", async () => {
  const written = await jsonFrom("word ".repeat((4 * 1024 * 1024) / 5), "write", "-");
  expect(written).toMatchObject({ words: Math.floor((4 * 1024 * 1024) / 5) });
});

test("three commitments are open at a time, and the fourth waits for an answer", async () => {
  for (const text of ["one", "two"]) await json("commit", text, "--week", "2026-W40");
  const { id } = (await json("commit", "three")) as { id: string };
  expect(await fails(1, "commit", "four", "--week", "2026-W41")).toBe(
    "3 commitments are open already, and that is the most. Say first what came of one of them.",
  );
  await json("outcome", id, "kept");
  await json("commit", "four", "--week", "2026-W41");
});

test("an answer about one person stands under its day, and is one a day", async () => {
  const about = (words: string, name: string, ...more: string[]): Promise<unknown> =>
    jsonFrom(words, "answer", "openness-07", "--with", name, ...more, "-");
  const question = "What have you been softening or leaving out when you talk with Ana R.?";
  expect(await about("That it is late.", "Ana R.", "--date", "2026-11-02")).toMatchObject({
    prompt: { id: "openness-07", text: question, theme: "openness" },
    words: 4,
  });
  // Whatever the case, it is the same person, under the name that stands.
  expect(await about("That it is lost.", " ana  r. ")).toMatchObject({
    prompt: { text: question },
  });
  expect(await about("Nothing.", "Devin")).toMatchObject({ words: 1 });
  expect(
    sentenceOf(
      await runStepback(["answer", "openness-07", "--with", "ANA R.", "-"], {
        home,
        input: "More.",
      }),
      1,
    ),
  ).toBe(
    "openness-07 is answered about Ana R. on 2026-11-20 already. Nothing was changed; edit that answer in the window.",
  );
  const { entries } = (await json("list", "--theme", "openness")) as {
    entries: { id: string; kind: string; date: string; words: number }[];
  };
  expect(entries.map(({ kind, date, words }) => [kind, date, words])).toEqual([
    ["free", "2026-11-20", 1],
    ["free", "2026-11-20", 4],
    ["free", "2026-11-02", 4],
  ]);
  expect(await json("list", "--person", "ana r.")).toMatchObject({ total: 2 });
  const { out } = await run("show", entries[2]?.id ?? "");
  expect(out).toContain(`stepback_prompts:\n  - openness-07\n`);
  expect(out).toContain(`## ${question}\n\nThat it is late.\n`);
});

test("an entry in the bin comes back, but not into a week that was begun again", async () => {
  await jsonFrom("First.", "answer", "trust-08", "--week", "2026-W30", "-");
  const weekly = async (): Promise<string | undefined> =>
    (
      (await json("list", "--kind", "weekly")) as { entries: { id: string; week: string }[] }
    ).entries.find(({ week }) => week === "2026-W30")?.id;
  const first = (await weekly()) ?? "";
  await json("delete", first);
  expect(await weekly()).toBeUndefined();
  await jsonFrom("Second.", "answer", "trust-08", "--week", "2026-W30", "-");
  expect(await fails(1, "restore", first)).toContain("2026-W30 has another reflection by now");
  await json("delete", (await weekly()) ?? "");
  expect(await json("restore", first)).toMatchObject({ id: first, deletedAt: null });

  const inTime = commandLine({ home, now: "2026-12-20T15:00:00+01:00" });
  const tooLate = commandLine({ home, now: "2026-12-20T16:00:00+01:00" });
  await json("delete", first);
  expect(await tooLate.fails(1, "restore", first)).toBe(`There is no entry ${first}.`);
  expect(await inTime.json("restore", first)).toMatchObject({ id: first });
});
