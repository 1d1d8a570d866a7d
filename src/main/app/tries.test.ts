import { beforeEach, describe, expect, it } from "vitest";
import { StepbackError } from "../../shared/contract/errors.ts";
import { createTries, type Tries } from "./tries.ts";

let now: number;
let tries: Tries;

beforeEach(() => {
  now = 1000;
  tries = createTries(() => now);
});

const fits = (): Promise<string> => Promise.resolve("opened");
const misses = (): Promise<never> =>
  Promise.reject(new StepbackError("WRONG_SECRET", { what: "passphrase", misses: 0, wait: 0 }));

/** Makes a try that does not fit; gives what was told of it. */
async function miss(): Promise<unknown> {
  return tries.make(misses).catch((error: unknown) => (error as StepbackError).data);
}

describe("tries that do not fit", () => {
  it("are free four times, and then wait 30 s, 1, 2 and 5 minutes, and no longer", async () => {
    const waits: unknown[] = [];
    for (let count = 1; count <= 10; count += 1) {
      const told = await miss();
      const { wait } = told as { wait: number };
      expect(told).toEqual({ what: "passphrase", misses: count, wait });
      expect(tries.state()).toEqual({ misses: count, wait });
      waits.push(wait);
      now += wait * 1000;
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 300, 300, 300]);
  });

  it("are not even made before their time, right or wrong, and cost nothing then", async () => {
    for (let count = 0; count < 5; count += 1) await miss();
    now += 29_000;
    let made = 0;
    const counted = (): Promise<string> => {
      made += 1;
      return fits();
    };
    await expect(tries.make(counted)).rejects.toMatchObject({
      code: "TRY_LATER",
      data: { wait: 1 },
    });
    expect(made).toBe(0);
    expect(tries.state()).toEqual({ misses: 5, wait: 1 });
    now += 1000;
    expect(await tries.make(counted)).toBe("opened");
    expect(made).toBe(1);
  });

  it("are made one after the other, so that many at once are no way round the wait", async () => {
    let made = 0;
    const counted = (): Promise<never> => {
      made += 1;
      return misses();
    };
    const codes = await Promise.all(
      Array.from({ length: 40 }, () =>
        tries.make(counted).catch((error: unknown) => (error as StepbackError).code),
      ),
    );
    expect(made).toBe(5);
    expect(codes.filter((code) => code === "TRY_LATER")).toHaveLength(35);
  });

  it("are forgotten by one that fits", async () => {
    for (let count = 0; count < 4; count += 1) await miss();
    expect(await tries.make(fits)).toBe("opened");
    expect(tries.state()).toEqual({ misses: 0, wait: 0 });
    expect(await miss()).toMatchObject({ misses: 1, wait: 0 });
  });

  it("are none when something else went wrong", async () => {
    for (const error of [
      new StepbackError("JOURNAL_DAMAGED", {}),
      new StepbackError("PASSPHRASE_REFUSED", { reason: "empty", limit: 1024 }),
      new Error("a bug"),
    ]) {
      await expect(tries.make(() => Promise.reject(error))).rejects.toBe(error);
    }
    expect(tries.state()).toEqual({ misses: 0, wait: 0 });
  });

  it("tell which secret it was", async () => {
    const code = (): Promise<never> =>
      Promise.reject(
        new StepbackError("WRONG_SECRET", { what: "recovery_code", misses: 0, wait: 0 }),
      );
    await expect(tries.make(code)).rejects.toMatchObject({ data: { what: "recovery_code" } });
  });
});
