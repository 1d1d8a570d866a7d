import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { Reflection } from "../../../../shared/contract/weekly.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { messages } from "./messages.ts";
import { RitualFrame } from "./ritual-frame.tsx";

/** What was committed to, asked about before any prompt. */
export function LookBackStep(props: { reflection: Reflection; timeZone: string }) {
  const { reflection } = props;
  const { week } = reflection;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const asked = useQuery(queries.commitments.askedIn.queryOptions({ input: { week } }));
  const toGather = (): void => void navigate(addressOfStep(week, "gather"));
  if (asked.data === undefined && asked.error === null) return null;
  const commitments = asked.data ?? [];
  return (
    <RitualFrame
      reflection={reflection}
      step="look_back"
      place={0}
      status={
        <SaveStatus
          entry={reflection.entryId}
          timeZone={props.timeZone}
          words={null}
          onGone={() => void navigate(ADDRESSES.today)}
        />
      }
      back={null}
      skip={commitments.length === 0 ? null : { label: messages.skipStep, go: toGather }}
      next={{ label: messages.toGather, go: toGather }}
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {messages.howDidTheyGo(commitments.length)}
        </h1>
        <p className="prompt-meta">
          {commitments.length === 0 ? messages.nothingDue : messages.noScore}
        </p>
        {asked.error === null ? null : (
          <p className="notice" role="alert">
            {sentenceFor(asked.error)}
          </p>
        )}
        {commitments.map((commitment) => (
          <p className="commit" key={commitment.id}>
            <CommitmentWords commitment={commitment} />
          </p>
        ))}
      </section>
    </RitualFrame>
  );
}
