import type { HandoverTurn } from "../../../shared/contract/handovers.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** A handover's own row. */
export interface NewHandoverRow {
  id: Id;
  personId: Id;
  what: string;
  howFar: string;
  created: string;
  updated: string;
  revision: number;
}

/** A handover's row with the name of its person. */
export type HandoverRow = NewHandoverRow & { personName: string; deletedAt: string | null };

/** A turn's row before it is kept. */
export type NewTurnRow = HandoverTurn & {
  handoverId: Id;
  created: string;
  updated: string;
  revision: number;
};

const HANDOVER = `SELECT handovers.id, person_id AS personId, people.name AS personName, what,
    how_far AS howFar, handovers.created, handovers.updated, handovers.deleted_at AS deletedAt,
    handovers.revision
  FROM handovers JOIN people ON people.id = person_id`;

/** The statements on handovers and their turns, which this feature alone writes. */
export function prepareHandovers(database: Database) {
  const insert = database.prepare<[NewHandoverRow]>(
    `INSERT INTO handovers (id, person_id, what, how_far, created, updated, revision)
     VALUES (@id, @personId, @what, @howFar, @created, @updated, @revision)`,
  );
  const read = database.prepare<[Id], HandoverRow>(`${HANDOVER} WHERE handovers.id = ?`);
  const ofPerson = database.prepare<[Id], HandoverRow>(
    `${HANDOVER} WHERE person_id = ? AND handovers.deleted_at IS NULL ORDER BY handovers.id`,
  );
  const change = database.prepare<
    [Pick<NewHandoverRow, "id" | "what" | "howFar" | "updated" | "revision">]
  >(
    `UPDATE handovers SET what = @what, how_far = @howFar, updated = @updated,
       revision = revision + 1
     WHERE id = @id AND revision = @revision AND deleted_at IS NULL`,
  );
  const setDeleted = database.prepare<[{ id: Id; deletedAt: string | null; updated: string }]>(
    `UPDATE handovers SET deleted_at = @deletedAt, updated = @updated, revision = revision + 1
     WHERE id = @id`,
  );
  const touch = database.prepare<[{ id: Id; updated: string }]>(
    "UPDATE handovers SET updated = @updated, revision = revision + 1 WHERE id = @id",
  );
  const insertTurn = database.prepare<[NewTurnRow]>(
    `INSERT INTO handover_turns (id, handover_id, kind, date, note, created, updated, revision)
     VALUES (@id, @handoverId, @kind, @date, @note, @created, @updated, @revision)`,
  );
  const turnsOf = database.prepare<[Id], HandoverTurn>(
    `SELECT id, kind, date, note FROM handover_turns
     WHERE handover_id = ? AND deleted_at IS NULL ORDER BY date, id`,
  );
  const removeTurn = database.prepare<[{ id: Id; now: string }]>(
    `UPDATE handover_turns SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE id = @id AND deleted_at IS NULL`,
  );
  const move = database.prepare<[{ from: Id; to: Id; now: string }]>(
    `UPDATE handovers SET person_id = @to, updated = @now, revision = revision + 1
     WHERE person_id = @from`,
  );
  const isBinned = `handovers.deleted_at < @before
    OR person_id IN (SELECT id FROM people WHERE deleted_at < @before AND merged_into IS NULL)`;
  const emptyBin = database.prepare<[{ before: string; now: string }]>(
    `UPDATE handovers SET what = '', how_far = '', updated = @now, revision = revision + 1,
       deleted_at = ifnull(deleted_at, @now)
     WHERE (what <> '' OR how_far <> '') AND (${isBinned})`,
  );
  const emptyTurns = database.prepare<[{ before: string; now: string }]>(
    `UPDATE handover_turns SET note = '', updated = @now, revision = revision + 1
     WHERE note <> '' AND (deleted_at < @before
       OR handover_id IN (SELECT id FROM handovers WHERE ${isBinned}))`,
  );
  return {
    insert: (row: NewHandoverRow) => insert.run(row),
    read: (id: Id) => read.get(id),
    ofPerson: (personId: Id) => ofPerson.all(personId),
    /** @returns whether the revision still stood. */
    change: (row: Parameters<typeof change.run>[0]) => change.run(row).changes === 1,
    setDeleted: (row: Parameters<typeof setDeleted.run>[0]) => setDeleted.run(row),
    touch: (id: Id, updated: string) => touch.run({ id, updated }),
    insertTurn: (row: NewTurnRow) => insertTurn.run(row),
    turnsOf: (handoverId: Id) => turnsOf.all(handoverId),
    removeTurn: (id: Id, now: string) => removeTurn.run({ id, now }),
    movePerson: (from: Id, to: Id, now: string) => move.run({ from, to, now }),
    /** Empties what has been in the bin since before an instant: its tombstone stays. */
    emptyBin: (before: string, now: string) => {
      emptyTurns.run({ before, now });
      emptyBin.run({ before, now });
    },
  };
}
