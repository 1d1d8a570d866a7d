import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { createPeople, type PeopleService } from "./people.service.ts";

const DAY = 86_400_000;

let now: number;
let database: Database;
let people: PeopleService;

beforeEach(() => {
  now = Date.parse("2026-11-20T16:40:12+01:00");
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  people = createPeople({
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(now),
  });
});

afterEach(() => {
  database.close();
});

const rows = (): unknown => database.prepare("SELECT * FROM people ORDER BY id").all();

function expectRefusal(action: () => unknown, refusal: object): void {
  const before = rows();
  expect(action).toThrow(expect.objectContaining(refusal));
  expect(rows()).toEqual(before);
}

const add = (name: string) => people.add({ name, relation: "report", role: "Product" });
const names = (): string[] => people.list().map(({ name }) => name);

describe("adding a person", () => {
  it("keeps the name on one line, the relation and the role", () => {
    const added = people.add({
      name: " Priya\n Raman ",
      relation: "peer",
      role: " Head of product ",
    });
    expect(added).toMatchObject({
      name: "Priya Raman",
      relation: "peer",
      role: "Head of product",
      revision: 1,
      deletedAt: null,
    });
    expect(people.list()).toEqual([added]);
    expect(people.read(added.id)).toEqual(added);
  });

  it("lists everyone by name, whatever the case", () => {
    for (const name of ["Ruth", "ana", "Marta"]) add(name);
    expect(names()).toEqual(["ana", "Marta", "Ruth"]);
  });

  it("refuses a name that somebody has, and says whose it is", () => {
    const { id } = add("José");
    expectRefusal(() => add("JOSE\u0301"), { code: "NAME_TAKEN", data: { id, name: "José" } });
    expect(add("Jose").name).toBe("Jose");
  });

  it("refuses no name, and one that is too long", () => {
    expectRefusal(() => add(" \n "), { code: "NAME_MISSING" });
    expectRefusal(() => add("x".repeat(201)), { code: "NAME_TOO_LONG", data: { limit: 200 } });
  });

  it("is the same person when the answer was lost and it is added again", () => {
    const id = "01JD5ZC3M8Q4W0T9V7K2XN6RBA";
    const person = { id, name: "Priya", relation: "report", role: "" } as const;
    expect(people.add(person)).toEqual(people.add(person));
    expect(names()).toEqual(["Priya"]);
  });
});

describe("naming a person", () => {
  it("finds who is called that, and makes one where nobody is", () => {
    const { id } = add("Priya Raman");
    expect(people.namedOrMade(" priya  raman")).toEqual({ id, name: "Priya Raman" });
    expect(people.namedOrMade("Devin Clarke").name).toBe("Devin Clarke");
    expect(people.list()).toMatchObject([
      { name: "Devin Clarke", relation: "other", role: "" },
      {},
    ]);
    expectRefusal(() => people.namedOrMade("  "), { code: "NAME_MISSING" });
  });
});

describe("changing a person", () => {
  it("changes what is given, and leaves the rest", () => {
    const { id } = add("Priya");
    now += 1000;
    expect(people.change({ id, revision: 1, name: "Priya Raman" })).toMatchObject({
      name: "Priya Raman",
      role: "Product",
      revision: 2,
      updated: new Date(now).toISOString(),
    });
    expect(people.change({ id, revision: 2, relation: "peer", role: "" })).toMatchObject({
      name: "Priya Raman",
      relation: "peer",
      role: "",
    });
  });

  it("may change the way its own name is written", () => {
    const { id } = add("priya raman");
    expect(people.change({ id, revision: 1, name: "Priya Raman" }).name).toBe("Priya Raman");
  });

  it("refuses the name of another one, a revision that is gone, and who is not there", () => {
    const priya = add("Priya");
    const { id } = add("Devin");
    const taken = { code: "NAME_TAKEN", data: { id: priya.id, name: "Priya" } };
    expectRefusal(() => people.change({ id, revision: 1, name: "PRIYA" }), taken);
    expectRefusal(() => people.change({ id, revision: 7, role: "x" }), {
      code: "CONFLICT",
      data: { revision: 1 },
    });
    people.delete(id);
    expectRefusal(() => people.change({ id, revision: 2, role: "x" }), { code: "NOT_FOUND" });
  });
});

describe("the bin", () => {
  it("takes a person, and gives them back", () => {
    const { id } = add("Priya");
    people.delete(id);
    expect(names()).toEqual([]);
    expect(people.read(id)).toBeNull();
    expect(people.named("Priya")).toBeNull();
    people.delete(id);
    expect(people.restore(id)).toMatchObject({ name: "Priya", deletedAt: null });
    expect(people.restore(id)).toMatchObject({ name: "Priya" });
    expect(names()).toEqual(["Priya"]);
  });

  it("gives nobody back whose name another one has by now", () => {
    const { id } = add("Priya");
    people.delete(id);
    add("Priya");
    expectRefusal(() => people.restore(id), { code: "NAME_TAKEN" });
  });

  it("is emptied after thirty days, and an empty tombstone stays", () => {
    const { id } = add("Priya");
    people.delete(id);
    now += 30 * DAY;
    people.emptyBin();
    expect(people.restore(id).name).toBe("Priya");
    people.delete(id);
    now += 30 * DAY + 1;
    people.emptyBin();
    expectRefusal(() => people.restore(id), { code: "NOT_FOUND" });
    expect(rows()).toMatchObject([{ id, name: "", role: "" }]);
  });
});
