// People with what names them: entries, moments, sections, commitments, crises.
import { join } from "node:path";
import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type CommitmentsService,
  createCommitments,
} from "../../src/main/features/commitments/commitments.service.ts";
import { createCrises, type CrisesService } from "../../src/main/features/crises/crises.service.ts";
import {
  createEntries,
  type EntriesService,
} from "../../src/main/features/entries/entries.service.ts";
import {
  createMoments,
  type MomentsService,
} from "../../src/main/features/moments/moments.service.ts";
import {
  type AgreementsService,
  createAgreements,
} from "../../src/main/features/people/agreements.service.ts";
import {
  createHandovers,
  type HandoversService,
} from "../../src/main/features/people/handovers.service.ts";
import {
  createMergePeople,
  type MergePeopleService,
} from "../../src/main/features/people/merge-people.service.ts";
import { createPeople, type PeopleService } from "../../src/main/features/people/people.service.ts";
import {
  createPersonPage,
  type PersonPageService,
} from "../../src/main/features/people/person-page.service.ts";
import { createPrompts } from "../../src/main/features/prompts/prompts.service.ts";
import { createSettings } from "../../src/main/features/settings/settings.service.ts";
import { type Database, openDatabase } from "../../src/main/storage/database.ts";
import { migrate } from "../../src/main/storage/migrate.ts";
import { textToDocument } from "../../src/shared/document/plain-text.ts";
import { emptyDocument } from "../../src/shared/document/schema.ts";

let now: number;
let database: Database;
let newId: () => string;
let entries: EntriesService;
let moments: MomentsService;
let people: PeopleService;
let commitments: CommitmentsService;
let handovers: HandoversService;
let agreements: AgreementsService;
let crises: CrisesService;
let merging: MergePeopleService;
let page: PersonPageService;

beforeEach(() => {
  now = Date.parse("2026-11-20T15:30:00+01:00");
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  newId = () => ulid(now);
  // Wired as create-app.ts does it.
  const clock = { now: () => new Date(now), timeZone: "Europe/Berlin" };
  const common = { database, clock, newId };
  const prompts = createPrompts(join(import.meta.dirname, "../../resources/prompts"));
  people = createPeople(common);
  commitments = createCommitments({ ...common, people });
  entries = createEntries({ ...common, commitmentsMadeIn: commitments.madeIn, people });
  moments = createMoments({ ...common, people, prompts, settings: createSettings(common) });
  crises = createCrises({ ...common, people, entries, prompts });
  handovers = createHandovers({ ...common, people });
  agreements = createAgreements({ ...common, people });
  page = createPersonPage({ ...common, people, handovers, agreements });
  merging = createMergePeople({
    ...common,
    people,
    moves: [
      entries.movePerson,
      commitments.movePerson,
      moments.movePerson,
      crises.movePerson,
      handovers.movePerson,
      agreements.movePerson,
    ],
  });
});

afterEach(() => {
  database.close();
});

const add = (name: string) => people.add({ name, relation: "report", role: "" });

const write = (text: string, names: string[] = [], date = "2026-11-20", title = "") =>
  entries.write({
    title,
    tags: [],
    starred: false,
    document: textToDocument(text),
    date,
    people: names,
  });

function mention(sectionId: string | undefined, personId: string): void {
  database
    .prepare("INSERT INTO mentions (section_id, person_id) VALUES (?, ?)")
    .run(sectionId, personId);
}

function answerAbout(sectionId: string | undefined, personId: string): void {
  database
    .prepare(
      `INSERT INTO section_people (id, section_id, person_id, created, updated)
       VALUES (@id, @sectionId, @personId, @now, @now)`,
    )
    .run({ id: newId(), sectionId, personId, now: new Date(now).toISOString() });
}

/** Every column of the schema that names a person, but the one that a merge sets. */
function namingColumns(): { table: string; column: string }[] {
  return database
    .prepare<[], { table: string; column: string }>(
      `SELECT tables.name AS "table", keys."from" AS "column"
       FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
       WHERE tables.type = 'table' AND keys."table" = 'people' AND tables.name <> 'people'
       ORDER BY 1, 2`,
    )
    .all();
}

const naming = (id: string) =>
  namingColumns().map(({ table, column }) => [
    `${table}.${column}`,
    database.prepare(`SELECT count(*) FROM ${table} WHERE ${column} = ?`).pluck().get(id),
  ]);

