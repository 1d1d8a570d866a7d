import type { Cadence, Library, Prompt, Theme } from "../../../shared/contract/prompts.ts";
import type { ChosenPrompt, Reason } from "../../../shared/contract/weekly.ts";
import { monthOf, quarterOf, type Week, weeksBetween } from "../../../shared/journal/iso-week.ts";
import {
  AFTER_CRISIS,
  isShown,
  type ShownKind,
  THEMES_SHOWN,
  type WeekShown,
} from "./week-shown.ts";

/** Answered in week w, a prompt is free again in w + 8; skipped, in w + 4. */
const WEEKS_AFTER_ANSWER = 8;
const WEEKS_AFTER_SKIP = 4;
/** Where too few are free one may return early, but never within this many weeks. */
const WEEKS_BEFORE_EARLY_RETURN = 3;

/** One thing that happened to a prompt in a week. What was shown and left leaves no trace. */
export interface PromptFact {
  prompt: string;
  theme: string;
  week: Week;
  outcome: "answered" | "skipped";
}

/** What the user wishes of the choice. The sets hold prompt ids. */
export interface ChoiceSettings {
  /** How many prompts a week has, 3 to 5. */
  places: number;
  pinned: ReadonlySet<string>;
  favourites: ReadonlySet<string>;
  hidden: ReadonlySet<string>;
  /** The prompt picked for this week, if one was. */
  picked: string | null;
}

/** All that the choice depends on. The order of `facts` and `reflected` does not matter. */
export interface ChoiceInput {
  week: Week;
  facts: readonly PromptFact[];
  /** The weeks that have a reflection. */
  reflected: readonly Week[];
  /** What the week itself shows. */
  shown: WeekShown;
  library: Pick<Library, "themes" | "prompts" | "opening">;
  settings: ChoiceSettings;
}

/** What the history says about one prompt. */
interface Standing {
  free: boolean;
  /** Weeks since it was last answered or skipped; infinite when it never was. */
  away: number;
}

/** What the history says about one theme. */
interface Neglect {
  /** Weeks since it was last answered; infinite when it never was. */
  weeks: number;
  answers: number;
  skippedLately: boolean;
}

/** A draw that depends on nothing but its seed: FNV-1a with a final mix, 32 bits. */
function draw(seed: string, size: number): number {
  let hash = 0x811c9dc5;
  for (const character of seed) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) % size;
}

/** The library as one week's choice sees it: who is free, which themes are neglected. */
class Choice {
  private readonly input: ChoiceInput;
  private readonly past: readonly PromptFact[];
  private readonly standings = new Map<string, Standing>();
  private readonly neglects = new Map<string, Neglect>();
  /** All themes, the most neglected first. */
  readonly themes: readonly Theme[];
  readonly taken: ChosenPrompt[] = [];
  /** Prompts that may not be chosen again this week. */
  private readonly excluded: ReadonlySet<string>;

  constructor(input: ChoiceInput, excluded: ReadonlySet<string> = new Set()) {
    this.input = input;
    this.excluded = excluded;
    this.past = input.facts.filter((fact) => fact.week < input.week);
    for (const prompt of input.library.prompts) {
      this.standings.set(prompt.id, this.standingOf(prompt.id));
    }
    for (const theme of input.library.themes) {
      this.neglects.set(theme.id, this.neglectOf(theme.id));
    }
    // Array.sort is stable, so equals stay in library order.
    this.themes = [...input.library.themes].sort((a, b) => this.compareNeglect(a, b));
  }

  get hasHistory(): boolean {
    return this.past.length > 0;
  }

  private standingOf(prompt: string): Standing {
    // Answered in this very week, though not in its reflection, it is not free before w + 8 either.
    const isAnsweredNow = this.input.shown.answered.has(prompt);
    let free = !isAnsweredNow;
    let away = isAnsweredNow ? 0 : Number.POSITIVE_INFINITY;
    for (const fact of this.past) {
      if (fact.prompt !== prompt) continue;
      const weeks = weeksBetween(fact.week, this.input.week);
      away = Math.min(away, weeks);
      if (weeks < (fact.outcome === "answered" ? WEEKS_AFTER_ANSWER : WEEKS_AFTER_SKIP)) {
        free = false;
      }
    }
    return { free, away };
  }

