import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Crisis } from "../../../../shared/contract/crises.ts";
import { documentToText } from "../../../../shared/document/plain-text.ts";
import { addressOfEntry } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { messages } from "./messages.ts";

/** More of what was written is in the entry. */
const CHARACTERS = 320;

/** What was written when a crisis ended: the first of the answers, and the way to the others. */
export function YouWrote({ crisis: { id, entryId, closedOn } }: { crisis: Crisis }) {
  const { queries } = useConnection();
  const { data } = useQuery(queries.crises.questions.queryOptions({ input: { id } }));
  if (entryId === null || closedOn === null || data === undefined) return null;
  const written = data.map(({ document }) => documentToText(document).trim()).find(Boolean);
  return (
    <aside className="hand" aria-label={messages.youWrote}>
      <h2>{messages.youWrote}</h2>
      {written === undefined ? null : <p className="what">{shortened(written)}</p>}
      <p className="hand-link">
        <Link className="link meta" to={addressOfEntry(entryId)}>
          {messages.entryLink(closedOn)}
        </Link>
      </p>
    </aside>
  );
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, " ");
  return line.length <= CHARACTERS ? line : `${line.slice(0, CHARACTERS).replace(/\s\S*$/u, "")} …`;
}
