import {
  type Moment,
  type MomentDraft,
  type MomentPlace,
  momentPlace,
  type MomentSheet,
  type UnkeptMoment,
  unkeptMoment,
} from "../../../shared/contract/moments.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { firstDayOf, lastDayOf, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { type MomentRow, type NewMomentRow, prepareMoments } from "./moments.sql.ts";

/** The name that a draft is kept under, by where it was begun. */
const DRAFTS = {
  sheet: "momentDraft",
  gather: "rememberedDraft",
} as const satisfies Record<MomentPlace, string>;

type DraftName = (typeof DRAFTS)[MomentPlace];

/** What the moments feature needs from outside. */
export interface MomentsNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  people: { namedOrMade(name: string): NamedPerson };
  prompts: { theme(id: string): object | null };
  settings: {
    draft(name: DraftName): unknown;
    keepDraft(name: DraftName, draft: object | null): void;
  };
}

/** What can be changed of a moment: what is left out stays. */
export type MomentChange = { [Part in keyof MomentDraft]?: MomentDraft[Part] | undefined };

/** The columns of a moment that its writer says. */
type Said = Pick<
  NewMomentRow,
  "kind" | "text" | "at" | "date" | "timeZone" | "personId" | "invited" | "theme" | "crisisId"
>;

export type MomentsService = ReturnType<typeof createMoments>;

