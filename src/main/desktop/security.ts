import {
  app,
  BrowserWindow,
  dialog,
  type MessageBoxOptions,
  type Session,
  session,
  shell,
  type WebContents,
  type WebPreferences,
} from "electron";
import { appPathOf } from "../hosts/app-address.ts";
import { type ExternalLink, readExternalLink, shorten } from "./external-links.ts";
import { desktopMessages } from "./messages.ts";

/** Most of these are Electron's defaults; written out so that none of them depends on that. */
const SECURE_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  plugins: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  enableWebSQL: false,
} satisfies WebPreferences;

/** What the window's page may do: nothing but be a page, in a session that leaves nothing on disk. */
export function securePreferences(pageSession: Session, preload: string): WebPreferences {
  return {
    ...SECURE_PREFERENCES,
    session: pageSession,
    preload,
    // An installed journal has no use for developer tools, and whoever sits down at it has.
    devTools: !app.isPackaged,
    // Elsewhere than on macOS Chromium's spelling checker fetches its dictionaries from the network.
    spellcheck: process.platform === "darwin",
  };
}

/**
 * The session of the page: in memory only, for lack of "persist:", so that no text reaches a cache;
 * without permissions; and without a way to any address but the page's.
 */
export function createPageSession(): Session {
  const pageSession = session.fromPartition("stepback", { cache: false });
  pageSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  pageSession.setPermissionCheckHandler(() => false);
  pageSession.setDevicePermissionHandler(() => false);
  pageSession.setSpellCheckerEnabled(process.platform === "darwin");
  pageSession.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isLocalRequest(details.url, details.resourceType) });
  });
  // A page that could save files could put text on the disk unencrypted.
  pageSession.on("will-download", (event) => event.preventDefault());
  return pageSession;
}

function isLocalRequest(address: string, resourceType: string): boolean {
  if (appPathOf(address) !== null) return true;
  const scheme = URL.parse(address)?.protocol;
  return scheme === "devtools:" || (scheme === "data:" && resourceType === "image");
}

interface Navigation {
  url: string;
  isMainFrame: boolean;
  preventDefault: () => void;
}

/** Ties down every page that ever comes to be in this process, whoever made it. Before `ready`. */
export function guardAllContents(): void {
  app.enableSandbox();
  app.on("web-contents-created", (_event, contents) => guardContents(contents));
}

function guardContents(contents: WebContents): void {
  const limitNavigation = (event: Navigation): void => {
    // The page may load itself anew; that is all.
    if (event.isMainFrame && appPathOf(event.url) !== null) return;
    event.preventDefault();
    if (event.isMainFrame) offerToOpen(event.url, contents);
  };
  contents.setWindowOpenHandler(({ url }) => {
    offerToOpen(url, contents);
    return { action: "deny" };
  });
  contents.on("will-navigate", limitNavigation);
  contents.on("will-frame-navigate", limitNavigation);
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
}

/** One question at a time: a page cannot wear the user down with a hundred. */
let isAsking = false;

/** Asks whether a link may be opened, naming where it really leads, and opens it then. */
function offerToOpen(text: string, contents: WebContents): void {
  const link = readExternalLink(text);
  if (link === null || isAsking) return;
  isAsking = true;
  ask(link, BrowserWindow.fromWebContents(contents))
    .then((isAllowed) => (isAllowed ? shell.openExternal(link.address) : undefined))
    .catch(() => undefined)
    .finally(() => {
      isAsking = false;
    });
}

async function ask(link: ExternalLink, window: BrowserWindow | null): Promise<boolean> {
  const { openLink } = desktopMessages;
  const options: MessageBoxOptions = {
    type: "question",
    message:
      link.kind === "mail" ? openLink.mailQuestion(link.target) : openLink.question(link.target),
    detail: openLink.detail(shorten(link.address)),
    buttons: [openLink.cancel, openLink.open],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1;
}
