import { QueryObserver } from "@tanstack/react-query";
import type { Moment } from "../../../shared/contract/moments.ts";
import type { NamedPerson } from "../../../shared/contract/named-person.ts";
import type { QuotedMoment } from "../../../shared/document/quoted-moment.ts";
import type { Id } from "../../../shared/journal/identity.ts";
import type { Connection } from "../api/client.ts";

/** Whom and what texts speak of, as the journal has them now. */
export interface Spoken {
  /**
   * Tells who the person of a mention is, and again whenever that changes; null where nobody is.
   * @returns a function that stops it.
   */
  watchPerson: (id: Id, tell: (person: NamedPerson | null) => void) => () => void;
  /** Tells how a moment is, likewise. */
  watchMoment: (id: Id, tell: (moment: Moment | null) => void) => () => void;
  /** Whether an id is surely nobody's here. */
  isStranger: (id: Id) => boolean;
}

/** The query for whom a mention speaks of. */
export function mentionedQuery({ queries }: Connection, id: Id) {
  return queries.people.mentioned.queryOptions({ input: { ids: [id] } });
}

/** The query for a moment that a text quotes. */
export function quotedQuery({ queries }: Connection, id: Id) {
  return queries.moments.quoted.queryOptions({ input: { ids: [id] } });
}

/** Whom and what the texts of this page speak of. */
export function spokenOf(connection: Connection): Spoken {
  const { queries, queryClient } = connection;
  // Asked for now, so that it is known when something is pasted.
  const everyone = queries.people.list.queryOptions();
  void queryClient.prefetchQuery(everyone);
  return {
    watchPerson: (id, tell) =>
      new QueryObserver(queryClient, mentionedQuery(connection, id)).subscribe(({ data }) => {
        if (data !== undefined) tell(data[0]?.person ?? null);
      }),
    watchMoment: (id, tell) =>
      new QueryObserver(queryClient, quotedQuery(connection, id)).subscribe(({ data }) => {
        if (data !== undefined) tell(data[0] ?? null);
      }),
    isStranger: (id) =>
      queryClient.getQueryData(everyone.queryKey)?.every((person) => person.id !== id) === true,
  };
}

/** A moment as a text quotes it. */
export function quotedMoment(moment: Moment): QuotedMoment {
  const { id, kind, date, person, invited, text } = moment;
  return { moment: id, kind, date, person: person?.name ?? null, invited, text };
}
