import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { windowKind } from "../../shared/contract/journal.ts";
import { discard } from "./file-errors.ts";
import { replaceFile } from "./replace-file.ts";

// What windows tell one another through the vault's folder. Who may open the journal is decided by the
// lock alone (lock.ts); these notes only say who it is, and ask.

const note = z.object({ kind: windowKind, since: z.string() });

/** Which window has the journal open, and since which instant. */
export type WindowNote = z.infer<typeof note>;

/** Tells other windows who has the journal. */
const WINDOW = "window.json";
/** Asks the window that has it to save and let go. */
const ASKED = "asked.json";

/** Says that this window has the journal. */
export function noteWindow(folder: string, window: WindowNote): void {
  replaceFile(join(folder, WINDOW), `${JSON.stringify(window)}\n`);
}

/** What the window said that has the journal, or had it; null when none did. */
export function readWindowNote(folder: string): WindowNote | null {
  return readNote(join(folder, WINDOW));
}

/** Takes back what was said by `noteWindow`. One that stays is only read while the lock is held. */
export function removeWindowNote(folder: string): void {
  discard(join(folder, WINDOW));
}

/** Asks the window that has the journal to save and let go of it. */
export function askToLetGo(folder: string, asking: WindowNote): void {
  replaceFile(join(folder, ASKED), `${JSON.stringify(asking)}\n`);
}

/** Whether another window asks for the journal. */
export function isAskedToLetGo(folder: string): boolean {
  return readNote(join(folder, ASKED)) !== null;
}

/** Takes the question back, answered or not. */
export function stopAsking(folder: string): void {
  discard(join(folder, ASKED));
}

function readNote(file: string): WindowNote | null {
  try {
    return note.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}
