import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";

/** The last answer of a theme: in a week of its own, and on a day whose week follows it. */
interface LastAnswerRow {
  theme: string;
  week: Week | null;
  date: LocalDate | null;
}

/** What Today reads of what was written. */
export function prepareToday(database: Database) {
  const textsOfReflection = database.prepare<[Week], { entryId: Id; text: string }>(
    `SELECT entries.id AS entryId, substr(text, 1, 2000) AS text
     FROM entries JOIN sections ON sections.entry_id = entries.id
     WHERE entries.week = ? AND kind = 'weekly' AND entries.deleted_at IS NULL
       AND sections.deleted_at IS NULL AND text <> ''
     ORDER BY sort_key, sections.id`,
  );
  // What the program put down of a crisis is no passage of its writer's.
  const textsBetween = database.prepare<
    [{ from: LocalDate; to: LocalDate }],
    { entryId: Id; text: string }
  >(
    `SELECT entries.id AS entryId, substr(text, 1, 2000) AS text
     FROM entries JOIN sections ON sections.entry_id = entries.id
     WHERE date BETWEEN @from AND @to AND kind <> 'weekly' AND entries.deleted_at IS NULL
       AND sections.deleted_at IS NULL AND text <> ''
       AND NOT (kind = 'crisis' AND prompt_id IS NULL)
     ORDER BY date, entries.id, sort_key, sections.id LIMIT 20`,
  );
  const lastAnswers = database.prepare<[], LastAnswerRow>(
    `SELECT prompt_theme AS theme, max(entries.week) AS week,
       max(CASE WHEN entries.week IS NULL THEN entries.date END) AS date
     FROM entries CROSS JOIN sections
     WHERE sections.entry_id = entries.id AND prompt_theme IS NOT NULL AND written
       AND sections.deleted_at IS NULL AND entries.deleted_at IS NULL
     GROUP BY prompt_theme`,
  );
  return {
    textsOfReflection: (week: Week) => textsOfReflection.all(week),
    textsBetween: (from: LocalDate, to: LocalDate) => textsBetween.all({ from, to }),
    lastAnswers: () => lastAnswers.all(),
  };
}
