import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDatabase, type Database } from "../../src/main/storage/database.ts";
import { checkVault } from "../../src/main/storage/check.ts";
import { StepbackError } from "../../src/shared/contract/errors.ts";

/** The bytes of a database as a disk may hold them; a file that is left out is missing. */
export interface Image {
  name: string;
  database: Buffer;
  wal?: Buffer | undefined;
  shm?: Buffer | undefined;
}

/** The key of a journal that is not protected, as its header holds it. */
export function keyOf(journal: string): Buffer {
  const { slots } = JSON.parse(readFileSync(join(journal, "vault.json"), "utf8")) as {
    slots: { kind: string; key?: string }[];
  };
  const key = slots.find(({ kind }) => kind === "none")?.key;
  if (key === undefined) throw new Error("this journal's key does not stand in its header");
  return Buffer.from(key, "base64");
}

/** Numbers from 0 to 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number below `limit`. */
export function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit);
}

/** The bytes with one bit changed. */
export function withFlippedBit(bytes: Buffer, random: () => number): Buffer {
  const flipped = Buffer.from(bytes);
  const at = below(random, bytes.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << below(random, 8));
  return flipped;
}

/** Everything a database holds, as one short text: equal only for equal content. */
export function contentOf(database: Database): string {
  const names = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  const hash = createHash("sha256");
  for (const name of names) {
    const rows = database.prepare<[], unknown[]>(`SELECT * FROM "${name}" ORDER BY 1`).raw();
    hash.update(JSON.stringify([name, rows.all()]));
  }
  return `${names.length} tables ${hash.digest("hex")}`;
}

/** Writes an image into a folder as the files of a journal's database. */
export function layOut(image: Image, folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, image.database);
  if (image.wal !== undefined) writeFileSync(`${file}-wal`, image.wal);
  if (image.shm !== undefined) writeFileSync(`${file}-shm`, image.shm);
  return file;
}

/** What opening and verifying an image came to. */
export type Verdict =
  | { came: "found"; by: "opening" | "check" }
  | { came: "content"; content: string }
  | { came: "wrong"; what: string };

/** Opens and verifies an image with the program's own code, in a folder of its own. */
export function judge(image: Image, key: Buffer, folder: string): Verdict {
  const file = layOut(image, folder, "journal.db");
  let database: Database;
  try {
    database = openDatabase(file, key);
  } catch (error) {
    if (!isDamage(error)) return { came: "wrong", what: `${image.name}: ${String(error)}` };
    // Whoever opens it next, or rescues it, needs every byte as it was.
    return isUnchanged(image.database, file) && isUnchanged(image.wal, `${file}-wal`)
      ? { came: "found", by: "opening" }
      : { came: "wrong", what: `${image.name}: refused, and changed by being opened` };
  }
  try {
    if (checkVault(database).length > 0) return { came: "found", by: "check" };
    return { came: "content", content: contentOf(database) };
  } catch (error) {
    return { came: "wrong", what: `${image.name}: ${String(error)}` };
  } finally {
    database.close();
  }
}

function isUnchanged(bytes: Buffer | undefined, file: string): boolean {
  return bytes === undefined || (existsSync(file) && bytes.equals(readFileSync(file)));
}

function isDamage(error: unknown): boolean {
  return error instanceof StepbackError && error.code === "JOURNAL_DAMAGED";
}
