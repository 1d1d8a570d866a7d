import type { Page } from "@playwright/test";

/** Presses Tab, or Shift Tab, until the control with that name has the focus. */
export async function tabTo(
  page: Page,
  name: string | RegExp,
  direction: "on" | "back" = "on",
): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(direction === "on" ? "Tab" : "Shift+Tab");
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
