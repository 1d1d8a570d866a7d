import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { damageWhatIsWritten } from "./damage.ts";
import type { Host } from "./host.ts";
import { LIBRARY_VIEWS } from "./library-views.ts";
import { addCrises, CRISIS_VIEWS } from "./crisis-views.ts";
import { MOMENT_VIEWS } from "./moment-views.ts";
import { QUOTE_VIEWS } from "./quote-views.ts";
import { addPeople, fillPeople } from "./people-journal.ts";
import { carriedThrice } from "./leaders-commitments.ts";
import { toWriting } from "./ritual-page.ts";

/** A view as the tests and the pictures come to it. */
export interface View {
  name: string;
  /** Brings the page from the view before it to this one. */
  reach(page: Page): Promise<void>;
}

/** Views that stand on one journal, one after the other. */
export interface ViewGroup {
  name: string;
  /** Makes the journal, before the window opens. */
  prepare(host: Host): Promise<unknown>;
  views: readonly View[];
}

/** Weeks of a made-up leader, written through the command line. */
export async function fillJournal(host: Host): Promise<void> {
  await host.command("init");
  for (const [week, date, answers] of WEEKS) {
    for (const [prompt, text] of answers) {
      await host.command("answer", prompt, await host.file(text), "--week", week, "--date", date);
    }
  }
  await host.command(
    "commit",
    "Let the roadmap review begin without me.",
    ...["--with", "Priya Raman", "--week", "2026-W46"],
  );
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
    "2026-W41",
    "2026-10-09",
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
const FILLED_VIEWS: readonly View[] = [
  { name: "today", reach: settled },
  {
    name: "write",
    async reach(page) {
      await page.keyboard.press("Enter");
      await toWriting(page);
      await page.keyboard.type(
        "On Tuesday the buyer asked about lead times, and I answered. Not badly; correctly, even. The number was in front of somebody else, and the habit was in front of me.\nWhat I notice, writing it down, is how little it would have cost to wait. Four seconds, perhaps.",
      );
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "write-bubble",
    async reach(page) {
      await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
      await page.keyboard.press("Shift+ArrowLeft");
      await page.getByRole("toolbar", { name: "Format" }).waitFor();
    },
  },
  {
    name: "write-menu",
    async reach(page) {
      await page.keyboard.press("ArrowRight");
      await page.keyboard.type("\n/");
      await page.getByRole("listbox").waitFor();
    },
  },
  {
    name: "commit",
    async reach(page) {
      // The text as it was before the menu was asked for.
      await page.getByRole("textbox").focus();
      await page.keyboard.press("ControlOrMeta+End");
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Backspace");
      await page.getByText(/^Saved/).waitFor();
      await page.goto(new URL("/week/2026-W47/commit", page.url()).href);
      await page
        .getByRole("textbox", { name: "Commitment 3" })
        .fill("When the next question is not mine, count to four");
      await page.getByRole("combobox", { name: "Commitment 3, with whom" }).fill("Marta Okafor");
      await page.keyboard.press("Enter");
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
    name: "prompts",
    async reach(page) {
      await goTo(page, "/prompts");
      await page.getByRole("button", { name: "Which conversation this week" }).waitFor();
    },
  },
  {
    name: "prompts-open",
    async reach(page) {
      await page.getByRole("link", { name: /^Listening/ }).click();
      await page.getByRole("button", { name: "Which silence did you fill" }).click();
      await page.getByRole("link", { name: "Week 45, 6 November" }).waitFor();
    },
  },
  {
    name: "prompts-empty",
    async reach(page) {
      await page.getByRole("textbox", { name: "Find a prompt" }).fill("zebra");
      await page.getByText("has “zebra” in it").waitFor();
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
    name: "timeline-filter",
    async reach(page) {
      await page.keyboard.press("f");
      await page.getByRole("radio", { name: "Weekly" }).click();
      await page.getByRole("radio", { name: "Trust and control" }).click();
      await page.getByText(/^1 of /).waitFor();
    },
  },
  {
    name: "timeline-nothing-found",
    async reach(page) {
      await page.getByRole("textbox", { name: "With the words" }).fill("heron");
      await page.getByText(/^0 of /).waitFor();
      await page.keyboard.press("Escape");
      await page.getByText("No entry is all of these.").waitFor();
    },
  },
  {
    name: "timeline-edit",
    async reach(page) {
      await page.getByRole("button", { name: "Clear" }).click();
      await page.getByRole("link", { name: /Leaving the room/ }).click();
      await page.getByRole("article").waitFor();
      await page.keyboard.press("e");
      await page.getByRole("textbox", { name: "Title" }).waitFor();
      await page.keyboard.press("ControlOrMeta+End");
      await page.keyboard.type(" I said so.");
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "entry-sheet",
    async reach(page) {
      await page.getByRole("button", { name: "Day and tags" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "new-entry",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Edit" }).waitFor();
      await page.keyboard.press("n");
      await page.getByRole("textbox", { name: "Title" }).waitFor();
    },
  },
  {
    name: "commands",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("textbox", { name: "Title" }).waitFor({ state: "detached" });
      await page.keyboard.press("ControlOrMeta+k");
      await page.keyboard.type("e");
      await page.getByRole("option", { name: "New entry" }).waitFor();
    },
  },
  {
    name: "keys",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.keyboard.press("?");
      await page.getByRole("heading", { name: "Keys" }).waitFor();
    },
  },
  {
    name: "export",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("link", { name: /Leaving the room/ }).click();
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
const FIRST_VIEWS: readonly View[] = [
  { name: "first-run", reach: settled },
  {
    name: "first-today",
    async reach(page) {
      await page.getByRole("button", { name: "Open the notebook" }).click();
      await page.getByText("first reflection").waitFor();
    },
  },
  {
    name: "first-people",
    async reach(page) {
      await page.goto(new URL("/people", page.url()).href);
      await page.getByText("Nobody here yet.").waitFor();
    },
  },
  {
    name: "first-timeline",
    async reach(page) {
      await page.goto(new URL("/timeline", page.url()).href);
      await page.getByText("Nothing here yet.").waitFor();
    },
  },
];

const PASSPHRASE = "the heron leaves at four";
const passphraseOf = (page: Page) => page.getByLabel("Passphrase", { exact: true });
const goTo = (page: Page, address: string) => page.goto(new URL(address, page.url()).href);

async function tryToUnlock(page: Page, passphrase: string): Promise<void> {
  await passphraseOf(page).fill(passphrase);
  await page.keyboard.press("Enter");
}

/** The views of a protected journal, which begins locked. */
const PROTECTED_VIEWS: readonly View[] = [
  {
    name: "lock",
    async reach(page) {
      await passphraseOf(page).waitFor();
      await settled(page);
    },
  },
  {
    name: "lock-wrong",
    async reach(page) {
      await tryToUnlock(page, "the heron leaves");
      await page.getByText("That is not the passphrase.").waitFor();
    },
  },
  {
    name: "lock-recovery",
    async reach(page) {
      await page.getByRole("button", { name: "Use the recovery code" }).click();
      await page.getByRole("textbox", { name: "Recovery code" }).fill("k7qm 2xnp 4rtv hdlw 6g");
    },
  },
  {
    name: "settings-protected",
    async reach(page) {
      await page.keyboard.press("Escape");
      await tryToUnlock(page, PASSPHRASE);
      await page.getByRole("link", { name: "Settings" }).press("Enter");
      await page.getByRole("radio", { name: "30 minutes" }).waitFor();
      await page.getByText("12 months are kept.").waitFor();
    },
  },
  {
    name: "protect-change",
    async reach(page) {
      await page.getByRole("link", { name: "Change it" }).click();
      await page.getByLabel("Passphrase you use now").fill(PASSPHRASE);
      await page.getByLabel("New passphrase").fill("seven grey stones");
      await page.getByLabel("Once more").fill("seven grey stoats");
      await page.keyboard.press("Enter");
      await page.getByText("Not the same yet.").waitFor();
    },
  },
  {
    name: "protect-remove",
    async reach(page) {
      await goTo(page, "/protect/remove");
      await page.getByRole("button", { name: "Take it away" }).waitFor();
    },
  },
  {
    name: "lock-wait",
    async reach(page) {
      await page.keyboard.press("ControlOrMeta+l");
      await page.getByRole("heading", { name: "Locked" }).waitFor();
      for (let miss = 1; miss <= 5; miss += 1) {
        await tryToUnlock(page, `the heron leaves at ${miss}`);
        await page.getByText("That is not the passphrase.").waitFor();
        await expect(passphraseOf(page)).toHaveValue("");
      }
      await page.getByText("did not fit").waitFor();
    },
  },
];

/** Backups, and the way to a passphrase. */
const SAFEKEEPING_VIEWS: readonly View[] = [
  {
    name: "settings",
    async reach(page) {
      await page.getByRole("link", { name: "Settings" }).press("Enter");
      await page.getByText("opened again and checked").waitFor();
      await page.getByRole("radio", { name: "Every week" }).waitFor();
    },
  },
  {
    name: "backups",
    async reach(page) {
      await page.getByRole("link", { name: "All backups" }).click();
      await page.getByRole("button", { name: "Restore" }).first().press("Enter");
      await page.getByText("The journal as it is now is backed up first.").waitFor();
    },
  },
  {
    name: "protect",
    async reach(page) {
      await goTo(page, "/protect");
      await passphraseOf(page).fill(PASSPHRASE);
      await page.getByLabel("Once more").fill(PASSPHRASE);
    },
  },
  {
    name: "protect-code",
    async reach(page) {
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Your recovery code" }).waitFor();
      // The same in every picture.
      await page.evaluate((groups) => {
        for (const [index, group] of document.querySelectorAll(".code b").entries()) {
          group.textContent = groups[index] ?? "";
        }
      }, SHOWN_CODE);
    },
  },
  {
    name: "protect-check",
    async reach(page) {
      await page.getByRole("button", { name: "I have written it down" }).click();
      await page.getByRole("textbox").first().fill("4RTV");
    },
  },
];

const SHOWN_CODE = "K7QM 2XNP 4RTV HDLW 6GSE QY3J MC5A 7UZF W2RB".split(" ");

/** What stands in the place of a damaged journal, and what is read of it. */
const DAMAGE_VIEWS: readonly View[] = [
  {
    name: "damage",
    async reach(page) {
      await page.getByRole("radio", { name: /^Go on from/ }).waitFor();
    },
  },
  {
    name: "damage-report",
    async reach(page) {
      await page.getByRole("button", { name: "Show the report" }).press("Enter");
      await page.getByRole("heading", { name: "What the check found" }).waitFor();
    },
  },
  {
    name: "damage-backups",
    async reach(page) {
      await page.getByRole("button", { name: "Other backups" }).press("Enter");
      await page.getByRole("button", { name: "Verify" }).first().press("Enter");
      await page.getByText("every page checked").waitFor();
    },
  },
  {
    name: "rescue-today",
    async reach(page) {
      await page.getByText("Open what can be read, without writing").click();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Go to the timeline" }).waitFor();
      await page.getByText("day 8").waitFor();
    },
  },
  {
    name: "rescue",
    async reach(page) {
      await page.getByRole("link", { name: "Timeline" }).click();
      await page.getByRole("link", { name: /Leaving the room/ }).click();
      await page.getByText(/words are missing here/).waitFor();
      await page.getByText(/words are missing here/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "rescue-crisis",
    async reach(page) {
      await goTo(page, "/timeline");
      await page.getByRole("link", { name: /The Bergen complaint/ }).click();
      await page.getByRole("heading", { level: 1, name: /^The Bergen complaint/ }).waitFor();
    },
  },
  {
    name: "rescue-person",
    async reach(page) {
      await goTo(page, "/people");
      await page.getByRole("link", { name: /^Priya Raman/ }).click();
      await page.getByRole("article", { name: "Priya Raman" }).waitFor();
      await page.getByText("Ask again since Monday").waitFor();
    },
  },
  {
    name: "rescue-moments",
    async reach(page) {
      await goTo(page, "/moments/2026-W47");
      await page.getByText("Let him choose the order of the restart.").waitFor();
    },
  },
];

/** A journal of entries, people, moments and crises, one of its answers damaged. */
export async function damageAnAnswer(host: Host): Promise<void> {
  await fillJournal(host);
  await addPeople(host);
  await addCrises(host);
  await host.command("backup", "create");
  const text = await host.file("The room had changed its shape. ".repeat(400));
  const answer = ["answer", "openness-02", text, "--week", "2026-W46", "--date", "2026-11-13"];
  await damageWhatIsWritten(host, () => host.command(...answer));
}

const NO_SAFETY_NET = `---
date: 2026-05-22
stepback_kind: weekly
stepback_week: 2026-W21
stepback_prompts:
  - trust-08
---

## Where did you step in this week when you had meant to stay out?

Nothing. I lent things. The roadmap was at Priya’s desk and the password, so to speak, at mine.
`;

const ASKED_BEFORE: [week: string, date: string, text: string][] = [
  [
    "2026-W06",
    "2026-02-06",
    "I gave Tomás the cash forecast in January and told him to ring when it mattered. He rang every day. I took that for diligence; it was the line I had left attached.",
  ],
  [
    "2026-W33",
    "2026-08-14",
    "The Oslo visit, to Marta. In the hour after I let go of it I wrote her four messages, all of them helpful.",
  ],
  [
    "2026-W39",
    "2026-09-25",
    "The roadmap, again, and this time I took myself off the invitation. I slept badly on the Sunday. By Wednesday I had forgotten to worry.",
  ],
];

/** A question of this week that was answered before, once in other words, and two about people. */
async function askBefore(host: Host): Promise<void> {
  await host.command("init");
  // With it the week's questions are chosen: as nothing was answered before, the opening is the first.
  await host.command("answer", "growth-01", await host.file("Two things."), "--week", "2026-W47");
  for (const [week, date, text] of ASKED_BEFORE) {
    const file = await host.file(text);
    await host.command("answer", "trust-08", file, "--week", week, "--date", date);
  }
  const folder = join(host.documents, "earlier");
  mkdirSync(folder);
  writeFileSync(join(folder, "2026-W21.md"), NO_SAFETY_NET);
  await host.command("import", folder);
  for (const [name, date, text] of [
    ["Ana R.", "2026-06-03", "That I read her plan on the train and stopped at page two."],
    ["Devin", "2026-09-02", "Nothing, I think, which is what I thought the last time too."],
    ["Ana R.", "2026-10-02", "That the date is not hers to keep any more."],
  ] as const) {
    await host.command(
      "answer",
      "openness-07",
      await host.file(text),
      "--with",
      name,
      "--date",
      date,
    );
  }
}

/** Asking again in the week, and answering outside it. */
const ANSWER_VIEWS: readonly View[] = [
  {
    name: "ask-again",
    async reach(page) {
      await goTo(page, "/week/2026-W47/write/1");
      await page.getByRole("textbox").waitFor();
      await page.getByRole("button", { name: "Show earlier answers" }).waitFor();
      await page.keyboard.press("Alt+a");
      await page.getByRole("complementary").waitFor();
      await page.keyboard.type(
        "The bank. Tomás went alone on Wednesday, and he had the covenant figures and the authority to say no with them. I had kept the authority back for years and called it continuity.\nWhat I notice against the other four: I did not write to him in the hour after. I cleared the shelf in my office instead",
      );
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "answer-whom",
    async reach(page) {
      await goTo(page, "/prompts/openness-07/answer");
      await page.getByRole("link", { name: "Devin" }).waitFor();
    },
  },
  {
    name: "answer",
    async reach(page) {
      await page.getByRole("link", { name: "Ana R." }).click();
      await page.getByRole("complementary").waitFor();
      await page.keyboard.type("That I have not asked her how it goes since.");
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "answer-which",
    async reach(page) {
      await page.goto(page.url().replace(/\/[^/]*$/, ""));
      await page.getByRole("link", { name: /^What have you been softening/ }).waitFor();
    },
  },
];

/** People, and the page of one of them. */
const PEOPLE_VIEWS: readonly View[] = [
  {
    name: "person",
    async reach(page) {
      await goTo(page, "/people");
      await page.getByRole("link", { name: /^Priya Raman/ }).click();
      await page.getByRole("article", { name: "Priya Raman" }).waitFor();
      await page.getByText("Ask again since Monday").waitFor();
      await settled(page);
    },
  },
  {
    name: "person-open",
    async reach(page) {
      await page.getByRole("button", { name: "The roadmap" }).first().click();
      await page.getByRole("button", { name: "Show as table" }).first().click();
      await page.getByRole("table", { name: "The roadmap" }).waitFor();
    },
  },
  {
    name: "person-moments",
    async reach(page) {
      await page.getByRole("button", { name: "The roadmap" }).first().click();
      await page.getByRole("heading", { name: "Invited and uninvited" }).scrollIntoViewIfNeeded();
      await page.getByRole("button", { name: "Show as table" }).click();
      await page.getByRole("link", { name: /^She would say/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: "agreement",
    async reach(page) {
      await page.keyboard.press("g");
      await page.getByRole("textbox", { name: "Matter" }).fill("the 2028 price list");
      await page
        .getByRole("textbox", { name: "In Priya’s words" })
        .fill("Come to the first meeting with what you would do. Not to the second");
    },
  },
  {
    name: "handover",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("h");
      await page.getByRole("textbox", { name: "What" }).fill("The spring price talk");
    },
  },
  {
    name: "person-merge",
    async reach(page) {
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Merge" }).click();
      await page.getByRole("combobox", { name: "Into whom" }).fill("Priya Raman");
      await page.keyboard.press("Enter");
      await page.getByText("cannot be merged with themselves").waitFor();
    },
  },
];

/** What is looked back on: of three commitments one was carried three times. */
async function prepareLookBack(host: Host): Promise<void> {
  await carriedThrice(host);
  const { id } = (await host.command(
    ...["commit", "sit at the side and let Priya open it", "--when", "the roadmap review begins"],
    ...["--week", "2026-W46"],
  )) as { id: string };
  await host.command("outcome", id, "kept", "She cut two features I would have defended.");
  await host.command(
    ...["commit", "leave the Bergen complaint with him", "--when", "Jonas has not asked"],
    ...["--week", "2026-W46"],
  );
  const text =
    "Jonas asks well when he is given the time to be stuck. I have not been giving him the time.";
  const answer = ["answer", "listening-04", await host.file(text), "--week", "2026-W46"];
  await host.command(...answer);
  const { entries } = (await host.command("list")) as { entries: { id: string; week: string }[] };
  const last = entries.find(({ week }) => week === "2026-W46");
  await host.command("edit", last?.id ?? "", "--title", "Leaving the room");
  for (const [words, kind, person, at, ...more] of REMEMBERED) {
    const moment = ["moment", words, "--kind", kind, "--with", person, "--at", at, ...more];
    await host.command(...moment);
  }
}

const REMEMBERED: readonly [string, string, string, string, ...string[]][] = [
  [
    "Let her open the roadmap review. I had a first sentence ready and kept it.",
    "stepped_back",
    "Priya Raman",
    "2026-11-16T10:00:00+01:00",
  ],
  [
    "Rewrote his reply to the Bergen hospital before he had asked for help.",
    "stepped_in",
    "Jonas Lindqvist",
    "2026-11-18T21:00:00+01:00",
    "--invited",
    "uninvited",
  ],
  [
    "Told him the Bergen meeting was his, and then was in the air until it was over. He had nobody to ring.",
    "stepped_away",
    "Jonas Lindqvist",
    "2026-11-19T09:00:00+01:00",
  ],
];

/** Looking back and gathering, on the Friday of week 47. */
const LOOK_BACK_VIEWS: readonly View[] = [
  {
    name: "look-back",
    async reach(page) {
      await page.getByRole("button", { name: "Begin the reflection" }).press("Enter");
      // The one that was carried stands first; the view is of the one after it.
      await page.getByRole("radio", { name: /^I did/ }).waitFor();
      await page.getByRole("button", { name: "Answer it now" }).click();
      await page.getByRole("radio", { name: /^Not this week/ }).click();
      await page
        .getByRole("textbox", { name: "What got in the way?" })
        .fill(
          "I rewrote his letter on Wednesday night. He thanked me, and has not opened the file since.",
        );
      await page.getByRole("checkbox", { name: /^Carry it over/ }).press("Space");
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "look-back-third",
    async reach(page) {
      await page.getByRole("button", { name: "Answer it now" }).click();
      await page.getByRole("radio", { name: /^Not this week/ }).click();
      const note = page.getByRole("textbox", { name: "What got in the way?" });
      await note.fill("The audit call moved into it at noon.");
      await note.press("ControlOrMeta+Enter");
      await page.getByRole("radio", { name: /^Reshape it/ }).click();
      await page.getByRole("textbox", { name: "If" }).fill("a meeting before nine is moved");
      await page
        .getByRole("textbox", { name: "then I will" })
        .fill("write one page of the plan before I open the mail");
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "look-back-hand",
    async reach(page) {
      await page.getByRole("radio", { name: /^Hand it to someone/ }).click();
      const whom = page.getByRole("combobox", { name: "To whom" });
      await whom.fill("Priya Raman");
      await page.getByRole("option").waitFor();
      await whom.press("Enter");
      await page.getByRole("option").waitFor({ state: "hidden" });
      await page.getByText(/^Saved/).waitFor();
    },
  },
  {
    name: "gather",
    async reach(page) {
      await goTo(page, "/settings");
      const blocks = page.getByRole("checkbox", { name: /^Ask how the week fell/ });
      if (!(await blocks.isChecked())) await blocks.press("Space");
      await expect(blocks).toBeChecked();
      for (const [week, placed] of [
        ["2026-W46", [5, 2, 2, 1]],
        ["2026-W47", [4, 3, 2, 0]],
      ] as const) {
        await page.goto(new URL(`/week/${week}/gather`, page.url()).href);
        for (const [index, count] of placed.entries()) {
          await page.getByRole("slider").nth(index).press(String(count));
        }
        await page.getByText(/^Saved/).waitFor();
      }
      await page.getByText("One block is not placed yet. The thin line is last week.").waitFor();
    },
  },
  {
    name: "gather-remember",
    async reach(page) {
      await page.getByRole("button", { name: /^Something you remember now/ }).click();
      await page.getByRole("radio", { name: "Tue" }).press("Space");
    },
  },
];

/** Every view there is. */
export const VIEW_GROUPS: readonly ViewGroup[] = [
  { name: "a filled journal", prepare: fillJournal, views: FILLED_VIEWS },
  { name: "earlier answers", prepare: askBefore, views: ANSWER_VIEWS },
  MOMENT_VIEWS,
  QUOTE_VIEWS,
  { name: "a library of one's own", prepare: fillJournal, views: LIBRARY_VIEWS },
  { name: "people", prepare: fillPeople, views: PEOPLE_VIEWS },
  { name: "looking back", prepare: prepareLookBack, views: LOOK_BACK_VIEWS },
  CRISIS_VIEWS,
  { name: "arrival", prepare: async () => undefined, views: FIRST_VIEWS },
  {
    name: "a protected journal",
    prepare: (host) => host.commandWith({ STEPBACK_PASSPHRASE: PASSPHRASE }, "init"),
    views: PROTECTED_VIEWS,
  },
  {
    name: "safekeeping",
    async prepare(host) {
      await host.command("init");
      await host.command("write", await host.file(NOTE), "--title", "What the auditors saw");
      await host.command("backup", "create");
    },
    views: SAFEKEEPING_VIEWS,
  },
  { name: "a damaged journal", prepare: damageAnAnswer, views: DAMAGE_VIEWS },
  {
    name: "a journal that is gone",
    async prepare(host) {
      await host.command("init");
      await host.command("list");
      renameSync(host.journal, `${host.journal}-away`);
    },
    views: [
      {
        name: "missing",
        async reach(page) {
          await page.keyboard.press("Enter");
          await page.getByText("it is still not there").waitFor();
        },
      },
    ],
  },
  {
    name: "a journal that is open elsewhere",
    // Both are started before there is a journal, and the other one makes it.
    async prepare(host) {
      await host.startAgain();
      const other = await host.startAnother();
      await other.getByRole("button", { name: "Open the notebook" }).click();
      await other.getByText("first reflection").waitFor();
    },
    views: [
      {
        name: "elsewhere",
        async reach(page) {
          await page.getByRole("button", { name: "Open the notebook" }).click();
          await page.getByRole("heading", { name: "Opened in another window" }).waitFor();
        },
      },
    ],
  },
];
