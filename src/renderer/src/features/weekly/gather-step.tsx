import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Reflection } from "../../../../shared/contract/weekly.ts";
import { addressOfStep, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { SaveStatus } from "../../saving/save-status.tsx";
import { KeyHint } from "../../ui/button.tsx";
import { nameShortcut, useShortcuts } from "../../ui/shortcuts.ts";
import { MomentList } from "../moments/moment-list.tsx";
import { useQuoteInWeek } from "../moments/to-quote.ts";
import { gather } from "./gather-messages.ts";
import { messages } from "./messages.ts";
import { RememberMoment } from "./remember-moment.tsx";
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
  const [isRemembering, setRemembering] = useState(false);
  const keepRemembered = useRef<(() => void) | null>(null);
  const rememberLine = useRef<HTMLButtonElement>(null);
  const remember = (): void => setRemembering(true);
  const endRemembering = (): void => {
    setRemembering(false);
    // The line stands again once this is drawn.
    setTimeout(() => rememberLine.current?.focus());
  };
  useShortcuts({ [REMEMBER_KEYS]: isRemembering ? undefined : remember });
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
        isRemembering
          ? { label: gather.keep, go: () => (keepRemembered.current ?? endRemembering)() }
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
        {isRemembering ? (
          <RememberMoment
            week={week}
            keeps={keepRemembered}
            onKept={endRemembering}
            onClose={endRemembering}
          />
        ) : (
          <button
            type="button"
            className="line remember-line"
            ref={rememberLine}
            aria-keyshortcuts={nameShortcut(REMEMBER_KEYS)}
            onClick={remember}
          >
            {gather.remember} <KeyHint keys={REMEMBER_KEYS} />
          </button>
        )}
      </section>
    </RitualFrame>
  );
}
