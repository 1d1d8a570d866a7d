/** What a week shows of itself, by which its second place is chosen (product.md, "Choosing prompts"). */
export interface WeekShown {
  /** A moment of stepping in that nobody had asked for. */
  steppedInUninvited: boolean;
  /** A handover that was taken back. */
  handoverTakenBack: boolean;
  crisisClosed: boolean;
  /** A moment of leaving somebody alone with it. */
  steppedAway: boolean;
  /** The prompts answered in the week outside its reflection, after a crisis for one. */
  answered: ReadonlySet<string>;
}

/** A week that shows nothing. */
export const NOTHING_SHOWN: WeekShown = {
  steppedInUninvited: false,
  handoverTakenBack: false,
  crisisClosed: false,
  steppedAway: false,
  answered: new Set(),
};

/** The reason that goes with each thing a week can show. */
export type ShownKind =
  | "stepped_in_uninvited"
  | "handover_taken_back"
  | "crisis_closed"
  | "stepped_away";

/** This one asks for a cadence and not for a theme. */
export const AFTER_CRISIS = "crisis_closed";

/** What counts first, and the themes that it asks for. */
export const THEMES_SHOWN: readonly { kind: ShownKind; themes: readonly string[] }[] = [
  { kind: "stepped_in_uninvited", themes: ["listening", "standing-back"] },
  { kind: "handover_taken_back", themes: ["trust"] },
  { kind: AFTER_CRISIS, themes: [] },
  { kind: "stepped_away", themes: ["coaching"] },
];

/** Whether a week shows it. */
export function isShown(shown: WeekShown, kind: ShownKind): boolean {
  switch (kind) {
    case "stepped_in_uninvited":
      return shown.steppedInUninvited;
    case "handover_taken_back":
      return shown.handoverTakenBack;
    case "crisis_closed":
      return shown.crisisClosed;
    case "stepped_away":
      return shown.steppedAway;
  }
}
