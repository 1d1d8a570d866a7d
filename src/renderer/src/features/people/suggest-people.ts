import type { Person } from "../../../../shared/contract/people.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import { foldText } from "../../../../shared/journal/fold.ts";

/** A person whose name fits what was typed, and where it fits: from a letter to another one. */
export interface SuggestedPerson {
  person: Person;
  match: readonly [from: number, to: number] | null;
}

const SHOWN = 6;

/**
 * The people to offer for what was typed: first those whose name begins so, then those one of whose
 * words does, of either the latest first. With nothing typed, the latest.
 * @param used the people in the order they were last used, the latest first; whoever is not among them
 *   follows by when they were last changed.
 */
export function suggestPeople(
  people: readonly Person[],
  typed: string,
  used: readonly Id[] = [],
): SuggestedPerson[] {
  const wanted = foldText(typed.trim());
  const places = new Map(used.map((id, place) => [id, place]));
  const placeOf = ({ id }: Person): number => places.get(id) ?? used.length;
  const recent = people.toSorted(
    (one, other) => placeOf(one) - placeOf(other) || other.updated.localeCompare(one.updated),
  );
  if (wanted === "") return recent.slice(0, SHOWN).map((person) => ({ person, match: null }));
  const found = recent.flatMap((person) => {
    const match = matchOf(person.name, wanted);
    return match === null ? [] : [{ person, match }];
  });
  const beginning = found.filter(({ match: [from] }) => from === 0);
  const within = found.filter(({ match: [from] }) => from > 0);
  return [...beginning, ...within].slice(0, SHOWN);
}

/** Where a name, from the start of one of its words on, says what is `wanted`. */
function matchOf(name: string, wanted: string): readonly [number, number] | null {
  for (const { index } of name.matchAll(/(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]/gu)) {
    if (!foldText(name.slice(index)).startsWith(wanted)) continue;
    let to = index + 1;
    // Folding may make one letter of two, and two of one.
    while (to < name.length && !foldText(name.slice(index, to)).startsWith(wanted)) to += 1;
    while (/\p{M}/u.test(name.charAt(to))) to += 1;
    return [index, to];
  }
  return null;
}
