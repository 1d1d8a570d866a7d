import { useId } from "react";
import { isLocalDate, type LocalDate } from "../../../shared/journal/local-date.ts";
import { longDay } from "./format.ts";

/** A day to be typed, `2026-11-20`, which is said in words below. Empty is none, where that may be. */
export function DayField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  today: LocalDate;
  /** What an empty field says; without it a day has to be given. */
  none?: string;
  autoFocus?: boolean;
}) {
  const { value, today, none } = props;
  const id = useId();
  const isDay = isLocalDate(value);
  const isBad = !isDay && (value !== "" || none === undefined);
  return (
    <div className="sheet-field">
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      <input
        id={id}
        className="field"
        autoComplete="off"
        placeholder="YYYY-MM-DD"
        value={value}
        autoFocus={props.autoFocus}
        aria-invalid={isBad}
        aria-describedby={`${id}-said`}
        onChange={(event) => props.onChange(event.target.value.trim())}
      />
      <p className={isBad ? "error" : "help"} id={`${id}-said`}>
        {isBad ? NOT_A_DAY : isDay ? longDay(value, today) : none}
      </p>
    </div>
  );
}

const NOT_A_DAY = "Give a day such as 2026-11-20.";

/** Whether what was typed can be kept: a day, or nothing where there may be none. */
export function isDayGiven(value: string, mayBeNone = false): boolean {
  return isLocalDate(value) || (mayBeNone && value === "");
}
