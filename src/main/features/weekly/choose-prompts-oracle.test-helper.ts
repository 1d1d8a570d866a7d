// The rule of choosing prompts once more, written from product.md and not from the code.
import type { Prompt } from "../../../shared/contract/prompts.ts";
import type { ChosenPrompt } from "../../../shared/contract/weekly.ts";
import { firstDayOf, type Week } from "../../../shared/journal/iso-week.ts";
import type { ChoiceInput, PromptFact } from "./choose-prompts.ts";

const mondays = new Map<Week, number>();

/** A week's Monday as an instant; looked up, since the oracle asks again and again. */
function mondayOf(week: Week): number {
  const monday = mondays.get(week) ?? Date.parse(firstDayOf(week));
  mondays.set(week, monday);
  return monday;
}

/** Whole weeks from one week's Monday to another's. */
export function weeksFrom(earlier: Week, later: Week): number {
  return (mondayOf(later) - mondayOf(earlier)) / 604_800_000;
}

/** Remembers what was found for an input, which nothing changes, and a name. */
function rememberingBy<Found>(find: (input: ChoiceInput, name: string) => Found) {
  const known = new WeakMap<ChoiceInput, Map<string, Found>>();
  return (input: ChoiceInput, name: string): Found => {
    const byName = known.get(input) ?? new Map<string, Found>();
    known.set(input, byName);
    const found = byName.has(name) ? (byName.get(name) as Found) : find(input, name);
    byName.set(name, found);
    return found;
  };
}

/** What happened before the week. */
export function before(input: ChoiceInput): PromptFact[] {
  return input.facts.filter((fact) => weeksFrom(fact.week, input.week) >= 1);
}

/** Answered in week w, a prompt is free again in w + 8; skipped, in w + 4. */
export const isFree = rememberingBy(
  (input, prompt) =>
    !input.shown.answered.has(prompt) &&
    before(input)
      .filter((fact) => fact.prompt === prompt)
      .every((fact) => weeksFrom(fact.week, input.week) >= (fact.outcome === "answered" ? 8 : 4)),
);

/** Weeks since a prompt was last answered or skipped; infinite when it never was. */
export const weeksAway = rememberingBy((input, prompt) =>
  Math.min(
    input.shown.answered.has(prompt) ? 0 : Number.POSITIVE_INFINITY,
    ...before(input)
      .filter((fact) => fact.prompt === prompt)
      .map((fact) => weeksFrom(fact.week, input.week)),
  ),
);

/** Weeks since each answer to a theme, the latest first. */
const answersOf = rememberingBy((input, theme) =>
  before(input)
    .filter((fact) => fact.theme === theme && fact.outcome === "answered")
    .map((fact) => weeksFrom(fact.week, input.week))
    .sort((a, b) => a - b),
);

const wasSkippedLately = rememberingBy((input, theme) =>
  before(input).some(
    (fact) =>
      fact.theme === theme && fact.outcome === "skipped" && weeksFrom(fact.week, input.week) <= 4,
  ),
);

/** A theme's rank in neglect as numbers that are compared in turn; the smallest is next. */
function neglectRank(input: ChoiceInput, theme: string): number[] {
  const answers = answersOf(input, theme);
  return [
    wasSkippedLately(input, theme) ? 1 : 0,
    -(answers[0] ?? Number.MAX_SAFE_INTEGER),
    answers.length,
    input.library.themes.findIndex(({ id }) => id === theme),
  ];
}

function isBefore(left: readonly number[], right: readonly number[]): boolean {
  const index = left.findIndex((value, at) => value !== right[at]);
  return index !== -1 && (left[index] ?? 0) < (right[index] ?? 0);
}

/** Whether a prompt's theme is in the weekly rotation. */
function rotates(input: ChoiceInput, prompt: Prompt): boolean {
  return input.library.themes.some(
    ({ id, inWeeklyRotation }) => id === prompt.theme && inWeeklyRotation,
  );
}

/** The weekly prompts of the rotation that are neither hidden nor among `others`. */
export function weeklyOutside(input: ChoiceInput, others: readonly { id: string }[]): Prompt[] {
  return input.library.prompts.filter(
    (prompt) =>
      prompt.cadence === "weekly" &&
      rotates(input, prompt) &&
      !input.settings.hidden.has(prompt.id) &&
      !others.some(({ id }) => id === prompt.id),
  );
}

function thursdayOf(week: Week): Date {
  return new Date(Date.parse(firstDayOf(week)) + 3 * 86_400_000);
}

const monthIn = (week: Week): string => thursdayOf(week).toISOString().slice(0, 7);
const quarterIn = (week: Week): string =>
  `${thursdayOf(week).getUTCFullYear()} ${Math.floor(thursdayOf(week).getUTCMonth() / 3)}`;

