import { capitalised, countInWords } from "../../ui/format.ts";
import { aboutSoMany } from "./about-words.ts";

export const messages = {
  timeline: "Timeline",
  untitled: "Untitled",
  allWeeks: "All weeks",
  emptyTitle: "The timeline begins with your first reflection.",
  emptyText: "Every week and every entry you write stands here, newest first.",
  emptyAction: "Go to this week",
  noneReadable: "No entry can be read.",
  noneReadableText: "Nothing that was written here is left in the damaged file.",
  noneYet: "There is no entry.",
  more: "Show more",
  nothingRead: "This entry is not here. It may have been deleted.",
  notWritten: "Nothing is written here yet.",
  nothingOfIt: "Nothing of it can be read.",
  notReadable: "Not readable",
  partNotReadable: "Part of it could not be read",
  passageMissing: (words: number | null) => {
    if (words === null) return "A passage is missing here.";
    return words < 5
      ? "A few words are missing here."
      : `About ${aboutSoMany(words)} words are missing here.`;
  },
  edit: "Change",
  delete: "Delete",
  export: "Export",
  goOn: "Go on writing",
  deleted: "Entry deleted.",
  deletedMany: (count: number) => `${capitalised(countInWords(count))} entries deleted.`,
  undo: "Undo",
  forWeek: (week: string) => `For ${week.toLowerCase()}`,
  committed: "You committed to",
  writtenOn: (day: string, time: string) => `Written on ${day} at ${time}.`,
  sheetTitle: "Title, day and tags",
  title: "Title",
  date: "Day",
  notADate: "Give a day such as 2026-11-20.",
  tags: "Tags",
  tagsHelp: "Separated by commas.",
  keep: "Keep",
  keeping: "Keeping",
  cancel: "Cancel",
} as const;
