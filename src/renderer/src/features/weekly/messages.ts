import type { Reason, Step } from "../../../../shared/contract/weekly.ts";
import { capitalised, counted, countInWords } from "../../ui/format.ts";

/** What the program says in the ritual. */
export const messages = {
  ritual: "Weekly reflection",
  steps: "Steps",
  step: {
    look_back: "Look back",
    gather: "Gather",
    write: "Write",
    commit: "Commit",
    close: "Close",
  } satisfies Record<Step, string>,
  leave: "Leave for now",
  done: "done",
  promptOf: (place: number, places: number) => `Prompt ${place + 1} of ${places}`,
  another: "Another prompt",
  skip: "Skip",
  skipped: "Skipped",
  staysWithItsOwn: "What you wrote stays with its own question.",
  placeholder: "Write here",
  momentsBeside: "Moments this week",
  quote: "Quote",
  inYourText: "in your text",
  readOnly: "This was written by a newer Stepback. It can be read here, and is kept as it is.",
  back: "Back",
  nothingDue: "There was no commitment to look back on.",
  nextPrompt: "Next prompt",
  toCommit: "To the commitments",
  closeWeek: "Close the week",
  putAway: "Put it away",
  puttingAway: "Putting it away",
  commitQuestion: "What will you leave to others next week?",
  commitHint:
    "One is enough. Three is the most. “If this happens, then I will …” is a form that keeps.",
  noLineLeft: "Three are open, and that is the most. Look back says what came of them.",
  carriedOver: (day: string, name: string | undefined) =>
    `Carried over.${sentenceOf(name)} You will be asked on ${day}.`,
  stillOpen: (week: string, name: string | undefined) =>
    `Still open from ${week.toLowerCase()}.${sentenceOf(name)}`,
  with: "With",
  withHint: "somebody",
  withWhom: (index: number) => `Commitment ${index + 1}, with whom`,
  if: "If",
  thenIWill: "then I will",
  asIfThen: "In the form “If …, then I will …”",
  asIfThenOf: (index: number) => `Commitment ${index + 1} in the form “If …, then I will …”`,
  situationName: (index: number) => `Commitment ${index + 1}, if`,
  line: ["If …, then I will …", "A second, if there is one", "A third, if there is one"],
  lineName: (index: number) => `Commitment ${index + 1}`,
  youWrote: "You wrote",
  nameQuestion: "What would you call this week?",
  namePlaceholder: "A few words, or none",
  suggestion: (words: string) => `In your own words: “${words}”.`,
  useIt: "Use it",
  aboutHeading: "You wrote about",
  written: "What you wrote",
  lookedBack: "You looked back",
  committed: "You committed to",
  nothing: "Nothing is written yet. A week without words can be put away too.",
  facts: (answers: number, commitments: number) => {
    const made = `${capitalised(counted(answers, "answer", "answers"))} and ${counted(commitments, "commitment", "commitments")}.`;
    if (commitments === 0) return made;
    return `${made} You will see ${commitments === 1 ? "it" : "them"} again next week.`;
  },
  export: "Export",
  unknownWeek: (week: string) => `${week} is not a week. Go back to Today.`,
  toToday: "To Today",
} as const;

/** A name as a sentence of its own. */
function sentenceOf(name: string | undefined): string {
  return name === undefined ? "" : ` ${name}.`;
}

/** Why a prompt was chosen now, as a sentence. @param theme the title of its theme. */
export function reasonSentence(reason: Reason, theme: string): string {
  const weeks = reason.weeks ?? 0;
  switch (reason.kind) {
    case "opening":
      return "The question that every journal here begins with.";
    case "never_answered":
      return `You have not written about “${theme}” before.`;
    case "theme_unanswered":
      return `You last wrote about “${theme}” ${counted(weeks, "week", "weeks")} ago.`;
    case "stepped_in_uninvited":
      return "You stepped in uninvited this week.";
    case "handover_taken_back":
      return "You took back this week what you had handed over.";
    case "crisis_closed":
      return "You closed a crisis this week.";
    case "stepped_away":
      return "You stepped away this week.";
    case "drawn":
      return "Drawn for this week.";
    case "favourite":
      return "One of your favourites.";
    case "picked":
      return "You picked it for this week.";
    case "first_of_month":
      return "The first reflection of the month ends with a longer view.";
    case "first_of_quarter":
      return "The first reflection of the quarter ends with a longer view.";
    case "longest_away":
      return `It comes back after ${countInWords(weeks)} weeks: few questions are free.`;
  }
}
