import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import Sqlite from "better-sqlite3";

// What may stand in the place of a journal, or of one of its files.

/** A plain SQLite file, as another program would have left it. */
export function makePlain(file: string): void {
  const database = new Sqlite(file);
  database.exec(
    "PRAGMA user_version = 7; CREATE TABLE photos (name); INSERT INTO photos VALUES (1)",
  );
  database.close();
}

/** A pipe that nobody writes into: whoever opens it waits. */
export function makePipe(path: string): void {
  const made = spawnSync("mkfifo", [path]);
  if (made.status !== 0) throw new Error(`no pipe could be made at ${path}`);
}

/** Puts something in the place of a file. */
export function inPlaceOf(file: string, make: (path: string) => void): void {
  rmSync(file, { force: true });
  make(file);
}

/** A link that leads to itself. */
export function makeLoop(path: string): void {
  symlinkSync(basename(path), path);
}

/** A file without anything in it. */
export function makeEmpty(path: string): void {
  writeFileSync(path, "");
}

/** A folder without anything in it. */
export function makeFolder(path: string): void {
  mkdirSync(path);
}

/** One thing in a journal's place; the codes with which every command may leave it alone. */
export interface Stranger {
  name: string;
  codes: number[];
  put: (journal: string) => void;
}

/** In the place of the whole journal. */
export const INSTEAD: Stranger[] = [
  { name: "a text", codes: [1], put: (at) => writeFileSync(at, "Text.") },
  { name: "a database", codes: [1], put: makePlain },
  { name: "nothing in a file", codes: [1], put: makeEmpty },
  { name: "a pipe", codes: [1], put: makePipe },
  { name: "a loop", codes: [1], put: makeLoop },
  {
    name: "somebody's photos",
    codes: [1],
    put: (at) => {
      mkdirSync(at);
      writeFileSync(join(at, "a.jpg"), "x");
      makePlain(join(at, "photos.db"));
    },
  },
];
