import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { test } from "../e2e/host.ts";
import { type View, VIEW_GROUPS } from "../e2e/views.ts";

// The pictures of docs/screenshots: every view, light and dark, at both widths.

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

async function picture(page: Page, views: readonly View[], suffix: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const view of views) {
    await view.reach(page);
    await page.screenshot({ path: `${folder}${view.name}-${suffix}.png`, animations: "disabled" });
  }
}

for (const { name, prepare, views } of VIEW_GROUPS) {
  for (const [colorScheme, width, suffix] of [
    ["light", 1280, "light"],
    ["dark", 1280, "dark"],
    ["light", 720, "720"],
    ["dark", 720, "720-dark"],
  ] as const) {
    test(`${name}, ${suffix}`, async ({ host }) => {
      await prepare(host);
      const page = await host.window({ colorScheme, width });
      await page.getByRole("heading", { level: 1 }).waitFor();
      await picture(page, views, suffix);
    });
  }
}
