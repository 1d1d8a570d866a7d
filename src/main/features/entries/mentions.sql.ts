import type { Id } from "../../../shared/journal/identity.ts";
import type { QuotedMoment } from "../../../shared/document/quoted-moment.ts";
import type { Database } from "../../storage/database.ts";

/** The statements on whom texts speak of, and on what they quote. */
export function prepareMentions(database: Database) {
  const forget = database.prepare<[Id]>("DELETE FROM mentions WHERE section_id = ?");
  // Whoever was merged into somebody else is that person now; whom nobody knows here has no row.
  const note = database.prepare<[{ sectionId: Id; people: string }]>(
    `WITH RECURSIVE led (id) AS (
       SELECT value FROM json_each(@people)
       UNION
       SELECT merged_into FROM led JOIN people USING (id) WHERE merged_into IS NOT NULL)
     INSERT INTO mentions (section_id, person_id)
     SELECT @sectionId, id FROM led JOIN people USING (id) WHERE merged_into IS NULL`,
  );
  const forgetBefore = database.prepare<[string]>(
    `DELETE FROM mentions WHERE section_id IN (
       SELECT sections.id FROM sections JOIN entries ON entries.id = entry_id
       WHERE entries.deleted_at < ?)`,
  );
  const names = database.prepare<[string], [Id, string]>(
    `WITH RECURSIVE led (asked, id) AS (
       SELECT value, value FROM json_each(?)
       UNION
       SELECT asked, merged_into FROM led JOIN people USING (id) WHERE merged_into IS NOT NULL)
     SELECT asked, name FROM led JOIN people USING (id)
     WHERE merged_into IS NULL AND deleted_at IS NULL`,
  );
  // Deleted ones, too: their words stay where they are quoted.
  const moments = database.prepare<[string], QuotedMoment>(
    `SELECT moments.id AS moment, kind, date, nullif(people.name, '') AS person, invited, text
     FROM moments LEFT JOIN people ON people.id = person_id
     WHERE moments.id IN (SELECT value FROM json_each(?)) AND text <> ''`,
  );
  return {
    /** What people are called now, by the ids that texts speak of them by. */
    names: (ids: readonly Id[]) => new Map(names.raw().all(JSON.stringify(ids))),
    /** Moments as they are now, by their ids. */
    moments: (ids: readonly Id[]) =>
      new Map(moments.all(JSON.stringify(ids)).map((moment) => [moment.moment, moment])),
    /** Makes a section be known to speak of these people, and of nobody else. */
    set: (sectionId: Id, people: readonly Id[]) => {
      forget.run(sectionId);
      if (people.length > 0) note.run({ sectionId, people: JSON.stringify(people) });
    },
    /** Forgets what texts spoke of that were put into the bin before an instant. */
    forgetBefore: (before: string) => forgetBefore.run(before),
  };
}
