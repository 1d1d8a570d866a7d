import { join } from "node:path";
import { createApp } from "../../src/main/app/create-app.ts";
import { environmentFrom } from "../../src/main/app/environment.ts";
import { PASSPHRASE_COST } from "../../src/main/storage/passphrase.ts";
import { NOW } from "./command-line.ts";

/** A free entry to be written. */
export interface FreeEntry {
  title: string;
  text: string;
}

/**
 * Writes many free entries into a journal that is there, all on one day, through the services that the
 * commands call: a process for each would take minutes.
 */
export async function fillJournal(journal: string, entries: readonly FreeEntry[]): Promise<void> {
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
    const services = await app.open();
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
  } finally {
    app.close();
  }
}
