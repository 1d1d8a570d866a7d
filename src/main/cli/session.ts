import type { App, Services } from "../app/create-app.ts";

/** One run of the command line: its global options, and the journal it works on. */
export interface Session {
  app: App;
  /** The options that every command takes. */
  options(): { json?: boolean };
  /** The journal's folder, absolute. */
  folder(): string;
  /**
   * Opens the journal for a command, asking for its passphrase where there is somebody to ask, works,
   * and closes it again whatever happens.
   */
  withServices<Result>(work: (services: Services) => Result | Promise<Result>): Promise<Result>;
  /** The passphrase that the journal was opened with; null when none was asked for. */
  givenPassphrase(): string | null;
  /** The same, for a command that has something to do with a damaged journal too. */
  withJournal<Result>(work: (app: App) => Result | Promise<Result>): Promise<Result>;
}
