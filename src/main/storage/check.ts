import type { Database } from "./database.ts";

/**
 * Reads every page in use and every reference. Page tags of the cipher catch damage that SQLite's own
 * check would call well.
 * @returns one sentence a problem; empty when all is well.
 */
export function checkVault(database: Database): string[] {
  const problems: string[] = [];
  try {
    const report = database.prepare<[], string>("PRAGMA integrity_check").pluck().all();
    problems.push(...report.filter((line) => line !== "ok"));
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
    problems.push(
      `the journal's file is damaged: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return problems;
}
