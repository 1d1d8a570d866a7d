import type { Id } from "../../shared/journal/identity.ts";
import type { Database } from "./database.ts";

const TABLES = [
  "entries",
  "sections",
  "reflections",
  "chosen_prompts",
  "commitments",
  "attachments",
  "people",
  "entry_people",
  "section_people",
  "crises",
  "crisis_items",
  "crisis_answers",
  "moments",
  "handovers",
  "handover_turns",
  "agreements",
  "week_blocks",
  "prompt_wishes",
  "prompt_picks",
  "own_themes",
  "own_prompts",
  "packs",
] as const;

/** The latest id of the journal's rows; empty for an empty journal. */
export function latestId(database: Database): Id {
  const latest = TABLES.map((table) => `SELECT max(id) AS id FROM ${table}`).join(" UNION ALL ");
  return database.prepare<[], Id | null>(`SELECT max(id) FROM (${latest})`).pluck().get() ?? "";
}
