import { fileURLToPath } from "node:url";
import type { Host } from "./host.ts";
import type { ViewGroup } from "./views.ts";

/**
 * Three crises as an export: one that was closed a week ago, one that stands for a week, and one of the
 * day before yesterday that does not say what ends it.
 */
const CRISES = fileURLToPath(new URL("../fixtures/crises/stepback.json", import.meta.url));

async function standInCrises(host: Host): Promise<void> {
  await host.command("init");
  await addCrises(host);
}

/** Adds those three, and what was caught while they lasted. */
export async function addCrises(host: Host): Promise<void> {
  await host.command("import", CRISES);
}

/** Opening a crisis, the day while it is open, giving it back, and the question a week later. */
export const CRISIS_VIEWS: ViewGroup = {
  name: "crises",
  prepare: standInCrises,
  views: [
    {
      name: "crisis-today",
      async reach(page) {
        await page.getByText("day 8").waitFor();
        await page.evaluate(() => document.fonts.ready);
      },
    },
    {
      name: "crisis-open",
      async reach(page) {
        await page.keyboard.press("ControlOrMeta+Shift+f");
        await page.getByRole("combobox", { name: "Whose ground" }).fill("Devin Clarke");
        await page.getByRole("textbox", { name: "What ground it is" }).fill("line two");
        await page
          .getByRole("textbox", { name: "What ends it", exact: true })
          .fill("the first full shift runs on line two without a call to me");
        for (const [index, what] of TAKEN.entries()) {
          const line = page.getByRole("textbox", { name: `What I take over, ${index + 1}` });
          await line.fill(what);
          if (index < TAKEN.length - 1) await line.press("Enter");
        }
        await page.getByRole("textbox", { name: "What I take over, 3" }).focus();
      },
    },
    {
      name: "crisis-change",
      async reach(page) {
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await page.getByRole("button", { name: "Change" }).first().click();
        await page.getByRole("button", { name: "It was opened by mistake" }).waitFor();
      },
    },
    {
      name: "crisis-close",
      async reach(page) {
        await page.keyboard.press("Escape");
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await page.getByRole("button", { name: "It has ended" }).first().click();
        await page.getByRole("radio", { name: "Back to Devin" }).click();
        await page.getByRole("textbox").fill("Told him on Thursday, at the line.");
        await page.keyboard.press("ControlOrMeta+Enter");
        await page.getByText("Back with Devin.").waitFor();
        await page.getByRole("radio", { name: "To someone else" }).click();
        await page.getByRole("combobox", { name: "Who has it now?" }).fill("Marta Okafor");
        await page.keyboard.press("ControlOrMeta+Enter");
        await page.getByText("With Marta Okafor.").waitFor();
        await page.getByRole("radio", { name: "I keep it" }).click();
        await page.keyboard.press("ControlOrMeta+Enter");
        await page.getByRole("alert").getByText("What you keep needs a reason.").waitFor();
        await page
          .getByRole("textbox")
          .fill("The works council signed with me. Until the agreement runs out on 4 December");
        await page.getByText(/^Saved/).waitFor();
      },
    },
    {
      name: "crisis-write",
      async reach(page) {
        await page.keyboard.press("ControlOrMeta+Enter");
        await page.getByText("Question 1 of 3").waitFor();
        await page.getByRole("textbox").waitFor();
      },
    },
    {
      name: "crisis-entry",
      async reach(page) {
        await page.getByRole("button", { name: "Put it away" }).click();
        await page.getByRole("heading", { name: "Line two, Devin’s ground" }).waitFor();
      },
    },
    {
      name: "crisis-seven",
      async reach(page) {
        await page.goto(new URL("/", page.url()).href);
        await page.getByRole("button", { name: "Answer, item by item" }).click();
        await page.getByRole("radio", { name: "Back with me" }).click();
        await page
          .getByRole("textbox")
          .fill("I joined on Tuesday to listen. By Thursday they were waiting for me to begin");
        await page.getByText(/^Saved/).waitFor();
      },
    },
    {
      name: "crisis-seven-kept",
      async reach(page) {
        await page.keyboard.press("ControlOrMeta+Enter");
        await page.getByRole("radio", { name: "With Priya" }).click();
        await page.keyboard.press("ControlOrMeta+Enter");
        await page.getByRole("radio", { name: "It still holds" }).waitFor();
      },
    },
    {
      name: "crisis-later",
      async reach(page) {
        await page.getByRole("link", { name: /^Crisis, / }).click();
        await page.getByRole("heading", { name: "Who had it then" }).waitFor();
      },
    },
  ],
};

const TAKEN = [
  "the six o’clock shift call",
  "every word to Kestrel about delivery",
  "overtime on line two",
];
