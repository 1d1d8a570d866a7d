import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { localDateAt } from "../shared/journal/local-date.ts";
import type { Clock } from "../shared/journal/clock.ts";
import { type App, createApp, isVacant } from "./app/create-app.ts";
import type { Context, Destinations } from "./app/context.ts";
import { nextExportPath } from "./app/export-destination.ts";
import { type LoopbackHost, startLoopbackHost } from "./hosts/loopback-host.ts";

/** What the browser entry is started with. */
export interface ServeOptions {
  context: Omit<Context, "destinations">;
  rendererFolder: string;
  port?: number;
  report: (error: unknown) => void;
}

/**
 * Opens the journal, if there is one, and serves the app to a browser on this machine.
 * @throws StepbackError as opening a journal does; PortRefused.
 */
export async function serve(options: ServeOptions): Promise<LoopbackHost> {
  const destinations = exportsIntoDocuments(options.context.clock);
  const app: App = createApp({ ...options.context, destinations });
  const { report, rendererFolder, port } = options;
  try {
    if (!isVacant(options.context.paths.journal)) app.open("window");
    const host = await startLoopbackHost(app, {
      rendererFolder,
      report,
      port,
    });
    return {
      url: host.url,
      close: async () => {
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
