import type { EarlierAnswer, PromptAbout, Question } from "../../../shared/contract/answers.ts";
import type { Section } from "../../../shared/contract/entries.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import type { Prompt } from "../../../shared/contract/prompts.ts";
import { isBlankDocument } from "../../../shared/document/plain-text.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { weekOf } from "../../../shared/journal/iso-week.ts";
import { type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { prepareAnswering } from "./answering.sql.ts";

/** A section's prompt as the entries feature keeps it. */
interface Wording {
  id: string;
  text: string;
  theme: string;
}

/** What the answering of prompts needs from outside. */
export interface AnsweringNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  prompts: {
    library(): { prompts: readonly Prompt[] };
    find(id: string): Prompt | null;
    theme(id: string): { title: string } | null;
    documentTitle(id: string): string;
  };
  /** What the user wishes of a prompt. */
  wishes: { all(): (id: string) => { hiddenSince: string | null } };
  people: {
    /** Also whom somebody was merged into; null where there is nobody. */
    read(id: Id): NamedPerson | null;
    namedOrMade(name: string): NamedPerson;
  };
  entries: {
    makeFree(id: Id, date: LocalDate): unknown;
    addSection(section: { id?: Id; entryId: Id; prompt: Wording; about?: Id }): Section;
    allSections(entryId: Id): Section[];
    isKnownSection(id: Id): boolean;
    saveSection(save: { id: Id; document: unknown; revision: number; writer: string }): {
      revision: number;
      updated: string;
      words: number;
    };
  };
}

/** A prompt that is answered, and about whom. */
interface Asked {
  prompt: string;
  person?: Id;
}

export type AnsweringService = ReturnType<typeof createAnswering>;

/**
 * Answering prompts outside the weekly ritual, and what was answered before. An answer is a free entry
 * of its day with one section, which keeps the prompt as it is worded then.
 */
