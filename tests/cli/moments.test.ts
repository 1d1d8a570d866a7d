/** The command `moment`: what it keeps and prints, and what it refuses. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { commandLine, each } from "../helpers/command-line.ts";
import { printOf, temporaryFolder } from "../helpers/temporary-folder.ts";

const home = temporaryFolder();
const { json, run, fails } = commandLine({ home });

const ID = expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/u);
const AT = "2026-11-20T14:30:00.000Z";

const MOMENT = {
  id: ID,
  kind: "stepped_back",
  text: "She rang to tell me, not to ask me.",
  at: AT,
  date: "2026-11-20",
  timeZone: "+01:00",
  week: "2026-W47",
  person: null,
  invited: null,
  theme: null,
  crisisId: null,
  created: AT,
  updated: AT,
  deletedAt: null,
  revision: 1,
};

beforeAll(async () => {
  await json("init");
});

test("a moment is printed whole, and stands in its week", async () => {
  const plain = await json("moment", MOMENT.text, "--kind", "stepped_back");
  expect(plain).toEqual(MOMENT);
  const options = ["--with", "Marta Okafor", "--invited", "uninvited", "--theme", "trust"];
  const whole = (await json(
    "moment",
    "I had the habit.",
    "--kind",
    "stepped_in",
    ...options,
    "--at",
    "2026-11-17T09:30:00+01:00",
  )) as { person: { id: string } };
  expect(whole).toEqual({
    ...MOMENT,
    kind: "stepped_in",
    text: "I had the habit.",
    at: "2026-11-17T08:30:00.000Z",
    date: "2026-11-17",
    person: { id: ID, name: "Marta Okafor" },
    invited: "uninvited",
    theme: "trust",
  });
  const again = (await json(
    "moment",
    "She had the number.",
    "--kind",
    "stepped_away",
    "--with",
    "marta okafor",
    "--at",
    "2026-11-13T09:30:00Z",
  )) as { person: object };
  expect(again.person).toEqual(whole.person);
  expect(await json("weekly")).toMatchObject({ moments: [whole, plain] });
  expect(await json("weekly", "--week", "2026-W46")).toMatchObject({ moments: [again] });
});

test("people are told the same in words", async () => {
  const told = commandLine({ home, journal: join(home, "told") });
  await told.run("init");
  const { code, out, err } = await told.run(
    "moment",
    "I rewrote his reply.",
    "--kind",
    "stepped_in",
    "--with",
    "Jonas Lindqvist",
  );
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toBe("Kept among the moments of 2026-W47, under 2026-11-20.\n");
  expect((await told.run("weekly")).out).toContain(
    "2026-11-20 stepped in with Jonas Lindqvist: I rewrote his reply.\n",
  );
});

describe("what is refused leaves everything as it was", () => {
  test("what cannot be read ends with 2", async () => {
    await run("weekly");
    const before = printOf(home);
    const kind = ["--kind", "stepped_in"];
    const wrong: [args: string[], says: string][] = [
      [["Text."], "--kind"],
      [["Text.", "--kind", "in"], "stepped_in, stepped_back, stepped_away"],
      [["Text.", ...kind, "--invited", "yes"], "asked_for, offered, uninvited"],
      [["Text.", ...kind, "--at", "yesterday"], "such as 2026-11-20T14:20:00+01:00"],
      [["Text.", ...kind, "--at", "2026-11-20T14:20:00"], "with its offset"],
      [["Text.", ...kind, "--at", "2026-02-30T14:20:00Z"], "with its offset"],
      [["Text.", ...kind, "--with", " "], "Give a name"],
      [["x".repeat(2001), ...kind], "2000 characters"],
      [kind, "text"],
    ];
    await each(wrong, async ([args, says]) => {
      expect(await fails(2, "moment", ...args)).toContain(says);
    });
    expect(printOf(home)).toEqual(before);
  });

  test("what is well formed but cannot be kept ends with 1", async () => {
    const before = printOf(home);
    const kind = ["--kind", "stepped_in", "--with", "Nobody Yet"];
    await each(
      [
        [["Text.", ...kind, "--at", "2026-11-20T15:30:01+01:00"], "has not happened yet"],
        [["Text.", ...kind, "--theme", "zeal"], "There is no theme zeal."],
        [[" \n", ...kind], "There is nothing to keep"],
        [["", ...kind], "There is nothing to keep"],
      ] as [args: string[], says: string][],
      async ([args, says]) => {
        expect(await fails(1, "moment", ...args)).toContain(says);
      },
    );
    expect(printOf(home)).toEqual(before);
  });
});
