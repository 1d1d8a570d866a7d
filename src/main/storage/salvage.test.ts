import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ulid } from "ulid";
import { countWords, documentToText, textToDocument } from "../../shared/document/plain-text.ts";
import { type DocumentNode, emptyDocument } from "../../shared/document/schema.ts";
import { checkVault } from "./check.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { type Salvaged, salvage } from "./salvage.ts";

const KEY = Buffer.alloc(32, 7);
const PAGE = 4096;
const ENTRIES = 60;
const IN_BIN = 5;

interface SectionRow {
  id: string;
  entry_id: string;
  document: string;
  text: string;
  words: number;
}
interface EntryRow {
  id: string;
  title: string;
  date: string;
  deleted_at: string | null;
}
interface Page {
  name: string;
  pageno: number;
  pagetype: string;
  ncell: number;
}

/** What the leader's week is made of, and the column whose words a row is there for. */
const LIFE = {
  commitments: "action",
  people: "name",
  entry_people: null,
  section_people: null,
  crises: "ground",
  crisis_items: "what",
  crisis_answers: "note",
  moments: "text",
  handovers: "what",
  handover_turns: "note",
  agreements: "words",
  week_blocks: null,
  prompt_wishes: null,
  prompt_picks: null,
  own_themes: "title",
  own_prompts: "text",
  packs: "yaml",
} as const;
type LifeTable = keyof typeof LIFE;
type Life = Record<LifeTable, Map<string, Record<string, unknown> & { id: string }>> & {
  /** Each as its section and its person. */
  mentions: Set<string>;
};
const LIFE_TABLES = Object.keys(LIFE) as LifeTable[];

function lifeIn(database: Database): Life {
  const tables = LIFE_TABLES.map((table) => [
    table,
    byId(database.prepare<[], { id: string }>(`SELECT * FROM ${table}`).all()),
  ]);
  const mentions = database.prepare<[], string>("SELECT section_id || person_id FROM mentions");
  return { ...Object.fromEntries(tables), mentions: new Set(mentions.pluck().all()) } as Life;
}

let folder: string;
/** The journal as its program left it, and what is in it. */
let sound: Buffer;
let pages: Page[];
let sections: Map<string, SectionRow>;
let entries: Map<string, EntryRow>;
let life: Life;
const open: Sqlite.Database[] = [];

const momentOf = (day: number): number => Date.UTC(2026, 0, 1 + day * 5, 8);

/** Words without rhyme, but the same at every run. */
function wordsFor(seed: number, count: number): string {
  const all = ["delegate", "meeting", "auditor", "tender", "Größe", "why", "trust", "plan"];
  let state = seed + 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return `${all[state % all.length]}${state % 1000}`;
  }).join(" ");
}

function insert(database: Database, table: string, row: Record<string, unknown>): void {
  const names = Object.keys(row);
  const places = names.map((name) => `@${name}`).join(", ");
  database.prepare(`INSERT INTO ${table} (${names.join(", ")}) VALUES (${places})`).run(row);
}

