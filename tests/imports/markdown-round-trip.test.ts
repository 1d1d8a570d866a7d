// Entries of every kind through Markdown and back into a real journal: exports and imports are two
// features, which may not import each other, so this stands here.
import fc from "fast-check";
import { monotonicFactory, ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CommitmentsService,
  createCommitments,
} from "../../src/main/features/commitments/commitments.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import { prepareCarriedPeople } from "../../src/main/features/people/carried-people.sql.ts";
import { createPeople, type PeopleService } from "../../src/main/features/people/people.service.ts";
import { entryToMarkdown, withQuestions } from "../../src/main/features/exports/entry-markdown.ts";
import { readMarkdownEntry } from "../../src/main/features/imports/read-markdown-entry.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import { became, type Commitment, outcome } from "../../src/shared/contract/commitments.ts";
import { type Entry, entryKind } from "../../src/shared/contract/entries.ts";
import {
  arbitraryDocument,
  arbitraryEmphasis,
  arbitraryMarkdown,
} from "../../src/shared/document/arbitrary-document.test-helper.ts";
import { mendLine, mendText } from "../../src/shared/document/mend-text.ts";
import { normalizeDocument } from "../../src/shared/document/normal-form.ts";
import {
  DOCUMENT_SCHEMA_VERSION,
  emptyDocument,
  isEmptyDocument,
} from "../../src/shared/document/schema.ts";
import { weekOf } from "../../src/shared/journal/iso-week.ts";
import { dateFromDayNumber, dayNumberOf } from "../../src/shared/journal/local-date.ts";
import { distinctTags } from "../../src/shared/journal/tags.ts";

const THEMES = ["trust", "listening", "power-3"];
/** The library as it is at the import: of six prompts it has two, one of them under another theme. */
const LIBRARY = new Map([
  ["trust-08", "trust"],
  ["listening-02", "power-3"],
]);
const PROMPTS = ["trust-08", "listening-02", "trust-99", "gone-1", "gone-2", "gone-3"];
const ZONES = ["Europe/Berlin", "UTC", "+01:00", "-09:30", "Africa/Monrovia", "Asia/Kathmandu"];

/** The pictures of the generated documents. */
const PICTURES = ["3fa9c1d20b77", "00", "ff"].map((start) => start.padEnd(64, "0"));
const fileOf = (sha256: string): string => `../../attachments/${sha256.slice(0, 12)}-a b.png`;

let database: Database;
let entries: EntriesService;
let commitments: CommitmentsService;
let people: PeopleService;
let carriedPeople: ReturnType<typeof prepareCarriedPeople>;
const nextId = monotonicFactory();

beforeAll(() => {
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const common = {
    database,
    clock: { now: () => new Date("2026-11-20T15:30:00+01:00"), timeZone: "Europe/Berlin" },
    newId: () => nextId(),
  };
  const insert = database.prepare(
    `INSERT INTO attachments (id, sha256, name, type, width, height, bytes, created, updated)
     VALUES (@sha256, @sha256, '', 'image/png', 1, 1, x'00', '', '')`,
  );
  for (const sha256 of PICTURES) insert.run({ sha256 });
  people = createPeople(common);
  carriedPeople = prepareCarriedPeople(database);
  commitments = createCommitments({ ...common, people });
  entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
});

afterAll(() => {
  database.close();
});

