import type { OfferedWeek } from "../../../../shared/contract/weekly.ts";
import { capitalised, countInWords, counted, ordinal } from "../../ui/format.ts";

type Left = NonNullable<OfferedWeek["left"]>;

const PLACE: Record<Exclude<Left["step"], "write">, string> = {
  look_back: "its beginning",
  gather: "its moments",
  commit: "the commitments",
  close: "its end",
};

export const messages = {
  readOnly: "This journal is open for reading only. What you wrote is in the timeline.",
  toTimeline: "Go to the timeline",
  first: (day: string, time: string) => `Your first reflection is on ${day} at ${time}.`,
  firstNow: "It is time for your first reflection.",
  firstHint:
    "You can begin at any time. It takes about twenty minutes, and it can be left and resumed.",
  due: "It is time to look back on the week.",
  next: (day: string, time: string) => `The next reflection is on ${day} at ${time}.`,
  putAway: (week: string) => `${week} is put away.`,
  left: (left: Left, when: string) =>
    left.step === "write"
      ? `You left the week at the ${ordinal(left.place)} prompt, ${when}.`
      : `You left the week at ${PLACE[left.step]}, ${when}.`,
  begin: "Begin the reflection",
  reflectNow: "Reflect now",
  goOn: (left: Left) =>
    left.step === "write"
      ? `Go on: prompt ${left.place + 1} of ${left.places}`
      : `Go on: ${capitalised(left.step.replace("_", " "))}`,
  closeAsItIs: "Close the week as it is",
  read: "Read it",
  lastWeek: "Last week",
  lastWeekOpen: (week: string) => `${week} can still be reflected on.`,
  lastWeekLeft: (week: string) => `${week} is not put away yet.`,
  lastWeekGo: (week: string) => `Go to ${week.toLowerCase()}`,
  from: (week: string) => `From ${week.toLowerCase()}`,
  youSaid: "You said you would",
  fromYourPages: "From your pages",
  youWrote: (weeks: number) =>
    weeks === 52 ? "You wrote, a year ago" : `You wrote, ${counted(weeks, "week", "weeks")} ago`,
  notLately: "Not written about lately",
  quiet: (theme: string, weeks: number) => `${theme}. ${capitalised(countInWords(weeks))} weeks.`,
  itsPrompts: "Look at its prompts",
} as const;
