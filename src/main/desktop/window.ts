import { readFileSync } from "node:fs";
import { BrowserWindow, nativeTheme, type Rectangle, screen, type WebPreferences } from "electron";
import { APP_ADDRESS } from "../hosts/app-address.ts";
import { replaceFile } from "../storage/replace-file.ts";
import {
  type DisplayArea,
  MINIMUM_SIZE,
  type RememberedBounds,
  rememberedBounds,
  rememberPlacement,
  restorePlacement,
} from "./window-bounds.ts";

/** The page's paper (`--paper` of tokens.css), so that nothing flashes before the page is drawn. */
const PAPER = { light: "#fafbf8", dark: "#16191d" };

/**
 * Makes the window, loads the page, and shows it once it is drawn.
 * @param boundsFile where the window's places are kept.
 */
export function openWindow(webPreferences: WebPreferences, boundsFile: string): BrowserWindow {
  const remembered = readBounds(boundsFile);
  const { bounds, isMaximized } = restorePlacement(remembered, displayAreas());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: "Stepback",
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    ...(process.platform === "darwin" ? { titleBarStyle: "hiddenInset" as const } : {}),
    webPreferences,
  });
  // Always "Stepback": titles are seen by task switchers, screen sharing and other programs.
  window.on("page-title-updated", (event) => event.preventDefault());
  window.once("ready-to-show", () => {
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on("close", () => writeBounds(boundsFile, window, remembered));
  void window.loadURL(APP_ADDRESS);
  return window;
}

function displayAreas(): [DisplayArea, ...DisplayArea[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const areaOf = ({ id, workArea }: { id: number; workArea: Rectangle }): DisplayArea => ({
    id: String(id),
    workArea,
  });
  return [areaOf(primary), ...others.map(areaOf)];
}

/** What is missing or broken is as if nothing had been remembered. */
function readBounds(file: string): RememberedBounds | null {
  try {
    return rememberedBounds.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? null;
  } catch {
    return null;
  }
}

function writeBounds(
  file: string,
  window: BrowserWindow,
  remembered: RememberedBounds | null,
): void {
  const bounds = window.getNormalBounds();
  const display = String(screen.getDisplayMatching(bounds).id);
  const placed = { bounds, isMaximized: window.isMaximized() };
  try {
    replaceFile(file, `${JSON.stringify(rememberPlacement(remembered, display, placed))}\n`);
  } catch {
    // A window that opens elsewhere next time is no reason to keep this one from closing.
  }
}
