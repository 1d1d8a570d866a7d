/**
 * A process of its own that saves sections as a window's host does, and says before each save "asks
 * SECTION REVISION" and after it "saved SECTION REVISION". Plain Node runs it, so it imports nothing
 * that needs a bundler.
 *
 * Its one argument is a `WriterOrder` as JSON.
 */
import { writeSync } from "node:fs";
import { openDatabase } from "../../src/main/storage/database.ts";
import { numberedText } from "./saves.ts";
import { seeded } from "./seeded.ts";

/** What the process is to do. */
export interface WriterOrder {
  file: string;
  /** The key in hexadecimal. */
  key: string;
  saves: number;
  seed: number;
  /** NORMAL is the mistake that the control makes. */
  synchronous: "FULL" | "NORMAL";
}

/** The text that a section gets with a revision; its length depends on the revision too. */
export function textOf(section: string, revision: number): string {
  const length = revision % 9 === 0 ? 30_000 : 300 + revision * 7;
  return `${section} ${numberedText(revision, length)}`;
}

function write({ file, key, saves, seed, synchronous }: WriterOrder): void {
  const database = openDatabase(file, Buffer.from(key, "hex"));
  database.pragma(`synchronous=${synchronous}`);
  const random = seeded(seed);
  const sections = database
    .prepare<[], { id: string; entryId: string; revision: number }>(
      "SELECT id, entry_id AS entryId, revision FROM sections ORDER BY id",
    )
    .all();
  // As src/main/features/entries/entries.sql.ts has it.
  const save = database.prepare<[string, string, string, string, number], number>(
    `UPDATE sections SET document = ?, text = ?, updated = ?, revision = revision + 1
     WHERE id = ? AND revision = ? RETURNING revision`,
  );
  const touch = database.prepare("UPDATE entries SET updated = ? WHERE id = ?");
  for (let made = 0; made < saves; made += 1) {
    const section = sections[random.between(0, sections.length)];
    if (section === undefined) throw new Error("there are no sections");
    const { id, entryId, revision } = section;
    const text = textOf(id, revision + 1);
    const updated = new Date().toISOString();
    // Written at once, so that it stands in a trace between the writes before it and those after.
    writeSync(1, `asks ${id} ${revision + 1}\n`);
    database
      .transaction(() => {
        const saved = save.pluck().get(JSON.stringify({ text }), text, updated, id, revision);
        if (saved !== revision + 1) throw new Error("a section was not there as it was left");
        touch.run(updated, entryId);
      })
      .immediate();
    section.revision += 1;
    writeSync(1, `saved ${id} ${section.revision}\n`);
  }
  database.close();
}

if (import.meta.main) write(JSON.parse(process.argv[2] ?? "") as WriterOrder);
