import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";

/** What is wished of a prompt; 0 or 1, and the day since which it is hidden. */
export interface WishRow {
  id: Id;
  promptId: string;
  favourite: number;
  pinned: number;
  hiddenOn: LocalDate | null;
  created: string;
  updated: string;
  revision: number;
}

/** The prompt that was picked for a week. */
export interface PickRow {
  id: Id;
  week: Week;
  promptId: string;
  created: string;
  updated: string;
  revision: number;
}

const WISH = `id, prompt_id AS promptId, favourite, pinned, hidden_on AS hiddenOn, created, updated,
  revision`;
const PICK = "id, week, prompt_id AS promptId, created, updated, revision";

/** The statements on wishes and picks, which the prompts feature alone writes. */
export function prepareWishes(database: Database) {
  const all = database.prepare<[], WishRow>(
    `SELECT ${WISH} FROM prompt_wishes WHERE deleted_at IS NULL ORDER BY id`,
  );
  const read = database.prepare<[string], WishRow>(
    `SELECT ${WISH} FROM prompt_wishes WHERE prompt_id = ? AND deleted_at IS NULL`,
  );
  const keep = database.prepare<[WishRow]>(
    `INSERT INTO prompt_wishes (id, prompt_id, favourite, pinned, hidden_on, created, updated,
       revision)
     VALUES (@id, @promptId, @favourite, @pinned, @hiddenOn, @created, @updated, @revision)
     ON CONFLICT (prompt_id) DO UPDATE SET favourite = excluded.favourite,
       pinned = excluded.pinned, hidden_on = excluded.hidden_on, updated = excluded.updated,
       deleted_at = NULL, revision = revision + 1`,
  );
  const picks = database.prepare<[], PickRow>(
    `SELECT ${PICK} FROM prompt_picks WHERE deleted_at IS NULL ORDER BY id`,
  );
  const pick = database.prepare<[Week], PickRow>(
    `SELECT ${PICK} FROM prompt_picks WHERE week = ? AND deleted_at IS NULL`,
  );
  const keepPick = database.prepare<[PickRow]>(
    `INSERT INTO prompt_picks (id, week, prompt_id, created, updated, revision)
     VALUES (@id, @week, @promptId, @created, @updated, @revision)
     ON CONFLICT (week) DO UPDATE SET prompt_id = excluded.prompt_id, updated = excluded.updated,
       deleted_at = NULL, revision = revision + 1`,
  );
  const removePick = database.prepare<[{ week: Week; promptId: string; now: string }]>(
    `UPDATE prompt_picks SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE week = @week AND prompt_id = @promptId AND deleted_at IS NULL`,
  );
  const isSetKept = database.prepare<[Week]>(
    `SELECT 1 FROM reflections JOIN entries ON entries.id = entry_id
     WHERE week = ? AND set_kept IS NOT NULL
       AND entries.deleted_at IS NULL AND reflections.deleted_at IS NULL`,
  );
  return {
    all: () => all.all(),
    read: (promptId: string) => read.get(promptId),
    keep: (row: WishRow) => keep.run(row),
    picks: () => picks.all(),
    pick: (week: Week) => pick.get(week),
    keepPick: (row: PickRow) => keepPick.run(row),
    removePick: (row: { week: Week; promptId: string; now: string }) => removePick.run(row),
    isSetKept: (week: Week) => isSetKept.get(week) !== undefined,
  };
}
