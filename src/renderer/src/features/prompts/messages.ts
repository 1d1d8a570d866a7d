export const messages = {
  prompts: "Prompts",
} as const;
