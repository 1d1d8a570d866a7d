import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { app, type BrowserWindow, dialog } from "electron";
import { describeError } from "../shared/contract/error-messages.ts";
import { StepbackError } from "../shared/contract/errors.ts";
import { type App, createApp, isVacant } from "./app/create-app.ts";
import { environmentFrom } from "./app/environment.ts";
import { createRouter } from "./app/router.ts";
import { saveBeforeClosing } from "./desktop/closing.ts";
import { createDestinations } from "./desktop/destinations.ts";
import { setMenu } from "./desktop/menu.ts";
import { desktopMessages } from "./desktop/messages.ts";
import { createPageSession, guardAllContents, securePreferences } from "./desktop/security.ts";
import { openWindow } from "./desktop/window.ts";
import { carryCalls, registerAppScheme, servePage } from "./hosts/electron-host.ts";

// The Electron entry: what has to be said before Electron is ready, then the journal and its window.

const built = import.meta.dirname;
const { clock, ids, ...places } = environmentFrom(process.env);
const journalFolder = resolve(places.journalFolder);
let window: BrowserWindow | null = null;
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
      app.exit(1);
    });
}

function run(): void {
  const journal = createApp({
    clock,
    ids,
    paths: {
      journal: journalFolder,
      prompts: join(built, "../../resources/prompts"),
      exportWorker: join(built, "export-worker.js"),
    },
    destinations: createDestinations(clock, () => window),
  });
  if (!isVacant(journalFolder)) journal.open("window");
  const stopWatching = journal.changes.watch(() => journal.dataVersion());
  app.on("will-quit", () => {
    stopWatching();
    journal.close();
  });
  setMenu(!app.isPackaged);
  const openJournalWindow = createWindowOpener(journal);
  app.on("second-instance", openJournalWindow);
  app.on("activate", openJournalWindow);
  openJournalWindow();
}

/** A function that brings the window up, or makes it where there is none. */
function createWindowOpener(journal: App): () => void {
  const pageSession = createPageSession();
  servePage(pageSession, join(built, "../renderer"));
  const router = createRouter(journal);
  const preferences = securePreferences(pageSession, join(built, "../preload/index.cjs"));
  const boundsFile = join(app.getPath("userData"), "window-bounds.json");
  return () => {
    if (window === null) {
      window = openWindow(preferences, boundsFile);
      carryCalls(window.webContents, router, (error) => console.error(error));
      saveBeforeClosing(window);
      window.on("closed", () => {
        window = null;
      });
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
}

function sentenceFor(error: unknown): string {
  if (!(error instanceof StepbackError)) {
    console.error(error);
    return desktopMessages.cannotStart;
  }
  return error.code === "JOURNAL_BUSY"
    ? desktopMessages.alreadyOpen
    : describeError(error.code, error.data, `at ${journalFolder}`);
}
