import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { StepbackError } from "../../shared/contract/errors.ts";
import type { DerivationCost } from "./passphrase.ts";
import { formatRecoveryCode, makeRecoveryCode } from "./recovery-code.ts";
import {
  deviceSlot,
  noneSlot,
  openSlots,
  passphraseSlot,
  readSlots,
  recoveryCodeSlot,
  type DeviceKeeper,
  type Secret,
  type Slot,
} from "./slots.ts";

const CHEAP: DerivationCost = { memory: 8192, passes: 1, lanes: 1 };
const VAULT = "01K9ZZZZZZZZZZZZZZZZZZZZZZ";
const OTHER_VAULT = "01K9ZZZZZZZZZZZZZZZZZZZZZY";
const KEY = Buffer.from("the data key of a test, 32 bytes");
const PASSPHRASE = "walking slowly helps";
const CODE = formatRecoveryCode(makeRecoveryCode());

/** Any UTF-16 there can be, lone surrogates too. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

/** A keeper as a system has one: what it seals only it unseals, and a changed seal not at all. */
function makeKeeper(): DeviceKeeper {
  const mask = randomBytes(32);
  const mark = randomBytes(8);
  const masked = (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => byte ^ (mask[at] ?? 0)));
  return {
    seal: (secret) => Buffer.concat([mark, masked(secret)]),
    unseal: (sealed) => {
      if (!sealed.subarray(0, 8).equals(mark)) throw new Error("this was not sealed here");
      return masked(sealed.subarray(8));
    },
  };
}

const keeper = makeKeeper();

const SECRETS: Record<Secret["kind"], Secret> = {
  passphrase: { kind: "passphrase", text: PASSPHRASE },
  recovery_code: { kind: "recovery_code", text: CODE },
  device: { kind: "device", keeper },
};

const passphrase = await passphraseSlot(PASSPHRASE, KEY, VAULT, CHEAP);
const recoveryCode = recoveryCodeSlot(CODE, KEY, VAULT);
const device = deviceSlot(keeper, KEY, VAULT);
const none = noneSlot(KEY);
const WRAPPED = [passphrase, recoveryCode, device];

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof StepbackError) return error.code;
    throw error;
  }
  return "taken";
}

/** What the secret that fits makes of slots as they would come out of vault.json. */
async function opening(values: readonly unknown[], secret: Secret, vault = VAULT): Promise<string> {
  try {
    const key = await openSlots(readSlots(values).known, secret, vault);
    return key?.toString("utf8") ?? "shut";
  } catch (error) {
    if (error instanceof StepbackError) return error.code;
    throw error;
  }
}

/** The value with another one at a path like "kdf.salt". */
function changed(value: object, path: string, by: (old: unknown) => unknown): object {
  const copy = structuredClone(value) as Record<string, unknown>;
  const names = path.split(".");
  const last = names.pop() ?? "";
  let inner = copy;
  for (const name of names) inner = inner[name] as Record<string, unknown>;
  const next = by(inner[last]);
  if (next === undefined) delete inner[last];
  else inner[last] = next;
  return copy;
}

function flipped(text: string, byte: number, bit: number): string {
  const bytes = Buffer.from(text, "base64");
  bytes[byte] = (bytes[byte] ?? 0) ^ (1 << bit);
  return bytes.toString("base64");
}

