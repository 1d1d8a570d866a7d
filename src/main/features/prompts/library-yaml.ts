import {
  type Document,
  isAlias,
  isMap,
  isNode,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";

/** The version of the files' format. */
export const FILE_VERSION = 1;

/** A file of prompts as its root map, or why it is none. */
export type OpenedYaml =
  | {
      document: Document.Parsed;
      root: YAMLMap<Node, Node | null>;
      /** The line a node begins on, from 1. */
      lineOf(node: Node): number;
    }
  | { line: number; wrong: "syntax" | "version"; found: string }
  | { line: number; wrong: "shape" | "reference" };

/**
 * Opens a YAML file in which every scalar is text and nothing stands for anything else: a date or a
 * number is what it looks like, and a few bytes cannot stand for gigabytes.
 */
export function openLibraryYaml(content: string): OpenedYaml {
  const lines = new LineCounter();
  const document = parseSafely(content, lines);
  // Nested so deeply that its reader gave up.
  if (document === null) return { line: 1, wrong: "shape" };
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const lineOf = (node: Node): number => lineAt(node.range?.[0] ?? 0);

  // A tag that is not known is only a warning to the parser.
  const [broken] = document.errors;
  if (broken !== undefined) {
    return { line: lineAt(broken.pos[0]), wrong: "syntax", found: firstLine(broken.message) };
  }
  const [tag] = document.warnings;
  if (tag !== undefined) return { line: lineAt(tag.pos[0]), wrong: "reference" };
  const root = document.contents;
  if (!isMap<Node, Node | null>(root)) return { line: 1, wrong: "shape" };
  const reference = firstReference(root);
  if (reference !== null) return { line: lineOf(reference), wrong: "reference" };
  const version: unknown = document.get("version");
  if (version !== String(FILE_VERSION)) {
    const node = root.get("version", true);
    const line = isNode(node) ? lineOf(node) : 1;
    return { line, wrong: "version", found: typeof version === "string" ? version : "" };
  }
  return { document, root, lineOf };
}

function parseSafely(content: string, lineCounter: LineCounter): Document.Parsed | null {
  try {
    return parseDocument(content, {
      schema: "failsafe",
      merge: false,
      lineCounter,
      prettyErrors: false,
      uniqueKeys: true,
      // What is wrong is said by us, not on the console.
      logLevel: "error",
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The first anchor, alias or tag: a few of them can stand for gigabytes. */
function firstReference(root: Node): Node | null {
  let found: Node | null = null;
  visit(root, {
    Node(_, node) {
      if (!isAlias(node) && node.anchor === undefined && node.tag === undefined) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}

function firstLine(message: string): string {
  return (message.split("\n")[0] ?? message).replace(/[.:]$/u, "");
}
