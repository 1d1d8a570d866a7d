import { type KeyboardEvent, type RefObject, useId, useImperativeHandle } from "react";
import type { MomentSheet } from "../../../../shared/contract/moments.ts";
import { lastDayOf, firstDayOf, type Week } from "../../../../shared/journal/iso-week.ts";
import { addDays, type LocalDate, localDateAt } from "../../../../shared/journal/local-date.ts";
import { instantAt } from "../../../../shared/journal/wall-clock.ts";
import { sentenceFor } from "../../api/errors.ts";
import { BusyVerb } from "../../ui/busy-verb.tsx";
import { Button } from "../../ui/button.tsx";
import { WEEKDAYS } from "../../ui/format.ts";
import { emptyAt, MomentFields } from "../moments/moment-fields.tsx";
import { useMomentDraft, useMomentSheet } from "../moments/use-moment-draft.ts";
import { Segment } from "../../ui/segment.tsx";
import { gather } from "./gather-messages.ts";

/** The hour that is taken for one that nobody remembers. */
const NOON = "12:00";

/**
 * A moment of the week from memory: its day, and the sentence to fill. What was begun is gone on with,
 * and stays begun when it is left. Esc leaves it.
 */
export function RememberMoment(props: {
  week: Week;
  /** Takes what keeps it, for as long as it is there. */
  keeps: RefObject<(() => void) | null>;
  onKept: () => void;
  onClose: () => void;
}) {
  const { sheet, error } = useMomentSheet("gather");
  const { onClose } = props;
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <div className="moment-edit remember" role="presentation" onKeyDown={closeOnEscape}>
      {sheet === null ? null : <RememberForm sheet={sheet} {...props} />}
      {error === null ? null : (
        <>
          <p className="notice" role="alert">
            {sentenceFor(error)}
          </p>
          <p className="actions">
            <Button keys="escape" onClick={onClose}>
              {gather.cancel}
            </Button>
          </p>
        </>
      )}
    </div>
  );
}

function RememberForm(props: {
  week: Week;
  sheet: MomentSheet;
  keeps: RefObject<(() => void) | null>;
  onKept: () => void;
  onClose: () => void;
}) {
  const { week, sheet, keeps } = props;
  const { timeZone } = sheet;
  const begun = useMomentDraft("gather", sheet, () => emptyAt(lastIn(week, sheet)), props.onKept);
  const { words } = begun;
  const keep = (): void => void begun.keep();
  useImperativeHandle(keeps, () => keep);
  const dayId = useId();
  const today = localDateAt(new Date(sheet.now), timeZone);
  const days = daysOf(week).filter((one) => one <= today);
  return (
    <>
      <p className="remember-day">
        <span className="meta" id={dayId}>
          {gather.on}
        </span>{" "}
        <Segment
          label={gather.day}
          value={localDateAt(new Date(words.at), timeZone)}
          choices={days.map((value) => ({
            value,
            name: WEEKDAYS[daysOf(week).indexOf(value)] ?? value,
          }))}
          onChange={(chosen) => begun.change({ ...words, at: atOn(chosen, sheet) })}
        />
      </p>
      <MomentFields
        words={words}
        onChange={begun.change}
        onWrongTime={begun.noteWrongTime}
        onKeep={keep}
        timeZone={timeZone}
        today={today}
        crises={sheet.crises}
        problem={begun.problem}
        focus={words.text === "" ? "kind" : "text"}
      />
      {begun.failure === null ? null : (
        <p className="notice" role="alert">
          {begun.failure}
        </p>
      )}
      <p className="actions">
        <Button look="quiet" keys="enter" aria-busy={begun.isKeeping} onClick={keep}>
          <BusyVerb isBusy={begun.isKeeping} rest={gather.keep} busy={gather.keeping} />
        </Button>
        <Button keys="escape" onClick={props.onClose}>
          {gather.cancel}
        </Button>
      </p>
    </>
  );
}

/** The last day of a week so far: now, in a week that is not over. */
function lastIn(week: Week, sheet: MomentSheet): string {
  const today = localDateAt(new Date(sheet.now), sheet.timeZone);
  return atOn(today <= lastDayOf(week) ? today : lastDayOf(week), sheet);
}

/** Noon of a day, or now on a day that has not come so far. */
function atOn(day: LocalDate, { now, timeZone }: MomentSheet): string {
  const noon = instantAt(day, NOON, timeZone).toISOString();
  return noon < now ? noon : now;
}

function daysOf(week: Week): LocalDate[] {
  return Array.from({ length: 7 }, (_, index) => addDays(firstDayOf(week), index));
}
