import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "./host.ts";

const PAGE_BYTES = 4096;

/** The database file of the journal. */
export function databaseOf({ journal }: Host): string {
  const { database } = JSON.parse(readFileSync(join(journal, "vault.json"), "utf8")) as {
    database: string;
  };
  return join(journal, database);
}

/**
 * Turns one bit in the middle of each page that `write` adds to the database, as a failing disk does.
 * @returns the damaged file's bytes.
 */
export async function damageWhatIsWritten(
  host: Host,
  write: () => Promise<unknown>,
): Promise<Buffer> {
  const file = databaseOf(host);
  const first = readFileSync(file).length / PAGE_BYTES + 1;
  await write();
  const bytes = readFileSync(file);
  for (let at = first * PAGE_BYTES + PAGE_BYTES / 2; at < bytes.length; at += PAGE_BYTES) {
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  }
  writeFileSync(file, bytes);
  return bytes;
}
