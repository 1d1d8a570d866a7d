/** How often it is looked whether somebody is still there. A browser that throttles only delays it. */
const LOOK_MILLISECONDS = 5000;
/** How often other windows of the same journal are told that somebody is here. */
const TELL_MILLISECONDS = 5000;

const SIGNS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"] as const;

/** A moment on both clocks: the steady one cannot be set, the other goes on while a machine sleeps. */
interface Moment {
  steady: number;
  wall: number;
}

/**
 * Calls `onAbsent` when nobody has touched a key, a pointer, the wheel or the screen for so many
 * minutes, here or in another window of the journal, and again at every look until somebody has.
 * Whoever comes after that time is too late to count as having stayed.
 * @returns ends the watch.
 */
export function watchPresence(minutes: number, onAbsent: () => void): () => void {
  let seen = now();
  let told = Number.NEGATIVE_INFINITY;
  // Says nothing but that somebody is here.
  const others = new BroadcastChannel("stepback-presence");
  others.addEventListener("message", () => {
    seen = now();
  });

  const isAbsent = (): boolean => sinceMoment(seen) >= minutes * 60_000;
  const look = (): void => {
    if (isAbsent()) onAbsent();
  };
  const onSign = (): void => {
    if (isAbsent()) {
      onAbsent();
      return;
    }
    seen = now();
    if (seen.steady - told < TELL_MILLISECONDS) return;
    told = seen.steady;
    others.postMessage(null);
  };

  const timer = setInterval(look, LOOK_MILLISECONDS);
  document.addEventListener("visibilitychange", look);
  for (const sign of SIGNS) {
    window.addEventListener(sign, onSign, { capture: true, passive: true });
  }
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
    for (const sign of SIGNS) window.removeEventListener(sign, onSign, { capture: true });
    others.close();
  };
}

function now(): Moment {
  return { steady: performance.now(), wall: Date.now() };
}

function sinceMoment(moment: Moment): number {
  return Math.max(performance.now() - moment.steady, Date.now() - moment.wall);
}
