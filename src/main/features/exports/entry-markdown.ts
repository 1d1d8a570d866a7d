import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Entry, EntryKind, Section } from "../../../shared/contract/entries.ts";
import { markdownInline } from "../../../shared/document/markdown-inline.ts";
import { documentToMarkdown } from "../../../shared/document/markdown-writer.ts";
import { changePictures, missingPicture } from "../../../shared/document/pictures.ts";
import type { DocumentJson } from "../../../shared/document/schema.ts";
import { quietOf, writeQuiet } from "../../../shared/journal/carried-file.ts";
import {
  ABOUT_NOBODY,
  COMMITMENT_BECAME,
  COMMITMENTS,
  commitmentSentence,
  EXPORT_SCHEMA,
  HEADING_SHIFT,
  headingWithoutPrompt,
  MADE_WITH,
  OUTCOMES,
  situationLength,
  UNPROMPTED,
} from "../../../shared/journal/entry-file.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { addWeeks } from "../../../shared/journal/iso-week.ts";
import { localTimestamp } from "../../../shared/journal/local-date.ts";
import { type FrontMatterValue, frontMatter, tagValue } from "./front-matter.ts";

/** Where the file of a picture stands, relative to the Markdown; null where there is none. */
export type PictureFile = (sha256: string) => string | null;

/** An entry with the questions that a crisis is asked about and nothing is written under yet. */
export function withQuestions(entry: Entry, allSections: (entryId: Id) => Section[]): Entry {
  if (entry.kind !== "crisis") return entry;
  const written = new Map(entry.sections.map((section) => [section.id, section]));
  const sections = allSections(entry.id).flatMap(
    (section) => written.get(section.id) ?? (section.prompt === null ? [] : section),
  );
  const themes = sections.flatMap(({ prompt }) => prompt?.theme ?? []);
  return { ...entry, sections, themes: [...new Set(themes)] };
}

/**
 * An entry as one Markdown file with front matter (formats.md, "Markdown export"). Where a picture has no
 * file, as in a journal that was damaged, its place says so.
 */
export function entryToMarkdown(entry: Entry, fileOf: PictureFile): string {
  const write = (document: DocumentJson, headingShift = 0): string =>
    documentToMarkdown(sayWhatIsMissing(document, fileOf), {
      headingShift,
      pictureAddress: (sha256) => addressOf(fileOf(sha256)),
    });
  const body = hasSections(entry) ? sectionedBody(entry, write) : plainBody(entry, write);
  return body === "" ? headOf(entry) : `${headOf(entry)}\n${body}`;
}

/** Whether its parts have headings; a free entry is one text, as long as it has no prompt. */
function hasSections({ kind, sections }: Entry): boolean {
  return kind !== "free" || sections.length > 1 || sections.some(({ prompt }) => prompt !== null);
}

type WriteDocument = (document: DocumentJson, headingShift?: number) => string;

function sayWhatIsMissing(document: DocumentJson, fileOf: PictureFile): DocumentJson {
  return changePictures(document, (sha256, picture) =>
    fileOf(sha256) === null ? missingPicture(picture) : picture,
  );
}

