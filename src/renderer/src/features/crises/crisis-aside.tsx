import { useQuery } from "@tanstack/react-query";
import type { Crisis } from "../../../../shared/contract/crises.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";
import { givenName } from "../../../../shared/journal/person-words.ts";
import { useConnection } from "../../api/client.ts";
import { MomentMark } from "../moments/moment-mark.tsx";
import { shortDay } from "../moments/moment-words.tsx";
import { messages } from "./messages.ts";

/** What was to end a crisis, and the moments of it. */
export function CrisisAside({ crisis, until }: { crisis: Crisis; until: LocalDate }) {
  const { queries } = useConnection();
  const moments = useQuery(
    queries.moments.between.queryOptions({ input: { from: crisis.date, to: until } }),
  );
  const caught = moments.data?.filter(({ crisisId }) => crisisId === crisis.id) ?? [];
  if (crisis.endsWhen === null && caught.length === 0) return null;
  return (
    <aside className="hand" aria-label={messages.wasToEnd}>
      {crisis.endsWhen === null ? null : (
        <>
          <h2>{messages.wasToEnd}</h2>
          <p className="what">{crisis.endsWhen}</p>
        </>
      )}
      {caught.length === 0 ? null : (
        <>
          <h2>{messages.whileOpen}</h2>
          <ul className="crisis-moments">
            {caught.map((moment) => (
              <li key={moment.id}>
                <MomentMark kind={moment.kind} isNamed />
                <div>
                  <p className="who">
                    <span>
                      <b>{moment.person === null ? null : givenName(moment.person.name)}</b>
                      {moment.person === null ? "" : ", "}
                      {shortDay(moment)}
                    </span>
                  </p>
                  <p className="what">{moment.text}</p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
