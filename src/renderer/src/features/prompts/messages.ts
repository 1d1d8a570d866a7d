import type { Cadence } from "../../../../shared/contract/prompts.ts";
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

/** `Answered twice, last in week 44.` The year is said when it is not `thisYear`. */
export function answeredSentence(
  answered: number,
  lastWeek: Week | null,
  thisYear: string | undefined,
): string {
  if (answered === 0 || lastWeek === null) return "Not yet answered.";
  const year = lastWeek.slice(0, 4);
  const week = `week ${weekNumberOf(lastWeek)}${year === thisYear ? "" : ` of ${year}`}`;
  if (answered === 1) return `Answered once, in ${week}.`;
  const times = answered === 2 ? "twice" : `${countInWords(answered)} times`;
  return `Answered ${times}, last in ${week}.`;
}

/** `Week 44, 30 October`, with the year when it is not `thisYear`. */
export function answerName(week: Week, date: LocalDate, thisYear: string | undefined): string {
  return `${weekName(week)}, ${date.slice(0, 4) === thisYear ? dayAndMonth(date) : fullDate(date)}`;
}
