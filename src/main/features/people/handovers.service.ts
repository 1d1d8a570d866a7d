import { StepbackError } from "../../../shared/contract/errors.ts";
import type { Handover, HandoverDraft, HandoverTurn } from "../../../shared/contract/handovers.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { type HandoverRow, prepareHandovers } from "./handovers.sql.ts";
import { refuseFuture } from "./refuse-days.ts";

export type HandoversService = ReturnType<typeof createHandovers>;

/** The rules of what was handed over, taken back and given again. */
export function createHandovers(needs: {
  database: Database;
  clock: Clock;
  newId: () => Id;
  people: { namedOrMade(name: string): NamedPerson };
}) {
  const { database, clock, newId, people } = needs;
  const sql = prepareHandovers(database);
  const now = (): string => clock.now().toISOString();

  /** @throws StepbackError NOT_FOUND, also of one in the bin. */
  function standing(id: Id): HandoverRow {
    const row = sql.read(id);
    if (row === undefined || row.deletedAt !== null) throw notFound(id);
    return row;
  }

  function withTurns({ personId, personName, ...row }: HandoverRow): Handover {
    const turns = sql.turnsOf(row.id);
    return {
      ...row,
      person: { id: personId, name: personName },
      turns,
      isWithThem: turns.at(-1)?.kind === "given",
    };
  }

  const read = (id: Id): Handover => withTurns(required(sql.read(id)));

  function insertTurn(handoverId: Id, turn: Omit<HandoverTurn, "id">): void {
    const created = now();
    sql.insertTurn({ ...turn, id: newId(), handoverId, created, updated: created, revision: 1 });
  }

  /** @throws StepbackError NOT_FOUND, DAY_IN_FUTURE, DAY_TOO_EARLY, HANDOVER_STANDS. */
  function addTurn(kind: HandoverTurn["kind"], id: Id, date: LocalDate, note: string): Handover {
    refuseFuture(date, clock);
    return database
      .transaction(() => {
        const { turns, isWithThem, person } = withTurns(standing(id));
        if (isWithThem === (kind === "given")) {
          throw new StepbackError("HANDOVER_STANDS", { isWithThem, name: person.name });
        }
        const earliest = turns.at(-1)?.date ?? date;
        if (date < earliest) throw new StepbackError("DAY_TOO_EARLY", { earliest });
        insertTurn(id, { kind, date, note: mendLine(note) });
        sql.touch(id, now());
        return read(id);
      })
      .immediate();
  }

  return {
    /** What is handed over to a person, or was, in the order it was noted. */
    ofPerson: (personId: Id): Handover[] => sql.ofPerson(personId).map(withTurns),

    /**
     * Hands something over, to somebody by name; one that stands under `id` already stays, because the
     * answer to keeping it was lost. May be called in a transaction.
     * @throws StepbackError PERSON_MISSING, MATTER_MISSING, DAY_IN_FUTURE, NAME_TOO_LONG.
     */
    handOver(draft: HandoverDraft & { id?: Id }): Handover {
      const what = mendLine(draft.what);
      if (mendLine(draft.person) === "") throw new StepbackError("PERSON_MISSING", {});
      if (what === "") throw new StepbackError("MATTER_MISSING", {});
      refuseFuture(draft.date, clock);
      return database
        .transaction(() => {
          const id = draft.id ?? newId();
          if (sql.read(id) === undefined) {
            const personId = people.namedOrMade(draft.person).id;
            const created = now();
            const howFar = mendLine(draft.howFar);
            sql.insert({ id, personId, what, howFar, created, updated: created, revision: 1 });
            insertTurn(id, { kind: "given", date: draft.date, note: "" });
          }
          return read(id);
        })
        .immediate();
    },

    /** Notes that the leader took it back. @throws StepbackError as `addTurn` does. */
    takeBack: (id: Id, since: LocalDate, note: string): Handover =>
      addTurn("taken_back", id, since, note),

    /** Notes that it was given once more. @throws StepbackError as `addTurn` does. */
    giveAgain: (id: Id, date: LocalDate, note: string): Handover =>
      addTurn("given", id, date, note),

    /** Removes what was noted last; that it was first given stays. @throws NOT_FOUND. */
    removeLastTurn(id: Id): Handover {
      return database
        .transaction(() => {
          const { turns } = withTurns(standing(id));
          const last = turns.at(-1);
          if (last !== undefined && turns.length > 1) {
            sql.removeTurn(last.id, now());
            sql.touch(id, now());
          }
          return read(id);
        })
        .immediate();
    },

    /** Changes its words. @throws StepbackError NOT_FOUND, MATTER_MISSING, CONFLICT. */
    change(change: { id: Id; what: string; howFar: string; revision: number }): Handover {
      const what = mendLine(change.what);
      if (what === "") throw new StepbackError("MATTER_MISSING", {});
      return database
        .transaction(() => {
          const { revision } = standing(change.id);
          const howFar = mendLine(change.howFar);
          if (!sql.change({ ...change, what, howFar, updated: now() })) {
            throw new StepbackError("CONFLICT", { revision });
          }
          return read(change.id);
        })
        .immediate();
    },

    /** Puts it into the bin; what is there already stays as it is. @throws NOT_FOUND. */
    delete(id: Id): Handover {
      return database
        .transaction(() => {
          if (sql.read(id) === undefined) throw notFound(id);
          const deletedAt = now();
          if (required(sql.read(id)).deletedAt === null) {
            sql.setDeleted({ id, deletedAt, updated: deletedAt });
          }
          return read(id);
        })
        .immediate();
    },

    /** Takes it out of the bin. @throws StepbackError NOT_FOUND, also after its 30 days. */
    restore(id: Id): Handover {
      return database
        .transaction(() => {
          const row = sql.read(id);
          if (row === undefined) throw notFound(id);
          if (row.deletedAt !== null && row.deletedAt < startOfBin(clock.now())) throw notFound(id);
          if (row.deletedAt !== null) sql.setDeleted({ id, deletedAt: null, updated: now() });
          return read(id);
        })
        .immediate();
    },

    movePerson: (from: Id, to: Id, moved: string) => sql.movePerson(from, to, moved),

    /** Empties what has been in the bin for 30 days, also with its person. */
    emptyBin(): void {
      database.transaction(() => sql.emptyBin(startOfBin(clock.now()), now())).immediate();
    },
  };
}

function notFound(id: Id): StepbackError {
  return new StepbackError("NOT_FOUND", { what: "handover", id });
}

function required(row: HandoverRow | undefined): HandoverRow {
  if (row === undefined) throw new Error("what was handed over was not kept");
  return row;
}
