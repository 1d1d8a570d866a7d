import type { Entry } from "../../../shared/contract/entries.ts";
import { cutToBytes, NAME_BYTES } from "../../storage/file-names.ts";

const ENDING = ".md";

/** Gives every entry of an export its file, relative to the export, with `/` on every system. */
export class FileNames {
  /** Names in use, as a system sees them that ignores case and Unicode form. */
  private readonly taken = new Set<string>();

  /** A name of its own for an entry: legal on Windows, macOS and Linux, `-2` on collision. */
  nameFor(entry: Pick<Entry, "kind" | "date" | "week" | "title">): string {
    const [folder, stem] = placeOf(entry);
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? "" : `-${number}`;
      const room = NAME_BYTES - ENDING.length - suffix.length;
      const cut = cutToBytes(stem, room).replace(/-+$/u, "");
      const name = `${folder}/${cut}${suffix}${ENDING}`;
      // By way of the upper case, in which more letters are one: σ and ς, ß and ss.
      const seen = name.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC");
      if (!this.taken.has(seen)) {
        this.taken.add(seen);
        return name;
      }
    }
  }
}

function placeOf(entry: Pick<Entry, "kind" | "date" | "week" | "title">): [string, string] {
  if (entry.kind === "weekly") return [`weekly/${entry.week.slice(0, 4)}`, entry.week];
  const title = slugOf(entry.title);
  return [
    `entries/${entry.date.slice(0, 4)}`,
    `${entry.date}-${title === "" ? "untitled" : title}`,
  ];
}

/** A title as part of a file name: letters and digits of any script, the rest one hyphen each run. */
function slugOf(title: string): string {
  return title
    .normalize("NFC")
    .toLowerCase()
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^[-\p{M}]+|-+$/gu, "");
}