function addEntry(database: Database, number: number): void {
  const time = momentOf(number);
  const created = new Date(time).toISOString();
  const stamp = { created, updated: created };
  const id = ulid(time);
  const weekly = number % 2 === 0;
  insert(database, "entries", {
    ...stamp,
    id,
    kind: weekly ? "weekly" : "free",
    title: `Entry ${number}`,
    // Not the day of the id: only the row and its index know it.
    date: new Date(time - 86_400_000).toISOString().slice(0, 10),
    time_zone: "Europe/Berlin",
    week: weekly ? `2026-W${String(1 + number / 2).padStart(2, "0")}` : null,
    tags: JSON.stringify([`tag${number}`, "x".repeat(number % 7 === 0 ? 700 : 3)]),
    deleted_at: number < IN_BIN ? new Date(momentOf(ENTRIES)).toISOString() : null,
  });
  if (weekly) {
    insert(database, "reflections", {
      ...stamp,
      id: ulid(time + 1),
      entry_id: id,
      step: "close",
      place: 0,
      caret: 0,
      scroll: 0,
    });
  }
  for (const place of [0, 1]) {
    const sectionId = ulid(time + 10 + place);
    const text = wordsFor(
      number * 2 + place,
      number % 15 === 6 ? 700 : ([20, 60, 10, 35, 200][(number + place) % 5] ?? 0),
    );
    const document = textToDocument(text);
    if (place === 1) document.content?.push(speakingOf(personOf(number), `Person ${number}`));
    insert(database, "sections", {
      ...stamp,
      id: sectionId,
      entry_id: id,
      sort_key: `a${place}`,
      prompt_id: weekly ? `prompt-${place}` : null,
      prompt_text: weekly ? "What did you let go of?" : null,
      prompt_theme: weekly ? "trust" : null,
      document: JSON.stringify(document),
      document_schema: 1,
      text: documentToText(document).trim(),
      words: countWords(documentToText(document)),
      writer: "window",
    });
    if (place === 1) addLife(database, number, { entry: id, section: sectionId });
    if (!weekly) continue;
    insert(database, "chosen_prompts", {
      ...stamp,
      id: ulid(time + 20 + place),
      entry_id: id,
      section_id: sectionId,
      place,
      reason_kind: "new",
    });
  }
  insert(database, "commitments", {
    ...stamp,
    id: ulid(time + 30),
    week: "2026-W01",
    due_week: "2026-W02",
    sort_key: `a${number}`,
    action: wordsFor(number, 30),
    person_id: personOf(number),
  });
}

const personOf = (number: number): string => ulid(momentOf(number), () => 0.5);

const speakingOf = (person: string, name: string): DocumentNode => ({
  type: "paragraph",
  content: [{ type: "mention", attrs: { person, name } }],
});

/** A row of each kind that the leader's week is made of, about one person. */
function addLife(
  database: Database,
  number: number,
  { entry, section }: { entry: string; section: string },
): void {
  const time = momentOf(number);
  const created = new Date(time).toISOString();
  const date = created.slice(0, 10);
  const week = `2026-w${number}`;
  const person = personOf(number);
  const add = (table: string, row: Record<string, unknown>): string => {
    const id = ulid(time + 50);
    insert(database, table, { id, created, updated: created, ...row });
    return id;
  };
  const words = (count: number): string => wordsFor(number, count);
  add("people", { id: person, name: `Person ${number}`, relation: "peer", role: words(6) });
  // Nothing leads to this one.
  add("people", { name: `Stranger ${number}`, relation: "other" });
  add("entry_people", { entry_id: entry, person_id: person });
  add("section_people", { section_id: section, person_id: person });
  insert(database, "mentions", { section_id: section, person_id: person });
  const crisis = add("crises", {
    person_id: person,
    ground: words(8),
    date,
    time_zone: "Europe/Berlin",
    entry_id: number % 3 === 0 ? entry : null,
  });
  const item = add("crisis_items", {
    crisis_id: crisis,
    sort_key: "a0",
    what: words(10),
    since: date,
    person_id: person,
  });
  add("crisis_answers", { item_id: item, date, who: "with_me", note: words(10) });
  add("moments", {
    kind: "stepped_in",
    text: words(20),
    at: created,
    date,
    time_zone: "Europe/Berlin",
    person_id: person,
    crisis_id: crisis,
    deleted_at: number < IN_BIN ? created : null,
  });
  const handover = add("handovers", { person_id: person, what: words(8) });
  add("handover_turns", { handover_id: handover, kind: "given", date, note: words(8) });
  const before = add("agreements", { person_id: person, matter: "x", level: "view", date });
  add("agreements", {
    person_id: person,
    matter: words(4),
    level: "voice",
    words: words(15),
    date,
    replaces: before,
  });
  add("week_blocks", { week, in_it: 1, on_it: 2, people: 3, other: 4 });
  add("prompt_wishes", { prompt_id: `prompt-${number}`, favourite: 1 });
  add("prompt_picks", { week, prompt_id: `prompt-${number}` });
  add("own_themes", { theme_id: `theme-${number}`, title: words(3), blurb: words(10) });
  add("own_prompts", {
    prompt_id: `own-${number}`,
    theme: "trust",
    cadence: "weekly",
    text: words(15),
  });
  add("packs", {
    pack_id: `pack-${number}`,
    title: words(3),
    yaml: words(number % 20 === 6 ? 700 : 20),
  });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stepback-salvage-"));
  const file = join(folder, "sound.db");
  const database = openDatabase(file, KEY);
  migrate(database);
  for (let number = 0; number < ENTRIES; number += 1) addEntry(database, number);
  // Leaves free pages, as a journal has that was lived in.
  database.exec(
    "CREATE TABLE gone (b); INSERT INTO gone VALUES (zeroblob(20000)); DROP TABLE gone",
  );
  for (const name of ["name", "voice"]) {
    const created = new Date(momentOf(1)).toISOString();
    insert(database, "settings", { id: ulid(), name, value: '"x"', created, updated: created });
  }
  database.pragma("wal_checkpoint(TRUNCATE)");
  pages = database.prepare<[], Page>("SELECT name, pageno, pagetype, ncell FROM dbstat").all();
  sections = byId(database.prepare<[], SectionRow>("SELECT * FROM sections").all());
  entries = byId(database.prepare<[], EntryRow>("SELECT * FROM entries").all());
  life = lifeIn(database);
  database.close();
  sound = readFileSync(file);
});

