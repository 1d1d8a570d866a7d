import { expect, test } from "./host.ts";
import { tabTo } from "./tab-to.ts";

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
    await expect(page.getByText("There was no commitment to look back on.")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Enter");
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

  await test.step("timeline: star, write in place, day and tags", async () => {
    await page.keyboard.press("ControlOrMeta+3");
    await expect(page.getByRole("heading", { name: "By hand" })).toBeVisible();
    await page.keyboard.press("s");
    await expect(page.getByRole("button", { name: "Starred" })).toBeVisible();
    await page.keyboard.press("e");
    await expect(page.getByRole("textbox", { name: /^Where did you fail/ })).toBeFocused();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type(" And again.");
    await tabTo(page, "Day and tags", "back");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Day" })).toBeFocused();
    await tabTo(page, "Tags");
    await page.keyboard.type("hands");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog")).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();
    await expect(page.getByText("By keyboard. And again.").last()).toBeVisible();
  });

  await test.step("a free entry, the list, and the filter", async () => {
    await page.keyboard.press("n");
    await expect(page.getByRole("textbox", { name: "Title" })).toBeFocused();
    await page.keyboard.type("A note");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("textbox", { name: "Text" })).toBeFocused();
    await page.keyboard.type("About nothing.");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Edit" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "A note" })).toBeVisible();
    await page.keyboard.press("j");
    await expect(page.getByRole("heading", { name: "By hand" })).toBeVisible();
    await page.keyboard.press("k");
    await expect(page.getByRole("heading", { name: "A note" })).toBeVisible();
    await page.keyboard.press("f");
    await page.keyboard.type("keyboard");
    await expect(page.getByText("1 of 2 entries")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await tabTo(page, "Clear", "back");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("link", { name: /A note/ })).toBeVisible();
    await page.getByRole("link", { name: /By hand/ }).press("Enter");
  });

  await test.step("commands and keys", async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("sett");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("zzz");
    await expect(page.getByText("No command says “zzz”.")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.keyboard.press("ControlOrMeta+[");
  });

  await test.step("timeline: delete, undo, export", async () => {
    await expect(page.getByRole("heading", { name: "By hand" })).toBeVisible();
    await page.keyboard.press("Delete");
    await expect(page.getByText("Entry deleted.")).toBeVisible();
    await tabTo(page, "Undo");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "By hand" })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Shift+e");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.getByText("Two entries", { exact: true }).waitFor();
    await tabTo(page, "Export");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Two entries written to")).toBeVisible();
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
