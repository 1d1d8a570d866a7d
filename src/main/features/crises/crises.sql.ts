import type { Became, WhoHasIt } from "../../../shared/contract/crises.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";

/** A crisis's own row. */
export interface NewCrisisRow {
  id: Id;
  personId: Id | null;
  ground: string;
  endsWhen: string | null;
  date: LocalDate;
  timeZone: string;
  closedOn: LocalDate | null;
  entryId: Id | null;
  created: string;
  updated: string;
  revision: number;
}

/** A crisis's row with the name of its person. */
export type CrisisRow = NewCrisisRow & { personName: string | null; deletedAt: string | null };

/** An item's own row. */
export interface NewItemRow {
  id: Id;
  crisisId: Id;
  sortKey: string;
  what: string;
  since: LocalDate;
  became: Became | null;
  personId: Id | null;
  note: string;
  askOn: LocalDate | null;
  created: string;
  updated: string;
  revision: number;
}

/** An item's row with the name of whom it was handed on to. */
export type ItemRow = NewItemRow & { personName: string | null };

/** An answer's own row; `givenAgain` is 0 or 1. */
export interface NewAnswerRow {
  id: Id;
  itemId: Id;
  date: LocalDate;
  who: WhoHasIt;
  personId: Id | null;
  note: string;
  givenAgain: number;
  created: string;
  updated: string;
  revision: number;
}

/** An answer's row with the name of who has the item. */
export type AnswerRow = NewAnswerRow & { personName: string | null };

const CRISIS = `SELECT crises.id, person_id AS personId, people.name AS personName, ground,
    ends_when AS endsWhen, crises.date, crises.time_zone AS timeZone, closed_on AS closedOn,
    entry_id AS entryId, crises.created, crises.updated, crises.deleted_at AS deletedAt,
    crises.revision
  FROM crises LEFT JOIN people ON people.id = person_id`;

const ITEM = `SELECT crisis_items.id, crisis_id AS crisisId, sort_key AS sortKey, what, since, became,
    person_id AS personId, people.name AS personName, note, ask_on AS askOn, crisis_items.created,
    crisis_items.updated, crisis_items.revision
  FROM crisis_items LEFT JOIN people ON people.id = person_id`;

const ANSWER = `SELECT crisis_answers.id, item_id AS itemId, date, who, person_id AS personId,
    people.name AS personName, note, given_again AS givenAgain, crisis_answers.created,
    crisis_answers.updated, crisis_answers.revision
  FROM crisis_answers LEFT JOIN people ON people.id = person_id`;

