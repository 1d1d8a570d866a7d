import { PICTURE_BYTES } from "../../../shared/contract/attachments.ts";
import type { Crisis } from "../../../shared/contract/crises.ts";
import type { Commitment } from "../../../shared/contract/commitments.ts";
import type { Section } from "../../../shared/contract/entries.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { DOCUMENT_SCHEMA_VERSION, emptyDocument } from "../../../shared/document/schema.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { CarriedBlocks, CarriedPerson } from "../../../shared/journal/carried.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Database } from "../../storage/database.ts";
import { fileTroubleOf } from "../../storage/file-errors.ts";
import { type AddingEntry, type Decided, decide, type Here } from "./decide.ts";
import type { AddingMoment } from "./decide-moments.ts";
import type { FoundPicture, FoundReflection } from "./found-entry.ts";
import type { CarriedLibrary } from "./library-shape.ts";
import { readWhole } from "./read-file.ts";
import { type ReadImport, readInTime } from "./read-in-time.ts";
import type { ImportOrder } from "./read-import.ts";
import { Unfit } from "./refusal.ts";

/** One item may take so long to read, in milliseconds, before it is given up. */
const PATIENCE = 20_000;

type Adopted = Omit<AddingEntry, "sections" | "commitments" | "reflection" | "pictures"> & {
  sections: (Omit<Section, "words" | "about"> & { aboutId: Id | null })[];
};

/** What the imports feature needs from outside; each of the others takes in its own rows. */
export interface ImportsNeeds {
  database: Database;
  clock: Clock;
  newId: () => Id;
  entries: Here["entries"] & { isEmpty(): boolean; adopt(entry: Adopted): void };
  commitments: Here["commitments"] & {
    isEmpty(): boolean;
    adopt(commitments: readonly Commitment[]): void;
  };
  attachments: Here["attachments"] & {
    keep(picture: { name: string; data: Buffer }): { sha256: string };
  };
  weekly: { adopt(entryId: Id, reflection: FoundReflection): void };
  settings: { adopt(settings: unknown): void };
  crises: Here["crises"] & { isEmpty(): boolean; adopt(crises: readonly Crisis[]): void };
  carried: Here["carried"] & {
    people: {
      isEmpty(): boolean;
      insert(person: CarriedPerson): void;
      insertParts(id: Id, parts: Pick<CarriedPerson, "handovers" | "agreements">): void;
    };
    moments: { isEmpty(): boolean; insert(moment: AddingMoment): void };
    blocks: { isEmpty(): boolean; insert(blocks: CarriedBlocks): void };
  };
  ownLibrary: { adopt(library: CarriedLibrary): void };
  prompts: { library(): { prompts: readonly { id: string; theme: string }[] } };
  read: ReadImport;
  /** Makes a backup of the journal as it is. */
  backUp(): Promise<unknown>;
}

export type ImportsService = ReturnType<typeof createImports>;

/** The rules of imports: all that is found is added, and nothing that is here is ever changed. */
export function createImports(needs: ImportsNeeds) {
  const { database, clock, newId, entries, commitments, attachments, weekly, settings } = needs;

  const { crises } = needs;
  const { people, moments, blocks } = needs.carried;

  const isEmpty = (): boolean =>
    [entries, commitments, people, crises, moments, blocks].every((one) => one.isEmpty());

  /** Keeps a picture, which has to be the one that was looked at. @throws StepbackError IMPORT_REFUSED. */
  function keepPicture({ sha256, name, file }: FoundPicture): void {
    if (file === null || attachments.find(sha256) !== null) return;
    let kept: { sha256: string } | null = null;
    try {
      kept = attachments.keep({ name, data: readWhole(file, PICTURE_BYTES).bytes });
    } catch (error) {
      const isOfPicture = error instanceof StepbackError && error.code === "PICTURE_REFUSED";
      if (!isOfPicture && !(error instanceof Unfit) && fileTroubleOf(error) === null) throw error;
    }
    if (kept?.sha256 !== sha256) throw new StepbackError("IMPORT_REFUSED", { reason: "changed" });
  }

  function addEntry(found: AddingEntry): void {
    const { commitments: made, reflection, pictures, ...entry } = found;
    const withId = <Part extends { id: Id | null }>(part: Part) => ({
      ...part,
      id: part.id ?? newId(),
    });
    pictures.forEach(keepPicture);
    entries.adopt({ ...entry, sections: sectionsOf(found).map(withId) });
    const { week } = entry;
    if (week === null) return;
    commitments.adopt(made.map((commitment) => ({ ...withId(commitment), week })));
    if (reflection !== null) weekly.adopt(entry.id, reflection);
  }

  /** In the order in which one names the other. */
  function addAll(decided: Decided): void {
    for (const person of decided.people.people) {
      people.insert(person);
      people.insertParts(person.id, person);
    }
    for (const { personId, parts } of decided.people.joining) people.insertParts(personId, parts);
    decided.entries.forEach(addEntry);
    crises.adopt(decided.crises);
    decided.moments.forEach(moments.insert);
    decided.blocks.forEach(blocks.insert);
  }

  return {
    /**
     * Adds what is found at a path, in one transaction and after a backup; with `isDryRun` it only tells
     * what it would do. Settings and what is one's own in the library are taken over by a journal in which nothing is written.
     * @param path absolute.
     * @throws StepbackError IMPORT_REFUSED; what making a backup and writing throw, with nothing changed.
     */
    async run(order: Pick<ImportOrder, "path" | "from"> & { isDryRun: boolean }): Promise<Decided> {
      const { path, from, isDryRun } = order;
      const { prompts } = needs.prompts.library();
      const themes = new Map(prompts.map(({ id, theme }) => [id, theme]));
      const { timeZone } = clock;
      const found = await readInTime(needs.read, { path, from, timeZone, themes }, PATIENCE);

      const { decided, isNew } = database.transaction(() => ({
        decided: decide(found, needs, newId),
        isNew: isEmpty(),
      }))();
      if (isDryRun || (!isNew && decided.report.added === 0)) return decided;
      // Of a journal in which nothing is written there is nothing to keep.
      if (!isNew) await needs.backUp();
      return database
        .transaction(() => {
          // Decided again: another process may have written meanwhile.
          const standing = decide(found, needs, newId);
          if (isEmpty()) {
            settings.adopt(found.settings);
            if (found.library !== null) needs.ownLibrary.adopt(found.library);
          }
          addAll(standing);
          return standing;
        })
        .immediate();
    },
  };
}

/** Its sections; a free entry has one, also when there is nothing in it yet. */
function sectionsOf({
  kind,
  sections,
  created,
  updated,
}: AddingEntry): readonly AddingEntry["sections"][number][] {
  if (kind !== "free" || sections.length > 0) return sections;
  const schema = DOCUMENT_SCHEMA_VERSION;
  const document = emptyDocument();
  const part = { id: null, prompt: null, aboutId: null };
  return [{ ...part, document, schema, created, updated, revision: 1 }];
}
