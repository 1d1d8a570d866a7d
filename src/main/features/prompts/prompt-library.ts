import { isAlias, isMap, isNode, isSeq, LineCounter, type Node, parseDocument, visit } from "yaml";
import { z } from "zod";
import {
  cadence,
  type Library,
  libraryId,
  type LibraryProblem,
  type Prompt,
  prompt,
  sourceDocument,
  type Theme,
  theme,
} from "../../../shared/contract/prompts.ts";

/** A library file as it was read. */
export interface LibraryFile {
  name: string;
  content: string;
}

const FILE_VERSION = 1;

// With the failsafe schema every scalar is text: nothing turns into a date or a number on the way.
const yesOrNo = z.enum(["true", "false"]).transform((value) => value === "true");
const sentence = z.string().trim().min(1).max(2000);

const parts = {
  documents: sourceDocument.strict(),
  themes: theme
    .extend({
      id: libraryId,
      title: sentence,
      inWeeklyRotation: yesOrNo,
    })
    .strict(),
  prompts: prompt
    .extend({
      id: libraryId,
      cadence,
      text: sentence,
      followUps: z.array(sentence).max(5).default([]),
    })
    .strict(),
};

const KEYS = new Set(["version", "language", "opening", ...Object.keys(parts)]);

/** Everything read from one or more files, and what could not be taken in. */
class Gathering {
  readonly library: Library = {
    documents: [],
    themes: [],
    prompts: [],
    opening: null,
    problems: [],
  };

  problem(file: string, line: number, reason: string): void {
    this.library.problems.push({ file, line, reason } satisfies LibraryProblem);
  }
}

/**
 * Reads library files in order. A file or an item that is wrong is named with its line and reason,
 * and everything else is still taken in.
 */
export function readLibrary(files: readonly LibraryFile[]): Library {
  const gathering = new Gathering();
  for (const file of files) readFile(file, gathering);
  return gathering.library;
}

function readFile(file: LibraryFile, gathering: Gathering): void {
  const lines = new LineCounter();
  const document = parseDocument(file.content, {
    schema: "failsafe",
    merge: false,
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
    // What is wrong is said by us, not on the console.
    logLevel: "error",
  });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const lineOf = (node: Node): number => lineAt(node.range?.[0] ?? 0);
  const fail = (line: number, reason: string): void => gathering.problem(file.name, line, reason);

  // A tag that is not known is only a warning to the parser.
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken !== undefined) return fail(lineAt(broken.pos[0]), firstSentence(broken.message));
  const root = document.contents;
  if (!isMap<Node, Node | null>(root)) return fail(1, "the file is not a map of keys");
  const reference = firstReference(root);
  if (reference !== null) return fail(lineOf(reference), "anchors and aliases are not read");
  const version: unknown = document.get("version");
  if (version !== String(FILE_VERSION)) {
    const node = root.get("version", true);
    return fail(
      isNode(node) ? lineOf(node) : 1,
      `version ${FILE_VERSION} is the one that is read, not ${String(version)}`,
    );
  }
  for (const { key } of root.items) {
    if (!KEYS.has(String(key))) fail(lineOf(key), `the key "${String(key)}" is not known`);
  }

  const { library } = gathering;
  const readPart = <Item extends { id: string }>(
    part: keyof typeof parts,
    shape: z.ZodType<Item>,
    into: Item[],
    refuse: (item: Item) => string | null,
  ): void => {
    const list = root.get(part, true);
    if (list === undefined || list === null) return;
    if (!isSeq<Node>(list)) return fail(lineOf(list), `"${part}" is not a list`);
    for (const node of list.items) {
      const parsed = shape.safeParse(node.toJS(document, { maxAliasCount: 0 }));
      const issue = parsed.error?.issues[0];
      if (!parsed.success) {
        fail(lineOf(node), `${issue?.path.join(".") || part}: ${issue?.message ?? "not readable"}`);
        continue;
      }
      const item = parsed.data;
      const reason = into.some((other) => other.id === item.id)
        ? `the id "${item.id}" is there already`
        : refuse(item);
      if (reason === null) into.push(item);
      else fail(lineOf(node), reason);
    }
  };

  const unknownDocument = (item: Theme | Prompt): string | null => {
    const sources = "sources" in item ? item.sources : [item.source];
    const missing = sources.find(
      ({ document: name }) => !library.documents.some(({ id }) => id === name),
    );
    return missing === undefined ? null : `the document "${missing.document}" is not listed`;
  };
  readPart("documents", parts.documents, library.documents, () => null);
  readPart("themes", parts.themes, library.themes, unknownDocument);
  readPart("prompts", parts.prompts, library.prompts, (item) =>
    library.themes.some(({ id }) => id === item.theme)
      ? unknownDocument(item)
      : `the theme "${item.theme}" does not exist`,
  );

  const opening = root.get("opening", true);
  if (opening !== undefined && opening !== null) {
    const name = String(root.get("opening"));
    if (library.prompts.some(({ id }) => id === name)) library.opening ??= name;
    else fail(lineOf(opening), `the prompt "${name}" does not exist`);
  }
}

/** The first anchor or alias: a few of them can stand for gigabytes. */
function firstReference(root: Node): Node | null {
  let found: Node | null = null;
  visit(root, {
    Node(_, node) {
      if (!isAlias(node) && node.anchor === undefined) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}

function firstSentence(message: string): string {
  return message.split("\n")[0] ?? message;
}
