import { createHash, hkdfSync, randomBytes } from "node:crypto";
import { StepbackError } from "../../shared/contract/errors.ts";

/** RFC 4648, section 6: no 0, 1, 8 or 9, which on paper are taken for letters. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LETTER_BITS = 5;

/** 160 random bits are 32 letters, and 20 bits of a checksum four more. */
const CODE_BYTES = 20;
const CODE_LETTERS = 36;
const GROUP_LETTERS = 4;

/** Far more than a code with all its spaces: longer texts are not looked at. */
const LONGEST_TYPED = 1024;

// Both are part of the format: another label, and every code written on paper is refused.
const CHECKSUM_LABEL = "stepback recovery code";
const KEY_LABEL = "stepback recovery code key";

/** What may stand between letters: spaces, line ends, dashes, minus signs, and what is invisible. */
const BETWEEN = /[\s\p{Pd}\p{Cf}\u02d7\u2043\u2212]/gu;

/** A new code, from the system's randomness: nine groups of four letters and digits. */
export function makeRecoveryCode(): string[] {
  const code = randomBytes(CODE_BYTES);
  const letters = lettersOf(code);
  code.fill(0);
  return Array.from({ length: CODE_LETTERS / GROUP_LETTERS }, (_, group) =>
    letters.slice(group * GROUP_LETTERS, (group + 1) * GROUP_LETTERS),
  );
}

/** A code in one line, as it is shown and kept: "K7QN-2MXD-…". */
export function formatRecoveryCode(groups: readonly string[]): string {
  return groups.join("-");
}

/**
 * The 20 bytes of a code as somebody typed it: in any case and width, with whatever stands between
 * the letters, 0 read as O, 1 as I and 8 as B.
 * @throws StepbackError CODE_REFUSED: `letters` when something else than the code's letters is in it,
 *   `length` when they are not 36, `slip` when the checksum tells that some are not as written down.
 */
export function readRecoveryCode(text: string): Buffer {
  if (text.length > LONGEST_TYPED) throw new StepbackError("CODE_REFUSED", { reason: "length" });
  const letters = fold(text);
  if (!/^[A-Z2-7]*$/.test(letters)) throw new StepbackError("CODE_REFUSED", { reason: "letters" });
  if (letters.length !== CODE_LETTERS) {
    throw new StepbackError("CODE_REFUSED", { reason: "length" });
  }
  const code = bytesOf(letters);
  if (lettersOf(code) !== letters) {
    code.fill(0);
    throw new StepbackError("CODE_REFUSED", { reason: "slip" });
  }
  return code;
}

/** Whether a group was typed back as it stands on the code, with the liberties of `readRecoveryCode`. */
export function sameGroup(typed: string, group: string): boolean {
  return typed.length <= LONGEST_TYPED && fold(typed) === fold(group);
}

/**
 * The key that a code gives, 32 bytes. HKDF-SHA256 (RFC 5869) is enough here, without the cost of a
 * passphrase's derivation: nobody guesses 160 random bits.
 */
export function recoveryKey(code: Buffer, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", code, salt, KEY_LABEL, 32));
}

/** The letters of a text as a code would have them; what is none stays. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(BETWEEN, "")
    .toUpperCase()
    .replaceAll("0", "O")
    .replaceAll("1", "I")
    .replaceAll("8", "B");
}

/** 20 bytes as 36 letters: with the first 20 bits of their checksum behind them. */
function lettersOf(code: Buffer): string {
  const checksum = createHash("sha256").update(CHECKSUM_LABEL).update(code).digest();
  let letters = "";
  let value = 0;
  let bits = 0;
  for (const byte of [...code, ...checksum.subarray(0, 3)]) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= LETTER_BITS) {
      bits -= LETTER_BITS;
      letters += ALPHABET.charAt(value >>> bits);
      value &= (1 << bits) - 1;
    }
  }
  return letters;
}

/** The 20 bytes before the checksum; `letters` are 36 of the alphabet. */
function bytesOf(letters: string): Buffer {
  const code = Buffer.alloc(CODE_BYTES);
  let at = 0;
  let value = 0;
  let bits = 0;
  for (const letter of letters.slice(0, (CODE_BYTES * 8) / LETTER_BITS)) {
    value = (value << LETTER_BITS) | ALPHABET.indexOf(letter);
    bits += LETTER_BITS;
    if (bits >= 8) {
      bits -= 8;
      code[at] = value >>> bits;
      at += 1;
      value &= (1 << bits) - 1;
    }
  }
  return code;
}
