import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type {
  CarriedAgreement,
  CarriedHandover,
  CarriedPerson,
  CarriedRow,
  CarriedTurn,
} from "../../../shared/journal/carried.ts";
import { foldName } from "../../../shared/journal/fold.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

const ROW = "created, updated, revision";

type PersonRow = Omit<CarriedPerson, "handovers" | "agreements">;
type HandoverRow = Omit<CarriedHandover, "turns">;

/** Where the row of a person stands. */
interface Standing {
  mergedInto: Id | null;
  deletedAt: string | null;
}

export type CarriedPeople = ReturnType<typeof prepareCarriedPeople>;

/** People with all that is kept of them, as exports read them and imports take them in. */
export function prepareCarriedPeople(database: Database) {
  database.function("fold_name", { deterministic: true }, (text) => foldName(String(text)));

  const ids = database
    .prepare<[], Id>("SELECT id FROM people WHERE deleted_at IS NULL ORDER BY fold_name(name), id")
    .pluck();
  const person = database.prepare<[Id], PersonRow>(
    `SELECT id, name, relation, role, ${ROW} FROM people WHERE id = ? AND deleted_at IS NULL`,
  );
  const handovers = database.prepare<[Id], HandoverRow>(
    `SELECT id, what, how_far AS howFar, ${ROW} FROM handovers
     WHERE person_id = ? AND deleted_at IS NULL ORDER BY id`,
  );
  const turns = database.prepare<[Id], CarriedTurn>(
    `SELECT id, kind, date, note, ${ROW} FROM handover_turns
     WHERE handover_id = ? AND deleted_at IS NULL ORDER BY date, id`,
  );
  const agreements = database.prepare<[Id], CarriedAgreement>(
    `SELECT id, matter, level, words, date, ask_on AS askOn, span, replaces, ${ROW} FROM agreements
     WHERE person_id = ? AND deleted_at IS NULL ORDER BY id`,
  );
  const replaced = database
    .prepare<[Id], Id | null>("SELECT replaces FROM agreements WHERE id = ?")
    .pluck();
  const named = database.prepare<[string], NamedPerson>(
    `SELECT id, name FROM people
     WHERE fold_name(name) = ? AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  const standing = database.prepare<[Id], Standing>(
    "SELECT merged_into AS mergedInto, deleted_at AS deletedAt FROM people WHERE id = ?",
  );
  const part = database
    .prepare<[{ id: Id }], Id>(
      `SELECT person_id FROM handovers WHERE id = @id
       UNION ALL SELECT person_id FROM agreements WHERE id = @id
       UNION ALL SELECT person_id FROM handover_turns JOIN handovers ON handovers.id = handover_id
         WHERE handover_turns.id = @id`,
    )
    .pluck();
  const any = database.prepare("SELECT 1 FROM people WHERE name <> '' LIMIT 1");

  const insertPerson = database.prepare<[PersonRow]>(
    `INSERT INTO people (id, name, relation, role, ${ROW})
     VALUES (@id, @name, @relation, @role, @created, @updated, @revision)`,
  );
  const insertHandover = database.prepare<[HandoverRow & { personId: Id }]>(
    `INSERT INTO handovers (id, person_id, what, how_far, ${ROW})
     VALUES (@id, @personId, @what, @howFar, @created, @updated, @revision)`,
  );
  const insertTurn = database.prepare<[CarriedTurn & { handoverId: Id }]>(
    `INSERT INTO handover_turns (id, handover_id, kind, date, note, ${ROW})
     VALUES (@id, @handoverId, @kind, @date, @note, @created, @updated, @revision)`,
  );
  const insertAgreement = database.prepare<[CarriedAgreement & { personId: Id }]>(
    `INSERT INTO agreements (id, person_id, matter, level, words, date, ask_on, span, replaces, ${ROW})
     VALUES (@id, @personId, @matter, @level, @words, @date, @askOn, @span, @replaces, @created,
       @updated, @revision)`,
  );

  return {
    /** Everyone who is not in the bin, by name. */
    ids: () => ids.all(),

    /** A person; null where there is none, or they are in the bin. */
    read(id: Id): CarriedPerson | null {
      const row = person.get(id);
      if (row === undefined) return null;
      const given = handovers
        .all(id)
        .map((handover) => ({ ...handover, turns: turns.all(handover.id) }));
      const agreed = agreements.all(id);
      const isThere = new Set(agreed.map((agreement) => agreement.id));
      return {
        ...row,
        handovers: given,
        agreements: agreed.map((agreement) => {
          // One in the bin is left out; what stood before it is still its history.
          let before = agreement.replaces;
          while (before !== null && !isThere.has(before)) before = replaced.get(before) ?? null;
          return { ...agreement, replaces: before };
        }),
      };
    },

    /** The person of a name, case and Unicode form aside; null where nobody is called that. */
    named: (name: string): NamedPerson | null => named.get(foldName(mendLine(name))) ?? null,

    /** Whether an id is a person's, and who they were merged into; null for an id of nobody. */
    standing: (id: Id): Standing | null => standing.get(id) ?? null,

    /** The person whose handover, turn or agreement has this id; null for an id of none. */
    ownerOf: (id: Id): Id | null => part.get({ id }) ?? null,

    /** Whether nobody was ever added, or only those who are gone for good. */
    isEmpty: () => any.get() === undefined,

    /** Takes in a person from outside, without what is kept of them. To be called in a transaction. */
    insert: ({ id, name, relation, role, created, updated, revision }: PersonRow & CarriedRow) =>
      insertPerson.run({ id, name, relation, role, created, updated, revision }),

    /** Takes in what is kept of a person, its ids not known here. To be called in a transaction. */
    insertParts(personId: Id, parts: Pick<CarriedPerson, "handovers" | "agreements">): void {
      for (const { turns: taken, ...handover } of parts.handovers) {
        insertHandover.run({ ...handover, personId });
        for (const turn of taken) insertTurn.run({ ...turn, handoverId: handover.id });
      }
      for (const agreement of parts.agreements) insertAgreement.run({ ...agreement, personId });
    },
  };
}
