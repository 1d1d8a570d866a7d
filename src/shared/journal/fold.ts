/** A copy of `text` to compare tags and names by: case and Unicode form do not count, accents do. */
export function foldName(text: string): string {
  return text.normalize("NFC").toLowerCase().normalize("NFC");
}

/** A copy of `text` to search in: neither case, nor width, nor accents count. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}
