import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { decodeTime, ulid } from "ulid";
import type { Clock } from "../../shared/journal/clock.ts";
import { isLocalDate } from "../../shared/journal/local-date.ts";
import type { Id, IdSource } from "../../shared/journal/identity.ts";

/** What the environment says of time and place. */
export interface Environment {
  clock: Clock;
  /** Ids that sort in the order they were made, by this clock. */
  ids: IdSource;
  /** The vault's folder unless the command line names another. */
  journalFolder: string;
  /** The file that remembers where journals are, wherever they are. */
  knownJournals: string;
  /** Milliseconds of the monotonic clock. */
  elapsed: () => number;
}

/** `STEPBACK_NOW` that cannot be read. */
export class UnreadableNow extends Error {}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Beside the journal's default folder, which may be missing with the journal. */
const KNOWN_JOURNALS = process.platform === "linux" ? "journals.json" : "Stepback Journals.json";

const LAST_INSTANT = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Reads the environment.
 * @param isStill whether a clock set by `STEPBACK_NOW` stands still, as it does for one command.
 * @throws UnreadableNow when `STEPBACK_NOW` is not an ISO instant with an offset, from 1970 to 9999.
 */
export function environmentFrom(env: NodeJS.ProcessEnv, isStill = false): Environment {
  const clock = clockFrom(env, isStill);
  return {
    clock,
    ids: createIds(clock),
    journalFolder: env["STEPBACK_JOURNAL"] || defaultJournalFolder(env),
    knownJournals: join(dirname(defaultJournalFolder(env)), KNOWN_JOURNALS),
    elapsed: () => performance.now(),
  };
}

/**
 * ULIDs of the clock's time, each after the one before: where the clock has not gone on, of the next
 * millisecond. Never a count, which two processes on one journal would both come to.
 */
function createIds(clock: Clock): IdSource {
  let last: Id = "";
  return {
    next() {
      const id = ulid(clock.now().getTime());
      last = id > last ? id : ulid(decodeTime(last) + 1);
      return last;
    },
    startAfter(id) {
      if (id > last) last = id;
    },
  };
}

function clockFrom(env: NodeJS.ProcessEnv, isStill: boolean): Clock {
  const setTo = env["STEPBACK_NOW"];
  if (setTo === undefined || setTo === "") {
    return { now: () => new Date(), timeZone: systemZone(new Date()) };
  }
  const offset = INSTANT.exec(setTo)?.[1];
  const start = Date.parse(setTo);
  // An id holds no instant before 1970, and a date no year after 9999.
  const isInRange = start >= 0 && start <= LAST_INSTANT;
  if (offset === undefined || !isLocalDate(setTo.slice(0, 10)) || !isInRange) {
    throw new UnreadableNow(setTo);
  }
  // Runs on from there by the monotonic clock, which no change of the system's time moves.
  const begun = performance.now();
  const passed = (): number => (isStill ? 0 : performance.now() - begun);
  return {
    now: () => new Date(start + passed()),
    timeZone: env["TZ"] ? systemZone(new Date(start)) : offset === "Z" ? "UTC" : offset,
  };
}

/** The system's time zone; where it has none that is known, the offset of `at`, `±HH:MM`. */
function systemZone(at: Date): string {
  const zone: string | undefined = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone !== undefined && isZone(zone)) return zone;
  const minutes = -at.getTimezoneOffset();
  const size = Math.abs(minutes);
  const part = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${part(size / 60)}:${part(size % 60)}`;
}

function isZone(zone: string): boolean {
  if (zone === "Etc/Unknown") return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
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
