import type { Week } from "../../../../shared/journal/iso-week.ts";
import { weeksBetween } from "../../../../shared/journal/iso-week.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";
import { counted, countInWords, dayAndMonth, fullDate, weekName } from "../../ui/format.ts";

/** What the program says where prompts are asked again, and answered outside the ritual. */
export const messages = {
  askAgain: "Ask again",
  earlier: "Earlier answers",
  answer: "Answer",
  times: (count: number) =>
    `You answered this ${count === 1 ? "once" : count === 2 ? "twice" : `${countInWords(count)} times`}`,
  firstTime: "You have not answered this before.",
  show: "Show earlier answers",
  hide: "Hide earlier answers",
  wordedThen: (wording: string) => `Worded then: ${wording}`,
  about: (names: string) => `about ${names}`,
  quote: "quote",
  quoteFrom: "Quote from before",
  backToReflection: "Back to the reflection",
  back: "Back",
  done: "Done",
  placeholder: "Write here",
  readOnly: "This was written by a newer Stepback. It can be read here, and is kept as it is.",
  followUp: "A follow-up question",
  looking: "Looking for your answers.",
  reading: "Reading the prompts.",
  source: (theme: string, document: string) =>
    document === "" ? theme : `${theme}, from ${document}`,
  askAbout: (name: string) => `What do you want to ask yourself about ${name}?`,
  aboutWhom: "About whom?",
  nobody: "There is nobody in the journal yet. A name is enough to begin.",
  somebodyElse: "Somebody else",
  name: "A name",
  goOn: "Go on",
  promptsAbout: (name: string) => `Prompts about ${name}`,
  answeredTimes: (count: number) =>
    count === 0
      ? "Not yet answered."
      : `Answered ${count === 1 ? "once" : count === 2 ? "twice" : `${countInWords(count)} times`}.`,
} as const;

/** `Week 41, 9 October`, with the year when it is not `thisYear`. */
export function whenAnswered(week: Week, date: LocalDate, thisYear: string | undefined): string {
  return `${weekName(week)}, ${date.slice(0, 4) === thisYear ? dayAndMonth(date) : fullDate(date)}`;
}

/** `Last answered six weeks ago`. @param now the week that is written in. */
export function lastAnswered(last: Week, now: Week): string {
  const weeks = weeksBetween(last, now);
  if (weeks < 1) return "Last answered this week";
  return `Last answered ${counted(weeks, "week", "weeks")} ago`;
}
