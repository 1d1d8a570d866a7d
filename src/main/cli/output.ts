import { CommanderError } from "commander";
import { describeError } from "../../shared/contract/error-messages.ts";
import { type ErrorCode, StepbackError } from "../../shared/contract/errors.ts";
import { BackupsNotRenewed } from "../app/backups.ts";
import { UnreadableNow } from "../app/environment.ts";
import { damageOr } from "../storage/database.ts";
import { codeOf } from "../storage/file-errors.ts";
import { messages } from "./messages.ts";

/** How a command ends (formats.md, "Command line"). */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  locked: 3,
  damaged: 4,
  newer: 5,
  busy: 6,
} as const;

const EXIT_OF: Partial<Record<ErrorCode, number>> = {
  JOURNAL_DAMAGED: EXIT.damaged,
  JOURNAL_NEWER: EXIT.newer,
  JOURNAL_BUSY: EXIT.busy,
  LOCKED: EXIT.locked,
  WRONG_SECRET: EXIT.locked,
  TRY_LATER: EXIT.locked,
  CODE_REFUSED: EXIT.locked,
};

function exitOf({ code, data }: StepbackError): number {
  if (code === "NOT_SAVED" && "reason" in data && data.reason === "busy") return EXIT.busy;
  return EXIT_OF[code] ?? EXIT.failed;
}

/** A command that cannot be understood as it was given. */
export class UsageError extends Error {}

/** A failure with its own sentence for people. */
export class CommandError extends Error {}

/** Lets what can no longer be printed end in one sentence; a reader that has gone needs none. */
export function surviveLostOutput(): void {
  const lost = (error: Error, canTell: boolean): void => {
    if (codeOf(error) === "EPIPE") return;
    process.exitCode = EXIT.failed;
    if (canTell) tell(messages.notPrinted);
  };
  process.stdout.on("error", (error) => lost(error, true));
  process.stderr.on("error", (error) => lost(error, false));
}

/** Writes one line for people, on standard error; what was typed cannot break it or steer a terminal. */
export function tell(text: string): void {
  process.stderr.write(`${text.replace(/\p{Cc}+/gu, " ")}\n`);
}

/** What the argument reader says, as the other sentences are written. */
export function usageSentence(text: string): string {
  const words = text.replace(/^error: /, "").trim();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith(".") ? "" : "."}`;
}

/**
 * Writes a command's result: with `--json` one JSON value and nothing else on standard output,
 * otherwise the text for people.
 */
export function print(options: { json?: boolean }, value: unknown, text: string): void {
  process.stdout.write(options.json === true ? `${JSON.stringify(value)}\n` : text);
}

/** Says what went wrong with nobody waiting for it, a backup that could not be made for one. */
export function tellUnasked(thrown: unknown, folder: string): void {
  const error = damageOr(thrown);
  if (error instanceof StepbackError) tell(describeError(error.code, error.data, `at ${folder}`));
  else tell(error instanceof BackupsNotRenewed ? error.message : messages.bug(error));
}

/** Says what went wrong in one sentence, and gives the exit code. @param folder the journal's. */
export function tellError(thrown: unknown, folder: string): number {
  const error = damageOr(thrown);
  // Commander has said its own sentence by then; help and version end well.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UnreadableNow) {
    tell(messages.unreadableNow);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    tell(error.message);
    return EXIT.usage;
  }
  if (error instanceof StepbackError) {
    tell(describeError(error.code, error.data, `at ${folder}`));
    return exitOf(error);
  }
  tell(error instanceof CommandError ? error.message : messages.bug(error));
  return EXIT.failed;
}
