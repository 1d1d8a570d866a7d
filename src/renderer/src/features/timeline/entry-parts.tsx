import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import type { Entry } from "../../../../shared/contract/entries.ts";
import { localDateAt } from "../../../../shared/journal/local-date.ts";
import { useConnection } from "../../api/client.ts";
import {
  clockTime,
  dayAndMonth,
  fullDate,
  listInWords,
  weekdayName,
  weekName,
} from "../../ui/format.ts";
import { CommitmentTold } from "../weekly/commitment-told.tsx";
import { messages } from "./messages.ts";

/** The week and day of an entry, in the margin. */
export function EntryDay({ entry }: { entry: Entry }) {
  const { queries } = useConnection();
  const today = useQuery(queries.weekly.today.queryOptions());
  const isThisYear = today.data?.date.slice(0, 4) === entry.date.slice(0, 4);
  return (
    <p className="m">
      {weekName(entry.week)},<br /> {isThisYear ? dayAndMonth(entry.date) : fullDate(entry.date)}
    </p>
  );
}

/** When an entry was written, and its tags. */
export function EntryMeta({ entry }: { entry: Entry }) {
  const written = entry.sections[0]?.updated ?? entry.updated;
  const writtenDay = localDateAt(new Date(written), zoneOf(entry));
  return (
    <p className="meta entry-meta">
      {messages.writtenOn(
        writtenDay === entry.date
          ? weekdayName(entry.date)
          : `${weekdayName(writtenDay)}, ${fullDate(writtenDay)},`,
        clockTime(written, zoneOf(entry)),
      )}
      {entry.with.length === 0 ? null : (
        <>
          {" "}
          <bdi>{messages.with(listInWords(entry.with))}</bdi>
        </>
      )}
      {entry.tags.map((tag) => (
        <Fragment key={tag}>
          {" "}
          <span className="tag">
            #<bdi>{tag}</bdi>
          </span>
        </Fragment>
      ))}
    </p>
  );
}

/** The commitments made in a weekly entry's week, with what came of them. */
export function EntryCommitments({ entry }: { entry: Entry }) {
  if (entry.commitments.length === 0) return null;
  return (
    <section className="row entry-section">
      <p className="m">{messages.forWeek(weekName(entry.commitments[0]?.dueWeek ?? entry.week))}</p>
      <div className="t">
        <h2>{messages.committed}</h2>
        {entry.commitments.map((commitment) => (
          <CommitmentTold key={commitment.id} commitment={commitment} />
        ))}
      </div>
    </section>
  );
}

/** The entry's own zone, where this browser knows it. */
export function zoneOf(entry: Entry): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: entry.timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
