import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Navigate, useParams } from "react-router";
import type { Reflection, Today } from "../../../../shared/contract/weekly.ts";
import { isWeek } from "../../../../shared/journal/iso-week.ts";
import { addressOfStep, ADDRESSES, stepAt } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { NotHerePage } from "../../ui/not-here.tsx";
import { CloseStep } from "./close-step.tsx";
import { CommitStep } from "./commit-step.tsx";
import { GatherStep } from "./gather-step.tsx";
import { LookBackStep } from "./look-back-step.tsx";
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
  const begin = useMutation(
    queries.weekly.begin.mutationOptions({
      onSuccess: (reflection) => queryClient.setQueryData(options.queryKey, reflection),
    }),
  );
  const { mutate } = begin;
  const isNew = read.data === null;
  const hasOpened = useRef(false);
  useEffect(() => {
    if (read.data) hasOpened.current = true;
    // Only on arrival: what is gone later was deleted on purpose.
    if (!isNew || hasOpened.current) return;
    hasOpened.current = true;
    mutate({ week });
  }, [isNew, read.data, mutate, week]);

  // Begun once, the page stays: a week that was deleted meanwhile takes nothing off the screen, and
  // what is typed on is said not to be saved.
  const last = useRef<Reflection | null>(null);
  last.current = read.data ?? last.current;
  const reflection = last.current;

  const error = read.error ?? today.error ?? begin.error;
  if (reflection === null)
    return error === null ? null : <Stranded sentence={sentenceFor(error)} />;
  if (today.data === undefined) return null;
  return (
    <PlacedRitual
      reflection={reflection}
      today={today.data}
      step={props.step}
      place={props.place}
    />
  );
}

function PlacedRitual(props: {
  reflection: Reflection;
  today: Today;
  step: string | undefined;
  place: string | undefined;
}) {
  const { reflection, today } = props;
  const { timeZone } = today;
  const { week, places, whereabouts } = reflection;
  const step = stepAt(props.step);
  const place = Math.min(Math.max(Number(props.place ?? 1) - 1 || 0, 0), places.length - 1);
  const stayAt = useWhereabouts(week, whereabouts);
  useEffect(() => {
    if (step !== undefined) stayAt(step === "write" ? { step, place } : { step });
  }, [step, place, stayAt]);

  if (step === undefined) {
    return whereabouts.step === "look_back" ? (
      <FirstStep week={week} />
    ) : (
      <Navigate replace to={addressOfStep(week, whereabouts.step, whereabouts.place)} />
    );
  }
  if (step === "look_back") return <LookBackStep reflection={reflection} today={today} />;
  if (step === "gather") return <GatherStep reflection={reflection} timeZone={timeZone} />;
  if (step === "commit" || step === "close") {
    return (
      <AfterWriting key={step} week={week}>
        {step === "commit" ? (
          <CommitStep reflection={reflection} today={today} />
        ) : (
          <CloseStep reflection={reflection} timeZone={timeZone} />
        )}
      </AfterWriting>
    );
  }
  if (places.length === 0) return <OpenWriting week={week} />;
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

/** Leads into the week at its beginning: to what is asked about, past it where nothing is. */
function FirstStep({ week }: { week: string }) {
  const { queries } = useConnection();
  const asked = useQuery(queries.commitments.askedIn.queryOptions({ input: { week } }));
  if (asked.error !== null) return <Stranded sentence={sentenceFor(asked.error)} />;
  if (asked.data === undefined) return null;
  return (
    <Navigate replace to={addressOfStep(week, asked.data.length === 0 ? "gather" : "look_back")} />
  );
}

/** Has the week's prompts kept, now that its Write step is opened for the first time. */
function OpenWriting({ week }: { week: string }) {
  const { queries, queryClient } = useConnection();
  const open = useMutation(
    queries.weekly.open.mutationOptions({
      onSuccess: (reflection) =>
        queryClient.setQueryData(queries.weekly.read.queryKey({ input: { week } }), reflection),
    }),
  );
  const { mutate } = open;
  const hasOpened = useRef(false);
  useEffect(() => {
    if (hasOpened.current) return;
    hasOpened.current = true;
    mutate({ week });
  }, [mutate, week]);
  return open.error === null ? null : <Stranded sentence={sentenceFor(open.error)} />;
}

/** Shows a step that tells what was written once all of it is written, or could not be. */
function AfterWriting({ week, children }: { week: string; children: ReactNode }) {
  const { queries, queryClient } = useConnection();
  const [isWritten, setWritten] = useState(false);
  useEffect(() => {
    const queryKey = queries.weekly.read.queryKey({ input: { week } });
    void flushTexts()
      .then(() => queryClient.invalidateQueries({ queryKey }))
      .finally(() => setWritten(true));
  }, [queries, queryClient, week]);
  return isWritten ? children : null;
}

function Stranded({ sentence }: { sentence: string }) {
  return <NotHerePage sentence={sentence} way={messages.toToday} to={ADDRESSES.today} />;
}
