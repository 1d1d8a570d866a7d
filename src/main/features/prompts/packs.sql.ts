import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";

/** A pack's row without the text of its file. */
export interface PackRow {
  id: Id;
  packId: string;
  title: string;
  created: string;
  updated: string;
  deletedAt: string | null;
  revision: number;
}

/** A pack's row as another journal takes it over. */
export type WholePackRow = Omit<PackRow, "deletedAt"> & { yaml: string };

const PACK = "id, pack_id AS packId, title, created, updated, deleted_at AS deletedAt, revision";

/** The statements on packs, which the prompts feature alone writes. */
export function preparePacks(database: Database) {
  const all = database.prepare<[], PackRow>(
    `SELECT ${PACK} FROM packs WHERE deleted_at IS NULL ORDER BY id`,
  );
  const whole = database.prepare<[], WholePackRow>(
    `SELECT id, pack_id AS packId, title, yaml, created, updated, revision
     FROM packs WHERE deleted_at IS NULL ORDER BY id`,
  );
  const read = database.prepare<[string], PackRow>(`SELECT ${PACK} FROM packs WHERE pack_id = ?`);
  const yaml = database.prepare<[Id], string>("SELECT yaml FROM packs WHERE id = ?").pluck();
  const insert = database.prepare<[WholePackRow]>(
    `INSERT INTO packs (id, pack_id, title, yaml, created, updated, revision)
     VALUES (@id, @packId, @title, @yaml, @created, @updated, @revision)`,
  );
  const replace = database.prepare<[{ packId: string; title: string; yaml: string; now: string }]>(
    `UPDATE packs SET title = @title, yaml = @yaml, updated = @now, deleted_at = NULL,
       revision = revision + 1
     WHERE pack_id = @packId`,
  );
  const remove = database.prepare<[{ packId: string; now: string }]>(
    `UPDATE packs SET deleted_at = @now, updated = @now, revision = revision + 1
     WHERE pack_id = @packId AND deleted_at IS NULL`,
  );
  const restore = database.prepare<[{ packId: string; now: string }]>(
    `UPDATE packs SET deleted_at = NULL, updated = @now, revision = revision + 1
     WHERE pack_id = @packId AND deleted_at IS NOT NULL AND yaml <> ''`,
  );
  const emptyBin = database.prepare<[{ before: string; now: string }]>(
    `UPDATE packs SET title = '', yaml = '', updated = @now, revision = revision + 1
     WHERE deleted_at < @before AND yaml <> ''`,
  );
  return {
    all: () => all.all(),
    whole: () => whole.all(),
    read: (packId: string) => read.get(packId),
    yaml: (id: Id) => yaml.get(id) ?? "",
    insert: (row: WholePackRow) => insert.run(row),
    replace: (row: { packId: string; title: string; yaml: string; now: string }) =>
      replace.run(row),
    remove: (packId: string, now: string) => remove.run({ packId, now }),
    restore: (packId: string, now: string) => restore.run({ packId, now }).changes,
    emptyBin: (before: string, now: string) => emptyBin.run({ before, now }),
  };
}
