import { isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import {
  MOST_FOLLOW_UPS,
  PACK_BYTES,
  PACK_ITEMS,
  type PackProblem,
  type PackTrouble,
  QUESTION_LENGTH,
} from "../../../shared/contract/pack-problems.ts";
import { TITLE_LENGTH } from "../../../shared/contract/own-prompts.ts";
import {
  type Cadence,
  cadence,
  type Library,
  libraryId,
  type Prompt,
  type Theme,
} from "../../../shared/contract/prompts.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { COMMITMENTS, UNPROMPTED } from "../../../shared/journal/entry-file.ts";
import { openLibraryYaml } from "./library-yaml.ts";
import { nearest } from "./nearest.ts";

/** What a pack may speak of besides itself, and the ids that it may not take. */
export interface PackSurroundings {
  documents: readonly { id: string; title: string }[];
  themes: readonly { id: string; title: string }[];
  takenPrompts: ReadonlySet<string>;
  takenThemes: ReadonlySet<string>;
}

/** A pack as it was read. What could not be used is not among its parts. */
export interface ReadPack {
  id: string;
  title: string;
  documents: Library["documents"];
  themes: Theme[];
  prompts: Prompt[];
  /** Null when all of it can be used. */
  trouble: PackTrouble | null;
  /** The text of the pack: without the prompts that cannot be used, where there are such. */
  yaml: string;
}

/** So many problems are told; the first one counts. */
const MOST_PROBLEMS = 50;
const ID_LENGTH = 64;
/** Ids that mean something else where an export names prompts. */
const RESERVED: ReadonlySet<string> = new Set([COMMITMENTS.name, UNPROMPTED.name]);

const KEYS = {
  pack: ["version", "language", "id", "title", "about", "documents", "themes", "prompts"],
  documents: ["id", "title", "about"],
  themes: ["id", "title", "blurb", "inWeeklyRotation", "sources"],
  prompts: ["id", "theme", "cadence", "text", "followUps", "source"],
  source: ["document", "section"],
} as const;

type Map = YAMLMap<Node, Node | null>;
type Kind = PackProblem["kind"];

/**
 * Reads the text of a pack and names everything in it that cannot be used, with its line. Where only
 * single prompts are wrong the others stand alone; whatever else is wrong concerns all of them.
 */
export function readPack(yaml: string, around: PackSurroundings): ReadPack {
  return new PackReading(around).read(yaml);
}

class PackReading {
  private readonly around: PackSurroundings;
  private readonly problems: PackProblem[] = [];
  private lineOf: (node: Node) => number = () => 1;
  private isWholeWrong = false;
  private readonly pack: ReadPack = {
    id: "",
    title: "",
    documents: [],
    themes: [],
    prompts: [],
    trouble: null,
    yaml: "",
  };

  constructor(around: PackSurroundings) {
    this.around = around;
  }

  read(yaml: string): ReadPack {
    const { pack } = this;
    pack.yaml = yaml;
    if (Buffer.byteLength(yaml, "utf8") > PACK_BYTES) {
      this.note("too_large", null, { limit: PACK_BYTES });
      return this.end();
    }
    const opened = openLibraryYaml(yaml);
    if ("wrong" in opened) {
      const { wrong: kind, line } = opened;
      this.problems.push({ kind, line, ...("found" in opened ? { found: opened.found } : {}) });
      return this.end();
    }
    const { document, root } = opened;
    this.lineOf = opened.lineOf;
    this.refuseUnknownKeys(root, KEYS.pack);
    pack.id = this.readId(root, "id") ?? "";
    pack.title = this.readText(root, "title", TITLE_LENGTH) ?? "";
    this.readDocuments(root);
    this.readThemes(root);
    this.isWholeWrong = this.problems.length > 0;
    const list = this.listOf(root, "prompts");
    const unusable = list === null ? [] : this.readPrompts(list);
    if (list === null || list.items.length === 0) {
      this.isWholeWrong = true;
      if (!root.has("prompts") || list !== null) this.note("no_prompts", list ?? root);
    }
    if (!this.isWholeWrong && unusable.length > 0 && list !== null) {
      list.items = list.items.filter((node) => !unusable.includes(node));
      pack.yaml = document.toString();
    }
    return this.end();
  }

  private end(): ReadPack {
    const { pack, problems } = this;
    const count = problems.length;
    if (count === 0) return pack;
    problems.sort((a, b) => a.line - b.line);
    const others = this.isWholeWrong ? 0 : pack.prompts.length;
    return { ...pack, trouble: { problems: problems.slice(0, MOST_PROBLEMS), count, others } };
  }

  private note(kind: Kind, at: Node | null, more: Partial<PackProblem> = {}): void {
    this.problems.push({ kind, line: at === null ? 1 : this.lineOf(at), ...more });
  }

  /** Nothing of a list is read that is longer than a list may be. */
  private listOf(map: Map, key: string, most: number = PACK_ITEMS): YAMLSeq<Node> | null {
    const node = map.get(key, true);
    if (node === undefined || node === null) return null;
    if (!isSeq<Node>(node)) this.note("not_list", node, { key });
    else if (node.items.length > most) this.note("too_many", node, { key, limit: most });
    else return node;
    return null;
  }

  private *mapsOf(list: YAMLSeq<Node> | null, key: string): Generator<Map> {
    for (const node of list?.items ?? []) {
      if (isMap<Node, Node | null>(node)) yield node;
      else this.note("not_map", node, { key });
    }
  }

  private refuseUnknownKeys(map: Map, known: readonly string[]): void {
    for (const { key } of map.items) {
      const found = isScalar(key) ? String(key.value) : "";
      if (known.includes(found)) continue;
      this.note("unknown_key", key, { found: shown(found), ...nearestIn(found, known) });
    }
  }

  /** A line of text; null where there is none, which is noted unless `optional`. */
  private readText(map: Map, key: string, limit: number, optional = false): string | null {
    const node = map.get(key, true);
    if (node === undefined || node === null) {
      if (!optional) this.note("missing", map, { key });
      return null;
    }
    if (!isScalar(node)) {
      this.note("not_text", node, { key });
      return null;
    }
    const text = mendLine(typeof node.value === "string" ? node.value : "");
    if (text === "" && !optional) this.note("missing", node, { key });
    else if (text.length > limit) this.note("too_long", node, { key, limit });
    else return text;
    return null;
  }

  private readId(map: Map, key: string): string | null {
    const text = this.readText(map, key, ID_LENGTH);
    if (text === null || libraryId.safeParse(text).success) return text;
    this.note("bad_id", nodeOf(map, key), { key, found: shown(text) });
    return null;
  }

  /** An id of a list, which nothing else of it has, nor what is there already. */
  private readOwnId(
    map: Map,
    lines: { [id: string]: number | undefined },
    taken: ReadonlySet<string>,
  ): string | null {
    const id = this.readId(map, "id");
    if (id === null) return null;
    const node = nodeOf(map, "id");
    const first = lines[id];
    if (first !== undefined) this.note("duplicate", node, { key: "id", found: id, first });
    else if (taken.has(id) || RESERVED.has(id)) this.note("taken", node, { key: "id", found: id });
    lines[id] ??= this.lineOf(node);
    return id;
  }

  /** What one of a few words has to be. */
  private readOneOf(
    map: Map,
    key: string,
    kind: "unknown_theme" | "unknown_document",
    known: readonly { id: string; title: string }[],
  ): string | null {
    const text = this.readText(map, key, QUESTION_LENGTH);
    if (text === null || known.some(({ id }) => id === text)) return text;
    const ids = known.map(({ id }) => id);
    const byTitle = known.find(({ title }) => title.toLowerCase() === text.toLowerCase());
    const near = byTitle?.id ?? nearest(text, ids);
    const title = known.find(({ id }) => id === near)?.title;
    this.note(kind, nodeOf(map, key), {
      key,
      found: shown(text),
      ...(near === null ? {} : { nearest: near }),
      ...(title === undefined ? {} : { nearestTitle: title }),
    });
    return null;
  }

  private readCadence(map: Map): Cadence | null {
    const text = this.readText(map, "cadence", QUESTION_LENGTH);
    const read = cadence.safeParse(text);
    if (read.success) return read.data;
    if (text !== null) {
      this.note("unknown_cadence", nodeOf(map, "cadence"), {
        key: "cadence",
        found: shown(text),
        ...nearestIn(text, cadence.options),
      });
    }
    return null;
  }

  private readDocuments(root: Map): void {
    const lines = Object.create(null) as { [id: string]: number };
    const taken = new Set(this.around.documents.map(({ id }) => id));
    for (const map of this.mapsOf(this.listOf(root, "documents"), "documents")) {
      this.refuseUnknownKeys(map, KEYS.documents);
      const id = this.readOwnId(map, lines, taken);
      const title = this.readText(map, "title", TITLE_LENGTH);
      const about = this.readText(map, "about", QUESTION_LENGTH, true) ?? "";
      if (id !== null && title !== null) this.pack.documents.push({ id, title, about });
    }
  }

  private readThemes(root: Map): void {
    const lines = Object.create(null) as { [id: string]: number };
    for (const map of this.mapsOf(this.listOf(root, "themes"), "themes")) {
      this.refuseUnknownKeys(map, KEYS.themes);
      const id = this.readOwnId(map, lines, this.around.takenThemes);
      const title = this.readText(map, "title", TITLE_LENGTH);
      const blurb = this.readText(map, "blurb", QUESTION_LENGTH, true) ?? "";
      const turn = this.readText(map, "inWeeklyRotation", QUESTION_LENGTH, true) ?? "true";
      if (turn !== "true" && turn !== "false") {
        this.note("not_yes_or_no", nodeOf(map, "inWeeklyRotation"), {
          key: "inWeeklyRotation",
          found: shown(turn),
        });
      }
      const sources = [...this.mapsOf(this.listOf(map, "sources"), "sources")]
        .map((source) => this.readSource(source))
        .filter((source) => source !== null);
      if (id === null || title === null) continue;
      const inWeeklyRotation = turn === "true";
      this.pack.themes.push({ id, title, blurb, inWeeklyRotation, sources, origin: this.origin });
    }
  }

  private get origin(): Prompt["origin"] {
    const { id, title } = this.pack;
    return { kind: "pack", id, title };
  }

  private readSource(map: Map): { document: string; section: string } | null {
    this.refuseUnknownKeys(map, KEYS.source);
    const known = [...this.around.documents, ...this.pack.documents];
    const document = this.readOneOf(map, "document", "unknown_document", known);
    const section = this.readText(map, "section", QUESTION_LENGTH);
    return document === null || section === null ? null : { document, section };
  }

  /** @returns what cannot be used. */
  private readPrompts(list: YAMLSeq<Node>): Node[] {
    const lines = Object.create(null) as { [id: string]: number };
    const unusable: Node[] = [];
    for (const node of list.items) {
      const before = this.problems.length;
      if (!isMap<Node, Node | null>(node)) this.note("not_map", node, { key: "prompts" });
      const prompt = isMap<Node, Node | null>(node) ? this.readPrompt(node, lines) : null;
      if (this.problems.length > before || prompt === null) unusable.push(node);
      else this.pack.prompts.push(prompt);
    }
    return unusable;
  }

  private readPrompt(map: Map, lines: { [id: string]: number }): Prompt | null {
    this.refuseUnknownKeys(map, KEYS.prompts);
    const id = this.readOwnId(map, lines, this.around.takenPrompts);
    const themes = [...this.around.themes, ...this.pack.themes];
    const theme = this.readOneOf(map, "theme", "unknown_theme", themes);
    const asked = this.readCadence(map);
    const text = this.readText(map, "text", QUESTION_LENGTH);
    const followUps = this.readFollowUps(map);
    const written = map.get("source", true);
    if (written !== undefined && !isMap(written)) {
      this.note("not_map", written, { key: "source" });
    }
    const source = isMap<Node, Node | null>(written) ? this.readSource(written) : null;
    if (id === null || theme === null || asked === null || text === null) return null;
    if (asked !== "per-person" && [text, ...followUps].some(namesPerson)) {
      this.note("person_unasked", nodeOf(map, "text"), { key: "text" });
    }
    return { id, theme, cadence: asked, text, followUps, source, origin: this.origin };
  }

  private readFollowUps(map: Map): string[] {
    const list = this.listOf(map, "followUps", MOST_FOLLOW_UPS);
    const texts: string[] = [];
    for (const node of list?.items ?? []) {
      const text = isScalar(node) && typeof node.value === "string" ? mendLine(node.value) : "";
      if (text === "") this.note("not_text", node, { key: "followUps" });
      else if (text.length > QUESTION_LENGTH) {
        this.note("too_long", node, { key: "followUps", limit: QUESTION_LENGTH });
      } else texts.push(text);
    }
    return texts;
  }
}

/** Whether a question asks about a person by their name. */
export function namesPerson(text: string): boolean {
  return text.includes("{person}");
}

function nodeOf(map: Map, key: string): Node {
  const node = map.get(key, true);
  return node === undefined || node === null ? map : (node as Node);
}

function nearestIn(found: string, known: readonly string[]): { nearest?: string } {
  const near = nearest(found, known);
  return near === null ? {} : { nearest: near };
}

/** What stands in a file, as far as a sentence can hold it. */
function shown(text: string): string {
  const line = mendLine(text);
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
