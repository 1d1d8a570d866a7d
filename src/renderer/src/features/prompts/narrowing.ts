import type { ListedPrompt, Theme } from "../../../../shared/contract/prompts.ts";
import { foldText } from "../../../../shared/journal/fold.ts";

/** What the list can be narrowed by: a theme, a document, a cadence. */
export const WAYS = ["theme", "from", "asked"] as const;

export type Way = (typeof WAYS)[number];

/** What of the library is shown: of one way at most one value, and the words to be found in it. */
export interface Narrowing {
  chosen: { way: Way; value: string } | null;
  find: string;
}

/** The narrowing that an address carries. */
export function readNarrowing(search: URLSearchParams): Narrowing {
  const way = WAYS.find((name) => search.has(name));
  const value = way === undefined ? null : search.get(way);
  return {
    chosen: way === undefined || value === null ? null : { way, value },
    find: search.get("find") ?? "",
  };
}

/** The end of the address that carries a narrowing; empty for the whole library. */
export function writeNarrowing({ chosen, find }: Narrowing): string {
  const search = new URLSearchParams();
  if (chosen !== null) search.set(chosen.way, chosen.value);
  if (find !== "") search.set("find", find);
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

/** What a prompt is under one way. */
export function valueOf(prompt: ListedPrompt, way: Way): string {
  switch (way) {
    case "theme":
      return prompt.theme;
    case "from":
      return prompt.source.document;
    case "asked":
      return prompt.cadence;
  }
}

/** The prompts of a narrowing. All its words, or parts of words, stand in the question or its theme's title. */
export function narrow(
  prompts: readonly ListedPrompt[],
  themes: readonly Theme[],
  { chosen, find }: Narrowing,
): ListedPrompt[] {
  const words = foldText(find).split(/\s+/u);
  const titles = new Map(themes.map(({ id, title }) => [id, title]));
  return prompts.filter((prompt) => {
    if (chosen !== null && valueOf(prompt, chosen.way) !== chosen.value) return false;
    const text = foldText(`${prompt.text} ${titles.get(prompt.theme) ?? ""}`);
    return words.every((word) => text.includes(word));
  });
}
