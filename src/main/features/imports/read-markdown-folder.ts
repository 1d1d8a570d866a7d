import { type Dirent, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { TEXT_LIMIT } from "../../../shared/document/plain-text.ts";
import { fileTroubleOf } from "../../storage/file-errors.ts";
import { decodeText } from "./decode-text.ts";
import type { FoundItem } from "./found-entry.ts";
import { type IsPicture, PictureFiles } from "./picture-files.ts";
import { readItem, readWhole, wholeRefusalOf } from "./read-file.ts";
import type { ImportOrder, Tell } from "./read-import.ts";
import { readMarkdownEntry } from "./read-markdown-entry.ts";
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
    let isReadme = false;
    const found = readItem(item, order.tooSlow, () => {
      const { bytes, modified } = readWhole(join(order.path, item), TEXT_LIMIT);
      const text = decodeText(bytes);
      isReadme = item === "README.md" && text.startsWith(README);
      const file = { name: basename(item), text, modified };
      return readMarkdownEntry(file, order, (address) => pictures.findAt(address, item));
    });
    return isReadme ? [] : found;
  });
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
