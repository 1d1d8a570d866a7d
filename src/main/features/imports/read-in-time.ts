import { StepbackError } from "../../../shared/contract/errors.ts";
import { codeOf } from "../../storage/file-errors.ts";
import type { Found } from "./found-entry.ts";
import type { ImportOrder } from "./read-import.ts";

/** So many items are given up before the import is. */
const GIVEN_UP = 10;

/** Reads an import in a thread of its own, which tells each item before it reads it. */
export type ReadImport = (
  order: ImportOrder,
  signal: AbortSignal,
) => AsyncGenerator<{ total: number; file: string }, Found>;

/**
 * Reads an import, and ends its thread when one item takes longer than `patience`, in milliseconds;
 * then all is read again without that one.
 * @throws StepbackError IMPORT_REFUSED too_slow, too_large where memory ended before the import did.
 */
export async function readInTime(
  read: ReadImport,
  order: Omit<ImportOrder, "tooSlow">,
  patience: number,
): Promise<Found> {
  const tooSlow: string[] = [];
  while (tooSlow.length < GIVEN_UP) {
    const stuck = await tryToRead(read, { ...order, tooSlow }, patience);
    if ("items" in stuck) return stuck;
    // Where there is no total yet, it is the whole that takes too long.
    if (stuck.total === 0) break;
    tooSlow.push(stuck.file);
  }
  throw new StepbackError("IMPORT_REFUSED", { reason: "too_slow" });
}

/** What was found, or the item at which it took too long. */
async function tryToRead(
  read: ReadImport,
  order: ImportOrder,
  patience: number,
): Promise<Found | { total: number; file: string }> {
  const stop = new AbortController();
  let item = { total: 0, file: "" };
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const reading = read(order, stop.signal);
    for (;;) {
      const step = await reading.next();
      if (step.done === true) return step.value;
      item = step.value;
      timer.refresh();
    }
  } catch (error) {
    if (stop.signal.aborted) return item;
    if (codeOf(error) !== "ERR_WORKER_OUT_OF_MEMORY") throw error;
    throw new StepbackError("IMPORT_REFUSED", { reason: "too_large" }, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
