/**
 * Stands in for the `electron` module under Node, where its runtime cannot be had. It offers what the
 * shell uses and nothing else, so that anything else fails; every part is held against Electron's own
 * types, so that a wrong signature does not compile. What it is told to do and what was done to it is
 * in `standIn`.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import Sqlite from "better-sqlite3";
import type Electron from "electron";
import { Listening, preventable } from "./listening.ts";

/** The end of a channel in the main process: holds messages back until it is started. */
class MessagePortMain extends Listening {
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message, []);
  }

  start(): void {
    this.port.on("message", (data: unknown) => this.emit("message", { data, ports: [] }));
    this.port.on("close", () => this.emit("close"));
  }

  close(): void {
    this.port.close();
  }
}

type Posted = { to: Frame; channel: string; ports: MessagePort[] };

/** A frame of a page. */
export class Frame {
  url: string;
  parent: Electron.WebFrameMain | null;

  constructor(url: string, parent: Frame | null) {
    this.url = url;
    this.parent = parent as unknown as Electron.WebFrameMain | null;
  }

  postMessage(channel: string, _message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ports = transfer as unknown as MessagePortMain[];
    standIn.posted.push({ to: this, channel, ports: ports.map(({ port }) => port) });
  }
}

type WindowOpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

/** What a window shows. */
class Contents extends Listening {
  readonly ipc = new Listening();
  readonly frame = new Frame("", null);
  readonly sent: string[] = [];
  reloads = 0;
  windowOpenHandler: WindowOpenHandler | null = null;

  send(channel: string): void {
    this.sent.push(channel);
  }

  isCrashed(): boolean {
    return false;
  }

  reload(): void {
    this.reloads += 1;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }
}

new Frame("", null) satisfies Pick<Electron.WebFrameMain, "postMessage" | "url" | "parent">;
new Contents() satisfies Pick<
  Electron.WebContents,
  "on" | "send" | "isCrashed" | "reload" | "setWindowOpenHandler"
> & { ipc: Pick<Electron.IpcMain, "on"> };

const windows: BrowserWindow[] = [];

export class BrowserWindow extends Listening {
  readonly webContents = new Contents();
  readonly options: Electron.BrowserWindowConstructorOptions;
  isShown = false;
  #isDestroyed = false;

  static fromWebContents(contents: Electron.WebContents): never {
    return (windows.find(({ webContents }) => (webContents as unknown) === contents) ??
      null) as never;
  }

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.options = options;
    windows.push(this);
    app.emit("web-contents-created", {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.frame.url = url;
    setImmediate(() => this.emit("ready-to-show"));
  }

  show(): void {
    this.isShown = true;
  }

  focus(): void {}
  restore(): void {}
  maximize(): void {}

  isMinimized(): boolean {
    return false;
  }

  isMaximized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getNormalBounds(): Electron.Rectangle {
    const { x = 0, y = 0, width = 0, height = 0 } = this.options;
    return { x, y, width, height };
  }

  /** What the close button does. */
  close(): void {
    const event = preventable({});
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    this.#isDestroyed = true;
    windows.splice(windows.indexOf(this), 1);
    this.emit("closed");
    if (windows.length === 0) app.emit("window-all-closed");
  }
}

BrowserWindow satisfies Pick<typeof Electron.BrowserWindow, "fromWebContents"> &
  (new (
    options: Electron.BrowserWindowConstructorOptions,
  ) => Pick<
    Electron.BrowserWindow,
    | "on"
    | "once"
    | "loadURL"
    | "show"
    | "focus"
    | "restore"
    | "maximize"
    | "isMinimized"
    | "isMaximized"
    | "isDestroyed"
    | "getNormalBounds"
    | "destroy"
  >);

/** How the stand-in is set, from the test that starts it. */
export interface Settings {
  /** Where Electron's folders are. */
  folder: string;
  /** Whether another Stepback runs already. */
  isSecond?: boolean | undefined;
  /** What keeps secrets on this system; none unless it is said. */
  keyring?: "gnome_libsecret" | "basic_text" | undefined;
  /** The system that it says it is; this one unless it is said. */
  platform?: NodeJS.Platform | undefined;
}

const settings = JSON.parse(process.env["STAND_IN"] ?? "{}") as Settings;
if (settings.platform !== undefined) {
  // Its binary is found by the real system's name, once.
  new Sqlite(":memory:").close();
  Object.defineProperty(process, "platform", { value: settings.platform });
}
const paths = new Map<string, string>();

class App extends Listening {
  name = "stepback";
  readonly isPackaged = false;
  readonly commandLine = { hasSwitch: () => false } satisfies Pick<
    Electron.CommandLine,
    "hasSwitch"
  >;
  isReady = false;

