import type { AddedPack } from "../../../shared/contract/packs.ts";
import type { Origin, Theme } from "../../../shared/contract/prompts.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { startOfBin } from "../../../shared/journal/bin.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import type { JournalLibrary } from "./journal-library.ts";
import { preparePacks } from "./packs.sql.ts";
import { type PackSurroundings, readPack } from "./read-pack.ts";

export type PacksService = ReturnType<typeof createPacks>;

/** The rules of packs: each is added as the file it came from, whole or not at all. */
export function createPacks(needs: {
  database: Database;
  clock: Clock;
  newId: () => Id;
  library: JournalLibrary;
}) {
  const { database, clock, newId, library } = needs;
  const sql = preparePacks(database);
  const now = (): string => clock.now().toISOString();

  /** What stands around a pack: the library without the one that it takes the place of. */
  function surroundings(id: string): PackSurroundings {
    const { themes, prompts } = library.library();
    const isOthers = ({ origin }: { origin: Origin }): boolean =>
      origin.kind !== "pack" || origin.id !== id;
    const builtIn = library.builtIn.library();
    return {
      documents: builtIn.documents,
      themes: builtIn.themes,
      takenPrompts: new Set(prompts.filter(isOthers).map((prompt) => prompt.id)),
      takenThemes: new Set(themes.filter(isOthers).map((theme) => theme.id)),
    };
  }

  /** A theme is not taken away from under what the user wrote in it. @throws StepbackError THEME_IN_USE. */
  function keepThemesInUse(id: string, left: readonly Theme[] = []): void {
    const gone = library
      .packs()
      .filter((pack) => pack.id === id)
      .flatMap(({ themes }) => themes)
      .filter((theme) => !left.some((other) => other.id === theme.id));
    const { prompts } = library.library();
    for (const theme of gone) {
      const own = prompts.filter(
        (prompt) => prompt.theme === theme.id && prompt.origin.kind === "own",
      );
      if (own.length > 0) {
        throw new StepbackError("THEME_IN_USE", { title: theme.title, prompts: own.length });
      }
    }
  }

  /** The id that a pack gives itself, as far as it can be read. */
  function idOf(yaml: string): string {
    const nothing = { documents: [], themes: [], takenPrompts: NONE, takenThemes: NONE };
    return readPack(yaml, nothing).id;
  }

  return {
    /** The packs, in the order in which they were added. */
    list: () =>
      library.packs().map(({ id, title, prompts }) => ({ id, title, prompts: prompts.length })),

    /**
     * Adds a pack, or puts it in the place of the one with its id. `partly` leaves out the prompts that
     * cannot be used, where the others stand alone.
     * @throws StepbackError PACK_REFUSED with what is wrong, THEME_IN_USE; nothing was added then.
     */
    add: (yaml: string, partly = false): AddedPack =>
      database
        .transaction((): AddedPack => {
          const pack = readPack(yaml, surroundings(idOf(yaml)));
          const { id, title, trouble } = pack;
          if (trouble !== null && (!partly || trouble.others === 0)) {
            throw new StepbackError("PACK_REFUSED", trouble);
          }
          keepThemesInUse(id, pack.themes);
          const standing = sql.read(id);
          const row = { packId: id, title, yaml: pack.yaml };
          let outcome: AddedPack["outcome"] = "added";
          if (standing === undefined) {
            sql.insert({ ...row, id: newId(), created: now(), updated: now(), revision: 1 });
          } else if (standing.deletedAt !== null) {
            sql.replace({ ...row, now: now() });
          } else if (sql.yaml(standing.id) === pack.yaml) {
            outcome = "unchanged";
          } else {
            outcome = "updated";
            sql.replace({ ...row, now: now() });
          }
          return { id, title, prompts: pack.prompts.length, outcome };
        })
        .immediate(),

    /**
     * Takes a pack out of the library; one that is gone already stays gone.
     * @throws StepbackError THEME_IN_USE while prompts of the user's own are in a theme of it.
     */
    remove(id: string): void {
      database
        .transaction(() => {
          keepThemesInUse(id);
          sql.remove(id, now());
        })
        .immediate();
    },

    /** Puts a removed pack back. @throws StepbackError NOT_FOUND after its 30 days. */
    restore(id: string): void {
      if (sql.restore(id, now()) === 0 && !library.packs().some((pack) => pack.id === id)) {
        throw new StepbackError("NOT_FOUND", { what: "pack", id });
      }
    },

    /** Empties what was removed 30 days ago; an empty tombstone of each stays. */
    emptyBin(): void {
      sql.emptyBin(startOfBin(clock.now()), now());
    },
  };
}

const NONE: ReadonlySet<string> = new Set();
