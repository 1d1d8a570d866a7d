import type { EntryKind } from "../../../shared/contract/entries.ts";
import type { Balance, PersonMoment } from "../../../shared/contract/people.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { wasWritten } from "../../storage/unreadable.ts";

/** An entry that names a person; `week` is null where it follows the date. */
export interface ConversationRow {
  entryId: Id;
  title: string;
  kind: EntryKind;
  date: LocalDate;
  week: Week | null;
  text: string;
}

/** A section that answers a prompt about a person. */
export interface PersonAnswerRow {
  entryId: Id;
  sectionId: Id;
  promptId: string;
  question: string;
  date: LocalDate;
  week: Week | null;
  text: string;
  isWritten: 0 | 1;
}

/** Enough of a text for its first words. */
const BEGINNING = 600;

/** The statements that a person's page reads with; none of them writes. */
export function preparePersonPage(database: Database) {
  // What speaks of them comes before what only stands first.
  const lastConversation = database.prepare<[{ person: Id }], ConversationRow>(
    `SELECT entries.id AS entryId, title, kind, date, week,
       ifnull((SELECT substr(text, 1, ${BEGINNING}) FROM sections
         WHERE entry_id = entries.id AND deleted_at IS NULL AND text <> ''
         ORDER BY NOT EXISTS (SELECT 1 FROM mentions
           WHERE person_id = @person AND section_id = sections.id), sort_key, id LIMIT 1), '') AS text
     FROM entries
     WHERE deleted_at IS NULL AND id IN (
       SELECT entry_id FROM entry_people WHERE person_id = @person AND deleted_at IS NULL
       UNION
       SELECT entry_id FROM mentions JOIN sections ON sections.id = section_id
         WHERE person_id = @person AND sections.deleted_at IS NULL)
     ORDER BY date DESC, id DESC LIMIT 1`,
  );
  const moments = database.prepare<
    [{ person: Id; from: LocalDate; to: LocalDate }],
    Omit<PersonMoment, "week">
  >(
    `SELECT id, kind, invited, date, text FROM moments
     WHERE person_id = @person AND date BETWEEN @from AND @to AND deleted_at IS NULL
     ORDER BY date, at, id`,
  );
  const balances = database.prepare<
    [{ from: LocalDate; to: LocalDate }],
    Balance & { personId: Id }
  >(
    `SELECT person_id AS personId, sum(kind = 'stepped_in') AS steppedIn,
       sum(kind = 'stepped_back') AS steppedBack, sum(kind = 'stepped_away') AS steppedAway
     FROM moments
     WHERE person_id IS NOT NULL AND date BETWEEN @from AND @to AND deleted_at IS NULL
     GROUP BY person_id`,
  );
  const answers = database.prepare<[Id], PersonAnswerRow>(
    `SELECT DISTINCT entries.id AS entryId, sections.id AS sectionId, prompt_id AS promptId,
       prompt_text AS question, date, week, substr(text, 1, ${BEGINNING}) AS text,
       written AS isWritten
     FROM section_people
     JOIN sections ON sections.id = section_id
     JOIN entries ON entries.id = entry_id
     WHERE person_id = ? AND section_people.deleted_at IS NULL AND sections.deleted_at IS NULL
       AND entries.deleted_at IS NULL AND ${wasWritten(database)} AND prompt_text IS NOT NULL
     ORDER BY date DESC, sections.id DESC`,
  );
  const earliest = database
    .prepare<[{ person: Id }], LocalDate | null>(
      `SELECT min(date) FROM (
         SELECT date FROM moments WHERE person_id = @person AND deleted_at IS NULL
         UNION ALL
         SELECT date FROM agreements WHERE person_id = @person AND deleted_at IS NULL
         UNION ALL
         SELECT date FROM handover_turns JOIN handovers ON handovers.id = handover_id
           WHERE person_id = @person AND handovers.deleted_at IS NULL
             AND handover_turns.deleted_at IS NULL
         UNION ALL
         SELECT date FROM entry_people JOIN entries ON entries.id = entry_id
           WHERE person_id = @person AND entry_people.deleted_at IS NULL
             AND entries.deleted_at IS NULL)`,
    )
    .pluck();
  return {
    lastConversation: (person: Id) => lastConversation.get({ person }),
    moments: (person: Id, from: LocalDate, to: LocalDate) => moments.all({ person, from, to }),
    balances: (from: LocalDate, to: LocalDate) => balances.all({ from, to }),
    answers: (person: Id) => answers.all(person),
    earliest: (person: Id) => earliest.get({ person }) ?? null,
  };
}