describe("a slot", () => {
  it.each(WRAPPED)("is opened by its secret, after a stay in a file: $kind", async (slot) => {
    const values = JSON.parse(JSON.stringify([slot])) as unknown[];
    expect(readSlots(values)).toEqual({ known: [slot], later: [] });
    expect(await opening(values, SECRETS[slot.kind])).toBe(KEY.toString("utf8"));
  });

  it("without protection is opened by whatever secret, or none", async () => {
    expect(await openSlots([none], null, VAULT)).toEqual(KEY);
    for (const secret of Object.values(SECRETS)) {
      expect(await openSlots([none, passphrase], secret, VAULT)).toEqual(KEY);
    }
    expect(await openSlots([none], { kind: "passphrase", text: "" }, VAULT)).toEqual(KEY);
  });

  it.each(WRAPPED)("has the key nowhere in the clear: $kind", (slot) => {
    const text = JSON.stringify(slot);
    expect(text).not.toContain(KEY.toString("base64").slice(0, 40));
    expect(text).not.toContain(PASSPHRASE);
    expect(text).not.toContain(CODE);
    // Control: a slot without protection has it.
    expect(JSON.stringify(none)).toContain(KEY.toString("base64").slice(0, 40));
  });

  it("is new every time it is made", async () => {
    const again = [
      await passphraseSlot(PASSPHRASE, KEY, VAULT, CHEAP),
      recoveryCodeSlot(CODE, KEY, VAULT),
      deviceSlot(keeper, KEY, VAULT),
    ];
    for (const [index, slot] of again.entries()) {
      expect(slot.nonce).not.toBe(WRAPPED[index]?.nonce);
      expect(slot.key).not.toBe(WRAPPED[index]?.key);
    }
    expect(again[0]).not.toMatchObject({ kdf: { salt: passphrase.kdf.salt } });
    expect(again[1]).not.toMatchObject({ salt: recoveryCode.salt });
    expect(again[2]).not.toMatchObject({ sealed: device.sealed });
  });

  it("is opened by its own secret only, and null is the answer to any other", async () => {
    const slots: Slot[] = [passphrase, recoveryCode, device];
    const strangers: Secret[] = [
      { kind: "passphrase", text: `${PASSPHRASE} ` },
      { kind: "passphrase", text: CODE },
      { kind: "recovery_code", text: formatRecoveryCode(makeRecoveryCode()) },
      { kind: "device", keeper: makeKeeper() },
    ];
    for (const secret of strangers) expect(await openSlots(slots, secret, VAULT)).toBeNull();
    expect(await openSlots(slots, null, VAULT)).toBeNull();
    for (const secret of Object.values(SECRETS)) {
      expect(await openSlots(slots, secret, VAULT)).toEqual(KEY);
    }
  });

  it("that is not there answers null, also to a secret that could be none", async () => {
    expect(await openSlots([recoveryCode], SECRETS.passphrase, VAULT)).toBeNull();
    expect(await openSlots([passphrase], SECRETS.recovery_code, VAULT)).toBeNull();
    expect(await openSlots([passphrase], SECRETS.device, VAULT)).toBeNull();
    expect(await openSlots([device], { kind: "passphrase", text: "" }, VAULT)).toBeNull();
    expect(await openSlots([], SECRETS.passphrase, VAULT)).toBeNull();
  });

  it("is made of a data key of 32 bytes and no other", async () => {
    const short = KEY.subarray(1);
    expect(() => noneSlot(short)).toThrow(z.ZodError);
    expect(() => recoveryCodeSlot(CODE, short, VAULT)).toThrow(z.ZodError);
    expect(() => deviceSlot(keeper, Buffer.concat([KEY, KEY]), VAULT)).toThrow(z.ZodError);
    await expect(passphraseSlot(PASSPHRASE, short, VAULT, CHEAP)).rejects.toThrow(z.ZodError);
  });

  it("leaves the data key it was made of as it was", () => {
    expect(KEY.toString("utf8")).toBe("the data key of a test, 32 bytes");
  });

  it("gives any data key back, of any vault, by the recovery code and by the device", async () => {
    const keys = fc.uint8Array({ minLength: 32, maxLength: 32 });
    await fc.assert(
      fc.asyncProperty(keys, anyText, async (bytes, vault) => {
        const key = Buffer.from(bytes);
        const slots = [recoveryCodeSlot(CODE, key, vault), deviceSlot(keeper, key, vault)];
        expect(await openSlots(slots, SECRETS.recovery_code, vault)).toEqual(key);
        expect(await openSlots(slots, SECRETS.device, vault)).toEqual(key);
        expect(await openSlots(slots, SECRETS.recovery_code, `${vault}"`)).toBeNull();
      }),
    );
  });
});

