import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Entry, Section } from "../../../shared/contract/entries.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type { Prompt } from "../../../shared/contract/prompts.ts";
import type {
  ChosenPrompt,
  OfferedWeek,
  Place,
  Reflection,
  Step,
  Today,
  Whereabouts,
} from "../../../shared/contract/weekly.ts";
import { documentToText } from "../../../shared/document/plain-text.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { addWeeks, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { type LocalDate, localDateAt, weekdayOf } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { chooseAnother, type ChoiceInput, choosePrompts } from "./choose-prompts.ts";
import { type ChosenPromptRow, prepareWeekly, type ReflectionRow } from "./weekly.sql.ts";

/** A weekly entry as the entries feature hands it over. */
interface WeeklyEntry {
  id: Id;
  date: LocalDate;
  title: string;
}

/** What the weekly feature needs from outside. */
export interface WeeklyNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  entries: {
    weeklyEntry(week: Week): WeeklyEntry | null;
    makeWeekly(week: Week, date: LocalDate): WeeklyEntry;
    allSections(entryId: Id): Section[];
    addSection(section: {
      entryId: Id;
      prompt: { id: string; text: string; theme: string } | null;
      document?: DocumentJson;
      after?: Id;
    }): Section;
    saveSection(save: { id: Id; document: unknown; revision: number; writer: string }): unknown;
    change(change: { id: Id; title: string }): Entry;
  };
  commitments: {
    madeIn(week: Week): Commitment[];
    dueIn(week: Week): Commitment[];
    make(commitment: { week: Week; situation: string | null; action: string }): Commitment;
  };
  prompts: {
    library(): ChoiceInput["library"];
    find(id: string): Prompt | null;
    theme(id: string): { title: string } | null;
    documentTitle(id: string): string;
  };
  settings: {
    read(): { reflectionDay: number; reflectionTime: string; places: number };
  };
}

/** A week as the ritual would open it; the command line's `weekly`. */
export interface WeekOutlook {
  week: Week;
  state: { entryId: Id | null; step: Step; place: number; closed: boolean };
  /** What was committed to for this week. */
  commitments: Commitment[];
  moments: [];
  prompts: ChosenPrompt[];
}

export type WeeklyService = ReturnType<typeof createWeekly>;

