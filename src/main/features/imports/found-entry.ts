import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Entry, Section } from "../../../shared/contract/entries.ts";
import type { Reason, Whereabouts } from "../../../shared/contract/weekly.ts";
import type {
  CarriedBlocks,
  CarriedCrisis,
  CarriedMoment,
  CarriedName,
  CarriedPerson,
} from "../../../shared/journal/carried.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { CarriedLibrary } from "./library-shape.ts";
import type { Refusal } from "./refusal.ts";

/** A section that was found; Markdown gives it no id. One with nothing in it holds its prompt's place. */
export type FoundSection = Pick<
  Section,
  "prompt" | "document" | "schema" | "created" | "updated" | "revision"
> & { id: Id | null; about: CarriedName | null };

/** A commitment that was found; Markdown of somebody else gives it no id. */
export type FoundCommitment = Omit<Commitment, "id" | "week" | "person"> & {
  id: Id | null;
  person: CarriedName | null;
};

/** A prompt of a week's set, and what became of it. */
export interface FoundChoice {
  sectionId: Id;
  place: number;
  reasonKind: Reason["kind"];
  reasonWeeks: number | null;
  skippedAt: string | null;
  replacedAt: string | null;
}

/** What a weekly entry has beyond an entry; Markdown tells nothing of it. */
export interface FoundReflection extends Whereabouts {
  setKept: string | null;
  closedAt: string | null;
  updated: string;
  chosen: FoundChoice[];
}

/** A picture that an entry shows. */
export interface FoundPicture {
  sha256: string;
  /** The name it came with; may be empty. */
  name: string;
  /** The file with its bytes, absolute, which is a picture that can be kept; null where there is none. */
  file: string | null;
}

/** An entry as it was found, checked and in normal form: nothing of it can harm the journal. */
export type FoundEntry = Pick<
  Entry,
  | "id"
  | "kind"
  | "title"
  | "date"
  | "timeZone"
  | "tags"
  | "people"
  | "starred"
  | "created"
  | "updated"
  | "revision"
> & {
  /** Of a weekly entry only. */
  week: Week | null;
  sections: FoundSection[];
  commitments: FoundCommitment[];
  reflection: FoundReflection | null;
  pictures: FoundPicture[];
};

/** What an item was found to be, or why it is nothing that can be taken in. */
export type FoundThing =
  | { entry: FoundEntry; dateFrom: "text" | "file" }
  | { person: CarriedPerson }
  | { crisis: CarriedCrisis }
  | { moment: CarriedMoment }
  | { blocks: CarriedBlocks }
  | { refused: Refusal };

/** `item` names it for people: a file, or a part of a larger file. */
export type FoundItem = { item: string } & FoundThing;

/** What an import found. Everything in it can be cloned from thread to thread. */
export interface Found {
  format: "stepback" | "markdown";
  items: FoundItem[];
  /** The settings of a whole journal, not checked yet. */
  settings: unknown;
  /** What a whole journal has of its own in the library; null where there is nothing. */
  library: CarriedLibrary | null;
}
