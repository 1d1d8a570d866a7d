import type { EntryFilter } from "../../../shared/contract/entries.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { CarriedCrisis } from "../../../shared/journal/carried.ts";
import { foldName, foldText } from "../../../shared/journal/fold.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import { createCrisesReading } from "./crises-reading.ts";
import { prepareCrises } from "./crises.sql.ts";

/** What of a filter crises know. */
type CrisisFilter = Pick<EntryFilter, "from" | "to" | "person" | "text">;

/** Crises as exports read them; the service takes them in. */
export function prepareCarriedCrises(database: Database) {
  const sql = prepareCrises(database);
  const { crisisOf } = createCrisesReading(sql);
  database.function("fold_name", { deterministic: true }, (text) => foldName(String(text)));
  database.function("fold_text", { deterministic: true }, (text) => foldText(String(text)));

  // A crisis goes with the entry that it became.
  const isStanding = `deleted_at IS NULL AND (entry_id IS NULL
    OR EXISTS (SELECT 1 FROM entries WHERE entries.id = entry_id AND entries.deleted_at IS NULL))`;
  const chosenIds = database
    .prepare<[{ [Name in keyof CrisisFilter]-?: string | null }], Id>(
      `SELECT id FROM crises WHERE ${isStanding}
         AND (@from IS NULL OR date >= @from)
         AND (@to IS NULL OR date <= @to)
         AND (@person IS NULL OR EXISTS (
           SELECT 1 FROM people
           WHERE fold_name(name) = @person AND deleted_at IS NULL AND (id = crises.person_id
             OR id IN (SELECT person_id FROM crisis_items
               WHERE crisis_id = crises.id AND deleted_at IS NULL))))
         AND (@text IS NULL OR instr(fold_text(ground), @text) > 0 OR EXISTS (
           SELECT 1 FROM crisis_items
           WHERE crisis_id = crises.id AND deleted_at IS NULL AND instr(fold_text(what), @text) > 0))
       ORDER BY date, id`,
    )
    .pluck();
  const standing = database.prepare<[Id]>(`SELECT 1 FROM crises WHERE id = ? AND ${isStanding}`);
  const isHere = database.prepare<[Id]>("SELECT 1 FROM people WHERE id = ? AND deleted_at IS NULL");

  /** Who is in the bin is not carried, and so nobody is named by them. */
  const unlessGone = (person: NamedPerson | null): NamedPerson | null =>
    person !== null && isHere.get(person.id) !== undefined ? person : null;

  return {
    /** The crises that a filter chooses, oldest first. */
    chosenIds: ({ from, to, person, text }: CrisisFilter): Id[] =>
      chosenIds.all({
        from: from ?? null,
        to: to ?? null,
        person: person === undefined ? null : foldName(mendLine(person)),
        text: text === undefined ? null : foldText(text),
      }),

    /** A crisis; null where there is none, or it is in the bin. */
    read(id: Id): CarriedCrisis | null {
      const row = standing.get(id) === undefined ? undefined : sql.read(id);
      if (row === undefined) return null;
      const { deletedAt: _, ...crisis } = crisisOf(row);
      return {
        ...crisis,
        person: unlessGone(crisis.person),
        items: crisis.items.map((item) => ({
          ...item,
          person: unlessGone(item.person),
          answers: item.answers.map((answer) => ({
            ...answer,
            person: unlessGone(answer.person),
          })),
        })),
      };
    },
  };
}
