// What is measured (npm run bench): the whole program in a real browser against the least that could do the same.
import { defineConfig } from "@playwright/test";
import { chromiumLaunchOptions } from "./tests/helpers/chromium.ts";

export default defineConfig({
  testDir: "tests/bench",
  outputDir: "test-results/bench",
  workers: 1,
  retries: 0,
  reporter: "line",
  timeout: 180_000,
  use: {
    browserName: "chromium",
    launchOptions: await chromiumLaunchOptions(),
    actionTimeout: 30_000,
    viewport: { width: 1280, height: 800 },
  },
});
