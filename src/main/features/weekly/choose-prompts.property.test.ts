import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Library } from "../../../shared/contract/prompts.ts";
import type { ChosenPrompt } from "../../../shared/contract/weekly.ts";
import { addWeeks, type Week } from "../../../shared/journal/iso-week.ts";
import {
  type ChoiceInput,
  chooseAnother,
  choosePrompts,
  type PromptFact,
} from "./choose-prompts.ts";
import {
  before,
  faultsOf,
  isFree,
  objections,
  weeklyOutside,
  weeksAway,
  weeksFrom,
} from "./choose-prompts-oracle.test-helper.ts";
import { NOTHING_SHOWN } from "./week-shown.ts";

const builtIn = parse(
  readFileSync(new URL("../../../../resources/prompts/stepback.yaml", import.meta.url), "utf8"),
) as Library;

const source = { document: "d", section: "s" };
const origin = { kind: "built_in" } as const;

const cadences = fc.constantFrom(
  ...([
    "weekly",
    "weekly",
    "weekly",
    "weekly",
    "monthly",
    "quarterly",
    "per-person",
    "after-crisis",
  ] as const),
);

/** The themes that a week can show, and another one. */
const NAMES = ["listening", "trust", "standing-back", "other", "coaching"];

/** A small made-up library: up to five themes with up to five prompts each, in or out of rotation. */
const smallLibrary: fc.Arbitrary<Library> = fc
  .array(fc.record({ rotates: fc.boolean(), prompts: fc.array(cadences, { maxLength: 5 }) }), {
    maxLength: 5,
  })
  .chain((themes) => {
    const prompts = themes.flatMap(({ prompts: kinds }, at) =>
      kinds.map((cadence, index) => ({
        id: `${NAMES[at]}-${index}`,
        theme: NAMES[at] ?? "",
        cadence,
        text: `About ${NAMES[at]}, ${index}?`,
        followUps: [],
        source,
        origin,
      })),
    );
    return fc.record({
      documents: fc.constant([]),
      themes: fc.constant(
        themes.map((theme, at) => ({
          id: NAMES[at] ?? "",
          title: `T${at}`,
          blurb: "",
          inWeeklyRotation: theme.rotates || at === 0,
          sources: [source],
          origin,
        })),
      ),
      prompts: fc.constant(prompts),
      opening: fc.constantFrom(
        null,
        ...prompts.filter(({ cadence }) => cadence === "weekly").map(({ id }) => id),
      ),
      problems: fc.constant([]),
    });
  });

/** Any week from before the first 53-week year of interest to after it. */
const weeks = fc.integer({ min: 0, max: 150 }).map((offset) => addWeeks("2025-W40", offset));

const sometimes = fc.integer({ min: 0, max: 2 }).map((drawn) => drawn === 0);

function inputsOver(library: Library, mostFacts: number): fc.Arbitrary<ChoiceInput> {
  const { prompts } = library;
  const someIds = (most: number): fc.Arbitrary<ReadonlySet<string>> =>
    fc
      .subarray(
        prompts.map(({ id }) => id),
        { maxLength: Math.min(most, prompts.length) },
      )
      .map((ids) => new Set(ids));
  return weeks.chain((week) => {
    // Some of it lies in the week itself or after it, which must not count.
    const weekAround = fc.integer({ min: -3, max: 30 }).map((ago) => addWeeks(week, -ago));
    const facts: fc.Arbitrary<PromptFact[]> =
      prompts.length === 0
        ? fc.constant([])
        : fc.array(
            fc
              .record({
                prompt: fc.constantFrom(...prompts),
                week: weekAround,
                outcome: fc.constantFrom("answered" as const, "skipped" as const),
              })
              .map(({ prompt, ...fact }) => ({ ...fact, prompt: prompt.id, theme: prompt.theme })),
            { maxLength: mostFacts },
          );
    return fc.record({
      week: fc.constant(week),
      facts,
      reflected: fc.array(weekAround, { maxLength: 12 }),
      shown: fc.record({
        steppedInUninvited: sometimes,
        handoverTakenBack: sometimes,
        crisisClosed: sometimes,
        steppedAway: sometimes,
        answered: someIds(3),
      }),
      library: fc.constant(library),
      settings: fc.record({
        places: fc.integer({ min: 3, max: 5 }),
        pinned: someIds(3),
        favourites: someIds(4),
        hidden: someIds(6),
        picked: fc.constantFrom(null, "unknown", ...prompts.map(({ id }) => id)),
      }),
    });
  });
}

const anyInput: fc.Arbitrary<ChoiceInput> = fc.oneof(
  inputsOver(builtIn, 80),
  smallLibrary.chain((library) => inputsOver(library, 25)),
);

