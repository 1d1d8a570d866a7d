export const messages = {
  places: "Main",
  toToday: "Stepback, today",
  today: "Today",
  thisWeek: "This week",
  timeline: "Timeline",
  notProtected: "Not protected by a passphrase.",
} as const;
