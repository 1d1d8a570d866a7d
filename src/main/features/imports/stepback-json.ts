import { z } from "zod";
import { attachment } from "../../../shared/contract/attachments.ts";
import { commitment } from "../../../shared/contract/commitments.ts";
import { entry, section } from "../../../shared/contract/entries.ts";
import { libraryId } from "../../../shared/contract/prompts.ts";
import { reason, whereabouts } from "../../../shared/contract/weekly.ts";
import { mendText } from "../../../shared/document/mend-text.ts";
import { normalizeDocument } from "../../../shared/document/normal-form.ts";
import { picturesIn } from "../../../shared/document/pictures.ts";
import {
  DOCUMENT_SCHEMA_VERSION,
  emptyDocument,
  parseDocument,
} from "../../../shared/document/schema.ts";
import { week } from "../../../shared/journal/iso-week.ts";
import { distinctTags } from "../../../shared/journal/tags.ts";
import { somebody } from "./carried-shapes.ts";
import type { FoundChoice, FoundEntry, FoundPicture, FoundSection } from "./found-entry.ts";
import { isTimeZone } from "./read-instant.ts";
import { Unfit } from "./refusal.ts";
import { libraryShape } from "./library-shape.ts";
import { adoptableId, instant, line, times } from "./row-shapes.ts";

const promptShape = z.object({
  id: libraryId,
  text: z
    .string()
    .transform(mendText)
    .refine((text) => text.trim() !== ""),
  theme: libraryId,
});

const sectionShape = section.pick({ document: true, schema: true }).extend({
  id: adoptableId,
  prompt: promptShape.nullable(),
  about: somebody.nullable().default(null),
  ...times,
});

const commitmentShape = commitment.omit({ week: true }).extend({
  id: adoptableId,
  situation: line.nullable(),
  action: line.pipe(z.string().min(1)),
  person: somebody.nullable().default(null),
  outcomeNote: line.nullable(),
  // Earlier exports know nothing of what follows an outcome.
  answeredIn: commitment.shape.answeredIn.default(null),
  became: commitment.shape.became.default(null),
  becameNote: line.nullable().default(null),
  carriedFrom: adoptableId.nullable().default(null),
  reshapedFrom: adoptableId.nullable().default(null),
  ...times,
});

/** A prompt, and the section that its answer goes into. */
const askedShape = z.object({
  prompt: libraryId,
  text: promptShape.shape.text,
  theme: libraryId,
  sectionId: adoptableId,
});

const choiceShape = askedShape.extend({
  place: whereabouts.shape.place,
  reasonKind: reason.shape.kind,
  reasonWeeks: z.number().int().positive().nullable(),
  skippedAt: instant.nullable(),
  replacedAt: instant.nullable(),
});

const reflectionShape = whereabouts.extend({
  setKept: instant.nullable(),
  closedAt: instant.nullable(),
  updated: instant.optional(),
  chosen: z.array(choiceShape).max(1000).transform(oneOfEachSection),
});

const entryShape = entry.pick({ kind: true, date: true, starred: true, week: true }).extend({
  id: adoptableId,
  title: line,
  timeZone: z.string(),
  tags: z.array(z.string()).transform(distinctTags),
  with: z.array(line).max(1000).default([]),
  ...times,
  sections: z.array(sectionShape),
  commitments: z.array(commitmentShape),
  reflection: reflectionShape.nullable().default(null),
  asked: z.array(askedShape).max(1000).default([]).transform(oneOfEachSection),
});

/** A picture of stepback.json, with its file inside the export. */
export const pictureShape = attachment.pick({ sha256: true, name: true }).extend({
  file: z.string(),
});

type ReadSection = z.infer<typeof sectionShape>;
type Choice = z.infer<typeof choiceShape>;