/** Puts one row that names a person into every table that can. */
function nameEverywhere(name: string): void {
  const { id } = people.namedOrMade(name);
  const { sections } = write("A text.", [name]);
  mention(sections[0]?.id, id);
  answerAbout(sections[0]?.id, id);
  moments.add({ kind: "stepped_in", text: "x", person: name, invited: null, theme: null });
  commitments.make({ week: "2026-W47", situation: null, action: "x", person: name });
  handovers.handOver({ person: name, what: "x", howFar: "", date: "2026-11-20" });
  const said = { matter: "x", level: "view", words: "", date: "2026-11-20", askOn: null } as const;
  agreements.agree({ person: name, ...said });
  const stamp = new Date(now).toISOString();
  const crisis = newId();
  database
    .prepare(
      `INSERT INTO crises (id, person_id, ground, date, time_zone, created, updated)
       VALUES (?, ?, 'x', '2026-11-20', 'Europe/Berlin', ?, ?)`,
    )
    .run(crisis, id, stamp, stamp);
  const item = newId();
  database
    .prepare(
      `INSERT INTO crisis_items (id, crisis_id, sort_key, what, since, person_id, created, updated)
       VALUES (?, ?, 'a', 'x', '2026-11-20', ?, ?, ?)`,
    )
    .run(item, crisis, id, stamp, stamp);
  database
    .prepare(
      `INSERT INTO crisis_answers (id, item_id, date, who, person_id, note, created, updated)
       VALUES (?, ?, '2026-11-20', 'with_another', ?, '', ?, ?)`,
    )
    .run(newId(), item, id, stamp, stamp);
}

describe("whom an entry is with", () => {
  it("are those its writer names, and those its text speaks of, by name and once", () => {
    const entry = write("I asked her.", ["Ruth Adeyemi", "ruth adeyemi", "Devin Clarke"]);
    expect(entry).toMatchObject({
      people: ["Devin Clarke", "Ruth Adeyemi"],
      with: ["Ruth Adeyemi", "Devin Clarke"],
    });
    mention(entry.sections[0]?.id, add("Ana Marchetti").id);
    mention(entry.sections[0]?.id, people.named("Ruth Adeyemi")?.id ?? "");
    const all = ["Ana Marchetti", "Devin Clarke", "Ruth Adeyemi"];
    expect(entries.read(entry.id)?.people).toEqual(all);
    expect(entries.list({ limit: 9 }).entries[0]?.people).toEqual(all);
  });

  it("are changed without touching those who stay, and a person in the bin is left out", () => {
    const { id } = write("x", ["Ruth", "Devin"]);
    expect(entries.change({ id, with: ["Devin", "Priya"] }).with).toEqual(["Devin", "Priya"]);
    people.delete(people.named("Devin")?.id ?? "");
    expect(entries.read(id)).toMatchObject({ with: ["Priya"], people: ["Priya"] });
    people.restore(
      database.prepare("SELECT id FROM people WHERE name = 'Devin'").pluck().get() as string,
    );
    expect(entries.read(id)?.with).toEqual(["Devin", "Priya"]);
    expect(entries.change({ id, with: [] }).people).toEqual([]);
  });

  it("choose entries, whatever the case of the name", () => {
    const named = write("x", ["Ruth Adeyemi"]);
    const spoken = write("y");
    mention(spoken.sections[0]?.id, people.named("Ruth Adeyemi")?.id ?? "");
    write("z", ["Devin"]);
    const ids = (person: string) =>
      entries.list({ filter: { person }, limit: 9 }).entries.map(({ id }) => id);
    expect(ids("RUTH  adeyemi")).toEqual([spoken.id, named.id]);
    expect(ids("Ruth")).toEqual([]);
    expect(entries.count({ person: "devin" })).toBe(1);
  });
});

