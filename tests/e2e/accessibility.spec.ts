import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./host.ts";
import { type View, VIEW_GROUPS } from "./views.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

function axeOn(page: Page, hasSheet: boolean): AxeBuilder {
  // A sheet dims the page behind it, which nobody can reach then: only the sheet is looked at.
  const builder = new AxeBuilder({ page });
  return hasSheet ? builder.include("[role=dialog]") : builder;
}

/** axe does not judge the contrast of text over a drawn background, and the margin rule is one. */
async function removeDrawnRule(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>(
      ".page, .ritual, .lockpage, .rescue",
    )) {
      element.style.backgroundImage = "none";
    }
    for (const element of document.querySelectorAll<HTMLElement>(".ritual-main")) {
      element.style.maskImage = "none";
    }
  });
}

/** What axe finds in both themes. The themes differ in colour only, so the second asks for that alone. */
async function findingsOf(page: Page): Promise<string[]> {
  const hasSheet = (await page.getByRole("dialog").count()) > 0;
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await removeDrawnRule(page);
  const light = await axeOn(page, hasSheet).withTags(RULES).analyze();
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = await axeOn(page, hasSheet).withRules("color-contrast").analyze();
  return [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html}`),
  );
}

async function walk(page: Page, views: readonly View[]): Promise<Record<string, string[]>> {
  const findings: Record<string, string[]> = {};
  for (const view of views) {
    await view.reach(page);
    const found = await findingsOf(page);
    if (found.length > 0) findings[view.name] = found;
  }
  return findings;
}

for (const { name, prepare, views } of VIEW_GROUPS) {
  for (const width of [1280, 720]) {
    test(`axe finds nothing in ${name}, ${width} wide`, async ({ host }) => {
      test.setTimeout(120_000);
      await prepare(host);
      const page = await host.window({ width });
      await page.getByRole("heading", { level: 1 }).waitFor();
      expect(await walk(page, views)).toEqual({});
    });
  }
}

test("axe would find a fault, and one that only the dark theme has", async ({ host }) => {
  const page = await host.window();
  await page.getByRole("button", { name: "Open the notebook" }).waitFor();
  await page.evaluate(() => {
    document.body.append(document.createElement("button"));
    const faint = document.createElement("p");
    faint.textContent = "Nobody can read this in the dark.";
    faint.style.color = "black";
    document.querySelector("main")?.append(faint);
  });
  const findings = (await findingsOf(page)).join();
  expect(findings).toContain("button-name");
  expect(findings).toContain("color-contrast");
});
