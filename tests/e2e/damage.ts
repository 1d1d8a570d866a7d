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
 * Turns one bit in each of the pages that `write` adds to the database, as a failing disk does: in the
 * middle half of them, which a long text has for itself. At both ends stands what it moved aside.
 * @returns the damaged file's bytes.
 */
export async function damageWhatIsWritten(
  host: Host,
  write: () => Promise<unknown>,
): Promise<Buffer> {
  const file = databaseOf(host);
  const first = readFileSync(file).length / PAGE_BYTES;
  await write();
  const bytes = readFileSync(file);
  const added = bytes.length / PAGE_BYTES - first;
  for (let page = Math.ceil(added / 4); page < Math.floor((added * 3) / 4); page += 1) {
    const at = (first + page) * PAGE_BYTES + PAGE_BYTES / 2;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
  }
  writeFileSync(file, bytes);
  return bytes;
}
