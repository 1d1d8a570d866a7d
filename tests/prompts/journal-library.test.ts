// Wishes, own prompts and packs beside the real weekly ritual, wired as create-app.ts does it.
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCommitments } from "../../src/main/features/commitments/commitments.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import { createPeople } from "../../src/main/features/people/people.service.ts";
import {
  createJournalLibrary,
  type JournalLibrary,
} from "../../src/main/features/prompts/journal-library.ts";
import {
  createOwnPrompts,
  type OwnPromptsService,
} from "../../src/main/features/prompts/own-prompts.service.ts";
import { createPacks, type PacksService } from "../../src/main/features/prompts/packs.service.ts";
import {
  createPromptAnswers,
  type PromptAnswersService,
} from "../../src/main/features/prompts/prompt-answers.service.ts";
import { createPrompts } from "../../src/main/features/prompts/prompts.service.ts";
import {
  createWishes,
  type WishesService,
} from "../../src/main/features/prompts/wishes.service.ts";
import { createSettings } from "../../src/main/features/settings/settings.service.ts";
import { createWeekly, type WeeklyService } from "../../src/main/features/weekly/weekly.service.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import { type ErrorCode, StepbackError } from "../../src/shared/contract/errors.ts";
import type { OwnPrompt } from "../../src/shared/contract/own-prompts.ts";
import { textToDocument } from "../../src/shared/document/plain-text.ts";

/** The week of Friday, 20 November 2026. */
const WEEK = "2026-W47";
const NEXT = "2026-W48";

let now: string;
let newId: () => string;
let database: Database;
let entries: EntriesService;
let library: JournalLibrary;
let wishes: WishesService;
let own: OwnPromptsService;
let packs: PacksService;
let answers: PromptAnswersService;
let weekly: WeeklyService;

beforeEach(() => {
  now = "2026-11-20T15:30:00+01:00";
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  newId = () => ulid(Date.parse(now));
  const clock = { now: () => new Date(now), timeZone: "Europe/Berlin" };
  const common = { database, clock, newId };
  const builtIn = createPrompts(join(import.meta.dirname, "../../resources/prompts"));
  const settings = createSettings(common);
  const people = createPeople(common);
  const commitments = createCommitments({ ...common, people });
  entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
  library = createJournalLibrary({ database, builtIn });
  wishes = createWishes({ ...common, library });
  own = createOwnPrompts({ ...common, library });
  packs = createPacks({ ...common, library });
  answers = createPromptAnswers({ database, prompts: library, wishes, own, packs, settings });
  weekly = createWeekly({
    ...common,
    entries,
    commitments,
    moments: { ofWeek: () => [] },
    prompts: library,
    settings,
  });
});

afterEach(() => {
  database.close();
});

/** Everything that the features keep. */
function dump(): unknown {
  return ["prompt_wishes", "prompt_picks", "own_prompts", "own_themes", "packs"].map((table) =>
    database.prepare(`SELECT * FROM ${table}`).all(),
  );
}

