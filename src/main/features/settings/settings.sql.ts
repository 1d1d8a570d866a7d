import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** The statements on settings, which this feature alone writes. Values are JSON. */
export function prepareSettings(database: Database) {
  const all = database.prepare<[], { name: string; value: string }>(
    "SELECT name, value FROM settings WHERE deleted_at IS NULL",
  );
  const keep = database.prepare<[{ id: Id; name: string; value: string; now: string }]>(
    `INSERT INTO settings (id, name, value, created, updated) VALUES (@id, @name, @value, @now, @now)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated = excluded.updated,
       deleted_at = NULL, revision = revision + 1`,
  );
  return {
    all: () => all.all(),
    keep: (row: { id: Id; name: string; value: string; now: string }) => keep.run(row),
  };
}
