import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** Whom a prompt was answered about. */
export interface SectionPersonRow {
  id: Id;
  sectionId: Id;
  personId: Id;
  created: string;
  updated: string;
}

/** The statements on whom a section is about, which this feature alone writes. */
export function prepareSectionPeople(database: Database) {
  const insert = database.prepare<[SectionPersonRow]>(
    `INSERT INTO section_people (id, section_id, person_id, created, updated)
     VALUES (@id, @sectionId, @personId, @created, @updated)`,
  );
  return { insert: (row: SectionPersonRow) => insert.run(row) };
}
