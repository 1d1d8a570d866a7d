import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { join, posix } from "node:path";
import { PICTURE_BYTES } from "../../../shared/contract/attachments.ts";
import { withoutEscapes } from "../../../shared/document/links.ts";
import { fileTroubleOf } from "../../storage/file-errors.ts";
import type { FoundPicture } from "./found-entry.ts";
import { readWhole } from "./read-file.ts";
import { Unfit } from "./refusal.ts";

/** Whether these bytes are a picture that can be kept. */
export type IsPicture = (bytes: Buffer) => boolean;

/** What an export puts before a picture's own name. */
const DIGITS = /^[0-9a-f]{12}(?:-|(?=\.[^.]*$))/;

/** The pictures inside a folder: never one outside it, and none through a link. */
export class PictureFiles {
  private readonly folder: string;
  private readonly isPicture: IsPicture;
  /** By path inside the folder. */
  private readonly found = new Map<string, { sha256: string; file: string } | null>();

  constructor(folder: string, isPicture: IsPicture) {
    this.folder = folder;
    this.isPicture = isPicture;
  }

  /** The picture at a path inside the folder, with `/` on every system; null for what is none. */
  find(path: string): { sha256: string; file: string } | null {
    const standing = this.found.get(path);
    if (standing !== undefined) return standing;
    const read = this.read(path);
    this.found.set(path, read);
    return read;
  }

  /** The picture at an address that the file `item` of the folder names. */
  findAt(address: string, item: string): FoundPicture | null {
    // An address of the internet has its colon before its first slash.
    if (/^[^/]*:|^\//.test(address)) return null;
    const path = posix.join(posix.dirname(item), withoutEscapes(address));
    const found = this.find(path);
    if (found === null) return null;
    const name = posix.basename(path).replace(DIGITS, "");
    return { ...found, name: name.startsWith(".") ? "" : name };
  }

  private read(path: string): { sha256: string; file: string } | null {
    const parts = path.split("/");
    if (parts.some((part) => part === "" || part === ".." || /[\\\0]/.test(part))) return null;
    const file = join(this.folder, ...parts);
    try {
      const folders = parts.map((_, index) => join(this.folder, ...parts.slice(0, index + 1)));
      if (folders.some((place) => lstatSync(place).isSymbolicLink())) return null;
      if (!lstatSync(file).isFile()) return null;
      const { bytes } = readWhole(file, PICTURE_BYTES);
      if (!this.isPicture(bytes)) return null;
      return { sha256: createHash("sha256").update(bytes).digest("hex"), file };
    } catch (error) {
      // Missing, not to be read, or larger than a picture may be.
      if (error instanceof Unfit || fileTroubleOf(error) !== null) return null;
      throw error;
    }
  }
}
