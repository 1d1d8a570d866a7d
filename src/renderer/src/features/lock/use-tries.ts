import { useCallback, useEffect, useState } from "react";
import { errorData } from "../../api/errors.ts";

/** How often it is looked whether another second has passed. */
const LOOK_MILLISECONDS = 200;

/** Tries at a secret: how many did not fit, and how long until the next one is taken. */
export interface Tries {
  misses: number;
  /** Whole seconds until the next try is taken; 0 when it may be made now. */
  left: number;
  /** Takes from a failure what it says of the tries. */
  note: (error: unknown) => void;
}

/**
 * Counts down on the clock that nobody can set; the core keeps the wait itself.
 * @param known what the core says of earlier tries.
 */
export function useTries(known: { misses: number; wait: number } = NONE): Tries {
  const [misses, setMisses] = useState(known.misses);
  const [until, setUntil] = useState(() => instantIn(known.wait));
  const [left, setLeft] = useState(() => Math.ceil(known.wait));

  // Tries in another window count too.
  useEffect(() => {
    setMisses(known.misses);
    setUntil(instantIn(known.wait));
  }, [known.misses, known.wait]);

  useEffect(() => {
    const look = (): void => {
      const seconds = Math.max(0, Math.ceil((until - performance.now()) / 1000));
      setLeft(seconds);
      if (seconds === 0) clearInterval(timer);
    };
    const timer = setInterval(look, LOOK_MILLISECONDS);
    look();
    return () => clearInterval(timer);
  }, [until]);

  const note = useCallback((error: unknown): void => {
    const wrong = errorData(error, "WRONG_SECRET");
    const wait = wrong?.wait ?? errorData(error, "TRY_LATER")?.wait;
    if (wrong !== null) setMisses(wrong.misses);
    if (wait !== undefined) {
      setLeft(Math.ceil(wait));
      setUntil(instantIn(wait));
    }
  }, []);
  return { misses, left, note };
}

const NONE = { misses: 0, wait: 0 };

function instantIn(seconds: number): number {
  return performance.now() + seconds * 1000;
}
