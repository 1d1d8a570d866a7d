import { StepbackError } from "../../shared/contract/errors.ts";
import type { Beginnings } from "../../shared/contract/journal.ts";
import {
  type CommitmentsService,
  createCommitments,
} from "../features/commitments/commitments.service.ts";
import { createEntries, type EntriesService } from "../features/entries/entries.service.ts";
import { createExports, type ExportsService } from "../features/exports/exports.service.ts";
import { createPrompts, type PromptsService } from "../features/prompts/prompts.service.ts";
import { createSettings, type SettingsService } from "../features/settings/settings.service.ts";
import { createWeekly, type WeeklyService } from "../features/weekly/weekly.service.ts";
import type { Id } from "../../shared/journal/identity.ts";
import { prepareReflectionReader } from "../features/weekly/weekly.sql.ts";
import type { ExportSource } from "../features/exports/write-export.ts";
import { openDatabase } from "../storage/database.ts";
import { latestId } from "../storage/latest-id.ts";
import { checkVault } from "../storage/check.ts";
import type { Work } from "../storage/lock.ts";
import { lookForVault, makeVault, openVault, type Vault } from "../storage/vault.ts";
import { type Changes, createChanges } from "./changes.ts";
import type { Context } from "./context.ts";

/** The services of an open journal. */
export interface Services {
  entries: EntriesService;
  weekly: WeeklyService;
  commitments: CommitmentsService;
  settings: SettingsService;
  exports: ExportsService;
}

/** The journal core, with at most one journal open. */
export interface App {
  context: Context;
  /** The prompt library; needs no journal. */
  prompts: PromptsService;
  changes: Changes;
  /** Whether there is a journal at the context's path, and whether this app has it open. */
  state(): { state: "none" | "open"; protected: boolean };
  /** Makes an unprotected journal. @throws StepbackError as `makeVault` does. */
  make(): void;
  /**
   * Makes the journal of a first-run window and opens it. One that a command or another window made
   * meanwhile is opened as it is: these beginnings are not its own.
   * @throws StepbackError as `makeVault` and `openVault` do.
   */
  begin(beginnings: Beginnings): void;
  /** Opens the journal for a window or a command. @throws StepbackError as `openVault` does. */
  open(work: Work): Services;
  /** The open journal's services. @throws StepbackError NO_JOURNAL. */
  services(): Services;
  /** SQLite's counter of what other processes wrote; null while no journal is open. */
  dataVersion(): number | null;
  /** Verifies every page in use; empty when all is well. */
  check(): string[];
  close(): void;
}

/** Puts the journal core together: the only place where services are handed to one another. */
export function createApp(context: Context): App {
  const prompts = createPrompts(context.paths.prompts);
  const changes = createChanges();
  let current: { vault: Vault; services: Services } | null = null;

  function start(vault: Vault): Services {
    const { clock, ids } = context;
    const { database } = vault;
    const newId = ids.next;
    const common = { database, clock, newId };
    const commitments = createCommitments(common);
    const settings = createSettings(common);
    const entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn });
    const weekly = createWeekly({ ...common, entries, commitments, prompts, settings });
    const exports = createExports({ vault, clock, newId, worker: context.paths.exportWorker });
    return { entries, weekly, commitments, settings, exports };
  }

  const app: App = {
    context,
    prompts,
    changes,
    state: () =>
      current === null
        ? { state: "none", protected: false }
        : { state: "open", protected: current.vault.protected },
    make: () => makeVault(context.paths.journal, context.ids.next),
    begin(beginnings) {
      try {
        app.make();
      } catch (error) {
        if (!(error instanceof StepbackError) || error.code !== "JOURNAL_EXISTS") throw error;
        app.open("window");
        return;
      }
      app.open("window").settings.change(beginnings);
    },
    open(work) {
      if (current !== null) return current.services;
      const vault = openVault(context.paths.journal, work);
      try {
        // What another process made in this very millisecond, or under a later clock, sorts before.
        context.ids.startAfter(latestId(vault.database));
        const services = start(vault);
        if (work === "window") {
          services.entries.emptyBin();
          services.commitments.emptyBin();
        }
        current = { vault, services };
        return services;
      } catch (error) {
        vault.close();
        throw error;
      }
    },
    services() {
      if (current === null) throw new StepbackError("NO_JOURNAL", {});
      return current.services;
    },
    dataVersion: () =>
      current === null
        ? null
        : Number(current.vault.database.pragma("data_version", { simple: true })),
    check() {
      if (current === null) throw new StepbackError("NO_JOURNAL", {});
      return checkVault(current.vault.database);
    },
    close() {
      current?.vault.close();
      current = null;
    },
  };
  return app;
}

/** The journal as one moment shows it: what an export reads. */
export function openForReading(
  databaseFile: string,
  key: Buffer,
): ExportSource & { close(): void } {
  const database = openDatabase(databaseFile, key, { readonly: true });
  database.exec("BEGIN");
  const common = {
    database,
    clock: { now: () => new Date(), timeZone: "UTC" },
    newId: (): Id => {
      throw new Error("nothing is made in a journal that is opened for reading");
    },
  };
  const commitments = createCommitments(common);
  const entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn });
  return {
    chosenIds: entries.chosenIds,
    read: entries.read,
    reflectionOf: prepareReflectionReader(database),
    settings: createSettings(common).read,
    close: () => database.close(),
  };
}

/** Whether nothing at all stands at `folder`, so that a journal may be made there. */
export function isVacant(folder: string): boolean {
  return lookForVault(folder) === "nothing";
}
