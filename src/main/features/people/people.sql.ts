import type { Person } from "../../../shared/contract/people.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { foldName } from "../../../shared/journal/fold.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

const COLUMNS = `id, name, relation, role, created, updated, deleted_at AS deletedAt, revision`;

/** A person's row; `mergedInto` leads to whom they were joined with. */
export type PersonRow = Person & { mergedInto: Id | null };

/** The statements on people, which this feature alone writes. */
export function preparePeople(database: Database) {
  database.function("fold_name", { deterministic: true }, (text) => foldName(String(text)));

  const insert = database.prepare<[Omit<Person, "deletedAt">], Person>(
    `INSERT INTO people (id, name, relation, role, created, updated, revision)
     VALUES (@id, @name, @relation, @role, @created, @updated, @revision) RETURNING ${COLUMNS}`,
  );
  const list = database.prepare<[], Person>(
    `SELECT ${COLUMNS} FROM people WHERE deleted_at IS NULL ORDER BY fold_name(name), id`,
  );
  const read = database.prepare<[Id], PersonRow>(
    `SELECT ${COLUMNS}, merged_into AS mergedInto FROM people WHERE id = ?`,
  );
  const named = database.prepare<[string], NamedPerson>(
    `SELECT id, name FROM people
     WHERE fold_name(name) = ? AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  const change = database.prepare<
    [
      Pick<Person, "id" | "updated" | "revision"> & {
        [Column in "name" | "relation" | "role"]: Person[Column] | null;
      },
    ],
    Person
  >(
    `UPDATE people SET name = ifnull(@name, name), relation = ifnull(@relation, relation),
       role = ifnull(@role, role), updated = @updated, revision = revision + 1
     WHERE id = @id AND revision = @revision AND deleted_at IS NULL RETURNING ${COLUMNS}`,
  );
  const setDeleted = database.prepare<
    [{ id: Id; deletedAt: string | null; updated: string }],
    Person
  >(
    `UPDATE people SET deleted_at = @deletedAt, updated = @updated, revision = revision + 1
     WHERE id = @id RETURNING ${COLUMNS}`,
  );
  // Also those who were merged into this one before.
  const mergeInto = database.prepare<[{ id: Id; into: Id; now: string }]>(
    `UPDATE people SET merged_into = @into, deleted_at = ifnull(deleted_at, @now), updated = @now,
       revision = revision + 1
     WHERE id = @id OR merged_into = @id`,
  );
  const emptyBin = database.prepare<[{ before: string; now: string }]>(
    `UPDATE people SET name = '', role = '', updated = @now, revision = revision + 1
     WHERE deleted_at < @before AND (name <> '' OR role <> '')`,
  );
  const mentioned = database.prepare<[string], { id: Id; personId: Id; name: string }>(
    `WITH RECURSIVE led (asked, id) AS (
       SELECT value, value FROM json_each(?)
       UNION
       SELECT asked, merged_into FROM led JOIN people USING (id) WHERE merged_into IS NOT NULL)
     SELECT asked AS id, people.id AS personId, name FROM led JOIN people USING (id)
     WHERE merged_into IS NULL AND deleted_at IS NULL`,
  );
  return {
    mentioned: (ids: readonly Id[]) => mentioned.all(JSON.stringify(ids)),
    insert: (row: Omit<Person, "deletedAt">) => insert.get(row),
    list: () => list.all(),
    read: (id: Id) => read.get(id),
    named: (name: string) => named.get(foldName(name)),
    change: (row: Parameters<typeof change.get>[0]) => change.get(row),
    setDeleted: (row: Parameters<typeof setDeleted.get>[0]) => setDeleted.get(row),
    mergeInto: (id: Id, into: Id, now: string) => mergeInto.run({ id, into, now }),
    /** Empties what has been in the bin since before an instant: its tombstone stays. */
    emptyBin: (before: string, now: string) => emptyBin.run({ before, now }),
  };
}
