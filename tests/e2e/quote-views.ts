import { fillMoments } from "./moment-views.ts";
import type { ViewGroup } from "./views.ts";

/** A text that speaks of people and quotes moments, while it is written and when it is read. */
export const QUOTE_VIEWS: ViewGroup = {
  name: "quotes",
  prepare: fillMoments,
  views: [
    {
      name: "quote-people",
      async reach(page) {
        await page.goto(new URL("/week/2026-W47/write/1", page.url()).href);
        await page.getByRole("textbox").and(page.locator(":focus")).waitFor();
        await page.getByRole("button", { name: /Kestrel/ }).waitFor();
        await page.evaluate(() => document.fonts.ready);
        await page.keyboard.type(
          "On Tuesday the buyer from Kestrel asked about lead times, and I answered for @mar",
        );
        await page.getByRole("option", { name: "Marta Okafor" }).waitFor();
      },
    },
    {
      name: "quote-moments",
      async reach(page) {
        await page.keyboard.press("Enter");
        await page.keyboard.type("before she could.");
        await page.keyboard.press("Alt+4");
        await page.keyboard.type("This is the same thing in writing.");
        await page.keyboard.press("Alt+7");
        await page.keyboard.press("Alt+1");
        await page.keyboard.type("I told myself it was urgent. It was uncomfortable. /moment");
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
        await page.keyboard.press("Escape");
        await page.getByRole("listbox").waitFor({ state: "detached" });
        for (const _ of "/moment") await page.keyboard.press("Backspace");
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
        await page.getByRole("article").getByRole("link", { name: "Marta Okafor" }).waitFor();
      },
    },
  ],
};
