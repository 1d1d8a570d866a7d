import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Id } from "../../../shared/journal/identity.ts";
import { addressOfPerson } from "../addresses.ts";
import { useConnection } from "../api/client.ts";
import { mentionedQuery } from "./spoken.ts";

/** Somebody spoken of in a text that is read: a link to their page, or a name where nobody is known by it. */
export function ReadingMention({ person, name }: { person: Id; name: string }) {
  const { data } = useQuery(mentionedQuery(useConnection(), person));
  const known = data?.[0]?.person;
  if (known === undefined) return <span className="mention">{name}</span>;
  return (
    <Link className="mention" to={addressOfPerson(known.id)}>
      {known.name}
    </Link>
  );
}