function expectRefusal(action: () => unknown, code: ErrorCode, data: object = {}): void {
  const before = dump();
  let thrown: unknown;
  try {
    action();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(StepbackError);
  expect(thrown).toMatchObject({ code, data });
  expect(dump()).toEqual(before);
}

const set = (week = WEEK) => weekly.outlook(week).prompts.map(({ id }) => id);
const listed = (id: string) => answers.list().prompts.find((prompt) => prompt.id === id);

function write(change: Partial<OwnPrompt> = {}): string {
  return own.write({
    row: newId(),
    text: "What did I leave out of the Monday mail?",
    theme: "openness",
    cadence: "weekly",
    followUps: [],
    ...change,
  }).id;
}

const pack = (prompts: string, title = "Works council pack"): string =>
  `version: 1\nid: works-council\ntitle: ${title}\nthemes:\n  - id: council\n    title: Works council\nprompts:\n${prompts}`;
const councilPrompt = (id: string, theme = "council"): string =>
  `  - id: ${id}\n    theme: ${theme}\n    cadence: weekly\n    text: "What reached the council late in ${id}?"\n`;

describe("wishes", () => {
  it("a favourite takes the third place, a hidden prompt none, a pinned one is first of its theme", () => {
    const before = set();
    wishes.wish({ id: "openness-02", favourite: true });
    expect(set()[2]).toBe("openness-02");
    wishes.wish({ id: "openness-02", hidden: true });
    expect(set()).not.toContain("openness-02");
    wishes.wish({ id: "openness-02", hidden: false, favourite: false });
    expect(set()).toEqual(before);

    const theme = library.find(before[1] ?? "")?.theme ?? "";
    const pinned = library
      .library()
      .prompts.filter((prompt) => prompt.theme === theme && prompt.cadence === "weekly")
      .at(-1);
    wishes.wish({ id: pinned?.id ?? "", pinned: true });
    expect(set()[1]).toBe(pinned?.id);
    expect(before).not.toContain(pinned?.id);
  });

  it("are listed, the week since which a prompt is hidden too, and each alone is changed", () => {
    wishes.wish({ id: "trust-03", favourite: true });
    wishes.wish({ id: "trust-03", hidden: true });
    now = "2026-12-20T10:00:00+01:00";
    wishes.wish({ id: "trust-03", pinned: true, hidden: true });
    expect(listed("trust-03")).toMatchObject({
      favourite: true,
      pinned: true,
      hiddenSince: WEEK,
      picked: false,
    });
    expectRefusal(() => wishes.wish({ id: "trust-99", pinned: true }), "NOT_FOUND", {
      what: "prompt",
    });
  });

  it("a pick takes the third place of its week; another one takes its place", () => {
    wishes.pick("crisis-06", true);
    expect(set()[2]).toBe("crisis-06");
    expect(set(NEXT)).not.toContain("crisis-06");
    expect(listed("crisis-06")?.picked).toBe(true);
    wishes.pick("openness-04", true);
    expect(set()[2]).toBe("openness-04");
    wishes.pick("openness-04", false);
    expect(weekly.outlook(WEEK).prompts[2]?.reason.kind).toBe("drawn");
    expectRefusal(() => wishes.pick("crisis-08", true), "PROMPT_NEEDS_PERSON");
    expectRefusal(() => wishes.pick("trust-99", true), "NOT_FOUND");
  });

  it("never change a set that is kept: a pick is for the next week then", () => {
    expect(answers.list().pickWeek).toEqual({ week: WEEK, isThisWeek: true });
    const kept = weekly.open(WEEK).places.map(({ id, reason }) => [id, reason]);
    wishes.wish({ id: weekly.open(WEEK).places[0]?.id ?? "", hidden: true });
    wishes.wish({ id: "openness-02", favourite: true });
    expect(answers.list().pickWeek).toEqual({ week: NEXT, isThisWeek: false });
    wishes.pick("openness-04", true);
    expect(weekly.open(WEEK).places.map(({ id, reason }) => [id, reason])).toEqual(kept);
    expect(set(NEXT)[2]).toBe("openness-04");
    // Another prompt in one place obeys the wishes, and leaves the other places.
    weekly.anotherPrompt(WEEK, 1);
    expect(weekly.open(WEEK).places.map(({ id }) => id)).not.toContain("openness-04");
  });
});

describe("a prompt of one's own", () => {
  it("is asked, answered and found like any other, and comes from no document", () => {
    const id = write({ text: "  What did I leave\nout?  ", followUps: ["Who would use it?", " "] });
    expect(library.find(id)).toEqual({
      id,
      theme: "openness",
      cadence: "weekly",
      text: "What did I leave out?",
      followUps: ["Who would use it?"],
      source: null,
      origin: { kind: "own" },
    });
    wishes.pick(id, true);
    expect(weekly.open(WEEK).places[2]).toMatchObject({
      id,
      source: null,
      documentTitle: "",
      origin: { kind: "own" },
      followUps: ["Who would use it?"],
    });
  });

  it("is kept once, however often keeping it is tried", () => {
    const row = newId();
    const prompt: OwnPrompt = { text: "Who?", theme: "trust", cadence: "weekly", followUps: [] };
    expect(own.write({ ...prompt, row })).toEqual(own.write({ ...prompt, row }));
    expect(library.library().prompts.filter(({ origin }) => origin.kind === "own")).toHaveLength(1);
  });

  it("is changed from now on: answers keep their wording, and their theme", () => {
    const id = write();
    weekly.answer({ promptId: id, week: WEEK, document: textToDocument("The figures.") });
    const { revision } = listed(id) ?? { revision: null };
    own.change({
      id,
      revision: revision ?? 0,
      text: "What stood in the mail?",
      theme: "trust",
      cadence: "monthly",
      followUps: [],
    });
    expect(listed(id)).toMatchObject({ theme: "trust", cadence: "monthly", answered: 1 });
    const entry = entries.weeklyEntry(WEEK)?.id ?? "";
    expect(entries.allSections(entry).find(({ prompt }) => prompt?.id === id)?.prompt).toEqual({
      id,
      theme: "openness",
      text: "What did I leave out of the Monday mail?",
    });
    const stale = { id, revision: revision ?? 0, text: "X?", theme: "trust", followUps: [] };
    expectRefusal(() => own.change({ ...stale, cadence: "weekly" }), "CONFLICT");
  });

  it("is deleted with its answers left, comes back, and is gone for good after 30 days", () => {
    const id = write();
    weekly.answer({ promptId: id, week: WEEK, document: textToDocument("The figures.") });
    own.remove(id);
    own.remove(id);
    expect(library.find(id)).toBeNull();
    expect(answers.answers(id)).toHaveLength(1);
    expect(weekly.open(WEEK).others.map(({ prompt }) => prompt?.id)).toEqual([id]);
    own.restore(id);
    expect(library.find(id)?.text).toContain("Monday mail");
    own.remove(id);
    now = "2026-12-21T15:30:00+01:00";
    own.emptyBin();
    expect(JSON.stringify(dump())).not.toContain("Monday");
    expectRefusal(() => own.restore(id), "NOT_FOUND");
  });

  it("a deleted one that stands in a kept set still shows its question", () => {
    const id = write();
    wishes.pick(id, true);
    weekly.open(WEEK);
    own.remove(id);
    expect(weekly.open(WEEK).places[2]).toMatchObject({
      text: "What did I leave out of the Monday mail?",
      source: null,
      origin: null,
    });
  });

  it("is refused without words, for a theme there is not, and with a name that nobody is asked about", () => {
    expectRefusal(() => write({ text: " \n " }), "NOTHING_WRITTEN");
    expectRefusal(() => write({ theme: "luck" }), "NOT_FOUND", { what: "theme" });
    expectRefusal(() => write({ text: "What of {person}?" }), "PERSON_UNASKED");
    expectRefusal(() => write({ followUps: ["And {person}?"] }), "PERSON_UNASKED");
    const theme = { title: " ", inWeeklyRotation: true };
    expectRefusal(() => write({ theme }), "NOTHING_WRITTEN");
    expect(
      library.find(write({ text: "What of {person}?", cadence: "per-person" })),
    ).not.toBeNull();
  });
});

describe("a theme of one's own", () => {
  it("is made with its first prompt, takes its turn or does not, and gets another title", () => {
    const id = write({ theme: { title: " The  board ", inWeeklyRotation: true } });
    const theme = library.find(id)?.theme ?? "";
    expect(library.theme(theme)).toEqual({
      id: theme,
      title: "The board",
      blurb: "",
      inWeeklyRotation: true,
      sources: [],
      origin: { kind: "own" },
    });
    own.changeTheme({ id: theme, title: "The new board", inWeeklyRotation: false });
    expect(library.theme(theme)).toMatchObject({ title: "The new board", inWeeklyRotation: false });
    expectRefusal(
      () => own.changeTheme({ id: theme, title: "", inWeeklyRotation: true }),
      "NOTHING_WRITTEN",
    );
    expectRefusal(
      () => own.changeTheme({ id: "trust", title: "Mine", inWeeklyRotation: true }),
      "NOT_FOUND",
    );
  });

  it("comes in its turn as the other themes do", () => {
    // Everything else was answered: the own theme is the one never asked about.
    write({ theme: { title: "The board", inWeeklyRotation: true } });
    const themes = library.library().themes.filter(({ inWeeklyRotation }) => inWeeklyRotation);
    for (const { id } of themes.slice(0, -1)) {
      const prompt = library
        .library()
        .prompts.find(({ theme, cadence }) => theme === id && cadence === "weekly");
      weekly.answer({
        promptId: prompt?.id ?? "",
        week: "2026-W40",
        date: "2026-10-02",
        document: textToDocument("Yes."),
      });
    }
    expect(weekly.outlook(WEEK).prompts[0]).toMatchObject({
      text: "What did I leave out of the Monday mail?",
      reason: { kind: "never_answered" },
    });
  });

  it("is not deleted from under its prompts, and comes back with one of them", () => {
    const id = write({ theme: { title: "The board", inWeeklyRotation: true } });
    const theme = library.find(id)?.theme ?? "";
    expectRefusal(() => own.removeTheme(theme), "THEME_IN_USE", { title: "The board", prompts: 1 });
    own.remove(id);
    own.removeTheme(theme);
    expect(library.theme(theme)).toBeNull();
    own.restore(id);
    expect(library.theme(theme)?.title).toBe("The board");
    own.remove(id);
    own.removeTheme(theme);
    own.restoreTheme(theme);
    expect(library.theme(theme)?.title).toBe("The board");
  });
});

describe("a pack", () => {
  it("is added, asked from, and listed with where it comes from", () => {
    const yaml = pack(councilPrompt("council-01") + councilPrompt("council-02", "trust"));
    expect(packs.add(yaml)).toEqual({
      id: "works-council",
      title: "Works council pack",
      prompts: 2,
      outcome: "added",
    });
    expect(packs.list()).toEqual([
      { id: "works-council", title: "Works council pack", prompts: 2 },
    ]);
    expect(library.theme("council")?.title).toBe("Works council");
    wishes.pick("council-02", true);
    expect(weekly.open(WEEK).places[2]).toMatchObject({
      id: "council-02",
      origin: { kind: "pack", id: "works-council", title: "Works council pack" },
    });
    expect(packs.add(yaml).outcome).toBe("unchanged");
  });

  it("is updated and removed without touching answers already given", () => {
    packs.add(pack(councilPrompt("council-01") + councilPrompt("council-02")));
    weekly.answer({ promptId: "council-01", week: WEEK, document: textToDocument("The plan.") });
    const wording = () => {
      const entry = entries.weeklyEntry(WEEK)?.id ?? "";
      const sections = entries.allSections(entry);
      return sections.find(({ prompt }) => prompt?.id === "council-01")?.prompt?.text;
    };
    expect(packs.add(pack(councilPrompt("council-03"), "Another title")).outcome).toBe("updated");
    expect(library.find("council-01")).toBeNull();
    expect(library.find("council-03")?.origin).toMatchObject({ title: "Another title" });
    expect(wording()).toBe("What reached the council late in council-01?");
    packs.remove("works-council");
    packs.remove("works-council");
    expect([packs.list(), library.find("council-03")]).toEqual([[], null]);
    expect(wording()).toBe("What reached the council late in council-01?");
    expect(answers.answers("council-01")).toHaveLength(1);
    packs.restore("works-council");
    packs.restore("works-council");
    expect(library.find("council-03")).not.toBeNull();
    packs.remove("works-council");
    expect(packs.add(pack(councilPrompt("council-01"))).outcome).toBe("added");
    packs.remove("works-council");
    now = "2026-12-21T15:30:00+01:00";
    packs.emptyBin();
    expect(JSON.stringify(dump())).not.toContain("council late");
    expectRefusal(() => packs.restore("works-council"), "NOT_FOUND", { what: "pack" });
  });

  it("with something wrong in it is not added, unless the others stand alone and are asked for", () => {
    const wrong = pack(councilPrompt("council-01") + councilPrompt("council-02", "coching"));
    expectRefusal(() => packs.add(wrong), "PACK_REFUSED", {
      count: 1,
      others: 1,
      problems: [{ kind: "unknown_theme", found: "coching", nearest: "coaching" }],
    });
    expect(packs.add(wrong, true)).toMatchObject({ prompts: 1, outcome: "added" });
    expect(library.find("council-02")).toBeNull();
    const mended = wrong.replace("coching", "coaching");
    expect(packs.add(mended)).toMatchObject({ prompts: 2, outcome: "updated" });
    expectRefusal(() => packs.add(wrong.replace("version: 1", "version: 2"), true), "PACK_REFUSED");
  });

  it("takes no id that the library, another pack or the user has", () => {
    packs.add(pack(councilPrompt("council-01")));
    const mine = write();
    const other = (id: string) =>
      `version: 1\nid: other\ntitle: Other\nprompts:\n${councilPrompt(id, "trust")}`;
    for (const id of ["council-01", "trust-01", mine]) {
      expectRefusal(() => packs.add(other(id)), "PACK_REFUSED", { problems: [{ kind: "taken" }] });
    }
    expect(packs.add(other("other-01")).outcome).toBe("added");
  });

  it("keeps its theme while a prompt of the user's own is in it", () => {
    packs.add(pack(councilPrompt("council-01")));
    const id = write({ theme: "council" });
    const inUse = { title: "Works council", prompts: 1 };
    expectRefusal(() => packs.remove("works-council"), "THEME_IN_USE", inUse);
    const without = pack(councilPrompt("council-01", "trust")).replace(
      /themes:[^]*?prompts:/,
      "prompts:",
    );
    expectRefusal(() => packs.add(without), "THEME_IN_USE", inUse);
    own.remove(id);
    packs.remove("works-council");
    own.restore(id);
    // Whatever became of its theme, it is in sight.
    expect(library.theme("council")?.title).toBe("council");
  });
});
