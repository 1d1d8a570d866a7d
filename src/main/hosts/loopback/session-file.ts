import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { replaceFile } from "../../storage/replace-file.ts";

/**
 * The port and the cookie's secret of a journal's loopback host, kept 0600 beside it, so that an open
 * page finds its host again after a restart and keeps its unsaved text.
 */
const session = z.object({
  port: z.number().int().min(1).max(65_535),
  secret: z.string().min(32),
});

export type Session = z.infer<typeof session>;

const NAME = "loopback.json";

/** The session that was kept with a journal; null when there is none that can be read. */
export function readSession(folder: string): Session | null {
  try {
    return session.parse(JSON.parse(readFileSync(join(folder, NAME), "utf8")));
  } catch {
    // It can be made anew at any time: only pages that are open now would notice.
    return null;
  }
}

/** Keeps the session with the journal. */
export function keepSession(folder: string, kept: Session): void {
  replaceFile(join(folder, NAME), `${JSON.stringify(kept)}\n`);
}
