import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { z } from "zod";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { Id } from "../../shared/journal/identity.ts";
import {
  derivationCost,
  derivePassphraseKey,
  PASSPHRASE_COST,
  type DerivationCost,
} from "./passphrase.ts";
import { readRecoveryCode, recoveryKey } from "./recovery-code.ts";

/** Bytes of the data key, and of every key it is wrapped with. */
export const KEY_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Most bytes of what the system's keeper makes of 32. */
const SEALED_BYTES = 4096;

/** So many bytes in base64, written in the one way there is: another spelling is another slot. */
const bytes = (least: number, most = least) =>
  z.string().refine((text) => {
    if (text.length > Math.ceil(most / 3) * 4) return false;
    const value = Buffer.from(text, "base64");
    return value.length >= least && value.length <= most && value.toString("base64") === text;
  });

const salt = bytes(SALT_BYTES).refine((text) =>
  Buffer.from(text, "base64").some((byte) => byte !== 0),
);

/** The data key under a wrapping key, in AES-256-GCM: its tag stands behind it. */
const wrapped = { nonce: bytes(NONCE_BYTES), key: bytes(KEY_BYTES + TAG_BYTES) };

/** Holds the data key in the clear: anyone with the files can read the journal. */
const noneSlotShape = z.strictObject({
  kind: z.literal("none"),
  version: z.literal(1),
  key: bytes(KEY_BYTES),
});

const passphraseSlotShape = z.strictObject({
  kind: z.literal("passphrase"),
  version: z.literal(1),
  kdf: z.strictObject({ name: z.literal("argon2id"), ...derivationCost.shape, salt }),
  ...wrapped,
});

const recoveryCodeSlotShape = z.strictObject({
  kind: z.literal("recovery_code"),
  version: z.literal(1),
  salt,
  ...wrapped,
});

const deviceSlotShape = z.strictObject({
  kind: z.literal("device"),
  version: z.literal(1),
  /** The wrapping key, in the system's keeping. */
  sealed: bytes(1, SEALED_BYTES),
  ...wrapped,
});

/** A way to the data key that this program knows, as vault.json holds it. */
export const slot = z.discriminatedUnion("kind", [
  noneSlotShape,
  passphraseSlotShape,
  recoveryCodeSlotShape,
  deviceSlotShape,
]);

export type Slot = z.infer<typeof slot>;
export type NoneSlot = z.infer<typeof noneSlotShape>;
export type PassphraseSlot = z.infer<typeof passphraseSlotShape>;
export type RecoveryCodeSlot = z.infer<typeof recoveryCodeSlotShape>;
export type DeviceSlot = z.infer<typeof deviceSlotShape>;

/** A key under another one. */
export const wrappedKey = z.strictObject(wrapped);

export type WrappedKey = z.infer<typeof wrappedKey>;

/** What every slot says of itself, of later kinds and versions too. */
const anySlot = z.looseObject({ kind: z.string(), version: z.int().min(1) });

/** A slot of a later kind or version. */
export type LaterSlot = z.infer<typeof anySlot>;

/** The kinds of version 1. */
const KINDS: ReadonlySet<string> = new Set<Slot["kind"]>([
  "none",
  "passphrase",
  "recovery_code",
  "device",
]);

/**
 * The system's keeper of secrets. Both may throw. The buffers are zeroed after the call, the one that
 * `unseal` gives too: a keeper keeps neither.
 */
export interface DeviceKeeper {
  seal(secret: Buffer): Buffer;
  unseal(sealed: Buffer): Buffer;
}

/** What somebody has who wants to open the journal. */
export type Secret =
  | { kind: "passphrase"; text: string }
  | { kind: "recovery_code"; text: string }
  | { kind: "device"; keeper: DeviceKeeper };

/** A slot for a journal without protection. */
export function noneSlot(dataKey: Buffer): NoneSlot {
  return noneSlotShape.parse({ kind: "none", version: 1, key: dataKey.toString("base64") });
}

/**
 * A slot that a passphrase opens.
 * @throws StepbackError PASSPHRASE_REFUSED; RangeError for a cost out of bounds.
 */
