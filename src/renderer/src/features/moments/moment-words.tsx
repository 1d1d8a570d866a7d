import type { Moment } from "../../../../shared/contract/moments.ts";
import { weekdayOf } from "../../../../shared/journal/local-date.ts";
import { WEEKDAYS } from "../../ui/format.ts";
import { messages } from "./messages.ts";

/** `Wed`: the day of a moment among those of its week. */
export function shortDay(moment: Pick<Moment, "date">): string {
  return WEEKDAYS[weekdayOf(moment.date) - 1] ?? "";
}

/** What was done, with whom, and how it came: `Stepped in with Jonas Lindqvist, uninvited`. */
export function MomentHead({ moment, day }: { moment: Moment; day?: string | undefined }) {
  const { kind, person, invited } = moment;
  return (
    <>
      <b>{messages.did[kind]}</b>
      {person === null ? null : messages.withWhom(person.name)}
      {invited === null ? null : messages.howItCame(messages.invited[invited])}
      {day === undefined ? null : <span className="dayin">{messages.onDay(day)}</span>}
    </>
  );
}
