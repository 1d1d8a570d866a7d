import type { BrowserWindow } from "electron";
import { isOurPage } from "../hosts/app-address.ts";

/** How long a closing window waits for its page to save, in milliseconds. */
const LONGEST_WAIT = 2000;

/**
 * Lets the page save what was typed last before its window goes (see src/preload/index.ts). A
 * courtesy, not the guarantee: autosave never leaves more than a second unsaved, and a page that does
 * not answer cannot keep the window open.
 */
export function saveBeforeClosing(window: BrowserWindow): void {
  const contents = window.webContents;
  let isWaiting = false;
  window.on("close", (event) => {
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    const finish = (): void => {
      clearTimeout(timer);
      if (!window.isDestroyed()) window.destroy();
    };
    const timer = setTimeout(finish, contents.isCrashed() ? 0 : LONGEST_WAIT);
    contents.ipc.on("stepback-flushed", (message) => {
      if (isOurPage(message, contents)) finish();
    });
    contents.send("stepback-closing");
  });
}
