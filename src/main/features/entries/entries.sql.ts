import type { Entry, EntryFilter, EntryKind } from "../../../shared/contract/entries.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { foldName, foldText } from "../../../shared/journal/fold.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { isRescued } from "../../storage/unreadable.ts";
import { IS_WITH_PERSON, PEOPLE_OF_ENTRY } from "./entry-people.sql.ts";

/** An entry's own row; `tags` is JSON, `starred` 0 or 1. */
export interface EntryRow {
  id: Id;
  kind: EntryKind;
  title: string;
  date: LocalDate;
  timeZone: string;
  week: Week | null;
  tags: string;
  starred: number;
  created: string;
  updated: string;
  deletedAt: string | null;
  revision: number;
}

/** A section's row; `document` is JSON. */
export interface SectionRow {
  id: Id;
  entryId: Id;
  sortKey: string;
  promptId: string | null;
  promptText: string | null;
  promptTheme: string | null;
  document: string;
  schema: number;
  text: string;
  words: number;
  /** 1 when there is anything in it, were it only a picture. */
  written: number;
  created: string;
  updated: string;
  revision: number;
}

/** A section's row before it is kept. */
export type NewSectionRow = Omit<SectionRow, "written">;

/** What a list shows of an entry; `themes` and `people` are JSON. */
export interface ListedRow extends EntryRow {
  words: number;
  themes: string;
  people: string;
  excerpt: string;
  question: string | null;
}

/** The values that the filter's condition is given. */
interface FilterParameters {
  from: string | null;
  to: string | null;
  kind: string | null;
  theme: string | null;
  person: string | null;
  tag: string | null;
  starred: number | null;
  text: string | null;
}

const ENTRY_COLUMNS = `id, kind, title, date, time_zone AS timeZone, week, tags, starred,
  created, updated, deleted_at AS deletedAt, revision`;

const SECTION_COLUMNS = `id, entry_id AS entryId, sort_key AS sortKey, prompt_id AS promptId,
  prompt_text AS promptText, prompt_theme AS promptTheme, document, document_schema AS schema,
  text, words, written, created, updated, revision`;

const CHOSEN = `deleted_at IS NULL
  AND (@from IS NULL OR date >= @from)
  AND (@to IS NULL OR date <= @to)
  AND (@kind IS NULL OR kind = @kind)
  AND (@starred IS NULL OR starred = @starred)
  AND (@tag IS NULL OR EXISTS (SELECT 1 FROM json_each(entries.tags) WHERE fold_name(value) = @tag))
  AND (@person IS NULL OR ${IS_WITH_PERSON})
  AND (@theme IS NULL OR EXISTS (
    SELECT 1 FROM sections
    WHERE entry_id = entries.id AND deleted_at IS NULL AND written AND prompt_theme = @theme))
  AND (@text IS NULL OR instr(fold_text(title), @text) > 0 OR EXISTS (
    SELECT 1 FROM sections
    WHERE entry_id = entries.id AND deleted_at IS NULL AND instr(fold_text(text), @text) > 0))`;

const LISTED = `SELECT ${ENTRY_COLUMNS},
    (SELECT ifnull(sum(words), 0) FROM sections
      WHERE entry_id = entries.id AND deleted_at IS NULL) AS words,
    (SELECT json_group_array(DISTINCT prompt_theme) FROM (
      SELECT prompt_theme FROM sections
      WHERE entry_id = entries.id AND deleted_at IS NULL AND written AND prompt_theme IS NOT NULL
      ORDER BY sort_key, id)) AS themes,
    ${PEOPLE_OF_ENTRY} AS people,
    ifnull((SELECT substr(text, 1, 400) FROM sections
      WHERE entry_id = entries.id AND deleted_at IS NULL AND text <> ''
      ORDER BY sort_key, id LIMIT 1), '') AS excerpt,
    CASE WHEN kind = 'free' AND title = '' THEN (SELECT prompt_text FROM sections
      WHERE entry_id = entries.id AND deleted_at IS NULL AND prompt_text IS NOT NULL
      ORDER BY sort_key, id LIMIT 1) END AS question
  FROM entries WHERE ${CHOSEN}`;

function parametersOf(filter: EntryFilter): FilterParameters {
  return {
    from: filter.from ?? null,
    to: filter.to ?? null,
    kind: filter.kind ?? null,
    theme: filter.theme ?? null,
    person: filter.person === undefined ? null : foldName(mendLine(filter.person)),
    tag: filter.tag === undefined ? null : foldName(filter.tag),
    starred: filter.starred === undefined ? null : Number(filter.starred),
    text: filter.text === undefined ? null : foldText(filter.text),
  };
}

