import { decodeTime } from "ulid";
import { countWords, documentToText } from "../../shared/document/plain-text.ts";
import {
  DOCUMENT_SCHEMA_VERSION,
  type DocumentJson,
  emptyDocument,
} from "../../shared/document/schema.ts";
import { isId } from "../../shared/journal/identity.ts";
import type { LocalDate } from "../../shared/journal/local-date.ts";
import type { Row } from "./salvage-evidence.ts";

/** The instant that an id carries (ISO, UTC); 1970 where it carries none. */
export function instantOf(id: unknown): string {
  return new Date(isId(id) ? decodeTime(id) : 0).toISOString();
}

/**
 * An entry's row from what is known of it, so that its sections have their place.
 * @param row has at least `created`.
 */
export function entryFrom(row: Row): Row {
  const kind = row["kind"] ?? "free";
  const withoutWeek = kind === "weekly" ? "free" : kind;
  return {
    title: "",
    date: String(row["created"]).slice(0, 10),
    time_zone: "UTC",
    ...row,
    // The schema wants a week for weekly entries, and for no others.
    kind: typeof row["week"] === "string" ? "weekly" : withoutWeek,
  };
}

/** Stands for the words of a row that others refer to. */
const NOT_READABLE = "Not readable";

/** @param name what a text calls the person, where one speaks of them. */
export function personFrom(row: Row, name: string | null): Row {
  // Each by another name: people of one name are taken for one when they are imported.
  const unnamed = `${NOT_READABLE} (${String(row["id"]).slice(-4)})`;
  return { name: name ?? unnamed, relation: "other", ...row };
}

/** @param closedOn the day it was closed as far as is known; null for one that may be open. */
export function crisisFrom(row: Row, closedOn: LocalDate | null): Row {
  const made = String(row["created"]).slice(0, 10);
  // It may be told later than it was.
  const date = closedOn !== null && closedOn < made ? closedOn : made;
  return { ground: NOT_READABLE, date, time_zone: "UTC", closed_on: closedOn, ...row };
}

/** Something that was taken over in a crisis. */
export function crisisItemFrom(row: Row): Row {
  const since = String(row["created"]).slice(0, 10);
  return { what: NOT_READABLE, sort_key: "", since, ...row };
}

/** Something that was given to a person, when an index knows to whom. */
export function handoverFrom(row: Row): Row {
  return { what: NOT_READABLE, ...row };
}

/**
 * A section's row from what is known of it; without its document it is an empty one.
 * @returns the row, and whether it has all of its words.
 */
export function sectionFrom(row: Row): { section: Row; hasWords: boolean } {
  const prompt = ["prompt_id", "prompt_text", "prompt_theme"];
  const isPromptKnown = prompt.every((name) => row[name] !== undefined);
  const section: Row = {
    sort_key: "",
    document_schema: DOCUMENT_SCHEMA_VERSION,
    ...row,
    ...(isPromptKnown ? {} : { prompt_id: null, prompt_text: null, prompt_theme: null }),
  };
  const text = textOf(row["document"]);
  if (text === null) {
    const document = JSON.stringify(emptyDocument());
    return { section: { ...section, document, text: "", words: 0 }, hasWords: false };
  }
  // The text stands behind the document in the row, and was made from it.
  return { section: { text, words: countWords(text), ...section }, hasWords: true };
}

/** The words of a document as a saved section has them; null when there is none to read. */
function textOf(document: unknown): string | null {
  if (typeof document !== "string") return null;
  try {
    return documentToText(JSON.parse(document) as DocumentJson).trim();
  } catch {
    return null;
  }
}
