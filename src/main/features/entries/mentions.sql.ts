import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** The statements on whom texts speak of. */
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
  return {
    /** Makes a section be known to speak of these people, and of nobody else. */
    set: (sectionId: Id, people: readonly Id[]) => {
      forget.run(sectionId);
      if (people.length > 0) note.run({ sectionId, people: JSON.stringify(people) });
    },
    /** Forgets what texts spoke of that were put into the bin before an instant. */
    forgetBefore: (before: string) => forgetBefore.run(before),
  };
}
