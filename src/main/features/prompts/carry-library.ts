import type { Database } from "../../storage/database.ts";
import { type OwnPromptRow, type OwnThemeRow, prepareOwnPrompts } from "./own-prompts.sql.ts";
import { preparePacks, type WholePackRow } from "./packs.sql.ts";
import { type PickRow, prepareWishes, type WishRow } from "./wishes.sql.ts";

/** What a journal has of its own in the library, as stepback.json carries it. */
export interface LibraryRows {
  wishes: readonly WishRow[];
  picks: readonly PickRow[];
  themes: readonly OwnThemeRow[];
  prompts: readonly (Omit<OwnPromptRow, "followUps"> & { followUps: readonly string[] })[];
  packs: readonly WholePackRow[];
}

/** Takes what a journal has of its own in the library out of it, and into an empty one. */
export function prepareLibraryCarrier(database: Database) {
  const wishes = prepareWishes(database);
  const own = prepareOwnPrompts(database);
  const packs = preparePacks(database);
  const isUntouched = database
    .prepare<[], number>(
      `SELECT NOT EXISTS (SELECT 1 FROM prompt_wishes) AND NOT EXISTS (SELECT 1 FROM prompt_picks)
         AND NOT EXISTS (SELECT 1 FROM own_themes) AND NOT EXISTS (SELECT 1 FROM own_prompts)
         AND NOT EXISTS (SELECT 1 FROM packs)`,
    )
    .pluck();

  return {
    /** All of it; null where there is nothing. */
    all(): LibraryRows | null {
      const rows: LibraryRows = {
        wishes: wishes.all(),
        picks: wishes.picks(),
        themes: own.themes(),
        prompts: own.prompts().map(({ followUps, ...row }) => ({
          ...row,
          followUps: JSON.parse(followUps) as string[],
        })),
        packs: packs.whole(),
      };
      return Object.values(rows).every((list) => list.length === 0) ? null : rows;
    },

    /** Takes it over, where nothing of the kind was ever here. To be called in a transaction. */
    adopt(rows: LibraryRows): void {
      if (isUntouched.get() !== 1) return;
      rows.wishes.forEach(wishes.keep);
      rows.picks.forEach(wishes.keepPick);
      rows.themes.forEach(own.insertTheme);
      for (const prompt of rows.prompts) {
        own.insert({ ...prompt, followUps: JSON.stringify(prompt.followUps) });
      }
      rows.packs.forEach(packs.insert);
    },
  };
}
