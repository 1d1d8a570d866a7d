import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Crisis } from "../../../shared/contract/crises.ts";
import type { Entry } from "../../../shared/contract/entries.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import { changeMentions, peopleIn } from "../../../shared/document/mentions.ts";
import { normalizeDocument } from "../../../shared/document/normal-form.ts";
import { changePictures, missingPicture } from "../../../shared/document/pictures.ts";
import { documentToText, TEXT_LIMIT } from "../../../shared/document/plain-text.ts";
import type {
  CarriedBlocks,
  CarriedMoment,
  CarriedPerson,
} from "../../../shared/journal/carried.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import { type CrisesHere, DecidedCrises } from "./decide-crises.ts";
import { type AddingMoment, DecidedMoments, type MomentsHere } from "./decide-moments.ts";
import { type AddingPeople, DecidedPeople, type PeopleHere } from "./decide-people.ts";
import type { Found, FoundCommitment, FoundEntry, FoundSection } from "./found-entry.ts";
import { messages } from "./messages.ts";
import type { Refusal } from "./refusal.ts";
import { saysTheSame } from "./same-content.ts";

/** What an import did, or would do. */
export interface ImportReport {
  format: Found["format"];
  /** Items of every kind, or what should have been one: the sum of the next three. */
  found: number;
  added: number;
  alreadyHere: number;
  /** What was left out, and why, in a sentence. */
  skipped: { item: string; reason: string }[];
  /** Pictures that the journal did not have. */
  attachments: number;
}

/** What becomes of all that was found. */
export interface Decided {
  report: ImportReport;
  /** What else there is to tell of single items. */
  notes: { item: string; note: string }[];
  entries: AddingEntry[];
  people: AddingPeople;
  crises: readonly Crisis[];
  moments: readonly AddingMoment[];
  blocks: readonly CarriedBlocks[];
}

/** An entry, with whom it is of the journal's people. */
export type AddingEntry = Omit<FoundEntry, "people" | "sections" | "commitments"> & {
  personIds: Id[];
  sections: (Omit<FoundSection, "about"> & { aboutId: Id | null })[];
  commitments: (Omit<FoundCommitment, "person"> & { person: NamedPerson | null })[];
};

/** What has to be known of the journal. */
export interface Here {
  entries: {
    isKnown(id: Id): boolean;
    isKnownSection(id: Id): boolean;
    read(id: Id): Entry | null;
    isWeekWritten(week: Week): boolean;
  };
  commitments: { isKnown(id: Id): boolean; madeIn(week: Week): readonly Commitment[] };
  attachments: { find(sha256: string): object | null };
  crises: Pick<CrisesHere, "isKnown">;
  carried: { people: PeopleHere; crises: Pick<CrisesHere, "read"> } & MomentsHere;
}

/** A commitment that gets an id, and goes on from no other. */
const ON_ITS_OWN = { id: null, carriedFrom: null, reshapedFrom: null };

