// Unit and cross-folder tests; the end-to-end tests are Playwright's (playwright.config.ts).
import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["src/**/*.test.ts", "src/**/*.test.tsx", "tests/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "out/**", "tests/e2e/**", "tests/screenshots/**"],
    // The database is a native module; a process of its own for every test file keeps one test's
    // open handles and a crash away from the others.
    pool: "forks",
    // Some tests start the built program or the tools; two cores have to be enough for them.
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
