import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { monotonicFactory } from "ulid";
import { makeVault } from "../../src/main/storage/make-vault.ts";
import { passphraseSlot, type Secret } from "../../src/main/storage/slots.ts";
import { unlockVault } from "../../src/main/storage/vault.ts";

const MIGRATIONS = join(import.meta.dirname, "../../src/main/storage/migrations");

const FIRST_SCHEMA = readFileSync(join(MIGRATIONS, "0001-journal.sql"), "utf8");

/** What brings a journal of schema 1 to schema 2, without the number that says so. */
export const SECOND_MIGRATION = readFileSync(join(MIGRATIONS, "0002-pictures.sql"), "utf8");

/** An entry of an earlier journal: a section under each of its documents. */
export interface EarlierEntry {
  title: string;
  documents: readonly { document: object; text: string }[];
}

/**
 * Makes a journal as the version with schema 1 or 2 left it, in WAL mode like every journal.
 * @param passphrase protects it.
 */
export async function makeEarlierJournal(
  folder: string,
  entries: readonly EarlierEntry[],
  passphrase?: string,
  schema: 1 | 2 = 1,
): Promise<void> {
  const newId = monotonicFactory();
  const secret: Secret | null =
    passphrase === undefined ? null : { kind: "passphrase", text: passphrase };
  await (passphrase === undefined
    ? makeVault(folder, newId)
    : makeVault(folder, newId, async (key, vaultId) => [
        await passphraseSlot(passphrase, key, vaultId),
      ]));
  const { header, key } = await unlockVault(folder, secret);
  const file = join(folder, header.database);
  for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });

  const database = new Database(file);
  database.pragma("cipher='chacha20'");
  database.pragma(`key='raw:${key.toString("hex")}'`);
  database.pragma("journal_mode=WAL");
  database.exec(FIRST_SCHEMA);
  if (schema === 2) database.exec(SECOND_MIGRATION);
  // "Step", as it was then.
  database.pragma("application_id=1400137072");
  database.pragma(`user_version=${schema}`);
  const at = "2026-10-02T14:30:00.000Z";
  const entry = database.prepare(
    `INSERT INTO entries (id, kind, title, date, time_zone, created, updated)
     VALUES (?, 'free', ?, '2026-10-02', 'Europe/Berlin', '${at}', '${at}')`,
  );
  const section = database.prepare(
    `INSERT INTO sections
       (id, entry_id, sort_key, document, document_schema, text, words, created, updated)
     VALUES (?, ?, ?, ?, 1, ?, ?, '${at}', '${at}')`,
  );
  database.transaction(() => {
    for (const { title, documents } of entries) {
      const id = newId();
      entry.run(id, title);
      for (const [place, { document, text }] of documents.entries()) {
        const words = text === "" ? 0 : text.split(" ").length;
        section.run(newId(), id, `a${place}`, JSON.stringify(document), text, words);
      }
    }
  })();
  database.close();
}