/** Decides what is added to the journal as it stands, so that nothing that is here changes. Writes nothing. */
export function decide({ format, items }: Found, here: Here, newId: () => Id): Decided {
  const people = new DecidedPeople(here.carried.people, newId);
  const adding = new Map<Id, FoundEntry>();
  const weeks = new Set<Week>();
  const parts = new Set<Id>();
  const pictures = new Set<string>();
  const crises = new DecidedCrises(
    { read: here.carried.crises.read, isKnown: here.crises.isKnown },
    people,
    (id) => adding.has(id) || here.entries.read(id) !== null,
  );
  const rows = new DecidedMoments(here.carried, people, (id) => crises.isThere(id));
  const skipped: ImportReport["skipped"] = [];
  const notes: Decided["notes"] = [];
  let added = 0;
  let alreadyHere = 0;

  function refusalOf(entry: FoundEntry): Refusal | null {
    const ids = idsOfParts(entry);
    if (here.entries.isKnown(entry.id)) return "deleted";
    if (isTooLong(entry)) return "too_long";
    if (entry.week !== null && (weeks.has(entry.week) || isTaken(entry.week, here))) {
      return "week_taken";
    }
    const isTwice = new Set(ids).size < ids.length;
    return isTwice || ids.some((id) => parts.has(id) || isPart(id, here)) ? "part_taken" : null;
  }

  /** In Markdown, a commitment whose id stands for another one is one of its own, in no chain. */
  function withIdsOfItsOwn(entry: FoundEntry): FoundEntry {
    const ids = new Set<Id>();
    const commitments = entry.commitments.map((commitment) => {
      const { id } = commitment;
      if (id === null) return commitment;
      const isOfAnother = ids.has(id) || parts.has(id) || isPart(id, here);
      ids.add(id);
      return isOfAnother ? { ...commitment, ...ON_ITS_OWN } : commitment;
    });
    return { ...entry, commitments };
  }

  function decideOnEntry(found: FoundEntry): Refusal | "added" | "here" {
    const standing = adding.get(found.id) ?? here.entries.read(found.id);
    if (standing !== null) return saysTheSame(standing, found) ? "here" : "differs";
    const entry = format === "markdown" ? withIdsOfItsOwn(found) : found;
    const refusal = refusalOf(entry);
    if (refusal !== null) return refusal;
    adding.set(entry.id, entry);
    if (entry.week !== null) weeks.add(entry.week);
    for (const id of idsOfParts(entry)) parts.add(id);
    for (const { sha256 } of entry.pictures) if (isNew(sha256, here)) pictures.add(sha256);
    return "added";
  }

  /** Counts one item. @returns whether it is added. */
  function count(item: string, decision: Refusal | "added" | "here"): boolean {
    if (decision === "added") added += 1;
    else if (decision === "here") alreadyHere += 1;
    else skipped.push({ item, reason: messages.refused[decision] });
    return decision === "added";
  }

  function countPerson(item: string, person: CarriedPerson): void {
    const decision = people.decideOn(person);
    count(item, decision === "joined" ? "added" : decision);
    if (people.isSomebodyElse(person.id)) notes.push({ item, note: messages.joined });
  }

  function countMoment(item: string, moment: CarriedMoment): void {
    const decision = rows.decideOnMoment(moment);
    count(item, decision === "unnamed" ? "added" : decision);
    if (decision === "unnamed") notes.push({ item, note: messages.unnamed });
  }

  function countEntry(item: string, found: FoundEntry, dateFrom: "text" | "file"): void {
    const shown = withWordsForPictures(found, here);
    const entry = withMentions(shown, people);
    if (!count(item, decideOnEntry(entry))) return;
    if (dateFrom === "file") notes.push({ item, note: messages.dateFromFile });
    if (shown !== found) notes.push({ item, note: messages.pictureMissing });
    if (entry.commitments.some(({ person }) => person !== null && people.isGone(person))) {
      notes.push({ item, note: messages.unnamedCommitment });
    }
  }

  // In the order in which one may name the other.
  for (const one of items) if ("person" in one) countPerson(one.item, one.person);
  for (const one of items) {
    if ("refused" in one) count(one.item, one.refused);
    else if ("entry" in one) countEntry(one.item, one.entry, one.dateFrom);
    else if ("blocks" in one) count(one.item, rows.decideOnBlocks(one.blocks));
  }
  for (const one of items) if ("crisis" in one) count(one.item, crises.decideOn(one.crisis));
  for (const one of items) if ("moment" in one) countMoment(one.item, one.moment);
  const counts = { found: items.length, added, alreadyHere };
  return {
    report: { format, ...counts, skipped, attachments: pictures.size },
    notes,
    entries: [...adding.values()].map((entry) => withPeople(entry, people, format)),
    people,
    crises: crises.crises,
    moments: rows.moments,
    blocks: rows.blocks,
  };
}

/** An entry whose texts mention the people of the journal. */
function withMentions(entry: FoundEntry, people: DecidedPeople): FoundEntry {
  const sections = entry.sections.map((section) => ({
    ...section,
    document: changeMentions(section.document, (id) => people.meantBy(id)),
  }));
  return { ...entry, sections };
}

/**
 * An entry with the people of the journal whom it names, each once. A Markdown file names those whom
 * its text mentions, too, and they are not named twice.
 */
function withPeople(
  { people: names, ...entry }: FoundEntry,
  people: DecidedPeople,
  format: Found["format"],
): AddingEntry {
  const mentioned = entry.sections.flatMap(({ document }) => peopleIn(document));
  const isMentioned = new Set(
    format === "markdown" ? mentioned.map((id) => people.find({ id, name: "" })) : [],
  );
  const ids = names.map((name) => people.findOrMake({ id: null, name }, entry));
  return {
    ...entry,
    personIds: [...new Set(ids.filter((id) => id !== null))].filter((id) => !isMentioned.has(id)),
    sections: entry.sections.map(({ about, ...section }) => ({
      ...section,
      aboutId: about === null ? null : people.findOrMake(about, section),
    })),
    commitments: entry.commitments.map((commitment) => ({
      ...commitment,
      person: people.whoIs(commitment.person, commitment),
    })),
  };
}

/** A week has one written reflection, and the commitments of a deleted one are still asked about. */
function isTaken(week: Week, { entries, commitments }: Here): boolean {
  return entries.isWeekWritten(week) || commitments.madeIn(week).length > 0;
}

function isPart(id: Id, { entries, commitments }: Here): boolean {
  return entries.isKnownSection(id) || commitments.isKnown(id);
}

/** As the journal will see it: the words for its missing pictures count. */
function isTooLong({ sections }: FoundEntry): boolean {
  return sections.some(({ document }) => documentToText(document).trim().length > TEXT_LIMIT);
}

function isNew(sha256: string, { attachments }: Here): boolean {
  return attachments.find(sha256) === null;
}

function idsOfParts({ sections, commitments }: FoundEntry): Id[] {
  return [...sections, ...commitments].map(({ id }) => id).filter((id) => id !== null);
}

/** The entry, with words where it shows a picture that is neither in the export nor here. */
function withWordsForPictures(entry: FoundEntry, here: Here): FoundEntry {
  const lost = entry.pictures.filter(({ sha256, file }) => file === null && isNew(sha256, here));
  if (lost.length === 0) return entry;
  const sections = entry.sections.map((section) => ({
    ...section,
    document: normalizeDocument(
      changePictures(section.document, (sha256, picture) =>
        lost.some((one) => one.sha256 === sha256) ? missingPicture(picture) : picture,
      ),
    ),
  }));
  return { ...entry, sections, pictures: entry.pictures.filter((one) => !lost.includes(one)) };
}
