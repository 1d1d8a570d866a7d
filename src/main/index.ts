import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { app, type BrowserWindow, dialog } from "electron";
import { describeError } from "../shared/contract/error-messages.ts";
import { StepbackError } from "../shared/contract/errors.ts";
import { type App, createApp } from "./app/create-app.ts";
import { environmentFrom } from "./app/environment.ts";
import { createRouter } from "./app/router.ts";
import { saveBeforeClosing } from "./desktop/closing.ts";
import { createDestinations } from "./desktop/destinations.ts";
import { setMenu } from "./desktop/menu.ts";
import { systemKeeper } from "./desktop/device-keeper.ts";
import { lockWithTheSystem } from "./desktop/system-lock.ts";
import { giveMomentKeysBack, openMomentWindow, takeMomentKeys } from "./desktop/moment-window.ts";
import { desktopMessages } from "./desktop/messages.ts";
import { createPageSession, guardAllContents, securePreferences } from "./desktop/security.ts";
import { openWindow } from "./desktop/window.ts";
import { carryCalls, registerAppScheme, servePage } from "./hosts/electron-host.ts";
import { PASSPHRASE_COST } from "./storage/passphrase.ts";

// The Electron entry: what has to be said before Electron is ready, then the journal and its window.

const built = import.meta.dirname;
const { clock, ids, elapsed, knownJournals, ...places } = environmentFrom(process.env);
const journalFolder = resolve(places.journalFolder);
let window: BrowserWindow | null = null;
let momentWindow: BrowserWindow | null = null;
let isQuitting = false;

app.name = "Stepback";
keepElectronApart();
if (app.requestSingleInstanceLock()) start();
else app.quit();

/**
 * Gives Electron a folder of its own, apart from the journal's, and one for each journal: the single
 * instance is counted by it, and a start on another journal must never bring this one's window up.
 */
function keepElectronApart(): void {
  if (app.commandLine.hasSwitch("user-data-dir")) return;
  const name = createHash("sha256").update(journalFolder).digest("hex").slice(0, 16);
  app.setPath("userData", join(app.getPath("appData"), "Stepback Window", name));
}

function start(): void {
  registerAppScheme();
  guardAllContents();
  app.on("before-quit", () => {
    isQuitting = true;
  });
  // On macOS an app outlives its windows.
  app.on("window-all-closed", () => {
    if (isQuitting || process.platform !== "darwin") app.quit();
  });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => app.quit());
  }
  app
    .whenReady()
    .then(run)
    .catch((error: unknown) => {
      dialog.showErrorBox("Stepback", sentenceFor(error));
      app.exit(exitFor(error));
    });
}

async function run(): Promise<void> {
  const journal = createApp({
    clock,
    ids,
    paths: {
      journal: journalFolder,
      prompts: join(built, "../../resources/prompts"),
      worker: join(built, "worker.js"),
      knownJournals,
    },
    elapsed,
    passphraseCost: PASSPHRASE_COST,
    window: "desktop",
    device: systemKeeper(),
    report,
    destinations: createDestinations(clock, () => window),
  });
  // What is locked, missing, damaged or open in another window is the page's to show.
  await journal.access.look();
  const stopUpkeep = journal.startUpkeep({ locksWithoutPage: false });
  lockWithTheSystem(() => void lockNow(journal));
  const stopWatching = journal.changes.watch(() => journal.dataVersion());
  app.on("will-quit", () => {
    giveMomentKeysBack();
    stopWatching();
    stopUpkeep();
    journal.close();
  });
  setMenu(!app.isPackaged);
  const { openJournalWindow, catchMoment } = createWindowOpeners(journal);
  app.on("second-instance", openJournalWindow);
  app.on("activate", openJournalWindow);
  takeMomentKeys(catchMoment);
  openJournalWindow();
}

/** Functions that bring the window, or the small one of a new moment, up, or make it where there is none. */
function createWindowOpeners(journal: App) {
  const pageSession = createPageSession();
  servePage(pageSession, join(built, "../renderer"));
  const router = createRouter(journal);
  const preferences = securePreferences(pageSession, join(built, "../preload/index.cjs"));
  const boundsFile = join(app.getPath("userData"), "window-bounds.json");
  const wire = (made: BrowserWindow): BrowserWindow => {
    carryCalls(made.webContents, router, report);
    saveBeforeClosing(made);
    return made;
  };
  const openJournalWindow = (): void => {
    if (window === null) {
      window = wire(openWindow(preferences, boundsFile));
      window.on("closed", () => {
        window = null;
        // Nobody is left who would notice that its owner is away.
        if (!isQuitting && process.platform === "darwin") void lockNow(journal);
      });
      return;
    }
    bringUp(window);
  };
  const catchMoment = (): void => {
    if (momentWindow !== null) {
      bringUp(momentWindow);
      return;
    }
    momentWindow = wire(openMomentWindow(preferences));
    momentWindow.on("closed", () => {
      momentWindow = null;
    });
  };
  return { openJournalWindow, catchMoment };
}

function bringUp(standing: BrowserWindow): void {
  if (standing.isMinimized()) standing.restore();
  standing.show();
  standing.focus();
}

/** Locks without being asked by the page, which may be hidden and not listen: it is loaded anew. */
async function lockNow(journal: App): Promise<void> {
  try {
    const wasOpen = journal.access.state().state === "open";
    await journal.access.lock();
    // A page with words that could not be written keeps itself from being unloaded.
    if (wasOpen && journal.access.state().state === "locked") {
      window?.webContents.reload();
      momentWindow?.webContents.reload();
    }
  } catch (error) {
    report(error);
  }
}

function report(error: unknown): void {
  console.error(error);
}

function sentenceFor(error: unknown): string {
  if (error instanceof StepbackError) {
    return describeError(error.code, error.data, `at ${journalFolder}`);
  }
  report(error);
  return desktopMessages.cannotStart;
}

/** As the command line ends (formats.md, "Command line"). */
function exitFor(error: unknown): number {
  return error instanceof StepbackError && error.code === "JOURNAL_NEWER" ? 5 : 1;
}