const words = arbitraryMarkdown.map(mendLine);
const someWords = words.filter((text) => text !== "");
const name = fc.oneof(
  someWords.map((text) => text.slice(0, 150).trim()).filter((text) => text !== ""),
  fc.constantFrom("Ana R", "ANA R", "none", "__proto__", "[[x]]"),
);
const instant = fc
  .integer({ min: 0, max: Date.parse("2100-01-01T00:00:00Z") / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString());

/** Words that look like what a line says of a commitment. */
const likeOurs = fc.oneof(
  someWords,
  fc.constantFrom(
    ...[
      "(kept: x)",
      "*(kept)*",
      " *(with Ana)* *(kept)*",
      "x)* *(ended: y",
      "; carried over",
      "*",
      "(",
    ],
    ...[
      "If a, then I will b",
      "a, then I will b",
      ", then I will ",
      "_(ended)_",
      "with x",
      "[x](y)",
    ],
  ),
  fc
    .array(fc.constantFrom(..."*_()[]:;\\ ab,", "If ", ", then I will ", "kept", "with "))
    .map((parts) => parts.join("")),
);
const typed = likeOurs.map(mendLine).filter((text) => text !== "");
const anyId = fc.integer({ min: 0, max: 2 ** 45 }).map((at) => ulid(at));
const aWeek = fc
  .integer({ min: dayNumberOf("0001-01-08"), max: dayNumberOf("9999-12-20") })
  .map((day) => weekOf(dateFromDayNumber(day)));
/** To the millisecond, as a window writes. */
const moment = fc
  .integer({ min: 0, max: Date.parse("2100-01-01T00:00:00Z") })
  .map((at) => new Date(at).toISOString());

const commitment = fc
  .record({
    id: anyId,
    situation: fc.option(typed),
    action: typed,
    person: fc.option(
      fc.oneof(
        name,
        typed.map((text) => text.slice(0, 150).trim()),
      ),
    ),
    outcome: fc.option(fc.constantFrom(...outcome.options)),
    outcomeNote: fc.option(typed),
    answeredIn: fc.option(aWeek),
    became: fc.option(fc.constantFrom(...became.options)),
    becameNote: fc.option(typed),
    carriedFrom: fc.option(anyId),
    reshapedFrom: fc.option(anyId),
    dueWeek: aWeek,
    created: moment,
    updated: moment,
  })
  // A note is a note on something.
  .map((one) => ({
    ...one,
    outcomeNote: one.outcome === null ? null : one.outcomeNote,
    becameNote: one.became === null ? null : one.becameNote,
    revision: 1,
  }));

const section = fc.record({
  about: fc.option(name.map((called) => ({ name: called }))),
  prompt: fc.option(
    fc.record({
      id: fc.constantFrom(...PROMPTS),
      text: arbitraryMarkdown.map(mendText).filter((text) => text.trim() !== ""),
      theme: fc.constantFrom(...THEMES),
    }),
  ),
  document: fc.oneof(
    { arbitrary: arbitraryDocument, weight: 3 },
    { arbitrary: arbitraryEmphasis, weight: 1 },
    { arbitrary: fc.constant(emptyDocument()), weight: 1 },
  ),
});

const anyEntry = fc.record({
  kind: fc.constantFrom(...entryKind.options),
  title: words,
  date: fc
    .integer({ min: dayNumberOf("0001-01-08"), max: dayNumberOf("9999-12-20") })
    .map(dateFromDayNumber),
  timeZone: fc.constantFrom(...ZONES),
  tags: fc.array(fc.oneof(words, fc.constantFrom("yes", "1e3", "a/b", "null", "- x")), {
    maxLength: 4,
  }),
  starred: fc.boolean(),
  people: fc.array(name, { maxLength: 3 }),
  created: instant,
  updated: instant,
  sections: fc.array(section, { maxLength: 4 }),
  commitments: fc.uniqueArray(commitment, { maxLength: 3, selector: (one) => one.id }),
});

test("an entry comes back from its Markdown as the same Markdown, its commitments whole", () => {
  fc.assert(
    fc.property(anyEntry, (generated) => {
      database.exec("BEGIN");
      try {
        const written = kept(generated);
        const first = markdownOf(written);
        database.exec("ROLLBACK; BEGIN");
        const file = { name: "2026-11-20-file.md", text: first, modified: new Date(0) };
        const read = readMarkdownEntry(file, { timeZone: "UTC", themes: LIBRARY }, pictureAt);
        const again = kept(read.entry);
        expect(markdownOf(again)).toBe(first);
        expect(again.commitments).toEqual(written.commitments);
      } finally {
        database.exec("ROLLBACK");
      }
    }),
    { numRuns: 1000 },
  );
}, 120_000);

/** As an export writes it. */
const markdownOf = (entry: Entry): string =>
  entryToMarkdown(withQuestions(entry, entries.allSections), fileOf);

function pictureAt(address: string) {
  const sha256 = PICTURES.find((one) => fileOf(one) === decodeURIComponent(address));
  return sha256 === undefined ? null : { sha256, name: "", file: "" };
}

type Somebody = string | { id: string | null; name: string };

/** Who that is, made with the id that a commitment names. */
function personOf(somebody: Somebody): { id: string; name: string } {
  const person = typeof somebody === "string" ? { id: null, name: somebody } : somebody;
  if (person.id !== null && carriedPeople.standing(person.id) === null) {
    const nothing = { role: "", handovers: [], agreements: [] };
    const row = { id: person.id, created: "", updated: "", revision: 1 };
    carriedPeople.insert({ name: person.name, relation: "other", ...nothing, ...row });
  }
  return people.namedOrMade(person.name);
}

/** Puts an entry into the journal as the import does, and reads it as an export does. */
function kept(
  from: Omit<Parameters<EntriesService["adopt"]>[0], "id" | "week" | "revision" | "sections"> & {
    id?: string;
    week?: string | null;
    people: readonly string[];
    sections: readonly (Pick<
      Parameters<EntriesService["adopt"]>[0]["sections"][number],
      "prompt" | "document"
    > & { about: { name: string } | null })[];
    commitments: readonly (Omit<Commitment, "id" | "week" | "person"> & {
      id: string | null;
      person: Somebody | null;
    })[];
  },
) {
  const { commitments: made, ...given } = from;
  const id = from.id ?? ulid(Date.parse(from.created));
  for (const { person } of made) if (person !== null) personOf(person);
  const times = { created: from.created, updated: from.updated, revision: 1 };
  const week = from.week ?? (from.kind === "weekly" ? weekOf(from.date) : null);
  entries.adopt({
    ...given,
    id,
    week,
    tags: distinctTags(from.tags),
    revision: 1,
    personIds: [...new Set(from.people.map((one) => people.namedOrMade(one).id))],
    sections: from.sections
      .map(({ prompt, about, document }) => ({
        prompt,
        aboutId: about === null ? null : people.namedOrMade(about.name).id,
        document: normalizeDocument(document),
      }))
      // An entry has no others, but for the places of a weekly set, and what a crisis is asked about.
      .filter(
        ({ prompt, document }) =>
          !isEmptyDocument(document) || (from.kind === "crisis" && prompt !== null),
      )
      .map((written) => ({ ...written, id: nextId(), schema: DOCUMENT_SCHEMA_VERSION, ...times })),
  });
  if (week !== null) {
    commitments.adopt(
      made.map((one) => ({
        ...one,
        id: one.id ?? nextId(),
        week,
        person: one.person === null ? null : personOf(one.person),
      })),
    );
  }
  const entry = entries.read(id);
  if (entry === null) throw new Error("the entry was not kept");
  return entry;
}
