import type { CarriedName, CarriedRow } from "../../../shared/journal/carried.ts";
import { type FoundItem, readTyped } from "../../../shared/journal/carried-file.ts";
import { idFromText } from "./id-from-text.ts";
import { adoptableId, instant } from "./row-shapes.ts";

/**
 * What the comment of a line says of its row.
 * @param otherwise when it was made, where the comment does not say so.
 * @param text what an id is made of, where the comment has none.
 */
export function rowOfLine({ quiet }: FoundItem, otherwise: string, text: string): CarriedRow {
  const created = instantOr(quiet.get("created"), otherwise);
  return {
    id: idOr(quiet.get("id"), text, created),
    created,
    updated: instantOr(quiet.get("updated"), created),
    revision: 1,
  };
}

/** Whom a line names, in the words of a link or plain ones; null for nobody. */
export function nameOfLine({ quiet }: FoundItem, words: string | undefined): CarriedName | null {
  const name = readTyped(words ?? "").trim();
  return name === "" ? null : { id: quiet.get("person") ?? null, name };
}

/** An instant, where it is one. */
export function instantOr(text: string | null | undefined, otherwise: string): string {
  const read = instant.safeParse(text);
  return read.success ? read.data : otherwise;
}

/** An id, where it is one that can be taken in; else one made of a text. */
export function idOr(id: string | null | undefined, text: string, created: string): string {
  const read = adoptableId.safeParse(id);
  return read.success ? read.data : idFromText(text, created);
}
