import type { Settings } from "../features/settings/settings.service.ts";
import { damageOr } from "../storage/database.ts";
import { listBackups } from "../storage/backups.ts";
import { sweep } from "../storage/next-database.ts";
import { sweepPrivateCopies } from "../storage/private-copy.ts";
import { isAskedToLetGo } from "../storage/window-note.ts";
import { weekOf } from "../../shared/journal/iso-week.ts";
import { localDateAt } from "../../shared/journal/local-date.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { App } from "./create-app.ts";
import { resultOf, type RunOrder } from "./run-order.ts";

/** How often it is looked whether something is due, in milliseconds. */
const LOOK_EVERY = 1000;

/** After a failure, a full disk for one, it is tried again so much later, in milliseconds. */
const TRY_AGAIN_AFTER = 3_600_000;

/** How long a page may be gone before a protected journal locks, in milliseconds. */
const PAGE_GONE = 60_000;

/**
 * What a window does for its journal without being asked: sweeping after a good start, the daily
 * backup, the readable copy, letting go when another window asks, locking when its page is gone.
 * @param options.locksWithoutPage whether the journal locks when no page has listened for a minute.
 * @returns a function that stops it.
 */
export function startUpkeep(
  app: App,
  run: RunOrder,
  options: { locksWithoutPage: boolean },
): () => void {
  const { context, access } = app;
  const { journal: folder } = context.paths;
  let isWorking = false;
  let lookedAfter: unknown = null;
  let doneDay = "";
  let notBefore = 0;
  let goneSince: number | null = null;

  const today = (): string => localDateAt(context.clock.now(), context.clock.timeZone);

  async function afterGoodStart(): Promise<void> {
    const { vault, services } = access.open();
    services.entries.emptyBin();
    services.commitments.emptyBin();
    services.ownPrompts.emptyBin();
    services.packs.emptyBin();
    services.moments.emptyBin();
    services.crises.emptyBin();
    services.handovers.emptyBin();
    services.agreements.emptyBin();
    services.people.emptyBin();
    sweep(folder, vault.header.database);
    await app.backups.renew(vault, "rebuild");
  }

  async function backUp(): Promise<void> {
    const { vault } = access.open();
    const last = listBackups(vault).find(({ kind }) => kind === "daily");
    // Another day, not a later one: a clock may have jumped.
    if (last?.day === today()) return;
    await app.backups.create("daily");
  }

  async function copyReadably(settings: Settings): Promise<void> {
    const { readableCopy, readableCopyMade } = settings;
    if (readableCopy === "off") return;
    const period = readableCopy === "weekly" ? weekOf(today()) : today().slice(0, 7);
    if (readableCopyMade === period) return;
    const { services } = access.open();
    const { path } = context.destinations.next();
    await resultOf(services.exports.run({ path, filter: {} }));
    services.settings.change({ readableCopyMade: period });
  }

  async function work(): Promise<void> {
    const open = access.openOrNull();
    if (open === null || open.vault.readOnly !== null) return;
    if (lookedAfter !== open.vault) {
      lookedAfter = open.vault;
      await afterGoodStart();
      doneDay = "";
      notBefore = 0;
    }
    const day = today();
    if (doneDay === day || context.elapsed() < notBefore) return;
    notBefore = context.elapsed() + TRY_AGAIN_AFTER;
    await backUp();
    // It may have been locked meanwhile.
    if (access.openOrNull()?.vault !== open.vault) return;
    await copyReadably(open.services.settings.read());
    doneDay = day;
    notBefore = 0;
  }

  function lockIfPageIsGone(): void {
    if (!options.locksWithoutPage) return;
    if (app.changes.listeners() > 0) goneSince = null;
    else goneSince ??= context.elapsed();
    if (goneSince === null || context.elapsed() - goneSince < PAGE_GONE) return;
    goneSince = null;
    access.lock().catch(tell);
  }

  /** It may have been locked or taken over meanwhile; then there is nothing to say. */
  async function tell(thrown: unknown): Promise<void> {
    const error = damageOr(thrown);
    if (access.openOrNull() === null) return;
    if (error instanceof StepbackError && error.code === "JOURNAL_DAMAGED") {
      await access.noteDamage();
    } else {
      context.report(error);
    }
  }

  sweepPrivateCopies();
  const timer = setInterval(() => {
    if (access.openOrNull() !== null && isAskedToLetGo(folder)) access.letGo().catch(tell);
    access.noticeOtherWaysIn();
    lockIfPageIsGone();
    if (isWorking) return;
    isWorking = true;
    work()
      .catch(tell)
      .finally(() => {
        isWorking = false;
      });
  }, LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
