// Makes sure that out/ is there and not older than what it is made of. Imports nothing heavy: every
// command goes through here.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** What the build is made of. */
const sources = ["src", "resources", "electron.vite.config.ts", "package.json"];

/** The file whose time says when the build began; scripts/build.mjs sets it. */
export const builtFile = "main/cli.js";

/** Whether the build in this folder is there and at least as new as every source. */
export function isFresh(folder = join(root, "out")) {
  const built = statSync(join(folder, builtFile), { throwIfNoEntry: false });
  return built !== undefined && sources.every((path) => newest(join(root, path)) <= built.mtimeMs);
}

/** The newest time below a path; a folder's own time tells of files that went away. */
function newest(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return 0;
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(path).reduce(
    (time, name) => Math.max(time, newest(join(path, name))),
    entry.mtimeMs,
  );
}

/** Builds if that is needed. What the build says is shown only when it fails, and the program ends. */
export function ensureBuilt() {
  if (isFresh()) return;
  const build = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "build.mjs"), "--unless-fresh"],
    { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64 * 1024 * 1024 },
  );
  if (build.status === 0) return;
  process.stderr.write(`${build.stdout ?? ""}${build.stderr ?? ""}`);
  process.stderr.write("Stepback could not be built.\n");
  process.exit(1);
}
