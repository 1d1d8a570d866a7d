import type { BackupKind } from "../../../../shared/contract/backups.ts";

const entries = (count: number): string => `${count} ${count === 1 ? "entry" : "entries"}`;

export const messages = {
  title: "Backups",
  settings: "Settings",
  lead: "Each is the whole journal as it was. Verifying one opens it and reads every page; going back to one puts it in the journal’s place.",
  none: "There is no backup yet.",
  noneProtected: "None of these is protected: anybody who has the files can read them.",
  notProtected: "Not protected: anybody who has the file can read it.",
  earlier: "Made under an earlier passphrase.",
  kinds: {
    daily: "Daily",
    asked: "Asked for",
    before_import: "Before an import",
    before_migration: "Before a new version",
    before_restore: "Before going back",
  } satisfies Record<BackupKind, string>,
  holds: (kind: string, count: number, size: string) => `${kind}. ${entries(count)}, ${size}.`,
  verify: "Verify",
  verifying: "Verifying",
  verified: (count: number) => `Opened and every page checked: ${entries(count)}.`,
  notVerified: "This backup is not whole.",
  restore: "Restore",
  restoring: "Restoring",
  yesGoBack: (when: string) => `Yes, go back to ${when}`,
  backedUpFirst: "The journal as it is now is backed up first.",
  keptBeside: "The damaged file is kept beside the new one.",
  passphrase: "The passphrase that it was made under",
  otherPassphrase: "That is not the passphrase that this backup was made under.",
  goBack: (when: string) => `Go back to ${when}`,
  cancel: "Cancel",
  unsaved: "Something you wrote is not saved yet, so nothing was restored.",
  gone: "This backup is not there any more. Nothing was changed.",
  restored: (when: string) => `The journal is as it was on ${when}.`,
} as const;
