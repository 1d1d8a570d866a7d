import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MomentDraft, UnkeptMoment } from "../../../shared/contract/moments.ts";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { createMoments, type MomentsService } from "./moments.service.ts";

const WEEK = "2026-W47";
const NOBODY = "00000000000000000000000000";
const DAY = 86_400_000;

let now: number;
let database: Database;
let moments: MomentsService;
let kept: Record<string, unknown>;
let newId: () => string;

beforeEach(() => {
  now = Date.parse("2026-11-20T16:40:12+01:00");
  kept = {};
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  newId = () => ulid(now);
  moments = createMoments({
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId,
    people: { namedOrMade: personNamed },
    prompts: { theme: (id) => (id === "trust" ? {} : null) },
    settings: {
      draft: (name) => kept[name] ?? null,
      keepDraft: (name, draft) => {
        kept[name] = draft;
      },
    },
  });
});

afterEach(() => {
  database.close();
});

/** A person of a name, as the people feature finds or makes one. */
function personNamed(name: string): { id: string; name: string } {
  const standing = database
    .prepare<[string], { id: string; name: string }>("SELECT id, name FROM people WHERE name = ?")
    .get(name);
  if (standing !== undefined) return standing;
  const id = newId();
  database
    .prepare(
      "INSERT INTO people (id, name, relation, created, updated) VALUES (?, ?, 'other', '', '')",
    )
    .run(id, name);
  return { id, name };
}

const draft = (more: Partial<MomentDraft> = {}): MomentDraft => ({
  kind: "stepped_in",
  text: "I answered for her.",
  person: null,
  invited: null,
  theme: null,
  ...more,
});
const add = (more: Partial<MomentDraft> & { id?: string } = {}) =>
  moments.add({ ...draft(more), ...more });
