import type { Clock } from "../../shared/journal/clock.ts";
import type { IdSource } from "../../shared/journal/identity.ts";

/** Where an export may be put: chosen by the host, so that a window never handles a path. */
export interface Destinations {
  /** The place an export goes to now: a path that does not exist yet, and its words for the writer. */
  next(): { path: string; where: string };
  /** Lets the user choose the folder that exports go into; null where the host has no chooser. */
  choose: (() => Promise<boolean>) | null;
}

/** Everything that comes from outside: passed in, never reached for. */
export interface Context {
  clock: Clock;
  ids: IdSource;
  paths: {
    /** The vault's folder. */
    journal: string;
    /** The folder of the built-in prompt library. */
    prompts: string;
    /** The script that exports run in. */
    exportWorker: string;
  };
  destinations: Destinations;
}