  private neglectOf(theme: string): Neglect {
    const neglect: Neglect = {
      weeks: Number.POSITIVE_INFINITY,
      answers: 0,
      skippedLately: false,
    };
    for (const fact of this.past) {
      if (fact.theme !== theme) continue;
      const weeks = weeksBetween(fact.week, this.input.week);
      if (fact.outcome === "answered") {
        neglect.weeks = Math.min(neglect.weeks, weeks);
        neglect.answers += 1;
      } else if (weeks <= WEEKS_AFTER_SKIP) {
        neglect.skippedLately = true;
      }
    }
    return neglect;
  }

  private compareNeglect(a: Theme, b: Theme): number {
    const left = this.neglect(a.id);
    const right = this.neglect(b.id);
    if (left.skippedLately !== right.skippedLately) return left.skippedLately ? 1 : -1;
    if (left.weeks !== right.weeks) return right.weeks > left.weeks ? 1 : -1;
    return left.answers - right.answers;
  }

  private neglect(theme: string): Neglect {
    return this.neglects.get(theme) ?? this.neglectOf(theme);
  }

  private standing(prompt: string): Standing {
    return this.standings.get(prompt) ?? this.standingOf(prompt);
  }

  /** Not hidden, not in the set, not shown before this week. */
  private open(prompt: Prompt): boolean {
    return (
      !this.input.settings.hidden.has(prompt.id) &&
      !this.excluded.has(prompt.id) &&
      !this.taken.some((other) => other.id === prompt.id)
    );
  }

  private comparePreference(a: Prompt, b: Prompt): number {
    const { pinned, favourites } = this.input.settings;
    for (const set of [pinned, favourites]) {
      if (set.has(a.id) !== set.has(b.id)) return set.has(a.id) ? -1 : 1;
    }
    // Never asked is infinitely long away, so one comparison serves both rules.
    const left = this.standing(a.id).away;
    const right = this.standing(b.id).away;
    return left === right ? 0 : right > left ? 1 : -1;
  }

  /** The free prompt of a theme and cadence that is preferred; null when the theme has none. */
  freeIn(theme: string, cadence: Cadence): Prompt | null {
    return (
      this.input.library.prompts
        .filter(
          (prompt) =>
            prompt.theme === theme &&
            prompt.cadence === cadence &&
            this.open(prompt) &&
            this.standing(prompt.id).free,
        )
        .sort((a, b) => this.comparePreference(a, b))[0] ?? null
    );
  }

  uses(theme: string): boolean {
    return this.taken.some((other) => other.theme === theme);
  }

  /** The reason that names how long a theme has been away. */
  themeReason(theme: string): Reason {
    const { weeks } = this.neglect(theme);
    return Number.isFinite(weeks)
      ? { kind: "theme_unanswered", weeks }
      : { kind: "never_answered" };
  }

  /** The next most neglected theme of the weekly rotation that has something free. */
  neglected(): ChosenPrompt | null {
    const rotation = this.themes.filter((theme) => theme.inWeeklyRotation);
    // Themes that are not in the set yet come first; a second prompt of one comes before any early return.
    for (const used of [false, true]) {
      for (const theme of rotation) {
        if (this.uses(theme.id) !== used) continue;
        const prompt = this.freeIn(theme.id, "weekly");
        if (prompt !== null) return chosen(prompt, this.themeReason(theme.id));
      }
    }
    return this.returnEarly();
  }

