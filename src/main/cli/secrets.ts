import { read } from "read";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { Secret } from "../storage/slots.ts";
import { messages } from "./messages.ts";
import { CommandError, tell, UsageError } from "./output.ts";

// Passphrases come from the environment or are asked for on a terminal; never from an argument, which
// everybody on the machine could read (formats.md, "Command line").

/** Whether there is somebody to ask. */
export function isOnTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks on the terminal, without showing what is typed. */
export async function ask(question: string, isSecret = true): Promise<string> {
  try {
    return await read({
      prompt: question,
      silent: isSecret,
      input: process.stdin,
      output: process.stderr,
    });
  } catch (cause) {
    throw new CommandError(messages.notGiven, { cause });
  }
}

/** Opens a journal with the passphrase of the environment, or else with one that is asked for. */
export async function withPassphrase<Result>(
  open: (secret: Secret | null) => Promise<Result>,
): Promise<Result> {
  const given = process.env["STEPBACK_PASSPHRASE"] || null;
  try {
    return await open(given === null ? null : { kind: "passphrase", text: given });
  } catch (error) {
    const isLocked = error instanceof StepbackError && error.code === "LOCKED";
    if (!isLocked || given !== null || !isOnTerminal()) throw wrongIfRefused(error);
  }
  const text = await ask(messages.askPassphrase);
  return open({ kind: "passphrase", text }).catch((error: unknown) => {
    throw wrongIfRefused(error);
  });
}

/** What can be no passphrase at all is not the one of this journal. */
function wrongIfRefused(error: unknown): unknown {
  if (!(error instanceof StepbackError) || error.code !== "PASSPHRASE_REFUSED") return error;
  return new StepbackError(
    "WRONG_SECRET",
    { what: "passphrase", misses: 0, wait: 0 },
    { cause: error },
  );
}

/** The passphrase that the journal has now. */
export async function currentPassphrase(): Promise<string> {
  const given = process.env["STEPBACK_PASSPHRASE"];
  if (given) return given;
  if (!isOnTerminal()) throw new StepbackError("LOCKED", {});
  return ask(messages.askPassphrase);
}

/**
 * The passphrase that the journal gets.
 * @param names the variables of the environment it may stand in.
 * @throws UsageError when it is nowhere and there is nobody to ask.
 */
export async function newPassphrase(...names: readonly string[]): Promise<string> {
  for (const name of names) {
    const given = process.env[name];
    if (given) return given;
  }
  if (!isOnTerminal()) throw new UsageError(messages.noNewPassphrase(names[0] ?? ""));
  const first = await ask(messages.askNewPassphrase);
  if ((await ask(messages.askOnceMore)) !== first) throw new CommandError(messages.notTheSame);
  return first;
}

/** The recovery code. @throws UsageError when it is nowhere and there is nobody to ask. */
export async function recoveryCode(): Promise<string> {
  const given = process.env["STEPBACK_RECOVERY_CODE"];
  if (given) return given;
  if (!isOnTerminal()) throw new UsageError(messages.noRecoveryCode);
  return ask(messages.askRecoveryCode, false);
}

/**
 * Shows a recovery code this once, and has the groups that are asked for typed back where there is
 * somebody who can.
 * @returns the groups as they were typed.
 */
export async function showCode(
  code: readonly string[],
  asked: readonly number[],
): Promise<{ number: number; text: string }[]> {
  tell(messages.recoveryCode(code.join("-")));
  const groups: { number: number; text: string }[] = [];
  for (const number of asked) {
    const text = isOnTerminal()
      ? await ask(messages.askGroup(number), false)
      : (code[number - 1] ?? "");
    groups.push({ number, text });
  }
  return groups;
}