  getPath(name: string): string {
    const path = paths.get(name) ?? join(settings.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  setPath(name: string, path: string): void {
    paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    return settings.isSecond !== true;
  }

  enableSandbox(): void {
    standIn.isSandboxEnabled = !this.isReady;
  }

  async whenReady(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 10));
    this.isReady = true;
  }

  /** As Electron does it: a window that refuses to close stops it. */
  quit(): void {
    this.emit("before-quit", preventable({}));
    for (const window of windows.slice()) window.close();
    if (windows.length > 0) return;
    this.emit("will-quit", preventable({}));
    process.exit(0);
  }

  exit(code?: number): void {
    process.exit(code);
  }
}

export const app = new App();
app satisfies Pick<
  Electron.App,
  | "name"
  | "isPackaged"
  | "getPath"
  | "setPath"
  | "requestSingleInstanceLock"
  | "enableSandbox"
  | "whenReady"
  | "quit"
  | "exit"
  | "on"
>;

type Handled = Parameters<Electron.Protocol["handle"]>[1];
type PermissionRequestHandler = Parameters<Electron.Session["setPermissionRequestHandler"]>[0];
type PermissionCheckHandler = Parameters<Electron.Session["setPermissionCheckHandler"]>[0];
type DevicePermissionHandler = Parameters<Electron.Session["setDevicePermissionHandler"]>[0];
type RequestListener = (
  details: Electron.OnBeforeRequestListenerDetails,
  answer: (response: Electron.CallbackResponse) => void,
) => void;

class Session extends Listening {
  readonly partition: string;
  readonly handlers = new Map<string, Handled>();
  permissionRequest: PermissionRequestHandler = null;
  permissionCheck: PermissionCheckHandler = null;
  devicePermission: DevicePermissionHandler = null;
  hasSpellChecker = true;
  beforeRequest: RequestListener | null = null;
  readonly protocol = {
    handle: (scheme: string, handler: Handled): void => {
      this.handlers.set(scheme, handler);
    },
  } satisfies Pick<Electron.Protocol, "handle">;
  readonly webRequest = {
    onBeforeRequest: (listener: unknown): void => {
      this.beforeRequest = listener as RequestListener;
    },
  } satisfies Pick<Electron.WebRequest, "onBeforeRequest">;

  constructor(partition: string) {
    super();
    this.partition = partition;
  }

  setPermissionRequestHandler(handler: PermissionRequestHandler): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheckHandler): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: DevicePermissionHandler): void {
    this.devicePermission = handler;
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this.hasSpellChecker = isEnabled;
  }
}

new Session("") satisfies Pick<
  Electron.Session,
  | "on"
  | "setPermissionRequestHandler"
  | "setPermissionCheckHandler"
  | "setDevicePermissionHandler"
  | "setSpellCheckerEnabled"
>;

export const session = {
  fromPartition(partition: string, _options?: Electron.FromPartitionOptions): never {
    standIn.session = new Session(partition);
    return standIn.session as never;
  },
} satisfies Pick<typeof Electron.session, "fromPartition">;

export const protocol = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (app.isReady) throw new Error("registerSchemesAsPrivileged was called after ready");
    standIn.schemes.push(...schemes);
  },
} satisfies Pick<typeof Electron.protocol, "registerSchemesAsPrivileged">;

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}

new MessageChannelMain().port1 satisfies Pick<
  Electron.MessagePortMain,
  "on" | "postMessage" | "start" | "close"
>;

const display = { id: 7, workArea: { x: 0, y: 25, width: 1920, height: 1055 } } as Electron.Display;

