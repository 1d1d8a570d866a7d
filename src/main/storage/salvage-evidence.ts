import Sqlite from "better-sqlite3";
import { damageOr } from "./database.ts";
import { readSchemaVersion } from "./migrate.ts";

interface SchemaRow {
  type: string;
  name: string;
  tbl_name: string;
  rootpage: number;
  sql: string | null;
}

/** Values of a row by column; columns that could not be read are not in it. */
export type Row = Record<string, unknown>;

/** What indexes say of a table's rows; they lie on other pages than the table. */
export interface Indexed {
  /** By id, the columns that indexes hold. */
  rows: Map<string, Row>;
  /** The ids of what is not deleted, where an index could be read to its end that has just these. */
  live: ReadonlySet<string> | null;
}

/**
 * Takes a row as far as it could be read.
 * @param bytes how long each text is that could not be read: that stands where the row begins.
 */
export type Take = (row: Row, bytes: Readonly<Record<string, number>>) => void;

/** A damaged database, read for what it still answers. The key of each table is its column `id`. */
export interface Evidence {
  columnsOf(table: string): string[];
  readIndexes(table: string): Indexed;
  /** Reads a table from both ends. @returns whether it came from end to end. */
  walk(table: string, take: Take): boolean;
  /** Goes in at one id, which may lie between two places of damage. */
  seek(table: string, id: string, take: Take): void;
  /**
   * Reads each page of the file as if it were the whole table: so rows are found to which damage
   * higher in the tree has cut the way. It finds what belongs to other tables, too: look at it.
   */
  walkPages(table: string, take: Take): void;
  close(): void;
}

/** Whether `read` went through; false when it met damage. @throws what is not damage. */
function readsThrough(read: () => void): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code)) {
      return false;
    }
    throw damageOr(error);
  }
}

/**
 * Opens a damaged database that may be written to: a copy, never the journal itself. Its schema is
 * altered, so that indexes answer without their table and pages without the tree above them.
 * @returns null when the first page or the schema cannot be read.
 * @throws StepbackError JOURNAL_NEWER, NOT_A_JOURNAL.
 */
export function openEvidence(file: string, key: Buffer): Evidence | null {
  const database = new Sqlite(file);
  let evidence: Evidence | null = null;
  const opened = readsThrough(() => {
    database.pragma("cipher='chacha20'");
    database.pragma(`key='raw:${key.toString("hex")}'`);
    // Without it a file that was cut off is refused as a whole, and its schema cannot be altered.
    database.unsafeMode();
    database.pragma("writable_schema=ON");
    database.pragma("temp_store=MEMORY");
    database.pragma("synchronous=OFF");
    database.pragma("trusted_schema=OFF");
    if (readSchemaVersion(database) > 0) evidence = asEvidence(database);
  });
  if (!opened || evidence === null) database.close();
  return opened ? evidence : null;
}

/**
 * After so many torn rows a walk stops, as it counts from the start for each: page by page is quicker
 * then, and no page holds so many rows that run over onto others.
 */
const MOST_TORN = 20;

const WITHOUT_ROW_NUMBERS = /WITHOUT ROWID\s*$/i;
const LIVE = /\s+WHERE\s+deleted_at IS NULL\s*$/i;
const CONDITION = /\s+WHERE\s[^]*$/i;