  /** Too few are free: the one longest away, but never within three weeks. */
  private returnEarly(): ChosenPrompt | null {
    const rotating = new Set(
      this.themes.filter((theme) => theme.inWeeklyRotation).map((theme) => theme.id),
    );
    const prompt = this.input.library.prompts
      .filter(
        (candidate) =>
          candidate.cadence === "weekly" &&
          rotating.has(candidate.theme) &&
          this.open(candidate) &&
          this.standing(candidate.id).away > WEEKS_BEFORE_EARLY_RETURN,
      )
      .sort((a, b) => this.standing(b.id).away - this.standing(a.id).away)[0];
    if (prompt === undefined) return null;
    return chosen(prompt, { kind: "longest_away", weeks: this.standing(prompt.id).away });
  }

  /**
   * What the week shows, the first of these that there is and that something free can be asked of:
   * 1. stepped in uninvited: *listening* or *standing-back*. Of the two, one that the set does not ask
   *    about yet; then the more neglected, as slot 1 counts it; then library order;
   * 2. a handover taken back: *trust*;
   * 3. a crisis closed: an after-crisis prompt, of the most neglected theme that has one;
   * 4. stepped away: *coaching*.
   * A theme that slot 1 asks about already is asked about once more: the week shows it.
   */
  shown(): ChosenPrompt | null {
    const { shown } = this.input;
    for (const { kind, themes } of THEMES_SHOWN) {
      if (!isShown(shown, kind)) continue;
      const prompt =
        kind === AFTER_CRISIS ? this.neglectedOf("after-crisis") : this.freeAmong(themes);
      if (prompt !== null) return chosen(prompt, { kind });
    }
    return null;
  }

  /** The free weekly prompt of the most neglected of a few themes, of one not in the set first. */
  private freeAmong(names: readonly string[]): Prompt | null {
    // `themes` stands in the order of neglect, equals in that of the library.
    const among = this.themes.filter(({ id }) => names.includes(id));
    for (const used of [false, true]) {
      for (const theme of among) {
        const prompt = this.uses(theme.id) === used ? this.freeIn(theme.id, "weekly") : null;
        if (prompt !== null) return prompt;
      }
    }
    return null;
  }

  /** A theme drawn by the week among those not in the set yet. */
  drawn(place: number): ChosenPrompt | null {
    const candidates = this.input.library.themes
      .filter((theme) => theme.inWeeklyRotation && !this.uses(theme.id))
      .map((theme) => this.freeIn(theme.id, "weekly"))
      .filter((prompt) => prompt !== null);
    const prompt = candidates[draw(`${this.input.week}/${place}`, candidates.length || 1)];
    return prompt === undefined ? null : chosen(prompt, { kind: "drawn" });
  }

  /** The user's pick for the week, else a free favourite. */
  wished(): ChosenPrompt | null {
    const { favourites, picked } = this.input.settings;
    const open = this.input.library.prompts.filter(
      (prompt) => prompt.cadence !== "per-person" && this.open(prompt),
    );
    const pick = open.find((prompt) => prompt.id === picked);
    if (pick !== undefined) return chosen(pick, { kind: "picked" });
    const favourite = open
      .filter(
        (prompt) =>
          favourites.has(prompt.id) && prompt.cadence === "weekly" && this.standing(prompt.id).free,
      )
      .sort((a, b) => this.comparePreference(a, b))[0];
    return favourite === undefined ? null : chosen(favourite, { kind: "favourite" });
  }

  /** The prompt that the first reflection of a quarter, else of a month, ends with. */
  periodic(): ChosenPrompt | null {
    const { week, reflected } = this.input;
    const earlier = reflected.filter((other) => other < week);
    if (!earlier.some((other) => quarterOf(other) === quarterOf(week))) {
      const quarterly = this.neglectedOf("quarterly");
      if (quarterly !== null) return chosen(quarterly, { kind: "first_of_quarter" });
    }
    if (!earlier.some((other) => monthOf(other) === monthOf(week))) {
      const monthly = this.neglectedOf("monthly");
      if (monthly !== null) return chosen(monthly, { kind: "first_of_month" });
    }
    return null;
  }

