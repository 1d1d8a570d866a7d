import { StepbackError } from "../../shared/contract/errors.ts";
import { APPLICATION_ID, type Database } from "./database.ts";
import first from "./migrations/0001-journal.sql?raw";
import second from "./migrations/0002-pictures.sql?raw";
import third from "./migrations/0003-leaders-week.sql?raw";

/** All migrations, oldest first. One that was released is never changed. */
const MIGRATIONS: readonly string[] = [first, second, third];

/** The schema that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Reads whose database this is, and changes nothing in it.
 * @returns the schema it has; 0 for a new, empty one.
 * @throws StepbackError JOURNAL_NEWER for a later schema, NOT_A_JOURNAL for somebody else's database.
 */
export function readSchemaVersion(database: Database): number {
  const version = Number(database.pragma("user_version", { simple: true }));
  const application = Number(database.pragma("application_id", { simple: true }));
  const isEmpty =
    version === 0 &&
    database.prepare("SELECT count(*) AS tables FROM sqlite_schema").pluck().get() === 0;
  if (application !== APPLICATION_ID && !(isEmpty && application === 0)) {
    throw new StepbackError("NOT_A_JOURNAL", {});
  }
  if (version > SCHEMA_VERSION) throw new StepbackError("JOURNAL_NEWER", {});
  return version;
}

/**
 * Brings a database to this program's schema, in one transaction that includes `user_version`.
 * @throws StepbackError as `readSchemaVersion` does; the database is left untouched then.
 */
export function migrate(database: Database): void {
  if (readSchemaVersion(database) === SCHEMA_VERSION) return;
  database
    .transaction(() => {
      // Read again inside the transaction: another process may have been first.
      const reached = Number(database.pragma("user_version", { simple: true }));
      for (const migration of MIGRATIONS.slice(reached)) database.exec(migration);
      database.pragma(`application_id=${APPLICATION_ID}`);
      database.pragma(`user_version=${SCHEMA_VERSION}`);
    })
    .exclusive();
}
