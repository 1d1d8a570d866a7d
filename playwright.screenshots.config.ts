// Makes the pictures of docs/screenshots (npm run screenshots); not part of the tests.
import { defineConfig } from "@playwright/test";
import { chromiumLaunchOptions } from "./tests/helpers/chromium.ts";

export default defineConfig({
  testDir: "tests/screenshots",
  outputDir: "test-results/screenshots",
  workers: 1,
  retries: 0,
  reporter: "list",
  timeout: 120_000,
  use: {
    browserName: "chromium",
    launchOptions: await chromiumLaunchOptions(),
    viewport: { width: 1280, height: 800 },
  },
});
