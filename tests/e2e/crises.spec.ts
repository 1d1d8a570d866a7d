import type { Page } from "@playwright/test";
import { expect, test } from "./host.ts";
import { tabTo } from "./tab-to.ts";

const ENDS = "the first full shift runs on line two without a call to me";

/** Opens a crisis on Devin's ground, by keyboard alone. */
async function stepForward(page: Page): Promise<void> {
  await page.keyboard.press("ControlOrMeta+Shift+f");
  const sheet = page.getByRole("dialog", { name: "Step forward in a crisis" });
  await expect(sheet.getByRole("combobox", { name: "Whose ground" })).toBeFocused();
  await page.keyboard.type("Devin Clarke");
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("textbox", { name: "What ground it is" })).toBeFocused();
  await page.keyboard.type("line two");
  await page.keyboard.press("Tab");
  await page.keyboard.type(ENDS);
  await page.keyboard.press("Tab");
  await page.keyboard.type("the six o’clock shift call");
  for (const [index, what] of ["every word to Kestrel", "overtime on line two"].entries()) {
    await page.keyboard.press("Enter");
    const line = sheet.getByRole("textbox", { name: `What I take over, ${index + 2}` });
    await expect(line).toBeFocused();
    await page.keyboard.type(what);
  }
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(sheet).toBeHidden();
}

test.use({ now: "2026-11-13T05:50:00+01:00" });

test("a crisis from opening to the seven-day question, by keyboard", async ({ host }) => {
  await host.command("init");
  let page = await host.window();
  await page.getByRole("heading", { name: "Friday, 13 November" }).waitFor();

  await test.step("nothing is opened without whose ground it is, nor without what is taken", async () => {
    await page.keyboard.press("ControlOrMeta+Shift+f");
    await expect(page.getByRole("combobox", { name: "Whose ground" })).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("alert")).toHaveText("Name at least one thing that you take over.");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("opening", async () => {
    await stepForward(page);
    await expect(
      page.getByText(`You stand on Devin’s ground, line two, until “${ENDS}”.`),
    ).toBeVisible();
  });

  await test.step("a week later it is still there, and one thing more was taken over", async () => {
    await host.startAgain("2026-11-20T16:30:00+01:00");
    page = await host.window();
    await expect(page.getByText("day 8")).toBeVisible();
    await tabTo(page, "Add what you took");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "What you took over as well" })).toBeFocused();
    await page.keyboard.type("the daily sheet");
    await page.keyboard.press("Enter");
    await expect(page.getByText(/^With you: .*, the daily sheet\.$/)).toBeVisible();
  });

  await test.step("closing: returned, handed on, kept with a reason", async () => {
    await tabTo(page, "It has ended");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Who has it from today?" })).toBeVisible();
    const answers = page.getByRole("radiogroup");
    await expect(answers.getByRole("radio").first()).toBeFocused();
    await page.keyboard.press("1");
    await expect(page.getByRole("textbox")).toBeFocused();
    await page.keyboard.type("Told him at the line.");
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Back with Devin. Told him at the line.")).toBeVisible();

    await expect(answers.getByRole("radio").first()).toBeFocused();
    await page.keyboard.press("2");
    await expect(page.getByRole("combobox", { name: "Who has it now?" })).toBeFocused();
    await page.keyboard.type("Marta Okafor");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("With Marta Okafor.")).toBeVisible();

    await expect(answers.getByRole("radio").first()).toBeFocused();
    await page.keyboard.press("3");
    await expect(page.getByRole("textbox")).toBeFocused();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("alert")).toHaveText("What you keep needs a reason.");
    await expect(page.getByRole("textbox")).toBeFocused();
    await page.keyboard.type("The works council signed with me");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Kept. The works council signed with me")).toBeVisible();

    await expect(answers.getByRole("radio").first()).toBeFocused();
    await page.keyboard.press("1");
    await page.keyboard.press("ControlOrMeta+Enter");
  });

  await test.step("what is asked afterwards, and the entry that it became", async () => {
    await expect(page.getByText("Question 1 of 3")).toBeVisible();
    await expect(page.getByRole("textbox")).toBeFocused();
    await page.keyboard.type("The press. Nobody looked at the roster.");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Question 2 of 3")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Question 3 of 3")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    const entry = page.getByRole("article");
    await expect(entry.getByRole("heading", { name: "Line two, Devin’s ground" })).toBeVisible();
    await expect(entry).toContainText(
      "Overtime on line two: kept. The works council signed with me.",
    );
    await expect(entry).toContainText("Nobody looked at the roster.");
  });

  await test.step("a week on it is asked who has it, and once more of what came back", async () => {
    await host.startAgain("2026-11-27T08:12:00+01:00");
    page = await host.window();
    await expect(page.getByText("A week ago you gave back Devin’s ground.")).toBeVisible();
    await tabTo(page, "Answer, item by item");
    await page.keyboard.press("Enter");
    const answers = page.getByRole("radiogroup");
    await expect(answers.getByRole("radio").first()).toBeFocused();
    await page.keyboard.press("2");
    await expect(page.getByRole("textbox", { name: "How did it come back?" })).toBeFocused();
    await page.keyboard.type("They were waiting for me to begin");
    await tabTo(page, "Give it back again");
    await page.keyboard.press("Space");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Back with you, and given back again.")).toBeVisible();
    for (const said of ["With Marta.", "Still kept."]) {
      await expect(answers.getByRole("radio").first()).toBeFocused();
      await page.keyboard.press("1");
      await page.keyboard.press("ControlOrMeta+Enter");
      await expect(page.getByText(said)).toBeVisible();
    }
    await expect(answers.getByRole("radio").first()).toBeFocused();
    await page.keyboard.press("1");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("heading", { name: "Friday, 27 November" })).toBeVisible();
    await expect(page.getByText("A week ago you gave back")).toBeHidden();
  });
});

test("one that was opened by mistake is deleted, and taken back", async ({ host }) => {
  await host.command("init");
  const page = await host.window();
  await page.getByRole("heading", { name: "Friday, 13 November" }).waitFor();
  await stepForward(page);
  const standing = page.getByText(/^You stand on Devin’s ground/);
  await expect(standing).toBeVisible();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("textbox", { name: "What I take over, 2" }).fill("");
  await page.getByRole("button", { name: "Keep" }).click();
  await expect(
    page.getByText("With you: the six o’clock shift call, overtime on line two."),
  ).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/every word to Kestrel, overtime/)).toBeVisible();
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByRole("button", { name: /opened by mistake/ }).click();
  await expect(page.getByText("Crisis deleted.")).toBeVisible();
  await expect(standing).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(standing).toBeVisible();
});
