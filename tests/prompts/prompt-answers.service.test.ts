// The library beside real answers. They are written by the entries and weekly features, which a
// feature's own tests may not import, so this one stands here.
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCommitments } from "../../src/main/features/commitments/commitments.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import {
  createPromptAnswers,
  type PromptAnswersService,
} from "../../src/main/features/prompts/prompt-answers.service.ts";
import { createMoments } from "../../src/main/features/moments/moments.service.ts";
import { createPeople } from "../../src/main/features/people/people.service.ts";
import { createOwnPrompts } from "../../src/main/features/prompts/own-prompts.service.ts";
import { createWishes } from "../../src/main/features/prompts/wishes.service.ts";
import { createPrompts } from "../../src/main/features/prompts/prompts.service.ts";
import {
  createSettings,
  type SettingsService,
} from "../../src/main/features/settings/settings.service.ts";
import { createWeekly, type WeeklyService } from "../../src/main/features/weekly/weekly.service.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import { ANSWERS_SHOWN } from "../../src/shared/contract/prompts.ts";
import { emptyDocument } from "../../src/shared/document/schema.ts";
import { textToDocument } from "../../src/shared/document/plain-text.ts";
import { addWeeks, firstDayOf } from "../../src/shared/journal/iso-week.ts";

const PROMPT = "listening-04";

const prompts = createPrompts(join(import.meta.dirname, "../../resources/prompts"));
let database: Database;
let entries: EntriesService;
let weekly: WeeklyService;
let settings: SettingsService;
let answers: PromptAnswersService;

beforeEach(() => {
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  const now = "2026-11-20T15:30:00+01:00";
  // Wired as create-app.ts does it.
  const common = {
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(Date.parse(now)),
  };
  settings = createSettings(common);
  const people = createPeople(common);
  const commitments = createCommitments({ ...common, people });
  entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
  const moments = createMoments({ ...common, people, prompts, settings });
  weekly = createWeekly({ ...common, entries, commitments, moments, prompts, settings });
  answers = createPromptAnswers({
    database,
    prompts,
    wishes: createWishes({ ...common, library: prompts }),
    own: createOwnPrompts({ ...common, library: prompts }),
    packs: { list: () => [] },
    settings,
  });
});

afterEach(() => {
  database.close();
});

function answer(week: string, promptId = PROMPT): void {
  weekly.answer({
    promptId,
    week,
    date: firstDayOf(week),
    document: textToDocument("The one after the second slide."),
  });
}

/** An answer outside the weekly ritual, whose week follows its date. */
function answerOn(date: string): void {
  const { id } = entries.write({
    title: "Out of turn",
    date,
    tags: [],
    starred: false,
    document: emptyDocument(),
  });
  entries.addSection({
    entryId: id,
    prompt: { id: PROMPT, text: "Asked in other words?", theme: "listening" },
    document: textToDocument("Again."),
  });
}

const listed = (id = PROMPT) => answers.list().prompts.find((prompt) => prompt.id === id);

describe("the library in an open journal", () => {
  it("is the whole library in its order, with nothing answered at first", () => {
    const { documents, themes, prompts: all } = answers.list();
    const library = prompts.library();
    expect({ documents, themes }).toEqual({
      documents: library.documents,
      themes: library.themes,
    });
    expect(all).toEqual(
      library.prompts.map((prompt) => ({
        ...prompt,
        answered: 0,
        lastWeek: null,
        favourite: false,
        pinned: false,
        hiddenSince: null,
        picked: false,
        revision: null,
      })),
    );
    expect(answers.answers(PROMPT)).toEqual([]);
  });

  it("says how many are chosen each week", () => {
    expect(answers.list().places).toBe(4);
    settings.change({ places: 5 });
    expect(answers.list().places).toBe(5);
  });

  it("counts the answers to a prompt and names the week of the last, whatever kind of entry it is in", () => {
    answer("2026-W40");
    answer("2026-W44");
    answer("2026-W44", "future-01");
    expect(listed()).toMatchObject({ answered: 2, lastWeek: "2026-W44" });
    answerOn("2026-11-12");
    expect(listed()).toMatchObject({ answered: 3, lastWeek: "2026-W46" });
    answerOn("2025-12-30");
    expect(listed()).toMatchObject({ answered: 4, lastWeek: "2026-W46" });
    expect(listed("future-01")).toMatchObject({ answered: 1, lastWeek: "2026-W44" });
    expect(answers.answers(PROMPT).map(({ week, date }) => [week, date])).toEqual([
      ["2026-W46", "2026-11-12"],
      ["2026-W44", "2026-10-26"],
      ["2026-W40", "2026-09-28"],
      ["2026-W01", "2025-12-30"],
    ]);
  });

  it("leaves out what was only asked, and what is in the bin", () => {
    const asked = weekly.open("2026-W47").places.map(({ id }) => id);
    expect(asked.map((id) => listed(id)?.answered)).toEqual([0, 0, 0, 0]);
    answer("2026-W40");
    const [place] = answers.answers(PROMPT);
    const entryId = place?.entryId ?? "";
    expect(entries.read(entryId)?.sections.map(({ prompt }) => prompt?.id)).toEqual([PROMPT]);
    entries.delete(entryId);
    expect(listed()).toMatchObject({ answered: 0, lastWeek: null });
    expect(answers.answers(PROMPT)).toEqual([]);
    entries.restore(entryId);
    expect(listed()).toMatchObject({ answered: 1, lastWeek: "2026-W40" });
  });

  it("tells the latest answers apart and counts them all", () => {
    const years = Array.from({ length: ANSWERS_SHOWN + 3 }, (_, index) =>
      addWeeks("2019-W01", index * 8),
    );
    for (const week of years) answer(week);
    expect(listed()?.answered).toBe(years.length);
    expect(answers.answers(PROMPT).map(({ week }) => week)).toEqual(
      years.reverse().slice(0, ANSWERS_SHOWN),
    );
  });
});