/** Whether the week has the first reflection of its month or quarter. */
function isFirst(input: ChoiceInput, period: (week: Week) => string): boolean {
  return !input.reflected.some(
    (week) => weeksFrom(week, input.week) >= 1 && period(week) === period(input.week),
  );
}

/**
 * What is untrue of a choice, as sentences; empty when its reason is true of the history and the rule
 * lets its prompt be asked. `others` are the prompts that stood in the set when it was made;
 * `instead` is the theme it was asked for another prompt of, which need not rotate.
 */
export function objections(
  input: ChoiceInput,
  choice: ChosenPrompt,
  others: readonly { id: string; theme: string }[],
  instead?: string,
): string[] {
  const { settings } = input;
  const found: string[] = [];
  const claim = (holds: boolean, sentence: string): void => {
    if (!holds) found.push(`${choice.id} (${choice.reason.kind}): ${sentence}`);
  };
  const prompt = input.library.prompts.find(({ id }) => id === choice.id);
  if (prompt === undefined) return [`${choice.id} is not in the library`];
  claim(prompt.theme === choice.theme && prompt.text === choice.text, "is not the library's");
  claim(!settings.hidden.has(choice.id), "is hidden");
  claim(!others.some(({ id }) => id === choice.id), "stands in the set already");
  claim(prompt.cadence !== "per-person", "asks about a person");

  const free = isFree(input, choice.id);
  const { kind, weeks } = choice.reason;
  if (kind !== "picked" && kind !== "longest_away") claim(free, "is not free yet");
  const withWeeks = kind === "theme_unanswered" || kind === "longest_away";
  claim((weeks !== undefined) === withWeeks, "has weeks where it should not, or none");

  switch (kind) {
    case "opening":
      claim(before(input).length === 0, "there is history");
      claim(choice.id === input.library.opening && others.length === 0, "is not the opening");
      break;
    case "never_answered":
      claim(answersOf(input, choice.theme).length === 0, "its theme was answered");
      break;
    case "theme_unanswered":
      claim(weeks === answersOf(input, choice.theme)[0], "its theme was answered in another week");
      break;
    case "drawn":
      claim(prompt.cadence === "weekly" && rotates(input, prompt), "is not of the rotation");
      claim(!others.some(({ theme }) => theme === choice.theme), "its theme is in the set");
      break;
    case "stepped_in_uninvited":
      claim(input.shown.steppedInUninvited, "nobody stepped in");
      claim(["listening", "standing-back"].includes(choice.theme), "is of another theme");
      claim(prompt.cadence === "weekly", "is not weekly");
      break;
    case "handover_taken_back":
      claim(input.shown.handoverTakenBack, "nothing was taken back");
      claim(
        choice.theme === "trust" && prompt.cadence === "weekly",
        "is not a weekly one of trust",
      );
      break;
    case "crisis_closed":
      claim(input.shown.crisisClosed, "no crisis was closed");
      claim(prompt.cadence === "after-crisis", "is not asked after a crisis");
      break;
    case "stepped_away":
      claim(input.shown.steppedAway, "nobody stepped away");
      claim(choice.theme === "coaching" && prompt.cadence === "weekly", "is not one of coaching");
      break;
    case "favourite":
      claim(settings.favourites.has(choice.id), "is no favourite");
      claim(prompt.cadence === "weekly", "is not weekly");
      break;
    case "picked":
      claim(settings.picked === choice.id, "was not picked");
      break;
    case "first_of_quarter":
      claim(prompt.cadence === "quarterly", "is not quarterly");
      claim(isFirst(input, quarterIn), "the quarter has a reflection already");
      break;
    case "first_of_month":
      claim(prompt.cadence === "monthly", "is not monthly");
      claim(isFirst(input, monthIn), "the month has a reflection already");
      break;
    case "longest_away": {
      const away = weeksAway(input, choice.id);
      claim(weeks === away, `was away for ${away} weeks`);
      claim(away > 3, "was asked within three weeks");
      const rest = weeklyOutside(input, others);
      claim(!rest.some(({ id }) => isFree(input, id)), "something else is free");
      claim(
        rest.every(({ id }) => weeksAway(input, id) <= away),
        "something else is longer away",
      );
      break;
    }
  }
  if (kind === "never_answered" || kind === "theme_unanswered") {
    claim(prompt.cadence === "weekly", "is not weekly");
    claim(choice.theme === instead || rotates(input, prompt), "is not of the rotation");
  }
  return found;
}

