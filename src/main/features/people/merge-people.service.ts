import { StepbackError } from "../../../shared/contract/errors.ts";
import type { Person } from "../../../shared/contract/people.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import type { PeopleService } from "./people.service.ts";

/** Makes all rows of a feature that name one person name another. To be called in a transaction. */
export type MovePerson = (from: Id, to: Id, now: string) => unknown;

export type MergePeopleService = ReturnType<typeof createMergePeople>;

/**
 * The rule of making one person of two. Each feature moves the rows of the tables that it writes.
 * @param needs.moves of every feature with a table that names people.
 */
export function createMergePeople(needs: {
  database: Database;
  clock: Clock;
  people: PeopleService;
  moves: readonly MovePerson[];
}) {
  const { database, clock, people, moves } = needs;
  return {
    /**
     * All that names `id` names `into` from now on; their page is that of `into`.
     * @throws StepbackError SAME_PERSON, also where they were merged before; NOT_FOUND.
     */
    merge(id: Id, into: Id): Person {
      return database
        .transaction(() => {
          const other = people.read(into);
          if (other === null) throw new StepbackError("NOT_FOUND", { what: "person", id: into });
          const merged = people.read(id);
          if (merged === null) throw new StepbackError("NOT_FOUND", { what: "person", id });
          if (merged.id === other.id) throw new StepbackError("SAME_PERSON", { name: other.name });
          const now = clock.now().toISOString();
          for (const move of moves) move(merged.id, other.id, now);
          people.noteMerged(merged.id, other.id);
          return other;
        })
        .immediate();
    },
  };
}
