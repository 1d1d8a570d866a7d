import { monotonicFactory } from "ulid";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Fate, outcome, type Outcome } from "../../../shared/contract/commitments.ts";
import { StepbackError } from "../../../shared/contract/errors.ts";
import { addWeeks } from "../../../shared/journal/iso-week.ts";
import { type Database, openDatabase } from "../../storage/database.ts";
import { migrate } from "../../storage/migrate.ts";
import { type CommitmentsService, createCommitments } from "./commitments.service.ts";
import type { Said } from "./outcomes.ts";

const WEEK = "2026-W47";
const NO_ID = "00000000000000000000000000";

let now: number;
let database: Database;
let commitments: CommitmentsService;
let handedOver: unknown[];

beforeEach(() => {
  now = Date.parse("2026-11-20T16:40:12+01:00");
  database = openDatabase(":memory:", Buffer.alloc(32));
  migrate(database);
  handedOver = [];
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

function expectRefusal(action: () => unknown, code: string): void {
  const before = rows();
  expect(action).toThrow(expect.objectContaining({ code }));
  expect(rows()).toEqual(before);
}

/** A commitment of the week before, due in `week`. */
const due = (action = "wait", week = WEEK) =>
  commitments.make({ week: addWeeks(week, -1), situation: "somebody asks", action });

const say = (id: string, said: Outcome | null, more: Partial<Said> = {}) =>
  commitments.say({ id, week: WEEK, outcome: said, note: null, ...more });

const decide = (id: string, fate: Fate, week = WEEK) =>
  commitments.decide({ id, week, fate }, (handover) => {
    if (handover.person === "nobody") throw new StepbackError("NOTHING_WRITTEN", {});
    handedOver.push(handover);
  });

/** The one that a commitment went on as. */
function next(id: string) {
  const found = [...commitments.madeIn(WEEK), ...commitments.madeIn("2026-W48")].find(
    ({ carriedFrom, reshapedFrom }) => carriedFrom === id || reshapedFrom === id,
  );
  if (found === undefined) throw new Error("it did not go on");
  return found;
}

/** One that came along three times: made in week 43, due in 47. */
function carriedThrice() {
  let { id } = due("keep two hours", "2026-W44");
  for (const week of ["2026-W44", "2026-W45", "2026-W46"]) {
    say(id, "not_kept", { week, note: `said in ${week}`, carry: true });
    id = commitments.madeIn(week)[0]?.id ?? "";
  }
  return id;
}

describe("saying how a commitment went", () => {
  it.each(outcome.options)("keeps %s with its line and the week that asked", (said) => {
    const { id } = due();
    now += 1000;
    expect(say(id, said, { note: " She\n did. " })).toMatchObject({
      outcome: said,
      outcomeNote: "She did.",
      answeredIn: WEEK,
      became: null,
      revision: 2,
      updated: new Date(now).toISOString(),
    });
    expect(commitments.open()).toEqual([]);
    expect(commitments.askedIn(WEEK)).toMatchObject([{ id, isOpen: false, outcome: said }]);
    expect(commitments.askedIn("2026-W48")).toEqual([]);
  });

  it("can be changed, and taken back", () => {
    const { id } = due();
    say(id, "kept", { note: "At once." });
    expect(say(id, "partly", { note: "Not all." })).toMatchObject({
      outcome: "partly",
      outcomeNote: "Not all.",
    });
    expect(say(id, null, { note: "Lost." })).toMatchObject({
      outcome: null,
      outcomeNote: null,
      answeredIn: null,
    });
    expect(commitments.open()).toHaveLength(1);
  });

  it("said again, because the answer was lost, changes nothing; over another window's it is refused", () => {
    const { id, revision } = due();
    const said = say(id, "kept", { revision });
    const before = rows();
    expect(say(id, "kept", { revision })).toEqual(said);
    expect(rows()).toEqual(before);
    expectRefusal(() => say(id, "dropped", { revision }), "CONFLICT");
  });

  it("is refused of one that is gone", () => {
    expectRefusal(() => say(NO_ID, "kept"), "NOT_FOUND");
    const { id } = due();
    commitments.remove(id);
    expectRefusal(() => say(id, "kept"), "NOT_FOUND");
  });
});

describe("what Look back asks about", () => {
  it("is everything that is open and due by then, the longest due first, and what it was answered", () => {
    const old = due("old", "2026-W45");
    const older = due("older", "2026-W44");
    const later = due("later", "2026-W48");
    expect(commitments.askedIn(WEEK).map(({ id }) => id)).toEqual([older.id, old.id]);
    say(older.id, "kept");
    expect(commitments.askedIn(WEEK).map(({ id, isOpen }) => [id, isOpen])).toEqual([
      [older.id, false],
      [old.id, true],
    ]);
    expect(commitments.askedIn("2026-W48").map(({ id }) => id)).toEqual([old.id, later.id]);
    // In the week it was due it is told, too.
    expect(commitments.askedIn("2026-W44").map(({ id }) => id)).toEqual([older.id]);
  });
});

describe("carrying over", () => {
  it.each(["partly", "not_kept", "never_came_up"] as const)("after %s it goes on", (said) => {
    const first = due();
    expect(say(first.id, said, { carry: true })).toMatchObject({
      outcome: said,
      became: "carried",
    });
    expect(commitments.madeIn(WEEK)).toMatchObject([
      {
        situation: "somebody asks",
        action: "wait",
        dueWeek: "2026-W48",
        carriedFrom: first.id,
        outcome: null,
      },
    ]);
    expect(commitments.askedIn("2026-W48")).toMatchObject([
      { timesCarried: 1, said: [{ week: WEEK, outcome: said, note: null }] },
    ]);
  });

  it("is off until it is asked for, and has no place after kept or let go", () => {
    const { id } = due();
    expect(say(id, "partly").became).toBeNull();
    for (const said of ["kept", "dropped", null] as const) {
      expect(say(id, said, { carry: true }).became).toBeNull();
    }
    expect(commitments.madeIn(WEEK)).toEqual([]);
  });

  it("stays while its line or its outcome changes, and makes no second one", () => {
    const { id } = due();
    say(id, "partly", { carry: true });
    const { id: nextId } = next(id);
    expect(say(id, "never_came_up", { note: "Away." })).toMatchObject({ became: "carried" });
    say(id, "never_came_up", { note: "Away all week.", carry: true });
    expect(commitments.madeIn(WEEK).map((made) => made.id)).toEqual([nextId]);
  });

  it.each([
    ["unticked", { outcome: "partly", carry: false }],
    ["answered otherwise", { outcome: "kept" }],
    ["not answered any more", { outcome: null }],
  ] as const)("is taken back when it is %s, as long as nothing was said of it", (_, change) => {
    const { id } = due();
    say(id, "partly", { carry: true });
    const carried = next(id);
    say(id, change.outcome, change);
    expect(commitments.madeIn(WEEK)).toEqual([]);
    say(id, "partly", { carry: true });
    const again = next(id);
    expect(again.id).not.toBe(carried.id);
    say(again.id, "kept", { week: "2026-W48" });
    expectRefusal(() => say(id, change.outcome, change), "ANSWERED_SINCE");
    expect(say(id, "not_kept", { note: "Only words." }).became).toBe("carried");
  });

  it("taken back itself, leaves the one before to be decided on again", () => {
    const { id } = due();
    say(id, "partly", { carry: true });
    commitments.remove(next(id).id);
    expect(commitments.askedIn(WEEK)).toMatchObject([{ id, became: null, outcome: "partly" }]);
  });

  it("counts among the three", () => {
    const { id } = due();
    say(id, "partly");
    for (const action of ["a", "b", "c"]) {
      commitments.make({ week: WEEK, situation: null, action });
    }
    expectRefusal(() => say(id, "partly", { carry: true }), "TOO_MANY_COMMITMENTS");
  });
});

describe("the third time", () => {
  it("a commitment cannot be carried as it is, and tells what was said each time", () => {
    const id = carriedThrice();
    expect(commitments.askedIn(WEEK)).toMatchObject([
      {
        id,
        timesCarried: 3,
        said: ["2026-W44", "2026-W45", "2026-W46"].map((week) => ({
          week,
          outcome: "not_kept",
          note: `said in ${week}`,
        })),
      },
    ]);
    expectRefusal(() => say(id, "not_kept", { carry: true }), "CARRIED_THREE_TIMES");
  });

  it("undecided it stays open, among the three, and is asked about first the next time", () => {
    const id = carriedThrice();
    say(id, "not_kept", { note: "The audit." });
    commitments.make({ week: WEEK, situation: null, action: "another" });
    expect(commitments.open().map((open) => open.id)[0]).toBe(id);
    expect(commitments.askedIn("2026-W48")[0]).toMatchObject({
      id,
      isOpen: true,
      outcomeNote: "The audit.",
    });
    commitments.make({ week: WEEK, situation: null, action: "a third" });
    expectRefusal(
      () => commitments.make({ week: WEEK, situation: null, action: "a fourth" }),
      "TOO_MANY_COMMITMENTS",
    );
  });

  it.each(["kept", "dropped"] as const)("%s it is done with", (said) => {
    say(carriedThrice(), said);
    expect(commitments.open()).toEqual([]);
  });

  it("reshaped it goes on with new words, and its count begins anew", () => {
    const id = carriedThrice();
    say(id, "partly");
    const newId = "01KAGQ7Z3M0000000000000000";
    const reshape = (action: string) =>
      decide(id, { kind: "reshaped", id: newId, situation: "a meeting is moved", action });
    expectRefusal(() => reshape(" "), "NOTHING_WRITTEN");
    expect(reshape("write one page").became).toBe("reshaped");
    // Typed on: the same one takes the words.
    reshape("write one page of the plan");
    expect(commitments.madeIn(WEEK)).toMatchObject([
      { id: newId, reshapedFrom: id, carriedFrom: null, action: "write one page of the plan" },
    ]);
    expect(commitments.askedIn("2026-W48")).toMatchObject([{ timesCarried: 0, said: [] }]);
    decide(id, { kind: "undecided" });
    expect(commitments.madeIn(WEEK)).toEqual([]);
    expect(commitments.open().map((open) => open.id)).toEqual([id]);
  });

  it("handed on it begins a handover, once, and none when that is refused", () => {
    const id = carriedThrice();
    say(id, "not_kept");
    const fate = {
      kind: "handed_on",
      person: "Priya Raman",
      what: "the plan",
      howFar: "",
    } as const;
    expectRefusal(() => decide(id, { ...fate, person: "nobody" }), "NOTHING_WRITTEN");
    expect(decide(id, fate)).toMatchObject({ became: "handed_on", becameNote: "Priya Raman" });
    decide(id, fate);
    expect(handedOver).toEqual([
      { person: "Priya Raman", what: "the plan", howFar: "", date: "2026-11-20" },
    ]);
    expect(commitments.open()).toEqual([]);
  });

  it("ended it keeps one line, and answered otherwise it forgets it", () => {
    const id = carriedThrice();
    say(id, "not_kept");
    expect(decide(id, { kind: "ended", note: " Not mine\n any more. " })).toMatchObject({
      became: "ended",
      becameNote: "Not mine any more.",
    });
    expect(say(id, "not_kept", { note: "Still." }).becameNote).toBe("Not mine any more.");
    expect(say(id, "kept")).toMatchObject({ became: null, becameNote: null });
  });

  it("is decided on only after an answer that leaves it open", () => {
    const id = carriedThrice();
    const end = () => decide(id, { kind: "ended", note: "" });
    expectRefusal(end, "NOTHING_TO_DECIDE");
    say(id, "kept");
    expectRefusal(end, "NOTHING_TO_DECIDE");
    expectRefusal(() => decide(NO_ID, { kind: "ended", note: "" }), "NOT_FOUND");
  });

  it("of a chain that leads back to itself, as no journal makes it, it is told all the same", () => {
    const { id } = due();
    database.prepare("UPDATE commitments SET carried_from = id").run();
    expect(commitments.askedIn(WEEK)).toMatchObject([{ id, timesCarried: 0 }]);
  });
});
