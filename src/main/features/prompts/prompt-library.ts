import { isSeq, type Node } from "yaml";
import { z } from "zod";
import {
  cadence,
  type Library,
  libraryId,
  type LibraryProblem,
  type Prompt,
  prompt,
  source,
  sourceDocument,
  type Theme,
  theme,
} from "../../../shared/contract/prompts.ts";
import { FILE_VERSION, openLibraryYaml, type OpenedYaml } from "./library-yaml.ts";

/** A library file as it was read. */
export interface LibraryFile {
  name: string;
  content: string;
}

// With the failsafe schema every scalar is text: nothing turns into a date or a number on the way.
const yesOrNo = z.enum(["true", "false"]).transform((value) => value === "true");
const sentence = z.string().trim().min(1).max(2000);
const BUILT_IN = { kind: "built_in" } as const;

const parts = {
  documents: sourceDocument.strict(),
  themes: theme
    .omit({ origin: true })
    .extend({ id: libraryId, title: sentence, inWeeklyRotation: yesOrNo })
    .strict()
    .transform((read) => ({ ...read, origin: BUILT_IN })),
  prompts: prompt
    .omit({ origin: true })
    .extend({
      id: libraryId,
      cadence,
      text: sentence,
      followUps: z.array(sentence).max(5).default([]),
      source,
    })
    .strict()
    .transform((read) => ({ ...read, origin: BUILT_IN })),
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
  const fail = (line: number, reason: string): void => gathering.problem(file.name, line, reason);
  const opened = openLibraryYaml(file.content);
  if ("wrong" in opened) return fail(opened.line, reasonOf(opened));
  const { document, root, lineOf } = opened;
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
      (one) => one !== null && !library.documents.some(({ id }) => id === one.document),
    );
    return missing === undefined || missing === null
      ? null
      : `the document "${missing.document}" is not listed`;
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

function reasonOf(opened: Extract<OpenedYaml, { wrong: string }>): string {
  switch (opened.wrong) {
    case "syntax":
      return opened.found;
    case "shape":
      return "the file is not a map of keys";
    case "reference":
      return "anchors, aliases and tags are not read";
    case "version":
      return `version ${FILE_VERSION} is the one that is read, not ${opened.found || "undefined"}`;
  }
}
