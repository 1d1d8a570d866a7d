import type { Cadence, ListedPrompt } from "../../../../shared/contract/prompts.ts";
import { type Week, weekNumberOf } from "../../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";
import {
  capitalised,
  countInWords,
  counted,
  dayAndMonth,
  fullDate,
  weekName,
} from "../../ui/format.ts";

export const messages = {
  prompts: "Prompts",
  count: (shown: number, all: number) =>
    shown === all ? `${all} prompts` : `${shown} of ${all} prompts`,
  intro: (places: number) =>
    `${capitalised(countInWords(places))} are chosen each week. The theme you have not answered for longest comes first.`,
  find: "Find a prompt",
  reading: "Reading the prompts.",
  narrow: "Themes, sources and times",
  all: "All",
  ways: { theme: "Themes", from: "Where from", asked: "Asked" },
  byYou: "Written by you",
  hidden: "Hidden",
  cadence: {
    weekly: "Weekly",
    monthly: "Monthly",
    quarterly: "Quarterly",
    "per-person": "Per person",
    "after-crisis": "After a crisis",
  } satisfies Record<Cadence, string>,
  none: "No prompt is all of these.",
  noneFound: (words: string, isNarrowed: boolean) =>
    `${isNarrowed ? "None of these prompts" : "No prompt"} has “${words}” in it.`,
  showAll: "Show all prompts",
  followUps: "Follow-ups",
  noFollowUps: "It has none.",
  favourite: "Favourite",
  pin: "Pin",
  pickFor: (isThisWeek: boolean) => (isThisWeek ? "Pick for this week" : "Pick for next week"),
  hide: "Hide",
  showAgain: "Show again",
  edit: "Edit",
  delete: "Delete",
  undo: "Undo",
  deleted: "Prompt deleted. Its answers stay.",
  writeYourOwn: "Write your own",
  yourPrompt: "Your prompt",
  editPrompt: "Edit your prompt",
  promptPlaceholder: "What, who or when …",
  why: "“Why” asks for reasons you already have. What, who or when usually finds more.",
  keepIt: "Keep it as it is",
  theme: "Theme",
  ownTheme: "A theme of your own",
  themeTitle: "Its name",
  takesTurn: "It takes its turn among the themes of the week",
  asked: "Asked",
  askedChoice: {
    weekly: "weekly",
    monthly: "monthly",
    quarterly: "quarterly",
    "per-person": "per person",
    "after-crisis": "after a crisis",
  } satisfies Record<Cadence, string>,
  person: "{person} becomes the name when it is asked.",
  insertPerson: "Put {person} in",
  personUnasked: "{person} is a name only in a prompt that is asked per person.",
  followUp: (index: number) =>
    index === 0 ? "A question to open under the answer" : "Another question",
  fromNowOn: "In the library from now on",
  changedFromNowOn: "Asked so from now on. Earlier answers keep their wording.",
  addPack: "Add a pack",
  packAdded: {
    added: (title: string, prompts: number) =>
      `“${title}” was added: ${counted(prompts, "prompt", "prompts")}.`,
    updated: (title: string, prompts: number) =>
      `“${title}” is in its new version: ${counted(prompts, "prompt", "prompts")}.`,
    unchanged: (title: string) => `“${title}” is in the library already. Nothing was changed.`,
  },
  packHolds: (prompts: number) => `A pack with ${counted(prompts, "prompt", "prompts")}.`,
  removePack: "Remove this pack",
  packRemoved: (title: string) => `“${title}” was removed. Its answers stay.`,
  yourTheme: "A theme of yours.",
  inTurn: "It takes its turn among the themes of the week.",
  outOfTurn: "It takes no turn among the themes of the week.",
  letTakeTurn: "Let it take its turn",
  leaveOut: "Leave it out",
  rename: "Rename it",
  deleteTheme: "Delete it",
  themeDeleted: "Theme deleted.",
  pack: {
    kind: "Prompt pack",
    title: "This pack could not be added",
    lead: (name: string, count: number, others: number) =>
      `${name} has ${count === 1 ? "one line" : `${countInWords(count)} lines`} that Stepback cannot use. Nothing was added${
        others === 0
          ? "."
          : others === 1
            ? "; the other prompt in it is in order."
            : `; the other ${countInWords(others)} prompts in it are in order.`
      }`,
    line: (line: number) => `Line ${line}`,
    ofAll: (index: number, count: number) => `${index + 1} of ${count}`,
    more: (count: number) => `and ${countInWords(count)} more`,
    next: "Next",
    previous: "Previous",
    whatToDo: "What to do",
    write: (line: number): [before: string, after: string] => [
      "Write ",
      ` on line ${line}, save the file, and have it read again.`,
    ],
    mend: (line: number) => `Mend line ${line}, save the file, and have it read again.`,
    shorten: "Take some of it out, save the file, and have it read again.",
    neverChanged: "Your file is never changed from here.",
    readAgain: "Read the file again",
    addOthers: (others: number) => `Add the other ${countInWords(others)}`,
    chooseAnother: "Choose another file",
    contents: "All themes and what a pack may contain",
    contentsTitle: "What a pack may contain",
    notText: "the file is not UTF-8 text",
    themes: "Themes",
    keys: {
      "version, id, title": "Of the pack: 1, its own id, its name",
      "documents, themes": "What it brings of its own",
      prompts: "The questions. Each has:",
      id: "lower-case letters, digits and hyphens, a letter first",
      theme: "one of the themes below, or of its own",
      cadence: "weekly, monthly, quarterly, per-person or after-crisis",
      text: "the question; {person} where it is asked per person",
      followUps: "at most five questions",
      source: "a document and a section, if it comes from one",
    },
  },
  answer: "Answer",
  askAgain: "Ask again",
  yourAnswers: "Answers",
  readingAnswers: "Looking for your answers.",
  earlier: (count: number) => `and ${counted(count, "answer", "answers")} before these`,
} as const;