export const screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: (_rectangle: Electron.Rectangle) => display,
} satisfies Pick<
  typeof Electron.screen,
  "getPrimaryDisplay" | "getAllDisplays" | "getDisplayMatching"
>;

export const nativeTheme = { shouldUseDarkColors: true } satisfies Pick<
  typeof Electron.nativeTheme,
  "shouldUseDarkColors"
>;

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template as never,
  setApplicationMenu(menu: Electron.Menu | null): void {
    standIn.menu = menu as unknown as Electron.MenuItemConstructorOptions[];
  },
} satisfies Pick<typeof Electron.Menu, "buildFromTemplate" | "setApplicationMenu">;

export const dialog = {
  showErrorBox(title: string, content: string): void {
    process.stdout.write(`${title}: ${content}\n`);
  },
  showMessageBox(...given: unknown[]): Promise<Electron.MessageBoxReturnValue> {
    const question = (given.at(-1) as Electron.MessageBoxOptions).message;
    return new Promise((resolve) => {
      const answer = (response: number): void => resolve({ response, checkboxChecked: false });
      standIn.questions.push({ question, answer });
    });
  },
  async showOpenDialog(..._given: unknown[]): Promise<Electron.OpenDialogReturnValue> {
    return { canceled: standIn.chosenFolder === null, filePaths: [standIn.chosenFolder ?? ""] };
  },
} satisfies Pick<typeof Electron.dialog, "showErrorBox" | "showMessageBox" | "showOpenDialog">;

export const shell = {
  async openExternal(url: string): Promise<void> {
    standIn.opened.push(url);
  },
} satisfies Pick<typeof Electron.shell, "openExternal">;

/** What the system keeps sealed is opened by this folder's Electron only, in any of its runs. */
const keyringKey = createHash("sha256").update(settings.folder).digest();

/** Notes what a system may answer with a question of its own, and refuses what comes too early. */
function touchKeyring(how: "ask" | "seal" | "unseal"): void {
  if (!app.isReady) throw new Error("the keyring was touched before ready");
  standIn.keyringTouches.push(how);
}

export const safeStorage = {
  isEncryptionAvailable() {
    touchKeyring("ask");
    // Of `basic_text` too: the shell has to look for itself.
    return settings.keyring !== undefined;
  },
  getSelectedStorageBackend: () => (app.isReady ? (settings.keyring ?? "unknown") : "unknown"),
  encryptString(text: string): Buffer {
    touchKeyring("seal");
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", keyringKey, nonce);
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  },
  decryptString(sealed: Buffer): string {
    touchKeyring("unseal");
    const cipher = createDecipheriv("aes-256-gcm", keyringKey, sealed.subarray(0, 12));
    cipher.setAuthTag(sealed.subarray(12, 28));
    return `${cipher.update(sealed.subarray(28), undefined, "utf8")}${cipher.final("utf8")}`;
  },
} satisfies Pick<
  typeof Electron.safeStorage,
  "isEncryptionAvailable" | "getSelectedStorageBackend" | "encryptString" | "decryptString"
>;

const takenKeys = new Map<string, () => void>();

export const globalShortcut = {
  register(keys: string, act: () => void): boolean {
    if (!app.isReady) throw new Error("keys were taken before ready");
    takenKeys.set(keys, act);
    return true;
  },
  unregister: (keys: string) => void takenKeys.delete(keys),
} satisfies Pick<typeof Electron.globalShortcut, "register" | "unregister">;

export const powerMonitor = new Listening();
powerMonitor satisfies Pick<typeof Electron.powerMonitor, "on">;

/** What the shell did, and what the user does. */
export const standIn = {
  windows,
  takenKeys,
  /** What was posted to frames, whichever they are. */
  posted: [] as Posted[],
  schemes: [] as Electron.CustomScheme[],
  isSandboxEnabled: false,
  session: null as Session | null,
  menu: [] as Electron.MenuItemConstructorOptions[],
  questions: [] as { question: string; answer: (button: number) => void }[],
  opened: [] as string[],
  chosenFolder: null as string | null,
  keyringTouches: [] as ("ask" | "seal" | "unseal")[],
};
