import type { App, Services } from "../app/create-app.ts";

/** One run of the command line: its global options, and the journal it works on. */
export interface Session {
  app: App;
  /** The options that every command takes. */
  options(): { json?: boolean };
  /** The journal's folder, absolute. */
  folder(): string;
  /** Opens the journal for a command, works, and closes it again whatever happens. */
  withServices<Result>(work: (services: Services) => Result | Promise<Result>): Promise<Result>;
}
