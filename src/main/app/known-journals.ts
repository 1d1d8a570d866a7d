import { mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { replaceFile } from "../storage/replace-file.ts";

/** When each journal of this user was last opened: an instant by its folder. */
const shape = z.record(z.string(), z.string());

/**
 * Remembers outside the journals where they are, so that one that is missing is asked about and never
 * silently made anew.
 * @param file where it is kept, for its owner only.
 */
export function createKnownJournals(file: string) {
  const read = (): Record<string, string> => {
    try {
      return shape.parse(JSON.parse(readFileSync(file, "utf8")));
    } catch {
      // It can be lost: a journal that is opened is known again.
      return {};
    }
  };
  return {
    /** The instant at which the journal at `folder` was last opened; null when it never was. */
    lastOpened: (folder: string): string | null => read()[folder] ?? null,

    /** Notes that it was opened. A machine that does not take the note only knows less. */
    noteOpened(folder: string, instant: string): void {
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        replaceFile(file, `${JSON.stringify({ ...read(), [folder]: instant }, null, 2)}\n`);
      } catch {
        // Said above.
      }
    },
  };
}

export type KnownJournals = ReturnType<typeof createKnownJournals>;