const texts = (found: readonly { text: string }[]): string[] => found.map(({ text }) => text);
const rows = (): unknown =>
  ["moments", "people"].map((table) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY id`).all(),
  );

function expectRefusal(action: () => unknown, refusal: object): void {
  const before = rows();
  expect(action).toThrow(expect.objectContaining(refusal));
  expect(rows()).toEqual(before);
}

function addCrisis(closedOn: string | null = null): string {
  const id = newId();
  database
    .prepare(
      `INSERT INTO crises (id, ground, date, time_zone, closed_on, created, updated)
       VALUES (?, 'Line two', '2026-11-19', 'Europe/Berlin', ?, '', '')`,
    )
    .run(id, closedOn);
  return id;
}

function addText(words: object): void {
  const [entry, section] = [newId(), newId()];
  database
    .prepare(
      `INSERT INTO entries (id, kind, title, date, time_zone, created, updated)
       VALUES (?, 'free', '', '2026-11-20', 'Europe/Berlin', '', '')`,
    )
    .run(entry);
  database
    .prepare(
      `INSERT INTO sections (id, entry_id, sort_key, document, document_schema, text, words, created, updated)
       VALUES (?, ?, 'a', ?, 2, '', 0, '', '')`,
    )
    .run(section, entry, JSON.stringify(words));
}

describe("keeping a moment", () => {
  it("says when it was, on which day and in which week, and with whom", () => {
    const made = add({ person: "Marta Okafor", invited: "uninvited", theme: "trust" });
    expect(made).toEqual({
      id: expect.any(String),
      kind: "stepped_in",
      text: "I answered for her.",
      at: "2026-11-20T15:40:12.000Z",
      date: "2026-11-20",
      timeZone: "Europe/Berlin",
      week: WEEK,
      person: { id: expect.any(String), name: "Marta Okafor" },
      invited: "uninvited",
      theme: "trust",
      crisisId: null,
      created: "2026-11-20T15:40:12.000Z",
      updated: "2026-11-20T15:40:12.000Z",
      deletedAt: null,
      revision: 1,
    });
    expect(add({ person: "Marta Okafor" }).person).toEqual(made.person);
    expect(moments.ofWeek(WEEK)).toContainEqual(made);
  });

  it("takes the day of the instant it is given, in the writer's zone", () => {
    expect(add({ at: "2026-11-15T23:30:00Z" })).toMatchObject({ date: "2026-11-16", week: WEEK });
  });

  it("makes a line of its text", () => {
    expect(add({ text: " I answered\nfor  her. " }).text).toBe("I answered for her.");
  });

  it("keeps one under its id once, however often it is asked", () => {
    const id = newId();
    const first = add({ id });
    expect(add({ id })).toEqual(first);
    expect(moments.ofWeek(WEEK)).toHaveLength(1);
  });

  it("refuses what is not there, empty or to come, and makes nobody", () => {
    const person = "Ruth Adeyemi";
    expectRefusal(() => add({ text: " \n", person }), { code: "NOTHING_WRITTEN" });
    expectRefusal(() => add({ at: "2026-11-20T16:40:13+01:00", person }), {
      code: "MOMENT_IN_FUTURE",
    });
    expectRefusal(() => add({ theme: "zeal", person }), {
      code: "NOT_FOUND",
      data: { what: "theme", id: "zeal" },
    });
    expectRefusal(() => add({ crisisId: NOBODY, person }), {
      code: "NOT_FOUND",
      data: { what: "crisis", id: NOBODY },
    });
  });

  it("may name a crisis; only those that are open are offered", () => {
    addCrisis("2026-11-19");
    const crisis = addCrisis();
    expect(moments.sheet("sheet").crises).toEqual([{ id: crisis, ground: "Line two" }]);
    expect(add({ crisisId: crisis }).crisisId).toBe(crisis);
  });
});

describe("lists", () => {
  it("go by week, by person and by days, oldest first", () => {
    const marta = add({ text: "Thursday.", at: "2026-11-19T10:00:00+01:00", person: "Marta" });
    add({ text: "Monday.", at: "2026-11-16T10:00:00+01:00" });
    add({ text: "The week before.", at: "2026-11-15T10:00:00+01:00", person: "Marta" });
    expect(texts(moments.ofWeek(WEEK))).toEqual(["Monday.", "Thursday."]);
    expect(texts(moments.ofPerson(marta.person?.id ?? ""))).toEqual([
      "The week before.",
      "Thursday.",
    ]);
    expect(texts(moments.between("2026-11-15", "2026-11-16"))).toEqual([
      "The week before.",
      "Monday.",
    ]);
  });
});

describe("the people of moments", () => {
  it("come the latest first", () => {
    const withWhom = (person: string, at: string): string => add({ person, at }).person?.id ?? "";
    const marta = withWhom("Marta", "2026-11-18T10:00:00Z");
    const jonas = withWhom("Jonas", "2026-11-17T10:00:00Z");
    withWhom("Jonas", "2026-11-19T10:00:00Z");
    const { id } = add({ person: "Ruth" });
    add();
    moments.remove(id);
    expect(moments.recentPeople()).toEqual([jonas, marta]);
  });
});

describe("changing a moment", () => {
  it("changes what is given and leaves the rest", () => {
    const { id } = add({ person: "Marta Okafor", invited: "offered" });
    now += 1000;
    const changed = moments.change({
      id,
      revision: 1,
      text: "She answered.",
      kind: "stepped_back",
    });
    expect(changed).toMatchObject({
      text: "She answered.",
      kind: "stepped_back",
      invited: "offered",
      person: { name: "Marta Okafor" },
      at: "2026-11-20T15:40:12.000Z",
      updated: "2026-11-20T15:40:13.000Z",
      revision: 2,
    });
    const moved = moments.change({ id, revision: 2, at: "2026-11-13T09:00:00Z", person: null });
    expect(moved).toMatchObject({ date: "2026-11-13", week: "2026-W46", person: null });
  });

  it("is refused over another one's change, for what is gone, and for what could not be kept", () => {
    const { id } = add();
    moments.change({ id, revision: 1, text: "Other words." });
    const change = { id, revision: 2 };
    expectRefusal(() => moments.change({ ...change, revision: 1, text: "Mine." }), {
      code: "CONFLICT",
      data: { revision: 2 },
    });
    expectRefusal(() => moments.change({ ...change, text: " " }), { code: "NOTHING_WRITTEN" });
    expectRefusal(() => moments.change({ ...change, at: "2027-01-01T00:00:00Z" }), {
      code: "MOMENT_IN_FUTURE",
    });
    expectRefusal(() => moments.change({ ...change, theme: "zeal" }), { code: "NOT_FOUND" });
    moments.remove(id);
    expectRefusal(() => moments.change({ ...change, revision: 3, text: "Mine." }), {
      code: "NOT_FOUND",
    });
  });
});

describe("deleting a moment", () => {
  it("takes it off the lists, and puts it back as it was", () => {
    const made = add({ person: "Marta Okafor" });
    moments.remove(made.id);
    moments.remove(made.id);
    expect(moments.ofWeek(WEEK)).toEqual([]);
    expect(moments.quoted([made.id, NOBODY])).toMatchObject([{ text: made.text, revision: 2 }]);
    expect(moments.restore(made.id)).toEqual({ ...made, revision: 3 });
    expect(moments.restore(made.id)).toMatchObject({ revision: 3 });
    expectRefusal(() => moments.restore(NOBODY), { code: "NOT_FOUND" });
  });

  it("leaves an empty tombstone after 30 days, but the words of one that a text quotes", () => {
    const plain = add({ person: "Marta Okafor", theme: "trust" });
    const quoted = add({ text: "Quoted." });
    addText({ type: "doc", content: [{ type: "momentQuote", attrs: { momentId: quoted.id } }] });
    moments.remove(plain.id);
    moments.remove(quoted.id);
    now += 30 * DAY;
    moments.emptyBin();
    expect(texts(moments.quoted([plain.id, quoted.id]))).toEqual([plain.text, "Quoted."]);
    now += 1;
    moments.emptyBin();
    moments.emptyBin();
    expect(texts(moments.quoted([plain.id, quoted.id]))).toEqual(["Quoted."]);
    expect(
      database
        .prepare("SELECT text, person_id, theme, revision FROM moments WHERE id = ?")
        .get(plain.id),
    ).toEqual({ text: "", person_id: null, theme: null, revision: 3 });
    expectRefusal(() => moments.restore(plain.id), { code: "NOT_FOUND" });
  });
});

describe("a moment that was begun", () => {
  const begun = (): UnkeptMoment => ({
    id: newId(),
    kind: null,
    text: "He was laying out",
    person: "Dev",
    invited: null,
    theme: null,
    at: "2026-11-20T14:20:00.000Z",
    crisisId: null,
  });

  it("is there again, until it is let go of", () => {
    expect(moments.sheet("sheet")).toEqual({
      draft: null,
      now: "2026-11-20T15:40:12.000Z",
      timeZone: "Europe/Berlin",
      crises: [],
    });
    const one = begun();
    moments.keepDraft("sheet", one);
    expect(moments.sheet("sheet").draft).toEqual(one);
    moments.keepDraft("sheet", null);
    expect(moments.sheet("sheet").draft).toBeNull();
  });

  it("goes when it is kept, and a late save does not bring it back", () => {
    const one = begun();
    moments.keepDraft("sheet", one);
    add();
    expect(moments.sheet("sheet").draft).toEqual(one);
    add({ id: one.id });
    expect(moments.sheet("sheet").draft).toBeNull();
    moments.keepDraft("sheet", one);
    expect(moments.sheet("sheet").draft).toBeNull();
  });

  it("is another one in Gather than in the sheet", () => {
    const [one, other] = [begun(), { ...begun(), text: "Told Marta the numbers" }];
    moments.keepDraft("sheet", one);
    moments.keepDraft("gather", other);
    add({ id: one.id });
    expect(moments.sheet("sheet").draft).toBeNull();
    expect(moments.sheet("gather").draft).toEqual(other);
    add({ id: other.id });
    expect(moments.sheet("gather").draft).toBeNull();
  });

  it("is kept as another moment where one window kept it and the other wrote on", () => {
    const one = begun();
    const first = add({ id: one.id, text: "Let Ben run the call." });
    // The answer was lost.
    expect(add({ id: one.id, text: "Let Ben run the call." })).toEqual(first);
    expect(add({ id: one.id, text: "Told Marta the numbers." }).id).not.toBe(one.id);
    expect(texts(moments.between("2026-11-01", "2026-11-30"))).toEqual([
      "Let Ben run the call.",
      "Told Marta the numbers.",
    ]);
  });

  it("is none where it cannot be read", () => {
    kept["momentDraft"] = { text: 1 };
    expect(moments.sheet("sheet").draft).toBeNull();
  });
});
