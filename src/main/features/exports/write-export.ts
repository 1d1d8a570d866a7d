import { mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Attachment } from "../../../shared/contract/attachments.ts";
import type { Entry, EntryFilter, Section } from "../../../shared/contract/entries.ts";
import { picturesIn } from "../../../shared/document/pictures.ts";
import { EXPORT_SCHEMA } from "../../../shared/journal/entry-file.ts";
import { syncFolder } from "../../storage/replace-file.ts";
import { entryToMarkdown, withQuestions } from "./entry-markdown.ts";
import { FileNames } from "./file-names.ts";
import { GrowingFile } from "./growing-file.ts";
import { readme } from "./readme.ts";
import { type CarriedSource, writeLeadersWeek } from "./write-leaders-week.ts";

/** What an export reads from: one connection in one read transaction. */
export interface ExportSource {
  chosenIds(filter: EntryFilter): string[];
  read(id: string): Entry | null;
  /** The sections of an entry, also those with nothing in them. */
  allSections(entryId: string): Section[];
  /** What is known of a picture; null where the journal has none of that name. */
  findPicture(sha256: string): Attachment | null;
  /** A picture with its bytes. */
  readPicture(sha256: string): { data: Buffer } | null;
  /** What a weekly entry has beyond an entry; null for the others. */
  reflectionOf(entryId: string): unknown;
  /** The settings; only when the whole journal is exported. */
  settings(): unknown;
  /** What the journal has of its own in the library; null for nothing. With the settings. */
  ownLibrary(): unknown;
  /** The leader's week. */
  carried: CarriedSource;
}

/** What was written. */
export interface ExportFigures {
  entries: number;
  files: number;
  attachments: number;
  bytes: number;
}

/** A picture as stepback.json has it, with its file inside the export. */
type ExportedPicture = Attachment & { file: string };

/**
 * Writes the Markdown of the chosen entries, README.md and stepback.json into `folder`, which is
 * empty and stays unfinished until the caller renames it.
 * @param exportedAt the instant of the export, with its offset.
 * @param report called before each entry is written.
 * @throws Error when what stands on disk at the end is not what was written.
 */
export function writeExport(
  source: ExportSource,
  folder: string,
  filter: EntryFilter,
  exportedAt: string,
  report: (progress: { done: number; total: number; file: string }) => void,
): ExportFigures {
  const ids = source.chosenIds(filter);
  const isWhole = Object.values(filter).every((value) => value === undefined);
  const names = new FileNames();
  const folders = new Set([folder]);
  const written = new Set<string>();
  const named = new Set<string>();
  const figures: ExportFigures = { entries: 0, files: 0, attachments: 0, bytes: 0 };

  const pictures = new Map<string, ExportedPicture>();

  const writeFile = (name: string, content: string | Buffer): void => {
    const path = join(folder, ...name.split("/"));
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    written.add(name.split("/")[0] ?? "");
    for (let parent = dirname(path); !folders.has(parent); parent = dirname(parent)) {
      folders.add(parent);
    }
    const file = new GrowingFile(path);
    file.write(content);
    file.close();
    figures.files += 1;
    figures.bytes += file.bytes;
  };

  // One picture at a time: a journal may have more of them than fit into memory.
  const writePicture = (sha256: string): void => {
    const facts = source.findPicture(sha256);
    if (facts === null || pictures.has(sha256)) return;
    const file = names.nameForPicture(facts);
    const picture = source.readPicture(sha256);
    if (picture === null) throw new Error(`the picture ${sha256} went away while it was exported`);
    writeFile(file, picture.data);
    pictures.set(sha256, { ...facts, file });
    figures.attachments += 1;
  };

  const json = new GrowingFile(join(folder, "stepback.json"));
  const writeList = (name: string, values: Iterable<object>): void => {
    json.write(`,${JSON.stringify(name)}:[`);
    let before = "\n";
    for (const value of values) {
      json.write(before + JSON.stringify(value));
      before = ",\n";
    }
    json.write("\n]");
  };

  function* writeEntries(): Generator<object> {
    for (const id of ids) yield writeEntry(id);
  }

  function writeEntry(id: string): object {
    const entry = source.read(id);
    if (entry === null) throw new Error(`the entry ${id} went away while it was exported`);
    const file = names.nameFor(entry);
    report({ done: figures.entries, total: ids.length, file });
    for (const { document } of entry.sections) picturesIn(document).forEach(writePicture);
    const top = "../".repeat(file.split("/").length - 1);
    const fileOf = (sha256: string): string | null => {
      const picture = pictures.get(sha256);
      return picture === undefined ? null : top + picture.file;
    };
    writeFile(file, entryToMarkdown(withQuestions(entry, source.allSections), fileOf));
    for (const name of entry.people) {
      const person = source.carried.people.named(name);
      if (person !== null) named.add(person.id);
    }
    for (const { about } of entry.sections) if (about !== undefined) named.add(about.id);
    for (const { person } of entry.commitments) if (person !== null) named.add(person.id);
    figures.entries += 1;
    const reflection = source.reflectionOf(id);
    const asked = entry.kind === "crisis" ? promptsOf(source.allSections(id)) : [];
    return {
      ...entry,
      ...(reflection === null ? {} : { reflection }),
      ...(asked.length === 0 ? {} : { asked }),
    };
  }

  json.write(`{"stepback":${JSON.stringify({ schema: EXPORT_SCHEMA, exportedAt })}`);
  writeList("entries", writeEntries());
  writeLeadersWeek(source.carried, { names, writeFile, writeList }, filter, named);
  json.write(`,"attachments":${JSON.stringify([...pictures.values()])}`);
  if (isWhole) {
    json.write(`,"settings":${JSON.stringify(source.settings())}`);
    const library = source.ownLibrary();
    if (library !== null) json.write(`,"library":${JSON.stringify(library)}`);
  }
  json.write("}\n");
  json.close();
  figures.files += 1;
  figures.bytes += json.bytes;
  writeFile("README.md", readme(figures, written, exportedAt));

  for (const path of folders) syncFolder(path);
  compareWithDisk(folder, figures);
  return figures;
}

/** What a crisis's entry asks, with the sections that the answers go into. */
function promptsOf(sections: readonly Section[]): object[] {
  return sections.flatMap(({ id: sectionId, prompt }) =>
    prompt === null ? [] : { sectionId, prompt: prompt.id, text: prompt.text, theme: prompt.theme },
  );
}

function compareWithDisk(folder: string, figures: ExportFigures): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const bytes = files.reduce(
    (sum, file) => sum + statSync(join(file.parentPath, file.name)).size,
    0,
  );
  if (files.length !== figures.files || bytes !== figures.bytes) {
    throw new Error(
      `the export holds ${files.length} files of ${bytes} bytes, not ${figures.files} of ${figures.bytes}`,
    );
  }
}
