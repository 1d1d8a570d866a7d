import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Reflection } from "../../../../shared/contract/weekly.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { messages } from "./messages.ts";
import { RitualFrame } from "./ritual-frame.tsx";

/** The week's moments, before anything is written about it. */
export function GatherStep(props: { reflection: Reflection; timeZone: string }) {
  const { reflection } = props;
  const { week } = reflection;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const moments = useQuery(queries.moments.ofWeek.queryOptions({ input: { week } }));
  const asked = useQuery(queries.commitments.askedIn.queryOptions({ input: { week } }));
  if (moments.data === undefined && moments.error === null) return null;
  return (
    <RitualFrame
      reflection={reflection}
      step="gather"
      place={0}
      status={
        <SaveStatus
          entry={reflection.entryId}
          timeZone={props.timeZone}
          words={null}
          onGone={() => void navigate(ADDRESSES.today)}
        />
      }
      back={{ label: messages.back, go: () => void navigate(addressOfStep(week, "look_back")) }}
      next={{
        label: messages.startWriting,
        go: () => void navigate(addressOfStep(week, "write")),
      }}
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {messages.gatherQuestion(moments.data?.length ?? 0)}
        </h1>
        {asked.data?.length === 0 ? <p className="prompt-meta">{messages.nothingDue}</p> : null}
        {moments.error === null ? null : (
          <p className="notice" role="alert">
            {sentenceFor(moments.error)}
          </p>
        )}
        <ul>
          {moments.data?.map(({ id, text }) => (
            <li className="commit" key={id}>
              {text}
            </li>
          ))}
        </ul>
      </section>
    </RitualFrame>
  );
}
