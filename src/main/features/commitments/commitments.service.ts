import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import {
  type AskedCommitment,
  type Commitment,
  type Fate,
  MOST_OPEN,
  STANDS_ALONE,
} from "../../../shared/contract/commitments.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { addWeeks, type Week } from "../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { prepareCommitments } from "./commitments.sql.ts";
import { createOutcomes, type Said } from "./outcomes.ts";

/** What the commitments feature needs from outside. */
export interface CommitmentsNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  people: { namedOrMade(name: string): NamedPerson };
}

/** Begins a handover on the page of a person, who is made if nobody is called that. */
export type HandOver = (handover: {
  person: string;
  what: string;
  howFar: string;
  date: LocalDate;
}) => unknown;

/** A commitment as it is made. */
export interface Made {
  id?: Id | undefined;
  week: Week;
  situation: string | null;
  action: string;
  /** With whom, by name: null for nobody, as it was where it is left out. */
  person?: string | null | undefined;
}

/** What a commitment has from the one that it goes on from. */
export type GoesOnFrom = Partial<Pick<Commitment, "carriedFrom" | "reshapedFrom" | "person">>;

export type CommitmentsService = ReturnType<typeof createCommitments>;

/** The rules of commitments. */
export function createCommitments(needs: CommitmentsNeeds) {
  const { database, clock, newId, people } = needs;
  const sql = prepareCommitments(database);
  const now = (): string => clock.now().toISOString();

  /** Whose id a commitment is kept with; in a transaction, as it may make a person. */
  function personIdOf(name: string | null | undefined, standing: NamedPerson | null): Id | null {
    if (name === undefined) return standing?.id ?? null;
    return name === null ? null : people.namedOrMade(name).id;
  }

  function make(made: Made, from: GoesOnFrom = {}): Commitment {
    const { action, situation } = inOneLine(made);
    const id = made.id ?? newId();
    const standing = sql.read(id);
    const withWhom = standing === undefined ? from.person : standing.person;
    const personId = personIdOf(made.person, withWhom ?? null);
    if (standing !== undefined) {
      const changed = sql.change({ ...standing, situation, action, personId, updated: now() });
      return required(changed);
    }
    if (sql.open().length >= MOST_OPEN) {
      throw new StepbackError("TOO_MANY_COMMITMENTS", { limit: MOST_OPEN });
    }
    const created = now();
    return sql.insert({
      id,
      week: made.week,
      dueWeek: addWeeks(made.week, 1),
      sortKey: generateKeyBetween(sql.lastSortKey(made.week), null),
      situation,
      action,
      personId,
      outcome: null,
      outcomeNote: null,
      outcomeAt: null,
      ...STANDS_ALONE,
      carriedFrom: from.carriedFrom ?? null,
      reshapedFrom: from.reshapedFrom ?? null,
      created,
      updated: created,
      revision: 1,
    });
  }

  const outcomes = createOutcomes(needs, sql, make);

  return {
    /** Makes what names one person name another. To be called in a transaction. */
    movePerson: (from: Id, to: Id, moved: string) => sql.movePerson(from, to, moved),

    /** The commitments made in a week, in the order they were made. */
    madeIn: (week: Week): Commitment[] => sql.madeIn(week),

    /** The same as an export carries them: with nobody who is in the bin. */
    carriedIn: (week: Week): Commitment[] => sql.carriedIn(week),

    /** What a week's Look back asks about, and what it has asked about; the longest due first. */
    askedIn: (week: Week): AskedCommitment[] =>
      database.transaction(() => outcomes.askedIn(week))(),

    /** Every commitment that is open, the longest due first. */
    open: (): Commitment[] => sql.open(),

    /**
     * Makes a commitment in a week, due in the week after; one that stands under `id` already takes
     * the new words, because the answer to making it was lost.
     * @throws StepbackError TOO_MANY_COMMITMENTS while three are open, NOTHING_WRITTEN without an action.
     */
    make: (made: Made): Commitment => database.transaction(() => make(made)).immediate(),

    /**
     * Keeps what was said of a commitment in the Look back of a week; null takes it back. One that is
     * carried over goes on as another one, made in that week; not carried any more, that one is taken back.
     * @throws StepbackError NOT_FOUND, CONFLICT, CARRIED_THREE_TIMES, TOO_MANY_COMMITMENTS,
     *   ANSWERED_SINCE when something was said of the other one already.
     */
    say: (said: Said): Commitment => database.transaction(() => outcomes.say(said)).immediate(),

    /**
     * Keeps what becomes of a commitment that was answered and is not carried over.
     * @param handOver is called for one that is handed on, in the same transaction.
     * @throws StepbackError NOT_FOUND, NOTHING_TO_DECIDE, NOTHING_WRITTEN, TOO_MANY_COMMITMENTS,
     *   ANSWERED_SINCE.
     */
    decide: (decided: { id: Id; week: Week; fate: Fate }, handOver: HandOver): Commitment =>
      database.transaction(() => outcomes.decide(decided, handOver)).immediate(),

    /** Whether an id is a commitment's, also of one that was taken back. */
    isKnown: (id: Id): boolean => sql.isKnown(id),

    /** Whether none was ever made, or only what was taken back and emptied since. */
    isEmpty: (): boolean => sql.isEmpty(),

    /**
     * Takes in the commitments of a week that has none, from outside and in order, with their ids,
     * times and revisions: checked, their ids not known here, their people here. To be called in a
     * transaction.
     */
    adopt(commitments: readonly Commitment[]): void {
      const keys = generateNKeysBetween(null, null, commitments.length);
      for (const [index, commitment] of commitments.entries()) {
        // What was said of it is the last that happened to it.
        const outcomeAt = commitment.outcome === null ? null : commitment.updated;
        const personId = commitment.person?.id ?? null;
        sql.insert({ ...commitment, personId, outcomeAt, sortKey: keys[index] ?? "" });
      }
    },

    /** Changes its words. @throws StepbackError NOT_FOUND, CONFLICT, NOTHING_WRITTEN. */
    change(change: {
      id: Id;
      situation?: string | null | undefined;
      action: string;
      person?: string | null | undefined;
      revision: number;
    }): Commitment {
      return database
        .transaction(() => {
          const standing = sql.read(change.id);
          const { situation = standing?.situation ?? null } = change;
          const words = inOneLine({ situation, action: change.action });
          if (standing === undefined) {
            throw new StepbackError("NOT_FOUND", { what: "commitment", id: change.id });
          }
          const personId = personIdOf(change.person, standing.person);
          const changed = sql.change({ ...change, ...words, personId, updated: now() });
          if (changed !== undefined) return changed;
          throw new StepbackError("CONFLICT", { revision: standing.revision });
        })
        .immediate();
    },

    /**
     * Takes a commitment back; one that is gone already stays gone. The one it was carried over from has
     * to be decided on again.
     */
    remove: (id: Id): void => database.transaction(() => outcomes.remove(id)).immediate(),

    /** Empties what was taken back 30 days ago; an empty tombstone of each stays. */
    emptyBin(): void {
      sql.emptyBin(startOfBin(clock.now()), now());
    },
  };
}

function required(row: Commitment | undefined): Commitment {
  if (row === undefined) throw new Error("a statement with RETURNING gave no row");
  return row;
}

/** @throws StepbackError NOTHING_WRITTEN without an action. */
function inOneLine(words: {
  situation: string | null;
  action: string;
}): Pick<Commitment, "situation" | "action"> {
  const action = mendLine(words.action);
  if (action === "") throw new StepbackError("NOTHING_WRITTEN", {});
  return { action, situation: mendLine(words.situation ?? "") || null };
}