afterAll(() => {
  for (const database of open) database.close();
  rmSync(folder, { recursive: true, force: true });
});

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

const pageCount = (): number => sound.length / PAGE;
const pageAt = (number: number): Page | undefined => pages.find(({ pageno }) => pageno === number);

/** The journal with something done to its bytes. */
function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(sound);
  change(bytes);
  return bytes;
}

/** The journal with one bit flipped on each of these pages. */
const flipped = (...numbers: number[]): Buffer =>
  changed((bytes) => {
    for (const number of numbers) {
      const place = (number - 1) * PAGE + 1500;
      bytes.writeUInt8(bytes.readUInt8(place) ^ 4, place);
    }
  });

interface Unreadable {
  section_id: string;
  entry_id: string;
  words: number | null;
}
interface Outcome {
  result: Salvaged;
  entries: Map<string, EntryRow>;
  sections: Map<string, SectionRow>;
  unreadable: Map<string, Unreadable>;
  life: Life;
}

let runs = 0;

/** Salvages these bytes, and looks at everything that has to hold whatever the damage. */
function salvaged(bytes: Buffer, log?: Buffer): Outcome | null {
  runs += 1;
  const place = join(folder, `run-${runs}`);
  const source = join(place, "journal");
  mkdirSync(source, { recursive: true });
  const file = join(source, "journal-0001.db");
  const copyFile = join(place, "copy.db");
  writeFileSync(file, bytes);
  if (log !== undefined) writeFileSync(`${file}-wal`, log);
  const before = readdirSync(source).map((name) => [name, statSync(join(source, name)).mtimeMs]);
  const result = salvage(file, KEY, copyFile);

  expect(readFileSync(file).equals(bytes), "the damaged file is as it was").toBe(true);
  if (log !== undefined) expect(readFileSync(`${file}-wal`).equals(log)).toBe(true);
  expect(readdirSync(source).map((name) => [name, statSync(join(source, name)).mtimeMs])).toEqual(
    before,
  );
  expect(readdirSync(place)).toEqual(result === null ? ["journal"] : ["copy.db", "journal"]);
  const outcome = result === null ? null : lookAt(copyFile, result);
  rmSync(place, { recursive: true });
  return outcome;
}

