import type { Page } from "@playwright/test";

/** What a test says of the ritual, in the words that stand on the screen. */
export function ritualPage(page: Page) {
  return {
    /** First run: makes the journal with the reflection on Friday. */
    async openNotebook(): Promise<void> {
      await page.getByRole("button", { name: "Open the notebook" }).click();
    },
    /** From Today into the week. */
    async begin(): Promise<void> {
      await page.getByRole("button", { name: "Begin the reflection" }).click();
      await page.getByRole("textbox").waitFor();
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
