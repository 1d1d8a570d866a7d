import type {
  Became,
  Crisis,
  CrisisAnswer,
  CrisisItem,
  WhoHasIt,
} from "../../../shared/contract/crises.ts";
import type { Section } from "../../../shared/contract/entries.ts";
import type { Prompt } from "../../../shared/contract/prompts.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { addDays, type LocalDate } from "../../../shared/journal/local-date.ts";
import { groundName } from "../../../shared/journal/person-words.ts";
import { ASKED_AFTER_DAYS, crisisDue } from "./crises-due.ts";
import type { CrisesNeeds } from "./crises-needs.ts";
import { type CrisesReading, refused } from "./crises-reading.ts";
import type { prepareCrises } from "./crises.sql.ts";
import { crisisFacts } from "./crisis-facts.ts";

/** A closed crisis is asked about with so many of the library's prompts. */
export const QUESTIONS = 3;

/** How a crisis ends, and what is asked about it afterwards. */
export function createCrisisClosing(
  needs: CrisesNeeds,
  sql: ReturnType<typeof prepareCrises>,
  reading: CrisesReading,
  time: { now: () => string; today: () => LocalDate },
) {
  const { database, newId, people, entries, prompts } = needs;
  const { now, today } = time;

  /** The prompts that were asked least often come first, of those the longest away. */
  function questionsToAsk() {
    const asked = new Map(sql.asked().map((row) => [row.promptId, row]));
    const answers = (id: string): number => asked.get(id)?.answers ?? 0;
    const last = (id: string): string => asked.get(id)?.last ?? "";
    const order = (one: Prompt, other: Prompt): number =>
      answers(one.id) - answers(other.id) || compare(last(one.id), last(other.id));
    return prompts.choose({ cadence: "after-crisis" }).prompts.toSorted(order).slice(0, QUESTIONS);
  }

  function makeEntry(crisis: Crisis, date: LocalDate): Id {
    const { id: entryId } = entries.makeCrisis({ title: groundName(crisis), date });
    entries.addSection({ entryId, prompt: null, document: crisisFacts(crisis, date) });
    for (const { id, text, theme } of questionsToAsk()) {
      entries.addSection({ entryId, prompt: { id, text, theme } });
    }
    return entryId;
  }

  return {
    /**
     * Says what became of an item; again too while its crisis is open.
     * @throws StepbackError NOT_FOUND, CONFLICT, CRISIS_REFUSED for one that is kept without a reason
     *   or handed on to nobody, or of a closed crisis.
     */
    closeItem(close: {
      id: Id;
      became: Became;
      person: string | null;
      note: string;
      revision: number;
    }): CrisisItem {
      const note = mendLine(close.note);
      return database
        .transaction(() => {
          const { crisis, item } = reading.itemOfStanding(close.id);
          if (crisis.closedOn !== null) throw refused("closed");
          if (close.became === "kept" && note === "") throw refused("reason_missing");
          if (item.revision !== close.revision) {
            throw new StepbackError("CONFLICT", { revision: item.revision });
          }
          const personId =
            close.became === "handed_on" ? named(close.person, people.namedOrMade) : null;
          sql.changeItem({ ...item, became: close.became, personId, note, updated: now() });
          return reading.itemOfStanding(close.id).item;
        })
        .immediate();
    },

    /**
     * Closes a crisis of which every item is closed, and makes the entry that it becomes; one that is
     * closed already stays as it is.
     * @param close.date the day it is closed; today when left out.
     * @throws StepbackError NOT_FOUND, CRISIS_REFUSED.
     */
    close(close: { id: Id; date?: LocalDate }): Crisis {
      return database
        .transaction(() => {
          const crisis = reading.standing(close.id);
          if (crisis.closedOn !== null) return crisis;
          const date = close.date ?? today();
          if (date > today()) throw refused("in_future");
          if ([crisis.date, ...crisis.items.map(({ since }) => since)].some((day) => day > date)) {
            throw refused("before_opening");
          }
          if (crisis.items.some((item) => item.became === null)) throw refused("items_open");
          sql.close({
            id: crisis.id,
            closedOn: date,
            entryId: makeEntry(crisis, date),
            updated: now(),
          });
          const askOn = addDays(date, ASKED_AFTER_DAYS);
          for (const { id } of crisis.items) sql.askItem({ id, askOn, updated: now() });
          return reading.standing(crisis.id);
        })
        .immediate();
    },

    /** The sections of a closed crisis's entry that ask about it, written or not. @throws NOT_FOUND. */
    questions(id: Id): Section[] {
      return database.transaction(() => {
        const { entryId } = reading.standing(id);
        if (entryId === null || entries.read(entryId) === null) return [];
        return entries.allSections(entryId).filter(({ prompt }) => prompt !== null);
      })();
    },

    /**
     * Says who has an item tonight; again too on the same day. It is not asked again, unless it was
     * given back once more.
     * @throws StepbackError NOT_FOUND, CONFLICT, CRISIS_REFUSED.
     */
    answer(answer: {
      itemId: Id;
      who: WhoHasIt;
      person: string | null;
      note: string;
      givenAgain: boolean;
      revision: number;
    }): CrisisAnswer {
      const date = today();
      return database
        .transaction(() => {
          const { crisis, item } = reading.itemOfStanding(answer.itemId);
          if (crisis.closedOn === null) throw refused("not_closed");
          const standing = item.answers.find((one) => one.date === date);
          if (standing === undefined && !isAsked(crisis, item)) throw refused("not_asked");
          if ((standing?.revision ?? 0) !== answer.revision) {
            throw new StepbackError("CONFLICT", { revision: standing?.revision ?? 0 });
          }
          const givenAgain = answer.givenAgain && answer.who !== "with_them";
          const written = {
            id: standing?.id ?? newId(),
            who: answer.who,
            personId:
              answer.who === "with_another" ? named(answer.person, people.namedOrMade) : null,
            note: mendLine(answer.note),
            givenAgain: Number(givenAgain),
            updated: now(),
          };
          if (standing === undefined) {
            const created = written.updated;
            sql.insertAnswer({ ...written, itemId: item.id, date, created, revision: 1 });
          } else {
            sql.changeAnswer(written);
          }
          const askOn = givenAgain ? addDays(date, ASKED_AFTER_DAYS) : null;
          sql.askItem({ id: item.id, askOn, updated: written.updated });
          const kept = reading
            .itemOfStanding(item.id)
            .item.answers.find(({ id }) => id === written.id);
          if (kept === undefined) throw new Error("the answer was not kept");
          return kept;
        })
        .immediate();
    },

    /** Asks tomorrow what is asked of a crisis today. @throws StepbackError NOT_FOUND, CRISIS_REFUSED. */
    tomorrow: (id: Id): Crisis =>
      database
        .transaction(() => {
          const crisis = reading.standing(id);
          const due = crisisDue(crisis, today());
          if (due.kind !== "to_ask") throw refused("not_asked");
          const askOn = addDays(today(), 1);
          for (const item of due.items) sql.askItem({ id: item, askOn, updated: now() });
          return reading.standing(id);
        })
        .immediate(),
  };

  function isAsked(crisis: Crisis, { id }: CrisisItem): boolean {
    const due = crisisDue(crisis, today());
    return due.kind === "to_ask" && due.items.includes(id);
  }
}

/** Who was named. @throws StepbackError CRISIS_REFUSED for nobody. */
function named(name: string | null, find: (name: string) => { id: Id }): Id {
  if (name === null || mendLine(name) === "") throw refused("nobody_named");
  return find(name).id;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
