import { type LocalDate, localDateAt } from "../../shared/journal/local-date.ts";
import type { Clock } from "../../shared/journal/clock.ts";
import type { DerivationCost } from "../storage/passphrase.ts";
import type { DeviceKeeper } from "../storage/slots.ts";
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
  /** Milliseconds of a clock that runs on whatever the time is set to. */
  elapsed: () => number;
  ids: IdSource;
  paths: {
    /** The vault's folder. */
    journal: string;
    /** The folder of the built-in prompt library. */
    prompts: string;
    /** The script of the threads that long work is done in. */
    worker: string;
    /** The file that remembers where this user's journals are. */
    knownJournals: string;
  };
  destinations: Destinations;
  /** The kind of window that the journal is opened in. */
  window: "browser" | "desktop";
  /** What it costs to try a passphrase: `PASSPHRASE_COST`, less in tests. */
  passphraseCost: DerivationCost;
  /** The system's keeper of secrets; null where there is none to be trusted. */
  device: DeviceKeeper | null;
  /** Told of what goes wrong with nobody waiting for it: a bug, or a disk that takes no backup. */
  report: (error: unknown) => void;
}

/** What is noted of something that is made now: the instant, and the day in the journal's zone. */
export function momentOf({ clock }: Pick<Context, "clock">): { created: string; day: LocalDate } {
  const now = clock.now();
  return { created: now.toISOString(), day: localDateAt(now, clock.timeZone) };
}
