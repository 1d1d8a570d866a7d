import type { Refusal } from "./refusal.ts";

/** What an import says of single items. */
export const messages = {
  refused: {
    unreadable: "It cannot be read. Look at its permissions.",
    link: "It is a link to somewhere else, and links are not followed.",
    not_text: "It is not UTF-8 text. Save it as UTF-8, then import it again.",
    too_long: "It is too long. One text may have 5 MB.",
    too_slow: "Reading it took too long.",
    empty: "There is nothing written in it.",
    broken: "It is not an entry as Stepback writes one.",
    garbled: "It is not written as Stepback writes it.",
    newer: "It was written by a newer Stepback. Install the newer version to import it.",
    differs: "It is in the journal already with other words, and those were not changed.",
    deleted: "It was deleted from this journal. What is in the bin comes back with restore.",
    week_taken: "Its week has another reflection in this journal.",
    part_taken: "A part of it has the id of something else in this journal.",
    blocks_taken: "The time of its week is told otherwise in this journal.",
  } satisfies Record<Refusal, string>,
  dateFromFile: "No date is given in it, so it got the day on which its file was last changed.",
  joined:
    "Somebody of this name is here already. What names the one means the other, of whom nothing was changed.",
  unnamed: "Whom it names was deleted from this journal, so it names nobody.",
  unnamedCommitment:
    "Whom a commitment of it names was deleted from this journal, so the commitment names nobody.",
  pictureMissing: "A picture of it is missing or damaged. Its place says so.",
} as const;
