import { beforeAll, expect, test } from "vitest";
import type { AskedCommitment, Commitment } from "../../src/shared/contract/commitments.ts";
import { commandLine } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

// `outcome`: what is said of commitments, and what that does to the weeks.

const NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

const home = temporaryFolder();
/** The command line on the Friday of a week. */
const on = (day: string) => commandLine({ home, now: `${day}T15:30:00+01:00` });
const { json, fails, run } = on("2026-11-20");

beforeAll(async () => {
  await json("init");
});

const commit = async (text: string, week: string) =>
  (await json("commit", text, "--week", week)) as Commitment;
const asked = async (week = "2026-W47") =>
  ((await json("weekly", "--week", week)) as { commitments: AskedCommitment[] }).commitments;

test("an outcome is kept with its line, changed, and told by the week", async () => {
  const { id } = await commit("wait a day", "2026-W46");
  expect((await asked()).map(({ isOpen }) => isOpen)).toEqual([true]);
  const said = await json("outcome", id, "partly", "Half a\nday.");
  expect(said).toMatchObject({
    id,
    outcome: "partly",
    outcomeNote: "Half a day.",
    answeredIn: "2026-W47",
    became: null,
    revision: 2,
  });
  expect(await json("outcome", id, "kept")).toMatchObject({ outcome: "kept", outcomeNote: null });
  expect(await asked()).toMatchObject([{ id, outcome: "kept", isOpen: false, timesCarried: 0 }]);
  expect(await asked("2026-W48")).toEqual([]);
  expect((await run("outcome", id, "never_came_up")).out).toBe("Kept: never came up.\n");
  await json("outcome", id, "dropped");
});

test("it comes along three times and no more", async () => {
  let { id } = await commit("keep two hours", "2026-W43");
  for (const [week, day] of [
    ["2026-W44", "2026-10-30"],
    ["2026-W45", "2026-11-06"],
    ["2026-W46", "2026-11-13"],
  ] as const) {
    const said = await on(day).json("outcome", id, "not_kept", `In ${week}.`, "--carry");
    expect(said).toMatchObject({ became: "carried", answeredIn: week });
    const next = (await asked("2026-W47")).find((one) => one.carriedFrom === id);
    id = next?.id ?? "";
  }
  const [standing] = (await asked()).filter((one) => one.id === id);
  expect(standing).toMatchObject({
    week: "2026-W46",
    dueWeek: "2026-W47",
    timesCarried: 3,
    said: [{ note: "In 2026-W44." }, { note: "In 2026-W45." }, { note: "In 2026-W46." }],
  });
  expect(await fails(1, "outcome", id, "not_kept", "Again.", "--carry")).toBe(
    "This was carried over three times already. Reshape it, hand it to someone, or end it.",
  );
  expect((await asked()).filter((one) => one.id === id)).toEqual([standing]);
  await json("outcome", id, "dropped");
});

test("what is gone, or was never there, is refused in a sentence", async () => {
  for (const id of [NOBODY, "x", ""]) {
    expect(await fails(1, "outcome", id, "kept")).toBe("This commitment is not there any more.");
  }
});

test("what went on and was answered since stays as it is", async () => {
  const { id } = await commit("ask first", "2026-W46");
  await json("outcome", id, "partly", "--carry");
  const next = (await asked("2026-W48")).find((one) => one.carriedFrom === id);
  await on("2026-11-27").json("outcome", next?.id ?? "", "kept");
  expect(await fails(1, "outcome", id, "kept")).toBe(
    "It went on as another commitment, and that one is answered already. Nothing was changed.",
  );
});

test("what does not go on makes no week of its own", async () => {
  const { id } = await commit("ask first", "2026-W46");
  await json("outcome", id, "kept", "--carry", "--week", "2026-W39");
  const { entries } = (await json("list")) as { entries: { week: string }[] };
  expect(entries.map(({ week }) => week)).not.toContain("2026-W39");
});
