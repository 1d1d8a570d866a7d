import type { SuggestedPerson } from "./suggest-people.ts";

/** The name of a person who is offered, with what was typed of it marked. */
export function MatchedName({ person: { name }, match }: SuggestedPerson) {
  if (match === null) return <span className="x">{name}</span>;
  const [from, to] = match;
  return (
    <span className="x">
      {name.slice(0, from)}
      <mark>{name.slice(from, to)}</mark>
      {name.slice(to)}
    </span>
  );
}
