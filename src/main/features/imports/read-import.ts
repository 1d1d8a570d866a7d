import { lstatSync, statSync } from "node:fs";
import { join } from "node:path";
import { StepbackError } from "../../../shared/contract/errors.ts";
import type { Found } from "./found-entry.ts";
import type { IsPicture } from "./picture-files.ts";
import { wholeRefusalOf } from "./read-file.ts";
import { JSON_NAME, readJsonExport } from "./read-json-export.ts";
import { readMarkdownFolder } from "./read-markdown-folder.ts";
import type { Surroundings } from "./read-markdown-entry.ts";

/** What is read, and how. */
export interface ImportOrder extends Surroundings {
  path: string;
  from: "auto" | "stepback" | "markdown";
  /** The items that were given up before, because reading them took too long. */
  tooSlow: readonly string[];
}

/** Called before an item is read. */
export type Tell = (progress: { done: number; total: number; file: string }) => void;

/**
 * Reads an export: the folder's stepback.json, which holds everything, or else its Markdown. Writes
 * nothing, and opens nothing outside the folder.
 * @throws StepbackError IMPORT_REFUSED for what is no export as a whole.
 */
export function readImport(order: ImportOrder, tell: Tell, isPicture: IsPicture): Found {
  const { path, from } = order;
  const json = jsonOf(path, from);
  if (json !== null) return readJsonExport(json, order, tell, isPicture);
  const items = readMarkdownFolder(order, tell, isPicture);
  if (items.length === 0) throw new StepbackError("IMPORT_REFUSED", { reason: "empty" });
  return { format: "markdown", items, settings: null, library: null };
}

/** The stepback.json that is to be read; null where it is the Markdown. */
function jsonOf(path: string, from: ImportOrder["from"]): string | null {
  try {
    const named = statSync(path);
    if (named.isDirectory()) {
      const inside = join(path, JSON_NAME);
      const hasJson = lstatSync(inside, { throwIfNoEntry: false })?.isFile() === true;
      if (from === "markdown" || (from === "auto" && !hasJson)) return null;
      if (hasJson) return inside;
    } else if (named.isFile() && from !== "markdown") return path;
  } catch (error) {
    throw wholeRefusalOf(error);
  }
  throw new StepbackError("IMPORT_REFUSED", { reason: "not_an_export" });
}
