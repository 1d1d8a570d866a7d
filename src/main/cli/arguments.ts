import { InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { type Cadence, cadence } from "../../shared/contract/prompts.ts";
import { type EntryFilter, type EntryKind, entryKind } from "../../shared/contract/entries.ts";
import { MOMENT_CHARACTERS } from "../../shared/contract/moments.ts";
import { personName } from "../../shared/contract/named-person.ts";
import { isWeek, type Week } from "../../shared/journal/iso-week.ts";
import { isLocalDate, type LocalDate } from "../../shared/journal/local-date.ts";
import { messages } from "./messages.ts";

// How each argument is read. What cannot be read ends with 2 (formats.md, "Command line").

/** A day that exists, `YYYY-MM-DD`. */
export function readDate(text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw new InvalidArgumentError("Give a day that exists, such as 2026-11-20.");
}

/** A week that exists, `YYYY-Www`. */
export function readWeek(text: string): Week {
  if (isWeek(text)) return text;
  throw new InvalidArgumentError("Give an ISO week that exists, such as 2026-W47.");
}

/** An instant that exists, ISO 8601 with its offset. */
export function readInstant(text: string): string {
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return text;
  throw new InvalidArgumentError(
    "Give an instant with its offset, such as 2026-11-20T14:20:00+01:00.",
  );
}

/** A person's name: one line, at most 200 characters. */
export function readPersonName(text: string): string {
  const read = personName.safeParse(text).data;
  if (read !== undefined) return read;
  throw new InvalidArgumentError("Give a name, of at most 200 characters.");
}

/** What a moment says: at most 2000 characters. */
export function readMomentText(text: string): string {
  if (text.length <= MOMENT_CHARACTERS) return text;
  throw new InvalidArgumentError(
    `A moment is a line, of at most ${MOMENT_CHARACTERS} characters; write an entry instead.`,
  );
}

/** The name of a folder; an empty one would be the folder one happens to stand in. */
export function readFolder(text: string): string {
  if (text !== "") return text;
  throw new InvalidArgumentError("Name a folder.");
}

/** A count from `least` on. */
export function readCount(least: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(count) && count >= least) return count;
    throw new InvalidArgumentError(`Give a whole number from ${least} on.`);
  };
}

/** A number of weeks, ten years of them at most. */
export function readWeekCount(text: string): number {
  const weeks = readCount(1)(text);
  if (weeks <= 520) return weeks;
  throw new InvalidArgumentError("Give a whole number from 1 to 520.");
}

/** A port, 0 for any that is free. */
export function readPort(text: string): number {
  const port = readCount(0)(text);
  if (port <= 65_535) return port;
  throw new InvalidArgumentError("Give a port from 0 to 65535.");
}

/** Where an export goes, and up to which day. */
export interface ExportTo {
  path?: string;
  date?: LocalDate;
}

/**
 * Reads the `--to` of an export, which names both the folder and the last day: what is written as a
 * day is the day, anything else is the folder. A folder with such a name is written `./2026-11-20`.
 */
export function readExportTo(text: string, before: ExportTo | undefined): ExportTo {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? { ...before, date: readDate(text) }
    : { ...before, path: readFolder(text) };
}

/** An option of which these choices are there so far, the first unless another is given. */
export function choice(
  flags: string,
  choices: readonly [string, ...string[]],
  later: readonly string[],
): Option {
  return new Option(flags).default(choices[0]).argParser((text: string) => {
    if (choices.includes(text)) return text;
    throw new InvalidArgumentError(
      later.includes(text) ? messages.notYet(text) : `Allowed choices are ${choices.join(", ")}.`,
    );
  });
}

/** Collects an option that may be given several times. */
export function collect(text: string, before: string[] | undefined): string[] {
  return [...(before ?? []), text];
}

/** Collects the names of people. */
export function collectNames(text: string, before: string[] | undefined): string[] {
  if (text.trim() === "") throw new InvalidArgumentError("Give the name of a person.");
  return collect(text, before);
}

/** The kinds an entry may have. */
export const KINDS: readonly EntryKind[] = entryKind.options;

/** The cadences a prompt may have. */
export const CADENCES: readonly Cadence[] = cadence.options;

/** The filter options as commander hands them over. */
export interface FilterOptions {
  from?: LocalDate;
  to?: LocalDate;
  kind?: EntryKind;
  theme?: string;
  person?: string;
  tag?: string;
  starred?: boolean;
  text?: string;
}

/** The filter that the options describe. */
export function filterOf(options: FilterOptions): EntryFilter {
  const { from, to, kind, theme, person, tag, starred, text } = options;
  return Object.fromEntries(
    Object.entries({ from, to, kind, theme, person, tag, starred, text }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}
