import type { StandingSection } from "./journal.ts";

/** What is known of the saves of one section, by whoever asked for them. */
export interface SectionSaves {
  /** The last one that was acknowledged: what the window calls "Saved". */
  acknowledged: StandingSection;
  /** One that was asked for and not answered: it may have been made or not, as a whole. */
  asked: StandingSection | null;
}

/** The saves of every section, by its id. */
export type Saves = Map<string, SectionSaves>;

/** The acknowledged saves that a journal does not hold: one line each, empty when it holds all. */
export function lostSaves(saves: Saves, standing: Map<string, StandingSection>): string[] {
  return [...saves].flatMap(([id, { acknowledged, asked }]) => {
    const found = standing.get(id);
    const isHeld = [acknowledged, asked].some(
      (save) => save !== null && save.revision === found?.revision && save.text === found.text,
    );
    if (isHeld) return [];
    return [
      `${id}: acknowledged ${shortly(acknowledged)}, there is ${found === undefined ? "nothing" : shortly(found)}`,
    ];
  });
}

function shortly({ revision, text }: StandingSection): string {
  return `revision ${revision} “${text.slice(0, 40)}” (${text.length} letters)`;
}

/** A text that no other save has: its number, and then more of it up to a length. */
export function numberedText(number: number, length: number): string {
  const words = `save ${number} `;
  return words.repeat(Math.ceil(length / words.length)).trim();
}
