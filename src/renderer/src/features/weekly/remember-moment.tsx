import { type KeyboardEvent, useId } from "react";
import type { MomentSheet } from "../../../../shared/contract/moments.ts";
import { lastDayOf, firstDayOf, type Week } from "../../../../shared/journal/iso-week.ts";
import { addDays, type LocalDate, localDateAt } from "../../../../shared/journal/local-date.ts";
import { instantAt } from "../../../../shared/journal/wall-clock.ts";
import { Button } from "../../ui/button.tsx";
import { WEEKDAYS } from "../../ui/format.ts";
import { MomentFields, type MomentWords } from "../moments/moment-fields.tsx";
import { Segment } from "../../ui/segment.tsx";
import { gather } from "./gather-messages.ts";

/** The hour that is taken for one that nobody remembers. */
const NOON = "12:00";

/** A moment of the week from memory: its day, and the sentence to fill. Esc leaves it as it is. */
export function RememberMoment(props: {
  week: Week;
  sheet: MomentSheet;
  words: MomentWords;
  onWords: (words: MomentWords) => void;
  onWrongTime: (isWrong: boolean) => void;
  problem: string | null;
  failure: string | null;
  isKeeping: boolean;
  onKeep: () => void;
  onClose: () => void;
}) {
  const { week, sheet, words, onWords } = props;
  const { timeZone } = sheet;
  const dayId = useId();
  const today = localDateAt(new Date(sheet.now), timeZone);
  const day = localDateAt(new Date(words.at), timeZone);
  const days = daysOf(week).filter((one) => one <= today);
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    props.onClose();
  };
  return (
    <div className="moment-edit remember" role="presentation" onKeyDown={closeOnEscape}>
      <p className="remember-day">
        <span className="meta" id={dayId}>
          {gather.on}
        </span>{" "}
        <Segment
          label={gather.day}
          value={day}
          choices={days.map((value) => ({
            value,
            name: WEEKDAYS[daysOf(week).indexOf(value)] ?? value,
          }))}
          onChange={(chosen) => onWords({ ...words, at: atOn(chosen, sheet) })}
        />
      </p>
      <MomentFields
        words={words}
        onChange={onWords}
        onWrongTime={props.onWrongTime}
        onKeep={props.onKeep}
        timeZone={timeZone}
        today={today}
        crises={sheet.crises}
        problem={props.problem}
        focus="kind"
      />
      {props.failure === null ? null : (
        <p className="notice" role="alert">
          {props.failure}
        </p>
      )}
      <p className="actions">
        <Button look="quiet" keys="enter" aria-busy={props.isKeeping} onClick={props.onKeep}>
          {props.isKeeping ? gather.keeping : gather.keep}
        </Button>
        <Button keys="escape" onClick={props.onClose}>
          {gather.cancel}
        </Button>
      </p>
    </div>
  );
}

/** A moment to remember with nothing in it: now, or the last day of a week that is past. */
export function emptyMoment(week: Week, sheet: MomentSheet): MomentWords {
  const today = localDateAt(new Date(sheet.now), sheet.timeZone);
  const day = today <= lastDayOf(week) ? today : lastDayOf(week);
  return {
    kind: null,
    text: "",
    person: "",
    invited: null,
    theme: null,
    at: atOn(day, sheet),
    crisisId: null,
  };
}

/** Noon of a day, or now on a day that has not come so far. */
function atOn(day: LocalDate, { now, timeZone }: MomentSheet): string {
  const noon = instantAt(day, NOON, timeZone).toISOString();
  return noon < now ? noon : now;
}

function daysOf(week: Week): LocalDate[] {
  return Array.from({ length: 7 }, (_, index) => addDays(firstDayOf(week), index));
}