function lookAt(copyFile: string, result: Salvaged): Outcome {
  expect(statSync(copyFile).mode & 0o777).toBe(0o600);
  expect(readFileSync(copyFile).includes("SQLite format")).toBe(false);
  const copy = openDatabase(copyFile, KEY, { readonly: true });
  open.push(copy);
  expect(checkVault(copy)).toEqual([]);
  const missing = copy.prepare<[], Unreadable>("SELECT * FROM unreadable_sections").all();
  const unreadable = new Map(missing.map((row) => [row.section_id, row]));
  const outcome = {
    result,
    entries: byId(copy.prepare<[], EntryRow>("SELECT * FROM entries").all()),
    sections: byId(copy.prepare<[], SectionRow>("SELECT * FROM sections").all()),
    unreadable,
    life: lifeIn(copy),
  };
  copy.close();
  expect([...outcome.sections.values()].filter((row) => !isTrue(row, unreadable))).toEqual([]);
  for (const { id, title } of outcome.entries.values()) {
    expect([entries.get(id)?.title, ""]).toContain(title);
  }
  expect(result.problems.length).toBeLessThanOrEqual(100);
  return outcome;
}

/** A section has exactly the words it had, or none and is listed as unreadable. */
function isTrue(row: SectionRow, unreadable: ReadonlyMap<string, Unreadable>): boolean {
  const original = sections.get(row.id);
  if (original === undefined || row.entry_id !== original.entry_id) return false;
  if (unreadable.has(row.id)) {
    return row.text === "" && row.words === 0 && row.document === JSON.stringify(emptyDocument());
  }
  return (
    row.document === original.document && row.text === original.text && row.words === original.words
  );
}

function must(outcome: Outcome | null): Outcome {
  if (outcome === null) throw new Error("nothing was salvaged");
  return outcome;
}

const total = ({ whole, part, lost }: Salvaged): number => whole + part + lost;
const kept = (outcome: Outcome): number => outcome.sections.size - outcome.unreadable.size;

describe("a journal that is well", () => {
  it("is copied to the last row, and nothing is said against it", () => {
    const outcome = must(salvaged(sound));
    expect(outcome.result).toEqual({
      whole: ENTRIES - IN_BIN,
      part: 0,
      lost: 0,
      lastWritten: "2026-10-23",
      problems: [],
    });
    expect(outcome.entries).toEqual(entries);
    expect(outcome.sections).toEqual(sections);
    expect(outcome.unreadable.size).toBe(0);
    expect(outcome.life).toEqual(life);
  });

  it("has what only its log holds", () => {
    const { file, key } = withLog();
    const outcome = must(salvaged(readFileSync(file), readFileSync(`${file}-wal`)));
    expect(outcome.result.whole).toBe(ENTRIES - IN_BIN - 1);
    // Control: the file alone does not know of it.
    expect(must(salvaged(readFileSync(file))).result.whole).toBe(ENTRIES - IN_BIN);
    key.close();
  });

  it("was last written when a moment was caught after its last entry", () => {
    const file = join(mkdtempSync(join(folder, "later-")), "journal.db");
    writeFileSync(file, sound);
    const database = openDatabase(file, KEY);
    database.exec("UPDATE moments SET updated = '2026-11-20T08:00:00.000Z'");
    database.exec("UPDATE settings SET updated = '2026-11-27T08:00:00.000Z'");
    database.close();
    expect(must(salvaged(readFileSync(file))).result.lastWritten).toBe("2026-11-20");
  });

  it("and new, with nothing in it, is one", () => {
    const file = join(folder, "new.db");
    const database = openDatabase(file, KEY);
    migrate(database);
    database.close();
    expect(must(salvaged(readFileSync(file))).result).toEqual({
      whole: 0,
      part: 0,
      lost: 0,
      lastWritten: null,
      problems: [],
    });
  });
});

