import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { localDateAt } from "../shared/journal/local-date.ts";
import type { Clock } from "../shared/journal/clock.ts";
import { StepbackError } from "../shared/contract/errors.ts";
import { type App, createApp } from "./app/create-app.ts";
import type { Context, Destinations } from "./app/context.ts";
import { nextExportPath } from "./app/export-destination.ts";
import { type LoopbackHost, startLoopbackHost } from "./hosts/loopback-host.ts";

/** What the browser entry is started with. */
export interface ServeOptions {
  context: Omit<Context, "destinations">;
  rendererFolder: string;
  port?: number;
  /** What opens a protected journal at start; without it the page asks. */
  passphrase: string | null;
  /** Whether a journal that another window has is no reason not to start: the page offers to take it over. */
  showsElsewhere: boolean;
}

/**
 * Opens the journal, if there is one that opens without asking, and serves the app to a browser on this
 * machine. What is locked, missing or damaged is the page's to show.
 * @throws StepbackError NOT_A_JOURNAL, JOURNAL_NEWER, FOLDER_UNUSABLE, JOURNAL_BUSY, WRONG_SECRET; PortRefused.
 */
export async function serve(options: ServeOptions): Promise<LoopbackHost> {
  const destinations = exportsIntoDocuments(options.context.clock);
  const { context, passphrase, rendererFolder, port } = options;
  const app: App = createApp({ ...context, destinations });
  try {
    await app.access.look();
    if (app.access.state().state === "locked" && passphrase !== null) {
      await app.access.unlock({ kind: "passphrase", text: passphrase });
    }
    if (app.access.state().state === "elsewhere" && !options.showsElsewhere) {
      throw new StepbackError("JOURNAL_BUSY", {});
    }
    const stopUpkeep = app.startUpkeep({ locksWithoutPage: true });
    const host = await startLoopbackHost(app, {
      rendererFolder,
      report: context.report,
      port,
    });
    return {
      url: host.url,
      close: async () => {
        stopUpkeep();
        await host.close();
        app.close();
      },
    };
  } catch (error) {
    app.close();
    throw error;
  }
}

/** A browser has no chooser for folders of this machine, so exports go where a user looks for them. */
function exportsIntoDocuments(clock: Clock): Destinations {
  return {
    next() {
      const documents = join(homedir(), "Documents");
      const folder = existsSync(documents) ? documents : homedir();
      const path = nextExportPath(folder, localDateAt(clock.now(), clock.timeZone));
      return { path, where: path.replace(homedir(), "~") };
    },
    choose: null,
  };
}
