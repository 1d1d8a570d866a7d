/** Numbers that look random and are the same again for the same seed. */
export interface Seeded {
  /** From 0 up to, but not with, 1. */
  next(): number;
  /** A whole number from `least` up to, but not with, `end`. */
  between(least: number, end: number): number;
}

/** Starts a row of numbers (mulberry32). What goes wrong with a seed goes wrong with it again. */
export function seeded(seed: number): Seeded {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, end) => least + Math.floor(next() * (end - least)),
  };
}
