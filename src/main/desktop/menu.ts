import { Menu, type MenuItemConstructorOptions } from "electron";
import { desktopMessages } from "./messages.ts";

const { menu: titles } = desktopMessages;

/**
 * The menu of a system. Roles only, and of these none that would take a key from the page: no reload
 * (Ctrl+R begins the ritual), no zoom (the writing size), outside macOS no close (Ctrl+W).
 */
export function menuTemplate(
  platform: NodeJS.Platform,
  hasDeveloperTools: boolean,
): MenuItemConstructorOptions[] {
  const isMac = platform === "darwin";
  const edit: MenuItemConstructorOptions[] = [
    { role: "undo" },
    { role: "redo" },
    { type: "separator" },
    { role: "cut" },
    { role: "copy" },
    { role: "paste" },
    { role: "pasteAndMatchStyle" },
    { role: "selectAll" },
  ];
  const view: MenuItemConstructorOptions[] = [
    { role: "togglefullscreen" },
    ...(hasDeveloperTools ? [{ role: "toggleDevTools" } as const] : []),
  ];
  return [
    isMac ? { role: "appMenu" } : { label: titles.file, submenu: [{ role: "quit" }] },
    { label: titles.edit, submenu: edit },
    { label: titles.view, submenu: view },
    isMac ? { role: "windowMenu" } : { label: titles.window, submenu: [{ role: "minimize" }] },
  ];
}

/** Replaces Electron's own menu, which has reload and zoom. */
export function setMenu(hasDeveloperTools: boolean): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, hasDeveloperTools)),
  );
}