describe("merging", () => {
  it("makes all that names the one name the other, in every table", () => {
    nameEverywhere("Pria");
    nameEverywhere("Priya Raman");
    const from = people.named("Pria")?.id ?? "";
    const to = people.named("Priya Raman")?.id ?? "";
    expect(naming(from).filter(([, count]) => count === 0)).toEqual([]);
    expect(merging.merge(from, to)).toMatchObject({ id: to, name: "Priya Raman" });
    expect(naming(from).filter(([, count]) => count !== 0)).toEqual([]);
    expect(naming(to)).toEqual(
      namingColumns().map(({ table, column }) => [`${table}.${column}`, 2]),
    );
    expect(people.list().map(({ name }) => name)).toEqual(["Priya Raman"]);
  });

  it("leads from the one's page to the other's, also when that one is merged, too", () => {
    const [first, second, third] = ["A", "B", "C"].map((name) => add(name).id) as [
      string,
      string,
      string,
    ];
    merging.merge(first, second);
    merging.merge(second, third);
    expect(people.read(first)?.name).toBe("C");
    expect(page.read(first)?.person.id).toBe(third);
    expect(
      database.prepare("SELECT DISTINCT merged_into FROM people WHERE id <> ?").pluck().all(third),
    ).toEqual([third]);
  });

  it("names the other once where an entry, a text and an answer named both", () => {
    const from = add("Pria").id;
    const to = add("Priya").id;
    const { id, sections } = write("x", ["Pria", "Priya"]);
    for (const person of [from, to]) {
      mention(sections[0]?.id, person);
      answerAbout(sections[0]?.id, person);
    }
    merging.merge(from, to);
    expect(entries.read(id)).toMatchObject({ people: ["Priya"], with: ["Priya"] });
    const living = "SELECT count(*) FROM section_people WHERE deleted_at IS NULL";
    expect(database.prepare(living).pluck().get()).toBe(1);
    expect(database.prepare("SELECT person_id FROM mentions").pluck().all()).toEqual([to]);
  });

  it("refuses to merge a person with themselves, also by the way of an earlier merge", () => {
    const from = add("Pria").id;
    const to = add("Priya").id;
    const same = expect.objectContaining({ code: "SAME_PERSON", data: { name: "Priya" } });
    expect(() => merging.merge(to, to)).toThrow(same);
    merging.merge(from, to);
    expect(() => merging.merge(from, to)).toThrow(same);
    expect(() => merging.merge(to, from)).toThrow(same);
  });

  it("refuses who is not there, and changes nothing", () => {
    const { id } = add("Priya");
    const nobody = expect.objectContaining({ code: "NOT_FOUND" });
    expect(() => merging.merge(id, "none")).toThrow(nobody);
    expect(() => merging.merge("none", id)).toThrow(nobody);
    const gone = people.delete(add("Devin").id);
    expect(() => merging.merge(id, gone.id)).toThrow(nobody);
    expect(people.list().map(({ name }) => name)).toEqual(["Priya"]);
  });

  it("frees the name of the one, and never gives that one back", () => {
    const from = add("Pria").id;
    merging.merge(from, add("Priya").id);
    expect(() => people.restore(from)).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
    expect(add("Pria").id).not.toBe(from);
  });
});

describe("whom a commitment is made with", () => {
  const WEEK = "2026-W47";
  const make = (person?: string | null, action = "x") =>
    commitments.make({ week: WEEK, situation: null, action, person });
  const shown = () => commitments.madeIn(WEEK).map(({ person }) => person?.name ?? null);

  it("is somebody who is here, or who is made when it is kept, or nobody", () => {
    const { id } = add("Priya");
    expect(make("priya").person).toEqual({ id, name: "Priya" });
    expect(make("Marta Okafor").person).toEqual(people.named("Marta Okafor"));
    expect(make().person).toBeNull();
    expect(() => make("Devin")).toThrow(expect.objectContaining({ code: "TOO_MANY_COMMITMENTS" }));
    expect(people.named("Devin")).toBeNull();
  });

  it("changes where one is given, and stays where it is left out", () => {
    const { id } = make("Priya");
    const change = (revision: number, person?: string | null) =>
      commitments.change({ id, action: `x${revision}`, revision, person }).person?.name;
    expect(change(1)).toBe("Priya");
    expect(change(2, "Marta")).toBe("Marta");
    expect(commitments.make({ id, week: WEEK, situation: null, action: "y" }).person?.name).toBe(
      "Marta",
    );
    expect(change(4, null)).toBeUndefined();
    expect(() => change(1, "Devin")).toThrow(expect.objectContaining({ code: "CONFLICT" }));
    expect(people.named("Devin")).toBeNull();
  });

  it("comes along when it is carried over or reshaped, also out of the bin", () => {
    const { id } = make("Priya");
    const person = people.delete(people.named("Priya")?.id ?? "");
    const week = "2026-W48";
    const said = { id, week, outcome: "partly", note: null } as const;
    commitments.say({ ...said, carry: true });
    const withPriya = [{ action: "x", person: { id: person.id, name: "Priya" } }];
    expect(commitments.madeIn(week)).toMatchObject(withPriya);
    commitments.decide(
      { id, week, fate: { kind: "reshaped", situation: null, action: "y" } },
      () => undefined,
    );
    expect(commitments.madeIn(week)).toMatchObject([{ ...withPriya[0], action: "y" }]);
  });

  it("is still named while in the bin, but not by an export, and by nothing once that is emptied", () => {
    const month = 31 * 86_400_000;
    const { id } = make("Priya");
    people.delete(people.named("Priya")?.id ?? "");
    expect(shown()).toEqual(["Priya"]);
    expect(commitments.carriedIn(WEEK)).toMatchObject([{ person: null }]);
    now += month;
    people.emptyBin();
    expect(shown()).toEqual([null]);
    commitments.remove(id);
    now += month;
    commitments.emptyBin();
    expect(database.prepare("SELECT person_id FROM commitments").pluck().all()).toEqual([null]);
  });

  it("finds the entry of its week, as long as it stands", () => {
    const found = (person: string) => entries.list({ filter: { person }, limit: 9 }).total;
    entries.makeWeekly(WEEK, "2026-11-20");
    write("Of another week.", [], "2026-11-20");
    const { id } = make("Priya");
    expect(found("priya")).toBe(1);
    expect(found("Marta")).toBe(0);
    commitments.remove(id);
    expect(found("Priya")).toBe(0);
  });
});

