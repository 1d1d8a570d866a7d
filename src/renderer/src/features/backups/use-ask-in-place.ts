import { type MouseEvent, useEffect, useState } from "react";

/** For so long an act that cannot be undone waits for its second press. */
const ASKING_MILLISECONDS = 6000;
/** A second press that comes sooner belongs to a double click or a bouncing key, not to an answer. */
const SOONEST_MILLISECONDS = 500;

/** An act that asks in its own place: the first press asks, the second within six seconds acts. */
export function useAskInPlace(act: () => void) {
  const [askedAt, setAskedAt] = useState<number | null>(null);
  useEffect(() => {
    if (askedAt === null) return;
    const timer = setTimeout(() => setAskedAt(null), ASKING_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [askedAt]);
  const press = (event: MouseEvent): void => {
    if (askedAt === null) {
      setAskedAt(event.timeStamp);
    } else if (event.timeStamp - askedAt > SOONEST_MILLISECONDS) {
      setAskedAt(null);
      act();
    }
  };
  return { isAsking: askedAt !== null, press, stopAsking: () => setAskedAt(null) };
}
