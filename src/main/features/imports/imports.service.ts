import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Entry, Section } from "../../../shared/contract/entries.ts";
import { DOCUMENT_SCHEMA_VERSION, emptyDocument } from "../../../shared/document/schema.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Week } from "../../../shared/journal/iso-week.ts";
import type { Database } from "../../storage/database.ts";
import type { Found, FoundEntry, FoundReflection, FoundSection } from "./found-entry.ts";
import { messages } from "./messages.ts";
import { type ReadImport, readInTime } from "./read-in-time.ts";
import type { ImportOrder } from "./read-import.ts";
import type { Refusal } from "./refusal.ts";
import { saysTheSame } from "./same-content.ts";

/** One item may take so long to read, in milliseconds, before it is given up. */
const PATIENCE = 20_000;

/** What an import did, or would do. */
export interface ImportReport {
  format: Found["format"];
  /** Items that are entries, or should have been: the sum of the next three. */
  found: number;
  added: number;
  alreadyHere: number;
  /** What was left out, and why, in a sentence. */
  skipped: { item: string; reason: string }[];
  attachments: number;
}

/** The report, and what else there is to tell of entries that were taken in. */
export interface Imported {
  report: ImportReport;
  notes: { item: string; note: string }[];
}

type Adopted = Omit<FoundEntry, "sections" | "commitments" | "reflection"> & {
  sections: Omit<Section, "words">[];
};

/** What the imports feature needs from outside. */
export interface ImportsNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  entries: {
    isEmpty(): boolean;
    isKnown(id: Id): boolean;
    isKnownSection(id: Id): boolean;
    read(id: Id): Entry | null;
    weeklyEntry(week: Week): object | null;
    adopt(entry: Adopted): void;
  };
  commitments: {
    isKnown(id: Id): boolean;
    madeIn(week: Week): readonly Commitment[];
    adopt(commitments: readonly Commitment[]): void;
  };
  weekly: { adopt(entryId: Id, reflection: FoundReflection): void };
  settings: { adopt(settings: unknown): void };
  prompts: { library(): { prompts: readonly { id: string; theme: string }[] } };
  read: ReadImport;
  /** Makes a backup of the journal as it is. */
  backUp(): Promise<unknown>;
}

export type ImportsService = ReturnType<typeof createImports>;

/** The rules of imports: entries are added, and nothing that is here is ever changed. */
export function createImports(needs: ImportsNeeds) {
  const { database, clock, newId, entries, commitments, weekly, settings } = needs;

  /** What becomes of each item, as the journal stands. */
  function decide(found: Found): { imported: Imported; adding: FoundEntry[] } {
    const adding = new Map<Id, FoundEntry>();
    const weeks = new Set<Week>();
    const parts = new Set<Id>();
    const skipped: ImportReport["skipped"] = [];
    const notes: Imported["notes"] = [];
    let alreadyHere = 0;
    const skip = (item: string, refusal: Refusal): void => {
      skipped.push({ item, reason: messages.refused[refusal] });
    };

    for (const one of found.items) {
      const { item } = one;
      if ("refused" in one) {
        skip(item, one.refused);
        continue;
      }
      const { entry } = one;
      const standing = adding.get(entry.id) ?? entries.read(entry.id);
      if (standing !== null) {
        if (saysTheSame(standing, entry)) alreadyHere += 1;
        else skip(item, "differs");
        continue;
      }
      const ids = idsOfParts(entry);
      if (entries.isKnown(entry.id)) skip(item, "deleted");
      else if (entry.week !== null && (weeks.has(entry.week) || isTaken(entry.week))) {
        skip(item, "week_taken");
      } else if (
        ids.some((id, index) => parts.has(id) || ids.indexOf(id) !== index || isPart(id))
      ) {
        skip(item, "part_taken");
      } else {
        adding.set(entry.id, entry);
        if (entry.week !== null) weeks.add(entry.week);
        for (const id of ids) parts.add(id);
        if (one.dateFrom === "file") notes.push({ item, note: messages.dateFromFile });
      }
    }
    const { format, items } = found;
    const counts = { found: items.length, added: adding.size, alreadyHere };
    const report = { format, ...counts, skipped, attachments: 0 };
    return { imported: { report, notes }, adding: [...adding.values()] };
  }

  /** A week has one reflection, and the commitments of a deleted one are still asked about. */
  function isTaken(week: Week): boolean {
    return entries.weeklyEntry(week) !== null || commitments.madeIn(week).length > 0;
  }

  function isPart(id: Id): boolean {
    return entries.isKnownSection(id) || commitments.isKnown(id);
  }

  function add(found: FoundEntry): void {
    const { commitments: made, reflection, ...entry } = found;
    const withIds = <Part extends { id: Id | null }>(part: Part) => ({
      ...part,
      id: part.id ?? newId(),
    });
    entries.adopt({ ...entry, sections: sectionsOf(found).map(withIds) });
    const { week } = entry;
    if (week === null) return;
    commitments.adopt(made.map((commitment) => ({ ...withIds(commitment), week })));
    if (reflection !== null) weekly.adopt(entry.id, reflection);
  }

  return {
    /**
     * Adds what is found at a path, in one transaction and after a backup; with `isDryRun` it only tells
     * what it would do. Settings are taken over by a journal that is empty.
     * @param path absolute.
     * @throws StepbackError IMPORT_REFUSED; what making a backup and writing throw, with nothing changed.
     */
    async run(
      order: Pick<ImportOrder, "path" | "from"> & { isDryRun: boolean },
    ): Promise<Imported> {
      const { path, from } = order;
      const { prompts } = needs.prompts.library();
      const themes = new Map(prompts.map(({ id, theme }) => [id, theme]));
      const { timeZone } = clock;
      const found = await readInTime(needs.read, { path, from, timeZone, themes }, PATIENCE);

      const { imported, isEmpty } = database.transaction(() => ({
        imported: decide(found).imported,
        isEmpty: entries.isEmpty(),
      }))();
      if (order.isDryRun) return imported;
      if (!isEmpty && imported.report.added === 0) return imported;
      // Of a journal with nothing in it there is nothing to keep.
      if (!isEmpty) await needs.backUp();
      return database
        .transaction(() => {
          // Decided again: another process may have written meanwhile.
          const decided = decide(found);
          if (entries.isEmpty()) settings.adopt(found.settings);
          for (const entry of decided.adding) add(entry);
          return decided.imported;
        })
        .immediate();
    },
  };
}

/** Its sections; a free entry has one, also when there is nothing in it yet. */
function sectionsOf({ kind, sections, created, updated }: FoundEntry): readonly FoundSection[] {
  if (kind !== "free" || sections.length > 0) return sections;
  const schema = DOCUMENT_SCHEMA_VERSION;
  const document = emptyDocument();
  return [{ id: null, prompt: null, document, schema, created, updated, revision: 1 }];
}

function idsOfParts({ sections, commitments }: FoundEntry): Id[] {
  return [...sections, ...commitments].map(({ id }) => id).filter((id) => id !== null);
}
