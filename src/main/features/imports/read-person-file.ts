import { relation } from "../../../shared/contract/people.ts";
import { mendLine } from "../../../shared/document/mend-text.ts";
import type {
  CarriedAgreement,
  CarriedHandover,
  CarriedPerson,
  CarriedRow,
  CarriedTurn,
} from "../../../shared/journal/carried.ts";
import {
  type FoundItem,
  HOW_FAR,
  keyOf,
  LEVELS,
  PERSON_HEADINGS,
  readItem,
  readTyped,
  TURNS,
} from "../../../shared/journal/carried-file.ts";
import { type FrontMatter, lineOf } from "./read-front-matter.ts";
import { Unfit } from "./refusal.ts";
import { idOr, instantOr, rowOfLine } from "./row-of-line.ts";
import { personShape } from "./carried-shapes.ts";

/**
 * Reads a person from their Markdown file.
 * @throws Unfit garbled for a line that is none of ours: it would be lost.
 */
export function readPersonFile({ fields, body }: FrontMatter, fileName: string): CarriedPerson {
  const name = mendLine(lineOf(fields, "title") ?? "");
  const created = instantOr(lineOf(fields, "created"), "1970-01-01T00:00:00.000Z");
  const person: CarriedPerson = {
    id: idOr(lineOf(fields, "id"), `${fileName}\n${name}`, created),
    name,
    relation: relation.catch("other").parse(lineOf(fields, "stepback_relation")),
    role: lineOf(fields, "stepback_role") ?? "",
    handovers: [],
    agreements: [],
    created,
    updated: instantOr(lineOf(fields, "updated"), created),
    revision: 1,
  };
  let heading = "";
  for (const line of body.split("\n")) {
    if (line.startsWith("## ")) heading = line.slice(3).trim();
    else if (line.trim() !== "") addLine(person, heading, line);
  }
  const read = personShape.safeParse(person);
  if (!read.success) throw new Unfit("garbled");
  return read.data;
}

function addLine(person: CarriedPerson, heading: string, line: string): void {
  const item = readItem(line);
  if (item === null) throw new Unfit("garbled");
  const row = rowOfLine(item, person.created, `${person.id}\n${line}`);
  if (heading === PERSON_HEADINGS.handovers) addHandover(person.handovers, item, row);
  else if (heading === PERSON_HEADINGS.agreements) addAgreement(person.agreements, item, row);
  else throw new Unfit("garbled");
}

const HOW_FAR_LINE = new RegExp(`^${HOW_FAR}: (.*)$`, "s");

function addHandover(handovers: CarriedHandover[], item: FoundItem, row: CarriedRow): void {
  if (item.level === 0) {
    handovers.push({ ...row, what: readTyped(item.markdown), howFar: "", turns: [] });
    return;
  }
  const handover = handovers.at(-1);
  const said = HOW_FAR_LINE.exec(item.markdown);
  const turn = readTurn(item, row);
  if (handover === undefined) throw new Unfit("garbled");
  if (turn !== null) handover.turns.push(turn);
  else if (said?.[1] !== undefined) handover.howFar = readTyped(said[1]);
  else throw new Unfit("garbled");
}

const TURN = /^(\d{4}-\d{2}-\d{2}), ([a-z ]+)(?:: (.*))?$/s;

function readTurn({ markdown }: FoundItem, row: CarriedRow): CarriedTurn | null {
  const [, date, said, note = ""] = TURN.exec(markdown) ?? [];
  const kind = keyOf(TURNS, said);
  return date === undefined || kind === null ? null : { ...row, kind, date, note: readTyped(note) };
}

const SAID =
  /^(\d{4}-\d{2}-\d{2}), ([a-z ]+)(?:, to ask again on (\d{4}-\d{2}-\d{2}))?(?:: (.*))?$/s;

function addAgreement(agreements: CarriedAgreement[], item: FoundItem, row: CarriedRow): void {
  if (item.level === 0) {
    const { markdown, quiet } = item;
    const span = Number(quiet.get("span") ?? "");
    agreements.push({
      ...row,
      matter: readTyped(markdown),
      level: "none",
      words: "",
      date: row.created.slice(0, 10),
      askOn: null,
      span: span === 0 ? null : span,
      replaces: quiet.get("replaces") ?? null,
    });
    return;
  }
  const agreement = agreements.at(-1);
  const [, date, said, askOn = null, words = ""] = SAID.exec(item.markdown) ?? [];
  const level = keyOf(LEVELS, said);
  if (agreement === undefined || date === undefined || level === null) throw new Unfit("garbled");
  Object.assign(agreement, { level, date, askOn, words: readTyped(words) });
}