/** The rules of moments. */
export function createMoments(needs: MomentsNeeds) {
  const { database, clock, newId, people, prompts, settings } = needs;
  const sql = prepareMoments(database);
  const now = (): string => clock.now().toISOString();

  /** What a change makes of what stood; in a transaction, as it may make a person. */
  function said(change: MomentChange, standing: Said): Said {
    const text = change.text === undefined ? standing.text : mendLine(change.text);
    if (text === "") throw new StepbackError("NOTHING_WRITTEN", {});
    const { kind, person, invited, theme, at, crisisId } = change;
    if (typeof theme === "string" && prompts.theme(theme) === null) {
      throw new StepbackError("NOT_FOUND", { what: "theme", id: theme });
    }
    if (typeof crisisId === "string" && !sql.isCrisis(crisisId)) {
      throw new StepbackError("NOT_FOUND", { what: "crisis", id: crisisId });
    }
    return {
      ...standing,
      text,
      ...(kind === undefined ? {} : { kind }),
      ...(at === undefined ? {} : happenedAt(new Date(at))),
      ...(person === undefined
        ? {}
        : { personId: person === null ? null : people.namedOrMade(person).id }),
      ...(invited === undefined ? {} : { invited }),
      ...(theme === undefined ? {} : { theme }),
      ...(crisisId === undefined ? {} : { crisisId }),
    };
  }

  function happenedAt(at: Date): Pick<NewMomentRow, "at" | "date" | "timeZone"> {
    if (at > clock.now()) throw new StepbackError("MOMENT_IN_FUTURE", {});
    const { timeZone } = clock;
    return { at: at.toISOString(), date: localDateAt(at, timeZone), timeZone };
  }

  /** What was begun in a place, unless what was kept of it cannot be read. */
  const draft = (place: MomentPlace): UnkeptMoment | null =>
    unkeptMoment.safeParse(settings.draft(DRAFTS[place])).data ?? null;

  return {
    /** Makes what names one person name another. To be called in a transaction. */
    movePerson: (from: Id, to: Id, moved: string) => sql.movePerson(from, to, moved),

    /** The moments of a week, oldest first. */
    ofWeek: (week: Week): Moment[] => sql.between(firstDayOf(week), lastDayOf(week)).map(momentOf),

    /** The moments with a person, oldest first. */
    ofPerson: (personId: Id): Moment[] => sql.ofPerson(personId).map(momentOf),

    /** The people that moments were with, the latest first. */
    recentPeople: (): Id[] => sql.recentPeople(),

    /** The moments of a range of days, both included, oldest first. */
    between: (from: LocalDate, to: LocalDate): Moment[] => sql.between(from, to).map(momentOf),

    /** Those of these moments whose words there still are, deleted ones too. */
    quoted: (ids: readonly Id[]): Moment[] => sql.withWords(ids).map(momentOf),

    /** What a new moment begins with. */
    sheet: (place: MomentPlace): MomentSheet => ({
      draft: draft(place),
      now: now(),
      timeZone: clock.timeZone,
      crises: sql.openCrises(),
    }),

    /** Keeps what was begun of a moment; null lets go of it. */
    keepDraft(place: MomentPlace, begun: UnkeptMoment | null): void {
      // Its last save may come in after the moment itself was kept.
      if (begun !== null && sql.read(begun.id) !== undefined) return;
      settings.keepDraft(DRAFTS[place], begun);
    },

    /**
     * Keeps a moment; one that stands under `id` already and says the same stays, because the answer to
     * keeping it was lost. Lets go of the draft of the same id.
     * @throws StepbackError NOTHING_WRITTEN, MOMENT_IN_FUTURE, NOT_FOUND for a theme or a crisis there is not.
     */
    add: (added: MomentDraft & { id?: Id | undefined }): Moment =>
      database
        .transaction(() => {
          const begun = added.id ?? newId();
          const standing = sql.read(begun);
          const row = said(
            added,
            standing ?? {
              ...happenedAt(clock.now()),
              kind: added.kind,
              text: "",
              personId: null,
              invited: null,
              theme: null,
              crisisId: null,
            },
          );
          const isKept = standing !== undefined && isSame(row, standing);
          // What was begun was kept from another window and says something else: both are meant.
          const id = isKept || standing === undefined ? begun : newId();
          if (!isKept) {
            const created = now();
            sql.insert({ ...row, id, created, updated: created, revision: 1 });
          }
          for (const place of momentPlace.options) {
            if (draft(place)?.id === begun) settings.keepDraft(DRAFTS[place], null);
          }
          return momentOf(required(sql.read(id)));
        })
        .immediate(),

    /**
     * Changes what is given of a moment.
     * @throws StepbackError as `add` does; NOT_FOUND for the moment, CONFLICT.
     */
    change: ({ id, revision, ...change }: MomentChange & { id: Id; revision: number }): Moment =>
      database
        .transaction(() => {
          const standing = sql.read(id);
          if (standing === undefined || standing.deletedAt !== null) throw notFound(id);
          if (standing.revision !== revision) {
            throw new StepbackError("CONFLICT", { revision: standing.revision });
          }
          sql.change({ ...standing, ...said(change, standing), updated: now() });
          return momentOf(required(sql.read(id)));
        })
        .immediate(),

    /** Takes a moment off the lists; one that is gone already stays gone. */
    remove(id: Id): void {
      const deletedAt = now();
      sql.setDeleted({ id, deletedAt, updated: deletedAt });
    },

    /** Puts a deleted moment back. @throws StepbackError NOT_FOUND, also once its 30 days are over. */
    restore: (id: Id): Moment =>
      database
        .transaction(() => {
          const standing = sql.read(id);
          if (standing === undefined) throw notFound(id);
          const { deletedAt } = standing;
          if (deletedAt !== null && deletedAt < startOfBin(clock.now())) throw notFound(id);
          sql.setDeleted({ id, deletedAt: null, updated: now() });
          return momentOf(required(sql.read(id)));
        })
        .immediate(),

    /** Empties what was deleted 30 days ago, unless a text quotes it; an empty tombstone of each stays. */
    emptyBin(): void {
      sql.emptyBin(startOfBin(clock.now()), now());
    },
  };
}

function momentOf({ personId, personName, ...row }: MomentRow): Moment {
  const person =
    personId === null || personName === null ? null : { id: personId, name: personName };
  return { ...row, week: weekOf(row.date), person };
}

/** Whether two moments say the same. */
function isSame(one: Said, other: Said): boolean {
  const parts = ["kind", "text", "at", "personId", "invited", "theme", "crisisId"] as const;
  return parts.every((part) => one[part] === other[part]);
}

function required(row: MomentRow | undefined): MomentRow {
  if (row === undefined) throw new Error("the moment was not kept");
  return row;
}

function notFound(id: Id): StepbackError {
  return new StepbackError("NOT_FOUND", { what: "moment", id });
}
