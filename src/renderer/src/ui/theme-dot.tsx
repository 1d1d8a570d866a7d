/** The themes that have a colour of their own; others take ink. */
const KNOWN = new Set([
  "future",
  "trust",
  "openness",
  "growth",
  "on-the-business",
  "coaching",
  "listening",
  "true-problem",
  "standing-back",
]);

/** A theme's colour, always beside its name. */
export function ThemeDot({ theme }: { theme: string }) {
  return (
    <span
      className="theme-dot"
      aria-hidden="true"
      style={{ background: `var(--th-${KNOWN.has(theme) ? theme : "crisis"})` }}
    />
  );
}