const RUNS = { numRuns: 1500 };

describe("for any history, library and wishes", () => {
  it("the same input gives the same prompts, whatever the order of its rows", () => {
    fc.assert(
      fc.property(
        anyInput.chain((input) =>
          fc.record({
            input: fc.constant(input),
            facts: fc.shuffledSubarray([...input.facts], { minLength: input.facts.length }),
            reflected: fc.shuffledSubarray([...input.reflected], {
              minLength: input.reflected.length,
            }),
          }),
        ),
        ({ input, facts, reflected }) => {
          const set = choosePrompts(input);
          expect(choosePrompts(input)).toEqual(set);
          expect(choosePrompts({ ...input, facts, reflected })).toEqual(set);
        },
      ),
      RUNS,
    );
  });

  it("what happened in the week itself or later changes nothing", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(
          choosePrompts({
            ...input,
            facts: before(input),
            reflected: input.reflected.filter((week) => weeksFrom(week, input.week) >= 1),
          }),
        ).toEqual(choosePrompts(input));
      }),
      RUNS,
    );
  });

  it("every prompt may be asked by its rule, with a reason that is true of the history", () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(anyInput, (input) => {
        const set = choosePrompts(input);
        for (const { reason } of set) kinds.add(reason.kind);
        expect(faultsOf(input, set)).toEqual([]);
      }),
      RUNS,
    );
    // Control: every kind of reason came up and was judged.
    expect([...kinds].sort()).toEqual([
      "crisis_closed",
      "drawn",
      "favourite",
      "first_of_month",
      "first_of_quarter",
      "handover_taken_back",
      "longest_away",
      "never_answered",
      "opening",
      "picked",
      "stepped_away",
      "stepped_in_uninvited",
      "theme_unanswered",
    ]);
  });

  it("another prompt obeys the same rules, never comes round, and comes to an end", () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(anyInput, fc.nat({ max: 4 }), (input, at) => {
        const set = choosePrompts(input);
        if (set.length === 0) return;
        const place = at % set.length;
        const shown = new Set(set.map(({ id }) => id));
        for (let pressed = 0; ; pressed += 1) {
          expect(pressed).toBeLessThanOrEqual(input.library.prompts.length);
          const standing = [...set];
          const current = set[place];
          const other = chooseAnother(input, set, place, shown);
          expect(set).toEqual(standing);
          if (other === null) break;
          kinds.add(other.reason.kind);
          // Whatever was shown this week counts as taken, as do the other places.
          const taken = [...shown].map((id) => ({ id, theme: "" }));
          expect(objections(input, other, taken, current?.theme)).toEqual([]);
          if (
            current !== undefined &&
            other.theme !== current.theme &&
            /answered/.test(other.reason.kind)
          ) {
            const left = weeklyOutside(input, taken).filter(
              ({ id, theme }) => theme === current.theme && isFree(input, id),
            );
            const isOfCadence = /^first_of|^crisis/.test(current.reason.kind);
            if (!isOfCadence) expect(left).toEqual([]);
          }
          shown.add(other.id);
          set[place] = other;
        }
        const left = weeklyOutside(
          input,
          [...shown].map((id) => ({ id })),
        );
        expect(left.filter(({ id }) => weeksAway(input, id) > 3)).toEqual([]);
      }),
      RUNS,
    );
    expect([...kinds].sort()).toEqual([
      "crisis_closed",
      "first_of_month",
      "first_of_quarter",
      "handover_taken_back",
      "longest_away",
      "never_answered",
      "stepped_away",
      "stepped_in_uninvited",
      "theme_unanswered",
    ]);
  });

  it("control: the oracle objects to a false reason, a prompt that is not free, and a gap", () => {
    const input: ChoiceInput = {
      week: "2026-W30",
      facts: [
        { prompt: "future-01", theme: "future", week: "2026-W28", outcome: "answered" },
        { prompt: "trust-08", theme: "trust", week: "2026-W20", outcome: "answered" },
      ],
      reflected: ["2026-W28"],
      shown: NOTHING_SHOWN,
      library: builtIn,
      settings: {
        places: 4,
        pinned: new Set(),
        favourites: new Set(),
        hidden: new Set(),
        picked: null,
      },
    };
    const set = choosePrompts(input);
    expect(faultsOf(input, set)).toEqual([]);
    const [slot1, ...others] = set;
    if (slot1 === undefined) throw new Error("the set is empty");
    const withFirst = (change: Partial<ChosenPrompt>) =>
      faultsOf(input, [{ ...slot1, ...change }, ...others]);
    const future = builtIn.prompts.find(({ id }) => id === "future-01");
    expect(
      withFirst({ ...future, reason: { kind: "theme_unanswered", weeks: 2 } }).join(),
    ).toContain("not free");
    expect(withFirst({ ...future, reason: { kind: "longest_away", weeks: 2 } }).join()).toContain(
      "within three weeks",
    );
    expect(withFirst({ reason: { kind: "opening" } }).join()).toContain("there is history");
    expect(withFirst({ reason: { kind: "theme_unanswered", weeks: 9 } }).join()).toContain(
      "another week",
    );
    expect(withFirst({ reason: { kind: "favourite" } }).join()).toContain("no favourite");
    expect(withFirst({ reason: { kind: "picked" } }).join()).toContain("not picked");
    expect(withFirst({ reason: { kind: "first_of_month" } }).join()).toContain(
      "not in the last place",
    );
    const trust = builtIn.prompts.find(({ id }) => id === "trust-08");
    expect(
      withFirst({ ...trust, reason: { kind: "theme_unanswered", weeks: 10 } }).join(),
    ).toContain("more neglected");
    const inSecond = (change: Partial<ChosenPrompt>, shown = {}) =>
      faultsOf({ ...input, shown: { ...input.shown, ...shown } }, [
        slot1,
        { ...slot1, ...change },
        ...others.slice(1),
      ]).join();
    const away = {
      id: "coaching-01",
      theme: "coaching",
      reason: { kind: "stepped_away" },
    } as const;
    expect(inSecond(away)).toContain("nobody stepped away");
    expect(inSecond({}, { steppedAway: true })).toContain("is not what the week shows");
    expect(inSecond(away, { steppedAway: true, handoverTakenBack: true })).toContain(
      "is not what the week shows",
    );
    expect(faultsOf(input, others).join()).toContain("could have been asked");
    expect(faultsOf(input, [slot1, slot1]).join()).toContain("twice");
  });
});

