// Builds everything into out/ (npm run build). The bundles are made in a folder of their own and take
// the place of out/ only when all of them are there, so that a failed build or several commands
// building at once never leave half a program.
//   --unless-fresh   keep out/ if another command has built the same meanwhile
import "./require-node.mjs";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "electron-vite";
import { builtFile, isFresh, root } from "./ensure-built.mjs";

const out = join(root, "out");
const cache = join(root, ".cache");

process.chdir(root);
await mkdir(cache, { recursive: true });
await clearAbandoned();
const made = await mkdtemp(join(cache, "build-"));
try {
  const began = new Date();
  await build({ build: { outDir: made } });
  // What was saved while the bundles were made is not in them.
  await utimes(join(made, builtFile), began, began);
  await oneAtATime(() => putInPlace(made));
} finally {
  await rm(made, { recursive: true, force: true });
}

/** Builds that were killed leave their folders. */
async function clearAbandoned() {
  for (const name of await readdir(cache)) {
    if (!name.startsWith("build-")) continue;
    const folder = join(cache, name);
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > 3_600_000) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function putInPlace(folder) {
  if (process.argv.includes("--unless-fresh") && isFresh()) return;
  const old = `${folder}-old`;
  if (existsSync(out)) await rename(out, old);
  await rename(folder, out);
  await rm(old, { recursive: true, force: true });
}

/** Holds a lock that lasts milliseconds; one that is older was left by a command that was killed. */
async function oneAtATime(work) {
  const lock = join(cache, "build-lock");
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const held = await stat(lock).catch(() => undefined);
      if (held !== undefined && Date.now() - held.mtimeMs > 10_000)
        await rmdir(lock).catch(() => {});
      await wait(20);
    }
  }
  try {
    await work();
  } finally {
    await rmdir(lock);
  }
}