/** The statements on entries and sections, the two tables that this feature alone writes. */
export function prepareEntries(database: Database) {
  database.function("fold_name", { deterministic: true }, (text) => foldName(String(text)));
  database.function("fold_text", { deterministic: true }, (text) => foldText(String(text)));

  const insertEntry = database.prepare<[Omit<EntryRow, "deletedAt">], EntryRow>(
    `INSERT INTO entries (id, kind, title, date, time_zone, week, tags, starred, created, updated,
       revision)
     VALUES (@id, @kind, @title, @date, @timeZone, @week, @tags, @starred, @created, @updated,
       @revision)
     RETURNING ${ENTRY_COLUMNS}`,
  );
  const readEntry = database.prepare<[Id], EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM entries WHERE id = ?`,
  );
  const peopleOf = database
    .prepare<[Id], string>(`SELECT ${PEOPLE_OF_ENTRY} FROM entries WHERE id = ?`)
    .pluck();
  const changeEntry = database.prepare<
    [
      Pick<EntryRow, "id" | "updated"> & {
        [Column in "title" | "date" | "tags" | "starred"]: EntryRow[Column] | null;
      },
    ],
    EntryRow
  >(
    `UPDATE entries SET title = ifnull(@title, title), date = ifnull(@date, date),
       tags = ifnull(@tags, tags), starred = ifnull(@starred, starred), updated = @updated, revision = revision + 1
     WHERE id = @id AND deleted_at IS NULL RETURNING ${ENTRY_COLUMNS}`,
  );
  const setDeleted = database.prepare<
    [{ id: Id; deletedAt: string | null; updated: string }],
    EntryRow
  >(
    `UPDATE entries SET deleted_at = @deletedAt, updated = @updated, revision = revision + 1
     WHERE id = @id RETURNING ${ENTRY_COLUMNS}`,
  );
  const touchEntry = database.prepare<[{ id: Id; updated: string }]>(
    "UPDATE entries SET updated = @updated WHERE id = @id",
  );
  const weeklyEntry = database.prepare<[Week], EntryRow>(
    `SELECT ${ENTRY_COLUMNS} FROM entries
     WHERE week = ? AND kind = 'weekly' AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  const tags = database.prepare<[], { tag: string; entries: number }>(
    `SELECT value AS tag, count(*) AS entries FROM entries, json_each(entries.tags)
     WHERE deleted_at IS NULL GROUP BY value ORDER BY entries DESC, tag`,
  );
  const count = database
    .prepare<[FilterParameters], number>(`SELECT count(*) FROM entries WHERE ${CHOSEN}`)
    .pluck();
  const listFrom = database.prepare<
    [FilterParameters & { limit: number; offset: number }],
    ListedRow
  >(`${LISTED} ORDER BY date DESC, id DESC LIMIT @limit OFFSET @offset`);
  const listAfter = database.prepare<
    [FilterParameters & { limit: number; afterDate: string; afterId: Id }],
    ListedRow
  >(`${LISTED} AND (date, id) < (@afterDate, @afterId) ORDER BY date DESC, id DESC LIMIT @limit`);
  const chosenIds = database
    .prepare<[FilterParameters], Id>(`SELECT id FROM entries WHERE ${CHOSEN} ORDER BY date, id`)
    .pluck();

  const anyWritten = database.prepare(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM entries WHERE title <> '' OR tags <> '[]')
       OR EXISTS (SELECT 1 FROM sections WHERE written = 1)`,
  );
  const anySection = database.prepare<[Id]>("SELECT 1 FROM sections WHERE id = ?");

  const insertSection = database.prepare<[NewSectionRow], SectionRow>(
    `INSERT INTO sections (id, entry_id, sort_key, prompt_id, prompt_text, prompt_theme, document,
       document_schema, text, words, created, updated, revision)
     VALUES (@id, @entryId, @sortKey, @promptId, @promptText, @promptTheme, @document,
       @schema, @text, @words, @created, @updated, @revision) RETURNING ${SECTION_COLUMNS}`,
  );
  const readSection = database.prepare<[Id], SectionRow>(
    `SELECT ${SECTION_COLUMNS} FROM sections WHERE id = ? AND deleted_at IS NULL
       AND EXISTS (SELECT 1 FROM entries WHERE id = entry_id AND deleted_at IS NULL)`,
  );
  const sectionsOf = database.prepare<[Id], SectionRow>(
    `SELECT ${SECTION_COLUMNS} FROM sections
     WHERE entry_id = ? AND deleted_at IS NULL ORDER BY sort_key, id`,
  );
  const unreadableOf = isRescued(database)
    ? database.prepare<[Id], { sectionId: Id; words: number | null }>(
        "SELECT section_id AS sectionId, words FROM unreadable_sections WHERE entry_id = ?",
      )
    : null;
  const saveSection = database.prepare<
    [
      Pick<SectionRow, "id" | "document" | "schema" | "text" | "words" | "updated" | "revision"> & {
        writer: string;
      },
    ],
    SectionRow
  >(
    `UPDATE sections SET document = @document, document_schema = @schema, text = @text,
       words = @words, writer = @writer, updated = @updated, revision = revision + 1
     WHERE id = @id AND deleted_at IS NULL AND document_schema <= @schema
       AND (revision = @revision OR writer = @writer)
       AND EXISTS (SELECT 1 FROM entries WHERE id = entry_id AND deleted_at IS NULL)
     RETURNING ${SECTION_COLUMNS}`,
  );
  const hasAttachment = database
    .prepare<[string], number>(
      "SELECT EXISTS (SELECT 1 FROM attachments WHERE sha256 = ? AND deleted_at IS NULL)",
    )
    .pluck();
  const emptyEntries = database.prepare<[{ before: string; now: string }]>(
    `UPDATE entries SET title = '', tags = '[]', updated = @now, revision = revision + 1
     WHERE deleted_at < @before AND (title <> '' OR tags <> '[]')`,
  );
  const emptySections = database.prepare<[{ before: string; document: string; now: string }]>(
    `UPDATE sections SET document = @document, text = '', words = 0, updated = @now,
       revision = revision + 1
     WHERE document <> @document AND entry_id IN (SELECT id FROM entries WHERE deleted_at < @before)`,
  );

  return {
    insertEntry: (row: Omit<EntryRow, "deletedAt">) => insertEntry.get(row),
    readEntry: (id: Id) => readEntry.get(id),
    /** Whom an entry is with or speaks of, by name. */
    peopleOf: (id: Id) => JSON.parse(peopleOf.get(id) ?? "[]") as string[],
    changeEntry: (change: Parameters<typeof changeEntry.get>[0]) => changeEntry.get(change),
    setDeleted: (change: Parameters<typeof setDeleted.get>[0]) => setDeleted.get(change),
    touchEntry: (id: Id, updated: string) => touchEntry.run({ id, updated }),
    weeklyEntry: (week: Week) => weeklyEntry.get(week),
    /** Every tag as it is written somewhere, and in how many entries. */
    tags: () => tags.all(),
    count: (filter: EntryFilter) => count.get(parametersOf(filter)) ?? 0,
    listFrom: (filter: EntryFilter, limit: number, offset: number) =>
      listFrom.all({ ...parametersOf(filter), limit, offset }),
    listAfter: (filter: EntryFilter, limit: number, after: Pick<Entry, "date" | "id">) =>
      listAfter.all({
        ...parametersOf(filter),
        limit,
        afterDate: after.date,
        afterId: after.id,
      }),
    chosenIds: (filter: EntryFilter) => chosenIds.all(parametersOf(filter)),
    insertSection: (row: NewSectionRow) => insertSection.get(row),
    isEmpty: () => anyWritten.get() === undefined,
    isKnownSection: (id: Id) => anySection.get(id) !== undefined,
    readSection: (id: Id) => readSection.get(id),
    sectionsOf: (entryId: Id) => sectionsOf.all(entryId),
    /** The sections of which something was lost with a damaged file, and how many words. */
    unreadableOf: (entryId: Id): ReadonlyMap<Id, number | null> =>
      new Map(unreadableOf?.all(entryId).map(({ sectionId, words }) => [sectionId, words])),
    saveSection: (save: Parameters<typeof saveSection.get>[0]) => saveSection.get(save),
    hasAttachment: (sha256: string) => hasAttachment.get(sha256) === 1,
    /** Empties what has been in the bin since before an instant: its tombstone stays. */
    emptyBin: (bin: { before: string; document: string; now: string }) => {
      emptySections.run(bin);
      emptyEntries.run(bin);
    },
  };
}
