/** What the desktop's own dialogs and menus say. */
export const desktopMessages = {
  cannotStart: "Stepback could not start. Nothing in the journal was changed.",
  openLink: {
    question: (host: string) => `Open ${host} in your browser?`,
    mailQuestion: (address: string) => `Write a mail to ${address}?`,
    detail: (address: string) => `The link leads to ${address}`,
    open: "Open",
    cancel: "Cancel",
  },
  chooseFolder: { title: "Where should exports go?", choose: "Choose" },
  menu: { file: "File", edit: "Edit", view: "View", window: "Window" },
};
