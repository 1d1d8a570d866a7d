import Sqlite from "better-sqlite3";
import { isId } from "../../shared/journal/identity.ts";
import type { LocalDate } from "../../shared/journal/local-date.ts";
import type { Database } from "./database.ts";
import type { Evidence, Indexed, Row, Take } from "./salvage-evidence.ts";
import {
  crisisFrom,
  crisisItemFrom,
  entryFrom,
  handoverFrom,
  instantOf,
  personFrom,
  sectionFrom,
} from "./salvage-stand-ins.ts";
import { rowsOf } from "./salvage-words.ts";

/** How many entries were read whole, in part or not at all. */
export interface Counts {
  whole: number;
  part: number;
  lost: number;
}

/** Copies the rows of a damaged database into a new one. */
export interface Rescue {
  /** All tables of the new schema. */
  readTables(): void;
  /** Removes what belongs to a row that is not there, as chosen prompts of a lost section do. */
  mendReferences(): void;
  count(): Counts;
  /** The last day, in UTC, on which anything that was read had been written. */
  lastWritten(): LocalDate | null;
  /** How many rows could be read, whole or in part. */
  rowsRead(): number;
  problems: string[];
}

/** A row of which not everything could be read. */
interface Torn {
  /** What is known of it, from its own place and from indexes. */
  row: Row;
  /** Whether anything was read at its own place. */
  seen: boolean;
  /** Whether another row refers to it. */
  named: boolean;
  /** How long each text is that was not read. */
  bytes: Readonly<Record<string, number>>;
}

/** Tables whose rows the schema's rules tell from those of all others. */
const UNMISTAKABLE = new Set([
  "entries",
  "sections",
  "attachments",
  "people",
  "moments",
  "agreements",
  "handover_turns",
  "crisis_answers",
  "own_prompts",
]);

/**
 * The copying of rows. Columns and tables come from the new database, so a later migration needs
 * nothing here; only those are known by name of which nothing may be dropped that leads to words.
 * @param copy with this program's schema, the table `unreadable_sections`, and references unchecked.
 */
