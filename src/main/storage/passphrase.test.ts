import * as crypto from "node:crypto";
import fc from "fast-check";
import * as hashWasm from "hash-wasm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { StepbackError } from "../../shared/contract/errors.ts";
import { PASSPHRASE_BYTES } from "../../shared/contract/protection.ts";
import {
  derivePassphraseKey,
  isBoundedCost,
  normalisePassphrase,
  PASSPHRASE_COST,
  type DerivationCost,
} from "./passphrase.ts";

// The library stays as it is, and is watched: what it was asked to do.
vi.mock("hash-wasm", { spy: true });

const CHEAP: DerivationCost = { memory: 8192, passes: 1, lanes: 1 };
const SALT = Buffer.from("0123456789abcdef");

// Node 22 has no argon2 of its own to compare with; the reference's vector below runs there too.
const hasArgon2 = typeof crypto.argon2Sync === "function";
const needsArgon2 = hasArgon2 ? "" : " (skipped: this Node has no argon2 to compare with)";

/** Any text of so many code points, lone surrogates among them. */
function anyText(most: number): fc.Arbitrary<string> {
  const point = fc.oneof(
    fc.nat(0x10ffff),
    fc.nat(0x2fff),
    fc.integer({ min: 0xac00, max: 0xffff }),
  );
  return fc
    .array(point, { minLength: 1, maxLength: most })
    .map((points) => String.fromCodePoint(...points));
}

/** The same key from OpenSSL. */
function independently(bytes: Buffer, cost: DerivationCost): string {
  const { memory, passes, lanes } = cost;
  return crypto
    .argon2Sync("argon2id", {
      message: bytes,
      nonce: SALT,
      memory,
      passes,
      parallelism: lanes,
      tagLength: 32,
    })
    .toString("hex");
}

function refusal(text: string): unknown {
  try {
    normalisePassphrase(text);
  } catch (error) {
    if (error instanceof StepbackError) return { code: error.code, ...error.data };
    throw error;
  }
  return "taken";
}

const TOO_LONG = { code: "PASSPHRASE_REFUSED", reason: "too_long", limit: 1024 };

