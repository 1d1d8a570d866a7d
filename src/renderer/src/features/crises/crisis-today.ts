import type { Crisis, CrisisDue } from "../../../../shared/contract/crises.ts";
import type { LocalDate } from "../../../../shared/journal/local-date.ts";

/** A crisis, and what is due of it on the day it is. */
export interface CrisisToday {
  date: LocalDate;
  crisis: Crisis;
  due: CrisisDue;
}
