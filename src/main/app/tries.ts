import { StepbackError } from "../../shared/contract/errors.ts";

/** Seconds to wait after the fifth miss, the sixth, and so on (design-more.md, "u. Protect"). */
const WAITS = [30, 60, 120, 300] as const;
const FREE_MISSES = 4;

/**
 * Counts the tries at a passphrase or code that did not fit, and makes them slower.
 * @param elapsed milliseconds of a clock that nobody can set.
 */
export function createTries(elapsed: () => number) {
  let misses = 0;
  let notBefore = 0;
  const wait = (): number => Math.max(0, notBefore - elapsed()) / 1000;
  let turn: Promise<unknown> = Promise.resolve();

  async function makeOne<Result>(attempt: () => Promise<Result>): Promise<Result> {
    if (wait() > 0) throw new StepbackError("TRY_LATER", { wait: wait() });
    try {
      const result = await attempt();
      misses = 0;
      return result;
    } catch (error) {
      if (!(error instanceof StepbackError) || error.code !== "WRONG_SECRET") throw error;
      misses += 1;
      const seconds = WAITS[Math.min(misses - FREE_MISSES, WAITS.length) - 1] ?? 0;
      notBefore = elapsed() + seconds * 1000;
      const { what } = error.data as { what: "passphrase" | "recovery_code" };
      throw new StepbackError("WRONG_SECRET", { what, misses, wait: seconds }, { cause: error });
    }
  }

  return {
    /** How many did not fit, and the seconds until the next is taken. */
    state: () => ({ misses, wait: wait() }),

    /**
     * Makes one try, after those that are being made: a miss is counted, a fit forgets the misses.
     * @throws StepbackError TRY_LATER before its time, and what the try threw; WRONG_SECRET tells the
     *   misses and the wait.
     */
    make<Result>(attempt: () => Promise<Result>): Promise<Result> {
      const made = turn.then(() => makeOne(attempt));
      turn = made.catch(() => undefined);
      return made;
    },
  };
}

export type Tries = ReturnType<typeof createTries>;
