import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StepbackError } from "../../shared/contract/errors.ts";
import { CODE_GROUPS } from "../../shared/contract/protection.ts";
import {
  formatRecoveryCode,
  makeRecoveryCode,
  readRecoveryCode,
  recoveryKey,
  sameGroup,
} from "./recovery-code.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The letters of 20 bytes by another way: one large number of 180 bits, in base 32. */
function lettersOf(bytes: Buffer): string {
  const checksum = createHash("sha256")
    .update(Buffer.concat([Buffer.from("stepback recovery code"), bytes]))
    .digest("hex")
    .slice(0, 5);
  const number = BigInt(`0x${bytes.toString("hex")}${checksum}`);
  return Array.from(
    { length: 36 },
    (_, place) => ALPHABET[Number((number >> (5n * BigInt(35 - place))) & 31n)],
  ).join("");
}

function groupsOf(letters: string): string[] {
  return letters.match(/.{4}/g) ?? [];
}

/** Always the same random-looking bytes, so that what is counted below is a fact and not luck. */
function sample(number: number): Buffer {
  return createHash("sha256").update(`sample ${number}`).digest().subarray(0, 20);
}

const CODE = formatRecoveryCode(groupsOf(lettersOf(sample(0))));

function reading(text: string): string {
  try {
    return readRecoveryCode(text).toString("hex");
  } catch (error) {
    if (error instanceof StepbackError && error.code === "CODE_REFUSED") {
      return `refused: ${(error.data as { reason: string }).reason}`;
    }
    throw error;
  }
}

const bytes20 = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes));

describe("a recovery code", () => {
  it("is nine groups of four letters and digits, in one line with hyphens", () => {
    const groups = makeRecoveryCode();
    expect(groups).toHaveLength(CODE_GROUPS);
    for (const group of groups) expect(group).toMatch(/^[A-Z2-7]{4}$/);
    expect(formatRecoveryCode(groups)).toBe(groups.join("-"));
    expect(formatRecoveryCode(groups)).toMatch(/^([A-Z2-7]{4}-){8}[A-Z2-7]{4}$/);
  });

  it("can be read back, and no two are the same", () => {
    const codes = Array.from({ length: 1000 }, () => formatRecoveryCode(makeRecoveryCode()));
    expect(new Set(codes.map(reading)).size).toBe(1000);
    for (const code of codes) expect(readRecoveryCode(code)).toHaveLength(20);
  });

  it("uses every letter in every place before the checksum", () => {
    const seen = Array.from({ length: 32 }, () => new Set<string>());
    for (let made = 0; made < 1000; made += 1) {
      const letters = makeRecoveryCode().join("");
      for (const [place, letter] of seen.entries()) letter.add(letters.charAt(place));
    }
    // A letter stays away from a place in 1000 codes once in 60 trillion.
    expect(seen.map((letters) => letters.size)).toEqual(Array.from({ length: 32 }, () => 32));
  });

  it.each([
    ["36SQ-RQUW-VK6E-ITYV-XWCB-K7LT-NIXG-T7RA-AE2P", "dfa508c296aabc444f15bd84157d736a2e69fe20"],
    ["AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-RPOR", "00".repeat(20)],
    ["7777-7777-7777-7777-7777-7777-7777-7777-AIYQ", "ff".repeat(20)],
  ])("is on paper, and stays readable for ever: %s", (code, bytes) => {
    expect(reading(code)).toBe(bytes);
  });

  it("is base32 of the bytes and 20 bits of their checksum", () => {
    fc.assert(
      fc.property(bytes20, (bytes) => {
        expect(reading(lettersOf(bytes))).toBe(bytes.toString("hex"));
      }),
    );
  });
});