/** A file as an address; the letters of all scripts are left to be read. */
function addressOf(file: string | null): string | null {
  return file?.replace(/[ %#]/g, encodeURIComponent) ?? null;
}

function headOf(entry: Entry): string {
  const plain = (value: string): FrontMatterValue => ({ plain: value });
  const typed = (value: string): FrontMatterValue => ({ typed: value });
  const list = (values: FrontMatterValue[]): FrontMatterValue => ({ list: values });
  const at = (instant: string) => typed(localTimestamp(new Date(instant), entry.timeZone));
  return frontMatter([
    ["title", typed(entry.title)],
    ["date", plain(entry.date)],
    ["created", at(entry.created)],
    ["updated", at(entry.updated)],
    // An offset such as +01:00 would be read as a number of minutes.
    ["timezone", /^[A-Za-z]/.test(entry.timeZone) ? plain(entry.timeZone) : typed(entry.timeZone)],
    ["id", plain(entry.id)],
    ["tags", list(entry.tags.map(tagValue))],
    ["starred", plain(String(entry.starred))],
    ["stepback_kind", plain(entry.kind)],
    ...(entry.kind === "weekly" ? [["stepback_week", plain(entry.week)] as const] : []),
    ["stepback_themes", list(entry.themes.map(plain))],
    ["stepback_prompts", list(sectionNames(entry).map(plain))],
    ...aboutLine(entry),
    ...commitmentsLine(entry),
    ["stepback_people", list(entry.people.map((person) => typed(`[[${person}]]`)))],
    ["stepback_schema", plain(String(EXPORT_SCHEMA))],
  ]);
}

/** Whom every `##` of the file is about, in order; nothing where none is about anybody. */
function aboutLine(entry: Entry): [string, FrontMatterValue][] {
  const { sections } = entry;
  if (!hasSections(entry) || sections.every(({ about }) => about === undefined)) return [];
  const values = sections.map(({ about }) =>
    about === undefined ? { plain: ABOUT_NOBODY } : { typed: `[[${about.name}]]` },
  );
  return [["stepback_about", { list: values }]];
}

/** What nobody needs to read of the commitments of the file, in order; nothing where there are none. */
function commitmentsLine({ commitments }: Entry): [string, FrontMatterValue][] {
  if (commitments.length === 0) return [];
  const values = commitments.map((commitment) => {
    const { week, dueWeek, person, answeredIn, carriedFrom, reshapedFrom } = commitment;
    const quiet = {
      ...quietOf(commitment),
      dueWeek: dueWeek === addWeeks(week, 1) ? null : dueWeek,
      person: person?.id ?? null,
      answeredIn,
      carriedFrom,
      reshapedFrom,
      situation: situationLength(commitment),
    };
    return { plain: writeQuiet(quiet) };
  });
  return [["stepback_commitments", { list: values }]];
}

/** One name for every `##` of the file, in order. */
function sectionNames(entry: Entry): string[] {
  if (!hasSections(entry)) return [];
  const names = entry.sections.map((section) => section.prompt?.id ?? UNPROMPTED.name);
  return entry.commitments.length === 0 ? names : [...names, COMMITMENTS.name];
}

function plainBody(entry: Entry, write: WriteDocument): string {
  return entry.sections.map((section) => write(section.document)).join("");
}

function sectionedBody(entry: Entry, write: WriteDocument): string {
  const parts = entry.sections.map((section) => sectionToMarkdown(entry.kind, section, write));
  if (entry.commitments.length > 0) parts.push(commitmentsToMarkdown(entry.commitments));
  return parts.join("\n");
}

function sectionToMarkdown(kind: EntryKind, section: Section, write: WriteDocument): string {
  const heading = section.prompt?.text ?? headingWithoutPrompt(kind);
  const body = write(section.document, HEADING_SHIFT);
  return `## ${markdownInline(heading)}\n${body === "" ? "" : `\n${body}`}`;
}

function commitmentsToMarkdown(commitments: readonly Commitment[]): string {
  const lines = commitments.map((commitment) => {
    const sentence = markdownInline(commitmentSentence(commitment));
    return `- ${[sentence, ...saidOf(commitment)].join(" ")}\n`;
  });
  return `## ${COMMITMENTS.heading}\n\n${lines.join("")}`;
}

/** With whom a commitment is, how it went and what became of it: each in emphasis, which no words are. */
function saidOf({ person, outcome, outcomeNote, became, becameNote }: Commitment): string[] {
  const said = (words: string, note: string | null): string =>
    `*(${words}${note === null ? "" : `: ${markdownInline(note)}`})*`;
  return [
    ...(person === null ? [] : [`*(${MADE_WITH} ${markdownInline(person.name)})*`]),
    ...(outcome === null ? [] : [said(OUTCOMES[outcome], outcomeNote)]),
    ...(became === null ? [] : [said(COMMITMENT_BECAME[became], becameNote)]),
  ];
}