export function createRescue(evidence: Evidence, copy: Database): Rescue {
  const problems: string[] = [];
  /** Entries that are not in the bin as far as is known: their row was torn, or was not read at all. */
  const tornEntries = new Set<string>();
  const lostEntries = new Set<string>();
  let rowsRead = 0;

  const tables = copy
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite_%' AND name <> 'unreadable_sections'`,
    )
    .pluck()
    .all();
  const references = tables.flatMap((table) =>
    (copy.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).map(
      ({ from, table: parent }) => ({ table, column: from, parent }),
    ),
  );
  const columns = new Map(
    tables.map((table) => [
      table,
      (copy.pragma(`table_info(${table})`) as { name: string; notnull: 0 | 1 }[]).map(
        ({ name, notnull }) => ({ name, isNeeded: notnull === 1 }),
      ),
    ]),
  );
  const insertions = new Map<string, Sqlite.Statement<[Row]>>();
  const insertUnreadable = copy.prepare<[string, unknown, number | null]>(
    "INSERT INTO unreadable_sections (section_id, entry_id, words) VALUES (?, ?, ?)",
  );
  /** What a person is called where a text speaks of them. */
  const nameInText = copy
    .prepare<[{ id: string }], string>(
      `SELECT json_extract(document, node.path || '.name') FROM sections, json_tree(document) AS node
       WHERE document LIKE '%' || @id || '%' AND node.key = 'person' AND node.atom = @id
       ORDER BY sections.id DESC LIMIT 1`,
    )
    .pluck();
  /**
   * The day a crisis was closed, as what was taken over in it tells: it is asked about a week later, and
   * put off only to later days. Null where nothing tells, or something has not been given back.
   */
  const closedOn = copy
    .prepare<[string], LocalDate | null>(
      `SELECT CASE WHEN count(*) = count(became)
         THEN ifnull(date(min(ask_on), '-7 days'), substr(max(updated), 1, 10)) END
       FROM crisis_items WHERE crisis_id = ? AND deleted_at IS NULL`,
    )
    .pluck();
  const isNamed = copy
    .prepare<[string], number>("SELECT EXISTS (SELECT 1 FROM sections WHERE entry_id = ?)")
    .pluck();

  function columnsOf(table: string): string[] {
    return (columns.get(table) ?? []).map(({ name }) => name);
  }

  /** @returns false when the row breaks a rule of the schema, and then it is not what it seems. */
  function insert(table: string, row: Row): boolean {
    const names = columnsOf(table).filter((name) => row[name] !== undefined);
    const places = names.map((name) => `@${name}`);
    const sql = `INSERT INTO ${table} (${names.join(", ")}) VALUES (${places.join(", ")})`;
    const insertion = insertions.get(sql) ?? copy.prepare<[Row]>(sql);
    insertions.set(sql, insertion);
    try {
      insertion.run(row);
      return true;
    } catch (error) {
      if (isConstraint(error)) return false;
      throw error;
    }
  }

  function isWhole(table: string, row: Row): boolean {
    return evidence.columnsOf(table).every((name) => row[name] !== undefined);
  }

  function readTable(table: string): void {
    const { rows: known, live } = evidence.readIndexes(table);
    const named = new Set<string>();
    for (const { column, table: child } of references.filter(({ parent }) => parent === table)) {
      const ids = copy.prepare<[], string>(
        `SELECT DISTINCT ${column} FROM ${child} WHERE ${column} IS NOT NULL`,
      );
      for (const id of ids.pluck().all()) named.add(id);
    }
    for (const id of named) if (!known.has(id)) known.set(id, { id });
    const torn = new Map<string, Torn>();
    for (const [id, row] of known) {
      torn.set(id, { row, seen: false, named: named.has(id), bytes: {} });
    }
    const done = new Set<string>();
    const take: Take = (row, bytes) => {
      const id = String(row["id"]);
      if (done.has(id)) return;
      if (!isWhole(table, row)) {
        const all = { ...known.get(id), ...row };
        torn.set(id, { row: all, seen: true, named: named.has(id), bytes });
      } else if (insert(table, row)) {
        done.add(id);
        torn.delete(id);
      }
    };
    const isComplete = evidence.walk(table, take);
    if (!isComplete) {
      for (const id of known.keys()) if (!done.has(id)) evidence.seek(table, id, take);
      evidence.walkPages(table, (row, bytes) => {
        // What no index knows may belong to another table, unless it has the shape of an entry.
        const isOurs =
          known.has(String(row["id"])) ||
          (UNMISTAKABLE.has(table) && isWhole(table, row) && isId(row["id"]));
        if (isOurs) take(row, bytes);
      });
    }
    rowsRead += done.size;
    settle(table, live, torn);
    if (!isComplete)
      problems.push(`There may have been more ${rowsOf(table, 2).slice(2)} than were found.`);
  }

  /** Makes what can be made of torn rows, and says how many there were. */
  function settle(table: string, live: Indexed["live"], torn: ReadonlyMap<string, Torn>): void {
    let part = 0;
    let lost = 0;
    for (const [id, known] of torn) {
      const row = withTimes(table, id, known.row, live);
      if (keepTorn(table, id, { ...known, row })) part += 1;
      else lost += 1;
      if (known.seen) rowsRead += 1;
    }
    if (part > 0) problems.push(`${rowsOf(table, part)} could be read only in part.`);
    if (lost > 0) problems.push(`${rowsOf(table, lost)} could not be read.`);
  }

  /** @returns whether anything of the row is in the copy. */
  function keepTorn(table: string, id: string, torn: Torn): boolean {
    if (table === "entries") return keepEntry(id, torn);
    if (table === "sections") return keepSection(id, torn);
    const { row, seen, named } = torn;
    const standIn = standInFor(table, id, row);
    if (standIn === null) return seen && insert(table, row);
    return (seen || named) && insert(table, standIn) && seen;
  }

  /** What keeps the rows that refer to a lost one readable; null where none does that says anything. */
  function standInFor(table: string, id: string, row: Row): Row | null {
    switch (table) {
      case "people":
        return personFrom(row, nameInText.get({ id }) ?? null);
      case "crises":
        return crisisFrom(row, closedOn.get(id) ?? null);
      case "crisis_items":
        return crisisItemFrom(row);
      case "handovers":
        return handoverFrom(row);
      default:
        return null;
    }
  }

  function keepEntry(id: string, { row, seen }: Torn): boolean {
    if (row["deleted_at"] === null || row["deleted_at"] === undefined) {
      (seen ? tornEntries : lostEntries).add(id);
    }
    if (!seen && isNamed.get(id) === 0) return false;
    return insert("entries", entryFrom(row)) && seen;
  }

  function keepSection(id: string, { row, bytes, seen }: Torn): boolean {
    const { section, hasWords } = sectionFrom(row);
    const isKept = insert("sections", section);
    if (isKept && !hasWords && typeof row["deleted_at"] !== "string") {
      const words = typeof row["words"] === "number" ? row["words"] : wordsIn(bytes["text"]);
      insertUnreadable.run(id, row["entry_id"], words);
    }
    return isKept && seen;
  }

  /** About how many words so many bytes are, as this journal's writer uses them. */
  function wordsIn(bytes: number | undefined): number | null {
    const perByte = copy
      .prepare<[], number | null>(
        `SELECT CAST(sum(words) AS REAL) / nullif(sum(octet_length(text)), 0) FROM sections`,
      )
      .pluck()
      .get();
    return bytes === undefined || typeof perByte !== "number" ? null : Math.round(bytes * perByte);
  }

  /** Adds the times that a row's id and the indexes tell of. */
  function withTimes(table: string, id: string, row: Row, live: Indexed["live"]): Row {
    const created = row["created"] ?? instantOf(id);
    const times: Row = { created, updated: created };
    // An index of all that is not deleted leaves it out: it is in the bin, nobody knows since when.
    if (live !== null && !live.has(id)) {
      times["deleted_at"] = copy
        .prepare(`SELECT ifnull(max(updated), ?) FROM ${table}`)
        .pluck()
        .get(created);
    }
    return { ...times, ...row };
  }

  return {
    problems,
    rowsRead: () => rowsRead,

    readTables() {
      // Those that refer come first, as they know of rows that are found in no other way.
      for (const table of [...tables].sort((a, b) => depthOf(a) - depthOf(b))) {
        if (evidence.columnsOf(table).includes("id")) readTable(table);
      }
      // They have no id, and are what the texts say.
      copy.exec(MAKE_MENTIONS);
    },

    mendReferences() {
      for (let changes = 1; changes > 0; ) {
        changes = 0;
        for (const { table, column, parent } of references) {
          const isNeeded = columns.get(table)?.find(({ name }) => name === column)?.isNeeded;
          const mending =
            isNeeded === true ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${column} = NULL`;
          const mended = copy
            .prepare(
              `${mending} WHERE ${column} IS NOT NULL
                 AND ${column} NOT IN (SELECT id FROM ${parent})`,
            )
            .run().changes;
          changes += mended;
          if (mended > 0) {
            const said = isNeeded === true ? "belonged to" : "spoke of";
            problems.push(`${rowsOf(table, mended)} ${said} what is lost.`);
          }
        }
      }
    },

    lastWritten() {
      // Settings are not written, and some change by themselves.
      const written = tables.filter(
        (table) => table !== "settings" && columnsOf(table).includes("updated"),
      );
      const times = written.map((table) => `SELECT max(updated) AS updated FROM ${table}`);
      const last = copy
        .prepare<[], string | null>(
          `SELECT substr(max(updated), 1, 10) FROM (${times.join(" UNION ALL ")})`,
        )
        .pluck()
        .get();
      return last ?? null;
    },

    count() {
      const torn = copy
        .prepare<[], string>("SELECT DISTINCT entry_id FROM unreadable_sections")
        .pluck()
        .all();
      for (const id of torn) tornEntries.add(id);
      const entries = copy
        .prepare<[], { id: string; isWritten: number }>(
          `SELECT id, EXISTS (SELECT 1 FROM sections
             WHERE entry_id = entries.id AND deleted_at IS NULL AND written) AS isWritten
           FROM entries WHERE deleted_at IS NULL`,
        )
        .all();
      const counts = { whole: 0, part: 0, lost: lostEntries.size };
      for (const { id, isWritten } of entries) {
        if (!lostEntries.has(id)) counts[tornEntries.has(id) ? "part" : "whole"] += 1;
        else if (isWritten === 1) {
          counts.part += 1;
          counts.lost -= 1;
        }
      }
      return counts;
    },
  };

  /** How many references lead to a table at most, one after the other; those in a ring count once. */
  function depthOf(table: string, seen: readonly string[] = []): number {
    const children = references.filter(({ parent }) => parent === table && !seen.includes(table));
    return Math.max(0, ...children.map((child) => 1 + depthOf(child.table, [...seen, table])));
  }
}

/** Whom each text speaks of; whoever was merged into somebody else is that person. */
const MAKE_MENTIONS = `WITH RECURSIVE led (section_id, id) AS (
    SELECT sections.id, node.atom FROM sections, json_tree(document) AS node
    WHERE document LIKE '%"mention"%' AND node.key = 'person' AND node.path LIKE '%.attrs'
    UNION
    SELECT section_id, merged_into FROM led JOIN people USING (id) WHERE merged_into IS NOT NULL)
  INSERT INTO mentions (section_id, person_id)
  SELECT section_id, id FROM led JOIN people USING (id) WHERE merged_into IS NULL`;

function isConstraint(error: unknown): boolean {
  return error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_CONSTRAINT");
}
