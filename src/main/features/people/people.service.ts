import type { NamedPerson, Person } from "../../../shared/contract/people.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import { preparePeople } from "./people.sql.ts";

export type PeopleService = ReturnType<typeof createPeople>;

/** The rules of people. */
export function createPeople(needs: { database: Database; clock: Clock; newId: () => Id }) {
  const { database, clock, newId } = needs;
  const sql = preparePeople(database);

  /** The person of a name, case and Unicode form aside; null where nobody is called that. */
  const named = (name: string): NamedPerson | null => sql.named(mendLine(name)) ?? null;

  return {
    /** Everyone who is not in the bin, by name. */
    list: (): Person[] => sql.list(),

    named,

    /**
     * The person of a name, made if nobody is called that. To be called in a transaction.
     * @throws StepbackError NOTHING_WRITTEN for a name without a letter.
     */
    namedOrMade(name: string): NamedPerson {
      const line = mendLine(name);
      if (line === "") throw new StepbackError("NOTHING_WRITTEN", {});
      const standing = named(line);
      if (standing !== null) return standing;
      const created = clock.now().toISOString();
      const made = sql.insert({
        id: newId(),
        name: line,
        relation: "other",
        role: "",
        created,
        updated: created,
        revision: 1,
      });
      if (made === undefined) throw new Error("the person was not inserted");
      return { id: made.id, name: made.name };
    },
  };
}
