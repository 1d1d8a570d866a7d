import type { ListedPrompt } from "../../../shared/contract/prompts.ts";
import type { PromptWish } from "../../../shared/contract/wishes.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { addWeeks, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import type { JournalLibrary } from "./journal-library.ts";
import { prepareWishes, type WishRow } from "./wishes.sql.ts";

export type WishesService = ReturnType<typeof createWishes>;

/** What is wished of a prompt, as the library lists it. */
export type Wished = Pick<ListedPrompt, "favourite" | "pinned" | "hiddenSince">;

const NO_WISH: Wished = { favourite: false, pinned: false, hiddenSince: null };

/** What the user wishes of prompts. A set that is kept never changes through a wish. */
export function createWishes(needs: {
  database: Database;
  clock: Clock;
  newId: () => Id;
  library: Pick<JournalLibrary, "find">;
}) {
  const { database, clock, newId, library } = needs;
  const sql = prepareWishes(database);
  const now = (): string => clock.now().toISOString();
  const today = (): LocalDate => localDateAt(clock.now(), clock.timeZone);

  function required(id: string) {
    const prompt = library.find(id);
    if (prompt === null) throw new StepbackError("NOT_FOUND", { what: "prompt", id });
    return prompt;
  }

  /** The week that a prompt can be picked for: the next, from this one on, whose set is not kept yet. */
  function pickWeek(): { week: Week; isThisWeek: boolean } {
    const thisWeek = weekOf(today());
    let week = thisWeek;
    while (sql.isSetKept(week)) week = addWeeks(week, 1);
    return { week, isThisWeek: week === thisWeek };
  }

  return {
    pickWeek,

    /** What is wished of each prompt, and of one of which nothing is. */
    all(): (id: string) => Wished {
      const rows = new Map(sql.all().map((row) => [row.promptId, wishedOf(row)]));
      return (id) => rows.get(id) ?? NO_WISH;
    },

    /** The prompt that is picked for the week that can be picked for; null when none is. */
    picked: (): string | null => sql.pick(pickWeek().week)?.promptId ?? null,

    /** Keeps a wish; what is left out stays. @throws StepbackError NOT_FOUND for an unknown prompt. */
    wish({ id, favourite, pinned, hidden }: PromptWish & { id: string }): void {
      database
        .transaction(() => {
          const promptId = required(id).id;
          const standing = sql.read(promptId);
          const hiddenOn = standing?.hiddenOn ?? null;
          sql.keep({
            id: newId(),
            promptId,
            favourite: favourite === undefined ? (standing?.favourite ?? 0) : Number(favourite),
            pinned: pinned === undefined ? (standing?.pinned ?? 0) : Number(pinned),
            hiddenOn: hidden === undefined ? hiddenOn : hidden ? (hiddenOn ?? today()) : null,
            created: now(),
            updated: now(),
            revision: 1,
          });
        })
        .immediate();
    },

    /**
     * Picks a prompt for the week that can be picked for, in place of another one, or no longer.
     * @throws StepbackError NOT_FOUND; PROMPT_NEEDS_PERSON for one that no week can ask.
     */
    pick(id: string, isPicked: boolean): void {
      database
        .transaction(() => {
          const prompt = required(id);
          if (prompt.cadence === "per-person") {
            throw new StepbackError("PROMPT_NEEDS_PERSON", { prompt: id });
          }
          const row = { week: pickWeek().week, promptId: id };
          if (!isPicked) sql.removePick({ ...row, now: now() });
          else {
            sql.keepPick({ ...row, id: newId(), created: now(), updated: now(), revision: 1 });
          }
        })
        .immediate();
    },
  };
}

function wishedOf({ favourite, pinned, hiddenOn }: WishRow): Wished {
  return {
    favourite: favourite === 1,
    pinned: pinned === 1,
    hiddenSince: hiddenOn === null ? null : weekOf(hiddenOn),
  };
}
