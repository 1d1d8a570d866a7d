// A journal that the version with schema 2 wrote, opened by this one (House rule 9).
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/main/storage/database.ts";
import { SCHEMA_VERSION } from "../../src/main/storage/migrate.ts";
import { unlockVault } from "../../src/main/storage/vault.ts";
import { commandLine } from "../helpers/command-line.ts";
import { makeEarlierJournal } from "../helpers/earlier-journal.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const journal = join(home, "journal");
const stepback = commandLine({ home, journal });

/** What was committed to, and what the journal has of it. */
async function commitments(folder: string): Promise<unknown[]> {
  const { header, key } = await unlockVault(folder, null);
  const database = openDatabase(join(folder, header.database), key);
  try {
    return [
      Number(database.pragma("user_version", { simple: true })),
      ...database.prepare("SELECT * FROM commitments ORDER BY id").all(),
    ];
  } finally {
    database.close();
  }
}

/** As the version with schema 2 made one. */
async function commitInSchema2(): Promise<void> {
  const { header, key } = await unlockVault(journal, null);
  const database = openDatabase(join(journal, header.database), key);
  const at = "2026-11-13T14:30:00.000Z";
  database
    .prepare(
      `INSERT INTO commitments (id, week, due_week, sort_key, situation, action, created, updated)
       VALUES ('01JD5ZC3M8Q4W0T9V7K2XN6RBA', '2026-W46', '2026-W47', 'a0', 'a buyer asks',
         'stay silent', '${at}', '${at}')`,
    )
    .run();
  database.close();
}

it("is opened with all that was in it, and goes on as a journal of this version", async () => {
  const document = {
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: "I stayed silent." }] }],
  };
  await makeEarlierJournal(
    journal,
    [{ title: "Handing over", documents: [{ document, text: "I stayed silent." }] }],
    undefined,
    2,
  );
  await commitInSchema2();
  const [schema, ...before] = await commitments(journal);
  expect(schema).toBe(2);

  expect(await stepback.json("list")).toMatchObject({
    total: 1,
    entries: [{ title: "Handing over", words: 3, people: [] }],
  });
  const [reached, ...after] = await commitments(journal);
  expect(reached).toBe(SCHEMA_VERSION);
  expect(after).toMatchObject(before);
  expect(await stepback.json("check")).toEqual({ ok: true, problems: [] });
  const backups = readdirSync(join(journal, "backups"));
  expect(backups).toEqual([expect.stringMatching(/^0001-2026-11-20-before-migration$/)]);
  expect(await commitments(join(journal, "backups", backups[0] ?? ""))).toEqual([2, ...before]);

  // What came with this version works on what was there.
  const [asked] = ((await stepback.json("weekly")) as { commitments: { id: string }[] })
    .commitments;
  expect(
    await stepback.json("outcome", asked?.id ?? "", "not_kept", "the habit", "--carry"),
  ).toMatchObject({ outcome: "not_kept", became: "carried" });
  expect(
    await stepback.json("moment", "x", "--kind", "stepped_in", "--with", "Marta Okafor"),
  ).toMatchObject({ person: { name: "Marta Okafor" } });
});