// --- A year of reflections ---------------------------------------------------------------------

/** A small repeatable source of chance (mulberry32), so that a failing year can be run again. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Also monthly ones, and some that are asked about a person, which no week takes. */
const PICKS = builtIn.prompts.filter((_, index) => index % 7 === 0).map(({ id }) => id);

/** How likely each thing is; what is neither skipped nor left is answered. */
interface Habits {
  skips?: number;
  leaves?: number;
  misses?: number;
  /** Asks for another prompt. */
  swaps?: number;
  /** How likely the week shows each of the four things that it can. */
  shows?: number;
  /** What is pinned, favoured and hidden all the year; a prompt is picked every other week. */
  wishes?: Pick<ChoiceInput["settings"], "pinned" | "favourites" | "hidden">;
}

const NO_WISHES = {
  pinned: new Set<string>(),
  favourites: new Set<string>(),
  hidden: new Set<string>(),
};
const WISHES = {
  pinned: new Set(["trust-03", "listening-04"]),
  favourites: new Set(["openness-02", "future-01"]),
  hidden: new Set(["coaching-01", "standing-back-02", "trust-08"]),
};

/** 52 weeks from `start`, each with the set that was chosen and the faults found in it. */
function liveAYear(start: Week, places: number, seed: number, habits: Habits) {
  const chance = chanceOf(seed);
  const happens = (): boolean => chance() < (habits.shows ?? 0);
  const facts: PromptFact[] = [];
  const reflected: Week[] = [];
  const lived: { week: Week; set: ChosenPrompt[]; faults: string[] }[] = [];
  for (let index = 0; index < 52; index += 1) {
    const week = addWeeks(start, index);
    if (chance() < (habits.misses ?? 0)) continue;
    const input: ChoiceInput = {
      week,
      facts: [...facts],
      reflected: [...reflected],
      shown: {
        steppedInUninvited: happens(),
        handoverTakenBack: happens(),
        crisisClosed: happens(),
        steppedAway: happens(),
        answered: new Set(),
      },
      library: builtIn,
      settings: {
        places,
        ...(habits.wishes ?? NO_WISHES),
        picked:
          habits.wishes !== undefined && index % 2 === 1
            ? (PICKS[index % PICKS.length] ?? null)
            : null,
      },
    };
    const set = choosePrompts(input);
    const faults = faultsOf(input, set);
    const shown = new Set(set.map(({ id }) => id));
    set.forEach((_, place) => {
      if (chance() >= (habits.swaps ?? 0)) return;
      const other = chooseAnother(input, set, place, shown);
      if (other === null) return faults.push("there was no other prompt");
      faults.push(
        ...objections(
          input,
          other,
          [...shown].map((id) => ({ id, theme: "" })),
        ),
      );
      shown.add(other.id);
      set[place] = other;
    });
    lived.push({ week, set, faults });
    reflected.push(week);
    for (const { id, theme } of set) {
      const fate = chance();
      const skips = habits.skips ?? 0;
      if (fate < skips) facts.push({ prompt: id, theme, week, outcome: "skipped" });
      else if (fate >= skips + (habits.leaves ?? 0)) {
        facts.push({ prompt: id, theme, week, outcome: "answered" });
      }
    }
  }
  return lived;
}

