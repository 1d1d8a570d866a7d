import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type {
  Crisis,
  CrisisDraft,
  CrisisDue,
  CrisisItem,
} from "../../../shared/contract/crises.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import { crisesDue, crisisDue } from "./crises-due.ts";
import type { CrisesNeeds } from "./crises-needs.ts";
import { createCrisesReading, notFound, refused } from "./crises-reading.ts";
import { type CrisisRow, prepareCrises } from "./crises.sql.ts";
import { createCrisisClosing } from "./crisis-closing.ts";

export type CrisesService = ReturnType<typeof createCrises>;

/** A crisis, and what is due of it on the day it is. */
export interface CrisisToday {
  date: LocalDate;
  crisis: Crisis;
  due: CrisisDue;
}

type CrisisChange = Partial<CrisisDraft> & {
  id: Id;
  revision: number;
  items?: readonly { id: Id | null; what: string }[] | undefined;
};

/** The rules of crises: a dated step forward, given back item by item, asked about a week later. */
export function createCrises(needs: CrisesNeeds) {
  const { database, clock, newId, people } = needs;
  const sql = prepareCrises(database);
  const reading = createCrisesReading(sql);
  const now = (): string => clock.now().toISOString();
  const today = (): LocalDate => localDateAt(clock.now(), clock.timeZone);
  const { questions, ...closing } = createCrisisClosing(needs, sql, reading, { now, today });

  /** What is said of a crisis, as its row keeps it. @throws StepbackError CRISIS_REFUSED. */
  function columnsOf(draft: Required<CrisisDraft>) {
    const name = mendLine(draft.person ?? "");
    const ground = mendLine(draft.ground);
    if (name === "" && ground === "") throw refused("no_ground");
    if (draft.date > today()) throw refused("in_future");
    const endsWhen = mendLine(draft.endsWhen ?? "");
    return {
      personId: name === "" ? null : people.namedOrMade(name).id,
      ground,
      endsWhen: endsWhen === "" ? null : endsWhen,
      date: draft.date,
    };
  }

  function insertItem(item: { id: Id; crisisId: Id; what: string; since: LocalDate }): void {
    const created = now();
    const last = sql.itemsOf(item.crisisId).at(-1)?.sortKey ?? null;
    sql.insertItem({
      ...item,
      sortKey: generateKeyBetween(last, null),
      became: null,
      personId: null,
      note: "",
      askOn: null,
      created,
      updated: created,
      revision: 1,
    });
  }

  function todayOf(row: CrisisRow | undefined): CrisisToday | null {
    if (row === undefined || row.deletedAt !== null) return null;
    const crisis = reading.crisisOf(row);
    const date = today();
    return { date, crisis, due: crisisDue(crisis, date) };
  }

  /** What was taken over at the beginning moves with the day of the crisis. */
  function moveItems(crisis: Crisis, date: LocalDate): void {
    for (const { person, ...item } of crisis.items) {
      if (item.since === date || (item.since !== crisis.date && item.since > date)) continue;
      sql.changeItem({ ...item, personId: person?.id ?? null, since: date, updated: now() });
    }
  }

  /** Makes the items of an open crisis those that are given. @throws StepbackError CRISIS_REFUSED, NOT_FOUND. */
  function changeItems(crisis: Crisis, lines: readonly { id: Id | null; what: string }[]): void {
    const given = lines
      .map(({ id, what }) => ({ id, what: mendLine(what) }))
      .filter(({ what }) => what !== "");
    if (given.length === 0) throw refused("nothing_taken");
    const updated = now();
    for (const { person, ...item } of crisis.items) {
      const what = given.find(({ id }) => id === item.id)?.what;
      if (what === undefined) sql.setItemDeleted({ id: item.id, deletedAt: updated, updated });
      else if (what !== item.what) {
        sql.changeItem({ ...item, personId: person?.id ?? null, what, updated });
      }
    }
    for (const { id, what } of given) {
      if (id === null) addTo(crisis, newId(), what);
      else if (!crisis.items.some((item) => item.id === id)) throw notFound(id);
    }
  }

  function addTo({ id: crisisId, date }: Crisis, id: Id, what: string): void {
    // A clock may have been set back since it began.
    insertItem({ id, crisisId, what, since: today() < date ? date : today() });
  }

  return {
    ...closing,
    questions,

    /** What is due of crises today, oldest first: open ones, and those to ask about again. */
    today(): { date: LocalDate; due: { crisis: Crisis; due: CrisisDue }[] } {
      const date = today();
      const due = database.transaction(() => crisesDue(reading.all(), date))();
      return { date, due: due.filter((one) => one.due.kind !== "resting") };
    },

    /** One crisis with what is due of it today; null when there is none, or it was deleted. */
    read: (id: Id): CrisisToday | null => database.transaction(() => todayOf(sql.read(id)))(),

    /** The crisis that became an entry, with what is due of it today; null for another entry. */
    ofEntry: (entryId: Id): CrisisToday | null =>
      database.transaction(() => todayOf(sql.ofEntry(entryId)))(),

    /** Every crisis that is not deleted, nor the entry that it became; oldest first. */
    all: (): Crisis[] => database.transaction(() => reading.all())(),

    /** Whether a moment can be said to belong to a crisis: it is there, open or closed. */
    isThere(id: Id): boolean {
      const row = sql.read(id);
      return row !== undefined && row.deletedAt === null;
    },

    /**
     * Opens a crisis; one that stands under `id` already stays, because the answer to opening it was lost.
     * @throws StepbackError CRISIS_REFUSED without whose ground it is, without anything that is taken
     *   over, or for a day that has not come.
     */
    open(draft: CrisisDraft & { id?: Id; items: readonly string[] }): Crisis {
      const items = draft.items.map(mendLine).filter((what) => what !== "");
      return database
        .transaction(() => {
          const id = draft.id ?? newId();
          if (sql.read(id) !== undefined) return reading.standing(id);
          if (items.length === 0) throw refused("nothing_taken");
          const columns = columnsOf({ ...draft, date: draft.date ?? today() });
          const created = now();
          sql.insert({
            ...columns,
            id,
            timeZone: clock.timeZone,
            closedOn: null,
            entryId: null,
            created,
            updated: created,
            revision: 1,
          });
          for (const what of items) {
            insertItem({ id: newId(), crisisId: id, what, since: columns.date });
          }
          return reading.standing(id);
        })
        .immediate();
    },

    /**
     * Changes what is said of an open crisis; what is left out stays. What was taken over when it began
     * moves with its day.
     * @throws StepbackError NOT_FOUND, CONFLICT, CRISIS_REFUSED.
     */
    change(change: CrisisChange): Crisis {
      return database
        .transaction(() => {
          const { id, revision, items, ...draft } = change;
          const crisis = reading.open(id);
          if (crisis.revision !== revision) {
            throw new StepbackError("CONFLICT", { revision: crisis.revision });
          }
          const columns = columnsOf({
            ground: draft.ground ?? crisis.ground,
            date: draft.date ?? crisis.date,
            person: draft.person === undefined ? (crisis.person?.name ?? null) : draft.person,
            endsWhen: draft.endsWhen === undefined ? crisis.endsWhen : draft.endsWhen,
          });
          sql.change({ ...columns, id, updated: now() });
          moveItems(crisis, columns.date);
          if (items !== undefined) changeItems(reading.standing(id), items);
          return reading.standing(id);
        })
        .immediate();
    },

    /**
     * Adds something that was taken over, today; one that stands under `id` already stays.
     * @throws StepbackError NOT_FOUND, CRISIS_REFUSED.
     */
    addItem(item: { id?: Id; crisisId: Id; what: string }): CrisisItem {
      const what = mendLine(item.what);
      return database
        .transaction(() => {
          const id = item.id ?? newId();
          if (sql.readItem(id) !== undefined) return reading.itemOfStanding(id).item;
          const crisis = reading.open(item.crisisId);
          if (what === "") throw refused("nothing_taken");
          addTo(crisis, id, what);
          return reading.itemOfStanding(id).item;
        })
        .immediate();
    },

    /** Takes an item back that was taken off. @throws StepbackError NOT_FOUND, CRISIS_REFUSED. */
    restoreItem(id: Id): void {
      database
        .transaction(() => {
          const row = sql.readItem(id);
          if (row === undefined || isGone(row.deletedAt)) throw notFound(id);
          reading.open(row.crisisId);
          if (row.deletedAt !== null) sql.setItemDeleted({ id, deletedAt: null, updated: now() });
        })
        .immediate();
    },

    /** Deletes a crisis that was opened by mistake. @throws StepbackError NOT_FOUND, CRISIS_REFUSED. */
    delete: (id: Id): Crisis =>
      database
        .transaction(() => {
          const row = sql.read(id);
          if (row === undefined) throw notFound(id);
          if (row.closedOn !== null) throw refused("closed");
          const deletedAt = now();
          if (row.deletedAt === null) sql.setDeleted({ id, deletedAt, updated: deletedAt });
          return reading.crisisOf(sql.read(id) ?? row);
        })
        .immediate(),

    /** Takes a crisis back that was deleted. @throws StepbackError NOT_FOUND, also after its 30 days. */
    restore: (id: Id): Crisis =>
      database
        .transaction(() => {
          const row = sql.read(id);
          if (row === undefined || isGone(row.deletedAt)) throw notFound(id);
          if (row.deletedAt !== null) sql.setDeleted({ id, deletedAt: null, updated: now() });
          return reading.standing(id);
        })
        .immediate(),

    /** Whether an id is that of a crisis, an item or an answer, also of one that was deleted. */
    isKnown: (id: Id): boolean => sql.isKnown(id),

    /** Whether none was ever opened, or only what was deleted and emptied since. */
    isEmpty: (): boolean => sql.isEmpty(),

    /**
     * Takes in crises from outside with their items, answers, ids, times and revisions: checked, their
     * ids not known here, their people and entries here already. To be called in a transaction.
     */
    adopt(crises: readonly Crisis[]): void {
      for (const { person, items, ...crisis } of crises) {
        sql.insert({ ...crisis, personId: person?.id ?? null });
        const keys = generateNKeysBetween(null, null, items.length);
        for (const [index, { person: to, answers, ...item }] of items.entries()) {
          const sortKey = keys[index] ?? "";
          sql.insertItem({ ...item, crisisId: crisis.id, sortKey, personId: to?.id ?? null });
          for (const { person: other, givenAgain, ...answer } of answers) {
            sql.insertAnswer({
              ...answer,
              itemId: item.id,
              personId: other?.id ?? null,
              givenAgain: Number(givenAgain),
            });
          }
        }
      }
    },

    /** Has everything that names one person name another, whom they were joined with. In a transaction. */
    movePerson: (from: Id, to: Id): void => sql.movePerson({ from, to, updated: now() }),

    /** Empties what was deleted 30 days ago; an empty tombstone of each stays. */
    emptyBin(): void {
      const bin = { before: startOfBin(clock.now()), now: now() };
      database.transaction(() => sql.emptyBin(bin)).immediate();
    },
  };

  function isGone(deletedAt: string | null): boolean {
    return deletedAt !== null && deletedAt < startOfBin(clock.now());
  }
}
