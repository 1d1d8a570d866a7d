import { createHash } from "node:crypto";
import { StepbackError } from "../../shared/contract/errors.ts";
import { type Database, damageOr } from "./database.ts";

/** A damaged file has more to say than anybody reads. */
const MOST_PROBLEMS = 100;

/**
 * Reads every page in use, every reference and every picture. Page tags of the cipher catch damage that
 * SQLite's own check would call well.
 * @returns one sentence a problem, at most a hundred; empty when all is well.
 * @throws whatever keeps it from reading and is not damage.
 */
export function checkVault(database: Database): string[] {
  const problems: string[] = [];
  try {
    const report = database.prepare<[], string>("PRAGMA integrity_check").pluck().all();
    problems.push(
      ...report.flatMap((row) => row.split("\n")).filter((line) => line !== "ok" && line !== ""),
    );
    const references = database
      .prepare<[], { table: string; parent: string }>(
        `SELECT "table", parent FROM pragma_foreign_key_check`,
      )
      .all();
    problems.push(
      ...references.map(
        ({ table, parent }) => `a row of ${table} names a missing row of ${parent}`,
      ),
      ...checkPictures(database),
    );
  } catch (error) {
    const meaning = damageOr(error);
    if (!(meaning instanceof StepbackError) || meaning.code !== "JOURNAL_DAMAGED") throw error;
    problems.push(
      `the journal's file is damaged: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return problems.slice(0, MOST_PROBLEMS);
}

/** Whether every picture has the bytes it is named after, and is there for every text that shows it. */
function checkPictures(database: Database): string[] {
  // A backup of an earlier version has no pictures, and no table of them.
  const hasPictures = database
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'attachments'")
    .get();
  if (hasPictures === undefined) return [];
  const problems: string[] = [];
  const pictures = database.prepare<[], { sha256: string; bytes: Buffer }>(
    "SELECT sha256, bytes FROM attachments WHERE deleted_at IS NULL",
  );
  for (const { sha256, bytes } of pictures.iterate()) {
    const actual = createHash("sha256").update(bytes).digest("hex");
    if (actual !== sha256)
      problems.push(`the picture ${sha256} has other bytes than it was kept with`);
  }
  // Quotes in a text are written with a backslash, so only pictures have this in their JSON.
  const missing = database
    .prepare<[], string>(
      `SELECT DISTINCT part.value FROM sections, json_tree(document) AS part
       WHERE instr(document, '"attachment":"') > 0 AND part.key = 'attachment'
         AND part.value NOT IN (SELECT sha256 FROM attachments WHERE deleted_at IS NULL)`,
    )
    .pluck()
    .all();
  return [
    ...problems,
    ...missing.map((sha256) => `a text shows the picture ${sha256}, which is missing`),
  ];
}
