import type { Page } from "@playwright/test";
import { expect, test } from "./host.ts";

/** Presses Tab until the control with that name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) === 0) continue;
    const label = await focused.evaluate((element) => {
      const labelled = element instanceof HTMLInputElement ? element.labels?.[0] : null;
      const given = element.getAttribute("aria-label") ?? labelled?.textContent;
      return (given ?? element.textContent ?? "").trim();
    });
    if (typeof name === "string" ? label.startsWith(name) : name.test(label)) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

test("the whole way by keyboard alone", async ({ host }) => {
  const page = await host.window();
  await page.getByRole("button", { name: "Open the notebook" }).waitFor();

  await test.step("first run", async () => {
    await tabTo(page, "Fri");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("radio", { name: "Sat" })).toBeChecked();
    await page.keyboard.press("ArrowLeft");
    await tabTo(page, "at");
    await page.keyboard.press("Enter");
    await expect(page.getByText("It is time for your first reflection.")).toBeVisible();
  });

  await test.step("write, another prompt, a follow-up, skip", async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox")).toBeFocused();
    await page.keyboard.type("By keyboard.");
    await tabTo(page, "A follow-up question");
    await page.keyboard.press("Enter");
    await expect(page.getByText("What would have happened if you had waited?")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page).toHaveURL(/write\/2$/);
    const question = page.getByRole("heading", { level: 1 });
    const first = await question.textContent();
    await tabTo(page, "Another prompt");
    await page.keyboard.press("Enter");
    await expect(question).not.toHaveText(first ?? "");
    await tabTo(page, "Skip");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/write\/3$/);
    await page.keyboard.press("ControlOrMeta+[");
    await expect(page.getByText("Prompt 2 of 4")).toBeVisible();
  });

  await test.step("Esc leaves, Enter resumes", async () => {
    await page.keyboard.press("Escape");
    await expect(page.getByText("You left the week at the second prompt")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/write\/2$/);
  });

  await test.step("commit and close", async () => {
    for (const next of ["Prompt 3 of 4", "Prompt 4 of 4", "Three is the most."]) {
      await page.keyboard.press("ControlOrMeta+Enter");
      await expect(page.getByText(next)).toBeVisible();
    }
    await expect(page.getByRole("textbox", { name: "Commitment 1" })).toBeFocused();
    await page.keyboard.type("Count to four");
    await tabTo(page, "Commitment 2");
    await page.keyboard.type("Leave the room");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("textbox", { name: "What would you call" })).toBeFocused();
    await page.keyboard.type("By hand");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByText("Week 47 is put away.")).toBeVisible();
  });

  await test.step("timeline: change, delete, undo, export", async () => {
    await page.keyboard.press("ControlOrMeta+3");
    await expect(page.getByRole("heading", { name: "By hand" })).toBeVisible();
    await page.keyboard.press("e");
    await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Delete");
    await expect(page.getByText("Entry deleted.")).toBeVisible();
    await tabTo(page, "Undo");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "By hand" })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Shift+e");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.getByText("One entry", { exact: true }).waitFor();
    await tabTo(page, "Export");
    await page.keyboard.press("Enter");
    await expect(page.getByText("One entry written to")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
  });

  await test.step("back and forward", async () => {
    await page.keyboard.press("ControlOrMeta+1");
    await expect(page).toHaveURL(/\/$/);
    await page.keyboard.press("ControlOrMeta+[");
    await expect(page).toHaveURL(/\/timeline/);
    await page.keyboard.press("ControlOrMeta+]");
    await expect(page).toHaveURL(/\/$/);
  });
});
