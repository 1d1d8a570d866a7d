/**
 * The theme of each prompt of an entry, from what its file tells: its themes, each once, in the order
 * in which its answers first come to them. The library knows most; a prompt that has left it since, or
 * has moved, has the theme that would otherwise be missing at its place.
 * @param known the library's theme of each prompt in order; null for one it does not have.
 * @returns a theme for each prompt; null where neither the file nor the library knows one.
 */
export function tellThemes(
  known: readonly (string | null)[],
  themes: readonly string[],
): (string | null)[] {
  const places = new Map(themes.map((theme, place) => [theme, place]));
  const knownPlaces = known.map((theme) => (theme === null ? null : (places.get(theme) ?? null)));
  let come = 0;
  return known.map((theme, index) => {
    const place = knownPlaces[index] ?? null;
    const isLastChance = themes.length - come >= known.length - index;
    const isNew = place === null ? isMissing(come, index) : place >= come;
    if (!isNew && !isLastChance && place !== null) return theme;
    if (come < themes.length && (isNew || isLastChance || come === 0)) come += 1;
    return themes[come - 1] ?? theme;
  });

  /** Whether no later prompt that is known brings the next theme in its turn. */
  function isMissing(next: number, index: number): boolean {
    const later = knownPlaces.slice(index + 1).find((place) => place !== null && place >= next);
    return next < themes.length && later !== next;
  }
}
