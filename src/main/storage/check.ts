import { StepbackError } from "../../shared/contract/errors.ts";
import { type Database, damageOr } from "./database.ts";

/** A damaged file has more to say than anybody reads. */
const MOST_PROBLEMS = 100;

/**
 * Reads every page in use and every reference. Page tags of the cipher catch damage that SQLite's own
 * check would call well.
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
