import type { Reason, Step, Whereabouts } from "../../../shared/contract/weekly.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import type { WeekShown } from "./week-shown.ts";

/** The row of a reflection: where the writer is, and when it was put away. */
export interface ReflectionRow extends Whereabouts {
  id: Id;
  entryId: Id;
  setKept: string | null;
  closedAt: string | null;
  updated: string;
}

/** A prompt of a week's set. */
export interface ChosenPromptRow {
  id: Id;
  entryId: Id;
  sectionId: Id;
  promptId: string;
  place: number;
  reasonKind: Reason["kind"];
  reasonWeeks: number | null;
  skippedAt: string | null;
  replacedAt: string | null;
}

/** What happened to a prompt; `week` is null for entries whose week follows their date. */
export interface FactRow {
  prompt: string;
  theme: string;
  week: Week | null;
  date: string;
  outcome: "answered" | "skipped";
}

/** What a week shows, each 0 or 1. */
export type ShownRow = Record<Exclude<keyof WeekShown, "answered">, number>;

/** What the user wishes of a prompt, each 0 or 1. */
export interface WishRow {
  prompt: string;
  favourite: number;
  pinned: number;
  hidden: number;
}

const REFLECTION = `id, entry_id AS entryId, step, place, caret, scroll, set_kept AS setKept,
  closed_at AS closedAt, updated`;

export type WeeklyStatements = ReturnType<typeof prepareWeekly>;