describe("a code as typed", () => {
  it.each([
    ["in small letters", CODE.toLowerCase()],
    ["without hyphens", CODE.replaceAll("-", "")],
    ["with spaces", CODE.replaceAll("-", " ")],
    ["with a space after each letter", CODE.replaceAll("-", "").split("").join(" ")],
    ["with spaces around", `  ${CODE}\t`],
    ["in three lines", CODE.replace(/((?:....-){3})/g, "$1\r\n")],
    ["with line and paragraph separators", CODE.replaceAll("-", "\u2028\u2029")],
    ["with en dashes", CODE.replaceAll("-", "\u2013")],
    ["with em dashes and spaces", CODE.replaceAll("-", " \u2014 ")],
    ["with non-breaking hyphens", CODE.replaceAll("-", "\u2011")],
    ["with minus signs", CODE.replaceAll("-", "\u2212")],
    ["with hyphen bullets", CODE.replaceAll("-", "\u2043")],
    ["with fullwidth hyphens", CODE.replaceAll("-", "\uff0d")],
    ["with soft hyphens", CODE.replaceAll("-", "\u00ad")],
    ["with no-break spaces", CODE.replaceAll("-", "\u00a0")],
    ["with ideographic spaces", CODE.replaceAll("-", "\u3000")],
    ["with zero-width spaces and a byte order mark", `\ufeff${CODE.replaceAll("-", "\u200b")}`],
    [
      "in fullwidth letters",
      CODE.replace(/[A-Z2-7]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    ],
  ])("is the same %s", (_, typed) => {
    expect(reading(typed)).toBe(sample(0).toString("hex"));
  });

  it("takes 0 for O, 1 for I and 8 for B", () => {
    fc.assert(
      fc.property(bytes20, (bytes) => {
        const typed = lettersOf(bytes)
          .replaceAll("O", "0")
          .replaceAll("I", "1")
          .replaceAll("B", "8");
        expect(reading(typed)).toBe(bytes.toString("hex"));
      }),
    );
    // Control: they are in the codes.
    const all = Array.from({ length: 20 }, (_, number) => lettersOf(sample(number))).join("");
    expect(all).toMatch(/O.*I.*B/);
  });

  it.each([
    ["nothing", "", "length"],
    ["spaces", " - ", "length"],
    ["a group too few", CODE.slice(5), "length"],
    ["a letter too few", CODE.slice(0, -1), "length"],
    ["a letter too many", `${CODE}A`, "length"],
    ["a megabyte", "A".repeat(1_000_000), "length"],
    ["a code behind more spaces than are looked at", `${" ".repeat(1000)}${CODE}`, "length"],
    ["a 9", `9${CODE.slice(1)}`, "letters"],
    ["a full stop", `${CODE}.`, "letters"],
    ["an umlaut", `\u00c4${CODE.slice(1)}`, "letters"],
    ["a letter that only looks alike", `\u0410${CODE.slice(1)}`, "letters"],
    ["a lone surrogate", `\ud800${CODE.slice(1)}`, "letters"],
    ["an emoji", `${CODE}\u{1f600}`, "letters"],
    ["two groups in the other order", CODE.replace(/^(....)-(....)/, "$2-$1"), "slip"],
  ])("is refused with a reason: %s", (_, typed, reason) => {
    expect(reading(typed)).toBe(`refused: ${reason}`);
  });

  it("is refused with every single letter replaced by every other", () => {
    // Of 2^20 wrong codes one would pass: of these 22,000 probably none, and of these none does.
    let tried = 0;
    const passed: string[] = [];
    for (let number = 0; number < 20; number += 1) {
      const letters = lettersOf(sample(number));
      for (let place = 0; place < 36; place += 1) {
        for (const letter of ALPHABET) {
          if (letter === letters[place]) continue;
          const typed = letters.slice(0, place) + letter + letters.slice(place + 1);
          tried += 1;
          if (reading(typed) !== "refused: slip") passed.push(typed);
        }
      }
    }
    expect(tried).toBe(20 * 36 * 31);
    expect(passed).toEqual([]);
  });

  it("is refused with any two neighbouring letters that differ in the other order", () => {
    let tried = 0;
    const passed: string[] = [];
    for (let number = 0; number < 300; number += 1) {
      const letters = lettersOf(sample(number));
      for (let place = 0; place < 35; place += 1) {
        const [left, right] = [letters.charAt(place), letters.charAt(place + 1)];
        if (left === right) continue;
        const typed = letters.slice(0, place) + right + left + letters.slice(place + 2);
        tried += 1;
        if (reading(typed) !== "refused: slip") passed.push(typed);
      }
    }
    expect(tried).toBeGreaterThan(10_000);
    expect(passed).toEqual([]);
  });

  it("any other text is refused, and nothing else happens", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 60 }), (units) => {
        expect(reading(String.fromCharCode(...units))).toMatch(/^refused: (length|letters|slip)$/);
      }),
    );
  });
});

describe("a group typed back", () => {
  it.each([
    "K7QN",
    "k7qn",
    " K7QN ",
    "K7-QN",
    "K 7 Q N\n",
    "\uff2b\uff17\uff31\uff2e",
    "K7QN\u200b",
  ])("is the same: %j", (typed) => {
    expect(sameGroup(typed, "K7QN")).toBe(true);
  });

  it.each(["", "K7Q", "K7QNN", "K7NQ", "K7QM", "K7Q\u041d", "2MXD", "K7QN-2MXD"])(
    "is another: %j",
    (typed) => {
      expect(sameGroup(typed, "K7QN")).toBe(false);
    },
  );

  it("takes 0 for O, 1 for I and 8 for B, as reading does", () => {
    expect(sameGroup("08ib", "OBIB")).toBe(true);
    expect(sameGroup("0b18", "OBIB")).toBe(true);
    expect(sameGroup("QB18", "OBIB")).toBe(false);
  });

  it("does not look at what is far too long", () => {
    expect(sameGroup(`${" ".repeat(1_000_000)}K7QN`, "K7QN")).toBe(false);
  });
});

describe("the key of a code", () => {
  it("is HKDF-SHA256 of the 20 bytes (RFC 5869, written out)", () => {
    const salt = Buffer.from("0123456789abcdef");
    const extracted = createHmac("sha256", salt).update(sample(0)).digest();
    const expanded = createHmac("sha256", extracted)
      .update("stepback recovery code key")
      .update(Buffer.from([1]))
      .digest();
    expect(recoveryKey(sample(0), salt).toString("hex")).toBe(expanded.toString("hex"));
  });

  it("depends on the code and the salt", () => {
    const keys = [
      recoveryKey(sample(0), sample(2).subarray(0, 16)),
      recoveryKey(sample(1), sample(2).subarray(0, 16)),
      recoveryKey(sample(0), sample(3).subarray(0, 16)),
    ].map((key) => key.toString("hex"));
    expect(new Set(keys).size).toBe(3);
  });
});
