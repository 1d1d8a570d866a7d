/**
 * The theme of each prompt of an entry, from what its file tells: its themes, each once, in the order
 * in which its answers first come to them. The library knows most; a prompt that has left it since has
 * the theme that would otherwise be missing at its place.
 * @param known the library's theme of each prompt in order; null for one it does not have.
 * @returns a theme for each prompt; null where the file names none at all.
 */
export function tellThemes(
  known: readonly (string | null)[],
  themes: readonly string[],
): (string | null)[] {
  // The library may have given a prompt another theme since.
  const sure = known.map((theme) => (theme !== null && themes.includes(theme) ? theme : null));
  let come = 0;
  return sure.map((theme, index) => {
    if (theme !== null) {
      come = Math.max(come, themes.indexOf(theme) + 1);
      return theme;
    }
    const next = sure
      .slice(index + 1)
      .find((later) => later !== null && themes.indexOf(later) >= come);
    const isMissing = come < themes.length && next !== themes[come];
    if (isMissing || come === 0) come += 1;
    return themes[come - 1] ?? known[index] ?? null;
  });
}
