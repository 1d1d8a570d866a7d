import { BrowserWindow, globalShortcut, nativeTheme, type WebPreferences } from "electron";
import { APP_ADDRESS } from "../hosts/app-address.ts";

/** The page of a new moment, told that the window is its own (`MomentPage` in the renderer). */
const ADDRESS = `${APP_ADDRESS}moment?small`;

/** Opens the small window from anywhere on the desktop; the page takes the same keys. */
const KEYS = "CommandOrControl+Shift+M";

/** What the page is drawn for (look/design-more.md, "Moment"), in device-independent pixels. */
const SIZE = { width: 656, height: 330 };

/** The sheet's paper (`--paper-raised` of tokens.css), so that nothing flashes before it is drawn. */
const PAPER = { light: "#fdfdfc", dark: "#1f2327" };

/** Makes the small window that catches a moment, over whatever is on the screen. */
export function openMomentWindow(webPreferences: WebPreferences): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    useContentSize: true,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
    alwaysOnTop: true,
    title: "Stepback",
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences,
  });
  window.on("page-title-updated", (event) => event.preventDefault());
  window.once("ready-to-show", () => window.show());
  void window.loadURL(ADDRESS);
  return window;
}

/** Takes the keys from the whole desktop; where another program has them, the page alone hears them. */
export function takeMomentKeys(open: () => void): void {
  globalShortcut.register(KEYS, open);
}

/** Gives the keys back. */
export function giveMomentKeysBack(): void {
  globalShortcut.unregister(KEYS);
}