/** A question as the library shows it, where no person is meant yet. */
export function shownText(text: string): string {
  return text.replaceAll("{person}", "this person");
}

/** What is wished of a prompt, as sentences; each ends with a space. */
export function wishSentences(
  prompt: ListedPrompt,
  thisYear: string | undefined,
  isThisWeek: boolean,
): string {
  const { cadence, favourite, pinned, picked, hiddenSince } = prompt;
  if (hiddenSince !== null) {
    return `Hidden since ${weekWords(hiddenSince, thisYear)}: never chosen. `;
  }
  const sentences = [
    picked ? `Picked for ${isThisWeek ? "this" : "next"} week. ` : "",
    pinned ? "Pinned: first of its theme when it is free. " : "",
    favourite
      ? cadence === "weekly"
        ? "Favourite: may take the third place. "
        : "Favourite. "
      : "",
  ];
  return sentences.join("");
}

function weekWords(week: Week, thisYear: string | undefined): string {
  const year = week.slice(0, 4);
  return `week ${weekNumberOf(week)}${year === thisYear ? "" : ` of ${year}`}`;
}

/** `Answered twice, last in week 44.` The year is said when it is not `thisYear`. */
export function answeredSentence(
  answered: number,
  lastWeek: Week | null,
  thisYear: string | undefined,
): string {
  if (answered === 0 || lastWeek === null) return "Not yet answered.";
  const week = weekWords(lastWeek, thisYear);
  if (answered === 1) return `Answered once, in ${week}.`;
  const times = answered === 2 ? "twice" : `${countInWords(answered)} times`;
  return `Answered ${times}, last in ${week}.`;
}

/** `Week 44, 30 October`, with the year when it is not `thisYear`. */
export function answerName(week: Week, date: LocalDate, thisYear: string | undefined): string {
  return `${weekName(week)}, ${date.slice(0, 4) === thisYear ? dayAndMonth(date) : fullDate(date)}`;
}
