import type { WeekBlocks } from "../../../shared/contract/weekly.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { Database } from "../../storage/database.ts";

type Placed = WeekBlocks & { id: Id; week: Week; now: string };
interface Kept {
  revision: number;
  updated: string;
}

/** The statements on how weeks fell, which the weekly feature alone writes. */
export function prepareWeekBlocks(database: Database) {
  const ofWeek = database.prepare<[Week], WeekBlocks>(
    `SELECT in_it AS inIt, on_it AS onIt, people, other FROM week_blocks
     WHERE week = ? AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  const change = database.prepare<[Placed], Kept>(
    `UPDATE week_blocks SET in_it = @inIt, on_it = @onIt, people = @people, other = @other,
       updated = @now, revision = revision + 1
     WHERE week = @week AND deleted_at IS NULL RETURNING revision, updated`,
  );
  const insert = database.prepare<[Placed], Kept>(
    `INSERT INTO week_blocks (id, week, in_it, on_it, people, other, created, updated)
     VALUES (@id, @week, @inIt, @onIt, @people, @other, @now, @now) RETURNING revision, updated`,
  );
  const remove = database.prepare<[{ week: Week; now: string }]>(
    `UPDATE week_blocks SET in_it = 0, on_it = 0, people = 0, other = 0, deleted_at = @now,
       updated = @now, revision = revision + 1
     WHERE week = @week AND deleted_at IS NULL`,
  );
  return {
    /** How a week fell; null where no block was placed. */
    ofWeek: (week: Week): WeekBlocks | null => ofWeek.get(week) ?? null,

    /** Keeps how a week fell; nothing stays of a week of which no block is placed. */
    place(placed: Placed): Kept {
      const { inIt, onIt, people, other, week, now } = placed;
      if (inIt + onIt + people + other === 0) {
        remove.run({ week, now });
        return { revision: 0, updated: now };
      }
      const kept = change.get(placed) ?? insert.get(placed);
      if (kept === undefined) throw new Error("the blocks were not kept");
      return kept;
    },
  };
}
