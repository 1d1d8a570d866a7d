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

/** Where the user's own prompts come from, and which are hidden, in the address. */
export const YOURS = "yours";
export const HIDDEN = "hidden";

/** Where the prompts of a pack come from, in the address; no document is named so. */
export function fromPack(id: string): string {
  return `pack:${id}`;
}

/** Whether a prompt is of one value of a way. Hidden prompts are of two that tell where from. */
export function isOf(prompt: ListedPrompt, way: Way, value: string): boolean {
  const { origin, source } = prompt;
  switch (way) {
    case "theme":
      return prompt.theme === value;
    case "from":
      if (value === HIDDEN) return prompt.hiddenSince !== null;
      if (origin.kind === "own") return value === YOURS;
      return value === (origin.kind === "pack" ? fromPack(origin.id) : source?.document);
    case "asked":
      return prompt.cadence === value;
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
    if (chosen !== null && !isOf(prompt, chosen.way, chosen.value)) return false;
    const text = foldText(`${prompt.text} ${titles.get(prompt.theme) ?? ""}`);
    return words.every((word) => text.includes(word));
  });
}
