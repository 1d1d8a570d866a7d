import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  statSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, isAbsolute } from "node:path";
import type { EntryFilter } from "../../../shared/contract/entries.ts";
import { type ErrorData, StepbackError } from "../../../shared/contract/errors.ts";
import type { ExportProgress } from "../../../shared/contract/exports.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import { localTimestamp } from "../../../shared/journal/local-date.ts";
import { codeOf, discard, fileTroubleOf } from "../../storage/file-errors.ts";
import { syncFolder } from "../../storage/replace-file.ts";
import type { ExportFigures } from "./write-export.ts";

/** What is written where, from which moment of the journal. */
export interface ExportOrder {
  databaseFile: string;
  key: Uint8Array;
  folder: string;
  filter: EntryFilter;
  exportedAt: string;
}

/** What an export tells while it runs; the last one is `done`. */
export type ExportStep =
  | Exclude<ExportProgress, { kind: "done" }>
  | ({ kind: "done" } & ExportFigures);

export type ExportsService = ReturnType<typeof createExports>;

type Refusal = ErrorData<"EXPORT_REFUSED">["reason"];

/** What the exports feature needs from outside. */
export interface ExportsNeeds {
  vault: { folder: string; databaseFile: string; key: Buffer };
  clock: Clock;
  newId: () => Id;
  /** Writes an export in a thread of its own; ends when the signal aborts or the generator is left. */
  write: (
    order: ExportOrder,
    signal: AbortSignal | undefined,
  ) => AsyncGenerator<{ done: number; total: number; file: string }, ExportFigures>;
}

/** The rules of exports: where one may go, and that it is there whole or not at all. */
export function createExports({ vault, clock, newId, write }: ExportsNeeds) {
  /**
   * Writes the chosen entries as Markdown into `path`, which must not exist or be an empty folder.
   * It is built beside its place as `.partial` and renamed at the end. Leaving the generator early,
   * or aborting, stops the worker and removes what was built.
   * @throws StepbackError EXPORT_REFUSED with the reason; JOURNAL_DAMAGED.
   */
  async function* run(order: {
    path: string;
    filter: EntryFilter;
    signal?: AbortSignal;
  }): AsyncGenerator<ExportStep> {
    const target = resolve(order.path);
    let building: string | undefined;
    try {
      refuseUnfit(target, vault.folder);
      building = makeBuilding(target, newId);
      const figures = yield* tellWriting(
        write(
          {
            databaseFile: vault.databaseFile,
            key: new Uint8Array(vault.key),
            folder: building,
            filter: order.filter,
            exportedAt: localTimestamp(clock.now(), clock.timeZone),
          },
          order.signal,
        ),
      );
      putInPlace(building, target);
      yield { kind: "done", ...figures };
    } catch (error) {
      throw refusalOf(error);
    } finally {
      if (building !== undefined) discard(building);
    }
  }
  return { run };
}

/** Passes progress on, and stops the writing when nobody listens any more. */
async function* tellWriting(
  writing: ReturnType<ExportsNeeds["write"]>,
): AsyncGenerator<ExportStep, ExportFigures> {
  try {
    for (;;) {
      const step = await writing.next();
      if (step.done === true) return step.value;
      yield { kind: "writing", ...step.value };
    }
  } finally {
    // Ends the thread before what it was building is removed.
    await writing.return(undefined as never);
  }
}

function refuse(reason: Refusal, cause?: unknown): StepbackError {
  return new StepbackError("EXPORT_REFUSED", { reason }, { cause });
}

function refuseUnfit(target: string, vaultFolder: string): void {
  const parent = dirname(target);
  if (statSync(parent, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw refuse("no_parent");
  }
  const fromVault = relative(
    realpathSync(vaultFolder),
    join(realpathSync(parent), basename(target)),
  );
  const isOutside =
    fromVault === ".." || fromVault.startsWith("../") || fromVault.startsWith("..\\");
  if (!isOutside && !isAbsolute(fromVault)) throw refuse("inside_journal");
  const standing = lstatSync(target, { throwIfNoEntry: false });
  if (standing === undefined) return;
  // A link is not followed: what stands behind it is somebody else's.
  if (!standing.isDirectory()) throw refuse("not_empty");
  if (readdirSync(target).length > 0) throw refuse("not_empty");
}

/** Makes the folder that an export is built in; one that an export left that was killed stays as it is. */
function makeBuilding(target: string, newId: () => Id): string {
  for (;;) {
    // Not named after its target, whose name may be as long as a name can be.
    const building = join(dirname(target), `.${newId()}.partial`);
    try {
      mkdirSync(building, { mode: 0o700 });
      return building;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
  }
}

function putInPlace(building: string, target: string): void {
  // On Windows a folder cannot be renamed onto an empty one.
  if (process.platform === "win32" && existsSync(target)) rmdirSync(target);
  renameSync(building, target);
  syncFolder(dirname(target));
}

function refusalOf(error: unknown): unknown {
  const trouble = fileTroubleOf(error);
  if (trouble === null) return error;
  if (trouble === "missing") return refuse("no_parent", error);
  return refuse(trouble === "taken" ? "not_empty" : trouble, error);
}
