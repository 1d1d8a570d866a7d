import { statSync } from "node:fs";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { Beginnings } from "../../shared/contract/journal.ts";
import {
  type AttachmentsService,
  createAttachments,
} from "../features/attachments/attachments.service.ts";
import {
  type CommitmentsService,
  createCommitments,
} from "../features/commitments/commitments.service.ts";
import { createCrises, type CrisesService } from "../features/crises/crises.service.ts";
import { createEntries, type EntriesService } from "../features/entries/entries.service.ts";
import { createExports, type ExportsService } from "../features/exports/exports.service.ts";
import { createImports, type ImportsService } from "../features/imports/imports.service.ts";
import { createInsights, type InsightsService } from "../features/insights/insights.service.ts";
import { createMoments, type MomentsService } from "../features/moments/moments.service.ts";
import { type AgreementsService, createAgreements } from "../features/people/agreements.service.ts";
import { createHandovers, type HandoversService } from "../features/people/handovers.service.ts";
import {
  createMergePeople,
  type MergePeopleService,
} from "../features/people/merge-people.service.ts";
import {
  createPersonPage,
  type PersonPageService,
} from "../features/people/person-page.service.ts";
import { createPeople, type PeopleService } from "../features/people/people.service.ts";
import { type AnsweringService, createAnswering } from "../features/prompts/answering.service.ts";
import { prepareLibraryCarrier } from "../features/prompts/carry-library.ts";
import { createJournalLibrary, type JournalLibrary } from "../features/prompts/journal-library.ts";
import {
  createOwnPrompts,
  type OwnPromptsService,
} from "../features/prompts/own-prompts.service.ts";
import { createPacks, type PacksService } from "../features/prompts/packs.service.ts";
import {
  createPromptAnswers,
  type PromptAnswersService,
} from "../features/prompts/prompt-answers.service.ts";
import { createPrompts, type PromptsService } from "../features/prompts/prompts.service.ts";
import { createWishes, type WishesService } from "../features/prompts/wishes.service.ts";
import { createSettings, type SettingsService } from "../features/settings/settings.service.ts";
import { createToday, type TodayService } from "../features/today/today.service.ts";
import { createWeekly, type WeeklyService } from "../features/weekly/weekly.service.ts";
import { latestId } from "../storage/latest-id.ts";
import { makeRecoveryCode } from "../storage/recovery-code.ts";
import type { Secret } from "../storage/slots.ts";
import { type Vault } from "../storage/vault.ts";
import { makeVault } from "../storage/make-vault.ts";
import { lookForVault } from "../storage/vault-folder.ts";
import { type Access, createAccess } from "./access.ts";
import { type BackupsService, createBackups } from "./backups.ts";
import { type Changes, createChanges } from "./changes.ts";
import { type Context, momentOf } from "./context.ts";
import { prepareCarried } from "./carried.ts";
import { createKnownJournals } from "./known-journals.ts";
import { createProtection, protectedSlots, type Protection } from "./protection.ts";
import { createOrderRunner, resultOf } from "./run-order.ts";
import { nameOfPlace } from "./standing.ts";
import { startUpkeep } from "./upkeep.ts";

/** The services of an open journal. */
export interface Services {
  entries: EntriesService;
  attachments: AttachmentsService;
  weekly: WeeklyService;
  today: TodayService;
  insights: InsightsService;
  commitments: CommitmentsService;
  people: PeopleService;
  handovers: HandoversService;
  agreements: AgreementsService;
  mergePeople: MergePeopleService;
  personPage: PersonPageService;
  moments: MomentsService;
  crises: CrisesService;
  /** The whole library of the journal: built in, packs, own. */
  prompts: JournalLibrary;
  wishes: WishesService;
  ownPrompts: OwnPromptsService;
  packs: PacksService;
  promptAnswers: PromptAnswersService;
  answering: AnsweringService;
  settings: SettingsService;
  exports: ExportsService;
  imports: ImportsService;
}

/** The journal core, with at most one journal open. */
export interface App {
  context: Context;
  /** The built-in prompt library; needs no journal. */
  prompts: PromptsService;
  changes: Changes;
  /** Who gets at the journal, and when. */
  access: Access<Services>;
  protection: Protection;
  backups: BackupsService;
  /**
   * Makes a journal, protected where a passphrase is given.
   * @returns the groups of the recovery code, which is shown this once; null without a passphrase.
   * @throws StepbackError as `makeVault` does; PASSPHRASE_REFUSED.
   */
  make(passphrase?: string): Promise<readonly string[] | null>;
  /** The instant at which a journal at this place was last opened; null when none ever was. */
  lastOpened(): string | null;
  /**
   * Makes the journal of a first-run window and opens it. One that a command or another window made
   * meanwhile is opened as it is: these beginnings are not its own.
   * @throws StepbackError as `makeVault` and opening do; JOURNAL_MISSING where one was before.
   */
  begin(beginnings: Beginnings): Promise<void>;
  /** Opens the journal for a command. @throws StepbackError as `Access.enter` does. */
  open(secret?: Secret | null): Promise<Services>;
  /** The open journal's services. @throws StepbackError saying why it is not open. */
  services(): Services;
  /** SQLite's counter of what other processes wrote; null while no journal is open. */
  dataVersion(): number | null;
  /** Where the open journal is, in words for its writer, and how much it holds. */
  about(): { where: string; bytes: number; entries: number };
  /** Verifies every page in use; empty when all is well. */
  check(): Promise<string[]>;
  /** What a window does for its journal without being asked. @returns a function that stops it. */
  startUpkeep(options: { locksWithoutPage: boolean }): () => void;
  close(): void;
}

