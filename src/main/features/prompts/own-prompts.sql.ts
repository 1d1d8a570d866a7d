import type { Cadence } from "../../../shared/contract/prompts.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** A prompt of the user's own; its follow-ups as JSON. */
export interface OwnPromptRow {
  id: Id;
  promptId: string;
  theme: string;
  cadence: Cadence;
  text: string;
  followUps: string;
  created: string;
  updated: string;
  revision: number;
}

/** A theme of the user's own. */
export interface OwnThemeRow {
  id: Id;
  themeId: string;
  title: string;
  blurb: string;
  inWeeklyRotation: number;
  created: string;
  updated: string;
  revision: number;
}

const PROMPT = `id, prompt_id AS promptId, theme, cadence, text, follow_ups AS followUps, created,
  updated, revision`;
const THEME = `id, theme_id AS themeId, title, blurb, in_weekly_rotation AS inWeeklyRotation,
  created, updated, revision`;

type Changed = Pick<OwnPromptRow, "promptId" | "theme" | "cadence" | "text" | "followUps">;

/** The statements on the user's own prompts and themes, which the prompts feature alone writes. */
export function prepareOwnPrompts(database: Database) {
  const prompts = database.prepare<[], OwnPromptRow>(
    `SELECT ${PROMPT} FROM own_prompts WHERE deleted_at IS NULL ORDER BY id`,
  );
  const themes = database.prepare<[], OwnThemeRow>(
    `SELECT ${THEME} FROM own_themes WHERE deleted_at IS NULL ORDER BY id`,
  );
  const read = database.prepare<[string], OwnPromptRow>(
    `SELECT ${PROMPT} FROM own_prompts WHERE prompt_id = ? AND deleted_at IS NULL`,
  );
  const isKnown = database.prepare<[string]>("SELECT 1 FROM own_prompts WHERE prompt_id = ?");
  const insert = database.prepare<[OwnPromptRow]>(
    `INSERT INTO own_prompts (id, prompt_id, theme, cadence, text, follow_ups, created, updated,
       revision)
     VALUES (@id, @promptId, @theme, @cadence, @text, @followUps, @created, @updated, @revision)`,
  );
  const change = database.prepare<[Changed & { revision: number; now: string }]>(
    `UPDATE own_prompts SET theme = @theme, cadence = @cadence, text = @text,
       follow_ups = @followUps, updated = @now, revision = revision + 1
     WHERE prompt_id = @promptId AND revision = @revision AND deleted_at IS NULL`,
  );
  const remove = database.prepare<[{ promptId: string; now: string }]>(
    `UPDATE own_prompts SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE prompt_id = @promptId AND deleted_at IS NULL`,
  );
  const restore = database.prepare<[{ promptId: string; now: string }]>(
    `UPDATE own_prompts SET deleted_at = NULL, updated = @now, revision = revision + 1
     WHERE prompt_id = @promptId AND deleted_at IS NOT NULL AND text <> ''`,
  );
  const insertTheme = database.prepare<[OwnThemeRow]>(
    `INSERT INTO own_themes (id, theme_id, title, blurb, in_weekly_rotation, created, updated,
       revision)
     VALUES (@id, @themeId, @title, @blurb, @inWeeklyRotation, @created, @updated, @revision)`,
  );
  const changeTheme = database.prepare<
    [{ themeId: string; title: string; inWeeklyRotation: number; now: string }]
  >(
    `UPDATE own_themes SET title = @title, in_weekly_rotation = @inWeeklyRotation, updated = @now,
       revision = revision + 1
     WHERE theme_id = @themeId AND deleted_at IS NULL`,
  );
  const removeTheme = database.prepare<[{ themeId: string; now: string }]>(
    `UPDATE own_themes SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE theme_id = @themeId AND deleted_at IS NULL`,
  );
  const restoreTheme = database.prepare<[{ themeId: string; now: string }]>(
    `UPDATE own_themes SET deleted_at = NULL, updated = @now, revision = revision + 1
     WHERE theme_id = @themeId AND deleted_at IS NOT NULL AND title <> ''`,
  );
  const emptyPrompts = database.prepare<[{ before: string; now: string }]>(
    `UPDATE own_prompts SET text = '', follow_ups = '[]', updated = @now, revision = revision + 1
     WHERE deleted_at < @before AND text <> ''`,
  );
  const emptyThemes = database.prepare<[{ before: string; now: string }]>(
    `UPDATE own_themes SET title = '', blurb = '', updated = @now, revision = revision + 1
     WHERE deleted_at < @before AND title <> ''`,
  );
  return {
    prompts: () => prompts.all(),
    themes: () => themes.all(),
    read: (promptId: string) => read.get(promptId),
    isKnown: (promptId: string) => isKnown.get(promptId) !== undefined,
    insert: (row: OwnPromptRow) => insert.run(row),
    change: (row: Changed & { revision: number; now: string }) => change.run(row).changes,
    remove: (promptId: string, now: string) => remove.run({ promptId, now }),
    restore: (promptId: string, now: string) => restore.run({ promptId, now }).changes,
    insertTheme: (row: OwnThemeRow) => insertTheme.run(row),
    changeTheme: (row: Parameters<typeof changeTheme.run>[0]) => changeTheme.run(row).changes,
    removeTheme: (themeId: string, now: string) => removeTheme.run({ themeId, now }),
    restoreTheme: (themeId: string, now: string) => restoreTheme.run({ themeId, now }).changes,
    /** Empties what has been deleted since before an instant: its tombstone stays. */
    emptyBin: (before: string, now: string) => {
      emptyPrompts.run({ before, now });
      emptyThemes.run({ before, now });
    },
  };
}
