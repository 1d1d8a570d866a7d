import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";

/** Capabilities by which root reads and writes what the permissions of a file forbid. */
const OVERRIDE = "-dac_override,-dac_read_search";

/**
 * How to start a program so that permissions hold for it: as it is for a user, without root's
 * privilege over them for root. A text when that cannot be had here: why.
 */
export function withoutPrivilege(): readonly string[] | string {
  if (process.platform === "win32") return "Windows keeps permissions in another way";
  if (process.getuid?.() !== 0) return [];
  const through = ["setpriv", `--bounding-set=${OVERRIDE}`, `--inh-caps=${OVERRIDE}`, "--"];
  const [program = "", ...args] = through;
  const tried = spawnSync(program, [...args, "true"]);
  return tried.status === 0 ? through : "root's privilege cannot be dropped here";
}

/** A disk of its own for a test. */
export interface SmallDisk {
  folder: string;
  unmount(): void;
}

/**
 * Mounts a disk of so many KiB at `folder`, which the caller unmounts. A text when that cannot be had
 * here: why.
 */
export function mountSmallDisk(folder: string, kibibytes: number): SmallDisk | string {
  if (process.platform !== "linux") return "a small disk is mounted on Linux only";
  if (process.getuid?.() !== 0) return "only root can mount a small disk";
  mkdirSync(folder, { recursive: true });
  const options = `size=${kibibytes}k,mode=0755`;
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]);
  if (mounted.status !== 0) return "a small disk cannot be mounted here";
  return {
    folder,
    unmount: () => {
      const unmounted = spawnSync("umount", [folder]);
      if (unmounted.status !== 0) throw new Error(`${folder} is still mounted`);
    },
  };
}
