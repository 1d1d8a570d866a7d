import type { Became, WhoHasIt } from "../contract/crises.ts";
import type { Invited, MomentKind } from "../contract/moments.ts";
import { lineFromMarkdown, lineToMarkdown } from "../document/markdown-line.ts";
import type { CarriedAgreement, CarriedName, CarriedRow, CarriedTurn } from "./carried.ts";

// How the leader's week stands in Markdown files (formats.md, "Markdown export"): what is written by
// these words is read back by them. A list item is a row. What nobody needs to read of it stands in a
// comment at its end, which no reader shows.

/** What a file holds that is no entry, under `stepback_holds` in its front matter. */
export const HOLDS = {
  person: "person",
  moments: "moments",
  blocks: "weeks",
  crisis: "crisis",
} as const;

/** The headings of a person's file. */
export const PERSON_HEADINGS = { handovers: "Handed over", agreements: "What they want from me" };

/** Before how far something was handed over. */
export const HOW_FAR = "How far";

/** A moment's kind in words. */
export const MOMENT_KINDS = {
  stepped_in: "stepped in",
  stepped_back: "stepped back",
  stepped_away: "stepped away",
} as const satisfies Record<MomentKind, string>;

/** Whether it was asked for, in words. */
export const INVITED = {
  asked_for: "asked for",
  offered: "offered",
  uninvited: "uninvited",
} as const satisfies Record<Invited, string>;

/** A turn of a handover in words. */
export const TURNS = {
  given: "given",
  taken_back: "taken back",
} as const satisfies Record<CarriedTurn["kind"], string>;

/** The level of an agreement in words. */
export const LEVELS = {
  none: "no say",
  view: "a view",
  voice: "a voice",
  vote: "a vote",
  decide: "the decision",
} as const satisfies Record<CarriedAgreement["level"], string>;

/** The blocks of a week in words. */
export const BLOCKS = {
  inIt: "in the business",
  onIt: "on the business",
  people: "with people",
  other: "other",
} as const;

/** The heading of a crisis's file. */
export const TAKEN_OVER = "What I took over";

/** What became of something that was taken over, in words; `open` until that was said. */
export const BECAME = {
  open: "Still open",
  returned: "Returned",
  handed_on: "Handed on",
  kept: "Kept",
} as const satisfies Record<Became | "open", string>;

/** Who had it when that was asked again, in words. */
export const WHO_HAS_IT = {
  with_them: "with them",
  with_me: "with me",
  with_another: "with somebody else",
} as const satisfies Record<WhoHasIt, string>;

/** Of what was given back once more. */
export const GIVEN_AGAIN = "given back again";

/** What has these words. */
export function keyOf<Key extends string>(
  words: Readonly<Record<Key, string>>,
  said: string | undefined,
): Key | null {
  return (Object.keys(words) as Key[]).find((key) => words[key] === said) ?? null;
}

/** What the comment of a line says, by name; what is null is left out. */
export type Quiet = Readonly<Record<string, string | number | null>>;

/** What every row's comment says of it. */
export function quietOf({ id, created, updated }: Omit<CarriedRow, "revision">): Quiet {
  return { id, created, updated: updated === created ? null : updated };
}

/** What nobody needs to read of a row, each as `name=value`, with a space between. */
export function writeQuiet(quiet: Quiet): string {
  return Object.entries(quiet)
    .flatMap(([name, value]) => (value === null ? [] : `${name}=${encode(String(value))}`))
    .join(" ");
}

/** What `writeQuiet` wrote, by name. */
export function readQuiet(words: string): ReadonlyMap<string, string> {
  const named = words.matchAll(/(?:^| )([a-zA-Z]+)=(\S*)/g);
  return new Map(Array.from(named, ([, name = "", value = ""]) => [name, decode(value)]));
}

/** A list item: words of ours, already Markdown, then what somebody typed, then the comment. */
export function writeItem(item: {
  level?: 0 | 1;
  said?: string;
  text?: string;
  quiet?: Quiet;
}): string {
  const { level = 0, said = "", text = "", quiet = {} } = item;
  const typed = said === "" ? lineToMarkdown(text, "start") : lineToMarkdown(text);
  const between = said === "" || typed === "" ? "" : ": ";
  const told = writeQuiet(quiet);
  const comment = told === "" ? "" : ` <!-- stepback ${told} -->`;
  return `${"  ".repeat(level)}- ${said}${between}${typed}${comment}\n`;
}

/** A line of a list as it was found. */
export interface FoundItem {
  /** 0, or 1 for an item of an item. */
  level: 0 | 1;
  /** All but the comment, as Markdown. */
  markdown: string;
  quiet: ReadonlyMap<string, string>;
}

const ITEM = /^( *)[-*+] (.*?)(?: <!-- stepback((?: [a-zA-Z]+=[^\s<>]*)+) -->)?$/s;

/** Reads a line that `writeItem` wrote, or somebody else; null for what is no list item. */
export function readItem(line: string): FoundItem | null {
  const [, indent, markdown, told] = ITEM.exec(line) ?? [];
  if (indent === undefined || markdown === undefined) return null;
  return { level: indent === "" ? 0 : 1, markdown, quiet: readQuiet(told ?? "") };
}

/** The address of a person's file as another one names it. */
export type PersonFile = (person: { id: string; name: string }) => string;

/** Somebody with the address of their file, in the words of a line; nothing for nobody who has one. */
export function writeName(before: string, person: CarriedName | null, fileOf: PersonFile): string {
  if (person === null || person.id === null) return "";
  const { id, name } = person;
  return `${before}[${lineToMarkdown(name, "link")}](${fileOf({ id, name })})`;
}

/** A pattern for what `writeName` writes; its one group is for `lineFromMarkdown`. */
export const NAME_PATTERN = String.raw`\[((?:[^\\[\]]|\\.)*)\]\([^()\s]*\)`;

/** What was typed, of a line's Markdown. */
export const readTyped = lineFromMarkdown;

function encode(value: string): string {
  return encodeURIComponent(value).replace(/%(?:3A|2F|2B)/g, decodeURIComponent);
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
