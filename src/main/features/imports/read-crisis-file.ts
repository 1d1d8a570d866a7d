import { mendLine } from "../../../shared/document/mend-text.ts";
import type { CarriedCrisis, CarriedCrisisItem } from "../../../shared/journal/carried.ts";
import {
  BECAME,
  type FoundItem,
  GIVEN_AGAIN,
  keyOf,
  NAME_PATTERN,
  readItem,
  readTyped,
  TAKEN_OVER,
  WHO_HAS_IT,
} from "../../../shared/journal/carried-file.ts";
import { crisisShape } from "./carried-shapes.ts";
import { nameInBrackets } from "./name-in-brackets.ts";
import { type FrontMatter, lineOf, listOf } from "./read-front-matter.ts";
import { Unfit } from "./refusal.ts";
import { idOr, instantOr, nameOfLine, rowOfLine } from "./row-of-line.ts";

/**
 * Reads a crisis from its Markdown file.
 * @param timeZone the zone of files that name none.
 * @throws Unfit garbled for a line that is none of ours: it would be lost.
 */
export function readCrisisFile(
  { fields, body }: FrontMatter,
  fileName: string,
  timeZone: string,
): CarriedCrisis {
  const date = lineOf(fields, "date") ?? "";
  const created = instantOr(lineOf(fields, "created"), `${date}T12:00:00.000Z`);
  const [name = ""] = listOf(fields, "stepback_people").map(nameInBrackets);
  const items: CarriedCrisisItem[] = [];
  const crisis = {
    id: idOr(lineOf(fields, "id"), fileName, created),
    person: name === "" ? null : { id: lineOf(fields, "stepback_person"), name },
    ground: lineOf(fields, "stepback_ground") ?? mendLine(lineOf(fields, "title") ?? ""),
    endsWhen: lineOf(fields, "stepback_ends_when"),
    date,
    timeZone: lineOf(fields, "timezone") ?? timeZone,
    closedOn: lineOf(fields, "stepback_closed"),
    entryId: lineOf(fields, "stepback_entry"),
    items,
    created,
    updated: instantOr(lineOf(fields, "updated"), created),
    revision: 1,
  };
  for (const line of body.split("\n")) {
    if (line.trim() === "" || line.trim() === `## ${TAKEN_OVER}`) continue;
    const item = readItem(line);
    if (item === null || !addLine(items, item, { created, text: `${crisis.id}\n${line}` })) {
      throw new Unfit("garbled");
    }
  }
  const read = crisisShape.safeParse(crisis);
  if (!read.success) throw new Unfit("garbled");
  return read.data;
}

const ITEM = /^Since (\d{4}-\d{2}-\d{2})(?:: (.*))?$/s;
const BECOMING = new RegExp(
  `^(${Object.values(BECAME).join("|")})(?: to ${NAME_PATTERN})?(?:: (.*))?$`,
  "s",
);
const ANSWER = new RegExp(
  String.raw`^(\d{4}-\d{2}-\d{2}), (${Object.values(WHO_HAS_IT).join("|")})` +
    `(?:, ${NAME_PATTERN})?(, ${GIVEN_AGAIN})?(?:: (.*))?$`,
  "s",
);

/** @returns whether it is a line as we write it. */
function addLine(
  items: CarriedCrisisItem[],
  line: FoundItem,
  { created, text }: { created: string; text: string },
): boolean {
  const row = rowOfLine(line, created, text);
  const standing = items.at(-1);
  if (line.level === 0) {
    const [, since, what = ""] = ITEM.exec(line.markdown) ?? [];
    if (since === undefined) return false;
    const askOn = line.quiet.get("ask") ?? null;
    const taken = { what: readTyped(what), since, askOn };
    items.push({ ...row, ...taken, became: null, person: null, note: "", answers: [] });
    return true;
  }
  if (standing === undefined) return false;
  const [, said, to, reason = ""] = BECOMING.exec(line.markdown) ?? [];
  const became = keyOf(BECAME, said);
  if (became !== null) {
    standing.became = became === "open" ? null : became;
    standing.person = nameOfLine(line, to);
    standing.note = readTyped(reason);
    return true;
  }
  const [, date, has, other, again, note = ""] = ANSWER.exec(line.markdown) ?? [];
  const who = keyOf(WHO_HAS_IT, has);
  if (date === undefined || who === null) return false;
  const person = nameOfLine(line, other);
  const givenAgain = again !== undefined;
  standing.answers.push({ ...row, date, who, person, note: readTyped(note), givenAgain });
  return true;
}
