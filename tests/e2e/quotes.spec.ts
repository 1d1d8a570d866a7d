import type { Page } from "@playwright/test";
import { expect, test } from "./host.ts";
import { fillMoments } from "./moment-views.ts";

const KEPT = "Rewrote his reply to the Bergen hospital before he had asked for help.";

const quotes = (page: Page) => page.locator(".moment-quote");
const beside = (page: Page) => page.getByRole("complementary", { name: "Moments this week" });
const answer = (page: Page) => page.getByRole("textbox").and(page.locator("[contenteditable]"));

async function openAnswer(page: Page): Promise<void> {
  await page.goto(new URL("/week/2026-W47/write/1", page.url()).href);
  await expect(answer(page)).toBeFocused();
  await expect(beside(page)).toBeVisible();
}

/** Opens the moment on the week's list. */
async function openMoment(page: Page, words: string): Promise<void> {
  await page.goto(new URL("/moments/2026-W47", page.url()).href);
  await page.getByRole("button", { name: words }).press("Enter");
  await expect(page.getByRole("button", { name: "Delete" })).toBeVisible();
}

test("a moment is quoted by its key, changes with it, and leaves its words when it goes", async ({
  host,
}) => {
  await fillMoments(host);
  const page = await host.window();
  await openAnswer(page);

  await test.step("by key, at the caret", async () => {
    await page.keyboard.type("Before and after.");
    for (const _ of " after.") await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Alt+4");
    await expect(answer(page)).toBeFocused();
    await page.keyboard.type("Then");
    await expect(answer(page)).toHaveText(
      `Before andWednesday 18 November, stepped in with Jonas Lindqvist, uninvited${KEPT}Then after.`,
    );
    await expect(beside(page).getByRole("button", { name: /Bergen hospital/ })).toContainText(
      "in your text",
    );
  });

  await test.step("by Enter beside the text", async () => {
    await beside(page)
      .getByRole("button", { name: /to the bank/ })
      .press("Enter");
    await expect(quotes(page)).toHaveCount(2);
    await expect(answer(page)).toBeFocused();
    await expect(page.getByText(/^Saved/)).toBeVisible();
  });

  await test.step("edited", async () => {
    await openMoment(page, KEPT);
    await page.keyboard.press("e");
    const text = page.getByRole("textbox", { name: "What happened" });
    await expect(text).toBeFocused();
    await text.fill("Rewrote his reply.");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: /Rewrote his reply\./ })).toBeFocused();
    await openAnswer(page);
    await expect(quotes(page).first()).toContainText("Rewrote his reply.");
    await expect(quotes(page).first()).not.toContainText("hospital");
  });

  await test.step("deleted", async () => {
    await openMoment(page, "Rewrote his reply.");
    await page.keyboard.press("Delete");
    await expect(page.getByText("Moment deleted.")).toBeVisible();
    await openAnswer(page);
    await expect(quotes(page).first()).toContainText("Rewrote his reply.");
    await expect(beside(page).getByRole("button", { name: /Rewrote/ })).toHaveCount(0);
    await page.goto(new URL("/timeline", page.url()).href);
    await expect(page.getByRole("article").locator(".moment-quote")).toHaveText([
      "Wednesday 18 November, stepped in with Jonas Lindqvist, uninvitedRewrote his reply.",
      /to the bank/,
    ]);
  });
});

test("somebody is mentioned by keyboard, found from the text, and made where nobody is called that", async ({
  host,
}) => {
  await fillMoments(host);
  const page = await host.window();
  await openAnswer(page);

  await test.step("taken from the list", async () => {
    await page.keyboard.type("I asked @pri");
    const option = page.getByRole("option", { name: "Priya Raman" });
    await expect(option).toHaveAttribute("aria-selected", "true");
    await expect(answer(page)).toHaveAttribute(
      "aria-activedescendant",
      (await option.getAttribute("id")) ?? "",
    );
    await page.keyboard.press("Enter");
    await page.keyboard.type("and wrote to nobody@example.org, @nobody");
    await expect(page.getByRole("option", { name: "New page for “nobody”" })).toHaveAttribute(
      "aria-selected",
      "false",
    );
    await page.keyboard.press("Escape");
    await expect(page.getByRole("listbox")).toBeHidden();
    await page.keyboard.type(", for @Ada");
    await expect(page.getByRole("option", { name: "New page for “Ada”" })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await page.keyboard.press("Enter");
    await expect(answer(page)).toHaveText(
      /^I asked Priya Raman and wrote to nobody@example\.org, @nobody, for Ada\s$/,
    );
    await expect(answer(page).locator(".mention")).toHaveText(["Priya Raman", "Ada"]);
    await expect(page.getByText(/^Saved/)).toBeVisible();
  });

  await test.step("selected by the arrow keys, it leads to the page", async () => {
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect(page.getByRole("button", { name: "Open the page" })).toBeVisible();
  });

  const { entries } = (await host.command("list")) as { entries: { people: string[] }[] };
  expect(entries[0]?.people).toEqual(["Ada", "Priya Raman"]);

  await test.step("read, it is a link to the page", async () => {
    await page.goto(new URL("/timeline", page.url()).href);
    const link = page.getByRole("article").getByRole("link", { name: "Priya Raman" });
    await expect(link).toHaveAttribute("href", /^\/people\/[0-9A-Z]{26}$/);
    await link.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Priya Raman" })).toBeVisible();
    await page.goBack();
    await expect(link).toBeVisible();
  });
});
