import type { StandingAgreement } from "../../../shared/contract/agreements.ts";
import type { Handover } from "../../../shared/contract/handovers.ts";
import type {
  Balance,
  Conversation,
  ListedPerson,
  PersonAnswer,
  PersonPage,
} from "../../../shared/contract/people.ts";
import { excerptOf } from "../../../shared/document/excerpt.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import {
  addWeeks,
  firstDayOf,
  lastDayOf,
  type Week,
  weekOf,
} from "../../../shared/journal/iso-week.ts";
import { localDateAt } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import type { PeopleService } from "./people.service.ts";
import {
  type ConversationRow,
  type PersonAnswerRow,
  preparePersonPage,
} from "./person-page.sql.ts";

/** What lies so many weeks back is told of in counts and plots. */
const WEEKS = 12;
const EXCERPT_CHARACTERS = 280;
const NOTHING: Balance = { steppedIn: 0, steppedBack: 0, steppedAway: 0 };

export type PersonPageService = ReturnType<typeof createPersonPage>;

/** What a person's page and the list beside it show. Nothing here writes. */
export function createPersonPage(needs: {
  database: Database;
  clock: Clock;
  people: PeopleService;
  handovers: { ofPerson(id: Id): Handover[] };
  agreements: { ofPerson(id: Id): StandingAgreement[] };
}) {
  const { database, clock, people, handovers, agreements } = needs;
  const sql = preparePersonPage(database);

  /** The weeks that are told of, oldest first; this one is the last. */
  function weeks(): { all: Week[]; from: string; to: string } {
    const last = weekOf(localDateAt(clock.now(), clock.timeZone));
    const first = addWeeks(last, 1 - WEEKS);
    const all = Array.from({ length: WEEKS }, (_, index) => addWeeks(first, index));
    return { all, from: firstDayOf(first), to: lastDayOf(last) };
  }

  return {
    /** Everyone who is not in the bin, by name, with how the leader stood to each lately. */
    listed(): ListedPerson[] {
      const { from, to } = weeks();
      return database.transaction(() => {
        const balances = new Map(
          sql.balances(from, to).map(({ personId, ...balance }) => [personId, balance]),
        );
        return people
          .list()
          .map((person) => ({ ...person, balance: balances.get(person.id) ?? NOTHING }));
      })();
    },

    /** A person's page, or that of whom they were merged into; null where there is nobody. */
    read(id: Id): PersonPage | null {
      return database.transaction((): PersonPage | null => {
        const person = people.read(id);
        if (person === null) return null;
        const { all, from, to } = weeks();
        const conversation = sql.lastConversation(person.id);
        const created = localDateAt(new Date(person.created), clock.timeZone);
        const earliest = sql.earliest(person.id) ?? created;
        const given = (handover: Handover): string => handover.turns[0]?.date ?? "";
        return {
          person,
          since: earliest < created ? earliest : created,
          lastConversation: conversation === undefined ? null : conversationOf(conversation),
          handovers: handovers
            .ofPerson(person.id)
            .toSorted((a, b) => given(a).localeCompare(given(b)) || a.id.localeCompare(b.id)),
          agreements: agreements.ofPerson(person.id),
          weeks: all,
          moments: sql
            .moments(person.id, from, to)
            .map((moment) => ({ ...moment, week: weekOf(moment.date) })),
          answers: sql.answers(person.id).map(answerOf),
        };
      })();
    },
  };
}

function conversationOf({ text, week, ...row }: ConversationRow): Conversation {
  return { ...row, week: week ?? weekOf(row.date), excerpt: excerptOf(text, EXCERPT_CHARACTERS) };
}

function answerOf({ text, week, isWritten, ...row }: PersonAnswerRow): PersonAnswer {
  const excerpt = excerptOf(text, EXCERPT_CHARACTERS);
  return { ...row, week: week ?? weekOf(row.date), excerpt, isReadable: isWritten === 1 };
}
