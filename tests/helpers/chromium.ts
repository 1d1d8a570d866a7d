/**
 * Which Chromium the end-to-end tests and screenshots run in, so that `npm test` needs no download
 * besides `npm install`: CHROMIUM_PATH if set; on Linux x64 the one inside @sparticuz/chromium;
 * otherwise a Chrome or Chromium installed in one of its usual places.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import {
  access,
  constants,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { LaunchOptions } from "@playwright/test";

const packagesFolder = join(import.meta.dirname, "../../node_modules");
const packageFolder = join(packagesFolder, "@sparticuz/chromium");
const cacheFolder = join(packagesFolder, ".cache/stepback-chromium");

/**
 * The path of the browser's executable. Unpacks the packaged one first where that is needed, which
 * takes some seconds once.
 */
export async function findChromium(): Promise<string> {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") {
    if (await isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no program there.`);
  }
  if (process.platform === "linux" && process.arch === "x64") return unpackPackaged();
  for (const path of usualPlaces()) {
    if (await isExecutable(path)) return path;
  }
  throw new Error(
    "No Chrome or Chromium was found: install one, or set CHROMIUM_PATH to its executable.",
  );
}

/** What Playwright's `launch` and the `launchOptions` of its configuration need. */
export async function chromiumLaunchOptions(): Promise<LaunchOptions> {
  const executablePath = await findChromium();
  // The tests speak to 127.0.0.1 only; the browser is not to look for anything on its own.
  const quiet = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    // Letters stand where their outlines say, as on a screen of today.
    "--font-render-hinting=none",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
  ];
  const folder = unpackedFolder();
  if (executablePath !== join(folder, "chromium")) return { executablePath, args: quiet };
  return {
    executablePath,
    // Of the flags the package proposes only this one: the others weaken what is tested
    // (web security, site isolation) or change how pages are drawn.
    args: ["--no-sandbox", ...quiet],
    env: { ...definedEnvironment(), ...libraryEnvironment(folder) },
  };
}

/** Where the packaged Chromium of the installed version is unpacked to. */
function unpackedFolder(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    version: string;
  };
  return join(cacheFolder, version);
}

async function unpackPackaged(): Promise<string> {
  const folder = unpackedFolder();
  const executable = join(folder, "chromium");
  if (await isExecutable(executable)) {
    await configureFonts(folder);
    return executable;
  }
  await mkdir(cacheFolder, { recursive: true, mode: 0o700 });
  const staging = await mkdtemp(join(cacheFolder, "unpacking-"));
  try {
    await unpackInto(staging);
    await rename(staging, folder);
  } catch (error) {
    // Another run may have been quicker; then its folder is complete, because it was renamed too.
    if (!(await isExecutable(executable))) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  await configureFonts(folder);
  return executable;
}

/**
 * The package unpacks into the temporary folder, for everyone to see, and takes whatever lies there
 * for its own; so it runs in a process that has another temporary folder. AWS_LAMBDA_JS_RUNTIME makes
 * it bring along the libraries (NSS among them) that a machine without a desktop lacks.
 */
async function unpackInto(folder: string): Promise<void> {
  const chromium = pathToFileURL(join(packageFolder, "build/index.js")).href;
  const code = `const { default: chromium } = await import(${JSON.stringify(chromium)});
    await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], {
    env: { ...definedEnvironment(), TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
  });
}

/** Written anew where the folder was moved: without fonts the browser ends at the first page. */
async function configureFonts(folder: string): Promise<void> {
  const file = join(folder, "fonts", "fonts.conf");
  const configuration = fontConfiguration(folder);
  const standing = await readFile(file, "utf8").catch(() => "");
  if (standing === configuration) return;
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, configuration);
  await rename(temporary, file);
}

/** Only the packaged fonts, so that a page without fonts of its own looks alike on every machine. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}

function libraryEnvironment(folder: string): Record<string, string> {
  const libraries = [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"]];
  return {
    LD_LIBRARY_PATH: libraries.filter((path) => path !== undefined && path !== "").join(delimiter),
    FONTCONFIG_PATH: process.env["FONTCONFIG_PATH"] ?? join(folder, "fonts"),
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case "darwin":
      return ["/Applications", join(homedir(), "Applications")].flatMap((folder) => [
        join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
        join(folder, "Chromium.app/Contents/MacOS/Chromium"),
      ]);
    case "win32":
      return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
        .flatMap((name) => process.env[name] ?? [])
        .flatMap((folder) => [
          join(folder, "Google/Chrome/Application/chrome.exe"),
          join(folder, "Chromium/Application/chrome.exe"),
        ]);
    default: {
      const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];
      const folders = (process.env["PATH"] ?? "").split(delimiter).filter((path) => path !== "");
      return [
        ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
        "/opt/google/chrome/chrome",
        "/snap/bin/chromium",
      ];
    }
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
