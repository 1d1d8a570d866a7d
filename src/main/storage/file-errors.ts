import { rmSync } from "node:fs";
import { StepbackError } from "../../shared/contract/errors.ts";

/** What kept the system from doing what was asked of a file or folder. */
export type FileTrouble = "missing" | "denied" | "full" | "taken" | "other";

const TROUBLES: Readonly<Record<string, FileTrouble>> = {
  ENOENT: "missing",
  EACCES: "denied",
  EPERM: "denied",
  EROFS: "denied",
  ENOSPC: "full",
  EDQUOT: "full",
  ENOTEMPTY: "taken",
  EEXIST: "taken",
};

/** The code that an error carries, such as `ENOENT`; empty when it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** What a failed call of the system means; null for an error that is not the system's. */
export function fileTroubleOf(error: unknown): FileTrouble | null {
  const code = codeOf(error);
  return TROUBLES[code] ?? (/^E[A-Z0-9]+$/.test(code) ? "other" : null);
}

/** What a failing file system call means for the folder it was made in; other errors come back as they are. */
export function folderError(error: unknown): unknown {
  const trouble = fileTroubleOf(error);
  if (trouble === null) return error;
  const reason = trouble === "taken" ? "other" : trouble;
  return new StepbackError("FOLDER_UNUSABLE", { reason }, { cause: error });
}

/** Removes what was half built. That it cannot be removed never hides why it was left half built. */
export function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // What stays has a name that nothing takes for a whole one.
  }
}
