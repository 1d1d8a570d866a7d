import { capitalised, counted } from "../../ui/format.ts";

const ORDINALS = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
];

/** `seventh` for 7. */
function place(number: number): string {
  return ORDINALS[number - 1] ?? String(number);
}

/** `the third and the seventh`. */
function places(numbers: readonly number[]): string {
  const named = numbers.map((number) => `the ${place(number)}`);
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(named);
}

export const messages = {
  goOn: "Go on",
  goingOn: "Going on",
  notNow: "Not now",
  keepIt: "Keep it",

  choose: {
    title: "Choose a passphrase",
    lead: "It is asked for each time the notebook opens. Several words that mean something only to you are hard to guess and easy to keep.",
    passphrase: "Passphrase",
    noAccount:
      "There is no account and nobody can reset it. Next you get a recovery code, the only other way in.",
  },
  confirm: {
    title: "A new recovery code",
    lead: "It takes the place of the one you have on paper. First, the passphrase that you use now.",
    passphrase: "Passphrase",
    empty: "Type the passphrase first.",
  },
  code: {
    title: "Your recovery code",
    lead: "It opens the notebook if the passphrase is lost. It is shown now and never again. Write it on paper and keep it away from this computer.",
    code: "Recovery code",
    another:
      "The code that was shown before is not good any more. Cross it out, and write this one down.",
    whoever:
      "Whoever holds it can read everything. Without it and without the passphrase, nobody can, and that includes you.",
    written: "I have written it down",
    print: "Print it",
  },
  check: {
    title: (count: number) => `Type ${counted(count, "group", "groups")} back`,
    lead: {
      set: (numbers: readonly number[]) =>
        `From your paper: ${places(numbers)}. Only then is the passphrase set.`,
      renew: (numbers: readonly number[]) =>
        `From your paper: ${places(numbers)}. Only then does it take the place of the old one.`,
    },
    group: (number: number) => `Group ${number}`,
    howTyped: "Capitals do not matter, 0 is read as O and 1 as I.",
    incomplete: (number: number) => `The ${place(number)} group is not complete.`,
    showAgain: "Show the code again",
    finish: { set: "Set the passphrase", renew: "Use this code" },
    finishing: { set: "Setting the passphrase", renew: "Changing it" },
  },
  backups: {
    question: (count: number) =>
      count === 1
        ? "One backup can be read by anybody who has it"
        : `${capitalised(counted(count, "backup", "backups"))} can be read by anybody who has them`,
    rebuild: (count: number) => `Write ${count === 1 ? "it" : "them"} anew, protected`,
    remove: (count: number) => `Remove ${count === 1 ? "it" : "them"}`,
  },
  change: {
    title: "Change the passphrase",
    lead: "From then on only the new one opens the notebook. The recovery code stays good.",
    current: "Passphrase you use now",
    next: "New passphrase",
    change: "Change it",
    changing: "Changing it",
  },
  remove: {
    title: "Take the passphrase away",
    lead: "Your journal is written unprotected then. Whoever has its files can read them, and the recovery code opens nothing any more.",
    passphrase: "Passphrase",
    remove: "Take it away",
    removing: "Taking it away",
  },
  done: {
    set: "Your journal is protected by the passphrase.",
    renew: "The new recovery code is the one that counts.",
    change: "The passphrase is changed.",
    remove: "Your journal is not protected by a passphrase any more.",
  },
} as const;
