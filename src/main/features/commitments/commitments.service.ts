import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Commitment } from "../../../shared/contract/commitments.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { addWeeks, type Week } from "../../../shared/journal/iso-week.ts";
import type { Database } from "../../storage/database.ts";
import { prepareCommitments } from "./commitments.sql.ts";

/** A week ends with up to three commitments (product.md, "The weekly ritual"). */
export const COMMITMENTS_A_WEEK = 3;

/** What the commitments feature needs from outside. */
export interface CommitmentsNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
}

export type CommitmentsService = ReturnType<typeof createCommitments>;

/** The rules of commitments. */
export function createCommitments({ database, clock, newId }: CommitmentsNeeds) {
  const sql = prepareCommitments(database);
  const now = (): string => clock.now().toISOString();

  return {
    /** The commitments made in a week, in the order they were made. */
    madeIn: (week: Week): Commitment[] => sql.madeIn(week),

    /** The commitments that a week asks about: due by then and without an answer, the longest due first. */
    askedIn: (week: Week): Commitment[] => sql.askedIn(week),

    /**
     * Makes a commitment in a week, due in the week after; one that stands under `id` already takes
     * the new words, because the answer to making it was lost.
     * @throws StepbackError TOO_MANY_COMMITMENTS after the third, NOTHING_WRITTEN without an action.
     */
    make(commitment: {
      id?: Id;
      week: Week;
      situation: string | null;
      action: string;
    }): Commitment {
      const action = mendLine(commitment.action);
      const situation = mendLine(commitment.situation ?? "");
      if (action === "") throw new StepbackError("NOTHING_WRITTEN", {});
      return database
        .transaction(() => {
          const id = commitment.id ?? newId();
          const standing = sql.read(id);
          if (standing !== undefined) {
            return required(sql.change({ ...standing, action, updated: now() }));
          }
          if (sql.madeIn(commitment.week).length >= COMMITMENTS_A_WEEK) {
            throw new StepbackError("TOO_MANY_COMMITMENTS", {
              week: commitment.week,
              limit: COMMITMENTS_A_WEEK,
            });
          }
          const created = now();
          const made = sql.insert({
            id,
            week: commitment.week,
            dueWeek: addWeeks(commitment.week, 1),
            sortKey: generateKeyBetween(sql.lastSortKey(commitment.week), null),
            situation: situation === "" ? null : situation,
            action,
            outcome: null,
            outcomeNote: null,
            outcomeAt: null,
            created,
            updated: created,
            revision: 1,
          });
          return required(made);
        })
        .immediate();
    },

    /** Whether an id is a commitment's, also of one that was taken back. */
    isKnown: (id: Id): boolean => sql.isKnown(id),

    /** Whether none was ever made, or only what was taken back and emptied since. */
    isEmpty: (): boolean => sql.isEmpty(),

    /**
     * Takes in the commitments of a week that has none, from outside and in order, with their ids,
     * times and revisions: checked, and their ids not known here. To be called in a transaction.
     */
    adopt(commitments: readonly Commitment[]): void {
      const keys = generateNKeysBetween(null, null, commitments.length);
      for (const [index, commitment] of commitments.entries()) {
        // What was said of it is the last that happened to it.
        const outcomeAt = commitment.outcome === null ? null : commitment.updated;
        sql.insert({ ...commitment, outcomeAt, sortKey: keys[index] ?? "" });
      }
    },

    /** Changes its words. @throws StepbackError NOT_FOUND, CONFLICT, NOTHING_WRITTEN. */
    change(change: { id: Id; action: string; revision: number }): Commitment {
      const action = mendLine(change.action);
      if (action === "") throw new StepbackError("NOTHING_WRITTEN", {});
      return database
        .transaction(() => {
          const changed = sql.change({ ...change, action, updated: now() });
          if (changed !== undefined) return changed;
          const standing = sql.read(change.id);
          if (standing === undefined) {
            throw new StepbackError("NOT_FOUND", { what: "commitment", id: change.id });
          }
          throw new StepbackError("CONFLICT", { revision: standing.revision });
        })
        .immediate();
    },

    /** Takes a commitment back; one that is gone already stays gone. */
    remove(id: Id): void {
      sql.remove(id, now());
    },

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
