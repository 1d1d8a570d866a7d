import type { Invited, MomentKind } from "../../../shared/contract/moments.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";

/** A moment's own row. */
export interface NewMomentRow {
  id: Id;
  kind: MomentKind;
  text: string;
  at: string;
  date: LocalDate;
  timeZone: string;
  personId: Id | null;
  invited: Invited | null;
  theme: string | null;
  crisisId: Id | null;
  created: string;
  updated: string;
  revision: number;
}

/** A moment's row with the name of its person. */
export type MomentRow = NewMomentRow & { personName: string | null; deletedAt: string | null };

const MOMENT = `SELECT moments.id, kind, text, at, date, time_zone AS timeZone,
    person_id AS personId, people.name AS personName, invited, theme, crisis_id AS crisisId,
    moments.created, moments.updated, moments.deleted_at AS deletedAt, moments.revision
  FROM moments LEFT JOIN people ON people.id = person_id`;

/** The statements on moments, which this feature alone writes. */
export function prepareMoments(database: Database) {
  const insert = database.prepare<[NewMomentRow]>(
    `INSERT INTO moments (id, kind, text, at, date, time_zone, person_id, invited, theme, crisis_id,
       created, updated, revision)
     VALUES (@id, @kind, @text, @at, @date, @timeZone, @personId, @invited, @theme, @crisisId,
       @created, @updated, @revision)`,
  );
  const read = database.prepare<[Id], MomentRow>(`${MOMENT} WHERE moments.id = ?`);
  const between = database.prepare<[{ from: LocalDate; to: LocalDate }], MomentRow>(
    `${MOMENT} WHERE date BETWEEN @from AND @to AND moments.deleted_at IS NULL
     ORDER BY date, at, moments.id`,
  );
  return {
    insert: (row: NewMomentRow) => insert.run(row),
    read: (id: Id) => read.get(id),
    between: (from: LocalDate, to: LocalDate) => between.all({ from, to }),
  };
}
