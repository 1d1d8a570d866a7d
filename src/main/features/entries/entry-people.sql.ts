import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** One person whom an entry is with. */
export interface EntryPersonRow {
  id: Id;
  entryId: Id;
  personId: Id;
  created: string;
  updated: string;
  revision: number;
}

/** The people whom an entry is with, or whom a text of it speaks of. */
const NAMED = `SELECT person_id FROM entry_people
    WHERE entry_id = entries.id AND deleted_at IS NULL
  UNION
  SELECT person_id FROM mentions
    JOIN sections ON sections.id = section_id AND sections.deleted_at IS NULL
    WHERE sections.entry_id = entries.id`;

/** The names of an entry's people as JSON, in an order that does not hang on ids. */
export const PEOPLE_OF_ENTRY = `(SELECT json_group_array(name) FROM (
    SELECT name FROM people WHERE deleted_at IS NULL AND id IN (${NAMED})
    ORDER BY fold_name(name), name))`;

/** The people whom a prompt of an entry is answered about. */
const ANSWERED_ABOUT = `SELECT person_id FROM section_people
    JOIN sections ON sections.id = section_id AND sections.deleted_at IS NULL
    WHERE sections.entry_id = entries.id AND section_people.deleted_at IS NULL`;

/** The people with whom the commitments of a weekly entry's week are made. */
const COMMITTED_WITH = `SELECT person_id FROM commitments
    WHERE commitments.week = entries.week AND commitments.deleted_at IS NULL`;

/**
 * Whether an entry is with the person called `@person`, speaks of them, answers about them, or has a
 * commitment with them.
 */
export const IS_WITH_PERSON = `EXISTS (SELECT 1 FROM people
    WHERE fold_name(name) = @person AND deleted_at IS NULL
      AND id IN (${NAMED} UNION ${ANSWERED_ABOUT} UNION ${COMMITTED_WITH}))`;

/** The statements on whom entries are with, and on whom else their sections name. */
export function prepareEntryPeople(database: Database) {
  const insert = database.prepare<[EntryPersonRow]>(
    `INSERT INTO entry_people (id, entry_id, person_id, created, updated, revision)
     VALUES (@id, @entryId, @personId, @created, @updated, @revision)`,
  );
  const ofEntry = database.prepare<[Id], NamedPerson & { rowId: Id }>(
    `SELECT entry_people.id AS rowId, people.id, name FROM entry_people
     JOIN people ON people.id = person_id
     WHERE entry_id = ? AND entry_people.deleted_at IS NULL AND people.deleted_at IS NULL
     ORDER BY entry_people.id`,
  );
  const remove = database.prepare<[{ id: Id; now: string }]>(
    `UPDATE entry_people SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE id = @id AND deleted_at IS NULL`,
  );
  // What names both already names the other once.
  const moves = ["entry", "section"].flatMap((what) => {
    const table = `${what}_people`;
    return [
      `UPDATE ${table} SET deleted_at = @now, updated = @now, revision = revision + 1
       WHERE person_id = @from AND deleted_at IS NULL AND ${what}_id IN (
         SELECT ${what}_id FROM ${table} WHERE person_id = @to AND deleted_at IS NULL)`,
      `UPDATE ${table} SET person_id = @to, updated = @now, revision = revision + 1
       WHERE person_id = @from`,
    ].map((text) => database.prepare<[{ from: Id; to: Id; now: string }]>(text));
  });
  const moveMentions = database.prepare<[{ from: Id; to: Id }]>(
    "UPDATE OR REPLACE mentions SET person_id = @to WHERE person_id = @from",
  );
  return {
    insert: (row: EntryPersonRow) => insert.run(row),
    /** Whom an entry is with as its writer says, in the order they were named. */
    ofEntry: (entryId: Id) => ofEntry.all(entryId),
    remove: (id: Id, now: string) => remove.run({ id, now }),
    movePerson: (from: Id, to: Id, now: string) => {
      for (const move of moves) move.run({ from, to, now });
      moveMentions.run({ from, to });
    },
  };
}
