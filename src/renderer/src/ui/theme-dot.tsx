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

function colourOf(theme: string): string {
  return `var(--th-${KNOWN.has(theme) ? theme : "crisis"})`;
}

/** A theme's colour, always beside its name. */
export function ThemeDot({ theme }: { theme: string }) {
  return <span className="theme-dot" aria-hidden="true" style={{ background: colourOf(theme) }} />;
}

/** The mark of a toggle: empty until it is chosen, then in its theme's colour; null is ink. */
export function ThemeMark({ theme }: { theme: string | null }) {
  return (
    <span
      className="toggle-mark"
      aria-hidden="true"
      style={{ color: theme === null ? "var(--ink)" : colourOf(theme) }}
    />
  );
}
