import type { DamageReport } from "../../../../shared/contract/journal.ts";
import { capitalised, weekdayName } from "../../ui/format.ts";
import { dateOf, nameOfDay } from "../../ui/when.ts";

type Found = NonNullable<DamageReport["backup"]>;
type Readable = NonNullable<DamageReport["readable"]>;

const entries = (count: number): string => `${count} ${count === 1 ? "entry" : "entries"}`;

/** `Friday`, `Friday 13 November`: a day that a sentence looks back on. */
const lookedBackOn = (day: string): string => {
  const name = nameOfDay(day);
  return /\d/.test(name) ? `${weekdayName(day)} ${dateOf(day)}` : name;
};

export const messages = {
  title: "Part of this journal’s file is damaged",
  titleOfAll: "This journal’s file is damaged",
  passphraseIsRight: "Your passphrase is right.",
  isThere: "The journal is where it should be.",
  cause:
    "Some of the file no longer reads as it was written; a failing disk or an interrupted copy is the usual cause. Stepback has changed nothing.",
  checking: "The backups are being opened and checked.",
  choices: "What to do",
  goOnFrom: (when: string) =>
    /^\d/.test(when) ? `Go on from the backup of ${when}` : `Go on from ${when}’s backup`,
  wholeBackup: (backup: Found, readable: Readable | null) => {
    const all = readable === null ? 0 : readable.whole + readable.part + readable.lost;
    return all > backup.entries
      ? `Checked and whole: ${backup.entries} of your ${entries(all)}.`
      : `Checked and whole: ${entries(backup.entries)}.`;
  },
  /** What a backup lacks, as far as it is known. */
  missing: (backup: Found, readable: Readable | null) => {
    const last = readable?.lastWritten ?? null;
    if (readable === null) return "Missing: whatever you wrote after that.";
    if (last === null || last < backup.day) return "";
    return last === backup.day
      ? "Missing: what you wrote later that day, if you did."
      : `Missing: what you wrote after that, up to ${lookedBackOn(last)}.`;
  },
  openReadable: "Open what can be read, without writing",
  readable: ({ whole, part, lost }: Readable) => {
    if (whole === 0 && part === 0) return "No entry can be read.";
    const read = [
      whole === 0 ? null : `all of ${entries(whole)}`,
      part === 0 ? null : `part of ${whole === 0 ? entries(part) : part}`,
    ].filter((some) => some !== null);
    const nothing = lost === 0 ? "" : `; of ${lost} nothing could be read`;
    return `${capitalised(read.join(" and "))}${nothing}.`;
  },
  thenDecide: "You can read and export; then decide.",
  noBackup: "There is no backup that is whole.",
  nothingReadable: "Nothing of the file itself can be read.",
  whatIsLeft:
    "Keep a copy of the journal’s folder as it is now. If your system makes backups of its own, bring the folder back from there, then look again.",
  goOn: (when: string) => `Go on from ${when}`,
  goingOn: "Going on",
  open: "Open what can be read",
  opening: "Opening",
  otherBackups: "Other backups",
  allBackups: "All backups",
  hideBackups: "Hide the backups",
  showReport: "Show the report",
  hideReport: "Hide the report",
  report: "What the check found",
  lookAgain: "Look again",
  looking: "Looking",
  lookedAgain: (time: string) => `Looked again at ${time}: nothing has changed.`,
  kept: "The damaged file is kept beside the new one, whichever you choose.",
  keptBeside: "The damaged file is kept beside the new one.",
  staysAsItIs: "The damaged file stays as it is.",
  readOnly: "Read only",
  rescue:
    "This is what can still be read of the damaged file. Nothing can be written or changed here.",
  folder: "This journal’s folder cannot be written to, so it is open for reading only.",
  exportAll: "Export all of it",
  chooseAgain: "Choose again",
} as const;
