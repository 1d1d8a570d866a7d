import type { NamedPerson } from "../../../shared/contract/named-person.ts";
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
  const ofEntry = database.prepare<[Id], NamedPerson & { sectionId: Id }>(
    `SELECT section_id AS sectionId, people.id, name FROM section_people
       JOIN sections ON sections.id = section_id
       JOIN people ON people.id = person_id AND people.deleted_at IS NULL
     WHERE entry_id = ? AND section_people.deleted_at IS NULL ORDER BY section_people.id DESC`,
  );
  return {
    insert: (row: SectionPersonRow) => insert.run(row),
    /** Whom the sections of an entry are about: one each, who was named first. */
    ofEntry: (entryId: Id): ReadonlyMap<Id, NamedPerson> =>
      new Map(ofEntry.all(entryId).map(({ sectionId, ...person }) => [sectionId, person])),
  };
}
