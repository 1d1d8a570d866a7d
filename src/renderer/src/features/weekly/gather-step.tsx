import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { ulid } from "ulid";
import type { Reflection } from "../../../../shared/contract/weekly.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { KeyHint } from "../../ui/button.tsx";
import { nameShortcut, useShortcuts } from "../../ui/shortcuts.ts";
import { missingIn, type MomentWords } from "../moments/moment-fields.tsx";
import { MomentList } from "../moments/moment-list.tsx";
import { useQuoteInWeek } from "../moments/to-quote.ts";
import { gather } from "./gather-messages.ts";
import { messages } from "./messages.ts";
import { emptyMoment, RememberMoment } from "./remember-moment.tsx";
import { RitualFrame } from "./ritual-frame.tsx";
import { WeekBlocksAside } from "./week-blocks.tsx";

/** The key that adds what one remembers. */
const REMEMBER_KEYS = "n";

/** The week's moments, with what one remembers now; and how the week fell, where that is asked. */
export function GatherStep(props: { reflection: Reflection; timeZone: string }) {
  const { reflection } = props;
  const { week } = reflection;
  const { queries } = useConnection();
  const navigate = useNavigate();
  const moments = useQuery(queries.moments.ofWeek.queryOptions({ input: { week } }));
  const asked = useQuery(queries.commitments.askedIn.queryOptions({ input: { week } }));
  const settings = useQuery(queries.settings.read.queryOptions());
  const remembered = useRemembered(week);
  const quoteInWeek = useQuoteInWeek(week);
  if (moments.data === undefined && moments.error === null) return null;
  const goTo = (address: string): void => {
    void flushTexts();
    void navigate(address);
  };
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
      back={{ label: messages.back, go: () => goTo(addressOfStep(week, "look_back")) }}
      next={
        // What is being remembered is kept first: nothing is left behind by going on.
        remembered.isOpen
          ? { label: gather.keep, go: remembered.keep }
          : { label: gather.startWriting, go: () => goTo(addressOfStep(week, "write")) }
      }
      aside={
        settings.data?.blocks === true ? (
          <WeekBlocksAside week={week} entry={reflection.entryId} />
        ) : null
      }
    >
      <section aria-labelledby="prompt">
        <h1 className="prompt" id="prompt">
          {gather.question(moments.data?.length ?? 0)}
        </h1>
        {asked.data?.length === 0 ? <p className="prompt-meta">{messages.nothingDue}</p> : null}
        {moments.error === null ? null : (
          <p className="notice" role="alert">
            {sentenceFor(moments.error)}
          </p>
        )}
        {moments.data === undefined || moments.data.length === 0 ? null : (
          <div className="gathered">
            <MomentList
              label={gather.moments}
              moments={moments.data}
              look="column"
              onQuote={quoteInWeek}
            />
          </div>
        )}
        {remembered.form}
        {remembered.isOpen ? null : (
          <button
            type="button"
            className="line remember-line"
            ref={remembered.button}
            aria-keyshortcuts={nameShortcut(REMEMBER_KEYS)}
            onClick={remembered.open}
          >
            {gather.remember} <KeyHint keys={REMEMBER_KEYS} />
          </button>
        )}
      </section>
    </RitualFrame>
  );
}

/** What is being remembered: its words stay when the form is closed, until they are kept. */
function useRemembered(week: string) {
  const { queries } = useConnection();
  const sheet = useQuery(queries.moments.sheet.queryOptions());
  const [isOpen, setOpen] = useState(false);
  const [begun, setBegun] = useState<{ id: string; words: MomentWords } | null>(null);
  const [isTimeWrong, setTimeWrong] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    // The line stands again once this is drawn.
    setTimeout(() => button.current?.focus());
  };
  const add = useMutation(
    queries.moments.add.mutationOptions({
      onSuccess: () => {
        close();
        setBegun(null);
      },
    }),
  );
  if (isOpen && begun === null && sheet.data !== undefined && !add.isPending) {
    setBegun({ id: ulid(), words: emptyMoment(week, sheet.data) });
  }
  const open = (): void => setOpen(true);
  const keep = (): void => {
    if (begun === null || add.isPending) return;
    const { id, words } = begun;
    const missing = missingIn(words, isTimeWrong);
    setProblem(missing);
    const { kind } = words;
    if (missing !== null || kind === null) return;
    add.mutate({
      ...words,
      id,
      kind,
      person: words.person.trim() || null,
      invited: kind === "stepped_in" ? words.invited : null,
    });
  };
  useShortcuts({ [REMEMBER_KEYS]: isOpen ? undefined : open });
  const form =
    !isOpen || begun === null || sheet.data === undefined ? null : (
      <RememberMoment
        week={week}
        sheet={sheet.data}
        words={begun.words}
        onWords={(words) => {
          setProblem(null);
          setBegun({ ...begun, words });
        }}
        onWrongTime={setTimeWrong}
        problem={problem}
        failure={add.isError ? sentenceFor(add.error) : null}
        isKeeping={add.isPending}
        onKeep={keep}
        onClose={close}
      />
    );
  return { isOpen, open, keep, form, button };
}
