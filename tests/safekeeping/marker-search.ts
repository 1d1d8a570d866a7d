import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The ways in which a word may stand on a disk so that somebody who looks for it reads it, each once. */
export function spellingsOf(word: string): { name: string; bytes: Buffer }[] {
  const utf16 = Buffer.from(word, "utf16le");
  const escaped = word.replace(
    /[^ -~]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const spellings: [string, Buffer][] = [
    ["UTF-8", Buffer.from(word)],
    ["Latin 1", Buffer.from(word, "latin1")],
    ["UTF-16, little end first", utf16],
    ["UTF-16, big end first", Buffer.from(utf16).swap16()],
    ["JSON escapes", Buffer.from(escaped)],
    ["address escapes", Buffer.from(encodeURIComponent(word))],
    // In base64 a word looks different at each of three places: what does not depend on its neighbours.
    ...[0, 1, 2].map((before): [string, Buffer] => {
      const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(word)]).toString("base64");
      return [`base64 at ${before}`, Buffer.from(encoded.slice(before === 0 ? 0 : 4, -4))];
    }),
  ];
  return spellings
    .map(([name, bytes]) => ({ name, bytes }))
    .filter(({ bytes }, at, all) => all.findIndex((other) => other.bytes.equals(bytes)) === at);
}

/** Looks for words in bytes; gives one line for each that is there. */
export function markersIn(bytes: Buffer, words: readonly string[], where: string): string[] {
  return words.flatMap((word) =>
    spellingsOf(word)
      .filter((spelling) => bytes.includes(spelling.bytes))
      .map(({ name }) => `${word} in ${where} (${name})`),
  );
}

/** What a search looked through, and what it found. */
export interface Searched {
  files: number;
  bytes: number;
  found: string[];
}

/** Looks for words in every file below a folder, and in the files' names. */
export function searchFolder(folder: string, words: readonly string[]): Searched {
  const searched: Searched = { files: 0, bytes: 0, found: [] };
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    // A browser removes files of its own while it runs.
    const found = lstatSync(path, { throwIfNoEntry: false });
    searched.found.push(...markersIn(Buffer.from(name), words, "a name"));
    if (found?.isFile() !== true) continue;
    const bytes = readFileSync(path);
    searched.files += 1;
    searched.bytes += bytes.length;
    searched.found.push(...markersIn(bytes, words, relative(folder, path)));
  }
  return searched;
}