describe("a passphrase", () => {
  it.each([
    ["composed or not", "Zo\u00eb \u00fcbt", "Zoe\u0308 u\u0308bt"],
    ["in fullwidth or not", "\uff21\uff22\uff23", "ABC"],
  ])("opens the same slot however it is typed: %s", async (_, left, right) => {
    expect(left).not.toBe(right);
    const slot = await passphraseSlot(left, KEY, VAULT, CHEAP);
    for (const text of [left, right]) {
      expect(await openSlots([slot], { kind: "passphrase", text }, VAULT)).toEqual(KEY);
    }
  });

  it.each([
    ["spaces at its edges", " two words ", "two words"],
    ["emoji", "walk \u{1f6b6}\u200d\u2640\ufe0f", "walk \u{1f6b6}"],
    ["1024 bytes", "a".repeat(1024), "a".repeat(1023)],
  ])("may have %s, and they count", async (_, text, less) => {
    const slot = await passphraseSlot(text, KEY, VAULT, CHEAP);
    expect(await openSlots([slot], { kind: "passphrase", text }, VAULT)).toEqual(KEY);
    expect(await openSlots([slot], { kind: "passphrase", text: less }, VAULT)).toBeNull();
  });

  it.each([
    ["nothing", ""],
    ["1025 bytes", "a".repeat(1025)],
    ["4 KB", "a".repeat(4096)],
  ])("cannot be %s, neither to make a slot nor to open one", async (_, text) => {
    await expect(passphraseSlot(text, KEY, VAULT, CHEAP)).rejects.toThrow("PASSPHRASE_REFUSED");
    expect(await opening([passphrase], { kind: "passphrase", text })).toBe("PASSPHRASE_REFUSED");
  });

  it("takes its cost from the slot, and a new one has 128 MiB and three passes", async () => {
    const dearer = await passphraseSlot(PASSPHRASE, KEY, VAULT, {
      memory: 9000,
      passes: 2,
      lanes: 2,
    });
    expect(dearer.kdf).toMatchObject({ name: "argon2id", memory: 9000, passes: 2, lanes: 2 });
    expect(await opening([dearer], SECRETS.passphrase)).toBe(KEY.toString("utf8"));
    const usual = await passphraseSlot(PASSPHRASE, KEY, VAULT);
    expect(usual.kdf).toMatchObject({ name: "argon2id", memory: 131_072, passes: 3, lanes: 1 });
  });

  it("makes no slot at a cost that none would be opened at", async () => {
    const tooCheap = { ...CHEAP, memory: 8191 };
    await expect(passphraseSlot(PASSPHRASE, KEY, VAULT, tooCheap)).rejects.toThrow(RangeError);
  });
});

describe("a recovery code", () => {
  it("opens its slot as typed, and makes one as typed", async () => {
    const typed = ` ${CODE.toLowerCase().replaceAll("-", " \u2013 ")}\n`;
    expect(await opening([recoveryCode], { kind: "recovery_code", text: typed })).toBe(
      KEY.toString("utf8"),
    );
    const slot = recoveryCodeSlot(typed, KEY, VAULT);
    expect(await opening([slot], SECRETS.recovery_code)).toBe(KEY.toString("utf8"));
  });

  it("that cannot be one is refused as such", async () => {
    const text = CODE.slice(5);
    expect(() => recoveryCodeSlot(text, KEY, VAULT)).toThrow("CODE_REFUSED");
    expect(await opening([recoveryCode], { kind: "recovery_code", text })).toBe("CODE_REFUSED");
  });
});

