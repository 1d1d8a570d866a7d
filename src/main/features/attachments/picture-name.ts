import type { Attachment } from "../../../shared/contract/attachments.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import { cutToBytes, NAME_BYTES } from "../../storage/file-names.ts";

/** An export puts the first 12 digits of the SHA-256 before a name, and a hyphen. */
const LONGEST = NAME_BYTES - 13;

/** The endings of each type, the usual one first. */
const ENDINGS: Record<Attachment["type"], readonly [string, ...string[]]> = {
  "image/png": [".png"],
  "image/jpeg": [".jpg", ".jpeg"],
  "image/gif": [".gif"],
  "image/webp": [".webp"],
};

// What Windows does not take, and what no one sees: U+202E would show "gpj.exe" as "exe.jpg".
const ILLEGAL = /[<>:"|?*]/g;
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const DEVICE = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])(?=\.|$)/i;

/**
 * The name of a picture's file as it can stand on Windows, macOS and Linux, with the ending of what the
 * picture is by its bytes; empty when there is nothing of it. Rule: formats.md, hostile cases A17, D5.
 * @param name as it was given, which may be a path; its folders are left out.
 */
export function pictureName(name: string, type: Attachment["type"]): string {
  const last = mendLine(name).split(/[/\\]/).at(-1) ?? "";
  const legal = last
    .normalize("NFC")
    .replace(UNSEEN, "")
    .replace(ILLEGAL, "-")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  if (legal === "") return "";
  const ending = ENDINGS[type].find((known) => legal.toLowerCase().endsWith(known));
  const stem = ending === undefined ? legal : legal.slice(0, -ending.length);
  const written = ending === undefined ? ENDINGS[type][0] : legal.slice(-ending.length);
  const cut = cutToBytes(stem, LONGEST - written.length).replace(/[\s.]+$/g, "");
  return `${cut.replace(DEVICE, "$&-")}${written}`;
}