function asEvidence(database: Sqlite.Database): Evidence {
  const schema = database
    .prepare<[], SchemaRow>("SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'")
    .all();
  const tables = schema.filter(({ type, rootpage }) => type === "table" && rootpage > 0);
  const columns = new Map(
    tables.map(({ name }) => [name, namesFrom(database, "table_info", name)] as const),
  );
  /** Tables whose own tree is not in the order of their ids, as long rows are not in it. */
  const numbered = new Set(
    tables.filter(({ sql }) => !WITHOUT_ROW_NUMBERS.test(sql ?? "")).map(({ name }) => name),
  );
  const liveIndexes = new Set(
    schema.filter(({ sql }) => LIVE.test(sql ?? "")).map(({ name }) => name),
  );
  const columnsOf = (table: string): string[] => columns.get(table) ?? [];
  const statements = new Map<string, Sqlite.Statement<unknown[], Row>>();

  function statement(sql: string): Sqlite.Statement<unknown[], Row> {
    const prepared = statements.get(sql) ?? database.prepare<unknown[], Row>(sql);
    statements.set(sql, prepared);
    return prepared;
  }

  /** Statements stay: SQLite prepares them anew. Thousands of fresh ones would slow each change. */
  function alterSchema(sql: string, ...values: unknown[]): void {
    statement(sql).run(...values);
    database.exec("PRAGMA writable_schema=RESET; PRAGMA writable_schema=ON");
  }

  // To know that a condition holds SQLite looks into the table, row by row, and there is the damage.
  readsThrough(() => {
    for (const { type, name, sql } of schema) {
      if (type !== "index" || sql === null || !CONDITION.test(sql)) continue;
      const whole = sql.replace(CONDITION, "");
      alterSchema("UPDATE sqlite_schema SET sql = ? WHERE name = ?", whole, name);
    }
  });

  // SQLite does not know that the index of a UNIQUE column holds the ids, too, unless it was created.
  readsThrough(() => {
    for (const { type, name, tbl_name: table, sql } of schema) {
      if (type !== "index" || sql !== null || numbered.has(table)) continue;
      const [column = ""] = namesFrom(database, "index_info", name);
      const created = `${table}_by_${column}`;
      statement("UPDATE sqlite_schema SET sql = replace(sql, ' UNIQUE', '') WHERE name = ?").run(
        table,
      );
      alterSchema(
        "UPDATE sqlite_schema SET name = ?, sql = ? WHERE name = ?",
        created,
        `CREATE INDEX ${created} ON ${table} (${column})`,
        name,
      );
    }
  });

  /** Reads rows until the damage. @returns whether it met none. */
  function readRows(sql: string, values: unknown[], take: (row: Row) => void): boolean {
    let rows: IterableIterator<Row> | undefined;
    for (;;) {
      let next: IteratorResult<Row> | undefined;
      const isRead = readsThrough(() => {
        rows ??= statement(sql).iterate(...values);
        next = rows.next();
      });
      if (!isRead || next === undefined) return false;
      if (next.done === true) return true;
      take(next.value);
    }
  }

  /**
   * A row that was not read as a whole, column by column: a long row lies on several pages, and what
   * stands before the damage can be read. @returns false when nothing of it can be.
   */
  function readTorn(table: string, from: string, value: unknown, take: Take): boolean {
    const row: Row = {};
    const bytes: Record<string, number> = {};
    const get = (what: string): boolean =>
      readRows(`SELECT ${what} ${from}`, [value], (read) => Object.assign(row, read));
    if (!get("id") || row["id"] === undefined) return false;
    for (const name of columnsOf(table)) {
      if (get(name)) continue;
      readRows(`SELECT octet_length(${name}) AS bytes ${from}`, [value], (read) => {
        if (typeof read["bytes"] === "number") bytes[name] = read["bytes"];
      });
    }
    take(row, bytes);
    return true;
  }

  /**
   * Counts its way, instead of looking for ids: to compare ids SQLite reads the whole of long rows,
   * so that a torn one would hide its neighbours. NOT INDEXED keeps it in the table's own tree, and so does
   * that tree's own order.
   */
  function walkFrom(table: string, end: "ASC" | "DESC", take: Take): boolean {
    const order = numbered.has(table) ? "rowid" : "id";
    const from = `FROM ${table} NOT INDEXED ORDER BY ${order} ${end}`;
    const rows = `SELECT ${columnsOf(table).join(", ")} ${from} LIMIT -1 OFFSET ?`;
    for (let place = 0, torn = 0; torn < MOST_TORN; place += 1, torn += 1) {
      const isThrough = readRows(rows, [place], (row) => {
        place += 1;
        take(row, {});
      });
      if (isThrough) return true;
      if (!readTorn(table, `${from} LIMIT 1 OFFSET ?`, place, take)) return false;
    }
    return false;
  }

  function walk(table: string, take: Take): boolean {
    if (walkFrom(table, "ASC", take)) return true;
    walkFrom(table, "DESC", take);
    return false;
  }

  function readIndexes(table: string): Indexed {
    const rows = new Map<string, Row>();
    let live: ReadonlySet<string> | null = null;
    const indexes = database.pragma(`index_list(${table})`) as { name: string; origin: string }[];
    for (const { name, origin } of indexes) {
      // Without row numbers the primary key is the table itself.
      if (origin !== "c" && !(origin === "pk" && numbered.has(table))) continue;
      const met = new Set<string>();
      const names = namesFrom(database, "index_xinfo", name);
      if (!names.includes("id")) continue;
      const isWhole = ["ASC", "DESC"].some((end) =>
        readRows(
          `SELECT ${names.join(", ")} FROM ${table} INDEXED BY ${name} ORDER BY ${names[0]} ${end}`,
          [],
          (row) => {
            const id = String(row["id"]);
            met.add(id);
            rows.set(id, { ...rows.get(id), ...row });
          },
        ),
      );
      if (isWhole && liveIndexes.has(name)) live = met;
    }
    return { rows, live };
  }

  return {
    columnsOf,
    readIndexes,
    walk,
    seek(table, id, take) {
      readTorn(table, `FROM ${table} NOT INDEXED WHERE id = ?`, id, take);
    },
    walkPages(table, take) {
      const root = tables.find(({ name }) => name === table)?.rootpage;
      const setRoot = "UPDATE sqlite_schema SET rootpage = ? WHERE name = ?";
      let pages = 0;
      readsThrough(() => {
        pages = Number(database.pragma("page_count", { simple: true }));
      });
      for (let page = 2; page <= pages; page += 1) {
        if (readsThrough(() => alterSchema(setRoot, page, table))) walkFrom(table, "ASC", take);
      }
      readsThrough(() => alterSchema(setRoot, root, table));
    },
    close: () => database.close(),
  };
}

function namesFrom(database: Sqlite.Database, pragma: string, of: string): string[] {
  const rows = database.pragma(`${pragma}(${of})`) as { name: string | null }[];
  return rows.flatMap(({ name }) => (name === null ? [] : [name]));
}
