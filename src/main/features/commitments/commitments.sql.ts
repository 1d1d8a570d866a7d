import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { Database } from "../../storage/database.ts";

const columnsWith = (people: string): string => `id, week, due_week AS dueWeek, situation, action,
  person_id AS personId,
  (SELECT name FROM ${people} AS somebody WHERE somebody.id = person_id) AS personName, outcome,
  outcome_note AS outcomeNote, answered_in AS answeredIn, became, became_note AS becameNote,
  carried_from AS carriedFrom, reshaped_from AS reshapedFrom, created, updated, revision`;

const COLUMNS = columnsWith("people");
// Who is in the bin is not carried, and so nobody is named by them.
const CARRIED = columnsWith("(SELECT id, name FROM people WHERE deleted_at IS NULL)");

/**
 * Waits for an answer; or was carried three times, answered with something after which it may go on, and
 * waits for what becomes of it.
 */
const IS_OPEN = `(outcome IS NULL OR (became IS NULL
  AND outcome IN ('partly', 'not_kept', 'never_came_up')
  AND EXISTS (SELECT 1 FROM commitments AS before
    JOIN commitments AS first ON first.id = before.carried_from
    WHERE before.id = commitments.carried_from AND first.carried_from IS NOT NULL)))`;

/** A commitment's row with the name of its person. */
type CommitmentRow = Omit<Commitment, "person"> & {
  personId: Id | null;
  personName: string | null;
};

/** A commitment as it is put into the journal. */
export type NewCommitment = Omit<Commitment, "person"> & {
  personId: Id | null;
  sortKey: string;
  outcomeAt: string | null;
};

/** What was said of a commitment, and what became of it. */
export type Answer = Pick<
  Commitment,
  "id" | "outcome" | "outcomeNote" | "answeredIn" | "became" | "becameNote" | "updated"
> & { outcomeAt: string | null };

type Words = Pick<
  NewCommitment,
  "id" | "situation" | "action" | "personId" | "updated" | "revision"
>;

export type CommitmentStatements = ReturnType<typeof prepareCommitments>;

