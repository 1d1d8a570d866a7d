import { TEXT_LIMIT } from "../../../shared/document/plain-text.ts";
import type { EntryFilter } from "../../../shared/contract/entries.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import type {
  CarriedBlocks,
  CarriedCrisis,
  CarriedMoment,
  CarriedPerson,
} from "../../../shared/journal/carried.ts";
import type { PersonFile } from "../../../shared/journal/carried-file.ts";
import { type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { crisisToMarkdown } from "./crisis-markdown.ts";
import type { FileNames } from "./file-names.ts";
import {
  blocksToMarkdown,
  headOfBlocks,
  headOfMoments,
  momentToMarkdown,
} from "./moments-markdown.ts";
import { personToMarkdown } from "./person-markdown.ts";

/** What an export reads of the leader's week. */
export interface CarriedSource {
  people: {
    ids(): string[];
    read(id: string): CarriedPerson | null;
    named(name: string): NamedPerson | null;
  };
  crises: { chosenIds(filter: EntryFilter): string[]; read(id: string): CarriedCrisis | null };
  moments: { chosenIds(filter: EntryFilter): string[]; read(id: string): CarriedMoment | null };
  blocks: { between(from: Week, to: Week): CarriedBlocks[] };
}

/** Where an export goes. */
export interface CarriedTarget {
  names: FileNames;
  writeFile(name: string, content: string): void;
  /** Writes a list of stepback.json, one value after the other. */
  writeList(name: string, values: Iterable<object>): void;
}

/** A Markdown file is begun anew at this length, well below what an import reads of one. */
const FILE_LIMIT = TEXT_LIMIT / 5;

/**
 * Writes what belongs to the chosen entries of the leader's week. Without a filter that is all.
 * - A kind, a tag and a star are an entry's alone: with one of them there is nothing but the people
 *   that those entries name.
 * - Days, a person, a theme and a text choose moments as they choose entries.
 * - Days, a person and a text choose crises, by the day they began; a theme leaves them out.
 * - Days choose weeks by the weeks they are in; any other filter leaves out how they fell.
 * - A person is carried whole once anything that is carried names them.
 * @param named whom the chosen entries name.
 */
export function writeLeadersWeek(
  source: CarriedSource,
  target: CarriedTarget,
  filter: EntryFilter,
  named: ReadonlySet<string>,
): void {
  const { from, to, ...narrower } = filter;
  const isNarrower = Object.values(narrower).some((value) => value !== undefined);
  const isWhole = !isNarrower && from === undefined && to === undefined;
  const ofEntriesAlone = [filter.kind, filter.tag, filter.starred].some(
    (value) => value !== undefined,
  );
  const people = new Set(isWhole ? source.people.ids() : named);
  const asked = filter.person === undefined ? null : source.people.named(filter.person);
  if (asked !== null) people.add(asked.id);

  const crises =
    ofEntriesAlone || filter.theme !== undefined ? [] : source.crises.chosenIds(filter);
  target.writeList("crises", writeCrises(source, target, crises, people));
  const moments = ofEntriesAlone ? [] : source.moments.chosenIds(filter);
  target.writeList("moments", writeMoments(source, target, moments, people));
  const blocks = isNarrower ? [] : blocksOf(source, from, to);
  target.writeList("weeks", writeBlocks(target, blocks));
  // Last, since by now it is known who was named.
  const chosen = source.people.ids().filter((id) => people.has(id));
  target.writeList("people", writePeople(source, target, chosen));
}

function* writeMoments(
  source: CarriedSource,
  { names, writeFile }: CarriedTarget,
  ids: readonly string[],
  people: Set<string>,
): Generator<object> {
  const years = new YearFiles((year, items) =>
    writeFile(names.nameForYear("moments", year), headOfMoments(year) + items),
  );
  for (const id of ids) {
    const moment = source.moments.read(id);
    if (moment === null) throw new Error(`the moment ${id} went away while it was exported`);
    const { person } = moment;
    if (person !== null && person.id !== null) people.add(person.id);
    years.add(moment.date.slice(0, 4), momentToMarkdown(moment, besideIn(names)));
    yield moment;
  }
  years.end();
}

function* writeCrises(
  source: CarriedSource,
  { names, writeFile }: CarriedTarget,
  ids: readonly string[],
  people: Set<string>,
): Generator<object> {
  for (const id of ids) {
    const crisis = source.crises.read(id);
    if (crisis === null) throw new Error(`the crisis ${id} went away while it was exported`);
    const title = crisis.ground === "" ? (crisis.person?.name ?? "") : crisis.ground;
    const name = names.nameForCrisis({ date: crisis.date, title });
    const of = crisis.items.flatMap(({ person, answers }) => [
      person,
      ...answers.map((answer) => answer.person),
    ]);
    for (const person of [crisis.person, ...of]) {
      if (person !== null && person.id !== null) people.add(person.id);
    }
    writeFile(name, crisisToMarkdown(crisis, besideIn(names)));
    yield crisis;
  }
}

/** The files of people as a file of another folder names them. */
function besideIn(names: FileNames): PersonFile {
  return (person) => `../${names.nameForPerson(person)}`;
}

function* writeBlocks(
  { names, writeFile }: CarriedTarget,
  all: readonly CarriedBlocks[],
): Generator<object> {
  const years = new YearFiles((year, items) =>
    writeFile(names.nameForYear("weeks", year), headOfBlocks(year) + items),
  );
  for (const blocks of all) {
    years.add(blocks.week.slice(0, 4), blocksToMarkdown(blocks));
    yield blocks;
  }
  years.end();
}

function* writePeople(
  source: CarriedSource,
  { names, writeFile }: CarriedTarget,
  ids: readonly string[],
): Generator<object> {
  for (const id of ids) {
    const person = source.people.read(id);
    if (person === null) throw new Error(`the person ${id} went away while they were exported`);
    writeFile(names.nameForPerson(person), personToMarkdown(person));
    yield person;
  }
}

function blocksOf(source: CarriedSource, from?: string, to?: string): CarriedBlocks[] {
  const first = from === undefined ? "0000-W01" : weekOf(from);
  return source.blocks.between(first, to === undefined ? "9999-W53" : weekOf(to));
}

/** Collects items that come in the order of their years, and writes a file for each year. */
class YearFiles {
  private readonly write: (year: string, items: string) => void;
  private year = "";
  private items = "";

  constructor(write: (year: string, items: string) => void) {
    this.write = write;
  }

  add(year: string, item: string): void {
    if (year !== this.year || this.items.length + item.length > FILE_LIMIT) this.end();
    this.year = year;
    this.items += item;
  }

  end(): void {
    if (this.items !== "") this.write(this.year, this.items);
    this.items = "";
  }
}
