import type { ErrorCode, ErrorData } from "./errors.ts";
import { packTroubleSentence } from "./pack-sentences.ts";

/** Every failure as one plain sentence that says what to do. `where` names the journal's place. */
const SENTENCES: { [Code in ErrorCode]: (data: ErrorData<Code>, where: string) => string } = {
  NO_JOURNAL: (_, where) =>
    `There is no journal ${where}. Make one with the command init, or start Stepback without a command.`,
  NOT_A_JOURNAL: (_, where) =>
    `What stands ${where} is not a Stepback journal. It was left as it is; choose another folder.`,
  JOURNAL_EXISTS: (_, where) => `There is a journal ${where} already. Nothing was changed.`,
  FOLDER_UNUSABLE: ({ reason }, where) =>
    ({
      missing: `The folder ${where} is not there. Make it first, or choose another.`,
      denied: `The folder ${where} cannot be written to. Change its permissions, or choose another.`,
      full: `The disk is full ${where}. Make some room, then try again.`,
      other: `The folder ${where} cannot be used. Choose another.`,
    })[reason],
  JOURNAL_MISSING: ({ lastOpened }, where) =>
    `The journal that was ${where} when it was last opened, on ${lastOpened.slice(0, 10)}, is not there. Connect its drive or find its folder; no new one was made.`,
  JOURNAL_DAMAGED: (_, where) =>
    `The journal ${where} is damaged. Nothing in it was changed; keep a copy of the folder before you go on.`,
  JOURNAL_NEWER: (_, where) =>
    `The journal ${where} was written by a newer Stepback. It was left untouched; install the newer version.`,
  JOURNAL_BUSY: (_, where) =>
    `The journal ${where} is open in another window, or is being replaced. Close that first.`,
  WINDOW_SILENT: () =>
    "That window does not answer. Its last saved words are in the journal; end that program, then look again.",
  LOCKED: (_, where) =>
    `The journal ${where} is locked. Give its passphrase: in STEPBACK_PASSPHRASE, or when asked on a terminal.`,
  WRONG_SECRET: ({ what }) =>
    what === "passphrase" ? "That is not the passphrase." : "That is not the recovery code.",
  TRY_LATER: ({ wait }) =>
    `Several tries did not fit. The next can be made in ${Math.ceil(wait)} ${Math.ceil(wait) === 1 ? "second" : "seconds"}.`,
  PASSPHRASE_REFUSED: ({ reason, limit }) =>
    reason === "empty"
      ? "An empty passphrase protects nothing. Choose some words."
      : `This is too long for a passphrase. It may have ${limit} bytes; choose a shorter one.`,
  CODE_REFUSED: ({ reason }) =>
    ({
      length: "A recovery code has nine groups of four. Look whether one is missing.",
      letters:
        "A recovery code has only letters and the digits 2 to 7. Look at what else stands in it.",
      slip: "One letter of this code is not as it was written down. Compare it with your paper.",
    })[reason],
  CODE_DIFFERS: ({ number }) => `Group ${number} is not the same as on the code.`,
  NO_CODE: () =>
    "That recovery code is not good any more. Have a new one shown, and write that down.",
  PROTECTION_DIFFERS: (data) =>
    data.protected
      ? "This journal is protected by a passphrase already. Change it instead."
      : "This journal is not protected by a passphrase. Set one first.",
  BACKUP_REFUSED: ({ reason }) =>
    ({
      missing: "There is no such backup. The command backup list shows those there are.",
      damaged: "This backup is damaged. Nothing was changed; choose another one.",
      other_journal: "This backup is of another journal. Nothing was changed.",
      earlier_passphrase:
        "This backup was made under an earlier passphrase. Nothing was changed; give that one to restore it.",
      newer:
        "This backup was made by a newer Stepback. Nothing was changed; install the newer version.",
      not_made:
        "No backup of the journal as it is could be made first, so nothing was changed. Make room on the disk, then try again.",
    })[reason],
  NOT_SAVED: ({ reason }) =>
    ({
      denied: "This could not be saved. The journal cannot be written to; look at its folder.",
      full: "This could not be saved. The disk is full.",
      read_only: "This could not be saved. The journal is open for reading only.",
      busy: "This could not be saved. Another program keeps the journal; try again.",
      other: "This could not be saved. The disk did not take it; try again.",
    })[reason],
  NOT_FOUND: ({ what, id }) =>
    ({
      entry: `There is no entry ${id}.`,
      section: "This part of the entry is not there any more.",
      prompt: `There is no prompt ${id}. The command prompts lists them.`,
      theme: `There is no theme ${id}. The command prompts lists them.`,
      person: `There is nobody called ${id} in the journal.`,
      commitment: "This commitment is not there any more.",
      reflection: `The week ${id} has not been begun.`,
      moment: "This moment is not there any more.",
      pack: "This pack is not in the library any more.",
      crisis: "This crisis is not there any more.",
      handover: "What was handed over is not there any more.",
      agreement: "This agreement is not there any more.",
    })[what],
  CONFLICT: () =>
    "This was changed in another window meanwhile. Copy your words if you need them, then show what is there.",
  DOCUMENT_REFUSED: ({ reason }) =>
    `This text holds something that Stepback does not know, so it was not changed: ${reason}.`,
  NOTHING_WRITTEN: () => "There is nothing to keep: the text is empty.",
  TOO_LONG: ({ limit }) =>
    `This text is too long. One text may have ${Math.round(limit / 1024 / 1024)} MB.`,
  WEEK_TAKEN: ({ week }) =>
    `The week ${week} has another reflection by now. Delete that one first, then restore this.`,
  DATE_TAKEN: ({ week, date }) =>
    `The reflection of ${week} stands under ${date} already. Change its date with the command edit.`,
  PROMPT_ANSWERED: ({ week, prompt, about }) =>
    `${prompt} is answered ${about === undefined ? `in ${week}` : `about ${about.person} on ${about.date}`} already. Nothing was changed; edit that answer in the window.`,
  PROMPT_NEEDS_PERSON: ({ prompt }) =>
    `${prompt} is asked about one person. Say about whom, with --with NAME.`,
  PROMPT_NEEDS_NO_PERSON: ({ prompt }) =>
    `${prompt} is not asked about one person. Leave out --with, or answer one of the cadence per-person.`,
  NAME_TAKEN: ({ name }) =>
    `There is somebody called ${name} already. Choose another name, or merge the two.`,
  NAME_MISSING: () => "A person needs a name. Give one.",
  NAME_TOO_LONG: ({ limit }) => `A name may have ${limit} characters. Give a shorter one.`,
  SAME_PERSON: ({ name }) =>
    `${name} cannot be merged with themselves. Choose somebody else to merge with.`,
  PERSON_MISSING: () => "Nobody is named. Say with whom.",
  MATTER_MISSING: () => "Nothing is named. Say what it is about.",
  DAY_IN_FUTURE: ({ date }) => `${date} has not come yet. Give a day up to today.`,
  DAY_TOO_EARLY: ({ earliest }) => `That day is too early. Give one from ${earliest} on.`,
  HANDOVER_STANDS: ({ isWithThem, name }) =>
    isWithThem
      ? `It is with ${name} already. Take it back first.`
      : "It is with you already. Give it again first.",
  MOMENT_IN_FUTURE: () => "This has not happened yet. Give a time up to now.",
  CRISIS_REFUSED: ({ reason }) =>
    ({
      no_ground: "Say whose ground it is: a name, or what it is in a few words.",
      nothing_taken: "Name at least one thing that you take over.",
      in_future: "A crisis is written down once it is there. Give a day up to today.",
      before_opening: "A crisis cannot end before it began. Give a later day.",
      reason_missing: "What you keep needs a reason.",
      nobody_named: "Say who has it now.",
      items_open: "Not everything is given back yet. Say of each thing who has it.",
      closed: "This crisis is closed. What there is to add goes into its entry.",
      not_closed: "This crisis is still open. Close it first.",
      not_asked: "This is not asked about today.",
    })[reason],
  PERSON_UNASKED: () =>
    "“{person}” is a name only in a prompt that is asked per person. Choose that, or write the name out.",
  THEME_IN_USE: ({ title, prompts }) =>
    prompts === 1
      ? `One prompt is still in “${title}”. Give it another theme first.`
      : `${prompts} prompts are still in “${title}”. Give them another theme first.`,
  PACK_REFUSED: (trouble) => packTroubleSentence(trouble),
  NO_OTHER_PROMPT: () => "There is no other prompt to ask this week.",
  TOO_MANY_COMMITMENTS: ({ limit }) =>
    `${limit} commitments are open already, and that is the most. Say first what came of one of them.`,
  CARRIED_THREE_TIMES: () =>
    "This was carried over three times already. Reshape it, hand it to someone, or end it.",
  ANSWERED_SINCE: () =>
    "It went on as another commitment, and that one is answered already. Nothing was changed.",
  NOTHING_TO_DECIDE: () =>
    "Say first how it went. Only what was kept in part, was not kept or never came up can go on.",
  PICTURE_REFUSED: ({ reason }) =>
    ({
      not_a_picture: "This is not a picture that can be kept. Take a PNG, JPEG, GIF or WebP.",
      too_large: "This picture is too large. One picture may have 20 MB; make it smaller first.",
      too_many_pixels:
        "This picture is too large. One picture may have 50 million pixels; make it smaller first.",
      broken: "This picture is damaged and was not taken in. Look whether it opens elsewhere.",
    })[reason],
  EXPORT_REFUSED: ({ reason }) =>
    ({
      not_empty: "The place for the export is taken. Choose a new folder, or an empty one.",
      no_parent: "The folder that the export should go into is not there. Make it first.",
      denied: "The export could not be written: the folder does not allow it. Choose another.",
      full: "The export could not be written: the disk is full. Nothing unfinished was left.",
      inside_journal: "The export cannot go into the journal's own folder. Choose another.",
      other: "The export could not be written there. Choose another folder.",
    })[reason],
  IMPORT_REFUSED: ({ reason }) =>
    ({
      missing: "There is nothing at that place to import. Look at its name.",
      denied: "What should be imported cannot be read. Look at its permissions.",
      not_an_export: "That is no export of a journal. Name its folder, or its stepback.json.",
      empty: "There is nothing in that folder that could be imported.",
      broken:
        "The stepback.json cannot be read: it is damaged, or no Stepback wrote it. The Markdown beside it can be imported with --from markdown.",
      newer:
        "This export was made by a newer Stepback. Nothing was imported; install the newer version.",
      too_large: "This is too large to be imported at once. Nothing was imported.",
      changed:
        "A picture was changed while it was read, so nothing was imported. Try again when nothing writes there.",
      too_slow: "Reading this took too long, so nothing was imported.",
    })[reason],
};

/**
 * One plain sentence for a failure of the closed list.
 * @param where the journal's place with its preposition, such as `at /home/me/journal`.
 */
export function describeError<Code extends ErrorCode>(
  code: Code,
  data: ErrorData<Code>,
  where = "here",
): string {
  return SENTENCES[code](data, where);
}