describe("a passphrase as bytes", () => {
  it.each([
    ["composed or not", "Zo\u00eb", "Zoe\u0308"],
    ["Hangul in syllables or letters", "\ud55c\uae00", "\u1112\u1161\u11ab\u1100\u1173\u11af"],
    ["fullwidth or not", "\uff21\uff22\uff11", "AB1"],
    ["a ligature or its letters", "\ufb01n", "fin"],
    ["a no-break space or a space", "a\u00a0b", "a b"],
    ["marks in either order", "a\u0323\u0307", "a\u0307\u0323"],
  ])("is the same from every keyboard: %s", (_, left, right) => {
    expect(left).not.toBe(right);
    expect(normalisePassphrase(left)).toEqual(normalisePassphrase(right));
  });

  it.each([
    ["a space before", " word", "word"],
    ["a space behind", "word ", "word"],
    ["a second space", "two  words", "two words"],
    ["a line end", "word\n", "word"],
    ["case", "Word", "word"],
    ["an accent", "Zo\u00eb", "Zoe"],
    ["the skin of an emoji", "\u{1f44d}", "\u{1f44d}\u{1f3fd}"],
    ["how an emoji is joined", "\u{1f469}\u200d\u{1f467}", "\u{1f469}\u{1f467}"],
    ["a letter that only looks alike", "\u0430", "a"],
  ])("keeps apart what differs: %s", (_, left, right) => {
    expect(normalisePassphrase(left)).not.toEqual(normalisePassphrase(right));
  });

  it("is UTF-8, emoji whole", () => {
    expect(normalisePassphrase("\u{1f6b6} \u00e4").toString("hex")).toBe("f09f9ab620c3a4");
  });

  it("mends lone surrogates, so that it is some bytes and always the same", () => {
    expect(normalisePassphrase("a\ud800b").toString("utf8")).toBe("a\ufffdb");
    expect(normalisePassphrase("a\udc00b").toString("utf8")).toBe("a\ufffdb");
  });

  it("a space alone is one; nothing is none", () => {
    expect(normalisePassphrase(" ")).toEqual(Buffer.from(" "));
    expect(refusal("")).toEqual({ code: "PASSPHRASE_REFUSED", reason: "empty", limit: 1024 });
  });

  it.each([
    ["letters", "a".repeat(1024), "a".repeat(1025)],
    ["accents", "\u00e4".repeat(512), `${"\u00e4".repeat(512)}a`],
    ["decomposed accents", "a\u0308".repeat(512), `${"a\u0308".repeat(512)}a`],
    ["emoji", "\u{1f6b6}".repeat(256), `${"\u{1f6b6}".repeat(256)}a`],
    // Two UTF-16 units become one byte: the most that NFKC takes away.
    ["mathematical letters", "\u{1d400}".repeat(1024), "\u{1d400}".repeat(1025)],
    // One code point becomes 18, in 33 bytes.
    ["what NFKC makes longest", `${"\ufdfa".repeat(31)}a`, "\ufdfa".repeat(32)],
  ])("has at most 1024 bytes after normalising: %s", (_, longest, longer) => {
    expect(normalisePassphrase(longest).length).toBeLessThanOrEqual(PASSPHRASE_BYTES);
    expect(refusal(longer)).toEqual(TOO_LONG);
  });

  it("refuses 4 KB, and 100 MB at once", () => {
    expect(refusal("a".repeat(4096))).toEqual(TOO_LONG);
    const huge = "\ufdfa".repeat(100_000_000);
    const start = performance.now();
    expect(refusal(huge)).toEqual(TOO_LONG);
    expect(performance.now() - start).toBeLessThan(200);
  });

  it("never refuses by its raw length what would fit", () => {
    // No code point of Unicode has more than two UTF-16 units for a byte of its normal form, nor
    // have the sequences that are composed to one.
    let most = 0;
    for (let point = 1; point <= 0x10ffff; point += 1) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const character = String.fromCodePoint(point);
      for (const text of [character, character.normalize("NFD")]) {
        most = Math.max(most, text.length / Buffer.byteLength(text.normalize("NFKC")));
      }
    }
    expect(most).toBe(2);
  });

  it("is the same of every normal form, whatever the text", () => {
    fc.assert(
      fc.property(anyText(50), (text) => {
        const bytes = normalisePassphrase(text);
        for (const form of ["NFC", "NFD", "NFKC", "NFKD"]) {
          expect(normalisePassphrase(text.normalize(form))).toEqual(bytes);
        }
      }),
    );
  });
});

describe("the cost of a derivation", () => {
  it.each([
    ["the one of new passphrases", PASSPHRASE_COST],
    ["the least", CHEAP],
    ["the most", { memory: 1_048_576, passes: 16, lanes: 4 }],
  ])("is paid: %s", (_, cost) => {
    expect(isBoundedCost(cost)).toBe(true);
  });

  const unbounded: [string, DerivationCost][] = [
    ["no memory", { ...CHEAP, memory: 0 }],
    ["too little memory", { ...CHEAP, memory: 8191 }],
    ["too much memory", { ...CHEAP, memory: 1_048_577 }],
    ["64 GiB", { ...CHEAP, memory: 67_108_864 }],
    ["less than no memory", { ...CHEAP, memory: -8192 }],
    ["memory that wraps round at 32 bits", { ...CHEAP, memory: 2 ** 32 + 8192 }],
    ["half a KiB", { ...CHEAP, memory: 8192.5 }],
    ["endless memory", { ...CHEAP, memory: Number.POSITIVE_INFINITY }],
    ["memory that is no number", { ...CHEAP, memory: Number.NaN }],
    ["memory in letters", { ...CHEAP, memory: "8192" as unknown as number }],
    ["no pass", { ...CHEAP, passes: 0 }],
    ["too many passes", { ...CHEAP, passes: 17 }],
    ["a pass and a half", { ...CHEAP, passes: 1.5 }],
    ["no lane", { ...CHEAP, lanes: 0 }],
    ["too many lanes", { ...CHEAP, lanes: 5 }],
    ["nothing at all", {} as unknown as DerivationCost],
  ];

  it.each(unbounded)("is not paid: %s", (_, cost) => {
    expect(isBoundedCost(cost)).toBe(false);
  });

  it("always leaves argon2 its 8 KiB a lane", () => {
    fc.assert(
      fc.property(fc.nat(70_000), fc.nat(20), fc.nat(10_000), (memory, passes, lanes) => {
        expect(isBoundedCost({ memory, passes, lanes }) && memory < 8 * lanes).toBe(false);
      }),
    );
  });

  describe("out of bounds", () => {
    beforeEach(() => {
      vi.mocked(hashWasm.argon2id).mockClear();
    });

    it.each(unbounded)("never reaches the library: %s", async (_, cost) => {
      await expect(derivePassphraseKey("word", SALT, cost)).rejects.toThrow(RangeError);
      expect(hashWasm.argon2id).not.toHaveBeenCalled();
    });

    it("control: the least does; what can be no passphrase does not", async () => {
      await derivePassphraseKey("word", SALT, CHEAP);
      expect(hashWasm.argon2id).toHaveBeenCalledTimes(1);
      await expect(derivePassphraseKey("", SALT, CHEAP)).rejects.toThrow("PASSPHRASE_REFUSED");
      await expect(derivePassphraseKey("a".repeat(1025), SALT, CHEAP)).rejects.toThrow(
        "PASSPHRASE_REFUSED",
      );
      expect(hashWasm.argon2id).toHaveBeenCalledTimes(1);
    });
  });
});

