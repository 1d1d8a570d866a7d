import { mendLine } from "../../../shared/document/mend-text.ts";

/** A name, without the brackets of a wiki link around it. */
export function nameInBrackets(text: string): string {
  return mendLine(/^\[\[(.*)\]\]$/s.exec(text)?.[1] ?? text);
}
