import { isLocalDate, type LocalDate } from "../../../shared/journal/local-date.ts";
import { longDay } from "./format.ts";
import { TextField } from "./text-field.tsx";

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
  const isDay = isLocalDate(value);
  return (
    <TextField
      label={props.label}
      placeholder="YYYY-MM-DD"
      value={value}
      error={isDayGiven(value, none !== undefined) ? null : NOT_A_DAY}
      help={isDay ? longDay(value, today) : none}
      autoFocus={props.autoFocus}
      onChange={(typed) => props.onChange(typed.trim())}
    />
  );
}

const NOT_A_DAY = "Give a day such as 2026-11-20.";

/** Whether what was typed can be kept: a day, or nothing where there may be none. */
export function isDayGiven(value: string, mayBeNone = false): boolean {
  return isLocalDate(value) || (mayBeNone && value === "");
}
