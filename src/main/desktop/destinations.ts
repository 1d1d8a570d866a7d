import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { app, type BrowserWindow, dialog } from "electron";
import type { Clock } from "../../shared/journal/clock.ts";
import { localDateAt } from "../../shared/journal/local-date.ts";
import type { Destinations } from "../app/context.ts";
import { nextExportPath } from "../app/export-destination.ts";
import { desktopMessages } from "./messages.ts";

/**
 * Exports go into the documents folder until another is chosen; the choice lasts as long as the app
 * runs, and the page never learns more of it than its words.
 * @param window the window that the chooser belongs to; null when there is none.
 */
export function createDestinations(clock: Clock, window: () => BrowserWindow | null): Destinations {
  let chosen: string | null = null;
  const folder = (): string => chosen ?? defaultFolder();
  return {
    next() {
      const path = nextExportPath(folder(), localDateAt(clock.now(), clock.timeZone));
      return { path, where: inWords(path) };
    },
    async choose() {
      const options = {
        title: desktopMessages.chooseFolder.title,
        buttonLabel: desktopMessages.chooseFolder.choose,
        defaultPath: folder(),
        properties: ["openDirectory" as const, "createDirectory" as const],
      };
      const owner = window();
      const { canceled, filePaths } = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      const [path] = filePaths;
      if (canceled || path === undefined) return false;
      chosen = path;
      return true;
    },
  };
}

/** Electron names a documents folder even where nobody has made one. */
function defaultFolder(): string {
  const documents = app.getPath("documents");
  return existsSync(documents) ? documents : app.getPath("home");
}

/** A path as people say it: from their home on, where it is in there. */
function inWords(path: string): string {
  const fromHome = relative(app.getPath("home"), path);
  const isInside = !fromHome.startsWith("..") && fromHome !== path && process.platform !== "win32";
  return isInside ? join("~", fromHome) : path;
}
