import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, visit } from "yaml";

/** Front matter may be this long, in UTF-16 units (formats.md, "Imports"). */
const FRONT_MATTER_LIMIT = 64 * 1024;

/** What is said of a text in front of it, by lower-case key. */
export type Fields = ReadonlyMap<string, string | string[]>;

/** What is said of a text, and the text. */
export interface FrontMatter {
  fields: Fields;
  body: string;
}

const BEGINNING = /^---[ \t]*\n/;
const ENDING = /^---[ \t]*(?:\n|$)/m;

/**
 * Reads the front matter of a Markdown text with `\n` line ends. Every value stays the text it is.
 * Front matter that is never closed, too long, no flat YAML, or that uses aliases or tags of its own
 * is text like all other.
 */
export function readFrontMatter(text: string): FrontMatter {
  const plain: FrontMatter = { fields: new Map(), body: text };
  const beginning = BEGINNING.exec(text)?.[0];
  if (beginning === undefined) return plain;
  const rest = text.slice(beginning.length);
  const ending = ENDING.exec(rest.slice(0, FRONT_MATTER_LIMIT));
  if (ending === null) return plain;
  const fields = readFields(rest.slice(0, ending.index));
  return fields === null ? plain : { fields, body: rest.slice(ending.index + ending[0].length) };
}

/** A value that is no list. */
export function lineOf(fields: Fields, name: string): string | null {
  const value = fields.get(name);
  return typeof value === "string" ? value : null;
}

/** A list, or what stands between commas. */
export function listOf(fields: Fields, name: string): string[] {
  const value = fields.get(name) ?? [];
  if (typeof value !== "string") return value;
  return value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function readFields(source: string): Map<string, string | string[]> | null {
  try {
    const yaml = parseDocument(source, {
      schema: "failsafe",
      merge: false,
      uniqueKeys: false,
      logLevel: "silent",
    });
    // An unknown tag is only a warning.
    if (yaml.errors.length + yaml.warnings.length > 0) return null;
    let usesAliases = false;
    visit(yaml, {
      Node(_, node) {
        if (isAlias(node) || node.anchor !== undefined) usesAliases = true;
      },
    });
    if (usesAliases) return null;
    if (yaml.contents === null) return new Map();
    return isMap(yaml.contents) ? fieldsOf(yaml.contents.items) : null;
  } catch {
    // Nested so deep that the reader gave up.
    return null;
  }
}

/** The fields with text or a list of texts; a later one of the same name wins. */
function fieldsOf(pairs: readonly { key: unknown; value: unknown }[]) {
  const fields = new Map<string, string | string[]>();
  for (const { key, value } of pairs) {
    const name = textOf(key)?.toLowerCase();
    const read = isSeq<Node>(value)
      ? value.items.map(textOf).filter((text) => text !== null)
      : textOf(value);
    if (name !== undefined && read !== null) fields.set(name, read);
  }
  return fields;
}

function textOf(node: unknown): string | null {
  return isScalar(node) && typeof node.value === "string" ? node.value : null;
}
