import type { Outcome } from "../../../../shared/contract/commitments.ts";
import { capitalised, counted } from "../../ui/format.ts";

/** What the program says while one looks back. */
export const lookBack = {
  question: (count: number, isOfLastWeek: boolean) => {
    if (count === 0) return "Nothing is due.";
    const made = counted(count, "commitment", "commitments");
    const how = `How did ${count === 1 ? "it" : "they"} go?`;
    return isOfLastWeek
      ? `Last week you made ${made}. ${how}`
      : `${capitalised(made)} ${count === 1 ? "waits" : "wait"} for an answer. ${how}`;
  },
  noScore: "No score is kept. An honest “not this week” is worth writing about.",
  howDidItGo: "How did it go?",
  answer: {
    kept: "I did",
    partly: "In part",
    not_kept: "Not this week",
    never_came_up: "It never came up",
    dropped: "Let it go",
  } satisfies Record<Outcome, string>,
  told: {
    kept: "You did.",
    partly: "In part.",
    not_kept: "Not this week.",
    never_came_up: "It never came up.",
    dropped: "You let it go.",
  } satisfies Record<Outcome, string>,
  withWhom: (name: string) => `With ${name}.`,
  note: {
    kept: "What happened?",
    partly: "What got in the way?",
    not_kept: "What got in the way?",
    never_came_up: "Where would it have come up?",
    dropped: "What do you know now?",
  } satisfies Record<Outcome, string>,
  carry: (day: string) => `Carry it over to next ${day}`,
  carried: "Carried over.",
  change: "Change",
  answerIt: "Answer it now",
  skipStep: "Skip this step",
  next: "Next commitment",
  toGather: "Next step: Gather",
  whatBecomes: "What becomes of it",
  thirdQuestion: "This has come along for three weeks. What becomes of it?",
  thirdHint: "It cannot be carried over as it is. Any of the three is a good answer.",
  fate: "What becomes of it?",
  reshape: "Reshape it",
  handOn: "Hand it to someone",
  end: "End it",
  if: "If",
  thenIWill: "then I will",
  askedOn: (day: string) => `Asked about on ${day}. The old one is kept with all its answers.`,
  iHand: "I hand",
  to: "to",
  what: "What",
  toWhom: "To whom",
  toWhomHint: "a name",
  howFar: "How far",
  howFarChoices: ["to prepare", "to propose", "wholly"],
  handoverStays: (person: string) =>
    `The handover stays on the page of ${person}, whatever becomes of this. It can be deleted there.`,
  beginsHandover:
    "Begins a handover on their page. The commitment ends here, with all its answers.",
  handNeeds: "Say what goes to whom, or choose another way.",
  handedOn: (name: string) => `Handed to ${name}.`,
  ended: "Ended.",
  reshaped: "Reshaped.",
  endLine: "One line on how it ends",
  thatWeek: "That week you wrote",
  weekNamed: (week: string, title: string) => (title === "" ? week : `${week}, “${title}”`),
  withPerson: (name: string) => `${name}, this week`,
  saidOfIt: "What you said of it",
} as const;