/** Puts the journal core together: the only place where services are handed to one another. */
export function createApp(context: Context): App {
  const builtIn = createPrompts(context.paths.prompts);
  const changes = createChanges();
  const known = createKnownJournals(context.paths.knownJournals);
  const run = createOrderRunner(context.paths.worker);
  const { journal: folder } = context.paths;

  function start(vault: Vault): Services {
    const { clock, ids } = context;
    const { database } = vault;
    // What another process made in this very millisecond, or under a later clock, sorts before.
    ids.startAfter(latestId(database));
    const newId = ids.next;
    const common = { database, clock, newId };
    const settings = createSettings(common);
    const people = createPeople(common);
    const commitments = createCommitments({ ...common, people });
    const entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
    const attachments = createAttachments(common);
    const prompts = createJournalLibrary({ database, builtIn });
    const wishes = createWishes({ ...common, library: prompts });
    const ownPrompts = createOwnPrompts({ ...common, library: prompts });
    const packs = createPacks({ ...common, library: prompts });
    const moments = createMoments({ ...common, people, prompts, settings });
    const crises = createCrises({ ...common, people, entries, prompts });
    const handovers = createHandovers({ ...common, people });
    const agreements = createAgreements({ ...common, people });
    const personPage = createPersonPage({ ...common, people, handovers, agreements });
    const mergePeople = createMergePeople({
      ...common,
      people,
      moves: [
        entries.movePerson,
        commitments.movePerson,
        moments.movePerson,
        crises.movePerson,
        handovers.movePerson,
        agreements.movePerson,
      ],
    });
    const weekly = createWeekly({ ...common, entries, commitments, moments, prompts, settings });
    const today = createToday({ database, clock, prompts });
    const insights = createInsights({ database, clock, prompts });
    const promptAnswers = createPromptAnswers({
      database,
      prompts,
      wishes,
      own: ownPrompts,
      packs,
      settings,
    });
    const answering = createAnswering({ ...common, entries, people, prompts, wishes });
    const write = (order: Parameters<typeof run<"export">>[1], signal: AbortSignal | undefined) =>
      run("export", order, signal);
    const exports = createExports({ vault, clock, newId, write });
    const imports = createImports({
      ...common,
      entries,
      commitments,
      attachments,
      weekly,
      settings,
      crises,
      carried: prepareCarried(database),
      ownLibrary: prepareLibraryCarrier(database),
      prompts,
      read: (order, signal) => run("readImport", order, signal),
      backUp: () => backups.create("before_import"),
    });
    return {
      entries,
      attachments,
      weekly,
      today,
      insights,
      commitments,
      people,
      handovers,
      agreements,
      mergePeople,
      personPage,
      moments,
      crises,
      prompts,
      wishes,
      ownPrompts,
      packs,
      promptAnswers,
      answering,
      settings,
      exports,
      imports,
    };
  }

  const access = createAccess<Services>({
    context,
    changes,
    known,
    run,
    start,
    lockAfter: ({ settings }) => settings.read().lockAfter,
  });
  const backups = createBackups({ context, access, run });
  const protection = createProtection({ context, access, backups, run });

  const app: App = {
    context,
    prompts: builtIn,
    changes,
    access,
    protection,
    backups,
    async make(passphrase) {
      const code = passphrase === undefined ? null : makeRecoveryCode();
      await (passphrase === undefined || code === null
        ? makeVault(folder, context.ids.next)
        : makeVault(folder, context.ids.next, (key, vaultId) =>
            protectedSlots(passphrase, code, key, vaultId, context.passphraseCost),
          ));
      // Should it be gone before it was ever opened, it is asked about, too.
      known.noteOpened(folder, momentOf(context).created);
      return code;
    },
    lastOpened: () => known.lastOpened(folder),
    async begin(beginnings) {
      const lastOpened = known.lastOpened(folder);
      if (lastOpened !== null && lookForVault(folder) === "nothing") {
        throw new StepbackError("JOURNAL_MISSING", { lastOpened });
      }
      let isOurs = true;
      try {
        await app.make();
      } catch (error) {
        if (!(error instanceof StepbackError) || error.code !== "JOURNAL_EXISTS") throw error;
        isOurs = false;
      }
      await access.look();
      if (isOurs) access.open().services.settings.change(beginnings);
    },
    open: (secret = null) => access.enter(secret),
    services: () => access.open().services,
    dataVersion() {
      try {
        const database = access.openOrNull()?.vault.database;
        return database === undefined
          ? null
          : Number(database.pragma("data_version", { simple: true }));
      } catch {
        // A damaged page is found out by whoever reads it next, and said there.
        return null;
      }
    },
    about() {
      const { vault, services } = access.open();
      return {
        where: nameOfPlace(folder),
        bytes: statSync(vault.databaseFile).size,
        entries: services.entries.count({}),
      };
    },
    async check() {
      const { databaseFile, key } = access.open().vault;
      return resultOf(run("check", { databaseFile, key }));
    },
    startUpkeep: (options) => startUpkeep(app, run, options),
    close: () => access.close(),
  };
  return app;
}
