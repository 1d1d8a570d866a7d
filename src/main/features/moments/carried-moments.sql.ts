import type { EntryFilter } from "../../../shared/contract/entries.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { CarriedMoment } from "../../../shared/journal/carried.ts";
import { foldName, foldText } from "../../../shared/journal/fold.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** What of a filter moments know. */
export type MomentFilter = Pick<EntryFilter, "from" | "to" | "theme" | "person" | "text">;

type MomentRow = Omit<CarriedMoment, "person"> & {
  personId: Id | null;
  personName: string | null;
};

export type CarriedMoments = ReturnType<typeof prepareCarriedMoments>;

/** Moments as exports read them and imports take them in. */
export function prepareCarriedMoments(database: Database) {
  database.function("fold_name", { deterministic: true }, (text) => foldName(String(text)));
  database.function("fold_text", { deterministic: true }, (text) => foldText(String(text)));

  const chosenIds = database
    .prepare<[{ [Name in keyof MomentFilter]-?: string | null }], Id>(
      `SELECT id FROM moments WHERE deleted_at IS NULL
         AND (@from IS NULL OR date >= @from)
         AND (@to IS NULL OR date <= @to)
         AND (@theme IS NULL OR theme = @theme)
         AND (@person IS NULL OR person_id IN (
           SELECT id FROM people WHERE fold_name(name) = @person AND deleted_at IS NULL))
         AND (@text IS NULL OR instr(fold_text(text), @text) > 0)
       ORDER BY date, at, id`,
    )
    .pluck();
  // Who is in the bin is not carried, and so nobody is named by them.
  const read = database.prepare<[Id], MomentRow>(
    `SELECT moments.id, kind, text, at, moments.date, moments.time_zone AS timeZone, people.id AS personId,
       people.name AS personName, invited, theme, crises.id AS crisisId,
       moments.created, moments.updated, moments.revision
     FROM moments
       LEFT JOIN people ON people.id = moments.person_id AND people.deleted_at IS NULL
       LEFT JOIN crises ON crises.id = moments.crisis_id AND crises.deleted_at IS NULL
     WHERE moments.id = ? AND moments.deleted_at IS NULL`,
  );
  const isKnown = database.prepare<[Id]>("SELECT 1 FROM moments WHERE id = ?");
  const any = database.prepare("SELECT 1 FROM moments WHERE text <> '' LIMIT 1");
  const insert = database.prepare<[Omit<MomentRow, "personName">]>(
    `INSERT INTO moments (id, kind, text, at, date, time_zone, person_id, invited, theme, crisis_id,
       created, updated, revision)
     VALUES (@id, @kind, @text, @at, @date, @timeZone, @personId, @invited, @theme, @crisisId,
       @created, @updated, @revision)`,
  );

  return {
    /** The moments that a filter chooses, oldest first. */
    chosenIds: ({ from, to, theme, person, text }: MomentFilter): Id[] =>
      chosenIds.all({
        from: from ?? null,
        to: to ?? null,
        theme: theme ?? null,
        person: person === undefined ? null : foldName(mendLine(person)),
        text: text === undefined ? null : foldText(text),
      }),

    /** A moment; null where there is none, or it is in the bin. */
    read(id: Id): CarriedMoment | null {
      const row = read.get(id);
      if (row === undefined) return null;
      const { personId, personName, ...moment } = row;
      const person = personName === null ? null : { id: personId, name: personName };
      return { ...moment, person };
    },

    /** Whether an id is a moment's, also of one in the bin. */
    isKnown: (id: Id): boolean => isKnown.get(id) !== undefined,

    /** Whether none was ever kept, or only those that are gone for good. */
    isEmpty: (): boolean => any.get() === undefined,

    /** Takes in a moment from outside, its id not known here, its person and crisis here. In a transaction. */
    insert: (moment: Omit<CarriedMoment, "person"> & { personId: Id | null }) => insert.run(moment),
  };
}