/** The journal with one more entry in the bin, which is in the log and not in the file yet. */
function withLog(): { file: string; key: Database } {
  const file = join(mkdtempSync(join(folder, "log-")), "journal.db");
  writeFileSync(file, sound);
  const database = openDatabase(file, KEY);
  open.push(database);
  database.pragma("wal_autocheckpoint=0");
  database
    .prepare("UPDATE entries SET deleted_at = ? WHERE title = 'Entry 20'")
    .run(new Date(momentOf(ENTRIES)).toISOString());
  return { file, key: database };
}

describe("one damaged page", () => {
  let survived = 0;

  it("control: is damage, whichever page in use it is", () => {
    for (const page of [2, 5, 20, Math.floor(pageCount() / 2)]) {
      const file = join(folder, "control.db");
      writeFileSync(file, flipped(page));
      const database = openDatabase(file, KEY, { readonly: true });
      expect(checkVault(database), `page ${page}`).not.toEqual([]);
      database.close();
    }
  });

  it("costs what lies on it and nothing else, whichever page it is", { timeout: 120_000 }, () => {
    expect(pageCount()).toBeGreaterThan(60);
    for (let number = 1; number <= pageCount(); number += 1) {
      const outcome = salvaged(flipped(number));
      const page = pageAt(number);
      const where = `page ${number}, ${page?.name} ${page?.pagetype}`;
      if (page?.name === "sqlite_schema") {
        expect(outcome, where).toBeNull();
        continue;
      }
      expectLostOnly(must(outcome), page, where);
      survived += kept(must(outcome)) / sections.size / pageCount();
    }
  });

  it("leaves more than nineteen sections of twenty on average", () => {
    expect(survived, `${survived} of ${pageCount()} pages`).toBeGreaterThan(0.95);
  });
});

/** At most what stands on this page may be missing: its own rows, or one row that runs over onto it. */
function expectLostOnly(outcome: Outcome, page: Page | undefined, where: string): void {
  const onPage = (name: string): number => {
    if (page?.name !== name) return 0;
    return page.pagetype === "overflow" ? 1 : page.ncell;
  };
  expect(total(outcome.result), where).toBe(ENTRIES - IN_BIN);
  expect(outcome.entries.size, where).toBe(ENTRIES);
  expect(outcome.sections.size, where).toBe(sections.size);
  expect(outcome.unreadable.size, where).toBeLessThanOrEqual(onPage("sections"));
  const untitled = [...outcome.entries.values()].filter(({ title }) => title === "");
  expect(untitled.length, where).toBeLessThanOrEqual(onPage("entries"));
  for (const { id, date, deleted_at } of outcome.entries.values()) {
    const original = entries.get(id);
    expect(deleted_at === null, where).toBe(original?.deleted_at === null);
    // Indexes know the days of all that is not in the bin.
    if (deleted_at === null) expect(date, where).toBe(original?.date);
  }
  for (const { section_id, words } of outcome.unreadable.values()) {
    const had = sections.get(section_id)?.words ?? 0;
    // Where the row begins its length is known, and with it about how many words are missing.
    if (page?.pagetype === "overflow") expect(Math.abs((words ?? 0) - had)).toBeLessThan(had * 0.2);
    else expect(words).toBeNull();
  }
  expectLifeBut(outcome, page, onPage, where);
  if (page !== undefined && onPage(page.name) > 0 && TABLES.has(page.name)) {
    expect(outcome.result.problems, where).not.toEqual([]);
  }
}

