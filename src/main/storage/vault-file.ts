import { createHash, randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { backupKind } from "../../shared/contract/backups.ts";
import { StepbackError } from "../../shared/contract/errors.ts";
import { id, type Id } from "../../shared/journal/identity.ts";
import { localDate } from "../../shared/journal/local-date.ts";
import { codeOf } from "./file-errors.ts";
import { replaceFile, writeNewFile } from "./replace-file.ts";
import {
  KEY_BYTES,
  type LaterSlot,
  readSlots,
  type Slot,
  wrappedKey,
  type WrappedKey,
} from "./slots.ts";

/** The version of vault.json that this program writes. */
const VAULT_VERSION = 1;

/** What is said of a backup, which is a vault of its own with the same id. */
const backupNote = z.object({
  kind: backupKind,
  created: z.string(),
  day: localDate,
  entries: z.number().int().min(0),
});

/** What the header of a backup says of it. */
export type BackupNote = z.infer<typeof backupNote>;

const vaultFile = z.object({
  stepback: z.literal("vault"),
  version: z.literal(VAULT_VERSION),
  id,
  /** The current database, inside the vault's folder. */
  database: z.string().regex(/^journal-\d{4}\.db$/),
  /** Ways to the key; those this version does not know belong to a later one. */
  slots: z.array(z.looseObject({ kind: z.string(), version: z.number().int() })).min(1),
  /** The key of before the last change, until every backup of that time is written anew. */
  formerKey: wrappedKey.optional(),
  backup: backupNote.optional(),
  /** SHA-256 of all the rest, so that damage here is never taken for a wrong passphrase. */
  check: z.string().optional(),
});

const versionOnly = z.object({ stepback: z.literal("vault"), version: z.number().int() });

/** The header of a vault. */
export interface VaultHeader {
  vaultId: Id;
  /** Name of the database inside the vault's folder. */
  database: string;
  slots: readonly Slot[];
  /** Ways to the same key that a later program added: kept for as long as the key is. */
  laterSlots?: readonly LaterSlot[] | undefined;
  /** The key of before the last change, under the one there is. */
  formerKey?: WrappedKey | undefined;
  /** Of a backup only. */
  backup?: BackupNote | undefined;
}

/** The key of a vault that is not protected; null of a protected one. */
export function keyInTheClear({ slots }: Pick<VaultHeader, "slots">): Buffer | null {
  const slot = slots.find(({ kind }) => kind === "none");
  return slot?.kind === "none" ? Buffer.from(slot.key, "base64") : null;
}

/** Whether the key is kept from whoever has the files. */
export function isProtected(header: Pick<VaultHeader, "slots">): boolean {
  return keyInTheClear(header) === null;
}

/** Whether two headers have the same ways in. */
export function sameSlots(one: VaultHeader, other: VaultHeader): boolean {
  return JSON.stringify(one.slots) === JSON.stringify(other.slots);
}

/** Where a vault's header stands. */
export function vaultFilePath(folder: string): string {
  return join(folder, "vault.json");
}

/** A new data key. */
export function newDataKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Writes the header of a new vault: the last step of making one. */
export function writeVaultFile(folder: string, header: VaultHeader): void {
  writeNewFile(vaultFilePath(folder), textOf(header));
}

/** Replaces the header: the one commit point of everything that changes keys or databases. */
export function replaceVaultFile(folder: string, header: VaultHeader): void {
  replaceFile(vaultFilePath(folder), textOf(header));
}

function textOf({
  vaultId,
  database,
  slots,
  laterSlots = [],
  formerKey,
  backup,
}: VaultHeader): string {
  const content: z.input<typeof vaultFile> = {
    stepback: "vault",
    version: VAULT_VERSION,
    id: vaultId,
    database,
    slots: [...slots, ...laterSlots],
    ...(formerKey === undefined ? {} : { formerKey }),
    ...(backup === undefined ? {} : { backup }),
  };
  return `${JSON.stringify({ ...content, check: checkOf(content) }, null, 2)}\n`;
}

function checkOf(content: object): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** Whether a header reads as it was written; one without a check was written by hand. */
function isIntact(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("check" in value)) return true;
  const { check, ...content } = value;
  return check === checkOf(content);
}

/**
 * Reads the header of a vault.
 * @throws StepbackError JOURNAL_NEWER for a later version, or when all its slots are of later kinds;
 *   JOURNAL_DAMAGED when it is missing or cannot be read.
 */
export function readVaultFile(folder: string): VaultHeader {
  const value = readJson(vaultFilePath(folder));
  const version = versionOnly.safeParse(value);
  if (version.success && version.data.version > VAULT_VERSION) {
    throw new StepbackError("JOURNAL_NEWER", {});
  }
  const vault = vaultFile.safeParse(value);
  if (!vault.success) throw new StepbackError("JOURNAL_DAMAGED", {}, { cause: vault.error });
  if (!isIntact(value)) throw new StepbackError("JOURNAL_DAMAGED", {});
  const { known, later } = readSlots(vault.data.slots);
  if (known.length === 0) throw new StepbackError("JOURNAL_NEWER", {});
  const { id: vaultId, database, formerKey, backup } = vault.data;
  return { vaultId, database, slots: known, laterSlots: later, formerKey, backup };
}

function readJson(file: string): unknown {
  // A pipe would be waited for without end.
  const found = statSync(file, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile()) throw new StepbackError("JOURNAL_DAMAGED", {});
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const isDamage = cause instanceof SyntaxError || codeOf(cause) === "ENOENT";
    if (isDamage) throw new StepbackError("JOURNAL_DAMAGED", {}, { cause });
    throw cause;
  }
}