/** The whole of stepback.json; what it holds is looked at one by one. */
export const stepbackJson = z.object({
  stepback: z.object({ schema: z.number().int().min(1) }),
  entries: z.array(z.unknown()),
  people: z.array(z.unknown()).default([]),
  crises: z.array(z.unknown()).default([]),
  moments: z.array(z.unknown()).default([]),
  weeks: z.array(z.unknown()).default([]),
  attachments: z.array(z.unknown()).default([]),
  settings: z.unknown().optional(),
  library: libraryShape.optional(),
});

/**
 * Reads one entry of stepback.json.
 * @param pictureOf the picture of a SHA-256, as far as the export has it.
 * @throws Unfit for what no Stepback wrote, for a document that a newer one wrote.
 */
export function readJsonEntry(
  value: unknown,
  pictureOf: (sha256: string) => FoundPicture,
): FoundEntry {
  const parsed = entryShape.safeParse(value);
  if (!parsed.success) throw new Unfit("broken");
  const { reflection, asked, with: people, ...read } = parsed.data;
  const isWeekly = read.kind === "weekly";
  if (isWeekly && !week.safeParse(read.week).success) throw new Unfit("broken");
  const written = read.sections.map(readSection);
  const entryWeek = isWeekly ? read.week : null;
  const common = {
    ...read,
    people,
    // What its zone was is lost where this system does not know it; the instants are not.
    timeZone: isTimeZone(read.timeZone) ? read.timeZone : "UTC",
    week: entryWeek,
    commitments: isWeekly ? read.commitments : [],
    pictures: [...new Set(written.flatMap(({ document }) => picturesIn(document)))].map(pictureOf),
  };
  if (!isWeekly || reflection === null) {
    // A crisis begins with what was taken over, and is asked about after that.
    const first = written.findIndex(({ prompt }) => prompt !== null);
    const from = first === -1 ? written.length : first;
    return { ...common, sections: withPlaces(written, asked, read, from), reflection: null };
  }
  return {
    ...common,
    sections: withPlaces(written, reflection.chosen, read),
    reflection: {
      ...reflection,
      updated: reflection.updated ?? read.updated,
      chosen: reflection.chosen.map(choiceOf),
    },
  };
}

/** A section answers one prompt of the set: the first that names it. */
function oneOfEachSection<Asked extends { sectionId: string }>(chosen: readonly Asked[]): Asked[] {
  const bySection = new Map<string, Asked>();
  for (const choice of chosen) {
    if (!bySection.has(choice.sectionId)) bySection.set(choice.sectionId, choice);
  }
  return [...bySection.values()];
}

/** A choice without the prompt, which its section keeps. */
function choiceOf({ sectionId, place, reasonKind, reasonWeeks, ...at }: Choice): FoundChoice {
  const { skippedAt, replacedAt } = at;
  return { sectionId, place, reasonKind, reasonWeeks, skippedAt, replacedAt };
}

function readSection({ document: value, schema, ...read }: ReadSection): FoundSection {
  if (schema > DOCUMENT_SCHEMA_VERSION) throw new Unfit("newer");
  const parsed = parseDocument(value);
  if (parsed.kind !== "document") throw new Unfit("broken");
  const document = normalizeDocument(parsed.document);
  return { ...read, document, schema };
}

/**
 * An export leaves out the sections with nothing in them; those of the set hold their prompts' places,
 * each behind the one that was chosen before it, and the first where `from` says.
 */
function withPlaces(
  written: readonly FoundSection[],
  chosen: readonly z.infer<typeof askedShape>[],
  { created }: { created: string },
  from = 0,
): FoundSection[] {
  const sections = [...written];
  let index = from - 1;
  for (const { sectionId, prompt, text, theme } of chosen) {
    const standing = sections.findIndex(({ id: own }) => own === sectionId);
    if (standing !== -1) {
      index = standing;
      continue;
    }
    index += 1;
    sections.splice(index, 0, {
      id: sectionId,
      prompt: { id: prompt, text, theme },
      about: null,
      document: emptyDocument(),
      schema: DOCUMENT_SCHEMA_VERSION,
      created,
      updated: created,
      revision: 1,
    });
  }
  return sections;
}