/** The statements on commitments, which this feature alone writes. */
export function prepareCommitments(database: Database) {
  const insert = database.prepare<[NewCommitment], CommitmentRow>(
    `INSERT INTO commitments (id, week, due_week, sort_key, situation, action, person_id, outcome,
       outcome_note, outcome_at, answered_in, became, became_note, carried_from, reshaped_from, created,
       updated, revision)
     VALUES (@id, @week, @dueWeek, @sortKey, @situation, @action, @personId, @outcome,
       @outcomeNote, @outcomeAt, @answeredIn, @became, @becameNote, @carriedFrom, @reshapedFrom, @created,
       @updated, @revision)
     RETURNING ${COLUMNS}`,
  );
  const madeInAs = (columns: string) =>
    database.prepare<[Week], CommitmentRow>(
      `SELECT ${columns} FROM commitments
       WHERE week = ? AND deleted_at IS NULL ORDER BY sort_key, id`,
    );
  const [madeIn, carriedIn] = [madeInAs(COLUMNS), madeInAs(CARRIED)];
  const askedIn = database.prepare<[{ week: Week }], CommitmentRow & { isOpen: 0 | 1 }>(
    `SELECT ${COLUMNS}, ${IS_OPEN} AS isOpen FROM commitments
     WHERE deleted_at IS NULL
       AND (due_week = @week OR answered_in = @week OR (due_week < @week AND ${IS_OPEN}))
     ORDER BY due_week, sort_key, id`,
  );
  const open = database.prepare<[], CommitmentRow>(
    `SELECT ${COLUMNS} FROM commitments
     WHERE deleted_at IS NULL AND ${IS_OPEN} ORDER BY due_week, sort_key, id`,
  );
  const lastSortKey = database
    .prepare<[Week], string>(
      `SELECT sort_key FROM commitments
       WHERE week = ? AND deleted_at IS NULL ORDER BY sort_key DESC LIMIT 1`,
    )
    .pluck();
  const read = database.prepare<[Id], CommitmentRow>(
    `SELECT ${COLUMNS} FROM commitments WHERE id = ? AND deleted_at IS NULL`,
  );
  // What an earlier one said stays part of the chain, also when it was taken back since.
  const readAny = database.prepare<[Id], CommitmentRow>(
    `SELECT ${COLUMNS} FROM commitments WHERE id = ?`,
  );
  const goneOnAs = database.prepare<[{ id: Id }], CommitmentRow>(
    `SELECT ${COLUMNS} FROM commitments
     WHERE (carried_from = @id OR reshaped_from = @id) AND deleted_at IS NULL ORDER BY id`,
  );
  const isKnown = database.prepare<[Id]>("SELECT 1 FROM commitments WHERE id = ?");
  const anyWritten = database.prepare("SELECT 1 FROM commitments WHERE action <> '' LIMIT 1");
  const change = database.prepare<[Words], CommitmentRow>(
    `UPDATE commitments SET situation = @situation, action = @action, person_id = @personId,
       updated = @updated, revision = revision + 1
     WHERE id = @id AND revision = @revision AND deleted_at IS NULL RETURNING ${COLUMNS}`,
  );
  const answer = database.prepare<[Answer], CommitmentRow>(
    `UPDATE commitments SET outcome = @outcome, outcome_note = @outcomeNote, outcome_at = @outcomeAt,
       answered_in = @answeredIn, became = @became, became_note = @becameNote, updated = @updated,
       revision = revision + 1
     WHERE id = @id AND deleted_at IS NULL RETURNING ${COLUMNS}`,
  );
  const stayUndecided = database.prepare<[{ id: Id; now: string }]>(
    `UPDATE commitments SET became = NULL, became_note = NULL, updated = @now, revision = revision + 1
     WHERE id = @id`,
  );
  const remove = database.prepare<[{ id: Id; now: string }]>(
    `UPDATE commitments SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE id = @id AND deleted_at IS NULL`,
  );
  const emptyBin = database.prepare<[{ before: string; now: string }]>(
    `UPDATE commitments SET situation = NULL, action = '', person_id = NULL, outcome_note = NULL,
       became_note = NULL, updated = @now, revision = revision + 1
     WHERE deleted_at < @before AND (situation IS NOT NULL OR action <> '' OR person_id IS NOT NULL
       OR outcome_note IS NOT NULL OR became_note IS NOT NULL)`,
  );
  const movePerson = database.prepare<[{ from: Id; to: Id; now: string }]>(
    `UPDATE commitments SET person_id = @to, updated = @now, revision = revision + 1
     WHERE person_id = @from`,
  );
  const only = (row: CommitmentRow | undefined): Commitment | undefined => row && commitmentOf(row);
  return {
    movePerson: (from: Id, to: Id, now: string) => movePerson.run({ from, to, now }),
    insert: (row: NewCommitment) => required(only(insert.get(row))),
    madeIn: (week: Week) => madeIn.all(week).map(commitmentOf),
    /** The same as an export carries them. */
    carriedIn: (week: Week) => carriedIn.all(week).map(commitmentOf),
    askedIn: (week: Week) =>
      askedIn.all({ week }).map(({ isOpen, ...row }) => ({
        ...commitmentOf(row),
        isOpen: isOpen === 1,
      })),
    open: () => open.all().map(commitmentOf),
    lastSortKey: (week: Week) => lastSortKey.get(week) ?? null,
    read: (id: Id) => only(read.get(id)),
    readAny: (id: Id) => only(readAny.get(id)),
    /** What a commitment was carried over or reshaped into. */
    goneOnAs: (id: Id) => goneOnAs.all({ id }).map(commitmentOf),
    isKnown: (id: Id) => isKnown.get(id) !== undefined,
    isEmpty: () => anyWritten.get() === undefined,
    change: (row: Words) => only(change.get(row)),
    answer: (row: Answer) => required(only(answer.get(row))),
    stayUndecided: (id: Id, now: string) => stayUndecided.run({ id, now }),
    /** Empties what has been deleted since before an instant: its tombstone stays. */
    emptyBin: (before: string, now: string) => emptyBin.run({ before, now }),
    remove: (id: Id, now: string) => remove.run({ id, now }).changes,
  };
}

function commitmentOf({ personId, personName, ...row }: CommitmentRow): Commitment {
  // Who is gone for good has no name any more.
  const isNamed = personId !== null && personName !== null && personName !== "";
  return { ...row, person: isNamed ? { id: personId, name: personName } : null };
}

function required(row: Commitment | undefined): Commitment {
  if (row === undefined) throw new Error("a statement with RETURNING gave no row");
  return row;
}
