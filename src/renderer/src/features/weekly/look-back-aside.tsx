import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import { addressOfEntry } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { weekName } from "../../ui/format.ts";
import { AsideMoments } from "../moments/aside-moments.tsx";
import type { AnswerText } from "./answer-text.ts";
import { lookBack } from "./look-back-messages.ts";
import { isNamedIn, passageFor } from "./that-week.ts";

/** What belongs to the commitment that is asked about: what was written then, who it is about, what was said. */
export function LookBackAside(props: { week: Week; text: AnswerText; isDeciding: boolean }) {
  const { commitment } = props.text;
  const { queries } = useConnection();
  const then = useQuery(queries.weekly.read.queryOptions({ input: { week: commitment.week } }));
  const moments = useQuery(queries.moments.ofWeek.queryOptions({ input: { week: props.week } }));
  const words = `${commitment.situation ?? ""} ${commitment.action}`;
  const sections = [
    ...(then.data?.places.map(({ section }) => section) ?? []),
    ...(then.data?.others ?? []),
  ];
  const passage = passageFor(
    words,
    sections.map(({ document }) => document),
  );
  const about = (moments.data ?? []).filter(
    ({ person }) => person !== null && isNamedIn(person.name, words),
  );
  const name = about[0]?.person?.name ?? "";
  if (commitment.said.length > 0) {
    return (
      <aside className="hand" aria-label={lookBack.saidOfIt}>
        <h2>{lookBack.saidOfIt}</h2>
        <ul className="past">
          {commitment.said.map(({ week, outcome, note }) => (
            <li key={week}>
              <p className="meta">
                {weekName(week)}. <b>{lookBack.answer[outcome]}</b>
              </p>
              {note === null ? null : <p className="what">{note}</p>}
            </li>
          ))}
        </ul>
      </aside>
    );
  }
  if (passage === null && about.length === 0) return null;
  return (
    <aside className="hand" aria-label={lookBack.thatWeek}>
      {passage === null || then.data === undefined || then.data === null ? null : (
        <>
          <h2>{lookBack.thatWeek}</h2>
          <p className="what">{passage}</p>
          <p className="that-week">
            <Link className="link meta" to={addressOfEntry(then.data.entryId)}>
              {lookBack.weekNamed(weekName(commitment.week), then.data.title)}
            </Link>
          </p>
        </>
      )}
      {about.length === 0 ? null : (
        <>
          <h2>{lookBack.withPerson(name)}</h2>
          <AsideMoments moments={about} />
        </>
      )}
    </aside>
  );
}
