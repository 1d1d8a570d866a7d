export const messages = {
  title: "Your journal was not found here",
  lead: (day: string) =>
    `It was here ${day}. The folder may have been moved or renamed, or it is on a drive that is not connected.`,
  on: (day: string) => (day === "today" || day === "yesterday" ? day : `on ${day}`),
  lookedIn: "Looked in",
  lastOpened: "Last opened",
  lookAgain: "Look again",
  looking: "Looking",
  stillNot: (time: string) => `Looked again at ${time}: it is still not there.`,
  noneMade:
    "No new journal has been made. To begin an empty one somewhere else, give its folder a name:",
  command: "stepback --journal FOLDER init",
  kept: "What you wrote last could not be saved. It stays in this window, unseen, and is saved once the journal is open here.",
} as const;
