import { z } from "zod";
import { StepbackError } from "../../shared/contract/errors.ts";
import { PASSPHRASE_BYTES } from "../../shared/contract/protection.ts";

/** What one derivation takes: memory in KiB, how often it is gone through, in how many lanes. */
export interface DerivationCost {
  memory: number;
  passes: number;
  lanes: number;
}

/** The cost of a new passphrase: 128 MiB, three times (safekeeping.md, "The vault"). */
export const PASSPHRASE_COST: DerivationCost = { memory: 131_072, passes: 3, lanes: 1 };

/**
 * The costs that are paid at all, 8 MiB to 1 GiB: a vault's header is a file, and whoever can write
 * it must neither exhaust the machine nor make guessing cheap. Argon2's own rule, 8 KiB a lane,
 * follows from these.
 */
export const derivationCost = z.object({
  memory: z.int().min(8192).max(1_048_576),
  passes: z.int().min(1).max(16),
  lanes: z.int().min(1).max(4),
});

/** Bytes of the key a passphrase is turned into. */
const KEY_BYTES = 32;

/** Whether a derivation of that cost is done at all; `derivationCost` has the bounds. */
export function isBoundedCost(cost: DerivationCost): boolean {
  return derivationCost.safeParse(cost).success;
}

/**
 * A passphrase as bytes, the same from every keyboard: NFKC, lone surrogates mended, UTF-8. Spaces
 * count, at the edges too (safekeeping.md, "The vault").
 * @throws StepbackError PASSPHRASE_REFUSED when nothing is there or more than PASSPHRASE_BYTES.
 */
export function normalisePassphrase(text: string): Buffer {
  if (text === "") {
    throw new StepbackError("PASSPHRASE_REFUSED", { reason: "empty", limit: PASSPHRASE_BYTES });
  }
  // NFKC makes at least a byte out of two UTF-16 units ("𝐀" is "A"), so that a text four times as
  // long is too long for certain, and need not be normalised: that could make it 18 times longer.
  const bytes =
    text.length > 4 * PASSPHRASE_BYTES
      ? null
      : Buffer.from(text.toWellFormed().normalize("NFKC"), "utf8");
  if (bytes === null || bytes.length > PASSPHRASE_BYTES) {
    bytes?.fill(0);
    throw new StepbackError("PASSPHRASE_REFUSED", { reason: "too_long", limit: PASSPHRASE_BYTES });
  }
  return bytes;
}

/**
 * The key that a passphrase gives: argon2id of the normalised bytes, 32 bytes. It occupies the thread
 * while it counts, at PASSPHRASE_COST for about half a second.
 * @throws StepbackError PASSPHRASE_REFUSED; RangeError for a cost out of bounds, before any memory is
 *   taken.
 */
export async function derivePassphraseKey(
  passphrase: string,
  salt: Buffer,
  cost: DerivationCost,
): Promise<Buffer> {
  if (!isBoundedCost(cost)) throw new RangeError("the cost of a derivation is out of bounds");
  const password = normalisePassphrase(passphrase);
  try {
    // Here and not above: most starts need no passphrase.
    const { argon2id } = await import("hash-wasm");
    const key = await argon2id({
      password,
      salt,
      memorySize: cost.memory,
      iterations: cost.passes,
      parallelism: cost.lanes,
      hashLength: KEY_BYTES,
      outputType: "binary",
    });
    return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
  } finally {
    password.fill(0);
  }
}
