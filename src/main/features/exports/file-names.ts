import type { Attachment } from "../../../shared/contract/attachments.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import type { Entry } from "../../../shared/contract/entries.ts";
import type { LocalDate } from "../../../shared/journal/local-date.ts";
import { cutToBytes, NAME_BYTES } from "../../storage/file-names.ts";

/** What Windows takes for a device, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[\d\u00B9\u00B2\u00B3])$/;

/** Gives entries, people and pictures their files, relative to the export, with `/` on every system. */
export class FileNames {
  /** Names in use, as a system sees them that ignores case and Unicode form. */
  private readonly taken = new Set<string>();

  /** By SHA-256. */
  private readonly pictures = new Map<string, string>();

  /** By id. */
  private readonly people = new Map<string, string>();

  /** A name of its own for an entry: legal on Windows, macOS and Linux, `-2` on collision. */
  nameFor(entry: Pick<Entry, "kind" | "date" | "week" | "title">): string {
    const [folder, stem] = placeOf(entry);
    return this.take(folder, stem, ".md");
  }

  /**
   * The name of a picture, the same whenever it is asked for: the first 12 digits of its SHA-256, and the
   * name it came with.
   */
  nameForPicture({ sha256, name, type }: Pick<Attachment, "sha256" | "name" | "type">): string {
    const standing = this.pictures.get(sha256);
    if (standing !== undefined) return standing;
    const digits = sha256.slice(0, 12);
    const dot = name.lastIndexOf(".");
    const given =
      dot === -1
        ? this.take("attachments", digits, `.${type.slice("image/".length)}`)
        : this.take("attachments", `${digits}-${name.slice(0, dot)}`, name.slice(dot));
    this.pictures.set(sha256, given);
    return given;
  }

  /** The name of a person's file, the same whenever it is asked for. */
  nameForPerson({ id, name }: NamedPerson): string {
    const standing = this.people.get(id);
    if (standing !== undefined) return standing;
    const slug = slugOf(name);
    const given = this.take(
      "people",
      slug === "" || DEVICE.test(slug) ? `person-${slug}` : slug,
      ".md",
    );
    this.people.set(id, given);
    return given;
  }

  /** A name of its own for a crisis, by the day it began. */
  nameForCrisis({ date, title }: { date: LocalDate; title: string }): string {
    const slug = slugOf(title);
    return this.take("crises", slug === "" ? date : `${date}-${slug}`, ".md");
  }

  /** A name for what is kept of a year. */
  nameForYear(folder: "moments" | "weeks", year: string): string {
    return this.take(folder, year, ".md");
  }

  private take(folder: string, stem: string, ending: string): string {
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? "" : `-${number}`;
      const room = NAME_BYTES - ending.length - suffix.length;
      const cut = cutToBytes(stem, room).replace(/-+$/u, "");
      const name = `${folder}/${cut}${suffix}${ending}`;
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
