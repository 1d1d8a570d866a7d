import { type Dirent, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { mendText } from "../../../shared/document/mend-text.ts";
import { HOLDS, keyOf } from "../../../shared/journal/carried-file.ts";
import { TEXT_LIMIT } from "../../../shared/document/plain-text.ts";
import { fileTroubleOf } from "../../storage/file-errors.ts";
import { decodeText } from "./decode-text.ts";
import type { FoundItem } from "./found-entry.ts";
import { type IsPicture, PictureFiles } from "./picture-files.ts";
import { readItem, readWhole, wholeRefusalOf } from "./read-file.ts";
import type { ImportOrder, Tell } from "./read-import.ts";
import { readCrisisFile } from "./read-crisis-file.ts";
import { lineOf, readFrontMatter } from "./read-front-matter.ts";
import { readMarkdownEntry, refuseNewer } from "./read-markdown-entry.ts";
import { readPersonFile } from "./read-person-file.ts";
import { readBlocksLine, readMomentLine, readYearFile } from "./read-year-file.ts";
import type { Refusal } from "./refusal.ts";

const MARKDOWN = /\.(?:md|markdown)$/i;
/** How the README.md of an export begins, which is no entry. */
const README = "# A Stepback journal\n";

/** A folder with more files is no journal's. */
const MAX_FILES = 100_000;

/** A file below the folder, relative to it with `/` on every system, and why it is not read. */
interface FoundFile {
  item: string;
  refused: Refusal | null;
}

/** Reads every Markdown file below a folder, sorted by name; hidden files and folders are left out. */
export function readMarkdownFolder(
  order: ImportOrder,
  tell: Tell,
  isPicture: IsPicture,
): FoundItem[] {
  const files = markdownFiles(order.path);
  const pictures = new PictureFiles(order.path, isPicture);
  return files.flatMap(({ item, refused }, done) => {
    if (refused !== null) return { item, refused };
    tell({ done, total: files.length, file: item });
    let others: FoundItem[] | null = null;
    const found = readItem(item, order.tooSlow, () => {
      const { bytes, modified } = readWhole(join(order.path, item), TEXT_LIMIT);
      const text = decodeText(bytes);
      others = item === "README.md" && text.startsWith(README) ? [] : readOther(text, item, order);
      if (others !== null) return { refused: "empty" };
      const file = { name: basename(item), text, modified };
      return readMarkdownEntry(file, order, (address) => pictures.findAt(address, item));
    });
    return others ?? found;
  });
}

/** What a file holds that is no entry; null for one that is. */
function readOther(text: string, item: string, order: ImportOrder): FoundItem[] | null {
  // Looked for before all is read: nearly every file is an entry.
  if (!/^stepback_holds:/m.test(text)) return null;
  const front = readFrontMatter(mendText(text));
  const holds = keyOf(HOLDS, lineOf(front.fields, "stepback_holds") ?? "");
  if (holds === null) return null;
  refuseNewer(front.fields);
  if (holds === "person") return [{ item, person: readPersonFile(front, item) }];
  if (holds === "crisis") return [{ item, crisis: readCrisisFile(front, item, order.timeZone) }];
  const firstLine = lines(mendText(text)) - lines(front.body) + 1;
  return readYearFile(front.body, { item, firstLine }, (line, written) =>
    holds === "moments"
      ? readMomentLine(line, written, order.timeZone)
      : readBlocksLine(line, written),
  );
}

function lines(text: string): number {
  return text.split("\n").length;
}

/** Walks through the folder and those inside it, and through no link. */
function markdownFiles(folder: string): FoundFile[] {
  const files: FoundFile[] = [];
  const waiting = [""];
  let count = 0;
  for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
    const inside: string[] = [];
    for (const entry of list(folder, place, files)) {
      count += 1;
      if (count > MAX_FILES) throw new StepbackError("IMPORT_REFUSED", { reason: "too_large" });
      const item = place === "" ? entry.name : `${place}/${entry.name}`;
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) inside.push(item);
      else if (MARKDOWN.test(entry.name)) files.push({ item, refused: refusalOf(entry) });
    }
    waiting.unshift(...inside);
  }
  return files;
}

/** What stands in a folder, sorted; one that cannot be read is named among the files. */
function list(folder: string, place: string, files: FoundFile[]): Dirent[] {
  try {
    return readdirSync(join(folder, place), { withFileTypes: true }).sort((left, right) =>
      left.name < right.name ? -1 : 1,
    );
  } catch (error) {
    if (place === "" || fileTroubleOf(error) === null) throw wholeRefusalOf(error);
    files.push({ item: place, refused: "unreadable" });
    return [];
  }
}

function refusalOf(entry: Dirent): Refusal | null {
  if (entry.isSymbolicLink()) return "link";
  return entry.isFile() ? null : "unreadable";
}
