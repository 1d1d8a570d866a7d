import type { Database } from "./database.ts";

/** Whether a journal was read out of a damaged file: then `unreadable_sections` lists what is lost of it. */
export function isRescued(database: Database): boolean {
  const table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'unreadable_sections'";
  return database.prepare(table).get() !== undefined;
}

/** The condition, in SQL on `sections`, that a section was written, also where its words are lost. */
export function wasWritten(database: Database): string {
  return isRescued(database)
    ? "(sections.written OR sections.id IN (SELECT section_id FROM unreadable_sections))"
    : "sections.written";
}
