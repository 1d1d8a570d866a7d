import { isId, type Id } from "../journal/identity.ts";
import { isLocalDate, type LocalDate } from "../journal/local-date.ts";
import { mendLine } from "./mend-text.ts";
import { ownAddress, readOwnAddress } from "./own-addresses.ts";
import type { DocumentNode } from "./schema.ts";

/** How Markdown names the kinds of a moment. */
const KINDS = new Map<unknown, string>([
  ["stepped_in", "stepped in"],
  ["stepped_back", "stepped back"],
  ["stepped_away", "stepped away"],
]);

/** How Markdown says whether it was asked for. */
const INVITED = new Map<unknown, string>([
  ["asked_for", "asked for"],
  ["offered", "offered"],
  ["uninvited", "uninvited"],
]);

// The name comes last, because it may hold anything.
const SOURCE =
  /^(\d{4}-\d{2}-\d{2}), (stepped (?:in|back|away))(?:, (asked for|offered|uninvited))?(?:, with (.+))?$/su;

/** A moment as a document quotes it: which one, and what was true of it when it was quoted. */
export interface QuotedMoment {
  moment: Id;
  kind: "stepped_in" | "stepped_back" | "stepped_away";
  date: LocalDate;
  /** With whom, by name. */
  person: string | null;
  invited: "asked_for" | "offered" | "uninvited" | null;
  text: string;
}

const isText = (value: unknown): boolean => typeof value === "string";

/** What each attribute of a quote may be. */
export const QUOTE_ATTRIBUTES: Record<keyof QuotedMoment, (value: unknown) => boolean> = {
  moment: isId,
  kind: (value) => KINDS.has(value),
  date: (value) => typeof value === "string" && isLocalDate(value),
  person: (value) => value === null || isText(value),
  invited: (value) => value === null || INVITED.has(value),
  text: isText,
};

/** What a quote says, or null where it is not one that this version wrote. */
export function momentOf({ attrs = {} }: DocumentNode): QuotedMoment | null {
  return isQuoted(attrs) ? attrs : null;
}

function isQuoted(attrs: object): attrs is QuotedMoment {
  return Object.entries(QUOTE_ATTRIBUTES).every(([name, allows]) =>
    allows(Reflect.get(attrs, name)),
  );
}

/** A quote with its words mended, or null when no word is left of it. */
export function normalizeQuote({ attrs = {} }: DocumentNode): DocumentNode | null {
  const text = mendLine(String(attrs.text));
  const person = typeof attrs.person === "string" ? mendLine(attrs.person) : "";
  const { moment, kind, date, invited = null } = attrs;
  if (text === "") return null;
  return {
    type: "momentQuote",
    attrs: { moment, kind, date, person: person === "" ? null : person, invited, text },
  };
}

/** The two paragraphs that Markdown writes of a quote: its words, and a link that says where they are from. */
export function paragraphsOfQuote(quoted: QuotedMoment): [DocumentNode[], DocumentNode[]] {
  const { moment, kind, date, person, invited, text } = quoted;
  const parts = [date, KINDS.get(kind), INVITED.get(invited)];
  if (person !== null) parts.push(`with ${person}`);
  const href = ownAddress("moment", moment);
  return [
    [{ type: "text", text }],
    [
      {
        type: "text",
        text: parts.filter((part) => part !== undefined).join(", "),
        marks: [{ type: "link", attrs: { href } }],
      },
    ],
  ];
}

/** A quote of Markdown as the quoted moment that it was written as; any other stays as it is. */
export function readQuote(quote: DocumentNode): DocumentNode {
  const [words, source, ...others] = quote.content ?? [];
  if (words?.type !== "paragraph" || source?.type !== "paragraph" || others.length > 0) {
    return quote;
  }
  const text = plainTextOf(words.content, null);
  const href = source.content?.[0]?.marks?.[0]?.attrs?.href;
  const own = readOwnAddress(href);
  const told = SOURCE.exec(plainTextOf(source.content, href) ?? "");
  if (text === null || own?.kind !== "moment" || told === null) return quote;
  const [, date = "", kind, invited, person = null] = told;
  if (!isLocalDate(date)) return quote;
  const moment = own.id;
  const attrs = {
    moment,
    kind: keyOf(KINDS, kind),
    date,
    person,
    invited: keyOf(INVITED, invited),
    text,
  };
  return normalizeQuote({ type: "momentQuote", attrs }) ?? quote;
}

function keyOf(words: ReadonlyMap<unknown, string>, word: string | undefined): unknown {
  return [...words].find(([, written]) => written === word)?.[0] ?? null;
}

/** The words of nodes that are nothing but text, all with this one link, or without any mark; else null. */
function plainTextOf(nodes: readonly DocumentNode[] = [], href: unknown): string | null {
  const written = nodes.filter(({ type, text }) => type !== "text" || text !== "");
  const isPlain = written.every(({ type, marks = [] }) => {
    const hasItAlone = marks.length === 1 && marks[0]?.attrs?.href === href;
    return type === "text" && (href === null ? marks.length === 0 : hasItAlone);
  });
  return isPlain ? written.map(({ text }) => text ?? "").join("") : null;
}
