export const messages = {
  people: "People",
  newPage: (name: string) => `New page for “${name}”`,
} as const;
