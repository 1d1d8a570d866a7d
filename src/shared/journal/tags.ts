import { mendLine } from "../document/mend-text.ts";
import { foldName } from "./fold.ts";

/** Tags as typed, each once however it is written, empty ones left out. */
export function distinctTags(tags: readonly string[]): string[] {
  const byName = new Map<string, string>();
  for (const tag of tags.map(mendLine)) {
    const name = foldName(tag);
    if (tag !== "" && !byName.has(name)) byName.set(name, tag);
  }
  return [...byName.values()];
}
