import { mendLine } from "./mend-text.ts";

/** The first words of a text on one line, never cut inside a word that fits, or a letter with its marks. */
export function excerptOf(text: string, characters: number): string {
  const line = mendLine(text);
  if (line.length <= characters) return line;
  let excerpt = "";
  for (const { segment } of new Intl.Segmenter("en").segment(line)) {
    if (excerpt.length + segment.length >= characters) break;
    excerpt += segment;
  }
  const isInsideWord = line.charAt(excerpt.length) !== " ";
  return `${isInsideWord ? excerpt.replace(/(?<=.) \S*$/u, "") : excerpt}…`;
}
