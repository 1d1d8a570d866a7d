/** Files that nobody should have written (hostile cases B, and A where it concerns a folder). */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();

let journals = 0;

/** A new journal, and a folder with these files. */
async function importing(files: Record<string, string | Uint8Array>) {
  journals += 1;
  const folder = join(home, `files-${journals}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const line = commandLine({ home, journal: join(home, `journal-${journals}`) });
  await line.json("init");
  return { ...line, folder };
}

test("what cannot be taken in is named; nothing outside is read, and no link followed", async () => {
  const { folder, json, run } = await importing({
    "good.md": "Good.",
    "a/x.md": "Same.",
    "b/x.md": "Same.",
    "laugh.md": "---\na: &a [x]\nb: [*a,*a]\n---\n\nBody.",
    "open.md": "---\ntitle: x\n\nBody.",
    "latin.md": Buffer.from("caf\xe9", "latin1"),
    "long.md": "x".repeat(5 * 1024 * 1024 + 1),
    "empty.md": "\n",
    "newer.md": "---\nstepback_schema: 999\n---\n\nBody.",
    ".hidden/x.md": "Hidden.",
    "other.txt": "Not looked at.",
  });
  writeFileSync(join(home, "outside.md"), "A secret.");
  symlinkSync(join(home, "outside.md"), join(folder, "link.md"));
  symlinkSync(home, join(folder, "up"));
  spawnSync("mkfifo", [join(folder, "pipe.md")]);
  const skipped = [
    ["empty.md", "nothing written"],
    ["latin.md", "not UTF-8"],
    ["link.md", "links are not followed"],
    ["long.md", "too long"],
    ["newer.md", "newer Stepback"],
    ["pipe.md", "cannot be read"],
  ].map(([item, reason]) => ({ item, reason: expect.stringContaining(reason ?? "") }));
  const first = await run("import", folder, "--json");
  expect(JSON.parse(first.out)).toEqual({
    format: "markdown",
    found: 11,
    added: 4,
    alreadyHere: 1,
    skipped,
    attachments: 0,
  });
  // That these have the day of the file is told, and only where they are taken in.
  expect(first.err.match(/^[^:]+: No date is given/gmu)).toHaveLength(4);
  expect(await json("import", folder)).toMatchObject({ added: 0, alreadyHere: 5, skipped });
  expect(await json("check")).toEqual({ ok: true, problems: [] });
  const again = join(home, "again");
  await json("export", "--to", again);
  const other = await importing({});
  mkdirSync(other.folder);
  await other.json("import", again, "--from", "markdown");
  expect(await other.json("list")).toEqual(await json("list"));
});

describe("stepback.json", () => {
  const id = "01M7WNTFJ0QCYAM9BMASVH3H40";
  const entry = JSON.stringify({
    id,
    kind: "free",
    title: "T",
    date: "2026-10-01",
    timeZone: "Mars/Phobos",
    week: "2026-W40",
    tags: [],
    starred: false,
    created: "2026-10-01T10:00:00.000Z",
    updated: "2026-10-01T10:00:00.000Z",
    revision: 1,
    sections: [],
    commitments: [],
  });
  const polluted = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';
  const json = `{${polluted}"stepback":{${polluted}"schema":1},"entries":[${entry.replace("{", `{${polluted}`)}],"settings":{${polluted}"places":99,"reflectionDay":"x","lockAfter":15}}`;

  test("with keys of no meaning, a zone nobody knows, and settings that are none", async () => {
    const { folder, json: ask, run } = await importing({ "stepback.json": json });
    expect(await ask("import", folder)).toMatchObject({
      format: "stepback",
      added: 1,
      skipped: [],
    });
    expect(await ask("show", id)).toMatchObject({ timeZone: "UTC", title: "T" });
    expect((await run("export", "--to", join(home, "of-hostile"))).code).toBe(0);
    expect(await ask("check")).toEqual({ ok: true, problems: [] });
  });

  test.each<[string, string | Uint8Array, number]>([
    ["UTF-16", Buffer.from(`\ufeff${json}`, "utf16le"), 0],
    ["a byte order mark", `\ufeff${json}`, 0],
    ["Latin-1", Buffer.from(json.replace('"T"', '"\xe9"'), "latin1"), 1],
    ["half of it", json.slice(0, json.length / 2), 1],
    ["numbers beyond all", json.replace('"schema":1', '"schema":1e400'), 1],
  ])("in %s", async (_, content, code) => {
    const { folder, run } = await importing({ "stepback.json": content, "a.md": "A." });
    const said = await run("import", folder);
    expect(said.code).toBe(code);
    if (code === 1) expect(said.err).toMatch(/^The stepback\.json cannot be read[^\n]*\n$/u);
  });

  test("that is a link is not followed", async () => {
    const { folder, run, fails } = await importing({ "a.md": "A." });
    writeFileSync(join(home, "elsewhere.json"), json);
    symlinkSync(join(home, "elsewhere.json"), join(folder, "stepback.json"));
    expect((await run("import", folder)).out).toBe("Added one item.\n");
    expect(await fails(1, "import", folder, "--from", "stepback")).toContain("no export");
  });

  test.skipIf(process.getuid?.() === 0)("that may not be read is said to be so", async () => {
    const { folder, fails } = await importing({ "stepback.json": json });
    chmodSync(join(folder, "stepback.json"), 0);
    expect(await fails(1, "import", folder)).toContain("cannot be read");
  });
});