/** Of the leader's week only what stands on the page may be missing: nothing for belonging to it. */
function expectLifeBut(
  outcome: Outcome,
  page: Page | undefined,
  onPage: (name: string) => number,
  where: string,
): void {
  for (const table of LIFE_TABLES) {
    const words = LIFE[table];
    const missing = [...life[table].values()].filter((row) => {
      const read = outcome.life[table].get(row.id);
      return read === undefined || (words !== null && read[words] !== row[words]);
    });
    expect(missing.length, `${where}: ${table}`).toBeLessThanOrEqual(onPage(table));
    for (const row of outcome.life[table].values()) {
      expect(life[table].has(row.id), `${where}: ${table} has a stranger`).toBe(true);
    }
  }
  const unspoken = [...life.mentions].filter((mention) => !outcome.life.mentions.has(mention));
  if (page?.name === "people") {
    // The texts that speak of a person know the name.
    const names = [...outcome.life.people.values()].map(({ name }) => String(name));
    expect(names.filter((name) => name.startsWith("Person "))).toHaveLength(ENTRIES);
  }
  // Whom a text spoke of is lost with its words.
  expect(unspoken.filter((mention) => !outcome.unreadable.has(mention.slice(0, 26)))).toEqual([]);
}

const TABLES = new Set(["entries", "sections", "reflections", "chosen_prompts", ...LIFE_TABLES]);

describe("more damage", () => {
  it("of a page of zeros, or of two that changed places, costs what lies there", () => {
    const [one, two] = pages.filter(
      ({ name, pagetype }) => name === "sections" && pagetype === "leaf",
    );
    if (one === undefined || two === undefined) throw new Error("there are too few pages");
    const start = (page: Page): number => (page.pageno - 1) * PAGE;
    const zeroed = changed((bytes) => bytes.fill(0, start(one), start(one) + PAGE));
    expectLostOnly(must(salvaged(zeroed)), one, "a page of zeros");
    const swapped = changed((bytes) => {
      sound.copy(bytes, start(one), start(two), start(two) + PAGE);
      sound.copy(bytes, start(two), start(one), start(one) + PAGE);
    });
    // Between two damaged neighbours stands one row, higher in the tree, that no way leads to.
    const both = { ...one, ncell: one.ncell + two.ncell + 1 };
    expectLostOnly(must(salvaged(swapped)), both, "two pages that changed places");
  });

  it("on every tenth page leaves the rest", () => {
    for (const first of [3, 6, 9]) {
      const numbers = Array.from({ length: pageCount() }, (_, index) => index + 1).filter(
        (number) => number % 10 === first && pageAt(number)?.name !== "sqlite_schema",
      );
      const outcome = must(salvaged(flipped(...numbers)));
      expect(kept(outcome)).toBeGreaterThan(sections.size * 0.6);
      expect(total(outcome.result)).toBeLessThanOrEqual(ENTRIES - IN_BIN);
      expect(outcome.result.part).toBeGreaterThan(0);
    }
  });

  it("that cut the file off leaves what is before the cut", () => {
    for (const length of [0, 1, 100, PAGE - 1])
      expect(salvaged(sound.subarray(0, length))).toBeNull();
    let before = -1;
    for (const share of [0.3, 0.5, 0.75, 0.95]) {
      const outcome = must(salvaged(sound.subarray(0, Math.floor(sound.length * share) + 17)));
      expect(kept(outcome)).toBeGreaterThan(before);
      before = kept(outcome);
    }
    expect(before).toBeGreaterThan(sections.size * 0.8);
    expect(before).toBeLessThan(sections.size);
  });

  it("of the log leaves the file as it was before, and another journal's log hides nothing", () => {
    const { file, key } = withLog();
    const log = readFileSync(`${file}-wal`);
    key.close();
    const torn = Buffer.from(log);
    torn.fill(0, 200, 300);
    expect(must(salvaged(sound, torn)).result.whole).toBe(ENTRIES - IN_BIN);
    const other = join(folder, "other.db");
    const foreign = openDatabase(other, Buffer.alloc(32, 9));
    foreign.exec("CREATE TABLE a (b)");
    expect(must(salvaged(sound, readFileSync(`${other}-wal`))).result.whole).toBe(ENTRIES - IN_BIN);
    foreign.close();
  });
});

