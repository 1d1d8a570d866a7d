import type { Page } from "@playwright/test";

/** Goes from the beginning of a week, past looking back and gathering, to the first prompt. */
export async function toWriting(page: Page): Promise<void> {
  const skip = page.getByRole("button", { name: "Skip this step" });
  const start = page.getByRole("button", { name: "Start writing" });
  await skip.or(start).waitFor();
  if (await skip.isVisible()) await skip.click();
  await start.click();
  await page.getByRole("textbox").waitFor();
}

/** What a test says of the ritual, in the words that stand on the screen. */
export function ritualPage(page: Page) {
  return {
    /** First run: makes the journal with the reflection on Friday. */
    async openNotebook(): Promise<void> {
      await page.getByRole("button", { name: "Open the notebook" }).click();
    },
    /** From Today into the week, past what comes before it, to the first prompt. */
    async begin(): Promise<void> {
      await page.getByRole("button", { name: "Begin the reflection" }).click();
      await toWriting(page);
    },
    question: page.getByRole("heading", { level: 1 }),
    answer: page.getByRole("textbox"),
    saved: page.getByText(/^Saved \d\d:\d\d$/),
    next: page.getByRole("contentinfo").getByRole("button").last(),
    back: page.getByRole("button", { name: "Back" }),
    another: page.getByRole("button", { name: "Another prompt" }),
    skip: page.getByRole("button", { name: "Skip" }),
  };
}