export async function passphraseSlot(
  passphrase: string,
  dataKey: Buffer,
  vaultId: Id,
  cost: DerivationCost = PASSPHRASE_COST,
): Promise<PassphraseSlot> {
  const freshSalt = randomBytes(SALT_BYTES);
  const lock = {
    kind: "passphrase",
    version: 1,
    kdf: {
      name: "argon2id",
      memory: cost.memory,
      passes: cost.passes,
      lanes: cost.lanes,
      salt: freshSalt.toString("base64"),
    },
  } as const;
  const wrappingKey = await derivePassphraseKey(passphrase, freshSalt, cost);
  return passphraseSlotShape.parse({
    ...lock,
    ...wrap(boundTo(lock, vaultId), wrappingKey, dataKey),
  });
}

/**
 * A slot that a recovery code opens, given as it is shown or as it was typed.
 * @throws StepbackError CODE_REFUSED.
 */
export function recoveryCodeSlot(code: string, dataKey: Buffer, vaultId: Id): RecoveryCodeSlot {
  const freshSalt = randomBytes(SALT_BYTES);
  const lock = {
    kind: "recovery_code",
    version: 1,
    salt: freshSalt.toString("base64"),
  } as const;
  const wrappingKey = codeKey(code, freshSalt);
  return recoveryCodeSlotShape.parse({
    ...lock,
    ...wrap(boundTo(lock, vaultId), wrappingKey, dataKey),
  });
}

/** A slot that this machine opens through its keeper. Throws what the keeper throws. */
export function deviceSlot(keeper: DeviceKeeper, dataKey: Buffer, vaultId: Id): DeviceSlot {
  const wrappingKey = randomBytes(KEY_BYTES);
  try {
    const sealed = keeper.seal(wrappingKey).toString("base64");
    const lock = { kind: "device", version: 1, sealed } as const;
    return deviceSlotShape.parse({
      ...lock,
      ...wrap(boundTo(lock, vaultId), wrappingKey, dataKey),
    });
  } finally {
    wrappingKey.fill(0);
  }
}

/**
 * The slots that this program knows, checked, in their order; those of a later kind or version come
 * apart, as they are, so that they can be kept.
 * @throws StepbackError JOURNAL_DAMAGED for what is no slot, for one of a known kind and version with
 *   a wrong shape or parameters out of bounds, for two of one kind, and for `none` beside another.
 */
export function readSlots(values: readonly unknown[]): { known: Slot[]; later: LaterSlot[] } {
  const known: Slot[] = [];
  const later: LaterSlot[] = [];
  for (const value of values) {
    const any = anySlot.safeParse(value);
    if (!any.success) throw new StepbackError("JOURNAL_DAMAGED", {}, { cause: any.error });
    if (any.data.version !== 1 || !KINDS.has(any.data.kind)) {
      later.push(any.data);
      continue;
    }
    const read = slot.safeParse(value);
    if (!read.success) throw new StepbackError("JOURNAL_DAMAGED", {}, { cause: read.error });
    if (known.some((other) => other.kind === read.data.kind)) {
      throw new StepbackError("JOURNAL_DAMAGED", {});
    }
    known.push(read.data);
  }
  // With the key in the clear beside it no other slot would protect anything.
  if (known.length + later.length > 1 && known.some(({ kind }) => kind === "none")) {
    throw new StepbackError("JOURNAL_DAMAGED", {});
  }
  return { known, later };
}

/**
 * The data key, 32 bytes, from the slot that the secret is for; without protection it is there
 * whatever the secret. Null when there is no such slot, when the secret does not fit it, or when the
 * slot was made for another vault.
 * @throws StepbackError PASSPHRASE_REFUSED and CODE_REFUSED for what can be no such secret.
 */
export async function openSlots(
  slots: readonly Slot[],
  secret: Secret | null,
  vaultId: Id,
): Promise<Buffer | null> {
  const none = slots.find((each) => each.kind === "none");
  if (none !== undefined) return Buffer.from(none.key, "base64");
  switch (secret?.kind) {
    case undefined:
      return null;
    case "passphrase": {
      const found = slots.find((each) => each.kind === "passphrase");
      if (found === undefined) return null;
      const itsSalt = Buffer.from(found.kdf.salt, "base64");
      const wrappingKey = await derivePassphraseKey(secret.text, itsSalt, found.kdf);
      return unwrap(found, wrappingKey, boundTo(found, vaultId));
    }
    case "recovery_code": {
      const found = slots.find((each) => each.kind === "recovery_code");
      if (found === undefined) return null;
      const wrappingKey = codeKey(secret.text, Buffer.from(found.salt, "base64"));
      return unwrap(found, wrappingKey, boundTo(found, vaultId));
    }
    case "device": {
      const found = slots.find((each) => each.kind === "device");
      if (found === undefined) return null;
      const wrappingKey = unsealed(secret.keeper, Buffer.from(found.sealed, "base64"));
      return wrappingKey === null ? null : unwrap(found, wrappingKey, boundTo(found, vaultId));
    }
  }
}

