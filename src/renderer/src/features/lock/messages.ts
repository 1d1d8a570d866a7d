import { capitalised, counted } from "../../ui/format.ts";

export const messages = {
  title: "Locked",
  lead: "Your pages stay encrypted on this computer until you come back.",
  passphrase: "Passphrase",
  unlock: "Unlock",
  unlocking: "Unlocking",
  nobodyElse: "Nobody else can open them, and nobody can reset the passphrase.",
  empty: "Type the passphrase first.",
  useCode: "Use the recovery code",
  kept: "What you wrote last could not be saved. It stays in this window, unseen, and is saved once you unlock.",
  notLocked: (why: string) => `The journal could not be locked. ${why}`,

  /** In three parts, the second of which stands out. */
  waiting: (misses: number, left: number) =>
    [
      misses === 0
        ? "The next try can be made in "
        : `${capitalised(counted(misses, "try", "tries"))} did not fit. The next can be made in `,
      span(left),
      "; you can type it now.",
    ] as const,
  spokenWait: (left: number) => `The next try can be made in ${spokenSpan(left)}.`,
  waitIsOver: "The next try can be made now.",

  recover: {
    title: "Enter the recovery code",
    lead: "It is on the paper you keep away from this computer. It opens the notebook and lets you set another passphrase.",
    code: "Recovery code",
    howTyped: "Spaces, hyphens and capitals do not matter. 0 is read as O, 1 as I and 8 as B.",
    asRead: "The code as it is read",
    emptyCode: "Type the code from your paper first.",
    next: "New passphrase",
    set: "Set the passphrase",
    setting: "Setting the passphrase",
    back: "Back",
  },

  fields: {
    again: "Once more",
    differs: "Not the same yet. Spaces and capitals count.",
    same: "Both are the same.",
    count: "Spaces and capitals count.",
    empty: "An empty passphrase protects nothing. Choose some words.",
    show: "Show what I type",
    hide: "Hide what I type",
  },
} as const;

/** Whole minutes while there is more than one, then whole seconds. */
function span(seconds: number): string {
  if (seconds <= 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

/** To the second, as it is heard: `1 minute and 20 seconds`. */
function spokenSpan(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const parts = [
    minutes === 0 ? null : `${minutes} ${minutes === 1 ? "minute" : "minutes"}`,
    rest === 0 ? null : `${rest} ${rest === 1 ? "second" : "seconds"}`,
  ];
  return parts.filter((part) => part !== null).join(" and ");
}
