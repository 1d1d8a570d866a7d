import { z } from "zod";
import type { Library, Prompt, Theme } from "../../../shared/contract/prompts.ts";
import type { Database } from "../../storage/database.ts";
import { type OwnPromptRow, type OwnThemeRow, prepareOwnPrompts } from "./own-prompts.sql.ts";
import { type PackRow, preparePacks } from "./packs.sql.ts";
import { type PromptsService, promptsOf } from "./prompts.service.ts";
import { type PackSurroundings, type ReadPack, readPack } from "./read-pack.ts";

export type JournalLibrary = ReturnType<typeof createJournalLibrary>;

const OWN = { kind: "own" } as const;
const texts = z.array(z.string());

/**
 * The whole library of an open journal: the built-in one, then its packs in the order in which they
 * were added, then what the user wrote. Of two prompts with one id, which a newer program may bring,
 * the first counts.
 */
export function createJournalLibrary({
  database,
  builtIn,
}: {
  database: Database;
  builtIn: PromptsService;
}) {
  const ownSql = prepareOwnPrompts(database);
  const packSql = preparePacks(database);
  /** Packs as they were read, by what changes with every change of one. */
  const known = new Map<string, ReadPack>();

  /** A pack as it stands beside the built-in library. */
  function packOf(row: PackRow): ReadPack {
    const name = `${row.id} ${row.revision} ${row.updated}`;
    const pack = known.get(name) ?? readPack(packSql.yaml(row.id), surroundings());
    known.set(name, pack);
    return pack;
  }

  function surroundings(): PackSurroundings {
    const { documents, themes } = builtIn.library();
    return { documents, themes, takenPrompts: new Set(), takenThemes: new Set() };
  }

  const packs = (): ReadPack[] => packSql.all().map(packOf);

  function library(): Library {
    const first = builtIn.library();
    const added = packs();
    const own = ownSql.prompts().map(promptOf);
    return {
      ...first,
      documents: distinct([first.documents, ...added.map(({ documents }) => documents)]),
      themes: distinct<Theme>([
        first.themes,
        ...added.map(({ themes }) => themes),
        ownSql.themes().map(themeOf),
        // A prompt of the user's is never out of sight, whatever became of its theme.
        own.map(({ theme }) => standInFor(theme)),
      ]),
      prompts: distinct<Prompt>([first.prompts, ...added.map(({ prompts }) => prompts), own]),
    };
  }

  return { ...promptsOf(library), packs, builtIn };
}

/** One's own theme as the library has it. */
function themeOf({ themeId, title, blurb, inWeeklyRotation }: OwnThemeRow): Theme {
  return {
    id: themeId,
    title,
    blurb,
    inWeeklyRotation: inWeeklyRotation === 1,
    sources: [],
    origin: OWN,
  };
}

/** A theme in the place of one that is gone. */
function standInFor(id: string): Theme {
  return { id, title: id, blurb: "", inWeeklyRotation: false, sources: [], origin: OWN };
}

function promptOf({ promptId, theme, cadence, text, followUps }: OwnPromptRow): Prompt {
  const read = texts.safeParse(JSON.parse(followUps));
  return {
    id: promptId,
    theme,
    cadence,
    text,
    followUps: read.success ? read.data : [],
    source: null,
    origin: OWN,
  };
}

function distinct<Item extends { id: string }>(lists: readonly (readonly Item[])[]): Item[] {
  const items = new Map<string, Item>();
  for (const item of lists.flat()) if (!items.has(item.id)) items.set(item.id, item);
  return [...items.values()];
}
