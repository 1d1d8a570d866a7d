import type { Host } from "./host.ts";
import type { ViewGroup } from "./views.ts";

/** The moments of a made-up week, the first that happened first. */
const MOMENTS: [kind: string, day: string, text: string, person: string, invited?: string][] = [
  [
    "stepped_back",
    "16T10:00",
    "Let her open the roadmap review. I had a first sentence ready and kept it.",
    "Priya Raman",
  ],
  [
    "stepped_in",
    "16T15:10",
    "He rang about the press on line two. I held the drawing, asked what he would try first, and left when he had it.",
    "Devin Clarke",
    "asked_for",
  ],
  [
    "stepped_in",
    "17T09:30",
    "The buyer from Kestrel put a question to Marta and I answered it. She had the number; I had the habit.",
    "Marta Okafor",
    "uninvited",
  ],
  [
    "stepped_in",
    "18T08:40",
    "Rewrote his reply to the Bergen hospital before he had asked for help.",
    "Jonas Lindqvist",
    "uninvited",
  ],
  [
    "stepped_back",
    "18T13:00",
    "Sent Tomás to the bank alone. He rang afterwards to tell me, not to ask me.",
    "Tomás Iglesias",
  ],
  [
    "stepped_back",
    "19T09:15",
    "I asked Ruth what she wanted from me on the joint tender. A second pair of eyes, she said, not a second boss.",
    "Ruth Adeyemi",
  ],
  [
    "stepped_away",
    "19T11:00",
    "Told him the Bergen meeting was his, and then was in the air until it was over. He had nobody to ring.",
    "Jonas Lindqvist",
  ],
];

/** Logs a week's moments through the command line, and one of the week before. */
export async function fillMoments(host: Host): Promise<void> {
  await host.command("init");
  await host.command(
    ...["moment", "She asked what I would do, and I asked her back."],
    ...["--kind", "stepped_back", "--with", "Magnus Thorsen"],
    ...["--at", "2026-11-12T10:00:00+01:00"],
  );
  for (const [kind, day, text, person, invited] of MOMENTS) {
    await host.command(
      ...["moment", text, "--kind", kind, "--with", person, "--at", `2026-11-${day}:00+01:00`],
      ...(invited === undefined ? [] : ["--invited", invited]),
    );
  }
}

/** Moments: the week's list, and the sentence that makes one. */
export const MOMENT_VIEWS: ViewGroup = {
  name: "moments",
  prepare: fillMoments,
  views: [
    {
      name: "today-moments",
      async reach(page) {
        await page.getByRole("button", { name: /^Stepped away/ }).waitFor();
        await page.evaluate(() => document.fonts.ready);
      },
    },
    {
      name: "moment-person",
      async reach(page) {
        await page.keyboard.press("ControlOrMeta+Shift+m");
        await page.getByRole("radio", { name: "stepped in" }).and(page.locator(":focus")).waitFor();
        await page.keyboard.press("i");
        await page.keyboard.press("Tab");
        await page.keyboard.type("Ma");
        await page.getByRole("option", { name: /Marta/ }).waitFor();
      },
    },
    {
      name: "moment",
      async reach(page) {
        await page.getByRole("combobox", { name: "With whom" }).fill("Devin Clarke");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Tab");
        await page.keyboard.press("u");
        await page.keyboard.press("Tab");
        await page.keyboard.type(
          "He was laying out the line-two schedule and paused for breath. I finished the sentence for him, and then the meeting",
        );
      },
    },
    {
      name: "moment-away",
      async reach(page) {
        await page.getByRole("radio", { name: "stepped in" }).focus();
        await page.keyboard.press("a");
        await page.getByRole("button", { name: /^When it happened/ }).press("Enter");
        await page.getByRole("textbox", { name: "Day" }).fill("2026-11-31");
        await page.getByText("Give a day and a time that exist").waitFor();
      },
    },
    {
      name: "moments-week",
      async reach(page) {
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await page.getByRole("link", { name: "Moments this week" }).press("Enter");
        // The same moments stand on Today.
        await page.getByRole("heading", { level: 1, name: "Moments this week" }).waitFor();
        await page.getByRole("button", { name: /Jonas Lindqvist, uninvited/ }).press("Enter");
        await page.getByRole("button", { name: "Delete" }).waitFor();
      },
    },
    {
      name: "moments-edit",
      async reach(page) {
        await page.keyboard.press("e");
        await page.getByRole("textbox", { name: "What happened" }).waitFor();
      },
    },
    {
      name: "moments-empty",
      async reach(page) {
        await page.goto(new URL("/moments/2026-W40", page.url()).href);
        await page.getByText("A week without notes is still a week.").waitFor();
      },
    },
    {
      name: "moment-page",
      async reach(page) {
        await page.goto(new URL("/moment", page.url()).href);
        await page.getByRole("textbox", { name: "What happened" }).waitFor();
      },
    },
  ],
};