/** What a slot says of itself before the key is in it. */
type SlotLock =
  | Omit<PassphraseSlot, keyof typeof wrapped>
  | Omit<RecoveryCodeSlot, keyof typeof wrapped>
  | Omit<DeviceSlot, keyof typeof wrapped>;

/**
 * What the wrapped key is bound to: in another vault, or with other parameters than it was made with,
 * it does not open. An array in JSON, so that no two slots are written alike.
 */
function boundTo(lock: SlotLock, vaultId: Id): Buffer {
  const start = ["stepback slot", lock.kind, lock.version, vaultId];
  switch (lock.kind) {
    case "passphrase": {
      const { name, memory, passes, lanes, salt: itsSalt } = lock.kdf;
      return Buffer.from(JSON.stringify([...start, name, memory, passes, lanes, itsSalt]));
    }
    case "recovery_code":
      return Buffer.from(JSON.stringify([...start, lock.salt]));
    case "device":
      return Buffer.from(JSON.stringify([...start, lock.sealed]));
  }
}

/** The key that a vault had before, under the one it has: for what is not written anew yet. */
export function wrapFormerKey(former: Buffer, dataKey: Buffer, vaultId: Id): WrappedKey {
  return wrap(formerBoundTo(vaultId), Buffer.from(dataKey), former);
}

/** The key that a vault had before; null when it is not under this key. */
export function unwrapFormerKey(found: WrappedKey, dataKey: Buffer, vaultId: Id): Buffer | null {
  return unwrap(found, Buffer.from(dataKey), formerBoundTo(vaultId));
}

function formerBoundTo(vaultId: Id): Buffer {
  return Buffer.from(JSON.stringify(["stepback former key", vaultId]));
}

/** The data key under a wrapping key, which is zeroed. */
function wrap(bound: Buffer, wrappingKey: Buffer, dataKey: Buffer): WrappedKey {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", wrappingKey, nonce, { authTagLength: TAG_BYTES });
  wrappingKey.fill(0);
  cipher.setAAD(bound);
  const key = Buffer.concat([cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString("base64"), key: key.toString("base64") };
}

/** The data key in a slot, or null if the wrapping key, which is zeroed, is not the slot's. */
function unwrap(found: WrappedKey, wrappingKey: Buffer, bound: Buffer): Buffer | null {
  const nonce = Buffer.from(found.nonce, "base64");
  const key = Buffer.from(found.key, "base64");
  const cipher = createDecipheriv("aes-256-gcm", wrappingKey, nonce, { authTagLength: TAG_BYTES });
  wrappingKey.fill(0);
  cipher.setAAD(bound);
  cipher.setAuthTag(key.subarray(KEY_BYTES));
  const dataKey = cipher.update(key.subarray(0, KEY_BYTES));
  try {
    cipher.final();
    return dataKey;
  } catch {
    // Only now the tag is compared: what was deciphered is no key.
    dataKey.fill(0);
    return null;
  }
}

/** The key that a code as typed gives. @throws StepbackError CODE_REFUSED. */
function codeKey(text: string, itsSalt: Buffer): Buffer {
  const code = readRecoveryCode(text);
  const key = recoveryKey(code, itsSalt);
  code.fill(0);
  return key;
}

/** The wrapping key from the system's keeper, or null when it keeps it no longer. */
function unsealed(keeper: DeviceKeeper, sealed: Buffer): Buffer | null {
  let wrappingKey: Buffer;
  try {
    wrappingKey = keeper.unseal(sealed);
  } catch {
    return null;
  }
  if (wrappingKey.length === KEY_BYTES) return wrappingKey;
  wrappingKey.fill(0);
  return null;
}
