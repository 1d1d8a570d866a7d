import type { CarriedBlocks } from "../../../shared/journal/carried.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { Database } from "../../storage/database.ts";

const COLUMNS = `id, week, in_it AS inIt, on_it AS onIt, people, other, created, updated, revision`;

export type CarriedBlocksOfWeeks = ReturnType<typeof prepareCarriedBlocks>;

/** How the time of the weeks fell, as exports read it and imports take it in. */
export function prepareCarriedBlocks(database: Database) {
  const between = database.prepare<[{ from: Week; to: Week }], CarriedBlocks>(
    `SELECT ${COLUMNS} FROM week_blocks
     WHERE week BETWEEN @from AND @to AND deleted_at IS NULL ORDER BY week, id`,
  );
  const ofWeek = database.prepare<[Week], CarriedBlocks>(
    `SELECT ${COLUMNS} FROM week_blocks
     WHERE week = ? AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  const isKnown = database.prepare<[Id]>("SELECT 1 FROM week_blocks WHERE id = ?");
  const any = database.prepare("SELECT 1 FROM week_blocks WHERE deleted_at IS NULL LIMIT 1");
  const insert = database.prepare<[CarriedBlocks]>(
    `INSERT INTO week_blocks (id, week, in_it, on_it, people, other, created, updated, revision)
     VALUES (@id, @week, @inIt, @onIt, @people, @other, @created, @updated, @revision)`,
  );

  return {
    /** The blocks of the weeks from one to another, both included. */
    between: (from: Week, to: Week): CarriedBlocks[] => between.all({ from, to }),

    /** The blocks of a week; null where none was placed. */
    ofWeek: (week: Week): CarriedBlocks | null => ofWeek.get(week) ?? null,

    /** Whether an id is that of a week's blocks, also of those in the bin. */
    isKnown: (id: Id): boolean => isKnown.get(id) !== undefined,

    isEmpty: (): boolean => any.get() === undefined,

    /** Takes in the blocks of a week that has none, from outside. To be called in a transaction. */
    insert: (blocks: CarriedBlocks) => insert.run(blocks),
  };
}
