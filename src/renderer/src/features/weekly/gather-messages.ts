import type { WeekBlocks } from "../../../../shared/contract/weekly.ts";
import { capitalised, counted } from "../../ui/format.ts";

/** What the program says while the week is gathered. */
export const gather = {
  question: (count: number) =>
    count === 0
      ? "What happened this week that belongs here?"
      : `You kept ${counted(count, "moment", "moments")}. What else belongs here?`,
  moments: "The week’s moments",
  remember: "Something you remember now",
  on: "On",
  day: "The day",
  keep: "Keep the moment",
  keeping: "Keeping",
  cancel: "Leave it",
  startWriting: "Start writing",
  blocksQuestion: "How did the week fall?",
  blocksHint: "Ten blocks. A guess is enough, and so is leaving it.",
  blocks: {
    inIt: "In the business",
    onIt: "On the business",
    people: "With people",
    other: "Other",
  } satisfies Record<keyof WeekBlocks, string>,
  placed: (count: number, lastWeek: number | null) =>
    `${count} of 10 blocks${lastWeek === null ? "" : `, last week ${lastWeek}`}`,
  left: (count: number, hasLastWeek: boolean) => {
    const placed =
      count === 0
        ? "All ten are placed."
        : `${capitalised(counted(count, "block is", "blocks are"))} not placed yet.`;
    return hasLastWeek ? `${placed} The thin line is last week.` : placed;
  },
} as const;
