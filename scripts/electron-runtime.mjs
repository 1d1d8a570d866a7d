// Whether Electron's runtime is here, and fetching it. The npm package brings only an installer, and
// some networks refuse what it asks for.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "./ensure-built.mjs";

const secondsOfSilence = 20;

/** The installer's folder, or undefined where the package was left out. */
function packageFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve("electron/package.json"));
  } catch {
    return undefined;
  }
}

/** The same question as electron's own installer asks, without starting it. */
export function runtimeIsInstalled() {
  const folder = packageFolder();
  if (folder === undefined) return false;
  try {
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const installed = readFileSync(join(folder, "dist/version"), "utf8").replace(/^v/, "").trim();
    const executable = readFileSync(join(folder, "path.txt"), "utf8");
    const place = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, "dist");
    return installed === version && statSync(join(place, executable)).isFile();
  } catch {
    return false;
  }
}

/**
 * Runs electron's installer in a process of its own, which is ended when for 20 seconds it neither
 * says anything nor has received another byte, or when this process ends.
 * Resolves with whether the runtime is there now.
 */
export async function fetchRuntime() {
  const folder = packageFolder();
  if (folder === undefined) return false;
  const cache = join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  // A temporary folder of its own, so that the bytes received can be counted.
  const temporary = mkdtempSync(join(cache, "electron-"));
  const child = spawn(process.execPath, [join(folder, "install.js")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
  });
  const end = () => child.kill("SIGKILL");
  const endBySignal = (signal) => {
    end();
    rmSync(temporary, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  process.once("exit", end).once("SIGINT", endBySignal).once("SIGTERM", endBySignal);

  let lastSign = Date.now();
  let bytes = 0;
  const heard = () => {
    lastSign = Date.now();
  };
  child.stdout.on("data", heard);
  child.stderr.on("data", heard);
  const watch = setInterval(() => {
    const now = size(temporary) + size(join(folder, "dist"));
    if (now !== bytes) heard();
    bytes = now;
    if (Date.now() - lastSign > secondsOfSilence * 1000) end();
  }, 500);

  try {
    await new Promise((resolve) => {
      child.once("error", resolve).once("close", resolve);
    });
  } finally {
    clearInterval(watch);
    process.off("exit", end).off("SIGINT", endBySignal).off("SIGTERM", endBySignal);
    rmSync(temporary, { recursive: true, force: true });
  }
  return runtimeIsInstalled();
}

/** Bytes below a path, 0 where nothing is; files may come and go meanwhile. */
function size(path) {
  try {
    const entry = statSync(path);
    if (!entry.isDirectory()) return entry.size;
    return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0);
  } catch {
    return 0;
  }
}
