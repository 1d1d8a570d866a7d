import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Command } from "commander";
import type { Context } from "./app/context.ts";
import { type App, createApp } from "./app/create-app.ts";
import { environmentFrom } from "./app/environment.ts";
import { readFolder } from "./cli/arguments.ts";
import { addBackupCommands } from "./cli/backup-commands.ts";
import { addEntryCommands } from "./cli/entry-commands.ts";
import { addImportCommands } from "./cli/import-commands.ts";
import { addInsightsCommands } from "./cli/insights-commands.ts";
import { addJournalCommands } from "./cli/journal-commands.ts";
import { messages } from "./cli/messages.ts";
import { addMomentCommands } from "./cli/moment-commands.ts";
import {
  EXIT,
  surviveLostOutput,
  tell,
  tellError,
  tellUnasked,
  usageSentence,
} from "./cli/output.ts";
import { addPromptCommands } from "./cli/prompt-commands.ts";
import { addProtectionCommands } from "./cli/protection-commands.ts";
import { withPassphrase } from "./cli/secrets.ts";
import { addServeCommands } from "./cli/serve-commands.ts";
import type { Session } from "./cli/session.ts";
import { addWeeklyCommands } from "./cli/weekly-commands.ts";
import { PASSPHRASE_COST } from "./storage/passphrase.ts";
import type { Secret } from "./storage/slots.ts";

// The command line. It calls the same services as the window; how it behaves is formats.md's.

/** A path of the program, from this file, which is built to out/main and written in src/main. */
function programPath(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

async function run(argv: readonly string[]): Promise<number> {
  const program = new Command("stepback");
  const globals = (): { journal?: string; json?: boolean } => program.opts();
  let app: App | undefined;
  let given: string | null = null;
  let folder = process.env["STEPBACK_JOURNAL"] ?? "";

  const context = (isStill: boolean): Omit<Context, "destinations"> => {
    const environment = environmentFrom(process.env, isStill);
    folder = resolve(globals().journal ?? environment.journalFolder);
    return {
      clock: environment.clock,
      ids: environment.ids,
      paths: {
        journal: folder,
        prompts: programPath("resources/prompts"),
        worker: programPath("out/main/worker.js"),
        knownJournals: environment.knownJournals,
      },
      elapsed: environment.elapsed,
      passphraseCost: PASSPHRASE_COST,
      // A command asks for the passphrase, and a browser window has no keeper that could be trusted.
      device: null,
      window: "browser",
      report: (error) => tellUnasked(error, folder),
    };
  };
  /** Opens with a secret, and remembers the passphrase for a command that needs it once more. */
  const enter = async <Result>(
    open: (secret: Secret | null) => Promise<Result>,
    secret: Secret | null,
  ): Promise<Result> => {
    const opened = await open(secret);
    given = secret?.kind === "passphrase" ? secret.text : null;
    return opened;
  };
  const session: Session = {
    get app() {
      app ??= createApp({
        ...context(true),
        // The command line names its own places, and has nobody to ask.
        destinations: { next: () => ({ path: "", where: "" }), choose: null },
      });
      return app;
    },
    options: globals,
    folder: () => session.app.context.paths.journal,
    givenPassphrase: () => given,
    async withServices(work) {
      try {
        return await work(await withPassphrase((secret) => enter(session.app.open, secret)));
      } finally {
        session.app.close();
      }
    },
    async withJournal(work) {
      const { app: core } = session;
      try {
        await withPassphrase((secret) => enter(core.access.enterThoughDamaged, secret));
        return await work(core);
      } finally {
        core.close();
      }
    },
  };

  program
    .description("A private journal for people who lead.")
    .option("--journal <folder>", "the journal's folder", readFolder)
    .option("--json", "print one JSON value")
    .enablePositionalOptions(false)
    .exitOverride()
    .configureOutput({ outputError: (text) => tell(usageSentence(text)) });
  addJournalCommands(program, session);
  addImportCommands(program, session);
  addEntryCommands(program, session);
  addWeeklyCommands(program, session);
  addPromptCommands(program, session);
  addMomentCommands(program, session);
  addInsightsCommands(program, session);
  addProtectionCommands(program, session);
  addBackupCommands(program, session);
  addServeCommands(program, {
    context: () => context(false),
    rendererFolder: programPath("out/renderer"),
    programFolder: programPath("."),
  });
  const commands = program.commands.flatMap((command) => [command, ...command.commands]);
  for (const command of commands) {
    // The global options are understood after the command too.
    command
      .exitOverride()
      .option("--journal <folder>", "the journal's folder", (value: string) => {
        program.setOptionValue("journal", readFolder(value));
      })
      .option("--json", "print one JSON value")
      .hook("preAction", (_, action) => {
        if (action.opts()["json"] === true) program.setOptionValue("json", true);
      });
  }

  try {
    await program.parseAsync(argv, { from: "user" });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    return tellError(error, folder);
  }
}

surviveLostOutput();
const major = Number(process.versions.node.split(".")[0]);
if (major < 22) {
  tell(messages.nodeTooOld(process.versions.node));
  process.exitCode = EXIT.failed;
} else {
  // Set rather than called: what was printed into a pipe is written before the process ends.
  const code = await run(process.argv.slice(2));
  // Output that was lost meanwhile has set it already.
  process.exitCode ||= code;
}
