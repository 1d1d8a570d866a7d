/** `From Leading peers, Stand back.` A title that ends with a mark of its own keeps it. */
export function sourceSentence(document: string, section: string): string {
  return `From ${document}, ${section}${/[.?!]$/.test(section) ? "" : "."}`;
}
