export const messages = {
  saving: "Saving",
  saved: (time: string) => `Saved ${time}`,
  notSaved: "Not saved yet.",
  safeHere: "Your words are safe on this page as long as it stays open.",
  tryAgain: "Try again",
  copy: "Copy the text",
  copied: "Copied",
  showStanding: "Show what is there",
  savedAgain: "Saved again.",
  words: (count: number) => `${count} ${count === 1 ? "word" : "words"}`,
} as const;
