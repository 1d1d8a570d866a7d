import type { Page } from "@playwright/test";
import type { Host } from "./host.ts";

/** A view as the tests and the pictures come to it, from a journal that `prepare` filled. */
export interface View {
  name: string;
  /** Brings the page, which shows Today, to the view. */
  reach(page: Page): Promise<void>;
}

/** Weeks of a made-up leader, written through the command line. */
export async function fillJournal(host: Host): Promise<void> {
  await host.command("init");
  for (const [week, date, answers] of WEEKS) {
    for (const [prompt, text] of answers) {
      await host.command("answer", prompt, await host.file(text), "--week", week, "--date", date);
    }
  }
  await host.command("commit", "Let the roadmap review begin without me.", "--week", "2026-W46");
  await host.command(
    "commit",
    "stay silent for four seconds.",
    "--when",
    "a buyer asks in the room",
    "--week",
    "2026-W46",
  );
  const listed = (await host.command("list")) as { entries: { id: string; week: string }[] };
  for (const [index, { id }] of listed.entries.entries()) {
    const title = TITLES[index];
    if (title !== undefined)
      await host.command("edit", id, "--title", title, "--tag", "leadership");
  }
  await host.command(
    "write",
    await host.file(NOTE),
    "--title",
    "What the auditors saw",
    "--date",
    "2026-10-30",
  );
}

const TITLES = ["Leaving the room", "The four-second rule", "A plan nobody asked for"];

const WEEKS: [week: string, date: string, answers: [prompt: string, text: string][]][] = [
  [
    "2026-W42",
    "2026-10-16",
    [
      [
        "future-01",
        "I wrote eleven pages and showed them to no one.\n\nThe plan is *good*. It is also mine, and that is what is wrong with it.",
      ],
    ],
  ],
  [
    "2026-W45",
    "2026-11-06",
    [
      [
        "listening-04",
        "The silence after the second slide. I could see the answer forming, and I said it first.\n\n- Four seconds would have been enough.\n- I counted to **one**.",
      ],
    ],
  ],
  [
    "2026-W46",
    "2026-11-13",
    [
      [
        "trust-03",
        "I left the production meeting at half past, as I had promised, with the order still open. It was closed by the time I reached the car park. They had split it across two lines, which I would not have done, and which turns out to save us the Saturday shift.\n\nI want to remember the feeling at the door. It was not relief. It was closer to being early for a train: nothing to do, and the strong suspicion of having forgotten something.",
      ],
      [
        "on-the-business-02",
        "The bank. It has been ready to hand over since the spring and I have been calling it continuity.\n\n> What I know better is the bank manager’s first name.",
      ],
    ],
  ],
];

const NOTE =
  "They asked who decides. Everyone looked at me.\n\n## What I noticed\n\n1. Nobody looked at the chart on the wall.\n2. The question was fair.\n\nI will ask [the same question](https://example.org/) in a quarter.";

const settled = async (page: Page): Promise<void> => {
  await page.evaluate(() => document.fonts.ready);
};

/** The views that stand on a filled journal, on the Friday of week 47. */
export const FILLED_VIEWS: readonly View[] = [
  { name: "today", reach: settled },
  {
    name: "write",
    async reach(page) {
      await page.keyboard.press("Enter");
      await page.getByRole("textbox").waitFor();
      await page.keyboard.type(
        "On Tuesday the buyer asked about lead times, and I answered. Not badly; correctly, even. The number was in front of somebody else, and the habit was in front of me.\nWhat I notice, writing it down, is how little it would have cost to wait. Four seconds, perhaps.",
      );
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "commit",
    async reach(page) {
      await page.goto(new URL("/week/2026-W47/commit", page.url()).href);
      await page
        .getByRole("textbox", { name: "Commitment 1" })
        .fill("When the next question is not mine, count to four");
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "close",
    async reach(page) {
      await page.goto(new URL("/week/2026-W47/close", page.url()).href);
      await page.getByRole("textbox").fill("Four seconds");
    },
  },
  {
    name: "today-resumed",
    async reach(page) {
      await page.goto(new URL("/week/2026-W47/write/1", page.url()).href);
      await page.getByRole("textbox").click();
      await page.getByRole("button", { name: "Leave for now" }).click();
      await page.getByRole("button", { name: /Go on/ }).waitFor();
    },
  },
  {
    name: "today-closed",
    async reach(page) {
      await page.getByRole("button", { name: "Close the week as it is" }).click();
      await page.getByText("is put away").waitFor();
    },
  },
  {
    name: "timeline",
    async reach(page) {
      await page.goto(new URL("/timeline", page.url()).href);
      await page.getByText("Leaving the room").click();
      await page.getByRole("article").waitFor();
    },
  },
  {
    name: "entry-sheet",
    async reach(page) {
      await page.keyboard.press("e");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "export",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.keyboard.press("ControlOrMeta+Shift+e");
      await page.getByText("~/Documents").waitFor();
    },
  },
  {
    name: "export-range",
    async reach(page) {
      await page.getByText("A range of days").click();
      await page.getByRole("textbox", { name: "From" }).fill("2026-11-31");
    },
  },
  {
    name: "export-done",
    async reach(page) {
      await page.getByRole("textbox", { name: "From" }).fill("2026-11-01");
      await page.getByRole("dialog").getByRole("button", { name: "Export" }).click();
      await page.getByText("written to").waitFor();
    },
  },
  {
    name: "deleted",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Delete" }).click();
      await page.getByText("Entry deleted.").waitFor();
    },
  },
];

/** The views of somebody who has only arrived. */
export const FIRST_VIEWS: readonly View[] = [
  { name: "first-run", reach: settled },
  {
    name: "first-today",
    async reach(page) {
      await page.getByRole("button", { name: "Open the notebook" }).click();
      await page.getByText("first reflection").waitFor();
    },
  },
  {
    name: "first-timeline",
    async reach(page) {
      await page.goto(new URL("/timeline", page.url()).href);
      await page.getByText("The timeline begins").waitFor();
    },
  },
];