describe("the key of a passphrase", () => {
  it("is the reference implementation's", async () => {
    // phc-winner-argon2, src/test.c: argon2id, version 0x13, 64 MiB, two passes, one lane.
    const cost = { memory: 65_536, passes: 2, lanes: 1 };
    const key = await derivePassphraseKey("password", Buffer.from("somesalt"), cost);
    expect(key.toString("hex")).toBe(
      "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    );
  });

  const costs: [string, DerivationCost][] = [
    ["the cost of new passphrases", PASSPHRASE_COST],
    ["the least", CHEAP],
    ["more passes", { memory: 8192, passes: 5, lanes: 1 }],
    ["more lanes", { memory: 8192, passes: 2, lanes: 4 }],
    ["memory that the lanes do not divide", { memory: 8195, passes: 2, lanes: 3 }],
    ["an odd size", { memory: 9001, passes: 3, lanes: 2 }],
  ];

  it.skipIf(!hasArgon2).each(costs)(`is OpenSSL's at %s${needsArgon2}`, async (_, cost) => {
    const key = await derivePassphraseKey("Zoe\u0308 \u{1f6b6} ", SALT, cost);
    expect(key).toHaveLength(32);
    expect(key.toString("hex")).toBe(independently(Buffer.from("Zo\u00eb \u{1f6b6} "), cost));
  });

  it.skipIf(!hasArgon2)(`is OpenSSL's for any passphrase${needsArgon2}`, async () => {
    await fc.assert(
      fc.asyncProperty(anyText(300), async (passphrase) => {
        const bytes = Buffer.from(passphrase.normalize("NFKC"));
        fc.pre(bytes.length <= PASSPHRASE_BYTES);
        const key = await derivePassphraseKey(passphrase, SALT, CHEAP);
        expect(key.toString("hex")).toBe(independently(bytes, CHEAP));
      }),
      { numRuns: 15 },
    );
  });

  it("depends on the passphrase, the salt and each part of the cost", async () => {
    const keys = await Promise.all([
      derivePassphraseKey("word", SALT, CHEAP),
      derivePassphraseKey("word ", SALT, CHEAP),
      derivePassphraseKey("word", Buffer.from("fedcba9876543210"), CHEAP),
      derivePassphraseKey("word", SALT, { ...CHEAP, memory: 8200 }),
      derivePassphraseKey("word", SALT, { ...CHEAP, passes: 2 }),
      derivePassphraseKey("word", SALT, { ...CHEAP, lanes: 2 }),
      // The same once more, while the others are being made.
      derivePassphraseKey("word", SALT, CHEAP),
    ]);
    const texts = keys.map((key) => key.toString("hex"));
    expect(new Set(texts).size).toBe(6);
    expect(texts.at(-1)).toBe(texts[0]);
  });
});