describe("a device", () => {
  const withKeeper = (unseal: DeviceKeeper["unseal"]): Secret => ({
    kind: "device",
    keeper: { ...keeper, unseal },
  });

  it.each<[string, DeviceKeeper["unseal"]]>([
    [
      "throws",
      () => {
        throw new Error("the keyring is locked");
      },
    ],
    ["gives nothing", () => Buffer.alloc(0)],
    ["gives another key", () => randomBytes(32)],
    ["gives too few bytes", (sealed) => keeper.unseal(sealed).subarray(1)],
    ["gives too many bytes", (sealed) => Buffer.concat([keeper.unseal(sealed), Buffer.alloc(1)])],
  ])("whose keeper %s opens nothing", async (_, unseal) => {
    expect(await openSlots([device], withKeeper(unseal), VAULT)).toBeNull();
  });

  it("whose keeper cannot seal makes no slot", () => {
    const seal = () => {
      throw new Error("no keyring");
    };
    expect(() => deviceSlot({ ...keeper, seal }, KEY, VAULT)).toThrow("no keyring");
  });

  it.each([
    [0, false],
    [1, true],
    [4096, true],
    [4097, false],
  ])("may seal to %i bytes: %s", (length, taken) => {
    const make = () => deviceSlot({ ...keeper, seal: () => Buffer.alloc(length, 7) }, KEY, VAULT);
    if (taken) expect(readSlots([make()]).known).toHaveLength(1);
    else expect(make).toThrow(z.ZodError);
  });

  it("leaves no wrapping key in memory, neither sealed nor unsealed nor given up", async () => {
    const seen: Buffer[] = [];
    const spying: DeviceKeeper = {
      seal: (secret) => {
        seen.push(secret);
        expect(secret.equals(Buffer.alloc(32))).toBe(false);
        return keeper.seal(secret);
      },
      unseal: (sealed) => {
        const secret = keeper.unseal(sealed);
        seen.push(secret);
        return secret;
      },
    };
    const slot = deviceSlot(spying, KEY, VAULT);
    expect(await openSlots([slot], { kind: "device", keeper: spying }, VAULT)).toEqual(KEY);
    expect(await openSlots([slot], { kind: "device", keeper: spying }, OTHER_VAULT)).toBeNull();
    expect(seen).toEqual([Buffer.alloc(32), Buffer.alloc(32), Buffer.alloc(32)]);
    const failing: DeviceKeeper = {
      ...keeper,
      seal: (secret) => {
        seen.push(secret);
        throw new Error("no keyring");
      },
    };
    expect(() => deviceSlot(failing, KEY, VAULT)).toThrow("no keyring");
    expect(seen[3]).toEqual(Buffer.alloc(32));
  });
});

describe("a slot that was changed", () => {
  it.each(WRAPPED)("opens in no other vault: $kind", async (slot) => {
    expect(await opening([slot], SECRETS[slot.kind], OTHER_VAULT)).toBe("shut");
    expect(await opening([slot], SECRETS[slot.kind])).toBe(KEY.toString("utf8"));
  });

  it.each([
    { slot: passphrase, path: "kdf.salt", length: 16 },
    { slot: passphrase, path: "nonce", length: 12 },
    { slot: passphrase, path: "key", length: 48 },
    { slot: recoveryCode, path: "salt", length: 16 },
    { slot: recoveryCode, path: "nonce", length: 12 },
    { slot: recoveryCode, path: "key", length: 48 },
    { slot: device, path: "sealed", length: 40 },
    { slot: device, path: "nonce", length: 12 },
    { slot: device, path: "key", length: 48 },
  ])("does not open with any byte flipped: $slot.kind, $path", async ({ slot, path, length }) => {
    const secret = SECRETS[slot.kind];
    for (let byte = 0; byte < length; byte += 1) {
      const values = [changed(slot, path, (text) => flipped(text as string, byte, byte % 8))];
      expect(await opening(values, secret), `byte ${byte}`).toBe("shut");
    }
    // Control: flipped and flipped back.
    const back = changed(slot, path, (text) => flipped(flipped(text as string, 3, 1), 3, 1));
    expect(await opening([back], secret)).toBe(KEY.toString("utf8"));
  });

  it.each([
    ["memory", 8193],
    ["memory", 16_384],
    ["passes", 2],
    ["lanes", 2],
  ])("does not open with another cost: %s %i", async (name, value) => {
    const values = [changed(passphrase, `kdf.${name}`, () => value)];
    expect(await opening(values, SECRETS.passphrase)).toBe("shut");
  });

  it("is bound to what the device sealed, not only to what comes out of it", async () => {
    // This keeper does not look at the mark, so that another seal gives the right wrapping key.
    const lax: DeviceKeeper = {
      ...keeper,
      unseal: () => keeper.unseal(Buffer.from(device.sealed, "base64")),
    };
    const secret: Secret = { kind: "device", keeper: lax };
    expect(await opening([device], secret)).toBe(KEY.toString("utf8"));
    const other = changed(device, "sealed", (text) => flipped(text as string, 0, 0));
    expect(await opening([other], secret)).toBe("shut");
  });

  it.each([recoveryCode, device])(
    "never opens with any one character of its text changed: $kind",
    async (slot) => {
      const text = JSON.stringify([slot]);
      const answers: Record<string, number> = {};
      for (let at = 0; at < text.length; at += 1) {
        for (const character of 'A/=0"_2 ') {
          if (character === text[at]) continue;
          let values: unknown[];
          try {
            values = JSON.parse(text.slice(0, at) + character + text.slice(at + 1)) as unknown[];
          } catch {
            continue;
          }
          const answer = await opening(values, SECRETS[slot.kind]);
          answers[answer] = (answers[answer] ?? 0) + 1;
        }
      }
      expect(Object.keys(answers).sort()).toEqual(["JOURNAL_DAMAGED", "shut"]);
      expect(answers["shut"]).toBeGreaterThan(300);
    },
  );

  it("does not take parts of another slot, made of the same secret", async () => {
    const other = recoveryCodeSlot(CODE, KEY, VAULT);
    for (const path of ["salt", "nonce", "key"] as const) {
      const values = [changed(recoveryCode, path, () => other[path])];
      expect(await opening(values, SECRETS.recovery_code), path).toBe("shut");
    }
  });
});

