import { describe, expect, it } from "vitest";
import type { Crisis, CrisisDue, CrisisItem } from "../../../shared/contract/crises.ts";
import { crisesDue, crisisDue } from "./crises-due.ts";

const about = { created: "", updated: "", revision: 1 };

const item = (id: string, askOn: string | null): CrisisItem => ({
  ...about,
  id,
  what: id,
  since: "2026-11-13",
  became: askOn === null ? null : "returned",
  person: null,
  note: "",
  askOn,
  answers: [],
});

const crisis = (said: Partial<Crisis>): Crisis => ({
  ...about,
  id: "crisis",
  person: null,
  ground: "line two",
  endsWhen: "the first full shift runs",
  date: "2026-11-13",
  timeZone: "Europe/Berlin",
  closedOn: null,
  entryId: null,
  items: [item("call", null)],
  deletedAt: null,
  ...said,
});

const open = (said: Partial<Crisis> = {}): Crisis => crisis(said);
const closed = (...items: CrisisItem[]): Crisis => crisis({ closedOn: "2026-11-20", items });

const day = (count: number, asksWhatEndsIt = false): CrisisDue => ({
  kind: "open",
  day: count,
  asksWhatEndsIt,
});
const toAsk = (...items: string[]): CrisisDue => ({ kind: "to_ask", items });
const resting: CrisisDue = { kind: "resting" };

const call = item("call", "2026-11-27");
const sheet = item("sheet", "2026-11-28");

describe("what is due of a crisis", () => {
  it.each<[what: string, crisis: Crisis, date: string, due: CrisisDue]>([
    ["is open from its first day", open(), "2026-11-13", day(1)],
    ["counts its days", open(), "2026-11-20", day(8)],
    ["is of its first day where a clock was set back", open(), "2026-11-10", day(1)],
    ["stays open over the end of a year", open(), "2027-01-01", day(50)],
    ["does not ask at once what ends it", open({ endsWhen: null }), "2026-11-13", day(1)],
    ["asks what ends it within a day", open({ endsWhen: null }), "2026-11-14", day(2, true)],
    ["goes on asking what ends it", open({ endsWhen: null }), "2026-12-01", day(19, true)],
    ["rests on the day it is closed", closed(call), "2026-11-20", resting],
    ["rests on the sixth day", closed(call), "2026-11-26", resting],
    ["asks on the seventh day", closed(call), "2026-11-27", toAsk("call")],
    ["asks for one week", closed(call), "2026-12-03", toAsk("call")],
    ["then rests, answered or not", closed(call), "2026-12-04", resting],
    ["asks of what is asked today alone", closed(call, sheet), "2026-11-27", toAsk("call")],
    ["asks of all that is asked", closed(call, sheet), "2026-11-28", toAsk("call", "sheet")],
    ["rests for each alone", closed(call, sheet), "2026-12-04", toAsk("sheet")],
    ["rests once all is answered", closed(item("call", null)), "2026-11-28", resting],
    ["rests where a clock was set back", closed(call), "2026-01-01", resting],
  ])("%s", (_, standing, date, due) => {
    expect(crisisDue(standing, date)).toEqual(due);
  });

  it("tells the oldest first, of one day the one that was opened first", () => {
    const crises = [
      crisis({ id: "c", date: "2026-11-14" }),
      crisis({ id: "b" }),
      crisis({ id: "a", closedOn: "2026-11-20", items: [call] }),
    ];
    expect(
      crisesDue(crises, "2026-11-27").map(({ crisis: { id }, due }) => [id, due.kind]),
    ).toEqual([
      ["a", "to_ask"],
      ["b", "open"],
      ["c", "open"],
    ]);
    expect(crisesDue([], "2026-11-27")).toEqual([]);
  });
});
