// A journal that the version with schema 1 wrote, opened by this one (House rule 9).
import { cpSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/main/storage/database.ts";
import { SCHEMA_VERSION } from "../../src/main/storage/migrate.ts";
import { salvage } from "../../src/main/storage/salvage.ts";
import type { Secret } from "../../src/main/storage/slots.ts";
import { unlockVault } from "../../src/main/storage/vault.ts";
import { emptyDocument } from "../../src/shared/document/schema.ts";
import { commandLine } from "../helpers/command-line.ts";
import { type EarlierEntry, makeEarlierJournal } from "../helpers/earlier-journal.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const PASSPHRASE = "walking slowly helps";

const rule = { type: "doc", content: [{ type: "horizontalRule" }] };
const words = (text: string): object => ({
  type: "doc",
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});

const ENTRIES: readonly EarlierEntry[] = [
  {
    title: "Handing over",
    documents: [
      { document: words("I stayed silent."), text: "I stayed silent." },
      { document: emptyDocument(), text: "" },
      { document: rule, text: "" },
    ],
  },
  { title: "Only a title", documents: [{ document: emptyDocument(), text: "" }] },
];

/** The schema and all rows of a journal's database, or of a backup's, as they stand: nothing is changed. */
async function rowsOf(folder: string, secret: Secret | null): Promise<Record<string, unknown[]>> {
  const { header, key } = await unlockVault(folder, secret);
  const database = openDatabase(join(folder, header.database), key, { readonly: true });
  try {
    const tables = database
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    return {
      schema: [database.pragma("user_version", { simple: true })],
      ...Object.fromEntries(
        tables.map((name) => [name, database.prepare(`SELECT * FROM ${name}`).all()]),
      ),
    };
  } finally {
    database.close();
  }
}

const withoutWritten = (row: unknown): unknown => {
  const { written: _, ...others } = row as Record<string, unknown>;
  return others;
};

describe.each<[string, string | undefined]>([
  ["an unprotected journal", undefined],
  ["a protected journal", PASSPHRASE],
])("%s of schema 1", (name, passphrase) => {
  const journal = join(home, name.replaceAll(" ", "-"));
  const secret: Secret | null =
    passphrase === undefined ? null : { kind: "passphrase", text: passphrase };
  const env: Record<string, string> =
    passphrase === undefined ? {} : { STEPBACK_PASSPHRASE: passphrase };
  const stepback = commandLine({ home, journal, env });

  it("is opened with all that was in it, after a backup of how it was", async () => {
    await makeEarlierJournal(journal, ENTRIES, passphrase);
    const before = await rowsOf(journal, secret);
    expect(before["schema"]).toEqual([1]);

    const list = await stepback.json("list");
    expect(list).toMatchObject({
      total: 2,
      entries: [{ title: "Only a title" }, { title: "Handing over", words: 3 }],
    });

    const after = await rowsOf(journal, secret);
    const added = Object.keys(after).filter((table) => before[table] === undefined);
    expect(added).toContain("attachments");
    expect(added).toContain("moments");
    expect(after).toEqual({
      ...before,
      ...Object.fromEntries(added.map((table) => [table, []])),
      schema: [SCHEMA_VERSION],
      sections: after["sections"],
    });
    expect(after["sections"]?.map(withoutWritten)).toEqual(before["sections"]);
    expect(after["sections"]?.map((row) => (row as { written: number }).written)).toEqual([
      1, 0, 1, 0,
    ]);
    expect(await stepback.json("check")).toEqual({ ok: true, problems: [] });

    const backups = readdirSync(join(journal, "backups"));
    expect(backups).toEqual([expect.stringMatching(/^0001-2026-11-20-before-migration$/)]);
    expect(await rowsOf(join(journal, "backups", backups[0] ?? ""), secret)).toEqual(before);
    // A second start finds nothing to migrate, and makes no further backup.
    await stepback.json("list");
    expect(readdirSync(join(journal, "backups"))).toEqual(backups);
  });

  it("gives out what was written without words, and nothing of what is empty", async () => {
    const { entries } = (await stepback.json("list")) as { entries: { id: string }[] };
    const shown = await Promise.all(entries.map(({ id }) => stepback.run("show", id)));
    const bodies = shown.map(({ out }) => out.slice(out.indexOf("\n---\n") + 5));
    const heading = "\n## Something I wrote without a prompt\n\n";
    expect(bodies).toEqual(["", `${heading}I stayed silent.\n${heading}---\n`]);
  });

  it("comes back from that backup, in this version's schema", async () => {
    const [backup = ""] = readdirSync(join(journal, "backups"));
    expect(await stepback.json("backup", "verify", backup)).toMatchObject({ ok: true });
    expect((await stepback.run("backup", "restore", backup)).code).toBe(0);
    const rows = await rowsOf(journal, secret);
    expect(rows["schema"]).toEqual([SCHEMA_VERSION]);
    expect(rows["entries"]).toHaveLength(2);
    expect(await stepback.json("check")).toEqual({ ok: true, problems: [] });
  });
});

it("without room for the backup nothing is migrated, and a sentence says what to do", async () => {
  const journal = join(home, "no-backup");
  await makeEarlierJournal(journal, ENTRIES);
  const before = await rowsOf(journal, null);
  rmSync(join(journal, "backups"), { recursive: true });
  writeFileSync(join(journal, "backups"), "in the way");
  await commandLine({ home, journal }).fails(1, "list");
  expect(await rowsOf(journal, null)).toEqual(before);
});

it("a damaged journal of schema 1 is read into one of this version", async () => {
  const journal = join(home, "damaged");
  await makeEarlierJournal(journal, ENTRIES);
  const { header, key } = await unlockVault(journal, null);
  const copyFile = join(home, "copy.db");
  cpSync(join(journal, header.database), join(home, "damaged.db"));
  expect(salvage(join(home, "damaged.db"), key, copyFile)).toMatchObject({
    whole: 2,
    part: 0,
    lost: 0,
    problems: [],
  });
});
