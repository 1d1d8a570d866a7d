/** The sentences of the editor. */
export const messages = {
  format: "Format",
  bold: "Bold",
  italic: "Italic",
  quote: "Quote",
  heading: "Heading",
  link: "Link",

  table: "Table",
  addRow: "Add row",
  addColumn: "Add column",
  removeRow: "Remove row",
  removeColumn: "Remove column",
  removeTable: "Remove table",

  address: "Address",
  keepAddress: "Keep",
  noAddress: "This is no address. Begin it with https:// or mailto:.",
  openLink: "Open",
  changeLink: "Change",
  removeLink: "Remove",
  linkTo: "Link to",
  inThisJournal: "a place in this journal",
  /** A host with letters beyond a to z is said twice, because such letters can look like others. */
  hostInLetters: (written: string, ascii: string) => `${written}, which is ${ascii}`,

  task: (words: string) => (words === "" ? "Task" : words),

  insert: "Insert",
  smallerHeading: "Smaller heading",
  smallestHeading: "Smallest heading",
  list: "List",
  numberedList: "Numbered list",
  tasks: "Tasks",
  code: "Code",
  line: "Line",
  alsoLine: "rule divider",
  picture: "Picture",
  quoteMoment: "Quote a moment",
  noMoment: "No moment was logged in the last four weeks.",
  mention: "Whom you mention",
  openPage: "Open the page",
  notHere: (name: string) => `${name} has no page in this journal.`,
  quotedMoment: "Quoted moment",
  stepped: {
    stepped_in: "stepped in",
    stepped_back: "stepped back",
    stepped_away: "stepped away",
  },
  steppedWith: (what: string, name: string | null) =>
    name === null ? what : `${what} with ${name}`,
  invited: { asked_for: "asked for", offered: "offered", uninvited: "uninvited" },

  whatItShows: "What the picture shows",
  keepWords: "Keep",
  pictureComing: "A picture is being taken in",
  pictureLost: "The picture could not be taken in. Try it again.",
  pictureMissing: (alt: string) => `[a picture that is not in the journal${after(alt)}]`,

  pastedAsText: "That could not be read with its form. Its words are here as plain text.",
  pastedInPart: (characters: string) =>
    `That was too long to paste in one go. The first ${characters} characters are here.`,
  pictureElsewhere: (alt: string) => `[picture on the internet, not loaded${after(alt)}]`,
  pictureNotTaken: (alt: string) => `[picture, not taken in${after(alt)}]`,
} as const;

function after(alt: string): string {
  return alt === "" ? "" : `: ${alt}`;
}
