import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import type { Outcome } from "../../../shared/contract/commitments.ts";
import { type CommitmentsService, createCommitments } from "./commitments.service.ts";
import type { Said } from "./outcomes.ts";

const WEEK = "2026-W47";
const NO_ID = "00000000000000000000000000";

let now: number;
let database: Database;
let commitments: CommitmentsService;

beforeEach(() => {
  now = Date.parse("2026-11-20T16:40:12+01:00");
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  const ulid = monotonicFactory();
  commitments = createCommitments({
    database,
    clock: { now: () => new Date(now), timeZone: "Europe/Berlin" },
    newId: () => ulid(now),
    // With whom they are made is told in tests/people.
    people: {
      namedOrMade: (name) => {
        throw new Error(`${name} is named by no commitment here`);
      },
    },
  });
});

afterEach(() => {
  database.close();
});

const rows = (): unknown => database.prepare("SELECT * FROM commitments ORDER BY id").all();

function expectRefusal(action: () => unknown, refusal: object): void {
  const before = rows();
  expect(action).toThrow(expect.objectContaining(refusal));
  expect(rows()).toEqual(before);
}

const say = (id: string, outcome: Outcome | null, more: Partial<Said> = {}) =>
  commitments.say({ id, week: WEEK, outcome, note: null, ...more });

const make = (action: string, situation: string | null = null, week = WEEK) =>
  commitments.make({ week, situation, action });

describe("making a commitment", () => {
  it("keeps both halves, made in its week and due in the week after", () => {
    const made = make("I wait a day", "somebody asks me");
    expect(made).toMatchObject({
      week: WEEK,
      dueWeek: "2026-W48",
      situation: "somebody asks me",
      action: "I wait a day",
      outcome: null,
      outcomeNote: null,
      revision: 1,
      created: new Date(now).toISOString(),
    });
    expect(commitments.madeIn(WEEK)).toEqual([made]);
    expect(commitments.askedIn("2026-W48")).toEqual([
      { ...made, isOpen: true, timesCarried: 0, said: [] },
    ]);
    expect(commitments.askedIn(WEEK)).toEqual([]);
  });

  it("is due in the first week of the next year after a year's last, of 52 weeks or 53", () => {
    expect(make("x", null, "2026-W52").dueWeek).toBe("2026-W53");
    expect(make("x", null, "2026-W53").dueWeek).toBe("2027-W01");
    expect(make("x", null, "2025-W52").dueWeek).toBe("2026-W01");
  });

  it("puts its words on one line, and takes a situation of nothing for none", () => {
    expect(make(" I\n wait\u0000 ", "  ")).toMatchObject({ action: "I wait", situation: null });
  });

  it("is refused without an action", () => {
    expectRefusal(() => make(" \n ", "somebody asks"), { code: "NOTHING_WRITTEN" });
  });

  it("is refused while three are open, in whichever week they were made", () => {
    const one = make("one", null, "2026-W44");
    const two = make("two");
    make("three");
    const refusal = { code: "TOO_MANY_COMMITMENTS", data: { limit: 3 } };
    expectRefusal(() => make("four"), refusal);
    expectRefusal(() => make("four", null, "2026-W48"), refusal);
    expect(
      commitments.make({ id: two.id, week: WEEK, situation: null, action: "two, again" }).action,
    ).toBe("two, again");
    commitments.remove(two.id);
    expect(make("four").action).toBe("four");
    expectRefusal(() => make("five"), refusal);
    say(one.id, "never_came_up");
    expect(make("five").action).toBe("five");
    expect(commitments.open().map(({ action }) => action)).toEqual(["three", "four", "five"]);
  });

  it("keeps them in the order in which they were made", () => {
    const made = ["c", "a", "b"].map((action) => make(action));
    commitments.remove(made[0]?.id ?? "");
    make("d");
    expect(commitments.madeIn(WEEK).map(({ action }) => action)).toEqual(["a", "b", "d"]);
    expect(commitments.askedIn("2026-W48").map(({ action }) => action)).toEqual(["a", "b", "d"]);
  });
});

describe("changing a commitment", () => {
  it("changes its words if its revision stands, and refuses otherwise", () => {
    const { id } = make("one", "if");
    now += 1000;
    expect(commitments.change({ id, action: " two ", revision: 1 })).toMatchObject({
      action: "two",
      situation: "if",
      revision: 2,
      updated: new Date(now).toISOString(),
    });
    expectRefusal(() => commitments.change({ id, action: "three", revision: 1 }), {
      code: "CONFLICT",
      data: { revision: 2 },
    });
    expectRefusal(() => commitments.change({ id, action: "  ", revision: 2 }), {
      code: "NOTHING_WRITTEN",
    });
  });

  it("is refused for one that is not there, or was taken back", () => {
    const data = { what: "commitment", id: NO_ID };
    expectRefusal(() => commitments.change({ id: NO_ID, action: "x", revision: 1 }), {
      code: "NOT_FOUND",
      data,
    });
    const { id } = make("one");
    commitments.remove(id);
    expectRefusal(() => commitments.change({ id, action: "x", revision: 2 }), {
      code: "NOT_FOUND",
    });
  });
});

describe("taking a commitment back", () => {
  it("takes it out of both weeks and leaves a tombstone; a second time is nothing more", () => {
    const { id } = make("one");
    commitments.remove(id);
    expect([commitments.madeIn(WEEK), commitments.askedIn("2026-W48")]).toEqual([[], []]);
    const before = rows();
    expect(before).toMatchObject([{ id, deleted_at: new Date(now).toISOString(), revision: 2 }]);
    now += 1000;
    commitments.remove(id);
    commitments.remove(NO_ID);
    expect(rows()).toEqual(before);
  });
});
