import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { OfferedWeek, Today as TodayData } from "../../../../shared/contract/weekly.ts";
import { addDays, localDateAt, weekdayOf } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import { sentenceFor } from "../../api/errors.ts";
import { Button } from "../../ui/button.tsx";
import { CommitmentWords } from "../../ui/commitment-words.tsx";
import { clockTime, dayAndMonth, dayLine, weekdayName, weekName } from "../../ui/format.ts";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { addressOfEntry, addressOfWeek, ADDRESSES } from "../../addresses.ts";
import { flushTexts } from "../../saving/open-texts.ts";
import { UnsavedNotice } from "../../saving/save-status.tsx";
import { useReadOnly } from "../../api/use-read-only.ts";
import { MomentsOfToday } from "../moments/week-moments.tsx";
import { AgreementsToAsk } from "../people/agreements-to-ask.tsx";
import { CrisesToday, StepForward } from "../crises/crises-today.tsx";
import { FromYourPages } from "./from-your-pages.tsx";
import { messages } from "./messages.ts";

/** How often a window that stays open looks whether a new day, or the hour to reflect, has come. */
const DAY_CHECK_MILLISECONDS = 30_000;

/** The page the day begins with: what is due, and the one thing to do about it. */
export function Today() {
  const { queries } = useConnection();
  const { data, error } = useQuery({
    ...queries.weekly.today.queryOptions(),
    // The day may have changed since, and so may the place in the week.
    refetchOnMount: "always",
    refetchInterval: DAY_CHECK_MILLISECONDS,
  });
  if (data === undefined && error !== null) {
    return (
      <div className="page">
        <p className="notice" role="alert">
          {sentenceFor(error)}
        </p>
      </div>
    );
  }
  return data === undefined ? null : <TodayPage today={data} />;
}

function TodayPage({ today }: { today: TodayData }) {
  const [current, last] = today.offered;
  const canWrite = useReadOnly() === null;
  return (
    <div className="page">
      <header className="row">
        <p className="m">{weekName(today.week)}</p>
        <div className="t">
          <h1>{dayLine(today.date)}</h1>
          <UnsavedNotice />
          {canWrite ? null : <ReadOnlyDay />}
          {current === undefined || !canWrite ? null : <ThisWeek today={today} offered={current} />}
        </div>
      </header>
      <CrisesToday />
      {last === undefined || !canWrite ? null : <LastWeek offered={last} />}
      {today.due.length === 0 ? null : (
        <>
          <section className="row sect">
            <p className="m">{messages.from(weekName(today.due[0]?.week ?? today.week))}</p>
            <h2 className="t">{messages.youSaid}</h2>
          </section>
          <ol className="rows-of-list">
            {today.due.map((commitment, index) => (
              <li className="row ln" key={commitment.id}>
                <span className="m">{index + 1}</span>
                <p className="t commit">
                  <CommitmentWords commitment={commitment} />
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
      <AgreementsToAsk today={today.date} />
      <MomentsOfToday week={today.week} />
      {canWrite ? <StepForward /> : null}
      <FromYourPages />
    </div>
  );
}

/** In place of what is due, where nothing can be written. */
function ReadOnlyDay() {
  const navigate = useNavigate();
  return (
    <>
      <p className="lead">{messages.readOnly}</p>
      <p className="actions">
        <Button look="quiet" onClick={() => void navigate(ADDRESSES.timeline)}>
          {messages.toTimeline}
        </Button>
      </p>
    </>
  );
}

function ThisWeek({ today, offered }: { today: TodayData; offered: OfferedWeek }) {
  const { queries } = useConnection();
  const navigate = useNavigate();
  const go = (): void => void navigate(addressOfWeek(offered.week));
  const close = useMutation(queries.weekly.close.mutationOptions());
  const isClosed = offered.state === "closed";
  useShortcuts({ enter: isClosed ? undefined : go, "mod+r": go });
  const closeAsItIs = async (): Promise<void> => {
    if (await flushTexts()) close.mutate({ week: offered.week });
  };

  const { left } = offered;
  if (offered.state === "begun" && left !== null) {
    return (
      <>
        <p className="lead">{messages.left(left, timeLeft(left.at, today))}</p>
        {left.lastWords === "" ? null : <p className="last-words">“{left.lastWords}”</p>}
        <p className="actions">
          <Button look="primary" keys="enter" onClick={go}>
            {messages.goOn(left)}
          </Button>
          <Button onClick={closeAsItIs}>{messages.closeAsItIs}</Button>
        </p>
        {close.isError ? <p className="notice">{sentenceFor(close.error)}</p> : null}
      </>
    );
  }
  if (isClosed) {
    const { entryId } = offered;
    const next = nextReflection(today, 7);
    return (
      <>
        <p className="lead">
          {messages.putAway(weekName(offered.week))} {messages.next(next, today.reflectionTime)}
        </p>
        <p className="actions">
          <Button
            look="quiet"
            onClick={() =>
              void navigate(entryId === null ? ADDRESSES.timeline : addressOfEntry(entryId))
            }
          >
            {messages.read}
          </Button>
        </p>
      </>
    );
  }
  const { isDue } = today;
  if (!today.begunBefore) {
    return (
      <div className="empty">
        <h2>
          {isDue
            ? messages.firstNow
            : messages.first(nextReflection(today, 0), today.reflectionTime)}
        </h2>
        <p>{messages.firstHint}</p>
        <p className="actions">
          <Button look="primary" keys="enter" onClick={go}>
            {isDue ? messages.begin : messages.reflectNow}
          </Button>
        </p>
      </div>
    );
  }
  return (
    <>
      <p className="lead">
        {isDue ? messages.due : messages.next(nextReflection(today, 0), today.reflectionTime)}
      </p>
      <p className="actions">
        <Button look="primary" keys="enter" onClick={go}>
          {isDue ? messages.begin : messages.reflectNow}
        </Button>
      </p>
    </>
  );
}

function LastWeek({ offered }: { offered: OfferedWeek }) {
  const navigate = useNavigate();
  const name = weekName(offered.week);
  return (
    <section className="row sect">
      <p className="m">{messages.lastWeek}</p>
      <div className="t">
        <p className="last-week">
          {offered.state === "begun" ? messages.lastWeekLeft(name) : messages.lastWeekOpen(name)}
        </p>
        <p className="actions">
          <Button look="quiet" onClick={() => void navigate(addressOfWeek(offered.week))}>
            {messages.lastWeekGo(name)}
          </Button>
        </p>
      </div>
    </section>
  );
}

/** The day of the reflection of this week, or of the week `later` days on, as a sentence names it. */
function nextReflection(today: TodayData, later: number): string {
  const ahead = today.reflectionDay - weekdayOf(today.date) + later;
  const date = addDays(today.date, ahead);
  return ahead < 7 ? weekdayName(date) : `${weekdayName(date)}, ${dayAndMonth(date)},`;
}

/** When something was left: `at 16:12`, `yesterday at 16:12`, `on Tuesday at 16:12`. */
function timeLeft(instant: string, today: TodayData): string {
  const date = localDateAt(new Date(instant), today.timeZone);
  const time = `at ${clockTime(instant, today.timeZone)}`;
  if (date === today.date) return time;
  if (date === addDays(today.date, -1)) return `yesterday ${time}`;
  return `on ${weekdayName(date)} ${time}`;
}
