import { type Command, Option } from "commander";
import { withFilters, checkedFilter } from "./entry-commands.ts";
import { choice, type ExportTo, type FilterOptions, readExportTo } from "./arguments.ts";
import { resolve } from "node:path";
import { SingleBar } from "cli-progress";
import type { ExportStep } from "../features/exports/exports.service.ts";
import { describeError } from "../../shared/contract/error-messages.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import { damageOr } from "../storage/database.ts";
import { messages } from "./messages.ts";
import { CommandError, EXIT, print, tell, UsageError } from "./output.ts";
import { newPassphrase } from "./secrets.ts";
import type { Session } from "./session.ts";

/** `init check export`. */
export function addJournalCommands(program: Command, session: Session): void {
  program
    .command("init")
    .description("make a journal")
    .option("--protect", "protect it with a passphrase")
    .action(async (options: { protect?: boolean }) => {
      // Never an unprotected journal for somebody who asked for a protected one.
      const passphrase =
        options.protect === true || process.env["STEPBACK_PASSPHRASE"]
          ? await newPassphrase("STEPBACK_PASSPHRASE")
          : undefined;
      const { app } = session;
      const journal = session.folder();
      const lastOpened = app.lastOpened();
      const code = await app.make(passphrase);
      if (lastOpened !== null) tell(messages.wasMissing(lastOpened));
      const text = code === null ? messages.made(journal) : messages.madeProtected(journal);
      const recoveryCode = code?.join("-");
      const isProtected = code !== null;
      print(
        session.options(),
        { journal, protected: isProtected, ...(isProtected ? { recoveryCode } : {}) },
        `${text}\n`,
      );
      if (recoveryCode !== undefined && session.options().json !== true) {
        tell(messages.recoveryCode(recoveryCode));
      }
    });

  program
    .command("check")
    .description("verify the journal")
    .action(async () => {
      const problems = await findProblems(session);
      const ok = problems.length === 0;
      print(session.options(), { ok, problems }, ok ? `${messages.sound}\n` : "");
      if (ok) return;
      for (const problem of problems) tell(problem);
      process.exitCode = EXIT.damaged;
    });

  const to = new Option(
    "--to <path>",
    "a folder that is not there yet, or an empty one; also the last day",
  ).argParser(readExportTo);
  withFilters(program.command("export").description("write entries as Markdown files"), to)
    .addOption(choice("--format <format>", ["markdown"], ["json", "html"]))
    .addOption(choice("--layout <layout>", ["entry"], ["day", "week", "single"]))
    .addOption(choice("--preset <preset>", ["plain"], ["obsidian", "logseq", "hugo"]))
    .action(({ to: target, ...options }: Omit<FilterOptions, "to"> & { to?: ExportTo }) => {
      const folder = target?.path;
      if (folder === undefined) throw new UsageError(messages.noExportFolder);
      return session.withServices(async ({ exports, people }) => {
        const filter = checkedFilter(session, people, { ...options, to: target?.date });
        const path = resolve(folder);
        const figures = await runExport((signal) => exports.run({ path, filter, signal }));
        const { entries, files, attachments, bytes } = figures;
        const value = { path, format: "markdown", entries, files, attachments, bytes };
        print(session.options(), value, `${messages.exported(entries, path)}\n`);
      });
    });
}

/** What a check finds; that the journal is too damaged to open is one finding. */
async function findProblems(session: Session): Promise<string[]> {
  try {
    return await session.withServices(() => session.app.check());
  } catch (thrown) {
    const error = damageOr(thrown);
    if (!(error instanceof StepbackError) || error.code !== "JOURNAL_DAMAGED") throw error;
    return [describeError(error.code, error.data, `at ${session.folder()}`)];
  }
}

/** Runs an export with a bar on a terminal; Ctrl C stops it and leaves nothing behind. */
async function runExport(
  start: (signal: AbortSignal) => AsyncIterable<ExportStep>,
): Promise<Extract<ExportStep, { kind: "done" }>> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, onSignal);
  const bar = new SingleBar({
    format: "{bar} {value} of {total} {file}",
    stream: process.stderr,
    noTTYOutput: false,
    clearOnComplete: true,
  });
  try {
    for await (const step of start(stop.signal)) {
      if (step.kind === "done") return step;
      if (!process.stderr.isTTY) continue;
      if (!bar.isActive) bar.start(step.total, step.done, { file: "" });
      bar.update(step.done, { file: step.file });
    }
    throw new Error("the export ended without an answer");
  } catch (error) {
    throw stop.signal.aborted ? new CommandError(messages.stopped) : error;
  } finally {
    bar.stop();
    for (const signal of signals) process.off(signal, onSignal);
  }
}
