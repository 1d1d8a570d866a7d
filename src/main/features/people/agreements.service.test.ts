import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AgreementDraft } from "../../../shared/contract/agreements.ts";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { type AgreementsService, createAgreements } from "./agreements.service.ts";
import { createPeople, type PeopleService } from "./people.service.ts";

const DAY = 86_400_000;

let now: number;
let database: Database;
let people: PeopleService;
let agreements: AgreementsService;

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
  agreements = createAgreements({ ...common, people });
});

afterEach(() => {
  database.close();
});

const rows = (): unknown =>
  ["people", "agreements"].map((table) =>
    database.prepare(`SELECT * FROM ${table} ORDER BY id`).all(),
  );

function expectRefusal(action: () => unknown, refusal: object): void {
  const before = rows();
  expect(action).toThrow(expect.objectContaining(refusal));
  expect(rows()).toEqual(before);
}

const hiring: AgreementDraft = {
  matter: "Hiring designers",
  level: "voice",
  words: "Say it once and say it early. Then I choose.",
  date: "2026-08-18",
  askOn: "2026-11-16",
};
const agree = (changes: Partial<AgreementDraft & { person: string }> = {}) =>
  agreements.agree({ person: "Priya Raman", ...hiring, ...changes });

describe("agreeing", () => {
  it("keeps the matter, the level, their words and the days", () => {
    const made = agree();
    expect(made).toMatchObject({ ...hiring, span: 90, replaces: null, revision: 1 });
    expect(made.person.name).toBe("Priya Raman");
    expect(agreements.ofPerson(made.person.id)).toEqual([{ ...made, earlier: [] }]);
  });

  it("needs no words of theirs, and no day to ask again", () => {
    expect(agree({ words: "", askOn: null })).toMatchObject({ words: "", askOn: null, span: null });
  });

  it("refuses no one, nothing, a day that has not come, and asking again before it was said", () => {
    expectRefusal(() => agree({ person: " " }), { code: "PERSON_MISSING" });
    expectRefusal(() => agree({ matter: "" }), { code: "MATTER_MISSING" });
    expectRefusal(() => agree({ date: "2026-11-21" }), { code: "DAY_IN_FUTURE" });
    expectRefusal(() => agree({ askOn: "2026-08-18" }), {
      code: "DAY_TOO_EARLY",
      data: { earliest: "2026-08-19" },
    });
  });
});

describe("asking again", () => {
  it("is due from its day on, the longest due first, and not for who is in the bin", () => {
    const { id, person } = agree();
    agree({ matter: "The price list", askOn: "2026-10-01" });
    agree({ matter: "Later", askOn: "2027-01-15" });
    agree({ matter: "Never", askOn: null });
    expect(agreements.due("2026-11-15").map(({ matter }) => matter)).toEqual(["The price list"]);
    expect(agreements.due("2026-11-16")).toMatchObject([{ matter: "The price list" }, { id }]);
    people.delete(person.id);
    expect(agreements.due("2026-11-16")).toEqual([]);
  });

  it("moves on by the same span from today, also more than once", () => {
    const { id } = agree();
    expect(agreements.stillSo(id).askOn).toBe("2027-02-18");
    now += 100 * DAY;
    expect(agreements.stillSo(id).askOn).toBe("2027-05-29");
    expect(agreements.due("2027-05-28")).toEqual([]);
  });

  it("stays without a day where there was none", () => {
    const { id } = agree({ askOn: null });
    expect(agreements.stillSo(id)).toMatchObject({ askOn: null, revision: 1 });
  });

  it("may be put off, and moves on by the first span afterwards", () => {
    const { id } = agree();
    expect(agreements.askOn(id, "2026-12-20").askOn).toBe("2026-12-20");
    expect(agreements.stillSo(id).askOn).toBe("2027-02-18");
    expectRefusal(() => agreements.askOn(id, "2026-08-18"), { code: "DAY_TOO_EARLY" });
    expectRefusal(() => agreements.askOn("none", null), { code: "NOT_FOUND" });
  });
});

describe("writing what changed", () => {
  it("keeps the one before as history, which is not asked about any more", () => {
    const first = agree();
    const second = agreements.change({ ...hiring, id: first.id, level: "view", askOn: null });
    const third = agreements.change({
      ...hiring,
      id: second.id,
      level: "none",
      date: "2026-11-20",
      askOn: "2027-02-20",
    });
    expect(third).toMatchObject({ level: "none", replaces: second.id, person: first.person });
    expect(agreements.ofPerson(first.person.id)).toEqual([{ ...third, earlier: [second, first] }]);
    expect(agreements.due("2027-02-19")).toEqual([]);
  });

  it("refuses what cannot be kept, and leaves the one that stands", () => {
    const { id } = agree();
    expectRefusal(() => agreements.change({ ...hiring, id, matter: " " }), {
      code: "MATTER_MISSING",
    });
    expectRefusal(() => agreements.change({ ...hiring, id: "none" }), { code: "NOT_FOUND" });
  });
});

describe("the bin", () => {
  it("brings back the one before, and takes its place again", () => {
    const first = agree();
    const second = agreements.change({ ...hiring, id: first.id, level: "view" });
    agreements.delete(second.id);
    expect(agreements.ofPerson(first.person.id)).toMatchObject([{ id: first.id, earlier: [] }]);
    agreements.restore(second.id);
    expect(agreements.ofPerson(first.person.id)).toMatchObject([
      { id: second.id, earlier: [{ id: first.id }] },
    ]);
  });

  it("is emptied after thirty days, also with its person", () => {
    const { id } = agree();
    const other = agree({ person: "Devin Clarke" });
    agreements.delete(id);
    people.delete(other.person.id);
    now += 31 * DAY;
    agreements.emptyBin();
    expectRefusal(() => agreements.restore(id), { code: "NOT_FOUND" });
    expect(database.prepare("SELECT matter, words FROM agreements").all()).toEqual([
      { matter: "", words: "" },
      { matter: "", words: "" },
    ]);
  });
});
