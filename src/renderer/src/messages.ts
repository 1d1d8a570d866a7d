export const messages = {
  places: "Main",
  toToday: "Stepback, today",
  today: "Today",
  thisWeek: "This week",
  timeline: "Timeline",
  people: "People",
  prompts: "Prompts",
  settings: "Settings",
  commands: "Commands",
  newMoment: "New moment",
  lock: "Lock",
  notProtected: "Not protected by a passphrase.",
} as const;
