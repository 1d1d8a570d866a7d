import type { Crisis, CrisisItem } from "../../../../shared/contract/crises.ts";
import { addDays } from "../../../../shared/journal/local-date.ts";
import { givenName, groundName, possessive } from "../../../../shared/journal/person-words.ts";
import {
  capitalised,
  counted,
  dayAndMonth,
  fullDate,
  shortDay,
  weekdayName,
} from "../../ui/format.ts";
import { nameOfDay } from "../../ui/when.ts";

/** What the program says of crises. */
export const messages = {
  stepForward: "Step forward in a crisis",
  changeTitle: "Change what is said of it",
  iStepForward: "I step forward on",
  ground: "’s ground,",
  whose: "Whose ground",
  whosePlace: "whose",
  which: "What ground it is",
  whichPlace: "what it is, if it has a name",
  until: "until",
  ends: "What ends it",
  endsPlace: "what ends it",
  iTakeOver: "Until then I take over",
  itemName: (index: number) => `What I take over, ${index + 1}`,
  forAnother: "for another",
  help: "All of it is asked back from you, one by one, when this ends.",
  day: "Day",
  dayLine: (date: string) => `${weekdayName(date)}, ${dayAndMonth(date)}`,
  notADate: "Give a day such as 2026-11-20.",
  step: "Step forward",
  stepping: "Stepping forward",
  keep: "Keep",
  keeping: "Keeping",
  byMistake: "It was opened by mistake: delete it",
  deleted: "Crisis deleted.",
  deletedMany: (count: number) => `${capitalised(counted(count, "crisis", "crises"))} deleted.`,
  takenOff: (what: string) => `“${what}” is taken off.`,
  takenOffMany: (count: number) =>
    `${capitalised(counted(count, "line is", "lines are"))} taken off.`,
  undo: "Undo",

  // In the margin, which has room for `13 Nov` and for no month in full.
  since: (date: string, today: string) =>
    `Since ${date > addDays(today, -7) ? nameOfDay(date, today) : shortDay(date)},`,
  dayOf: (day: number) => `day ${day}`,
  youStand: (crisis: Crisis) =>
    crisis.person === null
      ? `You have stepped forward: ${crisis.ground}`
      : `You stand on ${whoseGround(crisis)}${crisis.ground === "" ? "" : `, ${crisis.ground}`}`,
  withYou: (items: readonly CrisisItem[]) =>
    `With you: ${items.map(({ what }) => bare(what)).join(", ")}.`,
  givenBack: (items: readonly CrisisItem[]) =>
    `Given back: ${items.map(({ what }) => bare(what)).join(", ")}.`,
  hasEnded: "It has ended: give it back",
  goOn: "Go on giving it back",
  addWhat: "Add what you took",
  add: "Add",
  alsoTaken: "What you took over as well",
  change: "Change",
  whatEndsIt: "What ends it?",
  sayWhatEndsIt: "Say what ends it",

  sevenDaysOn: "Seven days on",
  whoHasIt: "Who has it tonight?",
  whoHadIt: "Who had it then",
  aWeekAgo: (crisis: Crisis, today: string) => {
    const { closedOn } = crisis;
    const when = closedOn === null ? "" : whenGiven(closedOn, today);
    return crisis.person === null
      ? `${when} you gave back: ${crisis.ground}.`
      : `${when} you gave back ${whoseGround(crisis)}.`;
  },
  answerByItem: "Answer, item by item",
  tomorrow: "Tomorrow",
  askedOnce: "It is asked once, item by item.",

  closing: "Closing a crisis",
  after: "After a crisis",
  sinceDay: (crisis: Crisis) =>
    `${groundName(crisis)}, since ${weekdayName(crisis.date)} ${dayAndMonth(crisis.date)}`,
  givenBackOn: (crisis: Crisis) =>
    crisis.closedOn === null
      ? groundName(crisis)
      : `${groundName(crisis)}, given back on ${weekdayName(crisis.closedOn)} ${dayAndMonth(crisis.closedOn)}`,
  dayCount: (day: number) => `Day ${day}`,
  leave: "Leave for now",
  done: "done",
  itemsTitle: "What you took over",
  fromToday: "Who has it from today?",
  toGiveBack: (count: number) =>
    `${capitalised(counted(count, "thing", "things"))} to give back. What you keep needs a reason.`,
  backTo: (crisis: Crisis) =>
    crisis.person === null ? "Back where it was" : `Back to ${givenName(crisis.person.name)}`,
  toSomeone: "To someone else",
  iKeep: "I keep it",
  who: "Who has it now?",
  addedOn: (date: string, today: string) => `, added ${onDay(date, today)}`,
  notes: {
    returned: "What was said, or what is left to say?",
    handed_on: "How did it come to them?",
    kept: "For what reason, and until when?",
    none: "",
  },
  chooseFirst: "Say of this who has it.",
  needsReason: "What you keep needs a reason.",
  needsName: "Say who has it now.",
  nextItem: "Next item",
  closeIt: "Close the crisis",
  closingIt: "Closing the crisis",
  back: "Back",
  wasToEnd: "It was to end when",
  whileOpen: "While it was open",

  asking: "What is asked about it",
  question: (index: number, count: number) => `Question ${index + 1} of ${count}`,
  questionName: (index: number) => `Question ${index + 1}`,
  afterwards: "Asked once a crisis is over. None of it has to be answered.",
  nextQuestion: "Next question",
  putAway: "Put it away",
  placeholder: "Write here",
  readOnly: "This was written by a newer Stepback. It can be read here, and is kept as it is.",
  givenBackNow: "It is given back",

  askedItems: "What you gave back",
  youWrote: "You wrote when it ended",
  entryLink: (date: string) => `Crisis, ${dayAndMonth(date)}`,
  later: {
    with_them: "Anything to keep of it?",
    with_me: "How did it come back?",
    with_another: "How did it go there?",
    holds: "For what reason, and until when?",
  },
  holds: "It still holds",
  withOwner: (name: string) => `With ${name}`,
  whereItWas: "Where it was",
  backWithMe: "Back with me",
  withSomeone: "With someone else",
  giveAgain: "Give it back again, and ask me in seven days",
  finish: "Done",
  notAnswered: "Not answered.",
  notThere: "This crisis is not there any more.",
  toToday: "To Today",
} as const;

