import type { Theme } from "../../../shared/contract/prompts.ts";
import { type Week, weekOf, weeksBetween } from "../../../shared/journal/iso-week.ts";
import { dayNumberOf, type LocalDate } from "../../../shared/journal/local-date.ts";
import type {
  AnswerFact,
  BlocksRow,
  CommitmentFact,
  MomentFact,
  TurnFact,
} from "./insights.sql.ts";

// The numbers behind each plot, as pure functions over rows. Nothing is scored, nobody is compared.

/** How many there are of each kind, those of which there is none included. */
function countBy<Kind extends string>(
  kinds: readonly Kind[],
  facts: readonly (Kind | null)[],
): Record<Kind, number> {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const fact of facts) if (fact !== null) counts[fact] += 1;
  return counts;
}

/** The blocks of each week; null where none were placed, which is a gap and no zero. */
export function timeByWeek(weeks: readonly Week[], rows: readonly BlocksRow[]) {
  return weeks.map((week) => {
    const row = rows.find((one) => one.week === week);
    if (row === undefined) return { week, blocks: null };
    const { week: _, ...blocks } = row;
    return { week, blocks };
  });
}

/** How often one stepped in, back and away in each week. */
export function momentsByWeek(weeks: readonly Week[], moments: readonly MomentFact[]) {
  return weeks.map((week) => ({
    week,
    ...countBy(
      ["stepped_in", "stepped_back", "stepped_away"],
      moments.filter(({ date }) => weekOf(date) === week).map(({ kind }) => kind),
    ),
  }));
}

/** Whether stepping in was asked for, week by week; what was not said is left out. */
export function invitedByWeek(weeks: readonly Week[], moments: readonly MomentFact[]) {
  return weeks.map((week) => ({
    week,
    ...countBy(
      ["asked_for", "offered", "uninvited"],
      moments
        .filter(({ date, kind }) => kind === "stepped_in" && weekOf(date) === week)
        .map(({ invited }) => invited),
    ),
  }));
}

/**
 * For each theme its answers within the weeks, and how long it has been quiet: weeks since its last
 * answer ever, null when it was never answered.
 */
export function themesInWeeks(
  themes: readonly Pick<Theme, "id" | "title">[],
  answers: readonly AnswerFact[],
  weeks: readonly Week[],
) {
  const current = weeks.at(-1) ?? "";
  const answered = answers.map(({ theme, week, date }) => ({ theme, week: week ?? weekOf(date) }));
  return themes.map(({ id, title }) => {
    const own = answered.filter(({ theme, week }) => theme === id && week <= current);
    const lastWeek = own.map(({ week }) => week).reduce((a, b) => (a > b ? a : b), "");
    return {
      theme: id,
      title,
      answers: own.filter(({ week }) => weeks.includes(week)).length,
      lastWeek: lastWeek === "" ? null : lastWeek,
      quietWeeks: lastWeek === "" ? null : weeksBetween(lastWeek, current),
    };
  });
}

/** Commitments by outcome; `open` are those that were not asked about yet. */
export function commitmentsByOutcome(commitments: readonly CommitmentFact[]) {
  return {
    ...countBy(
      ["kept", "partly", "not_kept", "never_came_up", "dropped"],
      commitments.map(({ outcome }) => outcome),
    ),
    open: commitments.filter(({ outcome }) => outcome === null).length,
  };
}

/**
 * How long each handover lasted: the days it was with the person, from each giving to the taking back
 * after it, or to today. A second giving in a row, or a taking back of what was not given, changes nothing.
 * @param turns in order of handover and date.
 */
export function handoverSpans(turns: readonly TurnFact[], today: LocalDate) {
  const byHandover = Map.groupBy(turns, ({ handoverId }) => handoverId);
  return [...byHandover.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    let days = 0;
    let takenBack = 0;
    let since: LocalDate | null = null;
    for (const { kind, date } of own) {
      if (kind === "given") since ??= date;
      else if (since !== null) {
        days += dayNumberOf(date) - dayNumberOf(since);
        takenBack += 1;
        since = null;
      }
    }
    if (since !== null) days += dayNumberOf(today) - dayNumberOf(since);
    const { person, what, date: given } = first;
    return [{ person, what, given, days, takenBack, isWithThem: since !== null }];
  });
}
