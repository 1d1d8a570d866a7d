import type { Origin } from "../../../shared/contract/prompts.ts";

/** Where a prompt comes from, as far as that is known. */
export interface Whence {
  /** Null for a prompt that has left the library. */
  origin: Origin | null;
  source: { document: string; section: string } | null;
  documentTitle: string;
}

/**
 * `From Leading peers, Stand back.` A title that ends with a mark of its own keeps it. A pack is named
 * before its source; what the user wrote is theirs.
 */
export function sourceSentence({ origin, source, documentTitle }: Whence): string {
  const from = source === null ? "" : sentence(`From ${documentTitle}, ${source.section}`);
  switch (origin?.kind) {
    case "pack":
      return `${sentence(`From ${origin.title}`)}${from === "" ? "" : ` ${from}`}`;
    case "own":
      return "Yours.";
    default:
      return from;
  }
}

function sentence(text: string): string {
  return `${text}${/[.?!]$/.test(text) ? "" : "."}`;
}
