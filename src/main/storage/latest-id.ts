import type { Id } from "../../shared/journal/identity.ts";
import type { Database } from "./database.ts";

const TABLES = [
  "entries",
  "sections",
  "reflections",
  "chosen_prompts",
  "commitments",
  "attachments",
] as const;

/** The latest id of the journal's rows; empty for an empty journal. */
export function latestId(database: Database): Id {
  const latest = TABLES.map((table) => `SELECT max(id) AS id FROM ${table}`).join(" UNION ALL ");
  return database.prepare<[], Id | null>(`SELECT max(id) FROM (${latest})`).pluck().get() ?? "";
}