export function createAnswering(needs: AnsweringNeeds) {
  const { database, clock, newId, prompts, wishes, people, entries } = needs;
  const sql = prepareAnswering(database);
  const today = (): LocalDate => localDateAt(clock.now(), clock.timeZone);

  function found(id: string): Prompt {
    const prompt = prompts.find(id);
    if (prompt === null) throw new StepbackError("NOT_FOUND", { what: "prompt", id });
    return prompt;
  }

  /** The prompt and the person that are meant. @throws StepbackError as `toAnswer` does. */
  function meant(asked: Asked): { prompt: Prompt; person: NamedPerson | null } {
    const prompt = found(asked.prompt);
    const isAboutOne = prompt.cadence === "per-person";
    if (asked.person === undefined) {
      if (isAboutOne) throw new StepbackError("PROMPT_NEEDS_PERSON", { prompt: prompt.id });
      return { prompt, person: null };
    }
    if (!isAboutOne) throw new StepbackError("PROMPT_NEEDS_NO_PERSON", { prompt: prompt.id });
    return { prompt, person: knownPerson(asked.person) };
  }

  function knownPerson(id: Id): NamedPerson {
    const person = people.read(id);
    if (person === null) throw new StepbackError("NOT_FOUND", { what: "person", id });
    return { id: person.id, name: person.name };
  }

  /** The answer that stands under a day already; also an emptied one. */
  function standingOn(date: LocalDate, prompt: string, person: NamedPerson | null) {
    const row = sql.ofDay({ prompt, person: person?.id ?? null, date });
    if (row === undefined) return null;
    const section = entries.allSections(row.entryId).find(({ id }) => id === row.sectionId);
    if (section === undefined) throw new Error(`the section ${row.sectionId} is gone`);
    return { entryId: row.entryId, section, isWritten: row.written === 1 };
  }

  /** Makes the entry of an answer, with its one section. In a transaction. */
  function make(
    ids: { entryId: Id; id: Id },
    date: LocalDate,
    prompt: Prompt,
    person: NamedPerson | null,
  ): Section {
    entries.makeFree(ids.entryId, date);
    return entries.addSection({
      ...ids,
      prompt: wordingOf(prompt, person),
      ...(person === null ? {} : { about: person.id }),
    });
  }

  return {
    /** All earlier answers to a prompt, oldest first. See `prompts.earlierAnswers` of the contract. */
    earlierAnswers: (asked: Asked & { before?: Id }): EarlierAnswer[] =>
      sql
        .earlier({
          prompt: asked.prompt,
          person:
            asked.person === undefined ? null : (people.read(asked.person)?.id ?? asked.person),
          before: asked.before ?? null,
        })
        .map((row) => ({
          ...row,
          week: row.week ?? weekOf(row.date),
          document: JSON.parse(row.document) as DocumentJson,
          people: JSON.parse(row.people) as NamedPerson[],
        })),

    /**
     * A prompt as it is put to its writer today. Writes nothing.
     * @throws StepbackError NOT_FOUND, PROMPT_NEEDS_PERSON, PROMPT_NEEDS_NO_PERSON.
     */
    toAnswer: (asked: Asked): Question =>
      database.transaction(() => {
        const { prompt, person } = meant(asked);
        const standing = standingOn(today(), prompt.id, person);
        const { id, theme, cadence, source } = prompt;
        return {
          id,
          theme,
          cadence,
          source,
          origin: prompt.origin,
          text: about(prompt.text, person),
          followUps: prompt.followUps.map((followUp) => about(followUp, person)),
          themeTitle: prompts.theme(theme)?.title ?? theme,
          documentTitle: source === null ? "" : prompts.documentTitle(source.document),
          person,
          standing: standing && { entryId: standing.entryId, section: standing.section },
          timeZone: clock.timeZone,
        };
      })(),

    /**
     * Keeps an answer; the first one makes its entry and section under the given ids, a blank first one
     * makes nothing. See `prompts.saveAnswer` of the contract.
     * @throws StepbackError as `toAnswer` and `entries.saveSection` do.
     */
    saveAnswer: (
      save: Asked & {
        entryId: Id;
        id: Id;
        document: DocumentJson;
        revision: number;
        writer: string;
      },
    ) =>
      database
        .transaction(() => {
          const { entryId, id, document, writer } = save;
          if (entries.isKnownSection(id)) return entries.saveSection(save);
          const { prompt, person } = meant(save);
          if (isBlankDocument(document)) {
            return { revision: save.revision, updated: clock.now().toISOString(), words: 0 };
          }
          const date = today();
          const standing = standingOn(date, prompt.id, person);
          if (standing !== null) {
            throw new StepbackError("CONFLICT", { revision: standing.section.revision });
          }
          const { revision } = make({ entryId, id }, date, prompt, person);
          // By its writer, who may save again although this answer is lost.
          return entries.saveSection({ id, document, revision, writer });
        })
        .immediate(),

    /**
     * Writes the answer to a per-person prompt, about a person who is made if nobody has the name.
     * @param answer.date its day; today when left out.
     * @throws StepbackError NOT_FOUND for an unknown prompt, PROMPT_NEEDS_NO_PERSON, NOTHING_WRITTEN,
     *   PROMPT_ANSWERED when that day has an answer to it about them.
     */
    answerAbout: (answer: {
      promptId: string;
      name: string;
      date?: LocalDate;
      document: DocumentJson;
    }): Section =>
      database
        .transaction(() => {
          const prompt = found(answer.promptId);
          if (prompt.cadence !== "per-person") {
            throw new StepbackError("PROMPT_NEEDS_NO_PERSON", { prompt: prompt.id });
          }
          if (isBlankDocument(answer.document)) throw new StepbackError("NOTHING_WRITTEN", {});
          const person = people.namedOrMade(answer.name);
          const date = answer.date ?? today();
          const standing = standingOn(date, prompt.id, person);
          if (standing?.isWritten === true) {
            throw new StepbackError("PROMPT_ANSWERED", {
              week: weekOf(date),
              prompt: prompt.id,
              about: { person: person.name, date },
            });
          }
          const entryId = standing?.entryId ?? newId();
          const { id, revision } =
            standing?.section ?? make({ entryId, id: newId() }, date, prompt, person);
          entries.saveSection({ id, document: answer.document, revision, writer: newId() });
          const saved = entries.allSections(entryId).find((section) => section.id === id);
          if (saved === undefined) throw new Error("the answer was not kept");
          return saved;
        })
        .immediate(),

    /** The per-person prompts that are not hidden, worded about one person. @throws StepbackError NOT_FOUND. */
    about: (personId: Id): { person: NamedPerson; prompts: PromptAbout[] } =>
      database.transaction(() => {
        const person = knownPerson(personId);
        const rows = new Map(sql.about(person.id).map((row) => [row.prompt, row]));
        const wishOf = wishes.all();
        const perPerson = prompts
          .library()
          .prompts.filter(
            ({ id, cadence }) => cadence === "per-person" && wishOf(id).hiddenSince === null,
          );
        return {
          person,
          prompts: perPerson.map(({ id, theme, text, source }) => {
            const row = rows.get(id);
            return {
              id,
              theme,
              source,
              text: about(text, person),
              answered: row?.answered ?? 0,
              lastWeek: row === undefined ? null : weekOf(row.date),
            };
          }),
        };
      })(),
  };
}

/** A question with the person's name in it. */
function about(text: string, person: NamedPerson | null): string {
  return person === null ? text : text.split("{person}").join(person.name);
}

function wordingOf({ id, text, theme }: Prompt, person: NamedPerson | null): Wording {
  return { id, theme, text: about(text, person) };
}