/** The statements on reflections and chosen prompts, which this feature alone writes. */
export function prepareWeekly(database: Database) {
  const insertReflection = database.prepare<
    [{ id: Id; entryId: Id; step: Step; now: string }],
    ReflectionRow
  >(
    `INSERT INTO reflections (id, entry_id, step, place, caret, scroll, created, updated)
     VALUES (@id, @entryId, @step, 0, 0, 0, @now, @now) RETURNING ${REFLECTION}`,
  );
  const adoptReflection = database.prepare<[ReflectionRow & { created: string }]>(
    `INSERT INTO reflections
       (id, entry_id, step, place, caret, scroll, set_kept, closed_at, created, updated)
     VALUES (@id, @entryId, @step, @place, @caret, @scroll, @setKept, @closedAt, @created, @updated)`,
  );
  const readReflection = database.prepare<[Id], ReflectionRow>(
    `SELECT ${REFLECTION} FROM reflections
     WHERE entry_id = ? AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  const keepSet = database.prepare<[{ entryId: Id; now: string }]>(
    `UPDATE reflections SET set_kept = @now, updated = @now, revision = revision + 1
     WHERE entry_id = @entryId AND set_kept IS NULL`,
  );
  const stayAt = database.prepare<[Whereabouts & { entryId: Id; now: string }]>(
    `UPDATE reflections SET step = @step, place = @place, caret = @caret, scroll = @scroll,
       updated = @now, revision = revision + 1
     WHERE entry_id = @entryId`,
  );
  const close = database.prepare<[{ entryId: Id; now: string }]>(
    `UPDATE reflections SET closed_at = @now, step = 'close', updated = @now,
       revision = revision + 1
     WHERE entry_id = @entryId`,
  );
  const insertChosen = database.prepare<[Omit<ChosenPromptRow, "promptId"> & { now: string }]>(
    `INSERT INTO chosen_prompts (id, entry_id, section_id, place, reason_kind, reason_weeks,
       skipped_at, replaced_at, created, updated)
     VALUES (@id, @entryId, @sectionId, @place, @reasonKind, @reasonWeeks,
       @skippedAt, @replacedAt, @now, @now)`,
  );
  const chosen = database.prepare<[Id], ChosenPromptRow>(
    `SELECT chosen_prompts.id, chosen_prompts.entry_id AS entryId, section_id AS sectionId,
       sections.prompt_id AS promptId, place, reason_kind AS reasonKind,
       reason_weeks AS reasonWeeks, skipped_at AS skippedAt, replaced_at AS replacedAt
     FROM chosen_prompts JOIN sections ON sections.id = chosen_prompts.section_id
     WHERE chosen_prompts.entry_id = ? AND chosen_prompts.deleted_at IS NULL
     ORDER BY place, chosen_prompts.id`,
  );
  const replace = database.prepare<[{ id: Id; now: string }]>(
    `UPDATE chosen_prompts SET replaced_at = @now, updated = @now, revision = revision + 1
     WHERE id = @id`,
  );
  const skip = database.prepare<[{ id: Id; now: string }]>(
    `UPDATE chosen_prompts SET skipped_at = @now, updated = @now, revision = revision + 1
     WHERE id = @id`,
  );
  // A skipped prompt under which something was written counts as answered.
  const facts = database.prepare<[], FactRow>(
    `SELECT sections.prompt_id AS prompt, sections.prompt_theme AS theme, entries.week, entries.date,
       'answered' AS outcome
     FROM sections JOIN entries ON entries.id = sections.entry_id
     WHERE sections.prompt_id IS NOT NULL AND sections.written
       AND sections.deleted_at IS NULL AND entries.deleted_at IS NULL
     UNION ALL
     SELECT sections.prompt_id, sections.prompt_theme, entries.week, entries.date, 'skipped'
     FROM chosen_prompts
       JOIN sections ON sections.id = chosen_prompts.section_id
       JOIN entries ON entries.id = chosen_prompts.entry_id
     WHERE chosen_prompts.skipped_at IS NOT NULL AND chosen_prompts.deleted_at IS NULL
       AND NOT sections.written AND entries.deleted_at IS NULL`,
  );
  // A week that was only opened, or given a commitment, is not reflected on yet.
  const reflectedWeeks = database
    .prepare<[], Week>(
      `SELECT DISTINCT week FROM entries
       WHERE kind = 'weekly' AND deleted_at IS NULL AND (
         EXISTS (SELECT 1 FROM sections
           WHERE entry_id = entries.id AND deleted_at IS NULL AND written)
         OR EXISTS (SELECT 1 FROM reflections
           WHERE entry_id = entries.id AND deleted_at IS NULL AND closed_at IS NOT NULL))`,
    )
    .pluck();

  const shown = database.prepare<[{ from: LocalDate; to: LocalDate }], ShownRow>(
    `SELECT
       EXISTS (SELECT 1 FROM moments WHERE kind = 'stepped_in' AND invited = 'uninvited'
         AND date BETWEEN @from AND @to AND deleted_at IS NULL) AS steppedInUninvited,
       EXISTS (SELECT 1 FROM handover_turns JOIN handovers ON handovers.id = handover_id
         WHERE kind = 'taken_back' AND date BETWEEN @from AND @to
           AND handover_turns.deleted_at IS NULL AND handovers.deleted_at IS NULL
       ) AS handoverTakenBack,
       EXISTS (SELECT 1 FROM crises
         WHERE closed_on BETWEEN @from AND @to AND deleted_at IS NULL) AS crisisClosed,
       EXISTS (SELECT 1 FROM moments WHERE kind = 'stepped_away'
         AND date BETWEEN @from AND @to AND deleted_at IS NULL) AS steppedAway`,
  );
  const answeredOutside = database
    .prepare<[{ from: LocalDate; to: LocalDate }], string>(
      `SELECT DISTINCT sections.prompt_id
       FROM sections JOIN entries ON entries.id = sections.entry_id
       WHERE entries.week IS NULL AND entries.date BETWEEN @from AND @to
         AND sections.prompt_id IS NOT NULL AND sections.written
         AND sections.deleted_at IS NULL AND entries.deleted_at IS NULL`,
    )
    .pluck();
  const wishes = database.prepare<[], WishRow>(
    `SELECT prompt_id AS prompt, favourite, pinned, hidden_on IS NOT NULL AS hidden
     FROM prompt_wishes WHERE deleted_at IS NULL`,
  );
  const pick = database
    .prepare<[Week], string>(
      "SELECT prompt_id FROM prompt_picks WHERE week = ? AND deleted_at IS NULL",
    )
    .pluck();

  return {
    insertReflection: (row: { id: Id; entryId: Id; step: Step; now: string }) =>
      insertReflection.get(row),
    adoptReflection: (row: ReflectionRow & { created: string }) => adoptReflection.run(row),
    readReflection: (entryId: Id) => readReflection.get(entryId),
    keepSet: (entryId: Id, now: string) => keepSet.run({ entryId, now }),
    stayAt: (row: Whereabouts & { entryId: Id; now: string }) => stayAt.run(row),
    close: (entryId: Id, now: string) => close.run({ entryId, now }),
    insertChosen: (row: Parameters<typeof insertChosen.run>[0]) => insertChosen.run(row),
    chosen: (entryId: Id) => chosen.all(entryId),
    replace: (id: Id, now: string) => replace.run({ id, now }),
    skip: (id: Id, now: string) => skip.run({ id, now }),
    facts: () => facts.all(),
    reflectedWeeks: () => reflectedWeeks.all(),
    shown: (from: LocalDate, to: LocalDate) => shown.get({ from, to }),
    answeredOutside: (from: LocalDate, to: LocalDate) => answeredOutside.all({ from, to }),
    wishes: () => wishes.all(),
    pick: (week: Week) => pick.get(week),
  };
}

/** Reads what a weekly entry has beyond an entry, as an export carries it; null for other entries. */
export function prepareReflectionReader(database: Database): (entryId: Id) => unknown {
  const reflection = database.prepare<[Id], object>(
    `SELECT step, place, caret, scroll, set_kept AS setKept, closed_at AS closedAt,
       updated
     FROM reflections WHERE entry_id = ? AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  const chosen = database.prepare<[Id], object>(
    `SELECT place, sections.prompt_id AS prompt, sections.prompt_text AS text,
       sections.prompt_theme AS theme, section_id AS sectionId, reason_kind AS reasonKind,
       reason_weeks AS reasonWeeks, skipped_at AS skippedAt, replaced_at AS replacedAt
     FROM chosen_prompts JOIN sections ON sections.id = chosen_prompts.section_id
     WHERE chosen_prompts.entry_id = ? AND chosen_prompts.deleted_at IS NULL
     ORDER BY place, chosen_prompts.id`,
  );
  return (entryId) => {
    const row = reflection.get(entryId);
    return row === undefined ? null : { ...row, chosen: chosen.all(entryId) };
  };
}
