import { z } from "zod";
import { localDate } from "../journal/local-date.ts";
import { ALL_TOPICS, procedure } from "./base.ts";

/** Why a backup was made. */
export const backupKind = z.enum([
  "daily",
  "asked",
  "before_import",
  "before_migration",
  "before_restore",
]);

export type BackupKind = z.infer<typeof backupKind>;

/** A backup in the journal's folder: the whole journal as it was, with the ways into it. */
export const backup = z.object({
  name: z.string(),
  kind: backupKind,
  /** The instant it was made, and the day in the journal's zone. */
  created: z.string(),
  day: localDate,
  entries: z.number().int(),
  bytes: z.number().int(),
  /** What opens it: the journal's own key, nobody's (it is not protected), or an earlier passphrase. */
  opensWith: z.enum(["this_journal", "nothing", "earlier_passphrase"]),
});

export type Backup = z.infer<typeof backup>;

/** The result of opening a backup and checking every page of it. */
export const verification = z.object({
  name: z.string(),
  ok: z.boolean(),
  entries: z.number().int(),
  problems: z.array(z.string()),
});

export type Verification = z.infer<typeof verification>;

export const backups = {
  /** All backups, newest first. Also of a damaged journal. */
  list: procedure.output(z.array(backup)),

  /** Makes a backup now, opens it again and checks it. */
  create: procedure.meta({ changes: ["backups"] }).output(backup),

  /** Opens a backup and checks every page of it. Fails with BACKUP_REFUSED. */
  verify: procedure
    .input(z.object({ name: z.string(), passphrase: z.string().optional() }))
    .output(verification),

  /**
   * Puts a backup in the journal's place, after every window has written what it has and a backup of
   * the journal as it is was made, if it can be read. Fails with BACKUP_REFUSED; nothing is changed then.
   * @param passphrase the one that the backup was made under, where that is an earlier one.
   */
  restore: procedure
    .meta({ changes: ALL_TOPICS })
    .input(z.object({ name: z.string(), passphrase: z.string().optional() }))
    .output(z.null()),
};
