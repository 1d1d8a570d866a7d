import { Schema } from "prosemirror-model";
import { marks, nodes } from "./nodes-and-marks.ts";

/** The number kept beside every document; it rises whenever a node, mark or attribute is added. */
export const DOCUMENT_SCHEMA_VERSION = 3;

/** How deep a document may nest: the doc itself is 0, the deepest text at most 100. */
export const MAX_DOCUMENT_DEPTH = 100;

/** A mark as ProseMirror writes it in JSON. */
export interface DocumentMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** Any node as ProseMirror writes it in JSON. */
export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
  marks?: DocumentMark[];
  text?: string;
}

/** A whole document as ProseMirror writes it in JSON. */
export interface DocumentJson extends DocumentNode {
  type: "doc";
  content: DocumentNode[];
}

/** What a document may hold. */
export const documentSchema = new Schema({ nodes, marks });

/** A document without words, in normal form. A new object each time, so nobody shares it. */
export function emptyDocument(): DocumentJson {
  return { type: "doc", content: [{ type: "paragraph" }] };
}

/** Whether nothing is written in a document that is in normal form. */
export function isEmptyDocument({ content }: DocumentJson): boolean {
  const [block, ...others] = content;
  return block?.type === "paragraph" && block.content === undefined && others.length === 0;
}

/** `unknown_node`: a newer Stepback may know it, open read-only. `broken`: no Stepback wrote it. */
export type ParsedDocument =
  | { kind: "document"; document: DocumentJson }
  | { kind: "unknown_node" | "broken"; reason: string };

// What Tiptap's own extensions add to the same nodes: looks only, so leaving it out loses nothing.
const IGNORED_ATTRIBUTES = new Set(["target", "rel", "class", "title", "type"]);

class Refusal extends Error {
  readonly kind: "unknown_node" | "broken";

  constructor(kind: "unknown_node" | "broken", reason: string) {
    super(reason);
    this.kind = kind;
  }
}

/**
 * Reads any value as a document of this schema. The result is a fresh copy in ProseMirror's own
 * JSON, with every attribute present. Only known properties of the value's own are read, so
 * `__proto__` and the like do nothing. Nests at most 100 deep; links only to allowed addresses.
 * Never throws.
 */
export function parseDocument(value: unknown): ParsedDocument {
  try {
    const copy = copyNode(value, 0);
    if (copy.type !== "doc") return { kind: "broken", reason: `a ${copy.type} is no document` };
    const node = documentSchema.nodeFromJSON(copy);
    node.check();
    const document: DocumentJson = node.toJSON();
    return { kind: "document", document };
  } catch (error) {
    if (error instanceof Refusal) return { kind: error.kind, reason: error.message };
    return { kind: "broken", reason: error instanceof Error ? error.message : "unreadable" };
  }
}

function copyNode(value: unknown, depth: number): DocumentNode {
  const { type, source } = readType(value, documentSchema.nodes);
  if (depth + depthInside(type) > MAX_DOCUMENT_DEPTH) {
    throw new Refusal("broken", `nested deeper than ${MAX_DOCUMENT_DEPTH}`);
  }
  const node: DocumentNode = { type };
  const attributes = copyAttributes(type, read(source, "attrs"), documentSchema.nodes);
  if (attributes) node.attrs = attributes;
  const content = readList(source, "content");
  if (content) node.content = content.map((child) => copyNode(child, depth + 1));
  const markList = readList(source, "marks");
  if (markList) node.marks = markList.map(copyMark);
  const text = read(source, "text");
  if (typeof text === "string") node.text = text;
  return node;
}

/** How deep a node that holds no other is all the same: Markdown writes a quote as paragraphs of text. */
export function depthInside(type: string): number {
  return type === "momentQuote" ? 2 : 0;
}

function copyMark(value: unknown): DocumentMark {
  const { type, source } = readType(value, documentSchema.marks);
  const attrs = copyAttributes(type, read(source, "attrs"), documentSchema.marks);
  return attrs ? { type, attrs } : { type };
}

function read(source: object, key: string): unknown {
  return Object.hasOwn(source, key) ? Reflect.get(source, key) : undefined;
}

function readList(source: object, key: string): unknown[] | undefined {
  const value = read(source, key);
  if (value === undefined || Array.isArray(value)) return value;
  throw new Refusal("broken", `${key} is not a list`);
}

function readType(value: unknown, known: object): { type: string; source: object } {
  if (typeof value !== "object" || value === null) throw new Refusal("broken", "not an object");
  const type = read(value, "type");
  if (typeof type !== "string") throw new Refusal("broken", "a part without a type");
  if (!Object.hasOwn(known, type)) throw new Refusal("unknown_node", `unknown part "${type}"`);
  return { type, source: value };
}

type Known = Record<string, { spec: { attrs?: object | null } }>;

function copyAttributes(
  type: string,
  value: unknown,
  known: Known,
): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") throw new Refusal("broken", `attributes of ${type} are no object`);
  const allowed = known[type]?.spec.attrs ?? {};
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    if (Object.hasOwn(allowed, name)) copy[name] = read(value, name);
    else if (!IGNORED_ATTRIBUTES.has(name) && read(value, name) !== null) {
      throw new Refusal("unknown_node", `unknown attribute "${name}" of ${type}`);
    }
  }
  return copy;
}
