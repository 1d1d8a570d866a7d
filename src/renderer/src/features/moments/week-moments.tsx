import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { isWeek, type Week } from "../../../../shared/journal/iso-week.ts";
import { addressOfMoments, ADDRESSES } from "../../addresses.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { useReadOnly } from "../../api/use-read-only.ts";
import { KeyHint } from "../../ui/button.tsx";
import { weekName, weekSpan } from "../../ui/format.ts";
import { NotHere } from "../../ui/not-here.tsx";
import { nameShortcut, useShortcuts } from "../../ui/shortcuts.ts";
import { useOverlay } from "../commands/command-layer.tsx";
import { MOMENT_KEYS } from "./capture.tsx";
import { countSentence } from "./count-sentence.ts";
import { messages } from "./messages.ts";
import { MomentList } from "./moment-list.tsx";
import { MarksLegend } from "./moment-mark.tsx";
import { useQuoteInWeek } from "./to-quote.ts";

/** The moments of the week on Today, the latest first. */
export function MomentsOfToday({ week }: { week: Week }) {
  const { data, error, canWrite, log, quote } = useMomentsOf(week);
  if (data === undefined && error === null) return null;
  return (
    <>
      <section className="row sect">
        <p className="m" />
        <div className="t moments-head">
          <h2>
            <Link to={addressOfMoments(week)}>{messages.thisWeek}</Link>
          </h2>
          {canWrite ? <LogButton onClick={log} /> : null}
        </div>
      </section>
      {error === null ? null : (
        <p className="notice" role="alert">
          {sentenceFor(error)}
        </p>
      )}
      {data?.length === 0 ? <p className="moments-none">{messages.empty}</p> : null}
      {data === undefined || data.length === 0 ? null : (
        <MomentList label={messages.thisWeek} moments={data.toReversed()} onQuote={quote} />
      )}
    </>
  );
}

/** A page for the moments of one week: what they come to, and each of them, the latest first. */
export function WeekMomentsPage() {
  const { week = "" } = useParams();
  if (isWeek(week)) return <WeekPage week={week} />;
  return (
    <div className="page">
      <NotHere sentence={messages.unknownWeek(week)} way={messages.toToday} to={ADDRESSES.today} />
    </div>
  );
}

function WeekPage({ week }: { week: Week }) {
  const { queries } = useConnection();
  const today = useQuery(queries.weekly.today.queryOptions());
  const { data, error, canWrite, log, quote } = useMomentsOf(week);
  const title =
    today.data?.week === week || today.data === undefined
      ? messages.thisWeek
      : messages.ofWeek(weekName(week).toLowerCase());
  return (
    <div className="page">
      <header className="row">
        <p className="m">{weekName(week)}</p>
        <div className="t">
          <h1>{title}</h1>
          {today.data?.week === week ? null : <p className="meta">{weekSpan(week)}</p>}
          {error === null ? null : (
            <p className="notice" role="alert">
              {sentenceFor(error)}
            </p>
          )}
          {data === undefined ? null : (
            <p className="lead">{data.length === 0 ? messages.empty : countSentence(data)}</p>
          )}
        </div>
      </header>
      {data === undefined || data.length === 0 ? null : (
        <MomentList label={title} moments={data.toReversed()} onQuote={quote} />
      )}
      {canWrite ? (
        <p className="moments-log">
          <LogButton onClick={log} />
        </p>
      ) : null}
      <MarksLegend />
    </div>
  );
}

/** A week's moments, the key that adds one, and what quotes one. */
function useMomentsOf(week: Week) {
  const { queries } = useConnection();
  const { data, error } = useQuery(queries.moments.ofWeek.queryOptions({ input: { week } }));
  const canWrite = useReadOnly() === null;
  const openOverlay = useOverlay();
  const log = (): void => openOverlay("moment");
  useShortcuts({ n: canWrite ? log : undefined });
  const quote = useQuoteInWeek(week);
  return { data, error, canWrite, log, quote };
}

function LogButton({ onClick }: { onClick: () => void }) {
  return (
    <button
      type="button"
      className="meta meta-act"
      aria-keyshortcuts={nameShortcut(MOMENT_KEYS)}
      onClick={onClick}
    >
      {messages.log} <KeyHint keys={MOMENT_KEYS} />
    </button>
  );
}
