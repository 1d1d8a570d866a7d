import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Entry } from "../../../shared/contract/entries.ts";
import { normalizeDocument } from "../../../shared/document/normal-form.ts";
import { changePictures, missingPicture } from "../../../shared/document/pictures.ts";
import { documentToText, TEXT_LIMIT } from "../../../shared/document/plain-text.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { Found, FoundEntry } from "./found-entry.ts";
import { messages } from "./messages.ts";
import type { Refusal } from "./refusal.ts";
import { saysTheSame } from "./same-content.ts";

/** What an import did, or would do. */
export interface ImportReport {
  format: Found["format"];
  /** Items that are entries, or should have been: the sum of the next three. */
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
  /** What else there is to tell of single entries that are added. */
  notes: { item: string; note: string }[];
  adding: FoundEntry[];
}

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
}

/** Decides what is added to the journal as it stands, so that nothing that is here changes. Writes nothing. */
export function decide({ format, items }: Found, here: Here): Decided {
  const adding = new Map<Id, FoundEntry>();
  const weeks = new Set<Week>();
  const parts = new Set<Id>();
  const pictures = new Set<string>();
  const skipped: ImportReport["skipped"] = [];
  const notes: Decided["notes"] = [];
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

  function decideOn(entry: FoundEntry): Refusal | null {
    const standing = adding.get(entry.id) ?? here.entries.read(entry.id);
    if (standing !== null) {
      if (!saysTheSame(standing, entry)) return "differs";
      alreadyHere += 1;
      return null;
    }
    const refusal = refusalOf(entry);
    if (refusal !== null) return refusal;
    adding.set(entry.id, entry);
    if (entry.week !== null) weeks.add(entry.week);
    for (const id of idsOfParts(entry)) parts.add(id);
    for (const { sha256 } of entry.pictures) if (isNew(sha256, here)) pictures.add(sha256);
    return null;
  }

  for (const one of items) {
    const { item } = one;
    if ("refused" in one) {
      skipped.push({ item, reason: messages.refused[one.refused] });
      continue;
    }
    const entry = withWordsForPictures(one.entry, here);
    const refusal = decideOn(entry);
    if (refusal !== null) skipped.push({ item, reason: messages.refused[refusal] });
    if (adding.get(entry.id) !== entry) continue;
    if (one.dateFrom === "file") notes.push({ item, note: messages.dateFromFile });
    if (entry !== one.entry) notes.push({ item, note: messages.pictureMissing });
  }
  const counts = { found: items.length, added: adding.size, alreadyHere };
  const report = { format, ...counts, skipped, attachments: pictures.size };
  return { report, notes, adding: [...adding.values()] };
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