/** Everything that is wrong with a set; `places` says how many prompts it must have at least. */
export function faultsOf(input: ChoiceInput, set: readonly ChosenPrompt[]): string[] {
  const { places } = input.settings;
  const found = set.flatMap((choice, place) => objections(input, choice, set.slice(0, place)));
  if (new Set(set.map(({ id }) => id)).size !== set.length) found.push("a prompt is there twice");
  if (set.length > places) found.push("there are more prompts than places");
  if (set.length < places) {
    const left = weeklyOutside(input, set).filter(({ id }) => weeksAway(input, id) > 3);
    if (left.length > 0) found.push(`${String(left[0]?.id)} could have been asked`);
  }
  set.forEach(({ id, reason }, place) => {
    const isPeriodic = reason.kind === "first_of_month" || reason.kind === "first_of_quarter";
    if (isPeriodic && (place === 0 || place !== set.length - 1)) {
      found.push(`${id} is due and not in the last place, or in the first`);
    }
  });
  return [...found, ...faultsOfFirst(input, set[0]), ...faultsOfSecond(input, set)];
}

/** What is wrong with slot 2: what the week shows comes there, the first of it that can, and nowhere else. */
function faultsOfSecond(input: ChoiceInput, set: readonly ChosenPrompt[]): string[] {
  const { shown } = input;
  const isSlot1 = /opening|answered|longest_away/.test(set[0]?.reason.kind ?? "");
  const [slot1, slot2] = isSlot1 ? set : [undefined, set[0]];
  const askable = (wanted: (prompt: Prompt) => boolean): Prompt[] =>
    input.library.prompts.filter(
      (prompt) =>
        wanted(prompt) &&
        isFree(input, prompt.id) &&
        !input.settings.hidden.has(prompt.id) &&
        prompt.id !== slot1?.id,
    );
  const weeklyOf =
    (...themes: string[]) =>
    (prompt: Prompt): boolean =>
      prompt.cadence === "weekly" && themes.includes(prompt.theme);
  const first = [
    shown.steppedInUninvited ? askable(weeklyOf("listening", "standing-back")) : [],
    shown.handoverTakenBack ? askable(weeklyOf("trust")) : [],
    shown.crisisClosed ? askable(({ cadence }) => cadence === "after-crisis") : [],
    shown.steppedAway ? askable(weeklyOf("coaching")) : [],
  ].find((prompts) => prompts.length > 0);
  const isOfWeek = ({ reason }: ChosenPrompt): boolean =>
    ["stepped_in_uninvited", "handover_taken_back", "crisis_closed", "stepped_away"].includes(
      reason.kind,
    );
  const elsewhere = set.filter((choice) => choice !== slot2 && isOfWeek(choice));
  if (elsewhere.length > 0) return [`${String(elsewhere[0]?.id)} is not in the second place`];
  if (first === undefined) {
    return slot2 !== undefined && isOfWeek(slot2) ? [`${slot2.id}: the week shows nothing`] : [];
  }
  if (slot2 === undefined || !isOfWeek(slot2) || !first.some(({ id }) => id === slot2.id)) {
    return [`${String(slot2?.id)} is not what the week shows`];
  }
  // Of listening and standing back: one that is not in the set, then the more neglected.
  const rank = (theme: string): number[] => [
    theme === slot1?.theme ? 1 : 0,
    ...neglectRank(input, theme),
  ];
  const better = first.find(
    ({ theme }) =>
      shown.steppedInUninvited &&
      slot2.reason.kind === "stepped_in_uninvited" &&
      isBefore(rank(theme), rank(slot2.theme)),
  );
  return better === undefined ? [] : [`${better.theme} is more neglected than ${slot2.theme}`];
}

/** What is wrong with slot 1: a rotating theme with something free must not be more neglected. */
function faultsOfFirst(input: ChoiceInput, slot1: ChosenPrompt | undefined): string[] {
  if (slot1 === undefined || !/answered/.test(slot1.reason.kind)) return [];
  const free = weeklyOutside(input, []).filter(({ id }) => isFree(input, id));
  const rank = neglectRank(input, slot1.theme);
  const moreNeglected = free.find(({ theme }) => isBefore(neglectRank(input, theme), rank));
  if (moreNeglected !== undefined) return [`${moreNeglected.theme} is more neglected`];
  // Within the theme: pinned, favourite, never asked, longest away, library order.
  const preference = ({ id }: Prompt): number[] => [
    input.settings.pinned.has(id) ? 0 : 1,
    input.settings.favourites.has(id) ? 0 : 1,
    -Math.min(weeksAway(input, id), Number.MAX_SAFE_INTEGER),
    input.library.prompts.findIndex((prompt) => prompt.id === id),
  ];
  const chosen = free.find(({ id }) => id === slot1.id);
  const preferred = free.find(
    (prompt) =>
      prompt.theme === slot1.theme &&
      chosen !== undefined &&
      isBefore(preference(prompt), preference(chosen)),
  );
  return preferred === undefined ? [] : [`${preferred.id} is preferred within its theme`];
}
