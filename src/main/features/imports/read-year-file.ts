import type { CarriedBlocks, CarriedMoment } from "../../../shared/journal/carried.ts";
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
import { Unfit } from "./refusal.ts";
import { instantOr, nameOfLine, rowOfLine } from "./row-of-line.ts";

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
  line: FoundLine,
  text: string,
  timeZone: string,
): { moment: CarriedMoment } {
  const { markdown, quiet } = line;
  const [, date = "", said, link, plain, told, typed = ""] = MOMENT.exec(markdown) ?? [];
  const at = instantOr(quiet.get("at"), `${date}T12:00:00.000Z`);
  const invited = keyOf(INVITED, told);
  const moment = momentShape.safeParse({
    ...rowOfLine(line, at, text),
    kind: keyOf(MOMENT_KINDS, said),
    text: readTyped(typed),
    at,
    date,
    timeZone: quiet.get("zone") ?? timeZone,
    person: nameOfLine(line, link ?? plain),
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
export function readBlocksLine(line: FoundLine, text: string): { blocks: CarriedBlocks } {
  const [, week = "", ...counts] = WEEK.exec(line.markdown) ?? [];
  if (!isWeek(week)) throw new Unfit("garbled");
  const keys = Object.keys(BLOCKS);
  const blocks = blocksShape.safeParse({
    ...rowOfLine(line, `${firstDayOf(week)}T12:00:00.000Z`, text),
    week,
    ...Object.fromEntries(counts.map((count, index) => [keys[index], Number(count)])),
  });
  if (!blocks.success) throw new Unfit("garbled");
  return { blocks: blocks.data };
}
