import type { Theme } from "../../../shared/contract/prompts.ts";
import type { Clock } from "../../../shared/journal/clock.ts";
import { addWeeks, firstDayOf, type Week, weekOf } from "../../../shared/journal/iso-week.ts";
import { localDateAt } from "../../../shared/journal/local-date.ts";
import type { Database } from "../../storage/database.ts";
import { prepareInsights } from "./insights.sql.ts";
import {
  commitmentsByOutcome,
  handoverSpans,
  invitedByWeek,
  momentsByWeek,
  themesInWeeks,
  timeByWeek,
} from "./plots.ts";

export type InsightsService = ReturnType<typeof createInsights>;

/** The numbers behind the plots. Nothing here writes. */
export function createInsights(needs: {
  database: Database;
  clock: Clock;
  prompts: { library(): { themes: readonly Theme[] } };
}) {
  const { database, clock, prompts } = needs;
  const sql = prepareInsights(database);

  function read(count: number) {
    const today = localDateAt(clock.now(), clock.timeZone);
    const last = weekOf(today);
    const first = addWeeks(last, 1 - count);
    const weeks = Array.from({ length: count }, (_, index): Week => addWeeks(first, index));
    const span = { from: firstDayOf(first), to: today };
    const moments = sql.moments(span);
    return {
      timeOnTheBusiness: { weeks: timeByWeek(weeks, sql.blocks(first, last)) },
      moments: { weeks: momentsByWeek(weeks, moments) },
      invited: { weeks: invitedByWeek(weeks, moments) },
      themes: { themes: themesInWeeks(prompts.library().themes, sql.answersUntil(today), weeks) },
      commitments: commitmentsByOutcome(sql.commitments(first, last)),
      handovers: { handovers: handoverSpans(sql.turnsUntil(today), today) },
      writingDays: { days: sql.days(span) },
    };
  }

  return {
    /**
     * The numbers of the last weeks, this one included, oldest first: one object a plot.
     * @param weeks how many, from 1.
     */
    read: (weeks: number): ReturnType<typeof read> => database.transaction(() => read(weeks))(),
  };
}
