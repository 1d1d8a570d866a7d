import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, Navigate, useParams } from "react-router";
import { type Reflection, step as stepShape } from "../../../../shared/contract/weekly.ts";
import { isWeek } from "../../../../shared/journal/iso-week.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { CloseStep } from "./close-step.tsx";
import { CommitStep } from "./commit-step.tsx";
import { messages } from "./messages.ts";
import { useWhereabouts } from "./use-whereabouts.ts";
import { WriteStep } from "./write-step.tsx";

/** The weekly ritual at the address it was opened with. */
export function Ritual() {
  const { week = "", step, place } = useParams();
  if (!isWeek(week)) return <Stranded sentence={messages.unknownWeek(week)} />;
  return <BegunRitual key={week} week={week} step={step} place={place} />;
}

function BegunRitual(props: { week: string; step: string | undefined; place: string | undefined }) {
  const { queries, queryClient } = useConnection();
  const { week } = props;
  const options = queries.weekly.read.queryOptions({ input: { week } });
  const read = useQuery(options);
  const today = useQuery(queries.weekly.today.queryOptions());
  const open = useMutation(
    queries.weekly.open.mutationOptions({
      onSuccess: (reflection) => queryClient.setQueryData(options.queryKey, reflection),
    }),
  );
  const { mutate } = open;
  const isNew = read.data === null;
  useEffect(() => {
    if (isNew) mutate({ week });
  }, [isNew, mutate, week]);

  const error = read.error ?? today.error ?? open.error;
  if (error !== null && !read.data) return <Stranded sentence={sentenceFor(error)} />;
  if (!read.data || today.data === undefined) return null;
  return (
    <PlacedRitual
      reflection={read.data}
      timeZone={today.data.timeZone}
      step={props.step}
      place={props.place}
    />
  );
}

function PlacedRitual(props: {
  reflection: Reflection;
  timeZone: string;
  step: string | undefined;
  place: string | undefined;
}) {
  const { reflection, timeZone } = props;
  const { week, places, whereabouts } = reflection;
  const step = stepShape.safeParse(props.step).data;
  const place = Math.min(Math.max(Number(props.place ?? 1) - 1 || 0, 0), places.length - 1);
  const stayAt = useWhereabouts(week, whereabouts);
  useEffect(() => {
    if (step !== undefined) stayAt(step === "write" ? { step, place } : { step });
  }, [step, place, stayAt]);

  if (step === undefined) {
    return <Navigate replace to={addressOfStep(week, whereabouts.step, whereabouts.place)} />;
  }
  if (step === "commit") return <CommitStep reflection={reflection} timeZone={timeZone} />;
  if (step === "close") return <CloseStep reflection={reflection} />;
  return (
    <WriteStep
      key={places[place]?.section.id}
      reflection={reflection}
      place={place}
      timeZone={timeZone}
      stayAt={stayAt}
    />
  );
}

function Stranded({ sentence }: { sentence: string }) {
  return (
    <main className="lockpage">
      <div className="lockin">
        <p className="notice" role="alert">
          {sentence}
        </p>
        <p className="actions">
          <Link className="link" to={ADDRESSES.today}>
            {messages.toToday}
          </Link>
        </p>
      </div>
    </main>
  );
}
