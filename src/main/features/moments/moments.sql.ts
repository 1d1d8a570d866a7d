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

/** A crisis that is open. */
export interface OpenCrisis {
  id: Id;
  ground: string;
}

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
  const change = database.prepare<[Omit<NewMomentRow, "created">]>(
    `UPDATE moments SET kind = @kind, text = @text, at = @at, date = @date, time_zone = @timeZone,
       person_id = @personId, invited = @invited, theme = @theme, crisis_id = @crisisId,
       updated = @updated, revision = revision + 1
     WHERE id = @id AND revision = @revision AND deleted_at IS NULL`,
  );
  const setDeleted = database.prepare<[{ id: Id; deletedAt: string | null; updated: string }]>(
    `UPDATE moments SET deleted_at = @deletedAt, updated = @updated, revision = revision + 1
     WHERE id = @id AND (deleted_at IS NULL) = (@deletedAt IS NOT NULL)`,
  );
  const read = database.prepare<[Id], MomentRow>(`${MOMENT} WHERE moments.id = ?`);
  const between = database.prepare<[{ from: LocalDate; to: LocalDate }], MomentRow>(
    `${MOMENT} WHERE date BETWEEN @from AND @to AND moments.deleted_at IS NULL
     ORDER BY date, at, moments.id`,
  );
  const ofPerson = database.prepare<[Id], MomentRow>(
    `${MOMENT} WHERE person_id = ? AND moments.deleted_at IS NULL ORDER BY date, at, moments.id`,
  );
  const recentPeople = database
    .prepare<[], Id>(
      `SELECT person_id FROM moments WHERE person_id IS NOT NULL AND deleted_at IS NULL
       GROUP BY person_id ORDER BY max(at) DESC, person_id LIMIT 100`,
    )
    .pluck();
  const withWords = database.prepare<[string], MomentRow>(
    `${MOMENT} WHERE moments.id IN (SELECT value FROM json_each(?)) AND text <> ''
     ORDER BY date, at, moments.id`,
  );
  const openCrises = database.prepare<[], OpenCrisis>(
    `SELECT id, ground FROM crises WHERE closed_on IS NULL AND deleted_at IS NULL
     ORDER BY date, id`,
  );
  const isCrisis = database.prepare<[Id]>(
    "SELECT 1 FROM crises WHERE id = ? AND deleted_at IS NULL",
  );
  // A text that quotes a moment names its id; a text in the bin can come back.
  const emptyBin = database.prepare<[{ before: string; now: string }]>(
    `UPDATE moments SET text = '', person_id = NULL, invited = NULL, theme = NULL, crisis_id = NULL,
       updated = @now, revision = revision + 1
     WHERE deleted_at < @before AND text <> ''
       AND NOT EXISTS (SELECT 1 FROM sections WHERE instr(document, moments.id) > 0)`,
  );
  const movePerson = database.prepare<[{ from: Id; to: Id; now: string }]>(
    `UPDATE moments SET person_id = @to, updated = @now, revision = revision + 1
     WHERE person_id = @from`,
  );
  return {
    movePerson: (from: Id, to: Id, now: string) => movePerson.run({ from, to, now }),
    insert: (row: NewMomentRow) => insert.run(row),
    /** @returns whether the revision was the one that stood. */
    change: (row: Omit<NewMomentRow, "created">) => change.run(row).changes > 0,
    setDeleted: (row: { id: Id; deletedAt: string | null; updated: string }) => setDeleted.run(row),
    read: (id: Id) => read.get(id),
    between: (from: LocalDate, to: LocalDate) => between.all({ from, to }),
    ofPerson: (personId: Id) => ofPerson.all(personId),
    recentPeople: () => recentPeople.all(),
    withWords: (ids: readonly Id[]) => withWords.all(JSON.stringify(ids)),
    openCrises: () => openCrises.all(),
    isCrisis: (id: Id) => isCrisis.get(id) !== undefined,
    /** Empties what was deleted before an instant and no text quotes: its tombstone stays. */
    emptyBin: (before: string, now: string) => emptyBin.run({ before, now }),
  };
}
