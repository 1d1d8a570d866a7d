import {
  ANSWERS_SHOWN,
  type ListedPrompt,
  type PromptAnswer,
} from "../../../shared/contract/prompts.ts";
import { type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import type { Database } from "../../storage/database.ts";
import type { JournalLibrary } from "./journal-library.ts";
import type { OwnPromptsService } from "./own-prompts.service.ts";
import type { PacksService } from "./packs.service.ts";
import { type AnsweredRow, preparePromptAnswers } from "./prompt-answers.sql.ts";
import type { WishesService } from "./wishes.service.ts";

export type PromptAnswersService = ReturnType<typeof createPromptAnswers>;

/** The prompt library beside what an open journal answered of it. Nothing here writes. */
export function createPromptAnswers(needs: {
  database: Database;
  prompts: Pick<JournalLibrary, "library">;
  wishes: Pick<WishesService, "all" | "picked" | "pickWeek">;
  own: Pick<OwnPromptsService, "revisions">;
  packs: Pick<PacksService, "list">;
  settings: { read(): { places: number } };
}) {
  const sql = preparePromptAnswers(needs.database);
  return {
    /** The library in its order, with how often and when each prompt was last answered. */
    list() {
      const { documents, themes, prompts } = needs.prompts.library();
      const rows = new Map(sql.answered().map((row) => [row.prompt, row]));
      const wishedOf = needs.wishes.all();
      const picked = needs.wishes.picked();
      const revisions = needs.own.revisions();
      return {
        documents,
        themes,
        prompts: prompts.map((prompt): ListedPrompt => {
          const row = rows.get(prompt.id);
          return {
            ...prompt,
            answered: row?.answered ?? 0,
            lastWeek: row === undefined ? null : lastWeekOf(row),
            ...wishedOf(prompt.id),
            picked: prompt.id === picked,
            revision: revisions.get(prompt.id) ?? null,
          };
        }),
        packs: needs.packs.list(),
        pickWeek: needs.wishes.pickWeek(),
        places: needs.settings.read().places,
      };
    },

    /** The latest answers to a prompt, newest first; none for one that does not exist. */
    answers: (id: string): PromptAnswer[] =>
      sql
        .answersTo(id, ANSWERS_SHOWN)
        .map((row) => ({ ...row, week: row.week ?? weekOf(row.date) })),
  };
}

function lastWeekOf({ week, date }: AnsweredRow): Week | null {
  const byDate = date === null ? null : weekOf(date);
  if (week === null || byDate === null) return week ?? byDate;
  return week > byDate ? week : byDate;
}
