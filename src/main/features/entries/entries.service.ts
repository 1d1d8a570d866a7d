import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Entry, EntryFilter, ListedEntry, Section } from "../../../shared/contract/entries.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { excerptOf } from "../../../shared/document/excerpt.ts";
import { momentsIn, peopleIn, withWordsOfNow } from "../../../shared/document/mentions.ts";
import { normalizeDocument } from "../../../shared/document/normal-form.ts";
import { altText, changePictures } from "../../../shared/document/pictures.ts";
import {
  countWords,
  documentToText,
  isBlankDocument,
  TEXT_LIMIT,
} from "../../../shared/document/plain-text.ts";
import {
  DOCUMENT_SCHEMA_VERSION,
  type DocumentJson,
  emptyDocument,
  parseDocument,
} from "../../../shared/document/schema.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import { foldName } from "../../../shared/journal/fold.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import { distinctTags } from "../../../shared/journal/tags.ts";
import type { Database } from "../../storage/database.ts";
import { prepareEntryPeople } from "./entry-people.sql.ts";
import { type EntryRow, type ListedRow, prepareEntries, type SectionRow } from "./entries.sql.ts";
import { prepareMentions } from "./mentions.sql.ts";
import { prepareSectionPeople } from "./section-people.sql.ts";

const EXCERPT_CHARACTERS = 120;

/** A prompt as a section keeps it: its wording at the time. */
export interface SectionPrompt {
  id: string;
  text: string;
  theme: string;
}

/** An entry that comes from outside, its sections in order; `week` is a weekly entry's only. */
export type AdoptedEntry = Pick<
  Entry,
  | "id"
  | "kind"
  | "title"
  | "date"
  | "timeZone"
  | "tags"
  | "starred"
  | "created"
  | "updated"
  | "revision"
> & {
  week: Week | null;
  /** With whom it is, each once; nobody when left out. */
  personIds?: readonly Id[];
  sections: readonly AdoptedSection[];
};

type AdoptedSection = Pick<
  Section,
  "id" | "prompt" | "document" | "schema" | "created" | "updated" | "revision"
> & { aboutId?: Id | null };

/** What the entries feature needs from outside. */
export interface EntriesNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  /** The commitments made in a week. */
  commitmentsMadeIn: (week: Week) => Commitment[];
  people: { namedOrMade(name: string): NamedPerson };
}

export type EntriesService = ReturnType<typeof createEntries>;