  /** The free prompt of a cadence in the most neglected theme, of themes not in the set first. */
  neglectedOf(cadence: Cadence): Prompt | null {
    for (const used of [false, true]) {
      for (const theme of this.themes) {
        if (this.uses(theme.id) !== used) continue;
        const prompt = this.freeIn(theme.id, cadence);
        if (prompt !== null) return prompt;
      }
    }
    return null;
  }
}

function chosen(prompt: Prompt, reason: Reason): ChosenPrompt {
  return { id: prompt.id, theme: prompt.theme, text: prompt.text, reason, source: prompt.source };
}

/**
 * The prompts of a week, in order, each with the reason it was chosen for (product.md, "Choosing
 * prompts"). Pure: the same history, library and settings give the same prompts. Holds fewer than
 * `settings.places` only when the library has fewer that may be asked.
 */
export function choosePrompts(input: ChoiceInput): ChosenPrompt[] {
  const choice = new Choice(input);
  const last = input.settings.places - 1;
  for (let place = 0; place <= last; place += 1) {
    const next = choosePlace(choice, input, place, place === last);
    // A later place may still be filled: by the user's pick, or by what is due.
    if (next !== null) choice.taken.push(next);
  }
  return choice.taken;
}

function choosePlace(
  choice: Choice,
  input: ChoiceInput,
  place: number,
  isLast: boolean,
): ChosenPrompt | null {
  if (place === 0 && !choice.hasHistory) {
    const { opening, prompts } = input.library;
    const prompt = prompts.find((candidate) => candidate.id === opening);
    const isAnsweredNow = input.shown.answered.has(opening ?? "");
    if (prompt !== undefined && !isAnsweredNow && !input.settings.hidden.has(prompt.id)) {
      return chosen(prompt, { kind: "opening" });
    }
  }
  const special =
    (isLast && choice.taken.length > 0 ? choice.periodic() : null) ??
    (place === 1 ? (choice.shown() ?? choice.drawn(place)) : null) ??
    (place === 2 ? (choice.wished() ?? choice.drawn(place)) : null);
  return special ?? choice.neglected();
}

/**
 * Another prompt for one place of a kept set: of the same theme and cadence while it can, then of the
 * next most neglected theme. `shown` holds every prompt that stood in the week's set before, so that
 * none comes round again. Null when the library has nothing else that may be asked.
 */
export function chooseAnother(
  input: ChoiceInput,
  set: readonly ChosenPrompt[],
  place: number,
  shown: ReadonlySet<string>,
): ChosenPrompt | null {
  const current = set[place];
  if (current === undefined) return null;
  const choice = new Choice(input, new Set([...shown, ...set.map((other) => other.id)]));
  choice.taken.push(...set.filter((_, index) => index !== place));
  // By the reason and not by the cadence: a monthly prompt may also stand there as the user's pick.
  const { kind } = current.reason;
  if (kind === "first_of_month" || kind === "first_of_quarter") {
    const cadence = kind === "first_of_month" ? "monthly" : "quarterly";
    const prompt = choice.freeIn(current.theme, cadence) ?? choice.neglectedOf(cadence);
    return prompt === null ? choice.neglected() : chosen(prompt, { kind });
  }
  if (kind === AFTER_CRISIS) {
    const prompt =
      choice.freeIn(current.theme, "after-crisis") ?? choice.neglectedOf("after-crisis");
    return prompt === null ? choice.neglected() : chosen(prompt, { kind });
  }
  const prompt = choice.freeIn(current.theme, "weekly");
  if (prompt === null) return choice.neglected();
  return chosen(prompt, stillShown(kind, input.shown) ?? choice.themeReason(current.theme));
}

/** The reason that the week itself gave, while it still does: a moment may be gone by then. */
function stillShown(kind: Reason["kind"], shown: WeekShown): { kind: ShownKind } | null {
  const standing = THEMES_SHOWN.find((one) => one.kind === kind);
  return standing !== undefined && isShown(shown, standing.kind) ? { kind: standing.kind } : null;
}
