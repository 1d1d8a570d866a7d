import type {
  Agreement,
  AgreementDraft,
  DueAgreement,
  StandingAgreement,
} from "../../../shared/contract/agreements.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import {
  addDays,
  dayNumberOf,
  type LocalDate,
  localDateAt,
} from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { type AgreementRow, prepareAgreements } from "./agreements.sql.ts";
import { refuseFuture } from "./refuse-days.ts";

export type AgreementsService = ReturnType<typeof createAgreements>;

/** The rules of what people said they want from the leader. */
export function createAgreements(needs: {
  database: Database;
  clock: Clock;
  newId: () => Id;
  people: { namedOrMade(name: string): NamedPerson };
}) {
  const { database, clock, newId, people } = needs;
  const sql = prepareAgreements(database);
  const now = (): string => clock.now().toISOString();
  const today = (): LocalDate => localDateAt(clock.now(), clock.timeZone);

  /** @throws StepbackError NOT_FOUND, also of one in the bin. */
  function standing(id: Id): AgreementRow {
    const row = sql.read(id);
    if (row === undefined || row.deletedAt !== null) throw notFound(id);
    return row;
  }

  const read = (id: Id): Agreement => agreementOf(required(sql.read(id)));

  /** What an agreement replaced, the latest first. */
  function earlier(row: AgreementRow): Agreement[] {
    const found: Agreement[] = [];
    let next = row.replaces;
    while (next !== null) {
      const before = sql.read(next);
      // One in the bin is left out; what stood before it is still its history.
      if (before !== undefined && before.deletedAt === null) found.push(agreementOf(before));
      next = before?.replaces ?? null;
    }
    return found;
  }

  /** What is to be kept of a draft. @throws StepbackError MATTER_MISSING, DAY_IN_FUTURE, DAY_TOO_EARLY. */
  function checked(draft: AgreementDraft): Omit<AgreementDraft, "askOn"> & {
    askOn: LocalDate | null;
    span: number | null;
  } {
    const { level, date, askOn } = draft;
    const matter = mendLine(draft.matter);
    if (matter === "") throw new StepbackError("MATTER_MISSING", {});
    refuseFuture(date, clock);
    if (askOn !== null && askOn <= date) {
      throw new StepbackError("DAY_TOO_EARLY", { earliest: addDays(date, 1) });
    }
    const span = askOn === null ? null : dayNumberOf(askOn) - dayNumberOf(date);
    return { matter, level, words: mendLine(draft.words), date, askOn, span };
  }

  function insert(id: Id, personId: Id, draft: ReturnType<typeof checked>, replaces: Id | null) {
    const created = now();
    sql.insert({ ...draft, id, personId, replaces, created, updated: created, revision: 1 });
  }

  return {
    /** What stands with a person, those to be asked about first. */
    ofPerson: (personId: Id): StandingAgreement[] =>
      sql.ofPerson(personId).map((row) => ({ ...agreementOf(row), earlier: earlier(row) })),

    /** Those to be asked about on a day or before it, the longest due first. */
    due: (date: LocalDate): DueAgreement[] =>
      sql.due(date).map((row) => ({ ...agreementOf(row), askOn: row.askOn })),

    /**
     * Keeps what a person said, by name; one that stands under `id` already stays, because the answer
     * to keeping it was lost.
     * @throws StepbackError PERSON_MISSING, MATTER_MISSING, DAY_IN_FUTURE, DAY_TOO_EARLY, NAME_TOO_LONG.
     */
    agree(draft: AgreementDraft & { id?: Id; person: string }): Agreement {
      if (mendLine(draft.person) === "") throw new StepbackError("PERSON_MISSING", {});
      const kept = checked(draft);
      return database
        .transaction(() => {
          const id = draft.id ?? newId();
          if (sql.read(id) === undefined) {
            insert(id, people.namedOrMade(draft.person).id, kept, null);
          }
          return read(id);
        })
        .immediate();
    },

    /**
     * It is still so: the day to ask again moves on by the same span, from today. One that is not
     * asked about again stays as it is. @throws StepbackError NOT_FOUND.
     */
    stillSo(id: Id): Agreement {
      return database
        .transaction(() => {
          const { span } = standing(id);
          if (span !== null) sql.askOn({ id, askOn: addDays(today(), span), updated: now() });
          return read(id);
        })
        .immediate();
    },

    /** Asks on another day, or not at all. @throws StepbackError NOT_FOUND, DAY_TOO_EARLY. */
    askOn(id: Id, askOn: LocalDate | null): Agreement {
      return database
        .transaction(() => {
          const { date } = standing(id);
          if (askOn !== null && askOn <= date) {
            throw new StepbackError("DAY_TOO_EARLY", { earliest: addDays(date, 1) });
          }
          sql.askOn({ id, askOn, updated: now() });
          return read(id);
        })
        .immediate();
    },

    /**
     * Keeps what changed as the one that stands; the one before stays as its history.
     * @throws StepbackError NOT_FOUND, MATTER_MISSING, DAY_IN_FUTURE, DAY_TOO_EARLY.
     */
    change({ id, ...draft }: AgreementDraft & { id: Id }): Agreement {
      const kept = checked(draft);
      return database
        .transaction(() => {
          const { personId } = standing(id);
          const changed = newId();
          insert(changed, personId, kept, id);
          return read(changed);
        })
        .immediate();
    },

    /** Puts it into the bin, and what it replaced stands again. @throws StepbackError NOT_FOUND. */
    delete(id: Id): Agreement {
      return database
        .transaction(() => {
          const row = sql.read(id);
          if (row === undefined) throw notFound(id);
          const deletedAt = now();
          if (row.deletedAt === null) sql.setDeleted({ id, deletedAt, updated: deletedAt });
          return read(id);
        })
        .immediate();
    },

    /** Takes it out of the bin. @throws StepbackError NOT_FOUND, also after its 30 days. */
    restore(id: Id): Agreement {
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
    emptyBin: (): void => void sql.emptyBin(startOfBin(clock.now()), now()),
  };
}

function agreementOf({ personId, personName, ...row }: AgreementRow): Agreement {
  return { ...row, person: { id: personId, name: personName } };
}

function notFound(id: Id): StepbackError {
  return new StepbackError("NOT_FOUND", { what: "agreement", id });
}

function required(row: AgreementRow | undefined): AgreementRow {
  if (row === undefined) throw new Error("the agreement was not kept");
  return row;
}
