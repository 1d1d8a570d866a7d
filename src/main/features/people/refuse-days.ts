import { StepbackError } from "../../../shared/contract/errors.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import { type LocalDate, localDateAt } from "../../../shared/journal/local-date.ts";

/** Refuses a day that has not come yet for what happened. @throws StepbackError DAY_IN_FUTURE. */
export function refuseFuture(date: LocalDate, clock: Clock): void {
  if (date > localDateAt(clock.now(), clock.timeZone)) {
    throw new StepbackError("DAY_IN_FUTURE", { date });
  }
}
