import type { EntryKind } from "../../../shared/contract/entries.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";

/** An earlier answer; `week` is null where it follows the date, `document` and `people` are JSON. */
export interface EarlierRow {
  sectionId: Id;
  entryId: Id;
  kind: EntryKind;
  date: LocalDate;
  week: Week | null;
  wording: string;
  document: string;
  schema: number;
  people: string;
}

/** Which answers are meant: to one prompt, and about one person where one is named. */
interface Asked {
  prompt: string;
  person: Id | null;
}

/** How often a prompt was answered about one person, and the day of the last time. */
interface AboutRow {
  prompt: string;
  answered: number;
  date: LocalDate;
}

const STANDING = "sections.deleted_at IS NULL AND entries.deleted_at IS NULL";

const ABOUT = `EXISTS (SELECT 1 FROM section_people
  WHERE section_id = sections.id AND person_id = @person AND section_people.deleted_at IS NULL)`;

/** The statements that read answers to be written on, all of them written by other features. */
export function prepareAnswering(database: Database) {
  const earlier = database.prepare<[Asked & { before: Id | null }], EarlierRow>(
    `SELECT sections.id AS sectionId, entries.id AS entryId, entries.kind, entries.date, entries.week,
       sections.prompt_text AS wording, sections.document, sections.document_schema AS schema,
       (SELECT json_group_array(json_object('id', people.id, 'name', people.name))
        FROM section_people JOIN people ON people.id = person_id
        WHERE section_id = sections.id AND section_people.deleted_at IS NULL
          AND people.deleted_at IS NULL) AS people
     FROM sections JOIN entries ON entries.id = sections.entry_id
     WHERE sections.prompt_id = @prompt AND sections.written AND ${STANDING}
       AND (@person IS NULL OR ${ABOUT})
       AND (@before IS NULL OR ifnull(
         (entries.date, entries.id) < (SELECT date, id FROM entries WHERE id = @before), 1))
     ORDER BY entries.date, entries.id, sections.sort_key, sections.id`,
  );
  // In a free entry also where nothing is left of it: it is gone on with.
  const ofDay = database.prepare<
    [Asked & { date: LocalDate }],
    { sectionId: Id; entryId: Id; written: number }
  >(
    `SELECT sections.id AS sectionId, entries.id AS entryId, sections.written
     FROM sections JOIN entries ON entries.id = sections.entry_id
     WHERE sections.prompt_id = @prompt AND entries.date = @date AND ${STANDING}
       AND (sections.written OR entries.kind = 'free')
       AND (@person IS NULL OR ${ABOUT})
     ORDER BY sections.written DESC, entries.id DESC, sections.id DESC LIMIT 1`,
  );
  const about = database.prepare<[Id], AboutRow>(
    `SELECT sections.prompt_id AS prompt, count(DISTINCT entries.id) AS answered,
       max(entries.date) AS date
     FROM section_people JOIN sections ON sections.id = section_id
       JOIN entries ON entries.id = sections.entry_id
     WHERE person_id = ? AND section_people.deleted_at IS NULL
       AND sections.prompt_id IS NOT NULL AND sections.written AND ${STANDING}
     GROUP BY sections.prompt_id`,
  );
  return {
    /** Oldest first. `before` is an entry of which only what came before it is meant. */
    earlier: (asked: Asked & { before: Id | null }) => earlier.all(asked),
    /** The answer that stands under a day. */
    ofDay: (asked: Asked & { date: LocalDate }) => ofDay.get(asked),
    about: (id: Id) => about.all(id),
  };
}
