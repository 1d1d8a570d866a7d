/** What the command line says to people. Errors are in shared/contract/error-messages.ts. */
export const messages = {
  nodeTooOld: (version: string) => `Stepback needs Node 22 or later; this is ${version}.`,
  unreadableNow:
    "STEPBACK_NOW is not an instant with an offset, such as 2026-11-20T15:30:00+01:00.",
  unreadableFile: (file: string) =>
    `The file ${file} cannot be read. Name one that can, or - for standard input.`,
  notText: (file: string) => `The file ${file} is not UTF-8 text.`,
  notYet: (option: string) => `${option} is not there yet.`,
  protectionNotYet:
    "A journal cannot be protected with a passphrase yet. Leave out --protect and STEPBACK_PASSPHRASE.",
  nothingToChange: "Say what to change: --title, --date or --tag.",
  made: (folder: string) =>
    `Made a journal at ${folder}. It is not protected: anyone with its files can read it.`,
  wrote: (id: string) => `Kept as ${id}.`,
  changed: (id: string) => `Changed ${id}.`,
  deleted: (id: string) => `${id} is in the bin for 30 days. Take it back with: restore ${id}`,
  restored: (id: string) => `${id} is out of the bin.`,
  committed: (dueWeek: string) => `Kept. It is asked about in ${dueWeek}.`,
  exported: (entries: number, path: string) =>
    `Exported ${entries === 1 ? "one entry" : `${entries} entries`} to ${path}. The files are plain text: anyone who can open the folder can read them.`,
  noExportFolder: "Name the folder that the export goes into: --to FOLDER.",
  stopped: "The export was stopped. Nothing of it was left.",
  sound: "The journal is sound.",
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
