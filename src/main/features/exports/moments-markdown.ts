import type { CarriedBlocks, CarriedMoment } from "../../../shared/journal/carried.ts";
import {
  BLOCKS,
  HOLDS,
  INVITED,
  MOMENT_KINDS,
  type PersonFile,
  quietOf,
  writeItem,
  writeName,
} from "../../../shared/journal/carried-file.ts";
import { EXPORT_SCHEMA } from "../../../shared/journal/entry-file.ts";
import { frontMatter } from "./front-matter.ts";

/** What the file of a year's moments begins with. */
export function headOfMoments(year: string): string {
  return headOf(`Moments of ${year}`, HOLDS.moments);
}

/** What the file of a year's weeks begins with. */
export function headOfBlocks(year: string): string {
  return headOf(`How the weeks of ${year} fell`, HOLDS.blocks);
}

/** A moment as one item of its year's list. */
export function momentToMarkdown(moment: CarriedMoment, fileOf: PersonFile): string {
  const { kind, text, at, date, timeZone, person, invited, theme, crisisId } = moment;
  const said = [
    `${date}, ${MOMENT_KINDS[kind]}`,
    writeName(" with ", person, fileOf),
    invited === null ? "" : `, ${INVITED[invited]}`,
  ];
  const quiet = {
    ...quietOf(moment),
    at,
    zone: timeZone,
    person: person?.id ?? null,
    theme,
    crisis: crisisId,
  };
  return writeItem({ said: said.join(""), text, quiet });
}

/** How a week fell as one item of its year's list. */
export function blocksToMarkdown(blocks: CarriedBlocks): string {
  const fell = (Object.keys(BLOCKS) as (keyof typeof BLOCKS)[]).map(
    (key) => `${blocks[key]} ${BLOCKS[key]}`,
  );
  return writeItem({ said: `${blocks.week}, ${fell.join(", ")}`, quiet: quietOf(blocks) });
}

function headOf(title: string, holds: string): string {
  return `${frontMatter([
    ["title", { typed: title }],
    ["stepback_holds", { plain: holds }],
    ["stepback_schema", { plain: String(EXPORT_SCHEMA) }],
  ])}\n`;
}
