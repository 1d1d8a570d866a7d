import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { type ErrorData, StepbackError } from "../../../shared/contract/errors.ts";
import { fileTroubleOf } from "../../storage/file-errors.ts";
import type { FoundItem, FoundThing } from "./found-entry.ts";
import { Unfit } from "./refusal.ts";

/** A failing file system call as a refusal of the whole import; other errors come back as they are. */
export function wholeRefusalOf(error: unknown): unknown {
  const trouble = fileTroubleOf(error);
  if (trouble === null) return error;
  const reason: ErrorData<"IMPORT_REFUSED">["reason"] =
    trouble === "missing" || trouble === "denied" ? trouble : "not_an_export";
  return new StepbackError("IMPORT_REFUSED", { reason }, { cause: error });
}

/**
 * The bytes of a file, which is opened as what it was found to be: never through a link, and without
 * waiting for one that is a pipe by now.
 * @throws Unfit too_long for more than `limit` bytes, unreadable; errors of the system.
 */
export function readWhole(file: string, limit: number): { bytes: Buffer; modified: Date } {
  // Windows has neither flag, and nothing adds nothing.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  const descriptor = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const { size, mtime } = fstatSync(descriptor);
    if (size > limit) throw new Unfit("too_long");
    const bytes = readFileSync(descriptor);
    if (bytes.length > limit) throw new Unfit("too_long");
    return { bytes, modified: mtime };
  } finally {
    closeSync(descriptor);
  }
}

/** Reads one item: whatever is wrong with it stays its own affair. */
export function readItem(
  item: string,
  tooSlow: readonly string[],
  read: () => FoundThing,
): FoundItem {
  if (tooSlow.includes(item)) return { item, refused: "too_slow" };
  try {
    return { item, ...read() };
  } catch (error) {
    if (error instanceof Unfit) return { item, refused: error.refusal };
    if (fileTroubleOf(error) !== null) return { item, refused: "unreadable" };
    // Nested so deep, in a way no reader foresaw, that the stack ended.
    if (error instanceof RangeError) return { item, refused: "broken" };
    throw error;
  }
}
