import type { Theme } from "../../../shared/contract/prompts.ts";
import type { QuietTheme } from "../../../shared/contract/today.ts";
import { type Week, weeksBetween } from "../../../shared/journal/iso-week.ts";

/** A theme is quiet once it was not answered for so many weeks: the ritual takes nine in their turn. */
const QUIET_WEEKS = 6;

/**
 * The theme in weekly rotation that was answered longest ago, if that is long enough; ties in library
 * order. One that was never answered is new and not quiet: the ritual brings it by itself. Pure.
 * @param lastAnswered the last week in which each theme was answered, by its id.
 */
export function chooseQuietTheme(
  themes: readonly Pick<Theme, "id" | "title" | "inWeeklyRotation">[],
  lastAnswered: ReadonlyMap<string, Week>,
  week: Week,
): QuietTheme | null {
  let quietest: QuietTheme | null = null;
  for (const { id, title, inWeeklyRotation } of themes) {
    const last = lastAnswered.get(id);
    if (!inWeeklyRotation || last === undefined) continue;
    const weeks = weeksBetween(last, week);
    if (weeks >= QUIET_WEEKS && weeks > (quietest?.weeks ?? 0)) quietest = { id, title, weeks };
  }
  return quietest;
}
