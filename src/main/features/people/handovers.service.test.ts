import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { createHandovers, type HandoversService } from "./handovers.service.ts";
import { createPeople, type PeopleService } from "./people.service.ts";

const DAY = 86_400_000;

let now: number;
let database: Database;
let people: PeopleService;
let handovers: HandoversService;

beforeEach(() => {
  now = Date.parse("2026-11-20T00:30:00+01:00");
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  const common = {
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(now),
  };
  people = createPeople(common);
  handovers = createHandovers({ ...common, people });
});

afterEach(() => {
  database.close();
});

const rows = (): unknown =>
  ["people", "handovers", "handover_turns"].map((table) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY id`).all(),
  );

function expectRefusal(action: () => unknown, refusal: object): void {
  const before = rows();
  expect(action).toThrow(expect.objectContaining(refusal));
  expect(rows()).toEqual(before);
}

const roadmap = {
  person: "Priya Raman",
  what: "The roadmap",
  howFar: "wholly",
  date: "2026-03-09",
};
const give = (changes: Partial<typeof roadmap> = {}) =>
  handovers.handOver({ ...roadmap, ...changes });

describe("handing over", () => {
  it("keeps what, how far and since when, with somebody who is made on the way", () => {
    const given = give({ what: " The\nroadmap " });
    expect(given).toMatchObject({
      person: { name: "Priya Raman" },
      what: "The roadmap",
      howFar: "wholly",
      turns: [{ kind: "given", date: "2026-03-09", note: "" }],
      isWithThem: true,
      revision: 1,
    });
    expect(people.list()).toMatchObject([{ id: given.person.id, name: "Priya Raman" }]);
    expect(handovers.ofPerson(given.person.id)).toEqual([given]);
  });

  it("takes today, the writer's day, and no later one", () => {
    expect(give({ date: "2026-11-20" }).turns[0]?.date).toBe("2026-11-20");
    const refusal = { code: "DAY_IN_FUTURE", data: { date: "2026-11-21" } };
    expectRefusal(() => give({ date: "2026-11-21" }), refusal);
  });

  it("refuses no one and nothing, and makes nobody then", () => {
    expectRefusal(() => give({ person: " " }), { code: "PERSON_MISSING" });
    expectRefusal(() => give({ what: "\n" }), { code: "MATTER_MISSING" });
    expectRefusal(() => give({ person: "x".repeat(201) }), { code: "NAME_TOO_LONG" });
  });

  it("is kept once when the answer was lost", () => {
    const id = "01JD5ZC3M8Q4W0T9V7K2XN6RBA";
    expect(handovers.handOver({ ...roadmap, id })).toEqual(
      handovers.handOver({ ...roadmap, id, what: "Something else" }),
    );
    expect(handovers.ofPerson(people.named("Priya Raman")?.id ?? "")).toHaveLength(1);
  });
});

describe("taking back and giving again", () => {
  it("notes each turn with its day and one line", () => {
    const { id } = give();
    expect(handovers.takeBack(id, "2026-05-18", " before the\nboard ")).toMatchObject({
      isWithThem: false,
      turns: [{}, { kind: "taken_back", date: "2026-05-18", note: "before the board" }],
    });
    expect(handovers.giveAgain(id, "2026-05-18", "")).toMatchObject({
      isWithThem: true,
      turns: [{}, {}, { kind: "given", date: "2026-05-18" }],
      revision: 3,
    });
  });

  it("refuses a day before the last turn, and one that has not come", () => {
    const { id } = give();
    expectRefusal(() => handovers.takeBack(id, "2026-03-08", ""), {
      code: "DAY_TOO_EARLY",
      data: { earliest: "2026-03-09" },
    });
    expectRefusal(() => handovers.takeBack(id, "2026-11-21", ""), { code: "DAY_IN_FUTURE" });
  });

  it("refuses to take back what is with the leader, and to give what is given", () => {
    const { id } = give();
    const standing = { code: "HANDOVER_STANDS", data: { isWithThem: true, name: "Priya Raman" } };
    expectRefusal(() => handovers.giveAgain(id, "2026-04-01", ""), standing);
    handovers.takeBack(id, "2026-05-18", "");
    expectRefusal(() => handovers.takeBack(id, "2026-05-19", ""), {
      code: "HANDOVER_STANDS",
      data: { isWithThem: false, name: "Priya Raman" },
    });
    expectRefusal(() => handovers.takeBack("none", "2026-05-19", ""), { code: "NOT_FOUND" });
  });

  it("removes the last turn, never the first", () => {
    const { id } = give();
    handovers.takeBack(id, "2026-05-18", "");
    expect(handovers.removeLastTurn(id)).toMatchObject({ isWithThem: true, turns: [{}] });
    expect(handovers.removeLastTurn(id)).toMatchObject({ isWithThem: true, turns: [{}] });
  });
});

describe("changing and deleting", () => {
  it("changes the words at the revision that stands", () => {
    const { id, revision } = give();
    const changed = { id, revision, what: "The plan", howFar: "to propose" };
    expect(handovers.change(changed)).toMatchObject({ what: "The plan", howFar: "to propose" });
    expectRefusal(() => handovers.change(changed), { code: "CONFLICT", data: { revision: 2 } });
    expectRefusal(() => handovers.change({ ...changed, what: " " }), { code: "MATTER_MISSING" });
  });

  it("goes into the bin and comes out of it, for thirty days", () => {
    const { id, person } = give();
    handovers.delete(id);
    expect(handovers.ofPerson(person.id)).toEqual([]);
    expectRefusal(() => handovers.takeBack(id, "2026-05-18", ""), { code: "NOT_FOUND" });
    handovers.restore(id);
    expect(handovers.ofPerson(person.id)).toHaveLength(1);
    handovers.delete(id);
    now += 31 * DAY;
    handovers.emptyBin();
    expectRefusal(() => handovers.restore(id), { code: "NOT_FOUND" });
    expect(database.prepare("SELECT what, how_far FROM handovers").get()).toEqual({
      what: "",
      how_far: "",
    });
  });

  it("is emptied with its person", () => {
    const { id, person } = give();
    handovers.takeBack(id, "2026-05-18", "before the board");
    people.delete(person.id);
    now += 31 * DAY;
    handovers.emptyBin();
    expect(database.prepare("SELECT what FROM handovers").pluck().get()).toBe("");
    expect(database.prepare("SELECT max(note) FROM handover_turns").pluck().get()).toBe("");
  });
});
