import { capitalised, counted } from "../../ui/format.ts";

export const messages = {
  title: "Export to Markdown",
  what: "What",
  everything: "Everything",
  range: "A range of days",
  from: "From",
  to: "To",
  notADate: "Give a day such as 2026-11-20.",
  inverted: "The last day comes before the first.",
  noEntries: "There is no entry in these days.",
  where: "Where",
  choose: "Choose",
  plainText: "The files are plain text. Anyone who can open the folder can read them.",
  entries: (count: number) => capitalised(counted(count, "entry", "entries")),
  cancel: "Cancel",
  export: "Export",
  writing: (file: string) => `Writing ${file}`,
  progress: (done: number, total: number) => `${done} of ${total} entries`,
  stop: "Stop",
  stopped: "The export was stopped. Nothing of it was left.",
  done: (count: number, where: string) =>
    `${capitalised(counted(count, "entry", "entries"))} written to ${where}.`,
  close: "Close",
  tryAgain: "Try again",
} as const;
