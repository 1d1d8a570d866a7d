import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Cadence, Library } from "../../../shared/contract/prompts.ts";
import type { ChosenPrompt } from "../../../shared/contract/weekly.ts";
import { addWeeks, type Week } from "../../../shared/journal/iso-week.ts";
import {
  type ChoiceInput,
  type ChoiceSettings,
  chooseAnother,
  choosePrompts,
  type PromptFact,
} from "./choose-prompts.ts";
import { NOTHING_SHOWN, type WeekShown } from "./week-shown.ts";

// Read without the prompts feature, which weekly does not import; prompt-library.test.ts sees to it
// that its reader takes the file the same way.
const builtIn = parse(
  readFileSync(new URL("../../../../resources/prompts/stepback.yaml", import.meta.url), "utf8"),
) as Library;

/** Its Thursday is 23 July 2026; the week before belongs to the same month and quarter. */
const WEEK = "2026-W30";

const source = { document: "d", section: "s" };
const origin = { kind: "built_in" } as const;

/** How many prompts a made-up theme has of each cadence. */
interface Size {
  weekly?: number;
  monthly?: number;
  quarterly?: number;
  perPerson?: number;
  afterCrisis?: number;
  /** False keeps the theme out of the weekly rotation. */
  rotates?: boolean;
}

