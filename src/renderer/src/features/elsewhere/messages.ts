export const messages = {
  title: "Opened in another window",
  places: {
    browser: "in the browser",
    desktop: "in Stepback’s own window",
  },
  since: (place: string, when: string) => `This journal is open ${place}, since ${when}.`,
  today: (time: string) => `${time} today`,
  unknown: "This journal is open in another window.",
  oneWriter: "Only one window can write, so that nothing is ever written twice.",
  takeOver: "Open it here instead",
  takingOver: "Opening it here",
  lookAgain: "Look again",
  looking: "Looking",
  stillThere: (time: string) => `Looked again at ${time}: it is still open there.`,
  whatHappens: "Opening it here saves and closes it there. What was being typed there is kept.",
  kept: "What you wrote last could not be saved. It stays in this window, unseen, and is saved once the journal is open here.",
} as const;
