/** What a test can do to the booted shell, in the process that it runs in: see start-desktop.ts. */
import type { MessagePort } from "node:worker_threads";
import { createORPCClient, ORPCError } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import type Electron from "electron";
import type { Contract } from "../../../src/shared/contract/index.ts";
import { textToDocument } from "../../../src/shared/document/plain-text.ts";
import { app, type BrowserWindow, Frame, powerMonitor, standIn } from "./electron-stand-in.ts";
import { preventable } from "./listening.ts";

/** Where a message to the main process comes from. */
export type From = "page" | "inner frame" | "another window" | "gone" | { url: string };

function theWindow(): BrowserWindow {
  const [window] = standIn.windows;
  if (window === undefined) throw new Error("there is no window");
  return window;
}

function theSession() {
  if (standIn.session === null) throw new Error("there is no session");
  return standIn.session;
}

/** Sends a message to main as the preload would. */
function send(channel: string, from: From): void {
  const contents = theWindow().webContents;
  const frames = {
    page: contents.frame,
    "another window": contents.frame,
    "inner frame": new Frame(contents.frame.url, contents.frame),
    gone: null,
  };
  const senderFrame = typeof from === "string" ? frames[from] : new Frame(from.url, null);
  const sender = from === "another window" ? {} : contents;
  contents.ipc.emit(channel, { sender, senderFrame });
}

let port: MessagePort | null = null;

let calling: ContractRouterClient<Contract> | null = null;

/** The page's side of a port; one for each port, because calls are numbered by it. */
function callOver(taken: MessagePort): ContractRouterClient<Contract> {
  const link = new RPCLink({ port: taken });
  taken.start();
  return createORPCClient(link);
}

function client(): ContractRouterClient<Contract> {
  if (calling === null) throw new Error("there is no port");
  return calling;
}

