import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cadence, Library, Prompt, Theme } from "../../../shared/contract/prompts.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { readLibrary } from "./prompt-library.ts";

export type PromptsService = ReturnType<typeof promptsOf>;

/** The built-in prompt library. @param folder where its YAML files are. */
export function createPrompts(folder: string): PromptsService {
  let read: Library | undefined;
  // Read when first asked for: most commands never need it.
  return promptsOf(() => {
    read ??= readLibrary(
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml"))
        .sort()
        .map((name) => ({ name, content: readFileSync(join(folder, name), "utf8") })),
    );
    return read;
  });
}

/** What can be asked of a library. */
export function promptsOf(library: () => Library) {
  return {
    library,

    /** A prompt by its id; null when the library has none. */
    find: (id: string): Prompt | null =>
      library().prompts.find((prompt) => prompt.id === id) ?? null,

    /** A theme by its id; null when the library has none. */
    theme: (id: string): Theme | null => library().themes.find((theme) => theme.id === id) ?? null,

    /** The title of a source document. */
    documentTitle: (id: string): string =>
      library().documents.find((document) => document.id === id)?.title ?? id,

    /** The prompts of a theme and cadence. @throws StepbackError NOT_FOUND for an unknown theme. */
    choose(filter: { theme?: string; cadence?: Cadence }): { themes: Theme[]; prompts: Prompt[] } {
      const { themes, prompts } = library();
      if (filter.theme !== undefined && !themes.some(({ id }) => id === filter.theme)) {
        throw new StepbackError("NOT_FOUND", { what: "theme", id: filter.theme });
      }
      return {
        themes: themes.filter(({ id }) => filter.theme === undefined || id === filter.theme),
        prompts: prompts.filter(
          (prompt) =>
            (filter.theme === undefined || prompt.theme === filter.theme) &&
            (filter.cadence === undefined || prompt.cadence === filter.cadence),
        ),
      };
    },
  };
}
