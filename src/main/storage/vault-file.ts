import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { StepbackError } from "../../shared/contract/errors.ts";
import { id, type Id } from "../../shared/journal/identity.ts";
import { writeNewFile } from "./replace-file.ts";

/** The version of vault.json that this program writes. */
const VAULT_VERSION = 1;

/** Bytes of the data key: the database is encrypted with it, protected or not. */
const KEY_BYTES = 32;

/** A way to the data key. `none` holds it in the clear: anyone with the files can read the journal. */
const noneSlot = z.object({
  kind: z.literal("none"),
  version: z.literal(1),
  key: z.base64().refine((key) => Buffer.from(key, "base64").length === KEY_BYTES),
});

const vaultFile = z.object({
  stepback: z.literal("vault"),
  version: z.literal(VAULT_VERSION),
  id,
  /** The current database, inside the vault's folder. */
  database: z.string().regex(/^journal-\d{4}\.db$/),
  /** Ways to the key; those this version does not know belong to a later one. */
  slots: z.array(z.looseObject({ kind: z.string(), version: z.number().int() })).min(1),
});

const versionOnly = z.object({ stepback: z.literal("vault"), version: z.number().int() });

/** What opens the database of a vault. */
export interface VaultKey {
  vaultId: Id;
  /** Name of the database inside the vault's folder. */
  database: string;
  /** The data key, 32 bytes. */
  key: Buffer;
  protected: boolean;
}

/** Where a vault's header stands. */
export function vaultFilePath(folder: string): string {
  return join(folder, "vault.json");
}

/** Writes the header of a new vault with an unprotected slot: the last step of making one. */
export function writeVaultFile(folder: string, vaultId: Id, database: string, key: Buffer): void {
  const content: z.infer<typeof vaultFile> & { slots: z.infer<typeof noneSlot>[] } = {
    stepback: "vault",
    version: VAULT_VERSION,
    id: vaultId,
    database,
    slots: [{ kind: "none", version: 1, key: key.toString("base64") }],
  };
  writeNewFile(vaultFilePath(folder), `${JSON.stringify(content, null, 2)}\n`);
}

/** A new data key. */
export function newDataKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/**
 * Reads the header and takes the data key from its slot.
 * @throws StepbackError JOURNAL_NEWER for a later version, or when all its slots are of later kinds;
 *   JOURNAL_DAMAGED when it cannot be read.
 */
export function readVaultFile(folder: string): VaultKey {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(vaultFilePath(folder), "utf8"));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new StepbackError("JOURNAL_DAMAGED", {}, { cause });
    throw cause;
  }
  const version = versionOnly.safeParse(value);
  if (version.success && version.data.version > VAULT_VERSION) {
    throw new StepbackError("JOURNAL_NEWER", {});
  }
  const vault = vaultFile.safeParse(value);
  if (!vault.success) throw new StepbackError("JOURNAL_DAMAGED", {}, { cause: vault.error });
  const known = vault.data.slots.find((slot) => slot.kind === "none" && slot.version === 1);
  if (known === undefined) throw new StepbackError("JOURNAL_NEWER", {});
  const none = noneSlot.safeParse(known);
  if (!none.success) throw new StepbackError("JOURNAL_DAMAGED", {}, { cause: none.error });
  return {
    vaultId: vault.data.id,
    database: vault.data.database,
    key: Buffer.from(none.data.key, "base64"),
    protected: false,
  };
}
