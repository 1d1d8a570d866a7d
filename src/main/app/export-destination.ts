import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { LocalDate } from "../../shared/journal/local-date.ts";

/**
 * A path for a new export inside `folder` that nothing stands at: `Stepback 2026-11-20`, then
 * `Stepback 2026-11-20-2`, `-3` and so on. Both hosts name exports this way.
 * @param date the day it is made.
 */
export function nextExportPath(folder: string, date: LocalDate): string {
  const first = join(folder, `Stepback ${date}`);
  if (!isTaken(first)) return first;
  for (let number = 2; ; number += 1) {
    const path = `${first}-${number}`;
    if (!isTaken(path)) return path;
  }
}

/**
 * Whether anything has that name; a link that leads nowhere has it too. A folder that cannot be
 * looked into is the export's to report, so it counts as free here.
 */
function isTaken(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
