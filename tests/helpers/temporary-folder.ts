import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { afterAll } from "vitest";

/** A folder of its own for a test file or a `describe`, removed after its last test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "stepback-test-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files below a folder, sorted, with `/` on every system; folders are left out. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/** Everything below a folder with its mode and a hash of what it holds: equal if nothing changed. */
export function printOf(folder: string): Record<string, string> {
  const print: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const { mode } = lstatSync(path);
    const content = entry.isFile()
      ? createHash("sha256").update(readFileSync(path)).digest("hex")
      : "";
    print[relative(folder, path)] = `${mode.toString(8)} ${content}`;
  }
  return print;
}
