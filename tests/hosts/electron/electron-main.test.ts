/**
 * The built main bundle, booted under Node with a typed stand-in for Electron. What it shows: the
 * shell says the right things to Electron, and refuses what it should. What it cannot show: that
 * Electron then does as its types say.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madePng } from "../../../src/main/features/attachments/made-pictures.test-helper.ts";
import { type Attachment, PICTURE_BYTES } from "../../../src/shared/contract/attachments.ts";
import type { From } from "./acts.ts";
import { built, type Desktop, startDesktop } from "./start-desktop.ts";

let folder: string;
let journal: string;
let desktop: Desktop;

const start = (isSecond = false): Desktop =>
  startDesktop({ journal, folder: join(folder, "electron"), isSecond });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "stepback-desktop-"));
  journal = join(folder, "journal");
  writeFileSync(join(folder, "secret.js"), "secret");
  desktop = start();
  await desktop.act("boot");
});

afterAll(() => {
  desktop.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("the window is made with every protection there is, and the page as its only content", async () => {
  const { options, url, ...made } = await desktop.act("boot");
  expect(url).toBe("stepback://app/");
  expect(options.webPreferences).toMatchObject({
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
    preload: join(built, "preload", "index.cjs"),
  });
  expect(options.webPreferences.enableBlinkFeatures).toBeUndefined();
  expect(options).toMatchObject({ title: "Stepback", minWidth: 720, minHeight: 600, show: false });
  expect(options).toMatchObject({ width: 1280, height: 800, x: 320, y: 153 });
  expect(options.backgroundColor).toBe("#16191d");
  expect(existsSync(join(built, "preload", "index.cjs"))).toBe(true);
  expect(made.isSandboxEnabled).toBe(true);
  // In memory: no "persist:".
  expect(made).toMatchObject({ hasPageSession: true, partition: "stepback" });
  expect(made.hasSpellChecker).toBe(process.platform === "darwin");
});

test("keys of the whole desktop open a small window for a moment, once, with every protection", async () => {
  const { options: journalOptions } = await desktop.act("boot");
  const opened = await desktop.act("pressAnywhere", "CommandOrControl+Shift+M");
  expect(opened).toMatchObject({
    count: 2,
    url: "stepback://app/moment?small",
    isShown: true,
    hasPageSession: true,
  });
  expect(opened.options).toMatchObject({
    title: "Stepback",
    width: 656,
    height: 330,
    alwaysOnTop: true,
    resizable: false,
  });
  expect(opened.options.webPreferences).toEqual(journalOptions.webPreferences);
  expect((await desktop.act("pressAnywhere", "CommandOrControl+Shift+M")).count).toBe(2);
  expect(await desktop.act("closeLast")).toBe(1);
});

test("the scheme is a proper origin, registered before Electron was ready", async () => {
  expect((await desktop.act("boot")).schemes).toEqual([
    { scheme: "stepback", privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

test("the menu takes no key from the page", async () => {
  const menu = JSON.stringify((await desktop.act("boot")).menu);
  expect(menu).toContain('"role":"copy"');
  expect(menu).not.toMatch(/reload|zoom|"role":"close"|accelerator/i);
});

test("Electron's own folder is apart from the journal's", () => {
  expect(existsSync(join(folder, "electron", "appData", "Stepback Window"))).toBe(true);
  expect(existsSync(journal)).toBe(false);
});

describe("the page", () => {
  test.each(["stepback://app/", "stepback://app", "stepback://app/weeks/2026-W47?step=write"])(
    "%s is index.html, with its policy",
    async (url) => {
      const { status, headers, body } = await desktop.act("request", { url });
      expect(status).toBe(200);
      expect(body).toBe(readFileSync(join(built, "renderer", "index.html"), "utf8"));
      expect(headers).toMatchObject({
        "content-type": "text/html; charset=utf-8",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
      });
      const policy = headers["content-security-policy"]?.split("; ");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
    },
  );

  test.each([
    "stepback://app/../../etc/passwd",
    "stepback://app/..%2f..%2fetc%2fpasswd",
    "stepback://app/%2e%2e/%2e%2e/etc/passwd.txt",
    "stepback://app/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "stepback://app/..%5c..%5cetc%5cpasswd",
    "stepback://app/%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "stepback://app//etc/passwd.txt",
    "stepback://app/../main/index.js",
    "stepback://app/%2e%2e%2fmain%2findex.js",
    "stepback://app/index.html%00",
    "stepback://elsewhere/index.html",
    "stepback://app:1/index.html",
    "stepback://user@app/index.html",
    "https://app/index.html",
    "not an address",
  ])("%s gets nothing", async (url) => {
    const { status, body, headers } = await desktop.act("request", { url });
    // Dot segments are gone before the path is looked at; what is left is at most a place in the app.
    if (status === 200) expect(body).toBe(readFileSync(join(built, "renderer/index.html"), "utf8"));
    else expect({ status, body }).toEqual({ status: 404, body: "" });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });

  test("only reading is answered", async () => {
    const answer = await desktop.act("request", { url: "stepback://app/", method: "POST" });
    expect(answer.status).toBe(405);
  });
});

test.each([
  ["stepback://app/assets/index.js", true],
  ["devtools://devtools/bundled/inspector.html", true],
  ["data:image/png;base64,AAAA", true],
  ["https://example.org/pixel.png", false],
  ["http://127.0.0.1/", false],
  ["file:///etc/passwd", false],
  ["ws://example.org/", false],
  ["stepback://app.example/", false],
  ["blob:https://example.org/1", false],
])("a request for %s goes through: %s", async (url, isLetThrough) => {
  expect(await desktop.act("isLetThrough", { url })).toBe(isLetThrough);
});

test("data: is for pictures only", async () => {
  const url = "data:text/html,hello";
  expect(await desktop.act("isLetThrough", { url, resourceType: "subFrame" })).toBe(false);
});

test.each(["clipboard-read", "media", "notifications", "geolocation"] as const)(
  "no permission for %s",
  async (permission) => {
    expect(await desktop.act("isPermitted", permission)).toEqual([false, false, false]);
  },
);

test("the page cannot save files, and the window's title never changes", async () => {
  expect(await desktop.act("isDownloadAllowed")).toBe(false);
  expect(await desktop.act("isTitleKept")).toBe(true);
});

describe("leaving the page", () => {
  test.each([
    { event: "will-navigate", url: "https://example.org/" },
    { event: "will-navigate", url: "file:///etc/passwd" },
    { event: "will-navigate", url: "stepback://elsewhere/" },
    { event: "will-frame-navigate", url: "https://example.org/", isMainFrame: false },
    { event: "will-frame-navigate", url: "stepback://app/", isMainFrame: false },
    { event: "will-redirect", url: "stepback://app/" },
    { event: "will-attach-webview" },
  ])("$event to $url is denied", async (event) => {
    expect(await desktop.act("isAllowed", event)).toBe(false);
  });

  test("control: the page may load itself anew", async () => {
    const event = { event: "will-navigate", url: "stepback://app/weeks" };
    expect(await desktop.act("isAllowed", event)).toBe(true);
  });

  test("no new window; a web address opens in the browser, after a yes that saw the host", async () => {
    await desktop.act("answer", 0);
    const questions = ["Open example.org in your browser?"];
    expect(await desktop.act("openNewWindow", "https://example.org/a")).toBe("deny");
    expect(await desktop.act("answer", 0)).toEqual({ questions, opened: [] });
    expect(await desktop.act("openNewWindow", "https://example.org/a")).toBe("deny");
    const opened = ["https://example.org/a"];
    expect(await desktop.act("answer", 1)).toEqual({ questions, opened });
  });

  test.each(["file:///etc/passwd", "javascript:alert(1)", "https://bank.example@evil.example/"])(
    "%s is not even asked about",
    async (url) => {
      await desktop.act("answer", 0);
      expect(await desktop.act("openNewWindow", url)).toBe("deny");
      await desktop.act("isAllowed", { event: "will-navigate", url });
      expect(await desktop.act("answer", 1)).toEqual({ questions: [], opened: [] });
    },
  );

  test("one question at a time", async () => {
    await desktop.act("answer", 0);
    for (const name of ["a", "b", "c"]) {
      await desktop.act("openNewWindow", `https://${name}.example/`);
    }
    const questions = ["Open a.example in your browser?"];
    expect(await desktop.act("answer", 0)).toEqual({ questions, opened: [] });
  });
});

describe("the port", () => {
  test.each<[string, From]>([
    ["a frame inside the page", "inner frame"],
    ["another window", "another window"],
    ["a frame that is gone", "gone"],
    ["another page", { url: "https://example.org/" }],
    ["another host of the scheme", { url: "stepback://app.example/" }],
    ["an address that begins like ours", { url: "stepback://app@evil/" }],
    ["an empty page", { url: "about:blank" }],
  ])("%s gets none", async (_, from) => {
    expect(await desktop.act("askForPort", from)).toEqual([]);
  });

  test("control: the page gets one, and calls are answered over it", async () => {
    expect(await desktop.act("askForPort", "page")).toEqual(["the page"]);
    const state = { path: ["journal", "state"] as [string, string] };
    expect(await desktop.act("call", state)).toEqual({ state: "none" });
    const input = { reflectionDay: 5, reflectionTime: "16:00" };
    expect(await desktop.act("call", { path: ["journal", "make"], input })).toBeNull();
    expect(await desktop.act("call", state)).toMatchObject({ state: "open", protected: false });
  });

  test("an error of the contract comes with its code", async () => {
    const input = { id: "01JD00000000000000000000ZZ", tags: [] };
    await expect(desktop.act("call", { path: ["entries", "change"], input })).rejects.toThrow(
      'NOT_FOUND {"what":"entry",',
    );
  });

  test("a picture of as many bytes as one may have comes over it, and not one byte more", async () => {
    const ballast = PICTURE_BYTES - madePng().length - 12;
    const largest = madePng({ ballast }).toString("base64");
    const keep = (data: string) => ({
      path: ["attachments", "keep"] satisfies [string, string],
      input: { name: "board.png", data },
    });
    const { sha256, bytes } = (await desktop.act("call", keep(largest))) as Attachment;
    expect(bytes).toBe(PICTURE_BYTES);
    const read = await desktop.act("call", { path: ["attachments", "read"], input: { sha256 } });
    expect((read as { data: string }).data === largest).toBe(true);
    const larger = madePng({ ballast: ballast + 1 }).toString("base64");
    await expect(desktop.act("call", keep(larger))).rejects.toThrow(
      'PICTURE_REFUSED {"reason":"too_large"}',
    );
  });

  test("a stream comes over it too", async () => {
    expect(await desktop.act("hearChange", "2026-W47")).toContain("weekly");
  });

  test("exports go into the documents until another folder is chosen", async () => {
    const preview = { path: ["exports", "preview"] as [string, string], input: {} };
    const choose = { path: ["exports", "choosePlace"] as [string, string] };
    const documents = join(folder, "electron", "documents", "Stepback ");
    expect(await desktop.act("call", preview)).toMatchObject({
      canChoosePlace: true,
      where: expect.stringMatching(`^${documents}\\d{4}-\\d{2}-\\d{2}$`),
    });
    expect(await desktop.act("call", choose)).toBeNull();
    await desktop.act("willChoose", join(folder, "electron", "home", "mine"));
    const mine = { where: expect.stringMatching(/^~\/mine\/Stepback \d{4}-\d{2}-\d{2}$/) };
    expect(await desktop.act("call", choose)).toEqual(mine);
    expect(await desktop.act("call", preview)).toMatchObject(mine);
  });

  test("asking again closes the one before", async () => {
    expect(await desktop.act("isPortClosed")).toBe(true);
    expect(await desktop.act("askForPort", "page")).toEqual(["the page"]);
  });
});

describe("starting and ending", () => {
  test("a second instance ends without a word", async () => {
    expect(await start(true).ended).toEqual({ code: 0, output: "" });
  });

  test("closing asks the page to save, waits for the page alone, and then ends", async () => {
    expect(await desktop.act("close")).toEqual({ isOpen: true, sent: ["stepback-closing"] });
    await desktop.act("flushed", "inner frame");
    await desktop.act("flushed", { url: "https://example.org/" });
    expect(await desktop.act("close")).toEqual({ isOpen: true, sent: ["stepback-closing"] });
    desktop.act("flushed", "page").catch(() => undefined);
    expect(await desktop.ended).toEqual({ code: 0, output: "" });
    const [own = ""] = readdirSync(join(folder, "electron", "appData", "Stepback Window"));
    const bounds = join(
      folder,
      "electron",
      "appData",
      "Stepback Window",
      own,
      "window-bounds.json",
    );
    expect(JSON.parse(readFileSync(bounds, "utf8"))).toMatchObject({ last: "7" });
  });

  test("a page that does not answer keeps the window for two seconds", async () => {
    const next = start();
    await next.act("boot");
    const begun = performance.now();
    await next.act("close");
    expect(await next.ended).toEqual({ code: 0, output: "" });
    expect(performance.now() - begun).toBeGreaterThan(1900);
  });

  test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("%s closes cleanly", async (signal) => {
    const next = start();
    await next.act("boot");
    await next.act("askForPort", "page");
    expect(await next.act("call", { path: ["journal", "state"] })).toMatchObject({ state: "open" });
    next.kill(signal);
    await expect.poll(async () => next.act("sent")).toEqual(["stepback-closing"]);
    next.act("flushed", "page").catch(() => undefined);
    expect(await next.ended).toEqual({ code: 0, output: "" });
  });

  test("what is not a journal is left alone, and said so", async () => {
    const other = startDesktop({ journal: folder, folder: join(folder, "electron") });
    const { code, output } = await other.ended;
    expect(output).toContain("is not a Stepback journal");
    expect(code).toBe(1);
    expect(readFileSync(join(folder, "secret.js"), "utf8")).toBe("secret");
  });
});
