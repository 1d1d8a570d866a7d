/**
 * The name by which one speaks of a person: the first of several, unless it is an initial or a title.
 * `Devin` for `Devin Clarke`, `Dr. Weber` for `Dr. Weber`.
 */
export function givenName(name: string): string {
  const [first = name, ...others] = name.split(" ");
  return others.length > 0 && /[\p{L}\p{M}]{3,}$/u.test(first) ? first : name;
}

/** `Devin’s`. */
export function possessive(name: string): string {
  return `${name}’s`;
}

/** What a crisis is called: `Line two, Devin’s ground`, `Devin’s ground`, `The night shift`. */
export function groundName(crisis: { person: { name: string } | null; ground: string }): string {
  const { person } = crisis;
  const ground = crisis.ground.charAt(0).toUpperCase() + crisis.ground.slice(1);
  if (person === null) return ground;
  const theirs = `${possessive(givenName(person.name))} ground`;
  return ground === "" ? theirs : `${ground}, ${theirs}`;
}
