import { entryKind } from "../../../shared/contract/entries.ts";
import { cutIntoSections } from "../../../shared/document/markdown-sections.ts";
import { markdownToDocument } from "../../../shared/document/markdown-reader.ts";
import { mendLine, mendText } from "../../../shared/document/mend-text.ts";
import {
  DOCUMENT_SCHEMA_VERSION,
  type DocumentJson,
  isEmptyDocument,
} from "../../../shared/document/schema.ts";
import { EXPORT_SCHEMA } from "../../../shared/journal/entry-file.ts";
import { firstDayOf, isWeek, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { isLocalDate, type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";
import { distinctTags } from "../../../shared/journal/tags.ts";
import type { FoundEntry, FoundPicture } from "./found-entry.ts";
import { idFromText } from "./id-from-text.ts";
import { nameInBrackets } from "./name-in-brackets.ts";
import { type Fields, lineOf, listOf, readFrontMatter } from "./read-front-matter.ts";
import { isTimeZone, offsetOf, readInstant } from "./read-instant.ts";
import { readParts } from "./read-parts.ts";
import { Unfit } from "./refusal.ts";
import { adoptableId } from "./row-shapes.ts";

/** A Markdown file that was found. */
export interface MarkdownFile {
  /** Its own name, without its folder. */
  name: string;
  text: string;
  /** When it was last changed. */
  modified: Date;
}

/** What a Markdown file does not tell itself. */
export interface Surroundings {
  /** The zone of files that name none. */
  timeZone: string;
  /** The theme of every prompt of the library, by the prompt's id. */
  themes: ReadonlyMap<string, string>;
}

/**
 * Reads an entry from a Markdown file: one of our own as exactly what it was written from, any other as
 * a free entry.
 * @param pictureAt the picture at an address that the file names; null for what is none.
 * @throws Unfit for a file that a newer Stepback wrote, or with nothing in it.
 */
export function readMarkdownEntry(
  file: MarkdownFile,
  around: Surroundings,
  pictureAt: (address: string) => FoundPicture | null = () => null,
): { entry: FoundEntry; dateFrom: "text" | "file" } {
  const { fields, body } = readFrontMatter(mendText(file.text));
  refuseNewer(fields);
  const stated = entryKind.safeParse(lineOf(fields, "stepback_kind"));
  const kind = stated.success ? stated.data : "free";
  const timeZone = timeZoneOf(fields, around.timeZone);
  const { date, dateFrom } = dateOf(fields, file, timeZone);
  const week = kind === "weekly" ? statedWeek(fields, date) : null;
  const created = instantOf(fields, timeZone, "created", "created_at", "date");
  const updated = instantOf(fields, timeZone, "updated", "modified", "lastmod") ?? created;
  const times = {
    created: created ?? `${date}T12:00:00.000Z`,
    updated: updated ?? `${date}T12:00:00.000Z`,
  };
  const names = listOf(fields, "stepback_prompts");
  const pictures = new Map<string, FoundPicture>();
  const readDocument = (markdown: string, headingShift = 0): DocumentJson =>
    markdownToDocument(markdown, {
      headingShift,
      readPicture(address) {
        const picture = pictureAt(address);
        if (picture === null) return null;
        if (!pictures.has(picture.sha256)) pictures.set(picture.sha256, picture);
        return picture.sha256;
      },
    });
  const parts =
    kind === "free" && names.length === 0
      ? { sections: [{ prompt: null, about: null, document: readDocument(body) }], commitments: [] }
      : readParts(cutIntoSections(body), {
          fields,
          library: around.themes,
          kind,
          week,
          times,
          readDocument,
        });
  const common = { id: null, ...times, revision: 1, schema: DOCUMENT_SCHEMA_VERSION };
  const sections = parts.sections
    // What a crisis is asked about has its place before it is answered.
    .filter(
      ({ prompt, document }) =>
        !isEmptyDocument(document) || (kind === "crisis" && prompt !== null),
    )
    .map((section) => ({ ...section, ...common }));
  const id = adoptableId.safeParse(lineOf(fields, "id"));
  const title = lineOf(fields, "title");
  if (!id.success && sections.length === 0 && title === null) throw new Unfit("empty");
  return {
    dateFrom,
    entry: {
      id: id.success ? id.data : idFromText(`${file.name}\n${file.text}`, created),
      kind,
      title: mendLine(title ?? titleFromName(file.name)),
      date,
      timeZone,
      week,
      tags: distinctTags(listOf(fields, fields.has("tags") ? "tags" : "keywords")),
      // What the text mentions is among them; `decide` tells them apart.
      people: listOf(fields, "stepback_people").map(nameInBrackets),
      starred: lineOf(fields, "starred") === "true",
      ...times,
      revision: 1,
      sections,
      commitments: parts.commitments,
      reflection: null,
      pictures: [...pictures.values()],
    },
  };
}

/** @throws Unfit for a file that a newer Stepback wrote. */
export function refuseNewer(fields: Fields): void {
  const schema = lineOf(fields, "stepback_schema");
  if (schema !== null && Number(schema) > EXPORT_SCHEMA) throw new Unfit("newer");
}

/** A zone that is not known leaves the instant as it is, with the offset it was written with. */
function timeZoneOf(fields: Fields, fallback: string): string {
  const named = lineOf(fields, "timezone");
  if (named !== null && isTimeZone(named)) return named;
  return offsetOf(lineOf(fields, "created") ?? lineOf(fields, "date") ?? "") ?? fallback;
}

function instantOf(fields: Fields, timeZone: string, ...names: string[]): string | null {
  for (const name of names) {
    const instant = readInstant(lineOf(fields, name) ?? "", timeZone);
    if (instant !== null) return instant;
  }
  return null;
}

function dateOf(
  fields: Fields,
  file: MarkdownFile,
  timeZone: string,
): { date: LocalDate; dateFrom: "text" | "file" } {
  const stated = ["date", "created", "created_at"]
    .map((name) => lineOf(fields, name)?.split(/[T ]/)[0] ?? "")
    .find(isLocalDate);
  const date = stated ?? dateFromName(file.name);
  return date === null
    ? { date: localDateAt(file.modified, timeZone), dateFrom: "file" }
    : { date, dateFrom: "text" };
}

/** `2026-11-20 …`, `2026_11_20 …` or `2026-W47 …`. */
function dateFromName(name: string): LocalDate | null {
  const [day = "", week = ""] = [
    /^\d{4}[-_]\d{2}[-_]\d{2}(?!\d)/.exec(name)?.[0].replaceAll("_", "-"),
    /^\d{4}-W\d{2}(?!\d)/.exec(name)?.[0],
  ];
  if (isLocalDate(day)) return day;
  return isWeek(week) ? firstDayOf(week) : null;
}

function titleFromName(name: string): string {
  const stem = name.replace(/\.[^.]*$/, "");
  return /^\d{4}[-_]\d{2}[-_]\d{2}$|^\d{4}-W\d{2}$/.test(stem) ? "" : stem;
}

function statedWeek(fields: Fields, date: LocalDate): Week {
  const stated = lineOf(fields, "stepback_week") ?? "";
  return isWeek(stated) ? stated : weekOf(date);
}
