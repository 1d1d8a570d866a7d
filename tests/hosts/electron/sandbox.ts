/**
 * What a sandboxed preload script has, and nothing else: its window, and a `require` that knows
 * `electron` alone. Offers no Node: asking for anything more fails, as it would in Electron.
 */
import { createContext, runInContext } from "node:vm";
import type Electron from "electron";

export const PAGE_ORIGIN = "stepback://app";

interface WindowMessage {
  source: unknown;
  origin: string;
  data: unknown;
  ports: readonly unknown[];
}

type OnMessage = (message: WindowMessage) => void;

/** The window that the preload script and the page have in common. */
export class PageWindow {
  readonly location = { origin: PAGE_ORIGIN, href: `${PAGE_ORIGIN}/` };
  readonly #listeners: OnMessage[] = [];

  addEventListener(type: string, listener: OnMessage): void {
    if (type === "message") this.#listeners.push(listener);
  }

  /** As a browser does it: later, and only where the target is this page. */
  postMessage(data: unknown, target: string, ports: readonly unknown[] = []): void {
    if (target === "*") throw new Error("a message that any page may read");
    if (target !== "/" && !URL.canParse(target)) throw new SyntaxError(`no origin: ${target}`);
    if (target !== "/" && target !== PAGE_ORIGIN) return;
    this.receive({ source: this, origin: PAGE_ORIGIN, data, ports });
  }

  /** A message from somewhere: another window or a frame can be its source. */
  receive(message: WindowMessage): void {
    setImmediate(() => {
      for (const listener of this.#listeners) listener(message);
    });
  }
}

/** A preload script that runs in its sandbox. */
export interface Sandbox {
  window: PageWindow;
  /** What the script sent to the main process: channel and arguments. */
  sent: unknown[][];
  /** What the script gave the page, by name. */
  exposed: string[];
  /** A message from the main process. */
  tell(channel: string, ports?: unknown[]): void;
}

/** Runs a built preload script. @throws what the script throws: for one, when it asks for Node. */
export function runInSandbox(script: string): Sandbox {
  const window = new PageWindow();
  const sent: unknown[][] = [];
  const exposed: string[] = [];
  const listeners = new Map<string, ((event: Electron.IpcRendererEvent) => void)[]>();
  const ipcRenderer = {
    on(channel: string, listener: (event: Electron.IpcRendererEvent) => void): never {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer as never;
    },
    send: (...message: unknown[]): void => void sent.push(message),
  } satisfies Pick<Electron.IpcRenderer, "on" | "send">;
  const contextBridge = {
    exposeInMainWorld: (name: string, _api: unknown): void => void exposed.push(name),
  } satisfies Pick<Electron.ContextBridge, "exposeInMainWorld">;

  const require = (name: string): unknown => {
    if (name === "electron") return { ipcRenderer, contextBridge, webFrame: {} };
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  const offered = { setTimeout, clearTimeout, URL, console, location: window.location };
  const context = createContext({ window, require, module, exports: module.exports, ...offered });
  runInContext(script, context, { filename: "preload.cjs" });
  return {
    window,
    sent,
    exposed,
    tell(channel, ports = []) {
      for (const listener of listeners.get(channel) ?? []) {
        listener({ ports } as unknown as Electron.IpcRendererEvent);
      }
    },
  };
}
