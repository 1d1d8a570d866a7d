import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Moment } from "../../../../shared/contract/moments.ts";
import type { Id } from "../../../../shared/journal/identity.ts";
import type { Week } from "../../../../shared/journal/iso-week.ts";
import type { Place, Reflection, Whereabouts } from "../../../../shared/contract/weekly.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { sourceSentence } from "../../ui/source-sentence.ts";
import { useToast } from "../../ui/toast.tsx";
import { SectionEditor } from "../../editor/section-editor.tsx";
import { quotesIn } from "../../editor/moment-quote.ts";
import { editorOf, type SectionState } from "../../editor/section-text.ts";
import { quotedMoment } from "../../editor/spoken.ts";
import { LinkButton } from "../../ui/button.tsx";
import { AgainMeta, AgainWords } from "../answers/again-meta.tsx";
import { EarlierAnswers } from "../answers/earlier-answers.tsx";
import { FollowUps } from "../answers/follow-ups.tsx";
import { messages as answers } from "../answers/messages.ts";
import { useEarlier } from "../answers/use-earlier.ts";
import { useMomentToQuote } from "../moments/to-quote.ts";
import { messages, reasonSentence } from "./messages.ts";
import { MomentsBeside } from "./moments-beside.tsx";
import { RitualFrame } from "./ritual-frame.tsx";
import { SaveStatus } from "../../saving/save-status.tsx";

/** One prompt, in the editor. To be keyed by the place's section. */
export function WriteStep(props: {
  reflection: Reflection;
  place: number;
  timeZone: string;
  stayAt: (change: Partial<Whereabouts>) => void;
}) {
  const { reflection, place: index, stayAt } = props;
  const { week, places } = reflection;
  const navigate = useNavigate();
  const [state, setState] = useState<SectionState>({ kind: "unchanged" });
  const [quoted, setQuoted] = useState<readonly Id[]>([]);
  const main = useRef<HTMLElement>(null);
  const place = places[index];
  const isResumed =
    reflection.whereabouts.step === "write" && reflection.whereabouts.place === index;
  const resume = useRef(isResumed ? reflection.whereabouts : null);

  useEffect(() => {
    const page = main.current;
    if (page === null) return;
    page.scrollTop = resume.current?.scroll ?? 0;
    const onScroll = (): void => stayAt({ scroll: Math.round(page.scrollTop) });
    page.addEventListener("scroll", onScroll, { passive: true });
    return () => page.removeEventListener("scroll", onScroll);
  }, [stayAt]);

  const earlier = useEarlier(
    {
      prompt: place?.id ?? "",
      before: reflection.entryId,
      section: place?.section.id ?? "",
    },
    false,
  );

  useQuoteOnArrival(week, place?.section.id);

  if (place === undefined) return null;
  const goTo = (address: string): void => {
    void flushTexts();
    void navigate(address);
  };
  const isLast = index === places.length - 1;
  const next = isLast ? addressOfStep(week, "commit") : addressOfStep(week, "write", index + 1);
  return (
    <RitualFrame
      reflection={reflection}
      step="write"
      place={index}
      mainRef={main}
      status={
        <SaveStatus
          entry={reflection.entryId}
          timeZone={props.timeZone}
          onGone={() => void navigate(ADDRESSES.today)}
          words={state.kind === "saved" ? state.result.words : place.section.words || null}
        />
      }
      back={{
        label: messages.back,
        go: () =>
          goTo(
            index === 0 ? addressOfStep(week, "gather") : addressOfStep(week, "write", index - 1),
          ),
      }}
      next={{ label: isLast ? messages.toCommit : messages.nextPrompt, go: () => goTo(next) }}
      again={
        earlier.isOpen
          ? {
              source: answers.source(place.themeTitle, place.documentTitle),
              earlier: <EarlierAnswers earlier={earlier} wording={place.text} week={week} />,
              quote: earlier.quoteOrGo,
              close: earlier.toggle,
            }
          : null
      }
      aside={
        <MomentsBeside
          week={week}
          quoted={quoted}
          onQuote={(moment) => quoteIn(place.section.id, moment)}
        />
      }
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {place.text}
        </h1>
        {earlier.isOpen ? (
          <AgainMeta earlier={earlier} week={week} />
        ) : (
          <PromptMeta
            week={week}
            place={place}
            index={index}
            places={places.length}
            next={next}
            again={<AgainWords earlier={earlier} />}
          />
        )}
        <SectionEditor
          entry={reflection.entryId}
          section={place.section}
          label={place.text}
          placeholder={messages.placeholder}
          readOnlyNotice={messages.readOnly}
          caret={resume.current?.caret ?? Number.MAX_SAFE_INTEGER}
          onState={setState}
          onCaret={(caret) => stayAt({ caret })}
          onQuotes={setQuoted}
        />
        <FollowUps
          questions={place.followUps}
          onLast={() => main.current?.querySelector<HTMLElement>("[role=textbox]")?.focus()}
        />
      </section>
    </RitualFrame>
  );
}

