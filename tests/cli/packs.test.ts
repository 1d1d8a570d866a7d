/** Packs of prompts by command, and the library that they make. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commandLine, each, runStepback, sentenceOf } from "../helpers/command-line.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";

const EXAMPLE = join(import.meta.dirname, "../../docs/example-pack.yaml");
const example = readFileSync(EXAMPLE, "utf8");

interface Listed {
  themes: { id: string }[];
  prompts: { id: string; theme: string; hidden?: boolean; origin: object }[];
}

test("the example for authors of packs is added, asked from, answered and brought up to date", async () => {
  const home = temporaryFolder();
  const { json, jsonFrom, run } = commandLine({ home });
  await json("init");
  const builtIn = (await json("prompts")) as Listed;
  const added = { id: "works-council", title: "Works council pack", prompts: 4 };
  expect(await json("prompts", "add", EXAMPLE)).toEqual({ ...added, outcome: "added" });
  expect(await json("prompts", "add", EXAMPLE)).toEqual({ ...added, outcome: "unchanged" });
  const whole = (await json("prompts")) as Listed;
  expect(whole.themes.map(({ id }) => id)).toEqual([
    ...builtIn.themes.map(({ id }) => id),
    "works-council",
  ]);
  expect(whole.prompts.slice(builtIn.prompts.length).map(({ id }) => id)).toEqual([
    "council-01",
    "council-02",
    "council-03",
    "council-04",
  ]);
  expect(await json("prompts", "--theme", "works-council", "--cadence", "weekly")).toMatchObject({
    prompts: [{ id: "council-01", origin: { kind: "pack", id: "works-council" } }],
  });
  const section = (await jsonFrom("The plan.", "answer", "council-01", "-")) as { id: string };
  expect(section).toMatchObject({ prompt: { id: "council-01", theme: "works-council" } });

  const next = example.replace(/ {2}- id: council-01[^]*?(?= {2}- id: council-02)/u, "");
  expect(await jsonFrom(next, "prompts", "add", "-")).toEqual({
    ...added,
    prompts: 3,
    outcome: "updated",
  });
  const { entries } = (await json("list")) as { entries: { id: string }[] };
  expect((await run("show", entries[0]?.id ?? "")).out).toContain(
    "Which paper of this week reached the council after it was decided?",
  );
});

test("a hidden prompt is marked, and only that one", async () => {
  const home = temporaryFolder();
  const { json, run } = commandLine({ home });
  await json("init");
  await withServices(join(home, "journal"), ({ wishes }) =>
    wishes.wish({ id: "trust-03", hidden: true }),
  );
  const { prompts } = (await json("prompts")) as Listed;
  expect(prompts.filter((prompt) => "hidden" in prompt)).toEqual([
    expect.objectContaining({ id: "trust-03", hidden: true }),
  ]);
  expect((await run("prompts")).out).toMatch(/^trust-03 .*\(hidden\)$/mu);
  // A journal that is not there has nothing to hide.
  const none = commandLine({ home, journal: join(home, "none") });
  expect(JSON.stringify(await none.json("prompts"))).not.toContain("hidden");
});

describe("a pack that cannot be used: one sentence, and nothing is added", () => {
  const home = temporaryFolder();
  const { json, fails } = commandLine({ home });
  beforeAll(async () => {
    await json("init");
    await json("prompts", "add", EXAMPLE);
  });
  let made = 0;
  const refuse = async (text: string | Uint8Array, ...sentences: string[]): Promise<void> => {
    made += 1;
    const file = join(home, `${made}.yaml`);
    writeFileSync(file, text);
    const said = await fails(1, "prompts", "add", file);
    for (const sentence of sentences) expect(said).toContain(sentence);
  };
  const other = example.replace("id: works-council\n", "id: other\n");

  test("what is wrong is named with file, line and the nearest thing that exists", async () => {
    const before = printOf(join(home, "journal"));
    await each(
      [
        [
          example.replace("theme: listening", "theme: listning"),
          ".yaml: Line 30: There is no theme “listning”. The nearest is “listening” (Listening). Nothing was added.",
        ],
        [
          example.replace("council-02", "council-01"),
          "The id “council-01” stands on line 20 already. Nothing was added.",
        ],
        [other, "is in the library already. And 4 more. Nothing was added."],
        [example.replace("council-02", "trust-01"), "The id “trust-01” is in the library already."],
        [example.replace("cadence: monthly", "cadence: montly"), "The nearest is “monthly”."],
        [example.replace("version: 1", "version: 9"), "Version 1 of the format"],
        [example.replace("text:", "text: &a"), "Anchors, aliases and tags are not read."],
        [example.replace("text:", "text: !!js/function"), "Anchors, aliases and tags"],
        ["", "A pack is a map of keys"],
        ["- a\n", "A pack is a map of keys"],
        [`${example}\n  - [`, "This is not YAML"],
        [example + "#".repeat(300_000), "This file is too large. A pack may have 256 KB."],
        [`${example}${"é".repeat(200_000)}`, "This file is too large."],
        [Uint8Array.of(0xff, 0xfe, 0x00), "is not UTF-8 text"],
      ] as [string | Uint8Array, string][],
      ([text, sentence]) => refuse(text, sentence),
    );
    expect(printOf(join(home, "journal"))).toEqual(before);
  });

  test("a file that is not there, or no file", async () => {
    expect(await fails(1, "prompts", "add", join(home, "none.yaml"))).toContain("cannot be read");
    expect(await fails(1, "prompts", "add", home)).toContain("cannot be read");
    expect(await fails(2, "prompts", "add")).toContain("file");
    expect(await fails(2, "prompts", "ad", EXAMPLE)).toMatch(/\.$/u);
    expect(await fails(1, "prompts", "--theme", "council")).toContain("There is no theme council.");
    const run = await runStepback(["prompts", "add", "-"], { home, input: "hello" });
    expect(sentenceOf(run, 1)).toContain("Standard input: Line 1:");
  });

  test("no journal", async () => {
    const none = commandLine({ home, journal: join(home, "none") });
    expect(await none.fails(1, "prompts", "add", EXAMPLE)).toContain("There is no journal");
  });
});
