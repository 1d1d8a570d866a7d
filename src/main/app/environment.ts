import { homedir } from "node:os";
import { join } from "node:path";
import { incrementBase32, ulid } from "ulid";
import type { Clock } from "../../shared/journal/clock.ts";
import type { Id, IdSource } from "../../shared/journal/identity.ts";

/** What the environment says of time and place. */
export interface Environment {
  clock: Clock;
  /** Ids that sort in the order they were made, by this clock. */
  ids: IdSource;
  /** The vault's folder unless the command line names another. */
  journalFolder: string;
}

/** `STEPBACK_NOW` that cannot be read. */
export class UnreadableNow extends Error {}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads the environment.
 * @param isStill whether a clock set by `STEPBACK_NOW` stands still, as it does for one command.
 * @throws UnreadableNow when `STEPBACK_NOW` is not an ISO instant with an offset.
 */
export function environmentFrom(env: NodeJS.ProcessEnv, isStill = false): Environment {
  const clock = clockFrom(env, isStill);
  return {
    clock,
    ids: createIds(clock),
    journalFolder: env["STEPBACK_JOURNAL"] || defaultJournalFolder(env),
  };
}

/** ULIDs of the clock's time, each after the one before. */
function createIds(clock: Clock): IdSource {
  let last: Id = "";
  return {
    next() {
      const id = ulid(clock.now().getTime());
      last = id > last ? id : incrementBase32(last);
      return last;
    },
    startAfter(id) {
      if (id > last) last = id;
    },
  };
}

function clockFrom(env: NodeJS.ProcessEnv, isStill: boolean): Clock {
  const setTo = env["STEPBACK_NOW"];
  const systemZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (setTo === undefined || setTo === "") return { now: () => new Date(), timeZone: systemZone };
  const offset = INSTANT.exec(setTo)?.[1];
  const start = Date.parse(setTo);
  if (offset === undefined || Number.isNaN(start)) throw new UnreadableNow(setTo);
  // Runs on from there by the monotonic clock, which no change of the system's time moves.
  const begun = performance.now();
  const passed = (): number => (isStill ? 0 : performance.now() - begun);
  return {
    now: () => new Date(start + passed()),
    timeZone: env["TZ"] ? systemZone : offset === "Z" ? "UTC" : offset,
  };
}

/** The system's per-user data folder, apart from the one that Electron keeps for itself. */
function defaultJournalFolder(env: NodeJS.ProcessEnv): string {
  if (process.platform === "darwin") {
    return join(homedir(), "Library", "Application Support", "Stepback Journal");
  }
  if (process.platform === "win32") {
    return join(env["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), "Stepback Journal");
  }
  return join(env["XDG_DATA_HOME"] || join(homedir(), ".local", "share"), "stepback", "journal");
}