export const acts = {
  /** Waits until the window is shown, then tells what was made. */
  async boot() {
    while (!standIn.windows.some(({ isShown }) => isShown)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const { options, webContents } = theWindow();
    const { session: pageSession, ...webPreferences } = options.webPreferences ?? {};
    return {
      schemes: standIn.schemes,
      isSandboxEnabled: standIn.isSandboxEnabled,
      url: webContents.frame.url,
      options: { ...options, webPreferences },
      hasPageSession: (pageSession as unknown) === standIn.session,
      partition: theSession().partition,
      hasSpellChecker: theSession().hasSpellChecker,
      menu: standIn.menu,
    };
  },

  /** What a page's request gets. The address goes in as it is, also what Chromium would tidy up. */
  async request({ url, method = "GET" }: { url: string; method?: string }) {
    const handler = theSession().handlers.get("stepback");
    if (handler === undefined) throw new Error("nothing serves the page");
    const response = await handler({ url, method } as Request);
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  },

  /** Whether a request of the page is let through to wherever it goes. */
  async isLetThrough({ url, resourceType = "image" }: { url: string; resourceType?: string }) {
    const details = { url, resourceType } as Electron.OnBeforeRequestListenerDetails;
    const { cancel } = await new Promise<Electron.CallbackResponse>((resolve) =>
      theSession().beforeRequest?.(details, resolve),
    );
    return cancel !== true;
  },

  /** Whether a permission is given, asked for in each of the three ways. */
  async isPermitted(permission: "clipboard-read" | "media" | "notifications" | "geolocation") {
    const pageSession = theSession();
    const contents = theWindow().webContents as unknown as Electron.WebContents;
    const requested = await new Promise<boolean>((resolve) =>
      pageSession.permissionRequest?.(contents, permission, resolve, {} as never),
    );
    const checked = pageSession.permissionCheck?.(contents, permission, "", {} as never);
    return [requested, checked, pageSession.devicePermission?.({} as never)];
  },

  /** Whether an event of the window's contents, a navigation for one, is let through. */
  async isAllowed(given: { event: string; url?: string; isMainFrame?: boolean }) {
    const event = preventable({ url: given.url ?? "", isMainFrame: given.isMainFrame ?? true });
    theWindow().webContents.emit(given.event, event);
    return !event.defaultPrevented;
  },

  /** What becomes of a new window. */
  async openNewWindow(url: string) {
    const details = { url } as Electron.HandlerDetails;
    return theWindow().webContents.windowOpenHandler?.(details).action;
  },

  /** Presses a button in whatever is being asked; tells what it was, and what was opened then. */
  async answer(button: number) {
    const asked = standIn.questions.splice(0);
    for (const { answer } of asked) answer(button);
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { questions: asked.map(({ question }) => question), opened: standIn.opened.splice(0) };
  },

  async isDownloadAllowed() {
    const event = preventable({});
    theSession().emit("will-download", event);
    return !event.defaultPrevented;
  },

  /** Asks for a port; tells who got one. */
  async askForPort(from: From) {
    const before = standIn.posted.length;
    send("stepback-ready", from);
    const posted = standIn.posted.slice(before);
    const { frame } = theWindow().webContents;
    const taken = posted.find(({ to, channel }) => to === frame && channel === "stepback-port");
    if (taken?.ports[0] !== undefined) {
      port = taken.ports[0];
      calling = callOver(port);
    }
    return posted.map(({ to }) => (to === frame ? "the page" : "somebody else"));
  },

  /** Calls a procedure over the last port that came. */
  async call({ path, input }: { path: [string, string]; input?: unknown }): Promise<unknown> {
    const [feature, procedure] = path;
    const calls = client() as unknown as Record<
      string,
      Record<string, (given: unknown) => unknown>
    >;
    try {
      return await calls[feature]?.[procedure]?.(input);
    } catch (error) {
      if (!(error instanceof ORPCError)) throw error;
      throw new Error(`${error.code} ${JSON.stringify(error.data)}`, { cause: error });
    }
  },

  /** Begins a week, and tells what the stream of changes says of it. The stream stays open. */
  async hearChange(week: string) {
    const changes = await client().journal.changes();
    const [change] = await Promise.all([changes.next(), client().weekly.open({ week })]);
    return change.done === true ? [] : change.value.topics;
  },

  /**
   * Does what a seen page does while it has words of a week's first answer that are not written: it
   * listens, and writes them when it is asked to.
   */
  async holdWords({ week, words }: { week: string; words: string }) {
    const calls = client();
    const { places } = await calls.weekly.open({ week });
    const { id, revision } = places[0]?.section ?? { id: "", revision: 0 };
    const changes = await calls.journal.changes();
    const document = textToDocument(words);
    void (async () => {
      for await (const { flush } of changes) {
        if (flush !== true) continue;
        await calls.entries.saveSection({ id, revision, writer: "page", document });
        await calls.journal.flushed();
      }
    })().catch(() => undefined);
  },

  /** The machine goes to sleep, or its own lock comes down; tells how the journal stands then. */
  async system(event: "suspend" | "lock-screen") {
    powerMonitor.emit(event);
    const calls = client();
    const begun = performance.now();
    // A lock waits at most two seconds for the page.
    while (performance.now() - begun < 3000) {
      const state = await calls.journal.state();
      if (state.state !== "open") break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { reloads: theWindow().webContents.reloads, took: performance.now() - begun };
  },

  /** How the keyring was touched so far. */
  async keyringTouches() {
    return standIn.keyringTouches;
  },

  /** Brings the app up again after its window was closed, as a click in the dock of macOS does. */
  async activate() {
    app.emit("activate");
  },

  /** Presses keys that the shell took from the whole desktop; tells of the last window there is then. */
  async pressAnywhere(keys: string) {
    standIn.takenKeys.get(keys)?.();
    await new Promise((resolve) => setImmediate(resolve));
    const last = standIn.windows.at(-1);
    if (last === undefined) throw new Error("there is no window");
    const { session: pageSession, ...webPreferences } = last.options.webPreferences ?? {};
    return {
      count: standIn.windows.length,
      url: last.webContents.frame.url,
      isShown: last.isShown,
      options: { ...last.options, webPreferences },
      hasPageSession: (pageSession as unknown) === standIn.session,
    };
  },

  /** Closes the last window there is, whose page has saved. */
  async closeLast() {
    const last = standIn.windows.at(-1);
    last?.close();
    const { frame } = last?.webContents ?? {};
    last?.webContents.ipc.emit("stepback-flushed", {
      sender: last.webContents,
      senderFrame: frame,
    });
    return standIn.windows.length;
  },

  /** What the chooser for folders will give; null when it is cancelled. */
  async willChoose(folder: string | null) {
    standIn.chosenFolder = folder;
  },

  /** Whether the port that came first still carries anything after another was asked for. */
  async isPortClosed() {
    if (port === null) throw new Error("there is no port");
    const old = port;
    const closed = new Promise<boolean>((resolve) => {
      old.once("close", () => resolve(true));
      setTimeout(() => resolve(false), 1000).unref();
    });
    send("stepback-ready", "page");
    return closed;
  },

  async isTitleKept() {
    const event = preventable({});
    theWindow().emit("page-title-updated", event, "A name out of the journal");
    return event.defaultPrevented;
  },

  /** Presses the close button; tells whether the window is still there, and what main has sent. */
  async close() {
    const window = theWindow();
    window.close();
    return { isOpen: !window.isDestroyed(), sent: window.webContents.sent };
  },

  /** What main has sent to the page. */
  async sent() {
    return theWindow().webContents.sent;
  },

  /** Says that everything is saved. */
  async flushed(from: From) {
    send("stepback-flushed", from);
  },
};

export type Acts = typeof acts;