/** The rules of the weekly ritual. */
export function createWeekly(needs: WeeklyNeeds) {
  const { database, clock, newId, entries, commitments, prompts, settings } = needs;
  const sql = prepareWeekly(database);
  const now = (): string => clock.now().toISOString();
  const today = (): LocalDate => localDateAt(clock.now(), clock.timeZone);

  function choiceFor(week: Week): ChoiceInput {
    return {
      week,
      facts: sql.facts().map((fact) => ({ ...fact, week: fact.week ?? weekOf(fact.date) })),
      reflected: sql.reflectedWeeks(),
      library: prompts.library(),
      settings: {
        places: settings.read().places,
        pinned: new Set(),
        favourites: new Set(),
        hidden: new Set(),
        picked: null,
      },
    };
  }

  /** The set that was kept, in order of place; empty until it is. */
  function keptSet(entryId: Id): ChosenPromptRow[] {
    return sql.chosen(entryId).filter((row) => row.replacedAt === null);
  }

  function asChosen(row: ChosenPromptRow, sections: readonly Section[]): ChosenPrompt {
    const section = sections.find(({ id }) => id === row.sectionId);
    const reason = { kind: row.reasonKind };
    return {
      id: row.promptId,
      theme: section?.prompt?.theme ?? "",
      text: section?.prompt?.text ?? "",
      reason: row.reasonWeeks === null ? reason : { ...reason, weeks: row.reasonWeeks },
      source: prompts.find(row.promptId)?.source ?? { document: "", section: "" },
    };
  }

  function reflectionRow(entryId: Id): ReflectionRow {
    const row =
      sql.readReflection(entryId) ?? sql.insertReflection({ id: newId(), entryId, now: now() });
    if (row === undefined) throw new Error("the reflection was not inserted");
    return row;
  }

  function addToSet(
    entryId: Id,
    prompt: ChosenPrompt,
    position: { place: number; after?: Id },
  ): void {
    const section = entries.addSection({
      entryId,
      prompt: { id: prompt.id, text: prompt.text, theme: prompt.theme },
      after: position.after,
    });
    sql.insertChosen({
      id: newId(),
      entryId,
      sectionId: section.id,
      place: position.place,
      reasonKind: prompt.reason.kind,
      reasonWeeks: prompt.reason.weeks ?? null,
      now: now(),
    });
  }

  /** The week's entry with its set of prompts, made and kept if they were not. In a transaction. */
  function begin(week: Week, date?: LocalDate): WeeklyEntry {
    const standing = entries.weeklyEntry(week);
    if (standing !== null && date !== undefined && date !== standing.date) {
      throw new StepbackError("DATE_TAKEN", { week, date: standing.date });
    }
    const set =
      standing === null || reflectionRow(standing.id).setKept === null
        ? choosePrompts(choiceFor(week))
        : null;
    const entry = standing ?? entries.makeWeekly(week, date ?? today());
    reflectionRow(entry.id);
    if (set !== null) {
      set.forEach((prompt, place) => addToSet(entry.id, prompt, { place }));
      sql.keepSet(entry.id, now());
    }
    return entry;
  }

  function placeOf(row: ChosenPromptRow, sections: readonly Section[]): Place {
    const section = sections.find(({ id }) => id === row.sectionId);
    if (section === undefined) throw new Error(`the section of place ${row.place} is gone`);
    const prompt = asChosen(row, sections);
    const answered = isWritten(section);
    return {
      ...prompt,
      themeTitle: prompts.theme(prompt.theme)?.title ?? prompt.theme,
      documentTitle: prompts.documentTitle(prompt.source.document),
      followUps: prompts.find(prompt.id)?.followUps ?? [],
      section,
      answered,
      skipped: row.skippedAt !== null && !answered,
    };
  }

  function read(week: Week): Reflection | null {
    const entry = entries.weeklyEntry(week);
    if (entry === null) return null;
    const row = sql.readReflection(entry.id);
    if (row === undefined || row.setKept === null) return null;
    const sections = entries.allSections(entry.id);
    const set = keptSet(entry.id);
    const placed = new Set(set.map(({ sectionId }) => sectionId));
    const { step, place, caret, scroll } = row;
    return {
      week,
      entryId: entry.id,
      date: entry.date,
      title: entry.title,
      whereabouts: { step, place, caret, scroll },
      closedAt: row.closedAt,
      updated: row.updated,
      places: set.map((chosen) => placeOf(chosen, sections)),
      others: sections.filter((section) => !placed.has(section.id) && isWritten(section)),
      commitments: commitments.madeIn(week),
    };
  }

  function readBegun(week: Week): Reflection {
    const reflection = read(week);
    if (reflection === null) {
      throw new StepbackError("NOT_FOUND", { what: "reflection", id: week });
    }
    return reflection;
  }

  function chosenAt(week: Week, place: number): { entryId: Id; row: ChosenPromptRow } {
    const entryId = entries.weeklyEntry(week)?.id;
    const row = entryId === undefined ? undefined : keptSet(entryId)[place];
    if (entryId === undefined || row === undefined) {
      throw new StepbackError("NOT_FOUND", { what: "reflection", id: week });
    }
    return { entryId, row };
  }

  function offer(week: Week): OfferedWeek {
    const reflection = read(week);
    if (reflection === null) return { week, state: "not_begun", left: null };
    const { whereabouts, places } = reflection;
    const open = places[whereabouts.place];
    return {
      week,
      state: reflection.closedAt === null ? "begun" : "closed",
      left: {
        step: whereabouts.step,
        place: whereabouts.place,
        places: places.length,
        at: reflection.updated,
        lastWords: open === undefined ? "" : lastWordsOf(open.section),
      },
    };
  }

  return {
    read,

    /** A week as the ritual would open it. Writes nothing: until the set is kept it is computed anew. */
    outlook(week: Week): WeekOutlook {
      const entry = entries.weeklyEntry(week);
      const row = entry === null ? undefined : sql.readReflection(entry.id);
      const sections = entry === null ? [] : entries.allSections(entry.id);
      return {
        week,
        state: {
          entryId: entry?.id ?? null,
          step: row?.step ?? "write",
          place: row?.place ?? 0,
          closed: row !== undefined && row.closedAt !== null,
        },
        commitments: commitments.dueIn(week),
        moments: [],
        prompts:
          entry === null || row === undefined || row.setKept === null
            ? choosePrompts(choiceFor(week))
            : keptSet(entry.id).map((chosen) => asChosen(chosen, sections)),
      };
    },

    /** What Today shows of the week; writes nothing. */
    today(): Today {
      const date = today();
      const week = weekOf(date);
      const { reflectionDay, reflectionTime } = settings.read();
      const reflected = sql.reflectedWeeks();
      const lastWeek = offer(addWeeks(week, -1));
      // Last week's stays on offer until the day of reflection, to someone who had begun by then.
      const lastIsOffered =
        weekdayOf(date) < reflectionDay &&
        lastWeek.state !== "closed" &&
        reflected.some((other) => other < week);
      return {
        date,
        timeZone: clock.timeZone,
        week,
        reflectionDay,
        reflectionTime,
        offered: lastIsOffered ? [offer(week), lastWeek] : [offer(week)],
        due: commitments.dueIn(week),
        begunBefore: reflected.length > 0,
      };
    },

    /** Opens the Write step: keeps the set the first time, and changes nothing afterwards. */
    open: (week: Week): Reflection =>
      database
        .transaction(() => {
          begin(week);
          return readBegun(week);
        })
        .immediate(),

    /** Remembers where the writer is. @throws StepbackError NOT_FOUND before there is anything of the week. */
    stayAt(week: Week, whereabouts: Whereabouts): void {
      const entry = entries.weeklyEntry(week);
      if (entry === null) throw new StepbackError("NOT_FOUND", { what: "reflection", id: week });
      const entryId = reflectionRow(entry.id).entryId;
      sql.stayAt({ ...whereabouts, entryId, now: now() });
    },

    /**
     * Puts another prompt into one place and leaves the others as they are. What was written stays
     * in the week under its own prompt.
     * @throws StepbackError NO_OTHER_PROMPT when the library has nothing else that may be asked.
     */
    anotherPrompt: (week: Week, place: number): Reflection =>
      database
        .transaction(() => {
          const { entryId, row } = chosenAt(week, place);
          const sections = entries.allSections(entryId);
          const set = keptSet(entryId).map((chosen) => asChosen(chosen, sections));
          const shown = new Set(sections.map((section) => section.prompt?.id ?? ""));
          const other = chooseAnother(choiceFor(week), set, place, shown);
          if (other === null) throw new StepbackError("NO_OTHER_PROMPT", {});
          sql.replace(row.id, now());
          addToSet(entryId, other, { place, after: row.sectionId });
          return readBegun(week);
        })
        .immediate(),

    /** Passes over the prompt of one place. */
    skip: (week: Week, place: number): Reflection =>
      database
        .transaction(() => {
          sql.skip(chosenAt(week, place).row.id, now());
          return readBegun(week);
        })
        .immediate(),

    /** Puts the week away under its title, which may be empty. */
    close: (week: Week, title: string): Reflection =>
      database
        .transaction(() => {
          const { entryId } = readBegun(week);
          entries.change({ id: entryId, title });
          sql.close(entryId, now());
          return readBegun(week);
        })
        .immediate(),

    /**
     * Writes the answer to a prompt into a week's reflection, making it if need be.
     * @param date the day the reflection is begun, when it is made here; today when left out.
     * @throws StepbackError NOT_FOUND for an unknown prompt, NOTHING_WRITTEN, PROMPT_ANSWERED when
     *   the week has an answer to it, DATE_TAKEN when the reflection stands under another date.
     */
    answer(answer: {
      promptId: string;
      week?: Week;
      date?: LocalDate;
      document: DocumentJson;
    }): Section {
      const prompt = prompts.find(answer.promptId);
      if (prompt === null) {
        throw new StepbackError("NOT_FOUND", { what: "prompt", id: answer.promptId });
      }
      if (documentToText(answer.document).trim() === "") {
        throw new StepbackError("NOTHING_WRITTEN", {});
      }
      const week = answer.week ?? weekOf(answer.date ?? today());
      return database
        .transaction(() => {
          const { id: entryId } = begin(week, answer.date);
          const standing = entries
            .allSections(entryId)
            .find((section) => section.prompt?.id === prompt.id);
          if (standing === undefined) {
            return entries.addSection({
              entryId,
              prompt: { id: prompt.id, text: prompt.text, theme: prompt.theme },
              document: answer.document,
            });
          }
          if (isWritten(standing)) {
            throw new StepbackError("PROMPT_ANSWERED", { week, prompt: prompt.id });
          }
          entries.saveSection({ ...standing, document: answer.document, writer: newId() });
          const saved = entries.allSections(entryId).find(({ id }) => id === standing.id);
          if (saved === undefined) throw new Error("the answer was not kept");
          return saved;
        })
        .immediate();
    },

    /**
     * Makes a commitment in a week, and the week's entry if need be, so that it has a page to stand on.
     * @throws StepbackError TOO_MANY_COMMITMENTS, NOTHING_WRITTEN.
     */
    commit: (commitment: { week?: Week; situation: string | null; action: string }): Commitment =>
      database
        .transaction(() => {
          const week = commitment.week ?? weekOf(today());
          if (entries.weeklyEntry(week) === null) entries.makeWeekly(week, today());
          return commitments.make({ ...commitment, week });
        })
        .immediate(),
  };
}

function isWritten(section: Section): boolean {
  return documentToText(section.document).trim() !== "";
}

/** The last sentence or two of a text, at most 200 characters. */
function lastWordsOf(section: Section): string {
  const lines = documentToText(section.document).trim().split("\n");
  const line = (lines.at(-1) ?? "").trim();
  if (line.length <= 200) return line;
  const tail = line.slice(-200);
  const start = tail.search(/(?<=[.!?]\s)\S/u);
  return start === -1 ? tail.slice(tail.indexOf(" ") + 1) : tail.slice(start);
}
