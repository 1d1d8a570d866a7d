import type { Entry, Section } from "../../../shared/contract/entries.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import type { Cadence, Prompt } from "../../../shared/contract/prompts.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";

/** What the crises feature needs from outside. */
export interface CrisesNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  people: { namedOrMade(name: string): NamedPerson };
  entries: {
    makeCrisis(entry: { title: string; date: LocalDate }): { id: Id };
    addSection(section: {
      entryId: Id;
      prompt: { id: string; text: string; theme: string } | null;
      document?: DocumentJson;
    }): unknown;
    allSections(entryId: Id): Section[];
    read(id: Id): Entry | null;
  };
  prompts: { choose(filter: { cadence: Cadence }): { prompts: Prompt[] } };
}
