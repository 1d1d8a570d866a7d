import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Makes what was renamed or made in `folder` survive a power cut. Windows cannot sync a folder. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a new file (0600) and syncs it; fails if the file is there (safekeeping.md, "Replacing a file"). */
export function writeNewFile(file: string, content: string): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    const bytes = Buffer.from(content, "utf8");
    // A write may take less than it was given, on a full disk for one.
    for (let offset = 0; offset < bytes.length; ) {
      offset += writeSync(descriptor, bytes, offset);
    }
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces a file so that at any moment either the old or the new content is there, whole. */
export function replaceFile(file: string, content: string): void {
  // Not by the process alone: its threads may be replacing the same file.
  const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeNewFile(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}
