import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { NAME_LIMIT } from "../../../shared/contract/named-person.ts";
import type { Person, Relation } from "../../../shared/contract/people.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import { preparePeople } from "./people.sql.ts";

export type PeopleService = ReturnType<typeof createPeople>;

/** The rules of people. */
export function createPeople(needs: { database: Database; clock: Clock; newId: () => Id }) {
  const { database, clock, newId } = needs;
  const sql = preparePeople(database);
  const now = (): string => clock.now().toISOString();

  /** The person of a name, case and Unicode form aside; null where nobody is called that. */
  const named = (name: string): NamedPerson | null => sql.named(mendLine(name)) ?? null;

  /** A name as it is kept. @throws StepbackError NAME_MISSING, NAME_TOO_LONG. */
  function nameFrom(given: string): string {
    const name = mendLine(given);
    if (name === "") throw new StepbackError("NAME_MISSING", {});
    if (name.length > NAME_LIMIT) throw new StepbackError("NAME_TOO_LONG", { limit: NAME_LIMIT });
    return name;
  }

  /** @throws StepbackError NAME_TAKEN when somebody other than `id` is called that. */
  function refuseTaken(name: string, id?: Id): void {
    const standing = named(name);
    if (standing !== null && standing.id !== id) throw new StepbackError("NAME_TAKEN", standing);
  }

  function insert(person: { id: Id; name: string; relation: Relation; role: string }): Person {
    const created = now();
    return required(sql.insert({ ...person, created, updated: created, revision: 1 }));
  }

  const notFound = (id: Id): StepbackError =>
    new StepbackError("NOT_FOUND", { what: "person", id });

  return {
    /** Everyone who is not in the bin, by name. */
    list: (): Person[] => sql.list(),

    /** Whom texts speak of by these ids; those who are here alone. */
    mentioned: (ids: readonly Id[]): { id: Id; person: NamedPerson }[] =>
      sql.mentioned(ids).map(({ id, personId, name }) => ({ id, person: { id: personId, name } })),

    named,

    /** A person who is there, or whom this one was merged into; null where there is nobody. */
    read(id: Id): Person | null {
      const row = sql.read(id);
      if (row === undefined) return null;
      const { mergedInto, ...person } = row;
      if (mergedInto !== null) return this.read(mergedInto);
      return person.deletedAt === null ? person : null;
    },

    /**
     * The person of a name, made if nobody is called that. To be called in a transaction.
     * @throws StepbackError NAME_MISSING for a name without a letter, NAME_TOO_LONG.
     */
    namedOrMade(given: string): NamedPerson {
      const name = nameFrom(given);
      const standing = named(name);
      if (standing !== null) return standing;
      const made = insert({ id: newId(), name, relation: "other", role: "" });
      return { id: made.id, name: made.name };
    },

    /**
     * Adds a person; one that stands under `id` already stays, because the answer to adding it was lost.
     * @throws StepbackError NAME_TAKEN, NAME_MISSING, NAME_TOO_LONG.
     */
    add(person: { id?: Id; name: string; relation: Relation; role: string }): Person {
      return database
        .transaction(() => {
          const id = person.id ?? newId();
          const standing = sql.read(id);
          if (standing !== undefined) return personOf(standing);
          const name = nameFrom(person.name);
          refuseTaken(name);
          return insert({ id, name, relation: person.relation, role: mendLine(person.role) });
        })
        .immediate();
    },

    /**
     * Changes what is said of a person.
     * @throws StepbackError NAME_TAKEN, NAME_MISSING, NAME_TOO_LONG, CONFLICT, NOT_FOUND.
     */
    change(change: {
      id: Id;
      revision: number;
      name?: string;
      relation?: Relation;
      role?: string;
    }): Person {
      return database
        .transaction(() => {
          const name = change.name === undefined ? null : nameFrom(change.name);
          if (name !== null) refuseTaken(name, change.id);
          const changed = sql.change({
            id: change.id,
            revision: change.revision,
            name,
            relation: change.relation ?? null,
            role: change.role === undefined ? null : mendLine(change.role),
            updated: now(),
          });
          if (changed !== undefined) return changed;
          const standing = sql.read(change.id);
          if (standing === undefined || standing.deletedAt !== null) throw notFound(change.id);
          throw new StepbackError("CONFLICT", { revision: standing.revision });
        })
        .immediate();
    },

    /** Puts a person into the bin; one who is there already stays as they are. @throws NOT_FOUND. */
    delete(id: Id): Person {
      return database
        .transaction(() => {
          const standing = sql.read(id);
          if (standing === undefined || standing.mergedInto !== null) throw notFound(id);
          if (standing.deletedAt !== null) return personOf(standing);
          const deletedAt = now();
          return required(sql.setDeleted({ id, deletedAt, updated: deletedAt }));
        })
        .immediate();
    },

    /**
     * Takes a person out of the bin; one who is not there stays as they are.
     * @throws StepbackError NOT_FOUND, also after the 30 days; NAME_TAKEN when another one has the
     *   name by now.
     */
    restore(id: Id): Person {
      return database
        .transaction(() => {
          const standing = sql.read(id);
          if (standing === undefined || standing.mergedInto !== null) throw notFound(id);
          if (standing.deletedAt === null) return personOf(standing);
          if (standing.deletedAt < startOfBin(clock.now())) throw notFound(id);
          refuseTaken(standing.name, id);
          return required(sql.setDeleted({ id, deletedAt: null, updated: now() }));
        })
        .immediate();
    },

    /** Notes that a person was merged into another one. To be called in a transaction. */
    noteMerged: (id: Id, into: Id): void => void sql.mergeInto(id, into, now()),

    /** Empties what has been in the bin for 30 days; an empty tombstone of each stays. */
    emptyBin: (): void => void sql.emptyBin(startOfBin(clock.now()), now()),
  };
}

function personOf({ mergedInto, ...person }: Person & { mergedInto: Id | null }): Person {
  void mergedInto;
  return person;
}

function required(row: Person | undefined): Person {
  if (row === undefined) throw new Error("a statement with RETURNING gave no row");
  return row;
}