describe("a crisis that is lost", () => {
  const made = "2026-01-05T08:00:00.000Z";
  const returned = { became: "returned", updated: "2026-01-18T08:00:00.000Z" };
  const CASES: [what: string, items: Record<string, unknown>[], closedOn: string | null][] = [
    [
      "asked about a week later, of some put off since",
      [
        { ...returned, ask_on: "2026-01-19" },
        { ...returned, ask_on: "2026-01-17" },
        { deleted_at: made },
      ],
      "2026-01-10",
    ],
    ["closed before it was told", [{ ...returned, ask_on: "2026-01-10" }], "2026-01-03"],
    ["answered to the last", [returned, { ...returned, updated: made }], "2026-01-18"],
    ["with something still open", [{ ...returned, ask_on: "2026-01-17" }, {}], null],
    ["of which only what was deleted is known", [{ ...returned, deleted_at: made }], null],
  ];

  it("was closed on the day that what was taken over tells, else is open", () => {
    const file = join(mkdtempSync(join(folder, "crises-")), "journal.db");
    const database = openDatabase(file, KEY);
    migrate(database);
    const stamp = { created: made, updated: made };
    const ids = CASES.map(([ground, items, closedOn]) => {
      const id = ulid(Date.parse(made));
      const day = { date: "2026-01-02", time_zone: "UTC" };
      insert(database, "crises", { ...stamp, ...day, id, ground, closed_on: closedOn });
      for (const item of items) {
        const taken = { id: ulid(), crisis_id: id, sort_key: "a0", what: "x", since: day.date };
        insert(database, "crisis_items", { ...stamp, ...taken, ...item });
      }
      return id;
    });
    database.pragma("wal_checkpoint(TRUNCATE)");
    const page = database
      .prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'crises'")
      .pluck()
      .all();
    database.close();
    const bytes = readFileSync(file);
    for (const number of page) bytes.fill(0, (number - 1) * PAGE, number * PAGE);
    const { crises } = must(salvaged(bytes)).life;
    const read = ids.map((id) => crises.get(id));
    expect(read.map((row) => [row?.["ground"], row?.["closed_on"]])).toEqual(
      CASES.map(([, , closedOn]) => ["Not readable", closedOn]),
    );
    const closed = read.filter((row) => typeof row?.["closed_on"] === "string");
    expect(closed.filter((row) => String(row?.["date"]) > String(row?.["closed_on"]))).toEqual([]);
  });
});

describe("what is not salvaged", () => {
  const thrownBy = (action: () => unknown): unknown => {
    try {
      return action();
    } catch (error) {
      return error;
    }
  };

  it("is a file under another key: null, and no copy", () => {
    const file = join(folder, "sound.db");
    const copyFile = join(folder, "none.db");
    expect(salvage(file, Buffer.alloc(32, 8), copyFile)).toBeNull();
    expect(readdirSync(folder)).not.toContain("none.db");
  });

  it("is anything into a file that is there: it stays as it is", () => {
    const copyFile = join(folder, "taken.db");
    writeFileSync(copyFile, "mine");
    const error = thrownBy(() => salvage(join(folder, "sound.db"), KEY, copyFile));
    expect(error).toMatchObject({ code: "FOLDER_UNUSABLE", data: { reason: "other" } });
    expect(readFileSync(copyFile, "utf8")).toBe("mine");
    expect(readdirSync(folder).filter((name) => name.startsWith(".salvage"))).toEqual([]);
  });

  it("is a newer journal, which this program does not understand", () => {
    const file = join(folder, "newer.db");
    writeFileSync(file, sound);
    const database = openDatabase(file, KEY);
    database.pragma("user_version=999");
    database.close();
    const copyFile = join(folder, "newer-copy.db");
    expect(thrownBy(() => salvage(file, KEY, copyFile))).toMatchObject({ code: "JOURNAL_NEWER" });
    expect(readdirSync(folder)).not.toContain("newer-copy.db");
  });
});
