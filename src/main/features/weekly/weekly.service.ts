import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Section } from "../../../shared/contract/entries.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type {
  ChosenPrompt,
  Reflection,
  Step,
  WeekBlocks,
  Whereabouts,
} from "../../../shared/contract/weekly.ts";
import { isBlankDocument } from "../../../shared/document/plain-text.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { addWeeks, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import { chooseAnother, choosePrompts } from "./choose-prompts.ts";
import { createWeekReading, isWritten } from "./week-reading.ts";
import type { WeeklyEntry, WeeklyNeeds } from "./weekly-needs.ts";
import { prepareWeekBlocks } from "./week-blocks.sql.ts";
import { type ChosenPromptRow, prepareWeekly, type ReflectionRow } from "./weekly.sql.ts";

export type WeeklyService = ReturnType<typeof createWeekly>;

/** Where a week from outside stands: what its reflection and its set of prompts have of their own. */
export type AdoptedReflection = Omit<ReflectionRow, "id" | "entryId"> & {
  chosen: readonly Omit<ChosenPromptRow, "id" | "entryId" | "promptId">[];
};

/** The rules of the weekly ritual. */
export function createWeekly(needs: WeeklyNeeds) {
  const { database, clock, newId, entries, commitments, prompts } = needs;
  const sql = prepareWeekly(database);
  const blocks = prepareWeekBlocks(database);
  const reading = createWeekReading(needs, sql);
  const { asChosen, choiceFor, keptSet, readBegun } = reading;
  const now = (): string => clock.now().toISOString();
  const today = (): LocalDate => localDateAt(clock.now(), clock.timeZone);

  /** @param step where the writer is, if there was no row. */
  function reflectionRow(entryId: Id, step: Step): ReflectionRow {
    const row =
      sql.readReflection(entryId) ??
      sql.insertReflection({ id: newId(), entryId, step, now: now() });
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
      skippedAt: null,
      replacedAt: null,
      now: now(),
    });
  }

  /** The week's entry with its set of prompts, made and kept if they were not. In a transaction. */
  function beginWriting(week: Week, date?: LocalDate): WeeklyEntry {
    const standing = entries.weeklyEntry(week);
    if (standing !== null && date !== undefined && date !== standing.date) {
      throw new StepbackError("DATE_TAKEN", { week, date: standing.date });
    }
    const set =
      standing === null || reflectionRow(standing.id, "write").setKept === null
        ? choosePrompts(choiceFor(week))
        : null;
    const entry = standing ?? entries.makeWeekly(week, date ?? today());
    reflectionRow(entry.id, "write");
    if (set !== null) {
      set.forEach((prompt, place) => addToSet(entry.id, prompt, { place }));
      sql.keepSet(entry.id, now());
    }
    return entry;
  }

  /** Makes the entry of a week that has none. In a transaction. */
  function makePage(week: Week): void {
    if (entries.weeklyEntry(week) === null) entries.makeWeekly(week, today());
  }

  function chosenAt(week: Week, place: number): { entryId: Id; row: ChosenPromptRow } {
    const entryId = entries.weeklyEntry(week)?.id;
    const row = entryId === undefined ? undefined : keptSet(entryId)[place];
    if (entryId === undefined || row === undefined) {
      throw new StepbackError("NOT_FOUND", { what: "reflection", id: week });
    }
    return { entryId, row };
  }

  return {
    read: reading.read,
    outlook: reading.outlook,
    today: reading.today,

    /** Begins a week with what comes before its writing: its set of prompts is not kept by that. */
    begin: (week: Week): Reflection =>
      database
        .transaction(() => {
          const entry = entries.weeklyEntry(week) ?? entries.makeWeekly(week, today());
          reflectionRow(entry.id, "look_back");
          return readBegun(week);
        })
        .immediate(),

    /** Opens the Write step: keeps the set the first time, and changes nothing afterwards. */
    open: (week: Week): Reflection =>
      database
        .transaction(() => {
          beginWriting(week);
          return readBegun(week);
        })
        .immediate(),

    /** Remembers where the writer is. @throws StepbackError NOT_FOUND before there is anything of the week. */
    stayAt(week: Week, whereabouts: Whereabouts): void {
      database
        .transaction(() => {
          const entry = entries.weeklyEntry(week);
          if (entry === null)
            throw new StepbackError("NOT_FOUND", { what: "reflection", id: week });
          const { entryId } = reflectionRow(entry.id, whereabouts.step);
          sql.stayAt({ ...whereabouts, entryId, now: now() });
        })
        .immediate();
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

    /** How a week fell, and the week before it; null where no block was placed. */
    blocks: (week: Week) =>
      database.transaction(() => ({
        placed: blocks.ofWeek(week),
        lastWeek: blocks.ofWeek(addWeeks(week, -1)),
      }))(),

    /** Keeps how a week fell, as it is; none placed is nothing kept. */
    placeBlocks: (week: Week, placed: WeekBlocks): { revision: number; updated: string } =>
      database
        .transaction(() => blocks.place({ ...placed, id: newId(), week, now: now() }))
        .immediate(),

    /** Puts the week away. */
    close: (week: Week): Reflection =>
      database
        .transaction(() => {
          const { entryId } = readBegun(week);
          sql.close(entryId, now());
          return readBegun(week);
        })
        .immediate(),

    /**
     * Writes the answer to a prompt into a week's reflection, making it if need be.
     * @param date the day the reflection is begun, when it is made here; today when left out.
     * @throws StepbackError NOT_FOUND for an unknown prompt, PROMPT_NEEDS_PERSON, NOTHING_WRITTEN,
     *   PROMPT_ANSWERED when the week has an answer to it, DATE_TAKEN when the reflection stands under another date.
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
      if (prompt.cadence === "per-person") {
        throw new StepbackError("PROMPT_NEEDS_PERSON", { prompt: prompt.id });
      }
      if (isBlankDocument(answer.document)) {
        throw new StepbackError("NOTHING_WRITTEN", {});
      }
      const week = answer.week ?? weekOf(answer.date ?? today());
      return database
        .transaction(() => {
          const { id: entryId } = beginWriting(week, answer.date);
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
     * Takes in where a week from outside stands, checked, of an entry that is here already; its set in
     * order. To be called in a transaction.
     */
    adopt(entryId: Id, reflection: AdoptedReflection): void {
      const { chosen, ...row } = reflection;
      sql.adoptReflection({ ...row, id: newId(), entryId, created: row.updated });
      for (const choice of chosen) {
        sql.insertChosen({ ...choice, id: newId(), entryId, now: row.updated });
      }
    },

    /**
     * Makes a commitment in a week, and the week's entry if need be, so that it has a page to stand on.
     * @throws StepbackError TOO_MANY_COMMITMENTS, NOTHING_WRITTEN.
     */
    commit: (commitment: {
      id?: Id;
      week?: Week;
      situation: string | null;
      action: string;
      person?: string | null | undefined;
    }): Commitment =>
      database
        .transaction(() => {
          const week = commitment.week ?? weekOf(today());
          makePage(week);
          return commitments.make({ ...commitment, week });
        })
        .immediate(),

    /**
     * Keeps what was said of a commitment in the Look back of a week. One that is carried over stands on
     * that week's page, as one that is made in it does.
     * @throws StepbackError as `commitments.say` does.
     */
    say: (said: Parameters<typeof commitments.say>[0]): Commitment =>
      database
        .transaction(() => {
          const kept = commitments.say(said);
          // An answer that was given before may name another week by now.
          if (kept.became === "carried" && kept.answeredIn === said.week) makePage(said.week);
          return kept;
        })
        .immediate(),
  };
}
