import { join } from "node:path";
import { createApp, type Services } from "../../src/main/app/create-app.ts";
import { environmentFrom } from "../../src/main/app/environment.ts";
import type { Library } from "../../src/shared/contract/prompts.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A journal whose clock a test moves. */
export interface JournalInTime {
  /** Makes the journal and opens it. */
  open(): Promise<Services>;
  /** Sets the clock. @param instant ISO with offset. */
  moveTo(instant: string): void;
  /** The prompt library. */
  library(): Library;
}

/** A journal in a folder of its own, in the zone of Berlin, on a clock that stands until it is moved. */
export function openInTime(first: string): JournalInTime {
  const home = temporaryFolder();
  let now = new Date(first);
  const clock = { now: () => now, timeZone: "Europe/Berlin" };
  const app = createApp({
    clock,
    ids: environmentFrom({ STEPBACK_NOW: first }, true).ids,
    elapsed: () => performance.now(),
    passphraseCost: { memory: 8192, passes: 1, lanes: 1 },
    paths: {
      journal: join(home, "journal"),
      prompts: join(import.meta.dirname, "../../resources/prompts"),
      worker: "",
      knownJournals: join(home, "journals.json"),
    },
    destinations: { next: () => ({ path: "", where: "" }), choose: null },
    window: "browser",
    device: null,
    report: (error) => {
      throw error;
    },
  });
  return {
    async open() {
      await app.make();
      return app.open();
    },
    moveTo(instant) {
      now = new Date(instant);
    },
    library: () => app.prompts.library(),
  };
}
