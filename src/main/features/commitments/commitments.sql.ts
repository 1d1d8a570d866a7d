import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { Database } from "../../storage/database.ts";

const COLUMNS = `id, week, due_week AS dueWeek, situation, action, outcome,
  outcome_note AS outcomeNote, created, updated, revision`;

/** A commitment's whole row. */
export type NewCommitment = Commitment & { sortKey: string; outcomeAt: string | null };

/** The statements on commitments, which this feature alone writes. */
export function prepareCommitments(database: Database) {
  const insert = database.prepare<[NewCommitment], Commitment>(
    `INSERT INTO commitments (id, week, due_week, sort_key, situation, action, outcome,
       outcome_note, outcome_at, created, updated, revision)
     VALUES (@id, @week, @dueWeek, @sortKey, @situation, @action, @outcome,
       @outcomeNote, @outcomeAt, @created, @updated, @revision)
     RETURNING ${COLUMNS}`,
  );
  const madeIn = database.prepare<[Week], Commitment>(
    `SELECT ${COLUMNS} FROM commitments
     WHERE week = ? AND deleted_at IS NULL ORDER BY sort_key, id`,
  );
  const askedIn = database.prepare<[Week], Commitment>(
    `SELECT ${COLUMNS} FROM commitments
     WHERE due_week <= ? AND outcome IS NULL AND deleted_at IS NULL ORDER BY due_week, sort_key, id`,
  );
  const lastSortKey = database
    .prepare<[Week], string>(
      `SELECT sort_key FROM commitments
       WHERE week = ? AND deleted_at IS NULL ORDER BY sort_key DESC LIMIT 1`,
    )
    .pluck();
  const read = database.prepare<[Id], Commitment>(
    `SELECT ${COLUMNS} FROM commitments WHERE id = ? AND deleted_at IS NULL`,
  );
  const isKnown = database.prepare<[Id]>("SELECT 1 FROM commitments WHERE id = ?");
  const anyWritten = database.prepare("SELECT 1 FROM commitments WHERE action <> '' LIMIT 1");
  const change = database.prepare<
    [Pick<Commitment, "id" | "action" | "updated" | "revision">],
    Commitment
  >(
    `UPDATE commitments SET action = @action, updated = @updated, revision = revision + 1
     WHERE id = @id AND revision = @revision AND deleted_at IS NULL RETURNING ${COLUMNS}`,
  );
  const remove = database.prepare<[{ id: Id; now: string }]>(
    `UPDATE commitments SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE id = @id AND deleted_at IS NULL`,
  );
  const emptyBin = database.prepare<[{ before: string; now: string }]>(
    `UPDATE commitments SET situation = NULL, action = '', outcome_note = NULL, updated = @now,
       revision = revision + 1
     WHERE deleted_at < @before AND (situation IS NOT NULL OR action <> '' OR outcome_note IS NOT NULL)`,
  );
  return {
    insert: (row: NewCommitment) => insert.get(row),
    madeIn: (week: Week) => madeIn.all(week),
    askedIn: (week: Week) => askedIn.all(week),
    lastSortKey: (week: Week) => lastSortKey.get(week) ?? null,
    read: (id: Id) => read.get(id),
    isKnown: (id: Id) => isKnown.get(id) !== undefined,
    isEmpty: () => anyWritten.get() === undefined,
    change: (row: Pick<Commitment, "id" | "action" | "updated" | "revision">) => change.get(row),
    /** Empties what has been deleted since before an instant: its tombstone stays. */
    emptyBin: (before: string, now: string) => emptyBin.run({ before, now }),
    remove: (id: Id, now: string) => remove.run({ id, now }).changes,
  };
}