/** The rules of entries and their sections. */
export function createEntries(needs: EntriesNeeds) {
  const { database, clock, newId } = needs;
  const sql = prepareEntries(database);
  const people = prepareSectionPeople(database);
  const withPeople = prepareEntryPeople(database);
  const mentions = prepareMentions(database);

  const now = (): string => clock.now().toISOString();
  const notFound = (what: "entry" | "section", id: string): StepbackError =>
    new StepbackError("NOT_FOUND", { what, id });

  /** A section with whom and what it speaks of as they are now. */
  function sectionNow(row: SectionRow): Section {
    const section = sectionOf(row);
    const spokenOf = peopleIn(section.document);
    const quoted = momentsIn(section.document);
    if (spokenOf.length === 0 && quoted.length === 0) return section;
    const document = withWordsOfNow(section.document, {
      names: mentions.names(spokenOf),
      moments: mentions.moments(quoted),
    });
    return { ...section, document, words: countWords(documentToText(document).trim()) };
  }

  /** @param forWriting whether the sections stay in which nothing is; those of a week have their places. */
  function withSections(row: EntryRow, forWriting = false): Entry {
    const unreadable = sql.unreadableOf(row.id);
    const about = people.ofEntry(row.id);
    const sections = sql
      .sectionsOf(row.id)
      .filter(
        (section) =>
          section.written === 1 ||
          unreadable.has(section.id) ||
          (forWriting && row.kind !== "weekly"),
      )
      .map((section) => {
        const words = unreadable.get(section.id);
        const person = about.get(section.id);
        return {
          ...sectionNow(section),
          ...(person === undefined ? {} : { about: person }),
          ...(words === undefined ? {} : { unreadable: { words } }),
        };
      });
    const themes = sections
      .map((section) => section.prompt?.theme)
      .filter((it) => it !== undefined);
    return {
      id: row.id,
      kind: row.kind,
      title: row.title,
      date: row.date,
      timeZone: row.timeZone,
      week: row.week ?? weekOf(row.date),
      tags: JSON.parse(row.tags) as string[],
      people: sql.peopleOf(row.id),
      with: withPeople.ofEntry(row.id).map(({ name }) => name),
      themes: [...new Set(themes)],
      starred: row.starred === 1,
      words: sections.reduce((words, section) => words + section.words, 0),
      created: row.created,
      updated: row.updated,
      deletedAt: row.deletedAt,
      revision: row.revision,
      sections,
      commitments: row.week === null ? [] : needs.commitmentsMadeIn(row.week),
    };
  }

  function listed(row: ListedRow): ListedEntry {
    return sql.unreadableOf(row.id).size === 0
      ? listedOf(row)
      : { ...listedOf(row), unreadable: true };
  }

  function insert(
    entry: Pick<EntryRow, "kind" | "title" | "date" | "week"> & {
      id?: Id;
      tags: string[];
      starred: boolean;
    },
  ): EntryRow {
    const created = now();
    return required(
      sql.insertEntry({
        ...entry,
        id: entry.id ?? newId(),
        timeZone: clock.timeZone,
        title: mendLine(entry.title),
        tags: JSON.stringify(distinctTags(entry.tags)),
        starred: Number(entry.starred),
        created,
        updated: created,
        revision: 1,
      }),
    );
  }

  /**
   * The columns that hold a document, all made from its one normal form so that they cannot disagree. A
   * picture that this journal does not have, pasted from another one, is its alt text.
   */
  function contentOf(
    written: DocumentJson,
  ): Pick<SectionRow, "document" | "schema" | "text" | "words"> & { mentioned: Id[] } {
    const document = normalizeDocument(
      changePictures(written, (sha256, picture) =>
        sql.hasAttachment(sha256) ? picture : altText(picture),
      ),
    );
    const text = documentToText(document).trim();
    if (text.length > TEXT_LIMIT) throw new StepbackError("TOO_LONG", { limit: TEXT_LIMIT });
    return {
      document: JSON.stringify(document),
      schema: DOCUMENT_SCHEMA_VERSION,
      text,
      words: countWords(text),
      mentioned: peopleIn(document),
    };
  }

  function addSection(section: {
    id?: Id;
    entryId: Id;
    prompt: SectionPrompt | null;
    document?: DocumentJson;
    /** The section it follows; the last one when left out. */
    after?: Id;
    /** Whom its prompt is answered about. */
    about?: Id;
  }): Section {
    const others = sql.sectionsOf(section.entryId);
    const index =
      section.after === undefined
        ? others.length - 1
        : others.findIndex((other) => other.id === section.after);
    const created = now();
    const { mentioned, ...content } = contentOf(section.document ?? emptyDocument());
    const row = sql.insertSection({
      ...content,
      id: section.id ?? newId(),
      entryId: section.entryId,
      sortKey: generateKeyBetween(
        others[index]?.sortKey ?? null,
        others.slice(index + 1).find((other) => other.sortKey !== others[index]?.sortKey)
          ?.sortKey ?? null,
      ),
      promptId: section.prompt?.id ?? null,
      promptText: section.prompt?.text ?? null,
      promptTheme: section.prompt?.theme ?? null,
      created,
      updated: created,
      revision: 1,
    });
    const { id } = required(row);
    if (section.about !== undefined) {
      const personId = section.about;
      people.insert({ id: newId(), sectionId: id, personId, created, updated: created });
    }
    mentions.set(id, mentioned);
    return sectionNow(required(row));
  }

  /** Makes an entry be with exactly these, by name. To be called in a transaction. */
  function setPeople(entryId: Id, names: readonly string[]): void {
    const given = new Set(names.map((name) => needs.people.namedOrMade(name).id));
    const standing = withPeople.ofEntry(entryId);
    for (const { id, rowId } of standing) {
      if (!given.has(id)) withPeople.remove(rowId, now());
    }
    const created = now();
    for (const personId of given) {
      if (standing.some(({ id }) => id === personId)) continue;
      withPeople.insert({
        id: newId(),
        entryId,
        personId,
        created,
        updated: created,
        revision: 1,
      });
    }
  }

  function isWritten(entry: EntryRow): boolean {
    const { sections, title } = withSections(entry);
    return sections.length > 0 || title !== "";
  }

  /** A week that was only opened gives way to the one that was written. @throws StepbackError WEEK_TAKEN. */
  function makeRoom(week: Week): void {
    const standing = sql.weeklyEntry(week);
    if (standing === undefined) return;
    if (isWritten(standing)) throw new StepbackError("WEEK_TAKEN", { week });
    const deletedAt = now();
    sql.setDeleted({ id: standing.id, deletedAt, updated: deletedAt });
  }

  return {
    /** A page of entries, newest first; `total` counts all that the filter chooses. */
    list(query: {
      filter?: EntryFilter;
      limit: number;
      offset?: number;
      after?: { date: LocalDate; id: Id };
    }): { total: number; entries: ListedEntry[] } {
      const filter = query.filter ?? {};
      return database.transaction(() => {
        const rows =
          query.after === undefined
            ? sql.listFrom(filter, query.limit, query.offset ?? 0)
            : sql.listAfter(filter, query.limit, query.after);
        return { total: sql.count(filter), entries: rows.map(listed) };
      })();
    },

    /** The ids of all entries that the filter chooses, oldest first. */
    chosenIds: (filter: EntryFilter): Id[] => sql.chosenIds(filter),

    count: (filter: EntryFilter): number => sql.count(filter),

    /**
     * One entry; null when there is none, or it is in the bin.
     * @param forWriting whether it has its sections also while nothing is in them, unless it is of a week.
     */
    read(id: Id, forWriting = false): Entry | null {
      return database.transaction(() => {
        const row = sql.readEntry(id);
        return row === undefined || row.deletedAt !== null ? null : withSections(row, forWriting);
      })();
    },

    /** A free entry of today with nothing in it yet. */
    begin(): Entry {
      return database
        .transaction(() => {
          const date = localDateAt(clock.now(), clock.timeZone);
          const row = insert({
            kind: "free",
            title: "",
            date,
            week: null,
            tags: [],
            starred: false,
          });
          addSection({ entryId: row.id, prompt: null });
          return withSections(row, true);
        })
        .immediate();
    },

    /** Every tag in use, those of the most entries first; one that is written in two ways is one. */
    tags(): string[] {
      const byName = new Map<string, { tag: string; entries: number }>();
      for (const { tag, entries } of sql.tags()) {
        const standing = byName.get(foldName(tag));
        if (standing === undefined) byName.set(foldName(tag), { tag, entries });
        else standing.entries += entries;
      }
      return [...byName.values()].sort((a, b) => b.entries - a.entries).map(({ tag }) => tag);
    },

    /** A free entry with one section. */
    write(entry: {
      title: string;
      date?: LocalDate;
      tags: string[];
      starred: boolean;
      document: DocumentJson;
      /** With whom, by name; those whom nobody knows yet are made. */
      people?: readonly string[];
    }): Entry {
      if (isBlankDocument(entry.document) && mendLine(entry.title) === "") {
        throw new StepbackError("NOTHING_WRITTEN", {});
      }
      return database
        .transaction(() => {
          const row = insert({
            kind: "free",
            title: entry.title,
            date: entry.date ?? localDateAt(clock.now(), clock.timeZone),
            week: null,
            tags: entry.tags,
            starred: entry.starred,
          });
          addSection({ entryId: row.id, prompt: null, document: entry.document });
          setPeople(row.id, entry.people ?? []);
          return withSections(row);
        })
        .immediate();
    },

    /** The weekly entry of a week; null until there is one. */
    weeklyEntry: (week: Week): EntryRow | null => sql.weeklyEntry(week) ?? null,

    /** Whether a week has a reflection with something in it; one that was only opened makes room. */
    isWeekWritten(week: Week): boolean {
      const standing = sql.weeklyEntry(week);
      return standing !== undefined && isWritten(standing);
    },

    /** Makes the weekly entry of a week; to be called where there is none, in a transaction. */
    makeWeekly: (week: Week, date: LocalDate): EntryRow =>
      insert({ kind: "weekly", title: "", date, week, tags: [], starred: false }),

    /** Makes a free entry without a section, to be given one in the same transaction. */
    makeFree: (id: Id, date: LocalDate): EntryRow =>
      insert({ id, kind: "free", title: "", date, week: null, tags: [], starred: false }),

    /** Makes the entry that a crisis becomes, of the day it was closed. To be called in a transaction. */
    makeCrisis: (entry: { title: string; date: LocalDate }): EntryRow =>
      insert({ ...entry, kind: "crisis", week: null, tags: [], starred: false }),

    addSection,

    /** All sections of an entry in order, also those with nothing in them yet. */
    allSections: (entryId: Id): Section[] => sql.sectionsOf(entryId).map(sectionNow),

    /**
     * Keeps a section's document, in normal form, if `revision` still stands or `writer` saved last.
     * @throws StepbackError CONFLICT, NOT_FOUND, DOCUMENT_REFUSED, TOO_LONG.
     */
    saveSection(save: { id: Id; document: unknown; revision: number; writer: string }) {
      const parsed = parseDocument(save.document);
      if (parsed.kind !== "document") {
        throw new StepbackError("DOCUMENT_REFUSED", { reason: parsed.reason });
      }
      const { mentioned, ...content } = contentOf(parsed.document);
      const updated = now();
      return database
        .transaction(() => {
          const { id, revision, writer } = save;
          const row = sql.saveSection({ ...content, id, revision, writer, updated });
          if (row === undefined) {
            const standing = sql.readSection(save.id);
            if (standing === undefined) throw notFound("section", save.id);
            if (standing.schema > DOCUMENT_SCHEMA_VERSION) {
              throw new StepbackError("DOCUMENT_REFUSED", { reason: "a newer version wrote it" });
            }
            throw new StepbackError("CONFLICT", { revision: standing.revision });
          }
          mentions.set(row.id, mentioned);
          sql.touchEntry(row.entryId, updated);
          return { revision: row.revision, updated: row.updated, words: row.words };
        })
        .immediate();
    },

    /** Changes what is said of an entry. @throws StepbackError NOT_FOUND, NAME_MISSING, NAME_TOO_LONG. */
    change(change: {
      id: Id;
      title?: string;
      date?: LocalDate;
      tags?: string[];
      starred?: boolean;
      /** With whom from now on, by name. */
      with?: readonly string[];
    }): Entry {
      return database
        .transaction(() => {
          const row = sql.changeEntry({
            id: change.id,
            title: change.title === undefined ? null : mendLine(change.title),
            date: change.date ?? null,
            tags: change.tags === undefined ? null : JSON.stringify(distinctTags(change.tags)),
            starred: change.starred === undefined ? null : Number(change.starred),
            updated: now(),
          });
          if (row === undefined) throw notFound("entry", change.id);
          if (change.with !== undefined) setPeople(row.id, change.with);
          return withSections(row);
        })
        .immediate();
    },

    /** Makes what names one person name another. To be called in a transaction. */
    movePerson: (from: Id, to: Id, moved: string) => withPeople.movePerson(from, to, moved),

    /** Puts an entry into the bin; one that is there already stays as it is. @throws NOT_FOUND. */
    delete(id: Id): Entry {
      return database
        .transaction(() => {
          const standing = sql.readEntry(id);
          if (standing === undefined) throw notFound("entry", id);
          if (standing.deletedAt !== null) return withSections(standing);
          const deletedAt = now();
          return withSections(required(sql.setDeleted({ id, deletedAt, updated: deletedAt })));
        })
        .immediate();
    },

    /**
     * Puts a free entry into the bin if it is as it was begun: what was written and emptied since, here
     * or in another window, stays. @returns whether it is gone, also when it was before.
     */
    dropIfEmpty(id: Id): boolean {
      return database
        .transaction(() => {
          const standing = sql.readEntry(id);
          if (standing === undefined || standing.deletedAt !== null) return true;
          const isAsBegun =
            standing.kind === "free" &&
            standing.title === "" &&
            standing.revision === 1 &&
            sql.sectionsOf(id).every(({ revision, written }) => revision === 1 && written === 0);
          if (!isAsBegun) return false;
          const deletedAt = now();
          sql.setDeleted({ id, deletedAt, updated: deletedAt });
          return true;
        })
        .immediate();
    },

    /**
     * Takes an entry out of the bin; one that is not there stays as it is.
     * @throws StepbackError NOT_FOUND, also after its 30 days; WEEK_TAKEN when its week has another
     *   reflection with something in it by now.
     */
    restore(id: Id): Entry {
      return database
        .transaction(() => {
          const standing = sql.readEntry(id);
          if (standing === undefined) throw notFound("entry", id);
          if (standing.deletedAt === null) return withSections(standing);
          if (standing.deletedAt < startOfBin(clock.now())) throw notFound("entry", id);
          if (standing.week !== null) makeRoom(standing.week);
          return withSections(required(sql.setDeleted({ id, deletedAt: null, updated: now() })));
        })
        .immediate();
    },

    /** Whether nothing is written here: no entry, also none in the bin, has a title, a tag or a text. */
    isEmpty: (): boolean => sql.isEmpty(),

    /** Whether an id is an entry's, also of one in the bin, or emptied since. */
    isKnown: (id: Id): boolean => sql.readEntry(id) !== undefined,

    /** Whether an id is a section's. */
    isKnownSection: (id: Id): boolean => sql.isKnownSection(id),

    /**
     * Takes in an entry from outside with its ids, times and revisions, as it is: checked, in normal
     * form, and its ids not known here. An unwritten reflection of its week gives way. To be called in
     * a transaction.
     * @throws StepbackError TOO_LONG, WEEK_TAKEN.
     */
    adopt(entry: AdoptedEntry): void {
      const { tags, starred, personIds = [], sections, ...row } = entry;
      const { created, updated } = entry;
      if (row.week !== null) makeRoom(row.week);
      sql.insertEntry({ ...row, tags: JSON.stringify(tags), starred: Number(starred) });
      for (const personId of personIds) {
        const link = { id: newId(), entryId: entry.id, personId };
        withPeople.insert({ ...link, created, updated, revision: 1 });
      }
      const keys = generateNKeysBetween(null, null, sections.length);
      for (const [index, { prompt, document, aboutId = null, ...section }] of sections.entries()) {
        const { mentioned, ...content } = contentOf(document);
        sql.insertSection({
          ...content,
          ...section,
          entryId: entry.id,
          sortKey: keys[index] ?? "",
          promptId: prompt?.id ?? null,
          promptText: prompt?.text ?? null,
          promptTheme: prompt?.theme ?? null,
        });
        if (aboutId !== null) {
          const link = { id: newId(), sectionId: section.id, personId: aboutId };
          people.insert({ ...link, created: section.created, updated: section.created });
        }
        mentions.set(section.id, mentioned);
      }
    },

    /** Empties what has been in the bin for 30 days; an empty tombstone of each stays. */
    emptyBin(): void {
      const document = JSON.stringify(emptyDocument());
      const before = startOfBin(clock.now());
      database
        .transaction(() => {
          sql.emptyBin({ before, document, now: now() });
          mentions.forgetBefore(before);
        })
        .immediate();
    },
  };
}

function sectionOf(row: SectionRow): Section {
  const { promptId, promptText, promptTheme } = row;
  return {
    id: row.id,
    prompt:
      promptId === null || promptText === null || promptTheme === null
        ? null
        : { id: promptId, text: promptText, theme: promptTheme },
    document: JSON.parse(row.document) as Section["document"],
    schema: row.schema,
    words: row.words,
    created: row.created,
    updated: row.updated,
    revision: row.revision,
  };
}

function listedOf(row: ListedRow): ListedEntry {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    date: row.date,
    week: row.week ?? weekOf(row.date),
    tags: JSON.parse(row.tags) as string[],
    people: JSON.parse(row.people) as string[],
    themes: JSON.parse(row.themes) as string[],
    starred: row.starred === 1,
    words: row.words,
    excerpt: excerptOf(row.excerpt, EXCERPT_CHARACTERS),
    question: row.question,
  };
}

function required<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error("a statement with RETURNING gave no row");
  return row;
}
