import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { wasWritten } from "../../storage/unreadable.ts";

/** How often a prompt was answered; `date` is the last of the entries whose week follows their date. */
export interface AnsweredRow {
  prompt: string;
  answered: number;
  week: Week | null;
  date: LocalDate | null;
}

/** An entry with an answer; `week` is null where it follows the date. */
export interface AnswerRow {
  entryId: Id;
  week: Week | null;
  date: LocalDate;
}

/** The statements on answers, which are sections and written by the entries feature. */
export function preparePromptAnswers(database: Database) {
  const isAnswer = `entries.id = sections.entry_id AND sections.prompt_id IS NOT NULL
    AND ${wasWritten(database)} AND sections.deleted_at IS NULL AND entries.deleted_at IS NULL`;
  // Entry by entry, as they lie in the file: by prompt, each section would be a page of its own to
  // decrypt (CROSS JOIN keeps SQLite to this order).
  const answered = database.prepare<[], AnsweredRow>(
    `SELECT sections.prompt_id AS prompt, count(DISTINCT entries.id) AS answered,
       max(entries.week) AS week,
       max(CASE WHEN entries.week IS NULL THEN entries.date END) AS date
     FROM entries CROSS JOIN sections WHERE ${isAnswer} GROUP BY sections.prompt_id`,
  );
  const answersTo = database.prepare<[{ prompt: string; limit: number }], AnswerRow>(
    `SELECT DISTINCT entries.id AS entryId, entries.week, entries.date
     FROM sections JOIN entries WHERE ${isAnswer} AND sections.prompt_id = @prompt
     ORDER BY entries.date DESC, entries.id DESC LIMIT @limit`,
  );
  return {
    answered: () => answered.all(),
    answersTo: (prompt: string, limit: number) => answersTo.all({ prompt, limit }),
  };
}
