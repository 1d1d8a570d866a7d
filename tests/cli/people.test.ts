/** Whom entries are with, on the command line. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const { json, jsonFrom, run, fails } = commandLine({ home });

type Entry = { id: string; title: string; people: string[]; with: string[] };
type Listed = { total: number; entries: Entry[] };

beforeAll(async () => {
  await json("init");
  writeFileSync(join(home, "text.md"), "I asked her first.");
});

const titles = async (...args: string[]): Promise<string[]> =>
  ((await json("list", ...args)) as Listed).entries.map(({ title }) => title);

test("write names people, who are made where nobody is called that, and filters find the entry", async () => {
  const priya = ["--with", "Priya Raman", "--with", "Devin  Clarke", "--with", "priya raman"];
  const written = (await json("write", "--title", "Both", ...priya, "text.md")) as Entry;
  expect(written).toMatchObject({
    people: ["Devin Clarke", "Priya Raman"],
    with: ["Priya Raman", "Devin Clarke"],
  });
  await json("write", "--title", "Priya", "--with", "PRIYA RAMAN", "text.md");
  await json("write", "--title", "Nobody", "text.md");
  expect(await json("show", written.id)).toEqual(written);
  expect(await titles("--person", "priya raman")).toEqual(["Priya", "Both"]);
  expect(await titles("--person", "Devin Clarke", "--text", "asked")).toEqual(["Both"]);
  expect(((await json("list")) as Listed).entries[0]).not.toHaveProperty("with");

  const { out } = await run("show", written.id);
  expect(out).toContain('stepback_people:\n  - "[[Devin Clarke]]"\n  - "[[Priya Raman]]"\n');
  const path = join(home, "exported");
  const exported = await json("export", "--to", path, "--person", "Devin Clarke");
  expect(exported).toMatchObject({ entries: 1 });
});

test("edit says with whom from now on", async () => {
  const written = (await jsonFrom("x", "write", "--title", "Edited", "-")) as Entry;
  expect(await json("edit", written.id, "--with", "Ruth Adeyemi")).toMatchObject({
    title: "Edited",
    with: ["Ruth Adeyemi"],
  });
  expect(await titles("--person", "Ruth Adeyemi")).toEqual(["Edited"]);
});

test("a person there is not, no name and a name too long are one sentence each, and nothing is made", async () => {
  const before = (await json("list")) as Listed;
  for (const command of [["list"], ["export", "--to", "elsewhere"]]) {
    expect(await fails(1, ...command, "--person", "Nobody Here")).toContain(
      "There is nobody called Nobody Here in the journal.",
    );
  }
  expect(await fails(2, "write", "--with", " ", "text.md")).toContain("Give the name of a person.");
  expect(await fails(1, "write", "--with", "x".repeat(201), "text.md")).toContain(
    "A name may have 200 characters.",
  );
  expect(await fails(1, "write", "--with", "New One", "--title", " ", "empty.md")).toContain(
    "cannot be read",
  );
  expect(await json("list")).toEqual(before);
  expect(await fails(1, "list", "--person", "New One")).toContain("nobody called New One");
});
