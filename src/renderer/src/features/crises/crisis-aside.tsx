import { useQuery } from "@tanstack/react-query";
import type { Crisis } from "../../../../shared/contract/crises.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { AsideMoments } from "../moments/aside-moments.tsx";
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
          <AsideMoments moments={caught} />
        </>
      )}
    </aside>
  );
}