describe("reading slots", () => {
  it("skips kinds and versions it does not know, says so, and keeps the order of the others", () => {
    const later = [
      { kind: "passkey", version: 1, credential: "x" },
      { kind: "passphrase", version: 2 },
      { kind: "__proto__", version: 1 },
      { kind: "constructor", version: 1 },
      { kind: "", version: 1 },
      { kind: "Passphrase", version: 1 },
    ];
    for (const slot of later) {
      expect(readSlots([slot])).toEqual({ known: [], later: [slot] });
      expect(readSlots([device, slot, passphrase])).toEqual({
        known: [device, passphrase],
        later: [slot],
      });
    }
    expect(readSlots([later[0], later[0]])).toEqual({ known: [], later: [later[0], later[0]] });
    expect(readSlots([])).toEqual({ known: [], later: [] });
  });

  it.each([
    null,
    undefined,
    "none",
    1,
    [],
    {},
    { kind: "none" },
    { version: 1 },
    { kind: 1, version: 1 },
    { kind: "passkey", version: "1" },
    { kind: "passkey", version: 1.5 },
    { kind: "passkey", version: 0 },
    { kind: "none", version: -1 },
  ])("calls damage what is no slot: %j", (value) => {
    expect(codeOf(() => readSlots([passphrase, value]))).toBe("JOURNAL_DAMAGED");
  });

  it.each([none, ...WRAPPED])("calls two of one kind damage: $kind", (slot) => {
    expect(codeOf(() => readSlots([slot, slot]))).toBe("JOURNAL_DAMAGED");
    // Control: one of each is fine.
    expect(readSlots(WRAPPED).known).toHaveLength(3);
  });

  it.each([...WRAPPED, { kind: "smart_card", version: 1 }])(
    "calls $kind beside the key in the clear damage: it would protect nothing",
    (slot) => {
      expect(codeOf(() => readSlots([none, slot]))).toBe("JOURNAL_DAMAGED");
      expect(readSlots([none]).known).toEqual([none]);
    },
  );

  const zeros = (length: number) => () => Buffer.alloc(length).toString("base64");
  const bytes = (length: number) => () => Buffer.alloc(length, 7).toString("base64");
  const value = (next: unknown) => () => next;

  it.each<[Slot, string, (old: unknown) => unknown]>([
    [passphrase, "kdf.memory", value(0)],
    [passphrase, "kdf.memory", value(8191)],
    [passphrase, "kdf.memory", value(1_048_577)],
    [passphrase, "kdf.memory", value(67_108_864)],
    [passphrase, "kdf.memory", value(-1)],
    [passphrase, "kdf.memory", value(8192.5)],
    [passphrase, "kdf.memory", value("8192")],
    [passphrase, "kdf.memory", value(1e300)],
    [passphrase, "kdf.memory", value(null)],
    [passphrase, "kdf.passes", value(0)],
    [passphrase, "kdf.passes", value(17)],
    [passphrase, "kdf.passes", value(1.5)],
    [passphrase, "kdf.lanes", value(0)],
    [passphrase, "kdf.lanes", value(5)],
    [passphrase, "kdf.lanes", value(undefined)],
    [passphrase, "kdf.name", value("none")],
    [passphrase, "kdf.name", value("argon2i")],
    [passphrase, "kdf.name", value("")],
    [passphrase, "kdf.name", value(undefined)],
    [passphrase, "kdf.alg", value("none")],
    [passphrase, "kdf.salt", zeros(16)],
    [passphrase, "kdf.salt", bytes(15)],
    [passphrase, "kdf.salt", bytes(17)],
    [passphrase, "kdf.salt", value("")],
    [passphrase, "kdf", value(undefined)],
    [passphrase, "kdf", value(null)],
    [passphrase, "alg", value("none")],
    [passphrase, "nonce", bytes(11)],
    [passphrase, "nonce", bytes(13)],
    [passphrase, "key", bytes(47)],
    [passphrase, "key", bytes(49)],
    [passphrase, "key", bytes(32)],
    [passphrase, "key", value(1)],
    [recoveryCode, "salt", zeros(16)],
    [recoveryCode, "salt", bytes(15)],
    [recoveryCode, "salt", value(undefined)],
    [recoveryCode, "kdf", value({ name: "none" })],
    [recoveryCode, "nonce", bytes(16)],
    [recoveryCode, "key", bytes(64)],
    [device, "sealed", bytes(0)],
    [device, "sealed", bytes(4097)],
    [device, "sealed", value(undefined)],
    [device, "nonce", value(undefined)],
    [device, "key", bytes(0)],
    [none, "key", bytes(31)],
    [none, "key", bytes(33)],
    [none, "nonce", bytes(12)],
  ])("calls damage what is out of shape or bounds: %#", (slot, path, by) => {
    expect(
      codeOf(() => readSlots([changed(slot, path, by)])),
      path,
    ).toBe("JOURNAL_DAMAGED");
  });

  it.each<[Slot, string, (old: unknown) => unknown]>([
    [passphrase, "kdf.memory", value(8192)],
    [passphrase, "kdf.memory", value(1_048_576)],
    [passphrase, "kdf.passes", value(16)],
    [passphrase, "kdf.lanes", value(4)],
    [passphrase, "kdf.salt", bytes(16)],
    [passphrase, "nonce", zeros(12)],
    [passphrase, "key", bytes(48)],
    [device, "sealed", bytes(1)],
    [device, "sealed", bytes(4096)],
    [none, "key", bytes(32)],
  ])("takes what is just within them: %#", (slot, path, by) => {
    expect(readSlots([changed(slot, path, by)]).known, path).toHaveLength(1);
  });

  it.each([
    ["the unused bits of the last character set", (text: string) => text.replace(/A==$/, "B==")],
    ["no padding", (text: string) => text.replace(/=+$/, "")],
    ["a line end", (text: string) => `${text}\n`],
    ["a space inside", (text: string) => `${text.slice(0, 4)} ${text.slice(4)}`],
    ["the other alphabet", (text: string) => text.replaceAll("+", "-").replaceAll("/", "_")],
    ["a megabyte", () => "A".repeat(1_000_000)],
  ])("takes base64 in its one spelling only: %s", (_, by) => {
    // 16 bytes end in two signs of padding, and these have both signs that the other alphabet lacks.
    const salt = "+/+/+/+/+/+/+/+/+/+/+A==";
    expect(codeOf(() => readSlots([changed(recoveryCode, "salt", () => salt)]))).toBe("taken");
    expect(by(salt)).not.toBe(salt);
    const values = [changed(recoveryCode, "salt", () => by(salt))];
    expect(codeOf(() => readSlots(values))).toBe("JOURNAL_DAMAGED");
  });

  it("answers whatever stands there with slots or with damage", () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          kind: fc.constantFrom("none", "passphrase", "recovery_code", "device", "other"),
          version: fc.constantFrom<unknown>(1, 2, 0, "1", null),
          kdf: fc.jsonValue(),
          salt: fc.jsonValue(),
          nonce: fc.jsonValue(),
          key: fc.base64String({ maxLength: 70 }),
        },
        { requiredKeys: ["kind"] },
      ),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (values) => {
        expect(["taken", "JOURNAL_DAMAGED"]).toContain(codeOf(() => readSlots(values)));
      }),
      { numRuns: 500 },
    );
  });
});
