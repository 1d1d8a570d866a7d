import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type Run, runStepback } from "../helpers/command-line.ts";
import { printOf } from "../helpers/temporary-folder.ts";
import { type Image, layOut } from "./damaged-copies.ts";

/** A journal of which damaged copies are made, as a user reaches it. */
export interface Original {
  home: string;
  folder: string;
  /** The name of its database. */
  name: string;
  env: Record<string, string>;
}

/** What the commands made of a damaged copy: damage, or what `list` and `check` printed. */
export type Told = { came: "found"; by: "opening" | "check" } | { came: "content"; list: string };

let copies = 0;

/**
 * Opens a damaged copy of a journal with commands. Whatever it holds, they end well or say that it is
 * damaged, never that a passphrase is wrong; where it could not be opened, not a byte has changed.
 */
export async function askCommands(image: Image, original: Original): Promise<Told> {
  const { home, folder, name, env } = original;
  copies += 1;
  const journal = join(home, `damaged-${copies}`);
  cpSync(folder, journal, { recursive: true });
  for (const suffix of ["", "-wal", "-shm"]) rmSync(join(journal, name + suffix), { force: true });
  layOut(image, journal, name);
  const command = (...args: string[]): Promise<Run> =>
    runStepback([...args, "--json"], { home, journal, env });
  try {
    const before = savesOf(journal);
    const list = await command("list");
    expect([0, 4], `list of ${image.name}: ${list.err}`).toContain(list.code);
    const cannotOpen = list.code === 4;
    if (cannotOpen) expect(savesOf(journal), image.name).toEqual(before);
    const check = await command("check");
    expect([0, 4], `check of ${image.name}: ${check.err}`).toContain(check.code);
    for (const { out, err } of [list, check]) {
      expect(out + err, image.name).not.toMatch(/passphrase|locked|recovery code/iu);
    }
    if (cannotOpen) expect(check.code, image.name).toBe(4);
    if (check.code === 0) return { came: "content", list: list.out };
    // Also damage that only the check found stays as it was, for whoever is to rescue it.
    if (image.wal === undefined) {
      expect(image.database.equals(readFileSync(join(journal, name))), image.name).toBe(true);
    }
    expect(JSON.parse(check.out), image.name).toMatchObject({ ok: false });
    return { came: "found", by: cannotOpen ? "opening" : "check" };
  } finally {
    rmSync(journal, { recursive: true, force: true });
  }
}

/** Everything in a journal but the -shm file: an index that SQLite makes anew, without any text. */
function savesOf(journal: string): Record<string, string> {
  const print = printOf(journal);
  return Object.fromEntries(Object.entries(print).filter(([name]) => !name.endsWith("-shm")));
}
