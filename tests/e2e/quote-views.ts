import type { Page } from "@playwright/test";
import { fillMoments } from "./moment-views.ts";
import type { ViewGroup } from "./views.ts";

/** Opens an empty place of the week, and waits until it can be written in and quoted into. */
async function openPlace(page: Page, place: number): Promise<void> {
  await page.goto(new URL(`/week/2026-W47/write/${place}`, page.url()).href);
  await page.getByRole("textbox").and(page.locator(":focus")).waitFor();
  await page.getByRole("button", { name: /Kestrel/ }).waitFor();
  await page.evaluate(() => document.fonts.ready);
}

/** Begins a text, and goes as far as the list of people under `@`. */
async function writeOfMarta(page: Page): Promise<void> {
  await page.keyboard.type(
    "On Tuesday the buyer from Kestrel asked about lead times, and I answered for @mar",
  );
  await page.getByRole("option", { name: "Marta Okafor" }).waitFor();
}

/** Goes on from there: three moments are quoted. */
async function quoteThree(page: Page): Promise<void> {
  await page.keyboard.press("Enter");
  await page.keyboard.type("before she could.");
  await page.keyboard.press("Alt+4");
  await page.keyboard.type("This is the same thing in writing.");
  await page.keyboard.press("Alt+7");
  await page.keyboard.press("Alt+1");
  await page.keyboard.type("I told myself it was urgent. It was uncomfortable.");
}

/** A text that speaks of people and quotes moments, while it is written and when it is read. */
export const QUOTE_VIEWS: ViewGroup = {
  name: "quotes",
  prepare: fillMoments,
  // Each has a text of its own: Tab, which goes through a view, takes what a list has chosen.
  views: [
    {
      name: "quote-people",
      async reach(page) {
        await openPlace(page, 4);
        await writeOfMarta(page);
      },
    },
    {
      name: "quote-moments",
      async reach(page) {
        await openPlace(page, 2);
        await writeOfMarta(page);
        await quoteThree(page);
        await page.keyboard.type(" /moment");
        await page.getByRole("option", { name: "Quote a moment" }).waitFor();
        await page.keyboard.press("Enter");
        await page
          .getByRole("option", { name: /^Thursday 19 November/ })
          .first()
          .waitFor();
      },
    },
    {
      name: "quote",
      async reach(page) {
        await openPlace(page, 1);
        await writeOfMarta(page);
        await quoteThree(page);
        await page.getByText(/^Saved/).waitFor();
        await page.getByRole("textbox").locator(".mention").click();
        await page.getByRole("button", { name: "Open the page" }).waitFor();
      },
    },
    {
      name: "quote-read",
      async reach(page) {
        await page.goto(new URL("/timeline", page.url()).href);
        await page.getByText("Week 47").first().click();
        await page
          .getByRole("article")
          .getByRole("link", { name: "Marta Okafor" })
          .first()
          .waitFor();
      },
    },
  ],
};