const STARTS: Week[] = ["2026-W01", "2026-W27", "2026-W48"];
const rotation = builtIn.themes
  .filter(({ inWeeklyRotation }) => inWeeklyRotation)
  .map(({ id }) => id);

describe("52 weeks with the built-in library", () => {
  describe.each([3, 4, 5])("and %i places", (places) => {
    it.each<[year: string, habits: Habits]>([
      ["all answered", {}],
      ["some skipped", { skips: 0.25 }],
      ["most skipped", { skips: 0.7 }],
      ["all skipped", { skips: 1 }],
      ["some left", { leaves: 0.3 }],
      ["all left", { leaves: 1 }],
      ["some weeks missed", { misses: 0.3 }],
      ["some swapped for another", { swaps: 0.2 }],
      ["weeks that show something", { shows: 0.2 }],
      ["weeks that show everything", { shows: 1 }],
      ["wishes of every kind", { wishes: WISHES }],
      [
        "something of everything, with wishes",
        { skips: 0.2, swaps: 0.1, shows: 0.3, wishes: WISHES },
      ],
      ["something of everything", { skips: 0.2, leaves: 0.15, misses: 0.15, swaps: 0.15 }],
    ])("%s: never runs dry, and every week obeys the rules", (_, habits) => {
      for (const start of STARTS) {
        for (const seed of [1, 2]) {
          const lived = liveAYear(start, places, seed, habits);
          expect(
            lived.flatMap(({ week, faults }) => faults.map((fault) => `${week} ${fault}`)),
          ).toEqual([]);
          expect(lived.filter(({ set }) => set.length !== places)).toEqual([]);
          expect(lived.length).toBeGreaterThan(25);
        }
      }
    });

    it.each<[year: string, habits: Habits]>([
      ["all answered", {}],
      ["weeks that show something", { shows: 0.3 }],
      ["weeks that show everything", { shows: 1 }],
      ["wishes of every kind", { shows: 0.3, wishes: WISHES }],
    ])("%s: every theme of the rotation is asked at least once every nine weeks", (_, habits) => {
      for (const start of STARTS) {
        const lived = liveAYear(start, places, 1, habits);
        for (let from = 0; from + 9 <= lived.length; from += 1) {
          const asked = new Set(
            lived.slice(from, from + 9).flatMap(({ set }) => set.map(({ theme }) => theme)),
          );
          expect(rotation.filter((theme) => !asked.has(theme))).toEqual([]);
        }
      }
    });

    it("a theme that is always skipped does not keep the others from their nine weeks", () => {
      for (const start of STARTS) {
        const facts: PromptFact[] = [];
        const reflected: Week[] = [];
        const asked: Set<string>[] = [];
        for (let index = 0; index < 52; index += 1) {
          const week = addWeeks(start, index);
          const settings = {
            places,
            pinned: new Set<string>(),
            favourites: new Set<string>(),
            hidden: new Set<string>(),
            picked: null,
          };
          const set = choosePrompts({
            week,
            facts,
            reflected,
            shown: NOTHING_SHOWN,
            library: builtIn,
            settings,
          });
          for (const { id, theme } of set) {
            facts.push({
              prompt: id,
              theme,
              week,
              outcome: theme === "coaching" ? "skipped" : "answered",
            });
          }
          reflected.push(week);
          asked.push(new Set(set.map(({ theme }) => theme)));
        }
        for (let from = 0; from + 9 <= asked.length; from += 1) {
          const within = asked.slice(from, from + 9);
          expect(
            rotation.filter(
              (theme) => theme !== "coaching" && !within.some((week) => week.has(theme)),
            ),
          ).toEqual([]);
        }
      }
    });
  });

  it("control: a year with another seed or another start is another year", () => {
    const idsOf = (start: Week, seed: number) =>
      liveAYear(start, 4, seed, { skips: 0.3 }).map(({ set }) => set.map(({ id }) => id));
    expect(idsOf("2026-W01", 1)).toEqual(idsOf("2026-W01", 1));
    expect(idsOf("2026-W01", 1)).not.toEqual(idsOf("2026-W01", 2));
    expect(idsOf("2026-W01", 1)).not.toEqual(idsOf("2026-W02", 1));
  });
});
