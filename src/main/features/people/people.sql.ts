import type { NamedPerson, Person } from "../../../shared/contract/people.ts";
import { foldName } from "../../../shared/journal/fold.ts";
import type { Database } from "../../storage/database.ts";

const COLUMNS = `id, name, relation, role, created, updated, deleted_at AS deletedAt, revision`;

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
  const named = database.prepare<[string], NamedPerson>(
    `SELECT id, name FROM people
     WHERE fold_name(name) = ? AND deleted_at IS NULL ORDER BY id LIMIT 1`,
  );
  return {
    insert: (row: Omit<Person, "deletedAt">) => insert.get(row),
    list: () => list.all(),
    named: (name: string) => named.get(foldName(name)),
  };
}