/** A library with the themes in the order given and prompts named like `a1`, `a-month1`, `a-quarter1`. */
function libraryOf(sizes: Record<string, Size>): Library {
  const themes = Object.entries(sizes);
  const promptsOf = (theme: string, cadence: Cadence, infix: string, count = 0) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${theme}${infix}${index + 1}`,
      theme,
      cadence,
      text: `About ${theme} ${index + 1}?`,
      followUps: [],
      source,
      origin,
    }));
  return {
    documents: [{ id: "d", title: "A document", about: "" }],
    themes: themes.map(([id, { rotates = true }]) => ({
      id,
      title: id.toUpperCase(),
      blurb: "",
      inWeeklyRotation: rotates,
      sources: [source],
      origin,
    })),
    prompts: themes.flatMap(([theme, size]) => [
      ...promptsOf(theme, "weekly", "", size.weekly),
      ...promptsOf(theme, "monthly", "-month", size.monthly),
      ...promptsOf(theme, "quarterly", "-quarter", size.quarterly),
      ...promptsOf(theme, "per-person", "-person", size.perPerson),
      ...promptsOf(theme, "after-crisis", "-crisis", size.afterCrisis),
    ]),
    opening: null,
    problems: [],
  };
}

const six = (weekly: number): Record<string, Size> =>
  Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((theme) => [theme, { weekly }]));

/** What happened to a prompt so many weeks before WEEK; its theme is its first letter. */
function answered(prompt: string, weeksAgo: number): PromptFact {
  return { prompt, theme: prompt[0] ?? "", week: addWeeks(WEEK, -weeksAgo), outcome: "answered" };
}

function skipped(prompt: string, weeksAgo: number): PromptFact {
  return { ...answered(prompt, weeksAgo), outcome: "skipped" };
}

type Wishes = Partial<Omit<ChoiceInput, "settings" | "shown">> & {
  settings?: Partial<ChoiceSettings>;
  shown?: Partial<WeekShown>;
};

/** A choice in WEEK; last week was reflected on, so that no monthly or quarterly prompt is due. */
function inputOf(wishes: Wishes): ChoiceInput {
  return {
    week: WEEK,
    facts: [],
    reflected: [addWeeks(WEEK, -1)],
    library: builtIn,
    ...wishes,
    shown: { ...NOTHING_SHOWN, ...wishes.shown },
    settings: {
      places: 4,
      pinned: new Set(),
      favourites: new Set(),
      hidden: new Set(),
      picked: null,
      ...wishes.settings,
    },
  };
}

const ids = (set: readonly ChosenPrompt[]): string[] => set.map(({ id }) => id);
const themes = (set: readonly ChosenPrompt[]): string[] => set.map(({ theme }) => theme);
const choose = (wishes: Wishes): ChosenPrompt[] => choosePrompts(inputOf(wishes));
const first = (wishes: Wishes): ChosenPrompt | undefined => choose(wishes)[0];

describe("slot 1 with no history at all", () => {
  it("is the opening question, with that as its reason", () => {
    expect(first({})).toMatchObject({
      id: "trust-08",
      theme: "trust",
      text: "Where did you fail to step back this week?",
      reason: { kind: "opening" },
      source: { document: "000_01d68b7b7462b6db.txt", section: "An Issue of Trust" },
    });
  });

  it("stays the opening question where earlier weeks left everything unanswered", () => {
    expect(first({ reflected: [addWeeks(WEEK, -1), addWeeks(WEEK, -2)] })?.id).toBe("trust-08");
  });

  it("is not the opening question after one answer or one skip", () => {
    const fact: PromptFact = { ...answered("", 9), prompt: "future-01", theme: "future" };
    expect(first({ facts: [fact] })?.reason.kind).not.toBe("opening");
    expect(first({ facts: [{ ...fact, outcome: "skipped" }] })?.reason.kind).not.toBe("opening");
  });

  it("is the first theme in library order where the opening question is hidden or unset", () => {
    const hidden = first({ settings: { hidden: new Set(["trust-08"]) } });
    expect(hidden).toMatchObject({ id: "future-01", reason: { kind: "never_answered" } });
    expect(first({ library: { ...builtIn, opening: null } })?.id).toBe("future-01");
    expect(first({ shown: { answered: new Set(["trust-08"]) } })?.id).toBe("future-01");
  });
});

describe("slot 1 is the rotating theme that was longest unanswered", () => {
  const library = libraryOf({ a: { weekly: 3 }, b: { weekly: 3 }, c: { weekly: 3 } });

  it.each<[rule: string, facts: PromptFact[], prompt: string, reason: ChosenPrompt["reason"]]>([
    [
      "a theme never answered counts as longest",
      [answered("a1", 30), answered("b1", 40)],
      "c1",
      { kind: "never_answered" },
    ],
    [
      "of themes answered, the one with the most weeks since its last answer",
      [answered("a1", 9), answered("b1", 11), answered("c1", 10)],
      "b2",
      { kind: "theme_unanswered", weeks: 11 },
    ],
    [
      "the last answer counts, not the first",
      [answered("a1", 30), answered("a2", 9), answered("b1", 10), answered("c1", 9)],
      "b2",
      { kind: "theme_unanswered", weeks: 10 },
    ],
    [
      "of themes as long unanswered, the one with fewer answers",
      [
        answered("a1", 9),
        answered("a2", 12),
        answered("b1", 9),
        answered("c1", 9),
        answered("c2", 20),
      ],
      "b2",
      { kind: "theme_unanswered", weeks: 9 },
    ],
    [
      "of themes equal in both, the first in library order",
      [answered("c1", 9), answered("a1", 9), answered("b1", 9)],
      "a2",
      { kind: "theme_unanswered", weeks: 9 },
    ],
    [
      "of themes never answered, the first in library order",
      [answered("a1", 9)],
      "b1",
      { kind: "never_answered" },
    ],
    [
      "a skip does not count as an answer",
      [answered("a1", 9), answered("b1", 10), skipped("c1", 20)],
      "c2",
      { kind: "never_answered" },
    ],
    [
      "a theme skipped last week ranks behind the others, answered or not",
      [answered("a1", 1), answered("b1", 2), skipped("c1", 1)],
      "b2",
      { kind: "theme_unanswered", weeks: 2 },
    ],
    [
      "a theme skipped four weeks ago still ranks behind",
      [answered("a1", 1), answered("b1", 2), skipped("c1", 4)],
      "b2",
      { kind: "theme_unanswered", weeks: 2 },
    ],
    [
      "a theme skipped five weeks ago does not",
      [answered("a1", 1), answered("b1", 2), skipped("c1", 5)],
      "c2",
      { kind: "never_answered" },
    ],
    [
      "of themes that were all skipped lately, again the longest unanswered",
      [skipped("a1", 1), skipped("b1", 2), skipped("c1", 3), answered("a2", 9), answered("c2", 9)],
      "b2",
      { kind: "never_answered" },
    ],
  ])("%s", (_, facts, prompt, reason) => {
    expect(first({ library, facts })).toMatchObject({ id: prompt, reason });
    expect(first({ library, facts: [...facts].reverse() })).toMatchObject({ id: prompt, reason });
  });

  it("a theme outside the weekly rotation never is", () => {
    const outside = libraryOf({ a: { weekly: 2, rotates: false }, b: { weekly: 2 } });
    expect(ids(choose({ library: outside, facts: [answered("b1", 1)] }))).toEqual(["b2"]);
  });

  it("a theme with nothing free is passed over, however long unanswered", () => {
    const facts = [
      skipped("a1", 1),
      skipped("a2", 2),
      skipped("a3", 3),
      answered("b1", 1),
      answered("c1", 2),
    ];
    // Skipped in the last 4 weeks: behind anyway. Answered in 7: only passed over.
    expect(first({ library, facts })?.id).toBe("c2");
    const all = [
      answered("a1", 7),
      answered("a2", 7),
      answered("a3", 7),
      answered("b1", 1),
      answered("c1", 2),
    ];
    expect(first({ library, facts: all })).toMatchObject({
      id: "c2",
      reason: { kind: "theme_unanswered", weeks: 2 },
    });
  });

  it("an answer that was moved to another theme since counts for the theme it was given under", () => {
    const facts: PromptFact[] = [
      { prompt: "a1", theme: "b", week: addWeeks(WEEK, -9), outcome: "answered" },
      answered("c1", 10),
    ];
    expect(first({ library, facts })).toMatchObject({
      id: "a2",
      reason: { kind: "never_answered" },
    });
  });
});

describe("when a prompt is free again", () => {
  const library = libraryOf({ a: { weekly: 1 }, b: { weekly: 1 } });

  it.each<[rule: string, facts: PromptFact[], isFree: boolean]>([
    ["answered in week w: not in w + 1", [answered("a1", 1)], false],
    ["answered in week w: not in w + 7", [answered("a1", 7)], false],
    ["answered in week w: in w + 8", [answered("a1", 8)], true],
    ["skipped in week w: not in w + 1", [skipped("a1", 1)], false],
    ["skipped in week w: not in w + 3", [skipped("a1", 3)], false],
    ["skipped in week w: in w + 4", [skipped("a1", 4)], true],
    ["shown in week w but left: at once", [], true],
    ["the later of two answers counts", [answered("a1", 20), answered("a1", 5)], false],
    [
      "a skip long ago does not shorten an answer's weeks",
      [skipped("a1", 20), answered("a1", 7)],
      false,
    ],
    [
      "an answer's weeks hold although it was skipped since",
      [answered("a1", 7), skipped("a1", 4)],
      false,
    ],
    [
      "a skip's weeks hold although the answer's are over",
      [answered("a1", 9), skipped("a1", 3)],
      false,
    ],
    ["both over", [answered("a1", 8), skipped("a1", 4)], true],
  ])("%s", (_, facts, isFree) => {
    const set = choose({ library, facts: [...facts, answered("b1", 30)] });
    const chosen = set.find(({ id }) => id === "a1");
    expect(chosen !== undefined && chosen.reason.kind !== "longest_away").toBe(isFree);
  });

  it("counts weeks across a year of 53 weeks", () => {
    const facts: PromptFact[] = [
      { prompt: "a1", theme: "a", week: "2026-W50", outcome: "answered" },
      { prompt: "b1", theme: "b", week: "2026-W01", outcome: "answered" },
    ];
    const inWeek = (week: Week) =>
      choose({ library, facts, week, reflected: [addWeeks(week, -1)] }).find(
        ({ id }) => id === "a1",
      );
    // W50, W51, W52, W53, W01: the eighth week after is W05, not W06.
    expect(inWeek("2027-W04")?.reason).toEqual({ kind: "longest_away", weeks: 7 });
    expect(inWeek("2027-W05")?.reason).toEqual({ kind: "drawn" });
  });

  it("history of the week itself and of later weeks does not count", () => {
    const all = libraryOf(six(2));
    const facts = [answered("a1", 12), skipped("b1", 9)];
    const later = [
      answered("c1", 0),
      skipped("c2", 0),
      answered("d1", -1),
      skipped("d2", -2),
      answered("a2", -40),
    ];
    expect(choose({ library: all, facts: [...facts, ...later] })).toEqual(
      choose({ library: all, facts }),
    );
    // Control: the same things a week earlier do count.
    const earlier = later.map((fact) => ({ ...fact, week: addWeeks(WEEK, -1) }));
    expect(choose({ library: all, facts: [...facts, ...earlier] })).not.toEqual(
      choose({ library: all, facts }),
    );
    expect(choose({ facts: later })[0]?.reason.kind).toBe("opening");
  });
});

describe("within a theme", () => {
  const library = libraryOf({ a: { weekly: 5 }, b: { weekly: 1 } });
  const others = [answered("b1", 1)];
  const settings = (pinned: string[], favourites: string[], hidden: string[] = []) => ({
    pinned: new Set(pinned),
    favourites: new Set(favourites),
    hidden: new Set(hidden),
  });

  it.each<[rule: string, facts: PromptFact[], wishes: Partial<ChoiceSettings>, prompt: string]>([
    ["the first in library order", [], {}, "a1"],
    ["one never asked before one asked", [answered("a1", 30), skipped("a2", 30)], {}, "a3"],
    [
      "of those asked, the one longest away",
      [
        answered("a1", 9),
        answered("a2", 12),
        skipped("a3", 20),
        answered("a4", 11),
        answered("a5", 8),
      ],
      {},
      "a3",
    ],
    [
      "of those as long away, the first in library order",
      ["a5", "a4", "a3", "a2", "a1"].map((prompt) => answered(prompt, 9)),
      {},
      "a1",
    ],
    ["a favourite before one never asked", [answered("a4", 9)], settings([], ["a4"]), "a4"],
    ["a pinned one before a favourite", [answered("a5", 9)], settings(["a5"], ["a2"]), "a5"],
    ["of two pinned ones, the favourite", [], settings(["a3", "a5"], ["a5"]), "a5"],
    [
      "of two favourites, the one never asked",
      [answered("a2", 9)],
      settings([], ["a2", "a4"]),
      "a4",
    ],
    [
      "a pinned one that is not free is passed over",
      [answered("a5", 7)],
      settings(["a5"], []),
      "a1",
    ],
    ["a hidden one is passed over, pinned or not", [], settings(["a1"], ["a1"], ["a1"]), "a2"],
  ])("%s", (_, facts, wishes, prompt) => {
    expect(first({ library, facts: [...facts, ...others], settings: wishes })?.id).toBe(prompt);
  });

  it("only weekly prompts are asked where nothing else is due", () => {
    const mixed = libraryOf({
      a: { monthly: 2, quarterly: 2, perPerson: 2, afterCrisis: 2 },
      b: { weekly: 1, perPerson: 1 },
    });
    expect(ids(choose({ library: mixed }))).toEqual(["b1"]);
  });
});

describe("slot 2", () => {
  const library = libraryOf(six(3));
  const facts = [answered("f1", 10)];

  it("is drawn by the week: the same week always draws the same, whatever the history's order", () => {
    const drawnIn = (week: Week) =>
      choose({ library, facts, week, reflected: [addWeeks(week, -1)] })[1];
    const weeks = Array.from({ length: 8 }, (_, index) => addWeeks("2026-W30", index));
    expect(weeks.map((week) => drawnIn(week)?.reason)).toEqual(
      weeks.map(() => ({ kind: "drawn" })),
    );
    expect(weeks.map((week) => drawnIn(week))).toEqual(weeks.map((week) => drawnIn(week)));
    // Frozen: what a week draws must not change between two starts of the program.
    expect(weeks.map((week) => drawnIn(week)?.id)).toMatchInlineSnapshot(`
      [
        "f2",
        "f2",
        "b1",
        "b1",
        "f2",
        "c1",
        "c1",
        "e1",
      ]
    `);
  });

  it("draws each other theme in some week of a year, and never the theme of slot 1", () => {
    const drawn = Array.from({ length: 52 }, (_, index) => {
      const week = addWeeks("2026-W01", index);
      return themes(
        choose({ library, facts: [], week, reflected: [addWeeks(week, -1)] }).slice(0, 2),
      );
    });
    expect(new Set(drawn.map(([slot1]) => slot1))).toEqual(new Set(["a"]));
    expect(new Set(drawn.map(([, slot2]) => slot2))).toEqual(new Set(["b", "c", "d", "e", "f"]));
  });

  it("draws only among themes with something free", () => {
    const taken = ["b", "c", "d", "e"].flatMap((theme) =>
      [1, 2, 3].map((number) => answered(`${theme}${number}`, 2)),
    );
    for (let index = 0; index < 20; index += 1) {
      const week = addWeeks(WEEK, index % 5);
      expect(
        themes(
          choose({ library, facts: taken, week, reflected: [addWeeks(week, -1)] }).slice(0, 2),
        ),
      ).toEqual(["a", "f"]);
    }
  });
});

describe("slot 2 is what the week shows", () => {
  const library = libraryOf({
    trust: { weekly: 2 },
    coaching: { weekly: 2 },
    "standing-back": { weekly: 2 },
    listening: { weekly: 2 },
    crisis: { afterCrisis: 2, rotates: false },
    z: { weekly: 4, afterCrisis: 1 },
  });
  /** Answered so many weeks ago, under the theme that its id begins with. */
  const was = (prompt: string, weeksAgo: number): PromptFact => ({
    ...answered(prompt, weeksAgo),
    theme: prompt.replace(/(-crisis)?\d$/, ""),
  });
  // Asked about at another time each, z last of all, so that slot 1 is z.
  const facts = [
    was("trust1", 10),
    was("coaching1", 11),
    was("standing-back1", 12),
    was("listening1", 13),
    was("z1", 30),
  ];
  const all = {
    steppedInUninvited: true,
    handoverTakenBack: true,
    crisisClosed: true,
    steppedAway: true,
  };
  const second = (shown: Partial<WeekShown>, more: Wishes = {}) => {
    const set = choose({ library, facts, ...more, shown });
    return [set[1]?.id, set[1]?.reason.kind];
  };

  it.each<[rule: string, shown: Partial<WeekShown>, more: Wishes, prompt: string, kind: string]>([
    [
      "stepped in uninvited: listening or standing-back",
      all,
      {},
      "listening2",
      "stepped_in_uninvited",
    ],
    [
      "of the two, the more neglected",
      { steppedInUninvited: true },
      { facts: [...facts, was("listening2", 9)] },
      "standing-back2",
      "stepped_in_uninvited",
    ],
    [
      "of the two as neglected, the one with fewer answers",
      { steppedInUninvited: true },
      { facts: [...facts, was("standing-back2", 9), was("listening2", 9), was("listening1", 40)] },
      "standing-back1",
      "stepped_in_uninvited",
    ],
    [
      "of the two equal in both, the first in library order",
      { steppedInUninvited: true },
      { facts: [was("z1", 30)] },
      "standing-back1",
      "stepped_in_uninvited",
    ],
    [
      "of the two, one that was skipped lately comes behind",
      { steppedInUninvited: true },
      { facts: [...facts, { ...was("listening2", 4), outcome: "skipped" as const }] },
      "standing-back2",
      "stepped_in_uninvited",
    ],
    [
      "of the two, one that slot 1 does not ask about",
      { steppedInUninvited: true },
      { facts: [...facts, was("z2", 1)] },
      "standing-back2",
      "stepped_in_uninvited",
    ],
    [
      "of the two, one with something free",
      { steppedInUninvited: true },
      { facts, settings: { hidden: new Set(["listening1", "listening2"]) } },
      "standing-back2",
      "stepped_in_uninvited",
    ],
    [
      "neither has anything free: the next that the week shows",
      all,
      {
        settings: {
          hidden: new Set(["listening1", "listening2", "standing-back1", "standing-back2"]),
        },
      },
      "trust2",
      "handover_taken_back",
    ],
    [
      "a handover taken back: trust",
      { ...all, steppedInUninvited: false },
      {},
      "trust2",
      "handover_taken_back",
    ],
    [
      "trust once more, where slot 1 asks about it: the week shows it",
      { handoverTakenBack: true },
      {
        facts: [was("z1", 1), was("coaching1", 2), was("listening1", 2), was("standing-back1", 2)],
      },
      "trust2",
      "handover_taken_back",
    ],
    [
      "a crisis closed: after a crisis, of the most neglected theme that has one",
      { crisisClosed: true, steppedAway: true },
      {},
      "crisis-crisis1",
      "crisis_closed",
    ],
    [
      "a crisis closed: its weeks hold too",
      { crisisClosed: true },
      { facts: [...facts, was("crisis-crisis1", 7)] },
      "crisis-crisis2",
      "crisis_closed",
    ],
    [
      "a crisis closed: not what was answered then in this very week",
      { crisisClosed: true, answered: new Set(["crisis-crisis1", "crisis-crisis2"]) },
      {},
      "z-crisis1",
      "crisis_closed",
    ],
    ["stepped away: coaching", { steppedAway: true }, {}, "coaching2", "stepped_away"],
    [
      "within the theme the user's wishes count",
      { steppedAway: true },
      { settings: { pinned: new Set(["coaching1"]) } },
      "coaching1",
      "stepped_away",
    ],
  ])("%s", (_, shown, more, prompt, kind) => {
    expect(second(shown, more)).toEqual([prompt, kind]);
  });

  it("draws where the week shows nothing that can be asked about", () => {
    expect(second({})[1]).toBe("drawn");
    const hidden = new Set(["coaching1", "coaching2"]);
    expect(second({ steppedAway: true }, { settings: { hidden } })[1]).toBe("drawn");
    expect(second(all, { library: libraryOf(six(2)) })[1]).toBe("drawn");
  });

  it("no after-crisis prompt is chosen where no crisis was closed", () => {
    for (const places of [3, 4, 5]) {
      const set = choose({
        library,
        facts,
        settings: { places },
        shown: { ...all, crisisClosed: false },
      });
      expect(ids(set).filter((id) => id.includes("-crisis"))).toEqual([]);
    }
  });

  it("changes nothing of slot 1, and stands beside the opening question", () => {
    expect(choose({ library, facts, shown: all })[0]).toEqual(choose({ library, facts })[0]);
    const set = choose({ shown: { handoverTakenBack: true } });
    expect(set.slice(0, 2).map(({ id, reason }) => [id, reason.kind])).toEqual([
      ["trust-08", "opening"],
      ["trust-01", "handover_taken_back"],
    ]);
  });

  it("what was answered outside the reflection in this week is not asked again, but picked it is", () => {
    const set = choose({ library, facts, shown: { answered: new Set(["z2", "z3", "z4"]) } });
    expect(ids(set).filter((id) => id.startsWith("z"))).toEqual(["z1"]);
    const picked = choose({
      library,
      facts,
      shown: { answered: new Set(["z4"]) },
      settings: { picked: "z4" },
    });
    expect(picked[2]).toMatchObject({ id: "z4", reason: { kind: "picked" } });
  });
});

describe("slot 3", () => {
  // The theme outside the rotation is never drawn, so that a wish alone brings its prompts in.
  const library = libraryOf({
    ...six(3),
    g: { weekly: 3, monthly: 1, perPerson: 1, rotates: false },
  });
  const third = (wishes: Wishes) => choose({ library, ...wishes })[2];

  it("is drawn by the week where nothing is wished for", () => {
    expect(third({})?.reason).toEqual({ kind: "drawn" });
  });

  it("is a favourite where there is one, and the longest away of two", () => {
    expect(third({ settings: { favourites: new Set(["g2"]) } })).toMatchObject({
      id: "g2",
      reason: { kind: "favourite" },
    });
    const favourites = new Set(["g2", "g3"]);
    const facts = [answered("g2", 9), answered("g3", 12), answered("g1", 30)];
    expect(third({ settings: { favourites }, facts })?.id).toBe("g3");
  });

  it("is not a favourite that is not free yet", () => {
    const settings = { favourites: new Set(["g2"]) };
    expect(third({ settings, facts: [answered("g2", 7)] })?.reason.kind).toBe("drawn");
    expect(third({ settings, facts: [answered("g2", 8)] })?.reason.kind).toBe("favourite");
  });

  it("is the user's pick before any favourite, also where the pick is not free yet", () => {
    const settings = { picked: "g3", favourites: new Set(["g2"]) };
    expect(third({ settings })).toMatchObject({ id: "g3", reason: { kind: "picked" } });
    expect(third({ settings, facts: [answered("g3", 1)] })?.reason).toEqual({ kind: "picked" });
  });

  it("takes a pick of another cadence or from outside the rotation", () => {
    expect(third({ settings: { picked: "g-month1" } })?.id).toBe("g-month1");
    expect(third({ settings: { picked: "g1" } })?.id).toBe("g1");
  });

  it("takes no pick that is hidden, unknown, or asks about a person", () => {
    for (const picked of ["g3", "nothing", "g-person1"]) {
      expect(third({ settings: { picked, hidden: new Set(["g3"]) } })?.reason.kind).toBe("drawn");
    }
  });

  it("takes no pick that stands in the set already", () => {
    const set = choose({ library, settings: { picked: "a1" } });
    expect(ids(set).filter((id) => id === "a1")).toEqual(["a1"]);
    expect(set[2]?.reason.kind).toBe("drawn");
  });

  it("a pick is asked although nothing else may be", () => {
    const small = libraryOf({ a: { weekly: 2 } });
    const facts = [answered("a1", 1), answered("a2", 2)];
    expect(choose({ library: small, facts })).toEqual([]);
    expect(choose({ library: small, facts, settings: { picked: "a2" } })).toMatchObject([
      { id: "a2", reason: { kind: "picked" } },
    ]);
  });
});

describe("further slots", () => {
  const library = libraryOf(six(3));

  it.each([3, 4, 5])("a week has %i prompts where that is set", (places) => {
    expect(choose({ settings: { places } })).toHaveLength(places);
    expect(new Set(themes(choose({ settings: { places } }))).size).toBe(places);
  });

  it("take the next most neglected themes, of those not in the set yet", () => {
    const facts = ["a", "b", "c", "d", "e", "f"].map((theme, index) =>
      answered(`${theme}1`, 20 - index),
    );
    const [slot1, slot2, slot3, slot4, slot5] = choose({ library, facts, settings: { places: 5 } });
    expect(slot1).toMatchObject({ id: "a2", reason: { kind: "theme_unanswered", weeks: 20 } });
    const left = ["b", "c", "d", "e", "f"].filter(
      (theme) => theme !== slot2?.theme && theme !== slot3?.theme,
    );
    expect([slot4?.theme, slot5?.theme]).toEqual(left.slice(0, 2));
    expect(slot4?.reason).toEqual({
      kind: "theme_unanswered",
      weeks: 20 - ["a", "b", "c", "d", "e", "f"].indexOf(left[0] ?? ""),
    });
  });

  it("take a second prompt of a theme only where every theme with something free is in", () => {
    const two = libraryOf({ a: { weekly: 3 }, b: { weekly: 3 } });
    const set = choose({ library: two, settings: { places: 5 } });
    expect(themes(set.slice(0, 2)).sort()).toEqual(["a", "b"]);
    expect(new Set(ids(set)).size).toBe(5);
    expect(set.map(({ reason }) => reason.kind)).not.toContain("longest_away");
  });

  it("a week has fewer prompts where the library has no more that may be asked", () => {
    expect(ids(choose({ library: libraryOf({ a: { weekly: 2 } }) }))).toEqual(["a1", "a2"]);
    expect(choose({ library: libraryOf({}) })).toEqual([]);
  });
});

describe("where too few are free", () => {
  const library = libraryOf({ a: { weekly: 2 }, b: { weekly: 1 } });

  it("the one longest away returns early, and its reason says after how many weeks", () => {
    const facts = [answered("a1", 5), answered("a2", 7), answered("b1", 4)];
    expect(choose({ library, facts })).toMatchObject([
      { id: "a2", reason: { kind: "longest_away", weeks: 7 } },
      { id: "a1", reason: { kind: "longest_away", weeks: 5 } },
      { id: "b1", reason: { kind: "longest_away", weeks: 4 } },
    ]);
  });

  it("never within three weeks", () => {
    expect(
      ids(choose({ library, facts: [answered("a1", 3), answered("a2", 4), answered("b1", 1)] })),
    ).toEqual(["a2"]);
    expect(
      choose({ library, facts: [answered("a1", 3), skipped("a2", 3), answered("b1", 1)] }),
    ).toEqual([]);
  });

  it("whatever is free comes first", () => {
    const facts = [answered("a1", 7), answered("b1", 6)];
    expect(choose({ library, facts }).map(({ id, reason }) => [id, reason.kind])).toEqual([
      ["a2", "theme_unanswered"],
      ["a1", "longest_away"],
      ["b1", "longest_away"],
    ]);
  });

  it("neither a hidden prompt nor one outside the rotation returns", () => {
    const outside = libraryOf({ a: { weekly: 2 }, b: { weekly: 1, rotates: false } });
    const facts = [answered("a1", 5), answered("a2", 7), answered("b1", 6)];
    expect(ids(choose({ library: outside, facts, settings: { hidden: new Set(["a2"]) } }))).toEqual(
      ["a1"],
    );
  });

  it("a skipped prompt whose four weeks are not over does not return before one that is longer away", () => {
    const facts = [skipped("a1", 3), answered("a2", 4), answered("b1", 5)];
    expect(ids(choose({ library, facts }))).toEqual(["b1", "a2"]);
  });
});

describe("a due monthly or quarterly prompt", () => {
  const library = libraryOf({
    a: { weekly: 3, monthly: 2, quarterly: 1 },
    b: { weekly: 3, monthly: 1, quarterly: 1 },
    c: { weekly: 3 },
    d: { weekly: 3 },
    e: { weekly: 3 },
    g: { monthly: 1, rotates: false },
  });
  // A Thursday of 2 July begins July and the third quarter; 6 August only August.
  const JULY = "2026-W27";
  const AUGUST = "2026-W32";
  const lastOf = (wishes: Wishes) => choose({ library, ...wishes }).at(-1);

  it.each([3, 4, 5])(
    "takes the last of %i places in the first reflection of a quarter",
    (places) => {
      const set = choose({ library, week: JULY, reflected: ["2026-W26"], settings: { places } });
      expect(set).toHaveLength(places);
      expect(set.map(({ reason }) => reason.kind).indexOf("first_of_quarter")).toBe(places - 1);
    },
  );

  it("is quarterly before monthly, and monthly in a quarter's later months", () => {
    expect(lastOf({ week: JULY, reflected: ["2026-W26"] })?.reason).toEqual({
      kind: "first_of_quarter",
    });
    expect(lastOf({ week: AUGUST, reflected: [JULY] })?.reason).toEqual({ kind: "first_of_month" });
  });

  it("is not due in the second reflection of the month", () => {
    const kinds = choose({ library, week: "2026-W33", reflected: [AUGUST] }).map(
      ({ reason }) => reason.kind,
    );
    expect(kinds).not.toContain("first_of_month");
    expect(kinds).not.toContain("first_of_quarter");
  });

  it("is due in whichever reflection is the quarter's first, also in its last week", () => {
    expect(lastOf({ week: "2026-W39", reflected: ["2026-W20"] })?.reason.kind).toBe(
      "first_of_quarter",
    );
  });

  it("is due by the week's Thursday: 2026-W14 begins on 30 March and belongs to April", () => {
    expect(lastOf({ week: "2026-W14", reflected: ["2026-W13"] })?.reason.kind).toBe(
      "first_of_quarter",
    );
    expect(lastOf({ week: "2026-W53", reflected: ["2026-W52"] })?.reason.kind).not.toBe(
      "first_of_quarter",
    );
    expect(lastOf({ week: "2027-W01", reflected: ["2026-W53"] })?.reason.kind).toBe(
      "first_of_quarter",
    );
  });

  it("is due although a later week was reflected on already, or the week itself", () => {
    expect(lastOf({ week: JULY, reflected: ["2026-W28", JULY] })?.reason.kind).toBe(
      "first_of_quarter",
    );
  });

  it("is of the most neglected theme that is not in the set yet, rotating or not", () => {
    const set = choose({ library, week: AUGUST, reflected: [JULY], facts: [] });
    const used = themes(set.slice(0, -1));
    const expected = ["a", "b", "g"].find((theme) => !used.includes(theme));
    expect(set.at(-1)?.theme).toBe(expected);
    const facts: PromptFact[] = ["a", "b", "g"].map((theme, index) => ({
      prompt: theme === "g" ? "g-month1" : `${theme}3`,
      theme,
      week: addWeeks(AUGUST, -10 - index),
      outcome: "answered",
    }));
    expect(lastOf({ week: AUGUST, reflected: [JULY], facts })?.id).toBe("g-month1");
  });

  it("is passed over where it is not free or hidden", () => {
    const quarterly = (prompt: string): PromptFact => ({
      prompt,
      theme: prompt[0] ?? "",
      week: addWeeks(JULY, -7),
      outcome: "answered",
    });
    const july = { week: JULY, reflected: ["2026-W26"] };
    const both = [quarterly("a-quarter1"), quarterly("b-quarter1")];
    // Nothing quarterly is free, so the month's prompt takes its turn.
    expect(lastOf({ ...july, facts: both })?.reason).toEqual({ kind: "first_of_month" });
    expect(lastOf({ ...july, facts: both.slice(0, 1) })?.id).toBe("b-quarter1");
    const hidden = new Set(
      library.prompts.filter(({ cadence }) => cadence !== "weekly").map(({ id }) => id),
    );
    expect(lastOf({ ...july, settings: { hidden } })?.reason.kind).toBe("never_answered");
  });

  it("comes in the very first reflection too, but never in the first place", () => {
    const set = choose({ week: JULY, reflected: [] });
    expect(set[0]?.reason.kind).toBe("opening");
    expect(set[3]?.reason.kind).toBe("first_of_quarter");
    const onlyMonthly = libraryOf({ a: { monthly: 3, quarterly: 3 } });
    expect(choose({ library: onlyMonthly, week: JULY, reflected: [] })).toEqual([]);
  });

  it("takes the last place although fewer weekly prompts than places may be asked", () => {
    const small = libraryOf({ a: { weekly: 1, monthly: 1 } });
    expect(ids(choose({ library: small, week: AUGUST, reflected: [JULY] }))).toEqual([
      "a1",
      "a-month1",
    ]);
  });
});

describe("another prompt", () => {
  const library = libraryOf({
    a: { weekly: 3 },
    b: { weekly: 2 },
    c: { weekly: 2 },
    d: { weekly: 2 },
  });
  const facts = [answered("a3", 20), answered("b1", 10), answered("c1", 9), answered("d1", 12)];

  /** Asks for another prompt in one place until there is none. */
  function pressOn(
    input: ChoiceInput,
    place: number,
  ): { set: ChosenPrompt[]; given: ChosenPrompt[] } {
    const set = choosePrompts(input);
    const shown = new Set(ids(set));
    const given: ChosenPrompt[] = [];
    for (;;) {
      if (given.length > input.library.prompts.length) throw new Error("it comes to no end");
      const other = chooseAnother(input, set, place, shown);
      if (other === null) return { set, given };
      given.push(other);
      set[place] = other;
      shown.add(other.id);
    }
  }

  it("is of the same theme while it can, then of the next most neglected theme", () => {
    const input = inputOf({ library, facts, settings: { places: 3 } });
    const before = choosePrompts(input);
    const { given } = pressOn(input, 0);
    expect(before[0]?.id).toBe("a1");
    expect(ids(given.slice(0, 2))).toEqual(["a2", "a3"]);
    const inSet = new Set(themes(before));
    const next = ["d", "b", "c"].find((theme) => !inSet.has(theme));
    expect(given[2]?.theme).toBe(next);
  });

  it("never comes round to one that was shown, and ends with nothing", () => {
    const input = inputOf({ library, facts, settings: { places: 3 } });
    const before = ids(choosePrompts(input));
    for (const place of [0, 1, 2]) {
      const { given } = pressOn(input, place);
      expect(new Set([...before, ...ids(given)]).size).toBe(before.length + given.length);
      expect(before.length + given.length).toBe(library.prompts.length);
    }
  });

  it("leaves every other place as it is", () => {
    const input = inputOf({ library, facts, settings: { places: 3 } });
    const before = choosePrompts(input);
    const { set } = pressOn(input, 1);
    expect([set[0], set[2]]).toEqual([before[0], before[2]]);
    expect(set[1]).not.toEqual(before[1]);
  });

  it("never gives one that was shown earlier in the week's set", () => {
    const input = inputOf({ library, facts });
    const set = choosePrompts(input);
    expect(chooseAnother(input, set, 0, new Set(["a2"]))?.id).toBe("a3");
    // Control: it would have.
    expect(chooseAnother(input, set, 0, new Set())?.id).toBe("a2");
  });

  it("says of its theme how long it has been away", () => {
    const input = inputOf({ library, facts });
    expect(chooseAnother(input, choosePrompts(input), 0, new Set())?.reason).toEqual({
      kind: "theme_unanswered",
      weeks: 20,
    });
    const opening = inputOf({});
    expect(chooseAnother(opening, choosePrompts(opening), 0, new Set())).toMatchObject({
      id: "trust-01",
      reason: { kind: "never_answered" },
    });
  });

  it("obeys the weeks, and lets one return early where nothing is free", () => {
    const small = libraryOf({ a: { weekly: 2 }, b: { weekly: 2 } });
    const past = [answered("a2", 7), answered("b1", 3), answered("b2", 5)];
    const input = inputOf({ library: small, facts: past, settings: { places: 3 } });
    const set = choosePrompts(input).slice(0, 1);
    expect(ids(set)).toEqual(["a1"]);
    expect(chooseAnother(input, set, 0, new Set())).toMatchObject({
      id: "a2",
      reason: { kind: "longest_away", weeks: 7 },
    });
    expect(chooseAnother(input, set, 0, new Set(["a2"]))?.id).toBe("b2");
    expect(chooseAnother(input, set, 0, new Set(["a2", "b2"]))).toBeNull();
  });

  it("for a monthly or quarterly prompt is another of its kind while there is one, with its reason", () => {
    const periodic = libraryOf({
      a: { weekly: 2, monthly: 2 },
      b: { weekly: 2, monthly: 1 },
      c: { weekly: 3 },
      d: { weekly: 3 },
    });
    const input = inputOf({ library: periodic, week: "2026-W32", reflected: ["2026-W27"] });
    const { given } = pressOn(input, 3);
    expect(given.slice(0, 2).map(({ reason }) => reason)).toEqual([
      { kind: "first_of_month" },
      { kind: "first_of_month" },
    ]);
    expect(given[2]?.reason.kind).toBe("never_answered");
  });

  it("for a monthly prompt that the user picked does not claim that the month has just begun", () => {
    const periodic = libraryOf({ ...six(2), g: { weekly: 1, monthly: 2, rotates: false } });
    const input = inputOf({ library: periodic, settings: { picked: "g-month1" } });
    const set = choosePrompts(input);
    expect(set[2]).toMatchObject({ id: "g-month1", reason: { kind: "picked" } });
    expect(chooseAnother(input, set, 2, new Set())).toMatchObject({
      id: "g1",
      reason: { kind: "never_answered" },
    });
  });

  it("keeps the reason that the week gave, for its theme or for after a crisis", () => {
    const shown = { steppedAway: true };
    const input = inputOf({ shown, facts: [{ ...answered("", 9), prompt: "x", theme: "future" }] });
    const set = choosePrompts(input);
    expect(set[1]).toMatchObject({ theme: "coaching", reason: { kind: "stepped_away" } });
    const other = chooseAnother(input, set, 1, new Set());
    expect(other).toMatchObject({ theme: "coaching", reason: { kind: "stepped_away" } });
    // The moment is gone meanwhile: what remains true is said.
    const without = { ...input, shown: NOTHING_SHOWN };
    expect(chooseAnother(without, set, 1, new Set())?.reason).toEqual({ kind: "never_answered" });

    const crisis = inputOf({ shown: { crisisClosed: true }, facts: input.facts });
    const { set: pressed, given } = pressOn(crisis, 1);
    const after = builtIn.prompts.filter(({ cadence }) => cadence === "after-crisis");
    expect(given.slice(0, after.length - 1).map(({ reason }) => reason.kind)).toEqual(
      after.slice(1).map(() => "crisis_closed"),
    );
    expect(pressed[1]?.reason.kind).not.toBe("crisis_closed");
  });

  it("is nothing for a place that does not exist", () => {
    const input = inputOf({ library });
    expect(chooseAnother(input, choosePrompts(input), 9, new Set())).toBeNull();
  });
});

describe("what a choice carries", () => {
  it("is the prompt's own theme, wording and source", () => {
    for (const choice of choose({ settings: { places: 5 } })) {
      const prompt = builtIn.prompts.find(({ id }) => id === choice.id);
      expect(choice).toMatchObject({
        theme: prompt?.theme,
        text: prompt?.text,
        source: prompt?.source,
      });
    }
  });

  it("does not change what it was given", () => {
    const facts = Object.freeze([answered("a1", 3), skipped("b1", 2)]);
    const library = libraryOf(six(2));
    for (const list of [library.themes, library.prompts]) Object.freeze(list);
    const input = inputOf({ facts, library, reflected: Object.freeze(["2026-W29", "2026-W20"]) });
    const set = Object.freeze(choosePrompts(input));
    expect(() => chooseAnother(input, set, 0, new Set())).not.toThrow();
  });
});
