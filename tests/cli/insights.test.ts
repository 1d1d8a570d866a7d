/** The command `insights`: the numbers behind the plots, of exactly the weeks that are asked for. */
import { beforeAll, expect, test } from "vitest";
import { commandLine } from "../helpers/command-line.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { withServices } from "../helpers/fill-journal.ts";
import { join } from "node:path";

const home = temporaryFolder();
const journal = join(home, "journal");
const { json, jsonFrom, run, fails } = commandLine({ home, journal });

beforeAll(async () => {
  await json("init");
});

test("an empty journal has every week and every theme, and nothing in them", async () => {
  const insights = (await json("insights", "--weeks", "2")) as Record<string, unknown>;
  const weeks = ["2026-W46", "2026-W47"];
  expect(insights).toEqual({
    timeOnTheBusiness: { weeks: weeks.map((week) => ({ week, blocks: null })) },
    moments: {
      weeks: weeks.map((week) => ({ week, stepped_in: 0, stepped_back: 0, stepped_away: 0 })),
    },
    invited: { weeks: weeks.map((week) => ({ week, asked_for: 0, offered: 0, uninvited: 0 })) },
    themes: { themes: expect.any(Array) as unknown },
    commitments: { kept: 0, partly: 0, not_kept: 0, never_came_up: 0, dropped: 0, open: 0 },
    handovers: { handovers: [] },
    writingDays: { days: [] },
  });
  expect((insights["themes"] as { themes: unknown[] }).themes).toHaveLength(10);
});

test("what was written is counted in its week", async () => {
  await jsonFrom("Four seconds.", "answer", "listening-04", "-", "--week", "2026-W46");
  await json("commit", "stay silent", "--week", "2026-W46");
  await withServices(journal, ({ moments }) => {
    const moment = { text: "x", person: null, theme: null, invited: null } as const;
    moments.add({ ...moment, kind: "stepped_away", at: "2026-11-10T09:00:00+01:00" });
    moments.add({ ...moment, kind: "stepped_in", invited: "uninvited" });
  });
  expect(await json("insights", "--weeks", "2")).toMatchObject({
    moments: {
      weeks: [
        { week: "2026-W46", stepped_in: 0, stepped_away: 1 },
        { week: "2026-W47", stepped_in: 1, stepped_away: 0 },
      ],
    },
    invited: { weeks: [{ uninvited: 0 }, { uninvited: 1 }] },
    themes: {
      themes: expect.arrayContaining([
        expect.objectContaining({ theme: "listening", answers: 1, quietWeeks: 1 }),
      ]) as unknown,
    },
    commitments: { open: 1 },
    writingDays: { days: [{ date: "2026-11-20", words: 2 }] },
  });
  const { out } = await run("insights", "--weeks", "1");
  expect(out).toContain("2026-W47       stepped_in 1   stepped_back 0 stepped_away 0\n");
  expect(out).not.toContain("2026-W46  ");
});

test.each(["0", "-1", "521", "two", "1.5"])("%s weeks are no number of weeks", async (weeks) => {
  await fails(2, "insights", `--weeks=${weeks}`);
});