/** `Devin’s ground`. */
function whoseGround({ person }: Crisis): string {
  return person === null ? "" : `${possessive(givenName(person.name))} ground`;
}

/** `on Monday`, `on 16 November`, `today`, `yesterday`. */
export function onDay(date: string, today: string): string {
  const name = nameOfDay(date, today);
  return name === "today" || name === "yesterday" ? name : `on ${name}`;
}

function whenGiven(closedOn: string, today: string): string {
  const days = (Date.parse(today) - Date.parse(closedOn)) / 86_400_000;
  return days === 7 ? "A week ago" : `On ${weekdayName(closedOn)}, ${dayAndMonth(closedOn)},`;
}

/** Words without the sign they end with. */
export function bare(words: string): string {
  return words.replace(/[.,;]+$/u, "");
}

/** What became of an item, as a sentence. */
export function becameSentence(item: CrisisItem, crisis: Crisis): string {
  switch (item.became) {
    case "handed_on":
      return `With ${item.person?.name ?? "someone else"}.`;
    case "kept":
      return "Kept.";
    case "returned":
      return crisis.person === null ? "Given back." : `Back with ${givenName(crisis.person.name)}.`;
    case null:
      return "";
  }
}

/** To whom an item went when it was given back, in one word where that is known. */
export function ownerOf(item: CrisisItem, crisis: Crisis): string | null {
  const owner = item.became === "handed_on" ? item.person : crisis.person;
  return owner === null ? null : givenName(owner.name);
}

/** What was done with an item when the crisis ended, told seven days later. */
export function givenSentence(item: CrisisItem, crisis: Crisis): string {
  const owner = ownerOf(item, crisis);
  if (item.became === "kept") return `You kept it: “${item.note}” Does that still hold?`;
  return owner === null ? "You gave it back." : `You gave it to ${owner}.`;
}

/** What was said of an item when it was asked about again, as a sentence. */
export function answerSentence(item: CrisisItem, crisis: Crisis): string {
  const answer = item.answers.at(-1);
  if (answer === undefined) return messages.notAnswered;
  const owner = ownerOf(item, crisis);
  switch (answer.who) {
    case "with_another":
      return `With ${answer.person?.name ?? "someone else"}.`;
    case "with_me":
      if (item.became === "kept") return "Still kept.";
      return answer.givenAgain ? "Back with you, and given back again." : "Back with you.";
    case "with_them":
      return owner === null ? "Where it was." : `With ${owner}.`;
  }
}

/** The day of a crisis's entry, as its link says it. */
export function dayOfEntry(date: string): string {
  return fullDate(date);
}
