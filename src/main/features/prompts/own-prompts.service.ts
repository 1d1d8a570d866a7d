import type { OwnPrompt, OwnTheme } from "../../../shared/contract/own-prompts.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import type { JournalLibrary } from "./journal-library.ts";
import { type OwnPromptRow, prepareOwnPrompts } from "./own-prompts.sql.ts";
import { namesPerson } from "./read-pack.ts";

export type OwnPromptsService = ReturnType<typeof createOwnPrompts>;

/** The rules of the prompts and themes that the user wrote. */
export function createOwnPrompts(needs: {
  database: Database;
  clock: Clock;
  newId: () => Id;
  library: Pick<JournalLibrary, "library" | "theme">;
}) {
  const { database, clock, newId, library } = needs;
  const sql = prepareOwnPrompts(database);
  const now = (): string => clock.now().toISOString();

  function makeTheme({ title: written, inWeeklyRotation }: OwnTheme): string {
    const title = mendLine(written);
    if (title === "") throw new StepbackError("NOTHING_WRITTEN", {});
    const id = newId();
    const themeId = `yours-${id.toLowerCase()}`;
    const times = { created: now(), updated: now(), revision: 1 };
    const turn = Number(inWeeklyRotation);
    sql.insertTheme({ id, themeId, title, blurb: "", inWeeklyRotation: turn, ...times });
    return themeId;
  }

  /** What is kept of a prompt, checked; a theme that is new with it is made. In a transaction. */
  function partsOf({ text: written, theme, cadence, followUps }: OwnPrompt) {
    const text = mendLine(written);
    const questions = followUps.map(mendLine).filter((question) => question !== "");
    if (text === "") throw new StepbackError("NOTHING_WRITTEN", {});
    if (cadence !== "per-person" && [text, ...questions].some(namesPerson)) {
      throw new StepbackError("PERSON_UNASKED", {});
    }
    if (typeof theme === "string" && library.theme(theme) === null) {
      throw new StepbackError("NOT_FOUND", { what: "theme", id: theme });
    }
    return {
      text,
      cadence,
      theme: typeof theme === "string" ? theme : makeTheme(theme),
      followUps: JSON.stringify(questions),
    };
  }

  function required(id: string): OwnPromptRow {
    const row = sql.read(id);
    if (row === undefined) throw new StepbackError("NOT_FOUND", { what: "prompt", id });
    return row;
  }

  return {
    /** The revision of each prompt of one's own, which a change of it names. */
    revisions: (): ReadonlyMap<string, number> =>
      new Map(sql.prompts().map(({ promptId, revision }) => [promptId, revision])),

    /**
     * Keeps a prompt under `row`; one that was kept under it already stays as it is, because the answer
     * to keeping it was lost. @returns its id in the library.
     * @throws StepbackError NOTHING_WRITTEN, PERSON_UNASKED, NOT_FOUND for a theme there is not.
     */
    write: ({ row: id, ...prompt }: OwnPrompt & { row: Id }): { id: string } =>
      database
        .transaction(() => {
          const promptId = `own-${id.toLowerCase()}`;
          if (!sql.isKnown(promptId)) {
            const times = { created: now(), updated: now(), revision: 1 };
            sql.insert({ id, promptId, ...partsOf(prompt), ...times });
          }
          return { id: promptId };
        })
        .immediate(),

    /**
     * Changes a prompt from now on: answers keep the wording they were given to.
     * @throws StepbackError as `write` does; CONFLICT.
     */
    change({ id: promptId, revision, ...prompt }: OwnPrompt & { id: string; revision: number }) {
      database
        .transaction(() => {
          const standing = required(promptId);
          const row = { promptId, revision, ...partsOf(prompt), now: now() };
          if (sql.change(row) === 0) {
            throw new StepbackError("CONFLICT", { revision: standing.revision });
          }
        })
        .immediate();
    },

    /** Deletes a prompt; one that is gone already stays gone. */
    remove(id: string): void {
      sql.remove(id, now());
    },

    /** Puts a deleted prompt back, with its theme. @throws StepbackError NOT_FOUND after its 30 days. */
    restore(id: string): void {
      database
        .transaction(() => {
          sql.restore(id, now());
          sql.restoreTheme(required(id).theme, now());
        })
        .immediate();
    },

    /** Gives a theme another title or turn. @throws StepbackError NOTHING_WRITTEN, NOT_FOUND. */
    changeTheme({
      id: themeId,
      title: written,
      inWeeklyRotation,
    }: OwnTheme & { id: string }): void {
      const title = mendLine(written);
      if (title === "") throw new StepbackError("NOTHING_WRITTEN", {});
      const turn = Number(inWeeklyRotation);
      if (sql.changeTheme({ themeId, title, inWeeklyRotation: turn, now: now() }) === 0) {
        throw new StepbackError("NOT_FOUND", { what: "theme", id: themeId });
      }
    },

    /** Deletes a theme. @throws StepbackError THEME_IN_USE while prompts are in it. */
    removeTheme(themeId: string): void {
      database
        .transaction(() => {
          const { prompts } = library.library();
          const count = prompts.filter(({ theme }) => theme === themeId).length;
          const title = library.theme(themeId)?.title ?? themeId;
          if (count > 0) throw new StepbackError("THEME_IN_USE", { title, prompts: count });
          sql.removeTheme(themeId, now());
        })
        .immediate();
    },

    /** Puts a deleted theme back. @throws StepbackError NOT_FOUND after its 30 days. */
    restoreTheme(id: string): void {
      if (sql.restoreTheme(id, now()) === 0 && library.theme(id) === null) {
        throw new StepbackError("NOT_FOUND", { what: "theme", id });
      }
    },

    /** Empties what was deleted 30 days ago; an empty tombstone of each stays. */
    emptyBin(): void {
      const before = startOfBin(clock.now());
      database.transaction(() => sql.emptyBin(before, now())).immediate();
    },
  };
}
