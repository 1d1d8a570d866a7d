export const messages = {
  title: "A notebook for the space you leave to others",
  lead: "Once a week, four questions and about twenty minutes.",
  when: "When do you want to reflect?",
  at: "at",
  time: "Time",
  notATime: "Give a time such as 15:30.",
  notProtected:
    "Your pages stay on this computer. Without a passphrase, anyone who can open your files can read them; it can be set later too.",
  open: "Open the notebook",
  opening: "Opening the notebook",
  protect: "Protect it with a passphrase",
} as const;
