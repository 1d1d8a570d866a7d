import type { Moment, MomentDraft } from "../../../shared/contract/moments.ts";
import type { NamedPerson } from "../../../shared/contract/people.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { firstDayOf, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { addDays, localDateAt } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { type MomentRow, prepareMoments } from "./moments.sql.ts";

/** What the moments feature needs from outside. */
export interface MomentsNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  people: { namedOrMade(name: string): NamedPerson };
  prompts: { theme(id: string): object | null };
}

export type MomentsService = ReturnType<typeof createMoments>;

/** The rules of moments. */
export function createMoments({ database, clock, newId, people, prompts }: MomentsNeeds) {
  const sql = prepareMoments(database);

  return {
    /** The moments of a week, oldest first. */
    ofWeek(week: Week): Moment[] {
      const first = firstDayOf(week);
      return sql.between(first, addDays(first, 6)).map(momentOf);
    },

    /**
     * Keeps a moment; one that stands under `id` already stays, because the answer to keeping it was lost.
     * @throws StepbackError NOTHING_WRITTEN, MOMENT_IN_FUTURE, NOT_FOUND for a theme there is not.
     */
    add(draft: MomentDraft & { id?: Id }): Moment {
      const text = mendLine(draft.text);
      if (text === "") throw new StepbackError("NOTHING_WRITTEN", {});
      const { theme } = draft;
      if (theme !== null && prompts.theme(theme) === null) {
        throw new StepbackError("NOT_FOUND", { what: "theme", id: theme });
      }
      const now = clock.now();
      const at = draft.at === undefined ? now : new Date(draft.at);
      if (at > now) throw new StepbackError("MOMENT_IN_FUTURE", {});
      const created = now.toISOString();
      return database
        .transaction(() => {
          const id = draft.id ?? newId();
          if (sql.read(id) === undefined) {
            sql.insert({
              id,
              kind: draft.kind,
              text,
              at: at.toISOString(),
              date: localDateAt(at, clock.timeZone),
              timeZone: clock.timeZone,
              personId: draft.person === null ? null : people.namedOrMade(draft.person).id,
              invited: draft.invited,
              theme,
              crisisId: null,
              created,
              updated: created,
              revision: 1,
            });
          }
          return momentOf(required(sql.read(id)));
        })
        .immediate();
    },
  };
}

function momentOf({ personId, personName, ...row }: MomentRow): Moment {
  const person =
    personId === null || personName === null ? null : { id: personId, name: personName };
  return { ...row, week: weekOf(row.date), person };
}

function required(row: MomentRow | undefined): MomentRow {
  if (row === undefined) throw new Error("the moment was not kept");
  return row;
}
