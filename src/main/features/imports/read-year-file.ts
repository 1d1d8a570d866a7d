import type { CarriedBlocks, CarriedMoment, CarriedName } from "../../../shared/journal/carried.ts";
import {
  BLOCKS,
  type FoundItem as FoundLine,
  INVITED,
  keyOf,
  MOMENT_KINDS,
  NAME_PATTERN,
  readItem,
  readTyped,
} from "../../../shared/journal/carried-file.ts";
import { firstDayOf, isWeek } from "../../../shared/journal/iso-week.ts";
import { blocksShape, momentShape } from "./carried-shapes.ts";
import type { FoundItem, FoundThing } from "./found-entry.ts";
import { idFromText } from "./id-from-text.ts";
import { Unfit } from "./refusal.ts";
import { adoptableId, instant } from "./row-shapes.ts";

/**
 * Reads the items of a list, each for itself: the moments of a year, or how its weeks fell. Lines that
 * are none of ours are refused by their numbers, which begin with `firstLine`.
 */
export function readYearFile(
  body: string,
  file: { item: string; firstLine: number },
  read: (line: FoundLine, text: string) => FoundThing,
): FoundItem[] {
  return body.split("\n").flatMap((text, index): FoundItem[] => {
    if (text.trim() === "" || text.startsWith("#")) return [];
    const item = `${file.item}, line ${file.firstLine + index}`;
    const line = readItem(text);
    try {
      return [{ item, ...(line === null ? { refused: "garbled" } : read(line, text)) }];
    } catch (error) {
      if (error instanceof Unfit) return [{ item, refused: error.refusal }];
      throw error;
    }
  });
}

const MOMENT = new RegExp(
  String.raw`^(\d{4}-\d{2}-\d{2}), (stepped [a-z]+)` +
    String.raw`(?: with (?:${NAME_PATTERN}|([^:,[]+)))?(?:, ([a-z ]+))?(?:: (.*))?$`,
  "s",
);

/** A moment from its line. @throws Unfit garbled. */
export function readMomentLine(
  { markdown, quiet }: FoundLine,
  text: string,
  timeZone: string,
): { moment: CarriedMoment } {
  const [, date = "", said, link, plain, told, typed = ""] = MOMENT.exec(markdown) ?? [];
  const at = instantOr(quiet.get("at"), `${date}T12:00:00.000Z`);
  const row = rowOf(quiet, at, text);
  const name = readTyped(link ?? plain ?? "");
  const person: CarriedName | null = name === "" ? null : { id: quiet.get("person") ?? null, name };
  const invited = keyOf(INVITED, told);
  const moment = momentShape.safeParse({
    ...row,
    kind: keyOf(MOMENT_KINDS, said),
    text: readTyped(typed),
    at,
    date,
    timeZone: quiet.get("zone") ?? timeZone,
    person,
    invited,
    theme: quiet.get("theme") ?? null,
    crisisId: quiet.get("crisis") ?? null,
  });
  if (!moment.success || (told !== undefined && invited === null)) throw new Unfit("garbled");
  return { moment: moment.data };
}

const WEEK = new RegExp(
  `^(\\d{4}-W\\d{2})${Object.values(BLOCKS)
    .map((words) => `, (\\d{1,2}) ${words}`)
    .join("")}$`,
);

/** How a week fell, from its line. @throws Unfit garbled. */
export function readBlocksLine(
  { markdown, quiet }: FoundLine,
  text: string,
): { blocks: CarriedBlocks } {
  const [, week = "", ...counts] = WEEK.exec(markdown) ?? [];
  if (!isWeek(week)) throw new Unfit("garbled");
  const keys = Object.keys(BLOCKS);
  const blocks = blocksShape.safeParse({
    ...rowOf(quiet, `${firstDayOf(week)}T12:00:00.000Z`, text),
    week,
    ...Object.fromEntries(counts.map((count, index) => [keys[index], Number(count)])),
  });
  if (!blocks.success) throw new Unfit("garbled");
  return { blocks: blocks.data };
}

/** What the comment of a line says of its row; where it says nothing, it was made at `otherwise`. */
function rowOf(quiet: FoundLine["quiet"], otherwise: string, text: string) {
  const created = instantOr(quiet.get("created"), otherwise);
  const stated = adoptableId.safeParse(quiet.get("id"));
  return {
    id: stated.success ? stated.data : idFromText(text, created),
    created,
    updated: instantOr(quiet.get("updated"), created),
    revision: 1,
  };
}

function instantOr(text: string | undefined, otherwise: string): string {
  const read = instant.safeParse(text);
  return read.success ? read.data : otherwise;
}
