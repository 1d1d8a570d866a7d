import type { AgreementLevel } from "../../../shared/contract/agreements.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";

/** An agreement's own row. */
export interface NewAgreementRow {
  id: Id;
  personId: Id;
  matter: string;
  level: AgreementLevel;
  words: string;
  date: LocalDate;
  askOn: LocalDate | null;
  span: number | null;
  replaces: Id | null;
  created: string;
  updated: string;
  revision: number;
}

/** An agreement's row with the name of its person. */
export type AgreementRow = NewAgreementRow & { personName: string; deletedAt: string | null };

const AGREEMENT = `SELECT agreements.id, person_id AS personId, people.name AS personName, matter,
    level, words, date, ask_on AS askOn, span, replaces, agreements.created, agreements.updated,
    agreements.deleted_at AS deletedAt, agreements.revision
  FROM agreements JOIN people ON people.id = person_id`;

/** Not in the bin, and nothing took its place. */
const STANDS = `agreements.deleted_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM agreements AS later
    WHERE later.replaces = agreements.id AND later.deleted_at IS NULL)`;

/** The statements on agreements, which this feature alone writes. */
export function prepareAgreements(database: Database) {
  const insert = database.prepare<[NewAgreementRow]>(
    `INSERT INTO agreements (id, person_id, matter, level, words, date, ask_on, span, replaces,
       created, updated, revision)
     VALUES (@id, @personId, @matter, @level, @words, @date, @askOn, @span, @replaces,
       @created, @updated, @revision)`,
  );
  const read = database.prepare<[Id], AgreementRow>(`${AGREEMENT} WHERE agreements.id = ?`);
  const ofPerson = database.prepare<[Id], AgreementRow>(
    `${AGREEMENT} WHERE person_id = ? AND ${STANDS}
     ORDER BY ask_on IS NULL, ask_on, date, agreements.id`,
  );
  const due = database.prepare<[LocalDate], AgreementRow & { askOn: LocalDate }>(
    `${AGREEMENT} WHERE ask_on <= ? AND ${STANDS} AND people.deleted_at IS NULL
     ORDER BY ask_on, agreements.id`,
  );
  const askOn = database.prepare<[Pick<NewAgreementRow, "id" | "askOn" | "updated">]>(
    `UPDATE agreements SET ask_on = @askOn, updated = @updated, revision = revision + 1
     WHERE id = @id`,
  );
  const setDeleted = database.prepare<[{ id: Id; deletedAt: string | null; updated: string }]>(
    `UPDATE agreements SET deleted_at = @deletedAt, updated = @updated, revision = revision + 1
     WHERE id = @id`,
  );
  const move = database.prepare<[{ from: Id; to: Id; now: string }]>(
    `UPDATE agreements SET person_id = @to, updated = @now, revision = revision + 1
     WHERE person_id = @from`,
  );
  const emptyBin = database.prepare<[{ before: string; now: string }]>(
    `UPDATE agreements SET matter = '', words = '', updated = @now, revision = revision + 1,
       deleted_at = ifnull(deleted_at, @now)
     WHERE (matter <> '' OR words <> '') AND (deleted_at < @before OR person_id IN (
       SELECT id FROM people WHERE deleted_at < @before AND merged_into IS NULL))`,
  );
  return {
    insert: (row: NewAgreementRow) => insert.run(row),
    read: (id: Id) => read.get(id),
    /** Those that stand, the one to be asked about first. */
    ofPerson: (personId: Id) => ofPerson.all(personId),
    due: (date: LocalDate) => due.all(date),
    askOn: (row: Parameters<typeof askOn.run>[0]) => askOn.run(row),
    setDeleted: (row: Parameters<typeof setDeleted.run>[0]) => setDeleted.run(row),
    movePerson: (from: Id, to: Id, now: string) => move.run({ from, to, now }),
    /** Empties what has been in the bin since before an instant: its tombstone stays. */
    emptyBin: (before: string, now: string) => emptyBin.run({ before, now }),
  };
}
