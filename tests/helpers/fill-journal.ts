import { join } from "node:path";
import { createApp, type Services } from "../../src/main/app/create-app.ts";
import { environmentFrom } from "../../src/main/app/environment.ts";
import { PASSPHRASE_COST } from "../../src/main/storage/passphrase.ts";
import { NOW } from "./command-line.ts";

/** A free entry to be written. */
export interface FreeEntry {
  title: string;
  text: string;
}

/** Works on a journal that is there through the services that the commands call, as on the day of `NOW`. */
export async function withServices<Result>(
  journal: string,
  work: (services: Services) => Result,
): Promise<Result> {
  const { clock, ids } = environmentFrom({ STEPBACK_NOW: NOW }, true);
  const root = join(import.meta.dirname, "../..");
  const app = createApp({
    clock,
    ids,
    elapsed: () => performance.now(),
    passphraseCost: PASSPHRASE_COST,
    paths: {
      journal,
      prompts: join(root, "resources/prompts"),
      worker: "",
      knownJournals: join(journal, "../journals.json"),
    },
    destinations: { next: () => ({ path: "", where: "" }), choose: null },
    window: "browser",
    device: null,
    report: () => undefined,
  });
  try {
    return work(await app.open());
  } finally {
    app.close();
  }
}

/**
 * Writes many free entries into a journal that is there, all on one day: a process for each would take
 * minutes.
 */
export async function fillJournal(journal: string, entries: readonly FreeEntry[]): Promise<void> {
  await withServices(journal, (services) => {
    for (const { title, text } of entries) {
      services.entries.write({
        title,
        tags: [],
        starred: false,
        document: {
          type: "doc",
          content: [{ type: "paragraph", content: [{ type: "text", text }] }],
        },
      });
    }
  });
}