function quoteIn(section: Id, moment: Moment): void {
  editorOf(section)?.chain().focus().quoteMoment(quotedMoment(moment)).run();
}

/** Quotes the moment for which one came here, once, in a text that does not quote it already. */
function useQuoteOnArrival(week: Week, section: Id | undefined): void {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const toQuote = useMomentToQuote();
  const moments = useQuery(queries.moments.ofWeek.queryOptions({ input: { week } }));
  const moment = moments.data?.find(({ id }) => id === toQuote);
  useEffect(() => {
    const doc = section === undefined ? undefined : editorOf(section)?.state.doc;
    if (moment === undefined || section === undefined || doc === undefined) return;
    if (!quotesIn(doc).includes(moment.id)) quoteIn(section, moment);
    // Done with: coming back to this page is not coming to quote once more.
    void navigate(".", { replace: true, state: null });
  }, [moment, section, navigate]);
}

function PromptMeta(props: {
  week: string;
  place: Place;
  index: number;
  places: number;
  next: string;
  /** What was answered before, as a part of the line. */
  again: ReactNode;
}) {
  const { week, place, index } = props;
  const { queries, queryClient } = useConnection();
  const navigate = useNavigate();
  const show = (reflection: Reflection): void => {
    queryClient.setQueryData(queries.weekly.read.queryKey({ input: { week } }), reflection);
  };
  const showToast = useToast();
  const another = useMutation(queries.weekly.anotherPrompt.mutationOptions());
  const skip = useMutation(queries.weekly.skip.mutationOptions());
  const isActing = useRef(false);
  const error = another.error ?? skip.error;
  const input = { week, place: index };
  // What follows an act is given with it, so that it does not follow where the page was left meanwhile.
  const takeAnother = (): void =>
    another.mutate(input, {
      onSuccess: (reflection) => {
        show(reflection);
        if (place.answered) showToast({ text: messages.staysWithItsOwn });
      },
    });
  const skipOver = (): void =>
    skip.mutate(input, {
      onSuccess: (reflection) => {
        show(reflection);
        void navigate(props.next);
      },
    });
  const act = async (mutate: () => void): Promise<void> => {
    if (isActing.current) return;
    isActing.current = true;
    await flushTexts();
    mutate();
    isActing.current = false;
  };
  return (
    <>
      <p className="prompt-meta">
        <span>{messages.promptOf(index, props.places)}</span>
        <LinkButton onClick={() => void act(takeAnother)}>{messages.another}</LinkButton>
        {place.skipped ? (
          <span>{messages.skipped}</span>
        ) : (
          <LinkButton onClick={() => void act(skipOver)}>{messages.skip}</LinkButton>
        )}
        {props.again}
      </p>
      <p className="prompt-source">
        {reasonSentence(place.reason, place.themeTitle)} {sourceSentence(place)}
      </p>
      {error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(error)}
        </p>
      )}
    </>
  );
}