describe("a person's page", () => {
  it("has nothing but the person at first", () => {
    const person = add("Priya");
    expect(page.read(person.id)).toEqual({
      person,
      since: "2026-11-20",
      lastConversation: null,
      handovers: [],
      agreements: [],
      weeks: expect.arrayContaining(["2026-W36", "2026-W47"]),
      moments: [],
      answers: [],
    });
    expect(page.read("none")).toBeNull();
    people.delete(person.id);
    expect(page.read(person.id)).toBeNull();
  });

  it("has the newest entry that is with them or speaks of them", () => {
    const { id } = add("Priya");
    write("With her.", ["Priya"], "2026-11-10");
    const spoken = write("Of her, on the way.", [], "2026-11-17", "On the way to the station");
    mention(spoken.sections[0]?.id, id);
    write("Not of her.", [], "2026-11-19");
    expect(page.read(id)?.lastConversation).toEqual({
      entryId: spoken.id,
      title: "On the way to the station",
      kind: "free",
      date: "2026-11-17",
      week: "2026-W47",
      excerpt: "Of her, on the way.",
    });
    entries.delete(spoken.id);
    expect(page.read(id)?.lastConversation?.date).toBe("2026-11-10");
  });

  it("has the moments of twelve weeks, this one the last, and the day of the earliest thing", () => {
    const { id } = add("Priya");
    for (const [at, kind] of [
      ["2026-08-30T12:00:00+02:00", "stepped_in"],
      ["2026-08-31T12:00:00+02:00", "stepped_away"],
      ["2026-11-20T12:00:00+01:00", "stepped_back"],
    ] as const) {
      moments.add({ kind, text: "x", person: "Priya", invited: null, theme: null, at });
    }
    const read = page.read(id);
    expect(read?.weeks).toHaveLength(12);
    expect(read?.since).toBe("2026-08-30");
    expect(read?.moments).toMatchObject([
      { kind: "stepped_away", date: "2026-08-31", week: "2026-W36" },
      { kind: "stepped_back", week: "2026-W47" },
    ]);
    expect(page.listed()).toMatchObject([
      { name: "Priya", balance: { steppedIn: 0, steppedBack: 1, steppedAway: 1 } },
    ]);
  });

  it("has what was answered about them, newest first", () => {
    const { id } = add("Priya");
    for (const [date, text] of [
      ["2026-09-18", "That I moved her slide."],
      ["2026-11-06", "She would say the backlog."],
    ] as const) {
      const entry = write(text, [], date);
      database
        .prepare(
          "UPDATE sections SET prompt_id = 'trust-01', prompt_text = 'What would Priya name?', prompt_theme = 'trust' WHERE entry_id = ?",
        )
        .run(entry.id);
      answerAbout(entry.sections[0]?.id, id);
    }
    expect(page.read(id)?.answers).toMatchObject([
      {
        question: "What would Priya name?",
        week: "2026-W45",
        excerpt: "She would say the backlog.",
      },
      { week: "2026-W38", excerpt: "That I moved her slide.", isReadable: true },
    ]);
  });

  it("has an answer of a damaged journal whose words are lost", () => {
    const { id } = add("Priya");
    const [section] = write("She would say the backlog.").sections;
    database
      .prepare(
        `UPDATE sections SET prompt_id = 'x', prompt_text = 'What?', prompt_theme = 'trust',
           text = '', document = ?`,
      )
      .run(JSON.stringify(emptyDocument()));
    answerAbout(section?.id, id);
    expect(page.read(id)?.answers).toEqual([]);
    // As storage/salvage.ts lists it.
    database.exec("CREATE TABLE unreadable_sections (section_id, entry_id, words)");
    database.prepare("INSERT INTO unreadable_sections VALUES (?, NULL, NULL)").run(section?.id);
    const clock = { now: () => new Date(now), timeZone: "Europe/Berlin" };
    const rescued = createPersonPage({ database, clock, people, handovers, agreements });
    expect(rescued.read(id)?.answers).toMatchObject([{ question: "What?", isReadable: false }]);
  });
});
