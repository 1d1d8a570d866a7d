import type { Crisis, CrisisAnswer, CrisisItem } from "../../../shared/contract/crises.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { AnswerRow, CrisisRow, ItemRow, prepareCrises } from "./crises.sql.ts";

export type CrisesReading = ReturnType<typeof createCrisesReading>;

/** What one refusal of the rules says. */
export function refused(
  reason: StepbackError<"CRISIS_REFUSED">["data"]["reason"],
): StepbackError<"CRISIS_REFUSED"> {
  return new StepbackError("CRISIS_REFUSED", { reason });
}

/** Reads crises with their items and what was answered about them. */
export function createCrisesReading(sql: ReturnType<typeof prepareCrises>) {
  const itemOf = (row: ItemRow): CrisisItem => ({
    id: row.id,
    what: row.what,
    since: row.since,
    became: row.became,
    person: named(row),
    note: row.note,
    askOn: row.askOn,
    answers: sql.answersOf(row.id).map(answerOf),
    created: row.created,
    updated: row.updated,
    revision: row.revision,
  });

  const crisisOf = (row: CrisisRow): Crisis => ({
    id: row.id,
    person: named(row),
    ground: row.ground,
    endsWhen: row.endsWhen,
    date: row.date,
    timeZone: row.timeZone,
    closedOn: row.closedOn,
    entryId: row.entryId,
    items: sql.itemsOf(row.id).map(itemOf),
    created: row.created,
    updated: row.updated,
    deletedAt: row.deletedAt,
    revision: row.revision,
  });

  /** A crisis that is not deleted. @throws StepbackError NOT_FOUND. */
  function standing(id: Id): Crisis {
    const row = sql.read(id);
    if (row === undefined || row.deletedAt !== null) throw notFound(id);
    return crisisOf(row);
  }

  return {
    crisisOf,
    standing,

    /** A crisis that is open. @throws StepbackError NOT_FOUND, CRISIS_REFUSED. */
    open(id: Id): Crisis {
      const crisis = standing(id);
      if (crisis.closedOn !== null) throw refused("closed");
      return crisis;
    },

    /** An item with its crisis, neither of them deleted. @throws StepbackError NOT_FOUND. */
    itemOfStanding(id: Id): { crisis: Crisis; item: CrisisItem } {
      const row = sql.readItem(id);
      if (row === undefined || row.deletedAt !== null) throw notFound(id);
      return { crisis: standing(row.crisisId), item: itemOf(row) };
    },

    /** Every crisis that is not deleted, nor the entry that it became; oldest first. */
    all: (): Crisis[] => sql.all().map(crisisOf),
  };
}

/** A crisis, or something of one, that is not there. */
export function notFound(id: Id): StepbackError<"NOT_FOUND"> {
  return new StepbackError("NOT_FOUND", { what: "crisis", id });
}

/** What is read of an answer's row. */
export function answerOf(row: AnswerRow): CrisisAnswer {
  return {
    id: row.id,
    date: row.date,
    who: row.who,
    person: named(row),
    note: row.note,
    givenAgain: row.givenAgain === 1,
    created: row.created,
    updated: row.updated,
    revision: row.revision,
  };
}

function named({ personId, personName }: { personId: Id | null; personName: string | null }) {
  return personId === null || personName === null ? null : { id: personId, name: personName };
}
