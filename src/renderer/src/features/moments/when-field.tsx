import { useState } from "react";
import {
  addDays,
  isLocalDate,
  type LocalDate,
  localDateAt,
  localTimestamp,
} from "../../../../shared/journal/local-date.ts";
import { instantAt, isTimeOfDay } from "../../../../shared/journal/wall-clock.ts";
import { clockTime, weekdayName } from "../../ui/format.ts";
import { InWords } from "../../ui/in-words.tsx";
import { dateOf } from "../../ui/when.ts";
import { messages } from "./messages.ts";

/** Opens the fields of the day and the time. */
export const WHEN_KEYS = "mod+d";

/** When something happened: its day and time in words, or two fields once it is to be changed. */
export function WhenField(props: {
  /** The instant, ISO 8601. */
  at: string;
  timeZone: string;
  /** The day it is. */
  today: LocalDate;
  /** Told the instant, or null while what stands in the fields is none. */
  onChange: (at: string | null) => void;
  isOpen: boolean;
  onOpen: () => void;
}) {
  const { at, timeZone } = props;
  const [typed, setTyped] = useState(() => wallOf(at, timeZone));
  const change = (next: { day: string; time: string }): void => {
    setTyped(next);
    const isInstant = isLocalDate(next.day) && isTimeOfDay(next.time);
    props.onChange(isInstant ? instantAt(next.day, next.time, timeZone).toISOString() : null);
  };
  return (
    <InWords
      words={
        <>
          <span className="vh">{messages.when}: </span>
          {dayAndTimeOf(at, timeZone, props.today)}
        </>
      }
      keys={WHEN_KEYS}
      isOpen={props.isOpen}
      onOpen={() => {
        setTyped(wallOf(at, timeZone));
        props.onOpen();
      }}
    >
      <fieldset className="when-fields">
        <legend className="vh">{messages.when}</legend>
        <input
          className="field"
          aria-label={messages.day}
          autoComplete="off"
          autoFocus
          size={10}
          value={typed.day}
          aria-invalid={!isLocalDate(typed.day)}
          onChange={(event) => change({ ...typed, day: event.target.value.trim() })}
        />
        <input
          className="field"
          aria-label={messages.time}
          autoComplete="off"
          size={5}
          value={typed.time}
          aria-invalid={!isTimeOfDay(typed.time)}
          onChange={(event) => change({ ...typed, time: event.target.value.trim() })}
        />
      </fieldset>
    </InWords>
  );
}

function wallOf(at: string, timeZone: string): { day: string; time: string } {
  const wall = localTimestamp(new Date(at), timeZone);
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/** `Friday, 14:20` within the last week, else `13 November, 14:20`. */
function dayAndTimeOf(at: string, timeZone: string, today: LocalDate): string {
  const day = localDateAt(new Date(at), timeZone);
  const name = day > addDays(today, -7) ? weekdayName(day) : dateOf(day, today);
  return `${name}, ${clockTime(at, timeZone)}`;
}
