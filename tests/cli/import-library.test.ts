/** What a journal has of its own in the library leaves with a whole export, and comes back the same. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { filesIn, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const first = commandLine({ home });
const whole = join(home, "whole");
const EXAMPLE = join(import.meta.dirname, "../../docs/example-pack.yaml");
const OWN = "01KAGZ3C80AAAAAAAAAAAAAAAA";

beforeAll(async () => {
  await first.json("init");
  await first.json("prompts", "add", EXAMPLE);
  await withServices(join(home, "journal"), ({ wishes, ownPrompts }) => {
    const theme = { title: "The board", inWeeklyRotation: true };
    ownPrompts.write({
      row: OWN,
      text: "What did “the board” <b>hear</b> first?",
      theme,
      cadence: "weekly",
      followUps: ["From whom?"],
    });
    const gone = ownPrompts.write({
      row: "01KAGZ3C80BBBBBBBBBBBBBBBB",
      text: "Deleted?",
      theme: "trust",
      cadence: "weekly",
      followUps: [],
    });
    ownPrompts.remove(gone.id);
    wishes.wish({ id: "trust-03", hidden: true });
    wishes.wish({ id: "council-01", favourite: true, pinned: true });
    wishes.pick("council-02", true);
  });
  await first.jsonFrom("The figures.", "answer", `own-${OWN.toLowerCase()}`, "-");
  await first.json("export", "--to", whole);
});

const jsonIn = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "stepback.json"), "utf8")) as Record<string, unknown>;

test("an empty journal takes it over, and gives the same export again", async () => {
  const second = commandLine({ home, journal: join(home, "second") });
  await second.json("init");
  await second.json("import", whole);
  expect(await second.json("prompts")).toEqual(await first.json("prompts"));
  expect(await second.json("weekly", "--week", "2026-W48")).toEqual(
    await first.json("weekly", "--week", "2026-W48"),
  );
  const again = join(home, "again");
  await second.json("export", "--to", again);
  expect(filesIn(again)).toEqual(filesIn(whole));
  expect(JSON.stringify(jsonIn(whole))).not.toContain("Deleted?");
});

test("only a whole export carries it, and only where there is something", async () => {
  const part = join(home, "part");
  await first.json("export", "--to", part, "--tag", "none");
  expect(jsonIn(part)).not.toHaveProperty("library");
  const plain = commandLine({ home, journal: join(home, "plain") });
  await plain.json("init");
  await plain.json("export", "--to", join(home, "plain-export"));
  expect(jsonIn(join(home, "plain-export"))).not.toHaveProperty("library");
});

test("a journal with wishes of its own keeps them as they are", async () => {
  const other = commandLine({ home, journal: join(home, "other") });
  await other.json("init");
  await withServices(join(home, "other"), ({ wishes }) =>
    wishes.wish({ id: "trust-01", hidden: true }),
  );
  const before = await other.json("prompts");
  await other.json("import", whole);
  expect(await other.json("prompts")).toEqual(before);
});

test("rows that no Stepback wrote are left out, and the others are taken over", async () => {
  const bent = join(home, "bent");
  cpSync(whole, bent, { recursive: true });
  const json = jsonIn(whole);
  const library = json["library"] as Record<string, Record<string, unknown>[]>;
  const { wishes = [], prompts = [], packs = [], picks = [] } = library;
  const bentLibrary = {
    wishes: [
      null,
      { ...wishes[0], id: "x" },
      { ...wishes[0], hiddenOn: "soon" },
      ...wishes,
      ...wishes,
    ],
    picks: "none",
    themes: [{ themeId: "../x" }],
    prompts: [{ ...prompts[0], cadence: "daily" }, { ...prompts[0], followUps: "x" }, ...prompts],
    packs: [{ ...packs[0], yaml: "a: &a [*a]" }],
  };
  expect([picks.length, packs.length]).toEqual([1, 1]);
  writeFileSync(join(bent, "stepback.json"), JSON.stringify({ ...json, library: bentLibrary }));
  const third = commandLine({ home, journal: join(home, "third") });
  await third.json("init");
  await third.json("import", bent);
  const listed = (await third.json("prompts")) as { prompts: { id: string; hidden?: true }[] };
  expect(listed.prompts.filter(({ hidden }) => hidden === true).map(({ id }) => id)).toEqual([
    "trust-03",
  ]);
  // Its theme is gone, and it is in sight all the same.
  expect(listed.prompts.at(-1)?.id).toBe(`own-${OWN.toLowerCase()}`);
  expect(await third.json("check")).toMatchObject({ ok: true });
});