/** The statements on crises, their items and answers: three tables that this feature alone writes. */
export function prepareCrises(database: Database) {
  const insert = database.prepare<[NewCrisisRow]>(
    `INSERT INTO crises (id, person_id, ground, ends_when, date, time_zone, closed_on, entry_id,
       created, updated, revision)
     VALUES (@id, @personId, @ground, @endsWhen, @date, @timeZone, @closedOn, @entryId,
       @created, @updated, @revision)`,
  );
  const read = database.prepare<[Id], CrisisRow>(`${CRISIS} WHERE crises.id = ?`);
  const ofEntry = database.prepare<[Id], CrisisRow>(
    `${CRISIS} WHERE entry_id = ? AND crises.deleted_at IS NULL`,
  );
  // A crisis goes with the entry that it became.
  const all = database.prepare<[], CrisisRow>(
    `${CRISIS} WHERE crises.deleted_at IS NULL AND (entry_id IS NULL
       OR EXISTS (SELECT 1 FROM entries WHERE entries.id = entry_id AND entries.deleted_at IS NULL))
     ORDER BY crises.date, crises.id`,
  );
  const change = database.prepare<
    [Pick<NewCrisisRow, "id" | "personId" | "ground" | "endsWhen" | "date" | "updated">]
  >(
    `UPDATE crises SET person_id = @personId, ground = @ground, ends_when = @endsWhen, date = @date,
       updated = @updated, revision = revision + 1 WHERE id = @id`,
  );
  const close = database.prepare<[{ id: Id; closedOn: LocalDate; entryId: Id; updated: string }]>(
    `UPDATE crises SET closed_on = @closedOn, entry_id = @entryId, updated = @updated,
       revision = revision + 1 WHERE id = @id`,
  );
  const setDeleted = database.prepare<[{ id: Id; deletedAt: string | null; updated: string }]>(
    `UPDATE crises SET deleted_at = @deletedAt, updated = @updated, revision = revision + 1
     WHERE id = @id`,
  );

  const insertItem = database.prepare<[NewItemRow]>(
    `INSERT INTO crisis_items (id, crisis_id, sort_key, what, since, became, person_id, note,
       ask_on, created, updated, revision)
     VALUES (@id, @crisisId, @sortKey, @what, @since, @became, @personId, @note, @askOn,
       @created, @updated, @revision)`,
  );
  const readItem = database.prepare<[Id], ItemRow & { deletedAt: string | null }>(
    `SELECT item.*, crisis_items.deleted_at AS deletedAt
     FROM (${ITEM}) item JOIN crisis_items ON crisis_items.id = item.id WHERE item.id = ?`,
  );
  const itemsOf = database.prepare<[Id], ItemRow>(
    `${ITEM} WHERE crisis_id = ? AND crisis_items.deleted_at IS NULL ORDER BY sort_key, crisis_items.id`,
  );
  const changeItem = database.prepare<
    [Pick<NewItemRow, "id" | "what" | "since" | "became" | "personId" | "note" | "updated">]
  >(
    `UPDATE crisis_items SET what = @what, since = @since, became = @became, person_id = @personId,
       note = @note, updated = @updated, revision = revision + 1 WHERE id = @id`,
  );
  const setItemDeleted = database.prepare<[{ id: Id; deletedAt: string | null; updated: string }]>(
    `UPDATE crisis_items SET deleted_at = @deletedAt, updated = @updated, revision = revision + 1
     WHERE id = @id`,
  );
  const askItem = database.prepare<[{ id: Id; askOn: LocalDate | null; updated: string }]>(
    `UPDATE crisis_items SET ask_on = @askOn, updated = @updated, revision = revision + 1
     WHERE id = @id AND ask_on IS NOT @askOn`,
  );

  const insertAnswer = database.prepare<[NewAnswerRow]>(
    `INSERT INTO crisis_answers (id, item_id, date, who, person_id, note, given_again, created,
       updated, revision)
     VALUES (@id, @itemId, @date, @who, @personId, @note, @givenAgain, @created, @updated, @revision)`,
  );
  const changeAnswer = database.prepare<
    [Pick<NewAnswerRow, "id" | "who" | "personId" | "note" | "givenAgain" | "updated">]
  >(
    `UPDATE crisis_answers SET who = @who, person_id = @personId, note = @note,
       given_again = @givenAgain, updated = @updated, revision = revision + 1 WHERE id = @id`,
  );
  const answersOf = database.prepare<[Id], AnswerRow>(
    `${ANSWER} WHERE item_id = ? AND crisis_answers.deleted_at IS NULL
     ORDER BY date, crisis_answers.id`,
  );

  const asked = database.prepare<[], { promptId: string; answers: number; last: string }>(
    `SELECT prompt_id AS promptId, count(*) AS answers, max(entries.date) AS last
     FROM sections JOIN entries ON entries.id = entry_id
     WHERE prompt_id IS NOT NULL AND written AND sections.deleted_at IS NULL
       AND entries.deleted_at IS NULL
     GROUP BY prompt_id`,
  );
  const isKnown = database
    .prepare<[{ id: Id }]>(
      `SELECT 1 FROM crises WHERE id = @id UNION SELECT 1 FROM crisis_items WHERE id = @id
       UNION SELECT 1 FROM crisis_answers WHERE id = @id`,
    )
    .pluck();
  const anyWritten = database.prepare("SELECT 1 FROM crisis_items WHERE what <> '' LIMIT 1");

  // Gone for good: the crisis or the entry that it became was deleted so long ago.
  const gone = `SELECT id FROM crises WHERE deleted_at < @before
    OR entry_id IN (SELECT id FROM entries WHERE deleted_at < @before)`;
  const emptyCrises = database.prepare<[{ before: string; now: string }]>(
    `UPDATE crises SET ground = '', ends_when = NULL, person_id = NULL, updated = @now,
       revision = revision + 1
     WHERE id IN (${gone}) AND (ground <> '' OR ends_when IS NOT NULL OR person_id IS NOT NULL)`,
  );
  const emptyItems = database.prepare<[{ before: string; now: string }]>(
    `UPDATE crisis_items SET what = '', note = '', person_id = NULL, updated = @now,
       revision = revision + 1
     WHERE (deleted_at < @before OR crisis_id IN (${gone}))
       AND (what <> '' OR note <> '' OR person_id IS NOT NULL)`,
  );
  const emptyAnswers = database.prepare<[{ before: string; now: string }]>(
    `UPDATE crisis_answers SET note = '', person_id = NULL, updated = @now, revision = revision + 1
     WHERE item_id IN (SELECT id FROM crisis_items WHERE crisis_id IN (${gone}))
       AND (note <> '' OR person_id IS NOT NULL)`,
  );

  const movePerson = ["crises", "crisis_items", "crisis_answers"].map((table) =>
    database.prepare<[{ from: Id; to: Id; updated: string }]>(
      `UPDATE ${table} SET person_id = @to, updated = @updated, revision = revision + 1
       WHERE person_id = @from`,
    ),
  );

  return {
    insert: (row: NewCrisisRow) => insert.run(row),
    read: (id: Id) => read.get(id),
    ofEntry: (entryId: Id) => ofEntry.get(entryId),
    all: () => all.all(),
    change: (row: Parameters<typeof change.run>[0]) => change.run(row),
    close: (row: Parameters<typeof close.run>[0]) => close.run(row),
    setDeleted: (row: Parameters<typeof setDeleted.run>[0]) => setDeleted.run(row),
    insertItem: (row: NewItemRow) => insertItem.run(row),
    readItem: (id: Id) => readItem.get(id),
    itemsOf: (crisisId: Id) => itemsOf.all(crisisId),
    changeItem: (row: Parameters<typeof changeItem.run>[0]) => changeItem.run(row),
    setItemDeleted: (row: Parameters<typeof setItemDeleted.run>[0]) => setItemDeleted.run(row),
    /** Sets the day on which an item is asked about. */
    askItem: (row: Parameters<typeof askItem.run>[0]) => askItem.run(row),
    insertAnswer: (row: NewAnswerRow) => insertAnswer.run(row),
    changeAnswer: (row: Parameters<typeof changeAnswer.run>[0]) => changeAnswer.run(row),
    answersOf: (itemId: Id) => answersOf.all(itemId),
    /** Of each prompt that was ever answered: how often, and on which day the last time. */
    asked: () => asked.all(),
    isKnown: (id: Id) => isKnown.get({ id }) !== undefined,
    isEmpty: () => anyWritten.get() === undefined,
    /** Has everything that names one person name another. */
    movePerson(move: { from: Id; to: Id; updated: string }): void {
      for (const statement of movePerson) statement.run(move);
    },
    /** Empties what was deleted before an instant: its tombstone stays. */
    emptyBin(bin: { before: string; now: string }): void {
      emptyAnswers.run(bin);
      emptyItems.run(bin);
      emptyCrises.run(bin);
    },
  };
}
