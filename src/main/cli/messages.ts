import type { Commitment } from "../../shared/contract/commitments.ts";
import { OUTCOMES } from "../../shared/journal/entry-file.ts";
import type { AddedPack } from "../../shared/contract/packs.ts";
import type { ImportReport } from "../features/imports/decide.ts";

/** What the command line says to people. Errors are in shared/contract/error-messages.ts. */
export const messages = {
  nodeTooOld: (version: string) => `Stepback needs Node 22 or later; this is ${version}.`,
  unreadableNow:
    "STEPBACK_NOW is not an instant with an offset, such as 2026-11-20T15:30:00+01:00.",
  unreadableFile: (file: string) =>
    `The file ${file} cannot be read. Name one that can, or - for standard input.`,
  notText: (file: string) => `The file ${file} is not UTF-8 text.`,
  notYet: (option: string) => `${option} is not there yet.`,
  askPassphrase: "Passphrase: ",
  askNewPassphrase: "New passphrase: ",
  askOnceMore: "Once more: ",
  askRecoveryCode: "Recovery code: ",
  askGroup: (number: number) => `Group ${number} of the code, typed from your paper: `,
  notGiven: "Nothing was given, so nothing was changed.",
  notTheSame: "The two are not the same. Spaces and capitals count; try again.",
  noNewPassphrase: (name: string) =>
    `Give the new passphrase in ${name}, or run this on a terminal.`,
  noRecoveryCode: "Give the code in STEPBACK_RECOVERY_CODE, or run this on a terminal.",
  recoveryCode: (code: string) =>
    `Recovery code: ${code}   It is shown this once. Write it on paper; without it and without the passphrase nobody can open the journal.`,
  passphraseSet: "The journal is protected by its passphrase.",
  passphraseChanged: "The passphrase is changed.",
  passphraseRemoved: "The journal is not protected any more: anyone with its files can read it.",
  recovered: "The passphrase is set anew. The recovery code stays good.",
  madeProtected: (folder: string) => `Made a protected journal at ${folder}.`,
  wasMissing: (lastOpened: string) =>
    `The journal that was here when it was last opened, on ${lastOpened.slice(0, 10)}, was not found; this is a new one.`,
  items: (count: number) => (count === 1 ? "one item" : `${count} items`),
  entries: (count: number) => (count === 1 ? "one entry" : `${count} entries`),
  backedUp: (name: string, entries: number) =>
    `Backed up as ${name}: ${messages.entries(entries)}, opened again and checked.`,
  backupSound: (name: string, entries: number) =>
    `${name} is sound: ${messages.entries(entries)}, every page checked.`,
  backupRestored: (name: string) =>
    `The journal is as it was in ${name}. What was there before is backed up.`,
  opensWith: {
    nothing: "anyone with its files can read it",
    earlier_passphrase: "opens with an earlier passphrase",
  },
  weekOrPerson:
    "An answer about a person stands under its day: give --date instead of --week, or leave out --with.",
  nothingToChange: "Say what to change: --title, --date, --tag or --with.",
  made: (folder: string) =>
    `Made a journal at ${folder}. It is not protected: anyone with its files can read it.`,
  wrote: (id: string) => `Kept as ${id}.`,
  changed: (id: string) => `Changed ${id}.`,
  deleted: (id: string) => `${id} is in the bin for 30 days. Take it back with: restore ${id}`,
  restored: (id: string) => `${id} is out of the bin.`,
  momentKept: (week: string, date: string) => `Kept among the moments of ${week}, under ${date}.`,
  moment: {
    stepped_in: "stepped in",
    stepped_back: "stepped back",
    stepped_away: "stepped away",
  },
  committed: (dueWeek: string) => `Kept. It is asked about in ${dueWeek}.`,
  saidOf: ({ outcome, became }: Commitment) =>
    `Kept: ${outcome === null ? "no answer" : OUTCOMES[outcome]}${became === "carried" ? ", and carried over" : ""}.`,
  exported: (entries: number, path: string) =>
    `Exported ${entries === 1 ? "one entry" : `${entries} entries`} to ${path}. The files are plain text: anyone who can open the folder can read them.`,
  imported: ({ added, alreadyHere, skipped }: ImportReport, isDryRun: boolean) =>
    [
      `${isDryRun ? "Would add" : "Added"} ${messages.items(added)}.`,
      ...(alreadyHere === 0 ? [] : [`Already here: ${alreadyHere}.`]),
      ...(skipped.length === 0 ? [] : [`Left out: ${skipped.length}.`]),
    ].join(" "),
  ofItem: (item: string, sentence: string) => `${item}: ${sentence}`,
  noExportFolder: "Name the folder that the export goes into: --to FOLDER.",
  stopped: "The export was stopped. Nothing of it was left.",
  sound: "The journal is sound.",
  standardInput: "Standard input",
  hiddenPrompt: "hidden",
  packAdded: ({ id, title, prompts, outcome }: AddedPack) => {
    const holds = prompts === 1 ? "one prompt" : `${prompts} prompts`;
    return {
      added: `Added “${title}” (${id}): ${holds}.`,
      updated: `“${title}” (${id}) is in its new version: ${holds}.`,
      unchanged: `“${title}” (${id}) is in the library already. Nothing was changed.`,
    }[outcome];
  },
  libraryProblem: (problem: { file: string; line: number; reason: string }) =>
    `${problem.file}, line ${problem.line}: ${problem.reason}`,
  unknownCommand: (name: string) => `There is no command ${name}. Try --help.`,
  running: (url: string) => `Stepback is running at ${url}`,
  portRefused: (port: number | undefined) =>
    port === undefined
      ? "No port of this machine could be used."
      : `The port ${port} cannot be used. Choose another, or leave out --port.`,
  bug: (error: unknown) =>
    `Something went wrong inside Stepback: ${error instanceof Error ? error.message : String(error)}`,
  notPrinted: "The output could not be written.",
  untitled: "Untitled",
} as const;
